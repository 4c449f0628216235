"""The native map format (YAML), written: canonical, byte-stable, and the inverse of reading."""

from __future__ import annotations

from collections import defaultdict

import yaml

from ..graph.canonical import KEYS, ordered, written_at
from ..graph.model import (
    Analogy,
    Link,
    Node,
    OutlineItem,
    Pairing,
    Passage,
    Position,
    Source,
    SourceMap,
    own_source_id,
    passage_text,
    position_of,
)
from ..graph.schema import FIELDS_OF, KIND, KINDS, RELATION, SECTION, Field
from .map_expects import expectation_node
from .yaml_write import ONE_LINE, block_node, data_node, list_node, serialized, spelt_out, text_node, word_node

_Reasons = dict[str, dict[str, list[Link]]]


TOP_KEYS = ("source", *SECTION, "links", "expect")
SCHEMA_FILE = "cruxmap.schema.json"
SCHEMA_LINE = f"# yaml-language-server: $schema={SCHEMA_FILE}"


def canonical_text(source_map: SourceMap) -> str:
    """The map as text of a map file, without the comments that silence rules (see map_ignores)."""
    source_map = ordered(source_map)
    entries = _Entries(source_map)
    top: list[tuple[str, yaml.Node]] = []
    own = {node.id: node for node in source_map.nodes}.get(own_source_id(source_map.id))
    if isinstance(own, Source):
        top.append(("source", entries.source(own)))
    for kind in KINDS:
        nodes = [node for node in source_map.nodes if node.kind == kind.name and node is not own]
        if nodes and kind.name != "position":
            top.append((kind.section, block_node((node.slug, entries.node(node)) for node in nodes)))
    if entries.bare:
        top.append(("links", list_node([_bare_link(link) for link in entries.bare])))
    if source_map.expects:
        top.append(("expect", list_node([expectation_node(one, source_map.id) for one in source_map.expects])))
    text = "\n".join(serialized(block_node([pair])) for pair in top)
    return f"{SCHEMA_LINE}\n{spelt_out(text)}"


def row_of_links(link: Link) -> str:
    """A link between sources as the rows of an item of the `links:` list, the first with its dash."""
    return spelt_out(serialized(list_node([_bare_link(link)]))).rstrip("\n")


def item_of_links(link: Link, holder: str, own: str) -> str:
    """A link as an item of a list in the entry of `holder`, one of its ends, in a map of source `own`; one line."""
    is_reason = holder != link.from_id
    other = text_node((link.from_id if is_reason else link.to_id).removeprefix(f"{own}/"))
    extras = _link_extras(link)
    item = block_node([("from" if is_reason else "to", other), *extras], flow=True) if extras else other
    flow = yaml.SequenceNode("tag:yaml.org,2002:seq", [item], flow_style=True)
    return spelt_out(serialized(flow, width=ONE_LINE)).strip()[1:-1]


def flow_row_of_links(link: Link) -> str:
    """A link between sources as an item of a `links:` list in brackets; one line."""
    flow = yaml.SequenceNode("tag:yaml.org,2002:seq", [_bare_link(link, flow=True)], flow_style=True)
    return spelt_out(serialized(flow, width=ONE_LINE)).strip()[1:-1]


class _Entries:
    """Turns nodes of one map into YAML nodes, each with the links written at it."""

    def __init__(self, source_map: SourceMap) -> None:
        self.own = source_map.id
        self.positions: dict[str, list[Position]] = defaultdict(list)
        self.links: _Reasons = defaultdict(lambda: defaultdict(list))
        self.bare: list[Link] = []
        self.known = {node.id for node in source_map.nodes}
        for node in source_map.nodes:
            if isinstance(node, Position):
                self.positions[node.crux].append(node)
        for link in source_map.links:
            holder = written_at(link, self.own)
            if holder not in self.known:
                self.bare.append(link)
                continue
            key = link.relation
            if holder == position_of(link):
                key = "because" if link.relation == "supports" else "against"
            self.links[holder][key].append(link)

    def source(self, node: Source) -> yaml.Node:
        pairs: list[tuple[str, yaml.Node]] = [("id", text_node(self.own))]
        fields = self._fields(node, FIELDS_OF["source"])
        text = fields.pop("text")
        pairs += [("title", fields.pop("title", text_node(self.own))), *fields.items()]
        if node.text != node.title:
            pairs.append(("summary", text))
        if node.thesis:
            pairs.append(("thesis", text_node(self._local(node.thesis))))
        if node.text_file and _is_text(node.text_file):
            pairs.append(("text", text_node(node.text_file)))
        if node.outline:
            pairs.append(("outline_root", self._branch(node.outline, nested=False)))
            if node.outline.children:
                pairs.append(("outline", list_node([self._branch(item) for item in node.outline.children])))
        return block_node(pairs + self._link_lists(node))

    def node(self, node: Node) -> yaml.Node:
        pairs = list(self._fields(node, FIELDS_OF[KIND[node.kind].shape]).items())
        pairs += self._link_lists(node)
        if self.positions[node.id]:
            pairs.append(("positions", block_node((side.side, self.node(side)) for side in self.positions[node.id])))
        return block_node(pairs)

    def _fields(self, node: Node, fields: dict[str, Field]) -> dict[str, yaml.Node]:
        pairs: dict[str, yaml.Node] = {}
        for name in fields:
            value = getattr(node, name)
            if value is None or value is False or value in ("", ()):
                continue
            if name == "modality" and value == "asserted":
                continue
            pairs[name] = data_node(node.data) if name == "data" else self._value(node, value)
        return pairs

    def _value(self, node: Node, value: object) -> yaml.Node:
        match value:
            case bool():
                return word_node("bool", "true")
            case int():
                return word_node("int", str(value))
            case Passage():
                return text_node(passage_text(value))
            case tuple() if isinstance(node, Analogy) and value == node.mapping:
                return list_node([self._pairing(pair) for pair in node.mapping])
            case tuple():
                return list_node([text_node(str(item)) for item in value])
            case _:
                return text_node(str(value))

    def _link_lists(self, node: Node) -> list[tuple[str, yaml.Node]]:
        """The links written at a node, by key; an empty list where the node is said to be without."""
        lists = self.links.get(node.id, {})
        names = [name for name in KEYS if lists.get(name) or name in node.without]
        return [(name, self._link_list(lists.get(name, []), name)) for name in names]

    def _link_list(self, links: list[Link], name: str) -> yaml.Node:
        end = "from" if name in ("because", "against") else "to"
        items: list[yaml.Node] = []
        for link in links:
            other = text_node(self._local(link.from_id if end == "from" else link.to_id))
            extras = _link_extras(link)
            items.append(block_node([(end, other), *extras], flow=True) if extras else other)
        return list_node(items)

    def _pairing(self, pair: Pairing) -> yaml.Node:
        sides = {"element": pair.element, "stands_for": pair.stands_for}
        pairs = [(name, text_node(self._local(side) if side in self.known else side)) for name, side in sides.items()]
        if pair.basis != "explicit":
            pairs.append(("basis", text_node(pair.basis)))
        if pair.note:
            pairs.append(("note", text_node(pair.note)))
        return block_node(pairs, flow=True)

    def _branch(self, item: OutlineItem, nested: bool = True) -> yaml.Node:
        pairs: list[tuple[str, yaml.Node]] = []
        if item.node:
            pairs.append(("node", text_node(self._local(item.node))))
        if item.label:
            pairs.append(("label", text_node(item.label)))
        if nested and item.children:
            pairs.append(("children", list_node([self._branch(child) for child in item.children])))
        return block_node(pairs, flow=not (nested and item.children))

    def _local(self, node_id: str) -> str:
        return node_id.removeprefix(f"{self.own}/")


def _bare_link(link: Link, *, flow: bool = False) -> yaml.Node:
    pairs = [("from", text_node(link.from_id)), ("relation", text_node(link.relation)), ("to", text_node(link.to_id))]
    return block_node([*pairs, *_link_extras(link)], flow=flow or not link.note)


def _link_extras(link: Link) -> list[tuple[str, yaml.Node]]:
    pairs: list[tuple[str, yaml.Node]] = []
    if link.basis != "explicit":
        pairs.append(("basis", text_node(link.basis)))
    if link.modality != "asserted":
        pairs.append(("modality", text_node(link.modality)))
    qualifier = RELATION[link.relation].qualifier
    if link.qualifier and qualifier:
        is_flag = link.qualifier == "true"
        value = word_node("bool", "true") if is_flag else text_node(link.qualifier)
        pairs.append((qualifier.name, value))
    if link.loop:
        pairs.append(("loop", word_node("bool", "true")))
    if link.note:
        pairs.append(("note", text_node(link.note)))
    return pairs


def _is_text(name: str) -> bool:
    """Whether a file can be named in another: not all names of files are text."""
    return name.isascii() or not any("\ud800" <= char <= "\udfff" for char in name)
