"""What a library says, to be compared with another: its nodes, and its links as its documents write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from ..canonical import without_positions
from ..model import SourceMap

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..graph import Graph
    from ..model import Link, Node

Key = tuple[str, str, str]


class Contents(Struct, frozen=True):
    """Nodes by id and links by their ends and relation, with every place in a file forgotten."""

    nodes: Mapping[str, Node]
    links: Mapping[Key, Link]


def key_of(link: Link) -> Key:
    """By what a link is known."""
    return link.from_id, link.relation, link.to_id


def contents(graph: Graph, maps: Iterable[SourceMap]) -> Contents:
    """What a graph and the maps that it is built from say.

    Links that follow from nesting, as a position's to its crux, are left out; those that lead to what is not there
    are kept, so that a document can be compared without the others that it names.
    """
    kept = {key_of(link) for link in graph.links}
    written = {key_of(link): link for source_map in maps for link in source_map.links}
    links = tuple(
        link
        for key, link in written.items()
        if key in kept or link.from_id not in graph.nodes or link.to_id not in graph.nodes
    )
    plain = without_positions(SourceMap(id="", nodes=tuple(graph.nodes.values()), links=links))
    return Contents({node.id: node for node in plain.nodes}, {key_of(link): link for link in plain.links})
