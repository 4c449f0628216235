"""State: a framework under a stance, with what stands in it and how strongly, from which flips are worked out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from .grounded import grounded
from .order import order_of
from .stance import bases, pins
from .strength import Pushed, strengths

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .framework import Framework
    from .grounded import Standing
    from .order import Order
    from .semantics import Semantics
    from .stance import Stance


class State(Struct, frozen=True, kw_only=True):
    """A framework under a stance: what it pins, the labels of all nodes, and their strengths under one semantics."""

    stance: Stance
    pushed: Pushed
    order: Order
    pins: Mapping[int, bool]
    standing: Standing
    strengths: list[float]

    @property
    def framework(self) -> Framework:
        """The framework."""
        return self.pushed.framework

    @property
    def semantics(self) -> Semantics:
        """The semantics of the strengths."""
        return self.pushed.semantics


def state_of(framework: Framework, stance: Stance, semantics: Semantics, *, order: Order | None = None) -> State:
    """The framework weighed under the stance; `order` is its own, if it is known. CruxmapError where the stance
    contradicts itself."""
    held, scores, order = pins(framework, stance), bases(framework, stance), order or order_of(framework)
    return State(
        stance=stance,
        pushed=Pushed(framework, semantics, scores),
        order=order,
        pins=held,
        standing=grounded(framework, held),
        strengths=strengths(framework, semantics, pins=held, bases=scores, order=order),
    )


def under_semantics(state: State, semantics: Semantics) -> State:
    """The same state with strengths under another semantics."""
    pushed = replace(state.pushed, semantics=semantics)
    strong = strengths(state.framework, semantics, pins=state.pins, bases=pushed.bases, order=state.order)
    return replace(state, pushed=pushed, strengths=strong)
