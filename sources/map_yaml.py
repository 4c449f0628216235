"""The native map format (YAML), read: one file is one source, or only links between sources.

`read` gives every problem at once, each with line and column, and keeps the good part of the file.
`write` is its canonical inverse.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from ..graph.canonical import link_key, ordered
from ..graph.model import AGAINST, BECAUSE, SHAPE_CLASS, Analogy, Link, Node, SourceMap
from ..graph.problem import quoted
from ..graph.schema import FIELDS_OF, KIND, RELATION, SECTION, SOURCE_SLUG
from ..graph.suggest import nearest
from .map_expects import read_expectations
from .map_ignores import add_ignores, read_ignores
from .map_links import is_none, read_bare_links, read_link_key, read_links
from .map_source import check_thesis, is_usable_slug, read_source, unnamed_source
from .map_values import Context, field_value, shape_of
from .map_write import TOP_KEYS, canonical_text
from .parsed import Parsed
from .yaml_recovery import parse
from .yaml_tree import Mapping, Scalar, Value

if TYPE_CHECKING:
    from ..graph.expectation import Expectation


def read(document: str, file: str, named: bool = True) -> Parsed:
    """The map in a document's text. `file` is the path findings name; nothing is read from it.

    A document that was not `named` by the user and is plainly some other YAML, a mapping without any key
    like ours, is passed over.
    """
    context = Context(file)
    root = parse(document, file, context.findings)
    if root is None or (isinstance(root, Scalar) and root.plain and not root.value):
        if not context.findings.found():
            message = "the file holds only comments" if document.strip() else "the file is empty"
            context.find("empty-document", _NO_VALUE, message, _START)
        return Parsed(None, context.findings.found())
    if not isinstance(root, Mapping):
        message = f"a map is a mapping of sections, this is {shape_of(root)}"
        context.find("wrong-shape", root, message, _START)
        return Parsed(None, context.findings.found())
    if not named and not context.findings.found() and not any(_is_ours(key.value) for key, _ in root.items):
        return Parsed(None)
    source_map = _Reading(context).run(root)
    source_map = replace(source_map, ignores=read_ignores(context, document, root, source_map))
    return Parsed(source_map, context.findings.found())


def write(source_map: SourceMap) -> str:
    """The map as text of a map file, in canonical form. `read` gives the same map again, places apart."""
    text = canonical_text(source_map)
    if not source_map.ignores:
        return text
    written = read(text, "").source_map
    return add_ignores(text, written, source_map.ignores) if written else text


_START = "a map starts with 'source:'; `cruxmap schema` tells the rest"


def _is_ours(key: str) -> bool:
    return key in TOP_KEYS or bool(nearest(key.lower(), _TELLING, closeness=80))


_TELLING = [key for key in TOP_KEYS if key != "expect"]  # a word near to it is in many other files


class _Reading:
    """Collects the nodes and links of one file."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.nodes: dict[str, Node] = {}
        self.links: list[Link] = []
        self.expects: tuple[Expectation, ...] = ()
        self.denials: dict[tuple[str, str], Scalar] = {}

    def run(self, root: Mapping) -> SourceMap:
        block = next((value for key, value in root.items if key.value == "source"), None)
        has_nodes = any(key.value in SECTION for key, _ in root.items)
        if block is None and has_nodes:
            message = "the file has nodes but no 'source:'"
            self.context.find("missing-key", root, message, "add source: {id: …, title: …}")
        if block is not None or has_nodes:
            source, links = read_source(self.context, block) if block else (unnamed_source(self.context), [])
            self.nodes[source.id] = source
            self.links += links
        for key, value in root.items:
            if key.value in SECTION:
                self._section(key.value, value)
            elif key.value == "links":
                self.links.extend(read_bare_links(self.context, value))
            elif key.value == "expect":
                self.expects += read_expectations(self.context, value)
            elif key.value != "source":
                self.context.unknown_key(key, TOP_KEYS)
        if block is not None:
            check_thesis(self.context, block, source, self.nodes)
        self._denied_links()
        nodes = tuple(self._with_full_ids(node) for node in self.nodes.values())
        own, file = self.context.source, self.context.file
        return ordered(SourceMap(id=own, nodes=nodes, links=tuple(self.links), expects=self.expects, file=file))

    def _denied_links(self) -> None:
        """Find empty lists that links written elsewhere in the file contradict."""
        for node in [node for node in self.nodes.values() if node.without]:
            keys = {link_key(link, node.id): link for link in self.links}
            for key in node.without:
                if key in keys:
                    here = Scalar("", node.span.line, node.span.column, plain=True)
                    place = self.denials.get((node.id, key), here)
                    message = f"{quoted(node.id)} says {key}: [], and there is a link all the same"
                    self.context.find("link-denied", place, message, f"{keys[key].span} has it: drop one of the two")

    def _section(self, name: str, value: Value) -> None:
        if isinstance(value, Scalar) and not value.value:
            return
        if not isinstance(value, Mapping):
            message = f"section {quoted(name)} wants ids, this is {shape_of(value)}"
            self.context.find(
                "wrong-shape", value, message, "write each node as some-id: {text: …}, one below the other"
            )
            return
        for key, entry in value.items:
            if not is_usable_slug(self.context, key.value, key):
                continue
            if key.value == SOURCE_SLUG:
                message = "the id 'source' is reserved for the document itself"
                self.context.find("bad-id", key, message, "choose another id")
            else:
                self._node(f"{self.context.source}/{key.value}", SECTION[name].name, key, entry)

    def _node(self, node_id: str, kind: str, key: Scalar, entry: Value, **given: Any) -> None:
        """Read one entry and keep it, unless it is no mapping or its id is taken."""
        context = self.context
        if not isinstance(entry, Mapping):
            message = f"{quoted(key.value)} wants keys, this is {shape_of(entry)}"
            context.find("wrong-shape", key, message, "give it at least a text: …")
            return
        if node_id in self.nodes:
            hint = f"line {self.nodes[node_id].span.line} has it: choose another, or join the two"
            context.find("duplicate-id", key, f"id {quoted(key.value)} is taken", hint)
            return
        values = self._values(node_id, kind, entry) | given
        if not any(name.value == "text" for name, _ in entry.items):
            context.find(
                "missing-key", key, f"{quoted(key.value)} has no 'text'", "add text: one sentence, in your own words"
            )
        values.setdefault("text", values.get("title") or key.value)
        self.nodes[node_id] = SHAPE_CLASS[KIND[kind].shape](id=node_id, kind=kind, span=context.span(key), **values)
        for name, value in entry.items:
            if kind == "crux" and name.value == "positions":
                self._positions(node_id, value)

    def _values(self, node_id: str, kind: str, entry: Mapping) -> dict[str, Any]:
        """The fields of an entry; its links are kept on the way."""
        fields, own = FIELDS_OF[KIND[kind].shape], _OWN_KEYS.get(kind, ())
        values: dict[str, Any] = {}
        for name, value in entry.items:
            if name.value in fields:
                found = field_value(self.context, fields[name.value], value)
                if found is not None:
                    values[name.value] = found
                if found == () and name.value == "mapping":
                    values["without"] = (*values.get("without", ()), name.value)
            elif name.value == "positions" and kind == "crux":
                continue
            else:
                self.links += self._links(node_id, name, value, (*fields, *own))
                if is_none(name, value):
                    self.denials[node_id, name.value] = name
                    key = _REASONS.get(name.value, name.value) if kind == "position" else name.value
                    values["without"] = (*values.get("without", ()), key)
        return values

    def _links(self, node_id: str, key: Scalar, value: Value, known: tuple[str, ...]) -> list[Link]:
        if key.value not in known:
            return read_link_key(self.context, node_id, key, value, known)
        relation = RELATION["supports" if key.value == BECAUSE else "attacks"]
        return list(read_links(self.context, relation, node_id, key.value, value))

    def _positions(self, crux: str, value: Value) -> None:
        if not isinstance(value, Mapping):
            message = f"'positions' wants sides, this is {shape_of(value)}"
            hint = "positions: {optimist: {text: …}, pessimist: {text: …}}"
            self.context.find("wrong-shape", value, message, hint)
            return
        for key, entry in value.items:
            if is_usable_slug(self.context, key.value, key):
                self._node(f"{crux}.{key.value}", "position", key, entry, crux=crux, side=key.value)

    def _with_full_ids(self, node: Node) -> Node:
        """Sides of an analogy's rows that are local ids become full ones."""
        if not isinstance(node, Analogy):
            return node

        def full(word: str) -> str:
            return self.context.full_id(word) if self.context.full_id(word) in self.nodes else word

        mapping = (replace(pair, element=full(pair.element), stands_for=full(pair.stands_for)) for pair in node.mapping)
        return replace(node, mapping=tuple(mapping))


_REASONS = {"supported_by": BECAUSE, "attacked_by": AGAINST}
_OWN_KEYS = {"crux": ("positions",), "position": (BECAUSE, AGAINST)}
_NO_VALUE = Scalar("", 1, 1, plain=True)
