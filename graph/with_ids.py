"""Nodes and links under other ids: every id changed wherever it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from .model import Analogy, Position, Source

if TYPE_CHECKING:
    from collections.abc import Callable

    from .model import Link, Node, OutlineItem, Pairing

    Change = Callable[[str], str]
    """The new id for an old one, or for any other word the same."""


def node_with_ids(node: Node, change: Change) -> Node:
    """The same node with its id, and every id that it names, changed."""
    node = replace(node, id=change(node.id))
    match node:
        case Position():
            return replace(node, crux=change(node.crux))
        case Analogy():
            return replace(node, mapping=tuple(_row(row, change) for row in node.mapping))
        case Source():
            outline = node.outline and _branch(node.outline, change)
            return replace(node, thesis=change(node.thesis), outline=outline)
        case _:
            return node


def link_with_ids(link: Link, change: Change) -> Link:
    """The same link between the ends that are called so."""
    return replace(link, from_id=change(link.from_id), to_id=change(link.to_id))


def _row(row: Pairing, change: Change) -> Pairing:
    return replace(row, element=change(row.element), stands_for=change(row.stands_for))


def _branch(item: OutlineItem, change: Change) -> OutlineItem:
    children = tuple(_branch(child, change) for child in item.children)
    return replace(item, node=change(item.node), children=children)
