"""What exports and documents are called: titles given, else those of the documents; and which nodes each has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..graph.model import label, own_source_id

if TYPE_CHECKING:
    from ..graph.graph import Graph
    from ..graph.model import Node, Source
    from .exporter import Options


MOST_NAMED = 4


def heading(graph: Graph, options: Options) -> str:
    """The title asked for, else that of the node in focus, else those of the documents, else `cruxmap`."""
    nodes = [graph.node(options.focus)] if options.focus in graph else documents(graph, options)
    names = [label(node) for node in nodes if label(node).strip()]
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return options.title or " · ".join(names[:MOST_NAMED]) + more or "cruxmap"


def documents(graph: Graph, options: Options) -> tuple[Source, ...]:
    """The documents that the graph's nodes come from, by id, as far as they are known."""
    return tuple(sorted({source.id: source for source in (*options.sources, *graph.sources())}.values(), key=_id))


def by_source(graph: Graph) -> dict[str, list[Node]]:
    """The nodes of each document, by the id of the document, in the order of the graph."""
    found: dict[str, list[Node]] = {}
    for node in graph.nodes.values():
        found.setdefault(node.source, []).append(node)
    return found


def source_name(graph: Graph, source: str) -> str:
    """What a document is called, or its id where the graph does not hold it."""
    known = graph.nodes.get(own_source_id(source))
    return label(known) if known else source


def _id(source: Source) -> str:
    return source.id
