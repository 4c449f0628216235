"""The mind map of a note: the outline of what it tells, as large as it can be taken in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...graph.query import cruxes
from ..mermaid.branch import Branch, cut, narrow, size
from ..mermaid.hosts import characters, host
from ..mermaid.mindmap import drawn
from ..mermaid.trees import disputed, map_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...graph.graph import Graph
    from ..exporter import Options

MOST_BRANCHES = 60
DEEPEST = 4


def map_lines(graph: Graph, options: Options) -> Iterator[str]:
    """The lines of a mind map, cut where it would hold more than MOST_BRANCHES; none of an empty graph."""
    if not len(graph):
        return
    at = host(options.host)
    tree = narrow(_of_cruxes(graph, options) or map_of(graph, options))
    fitting = (cut(tree, depth) for depth in range(DEEPEST, 0, -1))
    shown = next((each for each in fitting if size(each) <= MOST_BRANCHES), cut(tree, 1))
    drawing = drawn(shown, at)
    if characters(drawing.text) <= at.most_characters:
        yield from ("```mermaid", *drawing.text.rstrip("\n").split("\n"), "```", "")


def _of_cruxes(graph: Graph, options: Options) -> Branch | None:
    """The cruxes with their sides and reasons, where a graph has no outline or thesis to go by; None if it has."""
    told = any(source.outline or source.thesis in graph for source in graph.sources())
    views = () if told or options.focus in graph else cruxes(graph)
    return Branch(options.title or "Cruxes", "", tuple(map(disputed, views))) if views else None
