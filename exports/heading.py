"""What an export is called: the title it was given, else that of its focus or of the documents it is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..graph.model import label

if TYPE_CHECKING:
    from ..graph.graph import Graph
    from ..graph.model import Source
    from .exporter import Options


def heading(graph: Graph, options: Options) -> str:
    """The title asked for, else that of the node in focus, else the documents' own, else `cruxmap`."""
    nodes = [graph.node(options.focus)] if options.focus in graph else documents(graph, options)
    return options.title or " · ".join(label(node) for node in nodes if label(node).strip()) or "cruxmap"


def documents(graph: Graph, options: Options) -> tuple[Source, ...]:
    """The documents that the graph's nodes come from, by id, as far as they are known."""
    return tuple(sorted({source.id: source for source in (*options.sources, *graph.sources())}.values(), key=_id))


def _id(source: Source) -> str:
    return source.id
