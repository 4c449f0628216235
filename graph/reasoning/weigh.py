"""Weigh a graph: what stands, falls and is open under a reader's stance, and what that changes."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING

from msgspec import Struct

from ..model import Source
from .counting import MODALITY, WEIGHED, WEIGHTS
from .explain import hangs_on
from .framework import framework as framework_of
from .grounded import IN, LABELS, UNDECIDED
from .scenarios import hanging, scenarios, still_open
from .semantics import SEMANTICS
from .stance import NO_STANCE, Stance
from .state import state_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..graph import Graph
    from ..model import Node
    from .framework import Framework
    from .grounded import Standing
    from .scenarios import Scenarios
    from .semantics import Semantics
    from .state import State

FEW_SCENARIOS = 4096


class Fate(Struct, frozen=True):
    """How a node fares: its label and strength, and those it has with no side taken and nothing assumed or denied.

    Labels are "in", "out" and "undecided"; strengths 0 to 1, nan where none is stable.
    """

    node: Node
    label: str
    before: str
    strength: float
    strength_before: float

    @property
    def changed(self) -> bool:
        """Whether the stance makes it stand, fall or be open where it was not."""
        return self.label != self.before


class Weighing(Struct, frozen=True, kw_only=True):
    """A graph weighed under a stance: the fate of each weighed node, by source, kind and the author's order, the
    theses of the documents, and the scenarios of what is open, None where those are very many."""

    state: State
    fates: Mapping[str, Fate]
    theses: tuple[str, ...]
    scenarios: Scenarios | None

    @property
    def stance(self) -> Stance:
        """The stance."""
        return self.state.stance

    @property
    def framework(self) -> Framework:
        """The framework."""
        return self.state.framework

    @property
    def pins(self) -> Mapping[int, bool]:
        """The nodes that the stance holds in and out."""
        return self.state.pins

    @property
    def standing(self) -> Standing:
        """The labels of all nodes."""
        return self.state.standing

    def open_cruxes(self) -> list[str]:
        """The cruxes that have a side to take, of which no side is held in, by id."""
        return [
            crux
            for crux, sides in self.framework.cruxes.items()
            if not (self.pins.keys() >= set(sides.values()) or any(self.pins.get(node) for node in sides.values()))
        ]

    def hangs_on(self, node_id: str) -> list[str]:
        """The open cruxes whose side makes a difference to an open node, or may where there are very many of them."""
        node = self.framework.place[node_id]
        if self.scenarios is None:
            return hangs_on(self.framework, self.standing, node)
        return hanging(self.scenarios, node)

    def overruled(self) -> dict[str, list[str]]:
        """What stands and attacks a side that the stance takes, by the side."""
        framework, found = self.framework, {}
        for node in sorted(framework.assumptions):
            if self.pins.get(node):
                row = range(framework.pushers.starts[node], framework.pushers.starts[node + 1])
                against = [framework.pushers.items[at] for at in row if framework.weights[at] < 0]
                standing = [framework.ids[other] for other in against if self.standing.labels[other] == IN]
                if standing:
                    found[framework.ids[node]] = standing
        return found


def weigh(
    graph: Graph,
    stance: Stance = NO_STANCE,
    *,
    semantics: Semantics = SEMANTICS[0],
    weights: Mapping[str, float] = WEIGHTS,
    modality: Mapping[str, float] = MODALITY,
) -> Weighing:
    """The graph weighed under the stance. CruxmapError if the stance contradicts itself."""
    framework = framework_of(graph, weights=weights, modality=modality)
    state = state_of(framework, stance, semantics)
    before = state_of(framework, Stance(beliefs=stance.beliefs), semantics, order=state.order) if state.pins else state
    fates = {}
    for node in graph.of_kinds(*WEIGHED):
        at = framework.place[node.id]
        labels = LABELS[state.standing.labels[at]], LABELS[before.standing.labels[at]]
        fates[node.id] = Fate(node, *labels, state.strengths[at], before.strengths[at])
    return Weighing(state=state, fates=fates, theses=theses(graph), scenarios=_scenarios(state))


def _scenarios(state: State) -> Scenarios | None:
    """The scenarios of what is open, None where they are very many."""
    framework, labels = state.framework, state.standing.labels
    nodes = [node for node, label in enumerate(labels) if label == UNDECIDED]
    if prod(map(len, still_open(framework, state.pins).values())) > FEW_SCENARIOS:
        return None
    return scenarios(framework, nodes, pins=state.pins, labels=labels)


def theses(graph: Graph) -> tuple[str, ...]:
    """The theses of the documents, by the document's id."""
    named = (source.thesis for source in graph.sources() if isinstance(source, Source))
    return tuple(dict.fromkeys(thesis for thesis in named if thesis in graph))
