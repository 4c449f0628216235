"""Weigh a graph: what stands, falls and is open under a reader's stance, and what that changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from ..model import Source
from .counting import MODALITY, WEIGHED, WEIGHTS
from .explain import hangs_on
from .framework import framework as framework_of
from .grounded import IN, LABELS, NO_PINS, UNDECIDED, grounded
from .order import order_of
from .scenarios import combinations_of, hanging, scenarios
from .semantics import SEMANTICS
from .stance import NO_STANCE, bases, pins
from .strength import strengths

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..graph import Graph
    from ..model import Node
    from .framework import Framework
    from .grounded import Standing
    from .scenarios import Scenarios
    from .semantics import Semantics
    from .stance import Stance


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
    """A graph weighed under a stance: the fate of each weighed node, by source, kind and the author's order."""

    stance: Stance
    semantics: Semantics
    framework: Framework
    pins: Mapping[int, bool]
    bases: tuple[float, ...]
    standing: Standing
    strengths: tuple[float, ...]
    fates: Mapping[str, Fate]
    theses: tuple[str, ...]
    scenarios: Scenarios | None

    def open_cruxes(self) -> list[str]:
        """The cruxes of which no side is held in, by id."""
        return [
            crux
            for crux, sides in self.framework.cruxes.items()
            if not any(self.pins.get(node) for node in sides.values())
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
    order = order_of(framework)
    held, scores = pins(framework, stance), bases(framework, stance)
    standing = grounded(framework, held)
    strong = strengths(framework, semantics, pins=held, bases=scores, order=order)
    before = grounded(framework) if held else standing
    weak = strengths(framework, semantics, pins=NO_PINS, bases=scores, order=order) if held else strong
    fates = {}
    for node in graph.of_kinds(*WEIGHED):
        at = framework.place[node.id]
        labels = LABELS[standing.labels[at]], LABELS[before.labels[at]]
        fates[node.id] = Fate(node, *labels, strong[at], weak[at])
    return Weighing(
        stance=stance,
        semantics=semantics,
        framework=framework,
        pins=held,
        bases=tuple(scores),
        standing=standing,
        strengths=tuple(strong),
        fates=fates,
        theses=theses(graph),
        scenarios=_scenarios(framework, standing, held, stance),
    )


def _scenarios(framework: Framework, standing: Standing, held: Mapping[int, bool], stance: Stance) -> Scenarios | None:
    """The scenarios of what is open, None where they are very many."""
    nodes = [node for node, label in enumerate(standing.labels) if label == UNDECIDED]
    free = [crux for crux, sides in framework.cruxes.items() if held.keys().isdisjoint(sides.values())]
    if combinations_of(framework, free) > FEW_SCENARIOS:
        return None
    return scenarios(framework, nodes, pins=held, taken=stance.takes)


def theses(graph: Graph) -> tuple[str, ...]:
    """The theses of the documents, by the document's id."""
    named = (source.thesis for source in graph.sources() if isinstance(source, Source))
    return tuple(dict.fromkeys(thesis for thesis in named if thesis in graph))
