"""Framework: what speaks for and against each node of a graph, as rows of int32 by the node spoken of."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from msgspec import Struct

from ..model import Position
from .counting import MODALITY, SIDE, WEIGHED, WEIGHTS, count_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ..graph import Graph
    from ..model import Link, Node

INT32, DOUBLE = "i", "d"


class Csr(Struct, frozen=True):
    """Rows of numbers laid end to end (compressed sparse rows): row v is `items[starts[v]:starts[v + 1]]`."""

    starts: array[int]
    items: array[int]

    def row(self, node: int) -> array[int]:
        """The numbers of one row, rising."""
        return self.items[self.starts[node] : self.starts[node + 1]]

    def turned(self) -> Csr:
        """The rows the other way round: in row v all rows that hold v."""
        starts = array(INT32, [0]) * len(self.starts)
        for item in self.items:
            starts[item + 1] += 1
        for row in range(1, len(starts)):
            starts[row] += starts[row - 1]
        free, items = array(INT32, starts), array(INT32, [0]) * len(self.items)
        for row in range(len(self.starts) - 1):
            for item in self.row(row):
                items[free[item]] = row
                free[item] += 1
        return Csr(starts, items)


class Framework(Struct, frozen=True, kw_only=True):
    """An AND/OR argumentation framework over the nodes 0 to n − 1, in the order of their ids.

    For standing: who attacks and supports a node, and what it needs. For strength: what pushes it, with a signed
    weight beside each item of `pushers`, and what it is never stronger than (`caps`); `bases` are base scores, 0
    to 1. `ids` has one id for nodes that are the same, `place` the node of each of theirs. `cruxes` gives for a
    crux the node of each side; those are the `assumptions`, which are open until a side is taken.
    """

    ids: tuple[str, ...]
    place: Mapping[str, int]
    attackers: Csr
    supporters: Csr
    needs: Csr
    pushers: Csr
    weights: array[float]
    caps: Csr
    bases: array[float]
    cruxes: Mapping[str, Mapping[str, int]]
    assumptions: frozenset[int]

    @property
    def is_silent(self) -> bool:
        """Whether the sides of the cruxes, if there are any, speak for or against nothing at all."""
        return self.assumptions.isdisjoint(self.pushers.items) and self.assumptions.isdisjoint(self.caps.items)

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def of_standing(self) -> tuple[Csr, Csr, Csr]:
        """All rows that decide what stands: attackers, supporters and needs."""
        return self.attackers, self.supporters, self.needs

    @property
    def of_strength(self) -> tuple[Csr, Csr]:
        """All rows that make strengths: pushers and caps."""
        return self.pushers, self.caps


def framework(
    graph: Graph, *, weights: Mapping[str, float] = WEIGHTS, modality: Mapping[str, float] = MODALITY
) -> Framework:
    """The framework of a graph's weighed nodes, each relation counting as COUNTS says.

    Twins are one node, as are positions with the same side of cruxes that are twins. Links between the same two
    nodes count once a relation. It does not depend on the order of nodes and links.
    """
    one = _one_ids(graph)
    ids = tuple(sorted(set(one.values())))
    number = {node_id: place for place, node_id in enumerate(ids)}
    place = {node_id: number[first] for node_id, first in one.items()}
    cruxes = _cruxes(graph, place)
    sides = frozenset(node for found in cruxes.values() for node in found.values())
    edges = _Edges(place, sides, weights)
    for link in graph.links:
        edges.add(link)
    for found in cruxes.values():
        edges.add_rivals(found.values())
    pushers, signed = _weighted(edges.pushers, len(ids))
    return Framework(
        ids=ids,
        place=place,
        attackers=_csr(edges.attackers, len(ids)),
        supporters=_csr(edges.supporters, len(ids)),
        needs=_csr(edges.needs, len(ids)),
        pushers=pushers,
        weights=signed,
        caps=_csr(edges.caps, len(ids)),
        bases=_bases(graph, place, len(ids), modality),
        cruxes=cruxes,
        assumptions=sides,
    )


def of_attacks(arguments: Sequence[str], attacks: Iterable[tuple[int, int]]) -> Framework:
    """The framework of Dung (1995): arguments by name, and attacks as the places of attacker and attacked."""
    size = len(arguments)
    pairs = {(target, source): -1.0 for source, target in attacks}
    pushers, signed = _weighted(pairs, size)
    none = _csr((), size)
    return Framework(
        ids=tuple(arguments),
        place={name: place for place, name in enumerate(arguments)},
        attackers=pushers,
        supporters=none,
        needs=none,
        pushers=pushers,
        weights=signed,
        caps=none,
        bases=array(DOUBLE, [SIDE]) * size,
        cruxes={},
        assumptions=frozenset(),
    )


def closure(rows: Iterable[Csr], starts: Iterable[int], beyond: Callable[[int], bool] = lambda _node: True) -> set[int]:
    """The starts, and all that their rows hold, and so on; of nodes that `beyond` refuses the rows do not count.

    >>> from array import array
    >>> closure([Csr(array("i", [0, 1, 1, 1]), array("i", [1]))], [0])
    {0, 1}
    """
    rows, found = tuple(rows), set(starts)
    queue = list(found)
    for node in queue:  # grows with what is found
        if beyond(node):
            fresh = {other for row in rows for other in row.row(node)} - found
            found |= fresh
            queue.extend(fresh)
    return found


def narrowed(framework: Framework, nodes: Iterable[int]) -> Framework:
    """The framework of some nodes and what they say of one another, in the same order."""
    kept = sorted(set(nodes))
    number = {node: place for place, node in enumerate(kept)}

    def pairs(rows: Csr) -> dict[_Pair, int]:
        """By the new numbers of both nodes, where the item stood."""
        return {
            (number[node], number[rows.items[at]]): at
            for node in kept
            for at in range(rows.starts[node], rows.starts[node + 1])
            if rows.items[at] in number
        }

    size = len(kept)
    pushes = {pair: framework.weights[at] for pair, at in pairs(framework.pushers).items()}
    pushers, signed = _weighted(pushes, size)
    cruxes = {
        crux: {side: number[node] for side, node in sides.items() if node in number}
        for crux, sides in framework.cruxes.items()
    }
    return Framework(
        ids=tuple(framework.ids[node] for node in kept),
        place={node_id: number[node] for node_id, node in framework.place.items() if node in number},
        attackers=_csr(pairs(framework.attackers), size),
        supporters=_csr(pairs(framework.supporters), size),
        needs=_csr(pairs(framework.needs), size),
        pushers=pushers,
        weights=signed,
        caps=_csr(pairs(framework.caps), size),
        bases=array(DOUBLE, (framework.bases[node] for node in kept)),
        cruxes={crux: sides for crux, sides in cruxes.items() if sides},
        assumptions=frozenset(number[node] for node in framework.assumptions if node in number),
    )


_Pair = tuple[int, int]  # of the node spoken of and the node that speaks


class _Edges:
    """Who speaks of whom, gathered link by link."""

    def __init__(self, place: Mapping[str, int], sides: frozenset[int], weights: Mapping[str, float]) -> None:
        self.place, self.sides, self.weight_of = place, sides, weights
        self.attackers: set[_Pair] = set()
        self.supporters: set[_Pair] = set()
        self.needs: set[_Pair] = set()
        self.caps: set[_Pair] = set()
        self.pushers: dict[_Pair, float] = {}
        self._counted: set[tuple[str, bool, _Pair]] = set()

    def add(self, link: Link) -> None:
        """Count a link, unless it does not count or joins twins. What is said of a side counts in strength only."""
        count = count_of(link.relation, link.qualifier)
        if count is None:
            return
        first, second = self.place[link.from_id], self.place[link.to_id]
        pair = (first, second) if count.backward else (second, first)
        seen = (link.relation, count.strict, pair)
        if first == second or seen in self._counted:
            return
        self._counted.add(seen)
        if count.standing and pair[0] not in self.sides:
            {"+": self.supporters, "-": self.attackers, "!": self.needs}[count.standing].add(pair)
        if count.strength == "!":
            self.caps.add(pair)
        elif count.strength:
            signed = self.weight_of[link.relation] * (1 if count.strength == "+" else -1)
            self.pushers[pair] = self.pushers.get(pair, 0.0) + signed

    def add_rivals(self, sides: Iterable[int]) -> None:
        """Count the sides of a crux as attacking one another."""
        every = set(sides)
        self.attackers.update((one, other) for one in every for other in every if one != other)


def _one_ids(graph: Graph) -> dict[str, str]:
    """For every weighed node the id that stands for it and all that are the same."""
    one: dict[str, str] = {}
    sides: dict[tuple[str, str], str] = {}
    for node in graph.of_kinds(*WEIGHED):
        if isinstance(node, Position):
            camp = graph.one(node.crux), node.side
            one[node.id] = sides[camp] = min(node.id, sides.get(camp, node.id))
        else:
            one[node.id] = graph.one(node.id)
    for node in graph.of_kinds("position"):
        if isinstance(node, Position):
            one[node.id] = sides[graph.one(node.crux), node.side]
    return one


def _cruxes(graph: Graph, place: Mapping[str, int]) -> dict[str, dict[str, int]]:
    """For every crux, by id, the node of each of its sides, with the sides that only a twin has last."""
    own: dict[str, dict[str, int]] = {node.id: {} for node in sorted(graph.of_kinds("crux"), key=_by_id)}
    for node in graph.of_kinds("position"):
        if isinstance(node, Position):
            own.setdefault(node.crux, {})[node.side] = place[node.id]  # a part of a graph may lack the crux
    return {
        crux: {side: node for twin in graph.twins(crux) for side, node in own.get(twin, {}).items()} for crux in own
    }


def _by_id(node: Node) -> str:
    return node.id


def _bases(graph: Graph, place: Mapping[str, int], size: int, modality: Mapping[str, float]) -> array[float]:
    """Base scores: of twins the firmest counts."""
    found = array(DOUBLE, [0.0]) * size
    for node in graph.of_kinds(*WEIGHED):
        score = SIDE if isinstance(node, Position) else modality[node.modality]
        found[place[node.id]] = max(found[place[node.id]], score)
    return found


def _csr(pairs: Iterable[_Pair], size: int) -> Csr:
    starts, items = array(INT32, [0]) * (size + 1), array(INT32)
    for row, item in sorted(pairs):
        starts[row + 1] += 1
        items.append(item)
    for row in range(1, size + 1):
        starts[row] += starts[row - 1]
    return Csr(starts, items)


def _weighted(pairs: Mapping[_Pair, float], size: int) -> tuple[Csr, array[float]]:
    """The pairs that weigh something as rows, and the weights beside them."""
    kept = sorted(pair for pair, weight in pairs.items() if weight)
    return _csr(kept, size), array(DOUBLE, [pairs[pair] for pair in kept])
