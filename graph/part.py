"""Parts of a graph: what is near a node, and what filters leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .query import select

if TYPE_CHECKING:
    from collections.abc import Collection

    from .graph import Graph


def narrowed(
    graph: Graph,
    *,
    sources: Collection[str] = (),
    kinds: Collection[str] = (),
    tags: Collection[str] = (),
    focus: str = "",
    depth: int = 2,
) -> Graph:
    """The nodes that fit every filter given, and the links among them; the graph itself if none is given.

    With `focus`, a full id: of the nodes at most `depth` links away from it, whichever way the links point. The
    focus stays whatever the other filters say.
    """
    if not (sources or kinds or tags or focus):
        return graph
    kept = {node.id for node in select(graph, sources=sources, kinds=kinds, tags=tags)}
    return graph.part(kept & around(graph, focus, depth) | {focus} if focus else kept)


def around(graph: Graph, node_id: str, depth: int) -> set[str]:
    """The ids of the nodes at most `depth` links away from a node, itself among them."""
    found, edge = {node_id}, {node_id}
    for _ in range(depth):
        ends = (end for near in edge for link in graph.at(near) for end in (link.from_id, link.to_id))
        edge = set(ends) - found
        found |= edge
    return found
