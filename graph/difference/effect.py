"""What a change does to what stands: theses and cruxes before and after, and all that stands otherwise now."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from ..camps import camps
from ..reasoning.counting import MODALITY, WEIGHTS
from ..reasoning.grounded import OUT
from ..reasoning.influence import influences
from ..reasoning.semantics import SEMANTICS
from ..reasoning.stance import NO_STANCE
from ..reasoning.weigh import weigh

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..graph import Graph
    from ..model import Node
    from ..reasoning.semantics import Semantics
    from ..reasoning.stance import Stance
    from .difference import Difference

Became = Literal["new", "gone", "settled", "reopened", ""]

LEAST_MOVE = 0.0005
"""What rounds to nothing in three digits."""


class Weighed(Struct, frozen=True, kw_only=True):
    """A library, and how it is to be weighed."""

    graph: Graph
    stance: Stance = NO_STANCE
    semantics: Semantics = SEMANTICS[0]
    weights: Mapping[str, float] = WEIGHTS
    modality: Mapping[str, float] = MODALITY


class Stood(Struct, frozen=True):
    """How a node fares: "in", "out" or "undecided", and its strength, 0 to 1, nan where none is stable."""

    label: str
    strength: float


class Fared(Struct, frozen=True, kw_only=True):
    """A node as the second library has it, else as the first has, and how it fared before and after; None where it is
    not there, or is not weighed."""

    node: Node
    before: Stood | None
    after: Stood | None

    @property
    def is_turned(self) -> bool:
        """Whether it was there and is, and stands, falls or is open where it was not."""
        return bool(self.before and self.after and self.before.label != self.after.label)

    @property
    def is_moved(self) -> bool:
        """Whether its strength moved by as much as shows, or its standing turned."""
        if self.before is None or self.after is None:
            return self.before is not self.after
        move = self.after.strength - self.before.strength
        unsure = isnan(self.before.strength), isnan(self.after.strength)
        return self.is_turned or (unsure[0] != unsure[1] if any(unsure) else abs(move) >= LEAST_MOVE)


class CruxFared(Struct, frozen=True, kw_only=True):
    """A crux, what became of it, its sides, and the place it has among those that move the theses most (0 for none).

    It is settled where fewer than two of its sides are left to take, and reopened where two are again.
    """

    crux: Node
    became: Became
    sides: tuple[Fared, ...]
    place_before: int
    place_after: int

    @property
    def is_moved(self) -> bool:
        """Whether anything of it changed."""
        has_side_moved = any(side.is_moved for side in self.sides)
        return bool(self.became) or has_side_moved or self.place_before != self.place_after


class Effect(Struct, frozen=True, kw_only=True):
    """The theses of both libraries, their cruxes, and all else that stands, falls or is open where it was not.

    Nodes are in the order of the second library, those of the first alone last.
    """

    theses: tuple[Fared, ...]
    cruxes: tuple[CruxFared, ...]
    turned: tuple[Fared, ...]

    @property
    def is_any(self) -> bool:
        """Whether anything of it changed."""
        return bool(self.turned) or any(map(_is_moved, self.theses)) or any(map(_is_moved, self.cruxes))


def effect(before: Weighed, after: Weighed, change: Difference) -> Effect:
    """What a change does to what stands."""
    sides = _Weighing(before), _Weighing(after)
    old = {new: node_id for node_id, new in change.names.items()}
    pairs = [(node_id if node_id in before.graph else old.get(node_id, ""), node_id) for node_id in after.graph.nodes]
    known = {first for first, _ in pairs}
    pairs += [(node_id, "") for node_id in before.graph.nodes if node_id not in known]
    fared = {pair: _fared(*sides, *pair) for pair in pairs}
    theses = {*sides[0].weighing.theses}, {*sides[1].weighing.theses}
    told = [pair for pair in pairs if pair[0] in theses[0] or pair[1] in theses[1]]
    cruxes = [pair for pair in pairs if _node(*sides, *pair).kind == "crux"]
    by_crux: dict[str, list[Fared]] = {}
    for (first, second), found in fared.items():
        for link in after.graph.out(second, "position_on") if second else before.graph.out(first, "position_on"):
            by_crux.setdefault(link.to_id, []).append(found)
    return Effect(
        theses=tuple(fared[pair] for pair in told),
        cruxes=tuple(_crux_fared(*sides, *pair, by_crux) for pair in cruxes),
        turned=tuple(found for pair, found in fared.items() if found.is_turned and pair not in told),
    )


def _is_moved(item: Fared | CruxFared) -> bool:
    return item.is_moved


class _Weighing:
    """A library weighed, with the places of its cruxes."""

    def __init__(self, given: Weighed) -> None:
        self.graph = given.graph
        semantics, weights, modality = given.semantics, given.weights, given.modality
        self.weighing = weigh(given.graph, given.stance, semantics=semantics, weights=weights, modality=modality)
        place = self.weighing.framework.place
        targets = [place[node] for node in self.weighing.theses if node in place]
        ranked = influences(self.weighing.state, targets, camps(map(list, self.weighing.framework.cruxes.values())))
        cruxes = [each.choice for each in ranked if each.reaches]
        self.places = {crux: place for place, choice in enumerate(cruxes, 1) for crux in (choice.crux, *choice.twins)}

    def stood(self, node_id: str) -> Stood | None:
        fate = self.weighing.fates.get(node_id)
        return Stood(fate.label, fate.strength) if fate else None

    def is_open(self, crux: str) -> bool:
        """Whether two of a crux's sides are left to take."""
        one = self.graph.one(crux)
        sides = self.weighing.framework.cruxes.get(crux) or self.weighing.framework.cruxes.get(one, {})
        return sum(self.weighing.standing.labels[node] != OUT for node in sides.values()) > 1


def _node(before: _Weighing, after: _Weighing, first: str, second: str) -> Node:
    return after.graph.node(second) if second else before.graph.node(first)


def _fared(before: _Weighing, after: _Weighing, first: str, second: str) -> Fared:
    node = _node(before, after, first, second)
    return Fared(node=node, before=before.stood(first), after=after.stood(second))


def _crux_fared(
    before: _Weighing, after: _Weighing, first: str, second: str, by_crux: Mapping[str, list[Fared]]
) -> CruxFared:
    became: Became = ""
    if not first or not second:
        became = "gone" if first else "new"
    elif before.is_open(first) != after.is_open(second):
        became = "settled" if before.is_open(first) else "reopened"
    sides = [*by_crux.get(second, ()), *(by_crux.get(first, ()) if first != second else ())]
    return CruxFared(
        crux=_node(before, after, first, second),
        became=became,
        sides=tuple(sides),
        place_before=before.places.get(first, 0),
        place_after=after.places.get(second, 0),
    )
