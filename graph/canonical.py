"""Canonical order: which node's entry holds a link, under which key, and in what order a map is written."""

from __future__ import annotations

from msgspec.structs import replace

from .expectation import Expectation, with_mentions
from .model import (
    AGAINST,
    BECAUSE,
    NOWHERE,
    Analogy,
    Crux,
    Link,
    Node,
    OutlineItem,
    Position,
    Source,
    SourceMap,
    position_of,
    source_id,
)
from .schema import KINDS, RANK, RELATION, RELATIONS, SOURCE_SLUG

_REASONS = {"supports": BECAUSE, "attacks": AGAINST}
_WRITTEN = (relation for relation in RELATIONS if relation.name != "position_on")
KEYS = (
    "mapping",
    BECAUSE,
    AGAINST,
    *dict.fromkeys(name for relation in _WRITTEN for name in (relation.name, relation.inverse)),
)
_KIND_ORDER = {kind.name: order for order, kind in enumerate(KINDS)}


def link_key(link: Link, node_id: str) -> str:
    """The key under which the node's entry could name the link, from its own side; "" if it is at neither end."""
    if node_id and node_id == position_of(link):
        return _REASONS[link.relation]
    if node_id == link.from_id:
        return link.relation
    return RELATION[link.relation].inverse if node_id == link.to_id else ""


def written_at(link: Link, own: str) -> str:
    """The id of the node in whose entry a map of source `own` writes the link; "" for the `links:` list."""
    position = position_of(link)
    if position and source_id(position) == own:
        return position
    return link.from_id if source_id(link.from_id) == own else ""


def ordered(source_map: SourceMap) -> SourceMap:
    """The same map in canonical order: nodes by kind, links by the node they are written at and relation.

    Within a kind, and within a relation at one node, the author's order is kept. What a node is said to be
    without, and has a link of all the same, it is not without. Idempotent.
    """
    nodes = tuple(_claiming(node, source_map.links) if node.without else node for node in _by_kind(source_map.nodes))
    place = {node.id: order for order, node in enumerate(nodes)}
    last = len(place)

    def key(link: Link) -> tuple[int, bool, int]:
        holder = written_at(link, source_map.id)
        if holder not in place:
            return last, False, 0
        return place[holder], holder == link.from_id, RANK.get(link.relation, 0)

    return replace(source_map, nodes=nodes, links=tuple(sorted(source_map.links, key=key)))


def without_positions(source_map: SourceMap) -> SourceMap:
    """The same map with every place in a file forgotten, for comparing what two files say."""
    nodes = tuple(_without_place(node) for node in source_map.nodes)
    links = tuple(replace(link, span=NOWHERE, end_spans=None) for link in source_map.links)
    ignores = tuple(replace(ignore, span=NOWHERE, first=1, last=1) for ignore in source_map.ignores)
    expects = tuple(_expectation_without_places(expectation) for expectation in source_map.expects)
    return replace(source_map, nodes=nodes, links=links, ignores=ignores, expects=expects, file="")


def _claiming(node: Node, links: tuple[Link, ...]) -> Node:
    """The node without only what none of the links gives it, in the order of the vocabulary."""
    here = {link_key(link, node.id) for link in links} if node.without else set()
    return replace(node, without=tuple(key for key in KEYS if key in node.without and key not in here))


def _by_kind(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """Own source first, then by kind; a crux's positions stay in the order they are written under it."""
    cruxes = {node.id: order for order, node in enumerate(nodes) if isinstance(node, Crux)}

    def key(node: Node) -> tuple[bool, int, int]:
        own = node.slug == SOURCE_SLUG
        return not own, _KIND_ORDER[node.kind], cruxes.get(node.crux, 0) if isinstance(node, Position) else 0

    return tuple(sorted(nodes, key=key))


def _without_place(node: Node) -> Node:
    if node.passage:
        node = replace(node, passage=replace(node.passage, span=NOWHERE))
    if isinstance(node, Analogy):
        mapping = tuple(replace(pairing, span=NOWHERE) for pairing in node.mapping)
        return replace(node, mapping=mapping, span=NOWHERE)
    if isinstance(node, Source) and node.outline:
        return replace(node, outline=_outline_without_place(node.outline), span=NOWHERE)
    return replace(node, span=NOWHERE)


def _expectation_without_places(expectation: Expectation) -> Expectation:
    return with_mentions(replace(expectation, span=NOWHERE), lambda mention: replace(mention, span=NOWHERE))


def _outline_without_place(item: OutlineItem) -> OutlineItem:
    children = tuple(_outline_without_place(child) for child in item.children)
    return replace(item, children=children, span=NOWHERE)
