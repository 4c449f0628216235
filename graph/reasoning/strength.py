"""Strength: how far each node is borne out, from its base score and all that pushes it, 0 to 1."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from msgspec import Struct

from .grounded import NO_PINS
from .order import order_of
from .semantics import SCALAR

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping, Sequence

    from .framework import Framework
    from .order import Knot, Order
    from .semantics import Semantics

STEP = 0.5
TOLERANCE = 1e-12
MOST_ROUNDS = 10_000
NONE = float("nan")
"""The strength of a node that has no stable one."""

MANY = 3_000
"""From how many nodes on arrays are faster than the import of NumPy is slow."""


def strengths(
    framework: Framework,
    semantics: Semantics,
    *,
    pins: Mapping[int, bool] = NO_PINS,
    bases: Sequence[float] | None = None,
    order: Order | None = None,
) -> list[float]:
    """The strength of every node, 0 to 1; of a pinned one 1 or 0, nan where none is stable.

    `bases` are the framework's own if not given. Nodes that push one another are worked out together: all start at
    their base scores and go half the way (STEP) to what the others make of them, at once, until none is further off
    than TOLERANCE. If that takes more than MOST_ROUNDS, they and all that depends on them have no stable strength.
    (A discretised form of the continuous dynamics of Potyka 2018.)
    """
    pushed = Pushed(framework, semantics, framework.bases if bases is None else bases)
    if len(framework) >= MANY and has_numpy():
        from .strength_arrays import strengths_by_level

        return strengths_by_level(pushed, pins)
    values = [0.0] * len(framework)
    for node, is_in in pins.items():
        values[node] = float(is_in)
    restrengthen(pushed, (order or order_of(framework)).knots, values, pins)
    return values


class Pushed(Struct, frozen=True):
    """What makes the strength of a node: who pushes it under which semantics, and its base score.

    Nodes that are `gone` must have no strength: they push nothing then, and here cap nothing either.
    """

    framework: Framework
    semantics: Semantics
    bases: Sequence[float]
    gone: frozenset[int] = frozenset()

    def strength(self, node: int, values: Sequence[float]) -> float:
        """The node's strength, those of others being `values`."""
        framework = self.framework
        starts = framework.pushers.starts
        pushes = [
            framework.weights[place] * values[framework.pushers.items[place]]
            for place in range(starts[node], starts[node + 1])
        ]
        energy = sum(pushes) if self.semantics.aggregation == "sum" else _product(pushes)
        strength: float = self.semantics.influence(self.bases[node], energy, SCALAR)
        for cap in framework.caps.row(node):
            if cap in self.gone:
                continue
            if values[cap] < strength or values[cap] != values[cap]:
                strength = values[cap]
        return strength


def restrengthen(pushed: Pushed, knots: Iterable[Knot], values: list[float], pins: Container[int] = NO_PINS) -> None:
    """Work the strengths of these knots out anew, in order, and put them into `values`; pinned nodes stay."""
    for knot in knots:
        if len(knot) > 1:
            settle(pushed.strength, pushed.bases, [node for node in knot if node not in pins], values)
        elif knot[0] not in pins:
            values[knot[0]] = pushed.strength(knot[0], values)


def settle(
    strength: Callable[[int, Sequence[float]], float], bases: Sequence[float], knot: Sequence[int], values: list[float]
) -> None:
    """Put the strengths at which nodes that push one another come to rest into `values`, nan if they do not."""
    for node in knot:
        values[node] = bases[node]
    for _ in range(MOST_ROUNDS):
        aims = [strength(node, values) for node in knot]
        off = [abs(aim - values[node]) for node, aim in zip(knot, aims, strict=True)]
        if all(each <= TOLERANCE for each in off):
            return
        if any(each != each for each in off):  # noqa: PLR0124 - nan, from what has no stable strength itself
            break
        for node, aim in zip(knot, aims, strict=True):
            values[node] += STEP * (aim - values[node])
    for node in knot:
        values[node] = NONE


def _product(pushes: Iterable[float]) -> float:
    spared = {True: 1.0, False: 1.0}
    for push in pushes:
        spared[push > 0] *= max(1 - abs(push), 0.0)  # nan stays nan
    return spared[False] - spared[True]


def has_numpy() -> bool:
    """Whether arrays can be used, which come with an extra."""
    return find_spec("numpy") is not None
