"""A map under another source id: every id of its own changed wherever it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from ..graph.expectation import with_mentions
from ..graph.model import Analogy, Position, Source

if TYPE_CHECKING:
    from ..graph.expectation import Mention
    from ..graph.model import Link, Node, OutlineItem, Pairing, SourceMap


def renamed(source_map: SourceMap, new: str) -> SourceMap:
    """The same map with the source id `new`."""
    old = source_map.id
    if old == new:
        return source_map

    def change(mention: Mention) -> Mention:
        return replace(mention, id=_id(mention.id, old, new))

    nodes = tuple(_node(node, old, new) for node in source_map.nodes)
    links = tuple(_link(link, old, new) for link in source_map.links)
    expects = tuple(with_mentions(expectation, change) for expectation in source_map.expects)
    return replace(source_map, id=new, nodes=nodes, links=links, expects=expects)


def _id(word: str, old: str, new: str) -> str:
    return f"{new}/{word.removeprefix(f'{old}/')}" if word.startswith(f"{old}/") else word


def _node(node: Node, old: str, new: str) -> Node:
    node = replace(node, id=_id(node.id, old, new))
    match node:
        case Position():
            return replace(node, crux=_id(node.crux, old, new))
        case Analogy():
            return replace(node, mapping=tuple(_pairing(pair, old, new) for pair in node.mapping))
        case Source():
            outline = node.outline and _branch(node.outline, old, new)
            title = new if node.title == old else node.title
            text = new if node.text == old else node.text
            return replace(node, thesis=_id(node.thesis, old, new), outline=outline, title=title, text=text)
        case _:
            return node


def _link(link: Link, old: str, new: str) -> Link:
    return replace(link, from_id=_id(link.from_id, old, new), to_id=_id(link.to_id, old, new))


def _pairing(pair: Pairing, old: str, new: str) -> Pairing:
    return replace(pair, element=_id(pair.element, old, new), stands_for=_id(pair.stands_for, old, new))


def _branch(item: OutlineItem, old: str, new: str) -> OutlineItem:
    children = tuple(_branch(child, old, new) for child in item.children)
    return replace(item, node=_id(item.node, old, new), children=children)
