"""A map under another source id: every id of its own changed wherever it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from ..graph.expectation import with_mentions
from ..graph.model import Source
from ..graph.with_ids import link_with_ids, node_with_ids

if TYPE_CHECKING:
    from ..graph.expectation import Mention
    from ..graph.model import Node, SourceMap


def renamed(source_map: SourceMap, new: str) -> SourceMap:
    """The same map with the source id `new`."""
    old = source_map.id
    if old == new:
        return source_map

    def change(word: str) -> str:
        return f"{new}/{word.removeprefix(f'{old}/')}" if word.startswith(f"{old}/") else word

    def mentioned(mention: Mention) -> Mention:
        return replace(mention, id=change(mention.id))

    nodes = tuple(_called(node_with_ids(node, change), old, new) for node in source_map.nodes)
    links = tuple(link_with_ids(link, change) for link in source_map.links)
    expects = tuple(with_mentions(expectation, mentioned) for expectation in source_map.expects)
    return replace(source_map, id=new, nodes=nodes, links=links, expects=expects)


def _called(node: Node, old: str, new: str) -> Node:
    """The node; a document that goes by its id goes by the new one."""
    if not isinstance(node, Source):
        return node
    title = new if node.title == old else node.title
    return replace(node, title=title, text=new if node.text == old else node.text)
