"""What an export is called: the title it was given, else that of its focus or of the documents it is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..graph.model import label

if TYPE_CHECKING:
    from ..graph.graph import Graph
    from .exporter import Options


def heading(graph: Graph, options: Options) -> str:
    """The title asked for, else that of the node in focus, else the documents' own, else `cruxmap`."""
    nodes = [graph.node(options.focus)] if options.focus in graph else graph.sources()
    return options.title or " · ".join(label(node) for node in nodes if label(node).strip()) or "cruxmap"
