"""The part of a graph that a study note is about: a document, what is near a node, or cruxes with what is at stake."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from ..graph import Graph
from ..model import Analogy, Crux, Position, Source, label, own_source_id
from ..part import around, narrowed
from ..query import crux_view
from ..schema import SOURCE_SLUG

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ..model import Node


def part_about(graph: Graph, target: str, *, sources: Collection[str] = (), depth: int | None = None) -> Graph:
    """What a note about the node with that full id tells: of a document all; of a crux, or of one of its positions,
    that crux with its sides and their reasons; of any other node what is at most `depth` links away, 2 if None.

    With `sources` only what these say. What half of would say nothing stays whole, see `completed`.
    """
    node = graph.node(target)
    if node.slug == SOURCE_SLUG:
        return narrowed(graph, sources={node.source})
    crux = graph.nodes.get(node.crux) if isinstance(node, Position) else node
    kept = {target} if isinstance(crux, Crux) and depth is None else around(graph, target, depth or 2)
    kept |= set(_at_stake(graph, crux)) if isinstance(crux, Crux) else set()
    if sources:
        kept = {node_id for node_id in kept if graph.node(node_id).source in sources} | {target}
    return completed(graph, kept)


def all_cruxes(graph: Graph, sources: Collection[str] = ()) -> Graph:
    """Every crux, or every one of these sources, with its sides, their reasons, who holds them and what bears on it."""
    cruxes = (node for node in graph.of_kinds("crux") if isinstance(node, Crux))
    asked = (crux for crux in cruxes if not sources or crux.source in sources)
    return completed(graph, {node_id for crux in asked for node_id in _at_stake(graph, crux)})


def completed(graph: Graph, kept: Collection[str]) -> Graph:
    """The graph of these nodes, with the crux of every position, the positions of every crux and the documents that
    they come from.

    Analogies name what they map in words where it is not among the nodes; outlines, which are of whole documents, are
    left off.
    """
    found = set(kept)
    found |= {node.crux for node in map(graph.node, kept) if isinstance(node, Position)} & graph.nodes.keys()
    cruxes = [node_id for node_id in found if graph.node(node_id).kind == "crux"]
    found |= {link.from_id for crux in cruxes for link in graph.into(crux, "position_on")}
    found |= {own_source_id(graph.node(node_id).source) for node_id in found}
    part = graph.part(found)
    return Graph((_of_part(node, part, graph) for node in part.nodes.values()), part.links)


def _of_part(node: Node, part: Graph, whole: Graph) -> Node:
    def named(side: str) -> str:
        return label(whole.node(side)) if side in whole and side not in part else side

    if isinstance(node, Analogy):
        pairs = ((pair, named(pair.element), named(pair.stands_for)) for pair in node.mapping)
        mapping = (replace(pair, element=first, stands_for=second) for pair, first, second in pairs)
        return replace(node, mapping=tuple(mapping))
    return replace(node, outline=None) if isinstance(node, Source) and node.outline else node


def _at_stake(graph: Graph, crux: Crux) -> Iterator[str]:
    """A crux and its positions, what speaks for and against these, who holds them, and what bears on the crux."""
    view = crux_view(graph, crux)
    yield crux.id
    for reason in (*view.bears_on, *view.cites):
        yield reason.node.id
    for side in view.sides:
        yield side.position.id
        for reason in (*side.because, *side.against, *side.held_by):
            yield reason.node.id
            yield from (link.from_id for link in graph.into(reason.node.id, "premise_of"))
