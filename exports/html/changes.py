"""The page of what changed between two libraries: the second with its changes marked, and what is gone beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...graph.graph import Graph
from ...graph.model import Position
from ...graph.with_ids import link_with_ids, node_with_ids
from ..diff_entries import summary
from ..diff_words import field_name, field_words
from ..exporter import Marks, Options
from . import render

if TYPE_CHECKING:
    from ...graph.difference.difference import NodeChange
    from ...graph.model import Node
    from ..diff_entries import Compared
    from ..json_ import Json

    Marked = dict[str, dict[str, Json]]


def page(found: Compared) -> str:
    """The page. What is gone is shown and weighs nothing."""
    change = found.change
    gone = [node_with_ids(found.before.nodes.get(node.id, node), change.name) for node in change.removed]
    left = (link_with_ids(link, change.name) for link in found.before.links)
    nodes = {node.id: node for node in (*found.after.nodes.values(), *gone)}
    known = {(link.from_id, link.relation, link.to_id) for link in found.after.links}
    removed = [
        link
        for link in left
        if {link.from_id, link.to_id} <= nodes.keys() and (link.from_id, link.relation, link.to_id) not in known
    ]
    marks: Marked = {node.id: {"change": "added"} for node in change.added}
    marks |= {node.id: {"change": "removed"} for node in gone}
    for item in change.changed:
        marks[item.after.id] = {"change": "changed", "was": [_field(found, item, name) for name in item.fields]}
    changed = {(link.from_id, link.relation, link.to_id): "removed" for link in removed}
    changed |= {(link.from_id, link.relation, link.to_id): "added" for link in change.links_added}
    others = (item.after for item in change.links_changed)
    changed |= {(link.from_id, link.relation, link.to_id): "changed" for link in others}
    weighed = [node for node in nodes.values() if not _is_lost_side(node, marks)]
    kept = {node.id for node in weighed}
    inner = (link for link in removed if link.relation == "position_on" and link.from_id in kept)
    counting = Graph(weighed, [*found.after.links, *inner])
    title = f"{found.names[0]} → {found.names[1]}: {summary(found)}"
    options = Options(title=title, marks=Marks(nodes=marks, links=changed, counting=counting))
    return render(Graph(nodes.values(), [*found.after.links, *removed]), options).text


def _field(found: Compared, item: NodeChange, name: str) -> Json:
    """What to call a field, and its words, each after the sign of what became of them."""
    return [field_name(name), [[*piece] for piece in field_words(found, item, name)]]


def _is_lost_side(node: Node, marks: Marked) -> bool:
    """Whether a side of a crux is gone that is there still."""
    is_gone = marks.get(node.id, {}).get("change") == "removed"
    return is_gone and isinstance(node, Position) and marks.get(node.crux, {}).get("change") != "removed"
