"""The canvas export: JSON Canvas 1.0 for Obsidian, cruxes two-sided above, the rest in columns by kind below.

The format is that of jsoncanvas.org: text nodes, group nodes and edges, with integer coordinates.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from ..graph.schema import KIND, RELATION
from . import json_
from .canvas_layout import laid_out
from .markdown_text import code, escaped
from .measure import squeezed
from .xml_text import holdable

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..graph.graph import Graph
    from ..graph.model import Link, Node
    from ..graph.schema import Role
    from .canvas_layout import Area, Group
    from .exporter import Options

# Preset colours: 1 red, 2 orange, 3 yellow, 4 green, 5 cyan, 6 purple.
_COLOURS: dict[Role, str] = {
    "crux": "2",
    "side": "3",
    "failure": "1",
    "remedy": "4",
    "process": "4",
    "term": "5",
    "ground": "6",
}
_LINES = {"+": "4", "-": "1"}


def render(graph: Graph, options: Options) -> str:  # noqa: ARG001 -- a canvas has no title
    """`{"nodes":[…],"edges":[…]}`: every node and link of the graph, each with the same id in every export."""
    return drawn(graph, node_text)


def drawn(graph: Graph, words: Callable[[Node], str]) -> str:
    """The graph as a canvas on which `words`, as Markdown, stand for a node."""
    areas, groups = laid_out(graph)
    nodes: list[json_.Json] = [_group(group) for group in groups]
    nodes += [_text_node(node, areas[node.id], words(node)) for node in graph.nodes.values()]
    links = {(link.from_id, link.relation, link.to_id): link for link in graph.links}
    edges: list[json_.Json] = [_edge(link, areas) for link in links.values()]
    return json_.dumps({"nodes": nodes, "edges": edges}) + "\n"


def _text_node(node: Node, area: Area, words: str) -> dict[str, json_.Json]:
    shape = _shape("node", node.id, "text", area) | {"text": words}
    role = KIND[node.kind].colour
    return shape | ({"color": _COLOURS[role]} if role in _COLOURS else {})


def _group(group: Group) -> dict[str, json_.Json]:
    return _shape("group", group.key, "group", group.area) | {"label": squeezed(holdable(group.label))}


def _shape(sort: str, key: str, kind: str, area: Area) -> dict[str, json_.Json]:
    shape: dict[str, json_.Json] = {"id": _id(sort, key), "type": kind}
    return shape | {"x": area.x, "y": area.y, "width": area.width, "height": area.height}


def _edge(link: Link, areas: dict[str, Area]) -> dict[str, json_.Json]:
    relation = RELATION[link.relation]
    start, end = areas[link.from_id], areas[link.to_id]
    words = link.relation.replace("_", " ") + (" (inferred)" if link.basis == "inferred" else "")
    shape: dict[str, json_.Json] = {
        "id": _id("edge", f"{link.from_id} {link.relation} {link.to_id}"),
        "fromNode": _id("node", link.from_id),
        "fromSide": _side(start, end),
        "toNode": _id("node", link.to_id),
        "toSide": _side(end, start),
        "toEnd": "none" if relation.symmetric else "arrow",
        "label": words,
    }
    return shape | ({"color": _LINES[relation.polarity]} if relation.polarity in _LINES else {})


def node_text(node: Node) -> str:
    """What stands in a node: title, text, kind and id, as Markdown."""
    texts = [f"**{escaped(node.title)}**" if squeezed(node.title) else "", escaped(node.text)]
    if node.title == node.text:
        texts = texts[:1]
    where = f"{node.kind.replace('_', ' ')} {code(node.id)}"
    return "\n\n".join(text for text in (*texts, where) if text)


def _side(area: Area, other: Area) -> str:
    """The side of an area that faces another one."""
    across = (other.x + other.width / 2) - (area.x + area.width / 2)
    down = (other.y + other.height / 2) - (area.y + area.height / 2)
    if abs(across) >= area.width:
        return "right" if across > 0 else "left"
    return "bottom" if down > 0 else "top"


def _id(sort: str, key: str) -> str:
    return sha256(f"{sort} {key}".encode("utf-8", "backslashreplace")).hexdigest()[:16]
