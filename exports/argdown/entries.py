"""What Argdown has no word for, as data beside it: kinds, fields and links of our nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...graph.foreign_data import decoded
from ...graph.model import Analogy, Passage, Source, passage_text
from ...graph.outlined import outlined
from ...graph.schema import FIELDS_OF, KIND, RELATION

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from ...graph.expectation import Bounds, Expectation, Mention
    from ...graph.foreign_data import Data
    from ...graph.graph import Graph
    from ...graph.model import Link, Node, OutlineItem, Pairing

    Fields = dict[str, Data]

FORMAT = "argdown"
WRITTEN = ("text", "title", "tags", "section", "data")
REASONS = (("because", "supports"), ("against", "attacks"))
IN_FRONT = ("person", "reference", "question", "source")  # nobody argues for or against these


def argdowns(node: Node) -> Fields:
    """What Argdown said of a node when it was read from there."""
    found = decoded(node.data).get(FORMAT)
    return found if isinstance(found, dict) else {}


def others(node: Node) -> Fields:
    """What other tools say of a node."""
    return {key: value for key, value in decoded(node.data).items() if key != FORMAT}


def fields(node: Node, *, without: Iterable[str] = WRITTEN) -> Fields:
    """The fields of a node by name, but for the empty ones and those that stand elsewhere."""
    found: Fields = {}
    for name in FIELDS_OF[KIND[node.kind].shape]:
        value = getattr(node, name)
        if name in without or value is None or value is False or value in ("", ()):
            continue
        if name != "modality" or value != "asserted":
            found[name] = decoded(node.data) if name == "data" else _value(node, value)
    bare: list[Data] = list(node.without)
    return found | ({"without": bare} if bare else {})


def extras(link: Link) -> Fields:
    """What a link says besides its ends."""
    found: Fields = {}
    if link.basis != "explicit":
        found["basis"] = link.basis
    if link.modality != "asserted":
        found["modality"] = link.modality
    qualifier = RELATION[link.relation].qualifier
    if link.qualifier and qualifier:
        found[qualifier.name] = True if link.qualifier == "true" else link.qualifier
    if link.loop:
        found["loop"] = True
    return found | ({"note": link.note} if link.note else {})


def links(found: Iterable[Link]) -> list[Fields]:
    """Links as rows that say all of each."""
    return [{"from": one.from_id, "relation": one.relation, "to": one.to_id, **extras(one)} for one in found]


def order(source: Source, graph: Graph) -> Iterator[Fields]:
    """The author's order, which the text does not keep: of a document's nodes, and of the reasons at its positions."""
    nodes = [node for node in graph.nodes.values() if node.source == source.source and not isinstance(node, Source)]
    if len(nodes) > 1:
        yield {"of": source.source, "nodes": [node.id.partition("/")[2] for node in nodes]}
    for node in nodes:
        for key, relation in REASONS if node.kind == "position" else ():
            reasons: list[Data] = [link.from_id for link in graph.into(node.id, relation)]
            if len(reasons) > 1:
                yield {"of": node.id, key: reasons}


def expected(one: Expectation) -> Fields:
    """An entry of `expect:` as a map has it, with full ids."""

    def ids(mentions: Iterable[Mention]) -> list[Data]:
        return [mention.id for mention in mentions]

    def bounds(one: Bounds) -> Fields:
        return {name: value for name in ("at_least", "at_most") if (value := getattr(one, name)) is not None}

    found: Fields = {
        "take": {taking.crux.id: taking.side.id for taking in one.take},
        "assume": ids(one.assume),
        "deny": ids(one.deny),
        "believe": {credence.node.id: credence.value for credence in one.believe},
        "stands": ids(one.stands),
        "falls": ids(one.falls),
        "open": ids(one.open),
        "strength": {each.node.id: bounds(each) for each in one.strength},
        "note": one.note,
    }
    return {name: value for name, value in found.items() if value}


def in_front(node: Node, known: Container[str]) -> Fields:
    """A node that stands in the front matter as a whole, of a document what is said of known nodes."""
    found: Fields = {"id": node.id, "kind": node.kind, **fields(node, without=())}
    if isinstance(node, Source):
        node = outlined(node, known)
        for name in ("thesis", "text_file"):
            if getattr(node, name):
                found[name] = getattr(node, name)
        if node.outline:
            found["outline"] = _branch(node.outline)
    return found


def _branch(item: OutlineItem) -> Fields:
    found: Fields = {name: word for name, word in (("node", item.node), ("label", item.label)) if word}
    below: list[Data] = [_branch(child) for child in item.children]
    return found | ({"children": below} if below else {})


def _value(node: Node, value: object) -> Data:
    match value:
        case Passage():
            return passage_text(value)
        case tuple() if isinstance(node, Analogy) and value == node.mapping:
            return [_pairing(pair) for pair in node.mapping]
        case tuple():
            return [str(item) for item in value]
        case bool() | int():
            return value
        case _:
            return str(value)


def _pairing(pair: Pairing) -> Fields:
    found: Fields = {"element": pair.element, "stands_for": pair.stands_for}
    if pair.basis != "explicit":
        found["basis"] = pair.basis
    return found | ({"note": pair.note} if pair.note else {})
