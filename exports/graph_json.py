"""The json export: all nodes and links of a graph, in the shapes of `--json`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import json_

if TYPE_CHECKING:
    from ..graph.graph import Graph
    from .exporter import Options


def render(graph: Graph, options: Options) -> str:
    """`{"title","nodes":[node…],"links":[link…]}`."""
    shape: dict[str, json_.Json] = {
        "title": options.title or None,
        "nodes": [json_.node(node) for node in graph.nodes.values()],
        "links": [json_.link(link) for link in graph.links],
    }
    return json_.dumps(shape) + "\n"
