"""Compare two readers: where they part, and how much of a difference in strength each of those points explains."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from .framework import framework as framework_of
from .grounded import LABELS, grounded
from .layers import crux_of
from .order import order_of, upstream
from .shapley import effort, shapley
from .stance import bases, pins
from .strength import Pushed, strengths
from .variations import Variation, stage_between, under, work_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..graph import Graph
    from ..model import Node
    from .framework import Framework
    from .semantics import Semantics
    from .stance import Stance

MOST_EXACT, FEWEST_PAIRS = 10, 2


class Opinion(Struct, frozen=True):
    """What a reader says at a point: the side taken there ("" for none), and credences, of a crux by side."""

    side: str
    scores: tuple[tuple[str, float], ...]


class Point(Struct, frozen=True):
    """A crux or another node of which two readers say something else."""

    node: Node
    first: Opinion
    second: Opinion


class Share(Struct, frozen=True):
    """How much of a difference one point explains, with its standard error, 0 where it is exact."""

    point: Point
    value: float
    error: float


class Parting(Struct, frozen=True, kw_only=True):
    """A target's strength for either reader, and the shares of the points that bear on it, the greatest first.

    The shares add up to the second strength less the first; nan where the target has no stable strength.
    """

    node: Node
    first: float
    second: float
    shares: tuple[Share, ...]
    exact: bool


class Divided(Struct, frozen=True):
    """A node with other labels for either reader: "in", "out", "undecided"."""

    node: Node
    first: str
    second: str


class Comparison(Struct, frozen=True):
    """Where two readers part."""

    semantics: Semantics
    points: tuple[Point, ...]
    partings: tuple[Parting, ...]
    divided: tuple[Divided, ...]


def compare(
    graph: Graph,
    first: Stance,
    second: Stance,
    targets: Iterable[str],
    *,
    semantics: Semantics,
    weights: Mapping[str, float],
    modality: Mapping[str, float],
) -> Comparison:
    """Where the second reader parts from the first, and what of that explains the strengths of the targets.

    The share of a point is its Shapley value, where the value of some points is the target's strength for a reader
    who says there what the second says and elsewhere what the first does. Exact for up to MOST_EXACT points.
    """
    framework = framework_of(graph, weights=weights, modality=modality)
    readers = _Reader(graph, framework, first), _Reader(graph, framework, second)
    points = _points(graph, framework, readers)
    mixes = _Mixes(framework, semantics, readers, points)
    named = tuple(targets)
    partings = tuple(mixes.parting(graph.node(target), share=len(named)) for target in named)
    return Comparison(semantics, tuple(points), partings, _divided(graph, framework, readers))


class _Reader:
    """A stance by the points of which it says something, and what it comes to for each node."""

    def __init__(self, graph: Graph, framework: Framework, stance: Stance) -> None:
        self.held, self.scores = pins(framework, stance), bases(framework, stance)
        self.takes = {graph.one(crux): side for crux, side in stance.takes.items()}
        self.believed = {_point_of(graph, node_id) for node_id in stance.beliefs}
        self._cruxes = framework.cruxes

    def effect(self, node: int) -> tuple[bool | None, float]:
        """Whether a node is held in, and its base score where it is not held."""
        return (self.held[node], 0.0) if node in self.held else (None, self.scores[node])

    def opinion(self, point: str, nodes: Sequence[int]) -> Opinion:
        """What is said at a point: nothing, or of a crux how far each side is believed."""
        names = self._cruxes.get(point, ("",))
        scores = zip(names, (self.scores[node] for node in nodes), strict=True)
        return Opinion(self.takes.get(point, ""), tuple(scores) if point in self.believed else ())


def _points(graph: Graph, framework: Framework, readers: Sequence[_Reader]) -> dict[Point, list[int]]:
    """Where two readers say something that differs in effect, cruxes first, and the nodes it is said of."""
    found: dict[Point, list[int]] = {}
    for name in sorted({name for reader in readers for name in (*reader.takes, *reader.believed)}):
        sides = framework.cruxes.get(name)
        nodes = [framework.place[name]] if sides is None else [*sides.values()]
        if any(readers[0].effect(node) != readers[1].effect(node) for node in nodes):
            found[Point(graph.node(name), *(reader.opinion(name, nodes) for reader in readers))] = nodes
    return dict(sorted(found.items(), key=lambda item: item[0].node.kind != "crux"))


def _point_of(graph: Graph, node_id: str) -> str:
    """The point at which something is said of a node: that of a side is its crux."""
    return crux_of(graph, node_id) or graph.one(node_id)


class _Mixes:
    """Strengths for readers who say at some points what the second says, and elsewhere what the first does."""

    def __init__(
        self,
        framework: Framework,
        semantics: Semantics,
        readers: tuple[_Reader, _Reader],
        points: dict[Point, list[int]],
    ) -> None:
        self.framework, self.points = framework, points
        self.first, self.second = readers
        self.order = order_of(framework)
        self.pushed = Pushed(framework, semantics, self.first.scores)
        self.start = strengths(framework, semantics, pins=self.first.held, bases=self.first.scores, order=self.order)

    def parting(self, node: Node, *, share: int) -> Parting:
        """How far apart the two are about a target, one of `share`, and why."""
        target = self.framework.place[node.id]
        above = upstream(self.framework, [target])
        bearing = {point: nodes for point, nodes in self.points.items() if not above.isdisjoint(nodes)}
        starts = {start for nodes in bearing.values() for start in nodes}
        held = {pinned: is_in for pinned, is_in in self.first.held.items() if pinned not in starts}
        stage = stage_between(self.pushed, self.order, self.start, starts, target, pins=held)
        said = [
            [_said(reader, nodes, stage.number) for nodes in bearing.values()] for reader in (self.first, self.second)
        ]

        def values(sets: Sequence[int]) -> list[float]:
            return under(stage, [_mixed([said[each >> at & 1][at] for at in range(len(bearing))]) for each in sets])

        first, second = values([0, (1 << len(bearing)) - 1])
        pairs = max(FEWEST_PAIRS, effort(len(bearing), work_of(stage), share=share)["pairs"])
        found = shapley(len(bearing), values, most_exact=MOST_EXACT, pairs=pairs)
        shares = [Share(*each) for each in zip(bearing, found.values, found.errors, strict=True)]
        shares.sort(key=lambda each: -abs(each.value))
        return Parting(node=node, first=first, second=second, shares=tuple(shares), exact=found.exact)


def _said(reader: _Reader, nodes: Iterable[int], number: Mapping[int, int]) -> Variation:
    """What a reader says at a point, of the nodes that have a number."""
    known = [node for node in nodes if node in number]
    return Variation(
        held={number[node]: float(reader.held[node]) for node in known if node in reader.held},
        bases={number[node]: reader.scores[node] for node in known if node not in reader.held},
    )


def _mixed(parts: Sequence[Variation]) -> Variation:
    """All of several variations of different nodes."""
    return Variation(
        held={node: strength for part in parts for node, strength in part.held.items()},
        bases={node: score for part in parts for node, score in part.bases.items()},
    )


def _divided(graph: Graph, framework: Framework, readers: Iterable[_Reader]) -> tuple[Divided, ...]:
    """The nodes with other labels for either reader, sides of cruxes apart."""
    labels = [grounded(framework, reader.held).labels for reader in readers]
    return tuple(
        Divided(graph.node(node_id), LABELS[labels[0][at]], LABELS[labels[1][at]])
        for at, node_id in enumerate(framework.ids)
        if labels[0][at] != labels[1][at] and at not in framework.assumptions
    )
