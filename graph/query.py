"""Questions to a graph: which nodes and links, and the cruxes with what each side says and why."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from .model import Crux, Link, Node, Position, source_id
from .problem import CruxmapError, quoted
from .schema import RELATION

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from .graph import Graph


class Reason(Struct, frozen=True):
    """A node that speaks for or against something, and the link by which it does."""

    node: Node
    link: Link


class Side(Struct, frozen=True):
    """One answer to a crux: its reasons in the order to tell them, who holds it, and what it decides.

    `decides` are the links from the position to what it supports, attacks, requires, ….
    """

    position: Position
    because: tuple[Reason, ...]
    against: tuple[Reason, ...]
    held_by: tuple[Reason, ...]
    decides: tuple[Reason, ...]


class CruxView(Struct, frozen=True):
    """A crux with its sides in the author's order, what bears on it and the works it points to."""

    crux: Crux
    sides: tuple[Side, ...]
    bears_on: tuple[Reason, ...]
    cites: tuple[Reason, ...]


class Counts(Struct, frozen=True):
    """Nodes by kind and source, links by relation and source ("" for links between sources), and totals."""

    sources: tuple[str, ...]
    by_kind: Mapping[tuple[str, str], int]
    by_relation: Mapping[tuple[str, str], int]
    explicit: int
    links: int
    with_passage: int
    nodes: int


_NOT_DECIDED = ("position_on", "contrasts_with", "held_by", "cites", "about")
DECIDES = tuple(name for name in RELATION if name not in _NOT_DECIDED)


def select(
    graph: Graph,
    *,
    sources: Collection[str] = (),
    kinds: Collection[str] = (),
    tags: Collection[str] = (),
    sides: Collection[str] = (),
    modalities: Collection[str] = (),
) -> list[Node]:
    """The nodes that fit every filter given, by source, then kind, then the author's order.

    A node is of a side if it is that side's position or a direct reason for one.
    """
    spoken = sides_by_node(graph) if sides else {}
    return [
        node
        for node in (graph.of_kinds(*kinds) if kinds else graph.nodes.values())
        if (not sources or node.source in sources)
        and (not tags or not set(tags).isdisjoint(node.tags))
        and (not modalities or node.modality in modalities)
        and (not sides or not set(sides).isdisjoint(spoken.get(node.id, ())))
    ]


def links(
    graph: Graph,
    *,
    relations: Collection[str] = (),
    from_kinds: Collection[str] = (),
    to_kinds: Collection[str] = (),
    sides: Collection[str] = (),
    sources: Collection[str] = (),
    at: Collection[str] = (),
) -> list[Link]:
    """The links that fit every filter given, in the order of `graph.out` where they start at one node.

    A link is of a side if it starts at what speaks for that side, or leans to it. With `at` one end is
    among those nodes; `sources` then wants the other end, else either end, to be of the source.
    """
    spoken = sides_by_node(graph) if sides else {}
    ends = set(at)

    def fits(link: Link) -> bool:
        first, second = graph.node(link.from_id), graph.node(link.to_id)
        others = [node for node in (first, second) if node.id not in ends] or [first]
        return (
            (not ends or link.from_id in ends or link.to_id in ends)
            and (not relations or link.relation in relations)
            and (not from_kinds or first.kind in from_kinds)
            and (not to_kinds or second.kind in to_kinds)
            and (not sources or any(node.source in sources for node in others))
            and (not sides or any(side in sides for side in (*spoken.get(first.id, ()), link.qualifier)))
        )

    return [link for node in graph.nodes for link in graph.out(node) if fits(link)]


def sides_by_node(graph: Graph) -> dict[str, tuple[str, ...]]:
    """For every position, and every direct reason for one (premises of an argument included), its sides."""
    found: dict[str, dict[str, None]] = {}
    for node in graph.of_kinds("position"):
        if not isinstance(node, Position):
            continue
        speakers = [node.id]
        for link in graph.into(node.id, "supports"):
            speakers += [link.from_id, *(premise.from_id for premise in graph.into(link.from_id, "premise_of"))]
        for speaker in speakers:
            found.setdefault(speaker, {})[node.side] = None
    return {node: tuple(sides) for node, sides in found.items()}


def cruxes(graph: Graph, *, sources: Collection[str] = (), tags: Collection[str] = ()) -> list[CruxView]:
    """Every crux with both sides, by source and in the author's order.

    With `sources`: those of these sources, and those on which a node of theirs bears or whose positions
    one supports or attacks.
    """
    return list(each_crux(graph, sources=sources, tags=tags))


def each_crux(graph: Graph, *, sources: Collection[str] = (), tags: Collection[str] = ()) -> Iterator[CruxView]:
    """The same, one at a time."""
    for crux in graph.of_kinds("crux"):
        is_meant = not tags or not set(tags).isdisjoint(crux.tags)
        if isinstance(crux, Crux) and is_meant and (not sources or _touches(graph, crux, sources)):
            yield crux_view(graph, crux)


def crux_at(graph: Graph, node_id: str) -> CruxView:
    """The crux with that full id, or the one the position with that id answers; CruxmapError for other nodes."""
    node = graph.node(node_id)
    crux = graph.node(node.crux) if isinstance(node, Position) else node
    if not isinstance(crux, Crux):
        raise CruxmapError(f"{quoted(node_id)} is a {node.kind}, not a crux: `cruxmap show` shows any node")
    return crux_view(graph, crux)


def crux_view(graph: Graph, crux: Crux) -> CruxView:
    """One crux with all that belongs to it."""
    positions = (graph.node(link.from_id) for link in graph.into(crux.id, "position_on"))
    return CruxView(
        crux,
        tuple(_side(graph, position) for position in positions if isinstance(position, Position)),
        _reasons(graph, graph.into(crux.id, "bears_on")),
        _targets(graph, graph.out(crux.id, "cites")),
    )


def count(graph: Graph) -> Counts:
    """How much of what a graph holds."""
    sources = tuple(graph.source_ids())
    by_kind = Counter((node.kind, node.source) for node in graph.nodes.values())
    by_relation = Counter((link.relation, _home(link)) for link in graph.links)
    return Counts(
        sources,
        by_kind,
        by_relation,
        sum(link.basis == "explicit" for link in graph.links),
        len(graph.links),
        sum(node.passage is not None for node in graph.nodes.values()),
        len(graph.nodes),
    )


def _home(link: Link) -> str:
    first = source_id(link.from_id)
    return first if first == source_id(link.to_id) else ""


def _side(graph: Graph, position: Position) -> Side:
    return Side(
        position,
        _reasons(graph, graph.into(position.id, "supports")),
        _reasons(graph, graph.into(position.id, "attacks")),
        _targets(graph, graph.out(position.id, "held_by")),
        _targets(graph, graph.out(position.id, *DECIDES)),
    )


def _touches(graph: Graph, crux: Crux, sources: Collection[str]) -> bool:
    if crux.source in sources:
        return True
    sides = [link.from_id for link in graph.into(crux.id, "position_on")]
    reasons = [link for side in sides for link in graph.into(side, "supports", "attacks")]
    return any(graph.node(link.from_id).source in sources for link in (*graph.into(crux.id, "bears_on"), *reasons))


def _reasons(graph: Graph, found: Iterable[Link]) -> tuple[Reason, ...]:
    return tuple(Reason(graph.node(link.from_id), link) for link in found)


def _targets(graph: Graph, found: Iterable[Link]) -> tuple[Reason, ...]:
    return tuple(Reason(graph.node(link.to_id), link) for link in found)
