"""Maps as quads: one named graph a map, every link as a direct triple and as a node of its own, no blank nodes.

docs/exchange.md shows the layout; `maps.maps_of` is the inverse.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from typing import TYPE_CHECKING

from ..canonical import ordered
from ..model import NOWHERE, Analogy, OutlineItem, Position, Source, label, own_source_id, source_id
from ..schema import FIELDS_OF, KIND, RELATION, allows
from ..that_count import that_count
from .asides import expects_text, ignores_text
from .terms import (
    BRANCH,
    DEFINED_BY,
    EXACT,
    FIELD_IRIS,
    HAS_SELECTOR,
    HAS_SOURCE,
    JSON,
    LABEL,
    LINK,
    MAP,
    PAIRING,
    PRIMARY_SOURCE,
    QUOTE_SELECTOR,
    SPECIFIC_RESOURCE,
    SUFFIXES,
    TRUE,
    TYPE,
    Literal,
    Quad,
    below,
    class_iri,
    id_iri,
    literal,
    number,
    property_iri,
)

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from ..model import AnyNode, Link, Node, Pairing, Passage, SourceMap
    from ..problem import Span

    Fact = tuple[str, str, str | Literal]


def quads(maps: Iterable[SourceMap], *, positions: bool = True, only: Container[str] | None = None) -> Iterator[Quad]:
    """All that the maps say, map by map as `named` has them, the quads of each sorted.

    Maps that do not count beside the others are left out. Without `positions` it is not told where in which file things
    are written, so that the same words give the same quads wherever they stand. With `only` just those of these named
    graphs are given.
    """
    return quads_named(named(maps), positions=positions, only=only)


def quads_named(
    given: Sequence[tuple[str, SourceMap]], *, positions: bool = True, only: Container[str] | None = None
) -> Iterator[Quad]:
    """The same of maps in canonical order, each with the IRI that its named graph is to have."""
    kinds = {node.id: node.kind for _, source_map in given for node in source_map.nodes}
    for graph, source_map in given:
        if only is not None and graph not in only:
            continue
        facts = _Facts(graph, source_map, kinds, positions=positions)
        yield from (Quad(*fact, graph) for fact in sorted(set(facts.all()), key=_key))


def named(maps: Iterable[SourceMap]) -> list[tuple[str, SourceMap]]:
    """The maps that count, in canonical order, each with the IRI of its named graph: that of its source's id.

    Maps that hold only links and views of several documents have none; they are numbered in the order of their files.
    """
    counts: Counter[str] = Counter()
    found: list[tuple[str, SourceMap]] = []
    for source_map in that_count(maps, []):
        name = source_map.id
        if source_map.is_view and not source_map.nodes and not source_map.links:
            continue  # others tell all that it shows
        if not name or source_map.is_view:
            folder = "views" if source_map.is_view else "links"
            counts[folder] += 1
            name = f"{folder}.{counts[folder]}"  # no source's id has a dot
        found.append((id_iri(name), ordered(source_map)))
    return found


def position_text(span: Span) -> str:
    """A place as it is told in RDF: of an absolute path only the last part, which is the same on every machine."""
    name = os.path.basename(span.file) if os.path.isabs(span.file) else span.file
    return f"{name}:{span.line}:{span.column}"


def _key(fact: Fact) -> tuple[str, bool, str, bool, str | Literal]:
    subject, predicate, value = fact
    return subject, predicate != TYPE, predicate, isinstance(value, Literal), value


class _Facts:
    """What one map says, as triples."""

    def __init__(self, graph: str, source_map: SourceMap, kinds: Mapping[str, str], *, positions: bool) -> None:
        self.graph, self.map, self.kinds, self.positions = graph, source_map, kinds, positions

    def all(self) -> Iterator[Fact]:
        yield from self._about()
        for order, node in enumerate(self.map.nodes, 1):
            yield from self._node(node, order)
        seen: Counter[tuple[str, str, str]] = Counter()
        for order, link in enumerate(self.map.links, 1):
            ends = (link.from_id, link.relation, link.to_id)
            seen[ends] += 1
            yield from self._link(link, order, seen[ends])

    def _about(self) -> Iterator[Fact]:
        graph, one = self.graph, self.map
        yield graph, TYPE, MAP
        if one.id:
            yield graph, property_iri("source_id"), literal(one.id)
        if one.is_view:
            yield graph, property_iri("is_view"), TRUE
        if one.ignores:
            yield graph, property_iri("ignores"), literal(ignores_text(one.ignores, self._told), JSON)
        if one.expects:
            yield graph, property_iri("expects"), literal(expects_text(one.expects, self._told), JSON)

    def _node(self, node: AnyNode, order: int) -> Iterator[Fact]:
        me = id_iri(node.id)
        yield me, TYPE, class_iri(node.kind)
        yield me, LABEL, literal(label(node))
        yield me, DEFINED_BY, self.graph
        yield me, property_iri("order"), number(order)
        home = own_source_id(node.source)
        if node.id != home:
            yield me, PRIMARY_SOURCE, id_iri(home)
        yield from self._fields(me, node)
        yield from self._position(me, node.span)
        if node.passage:
            yield from self._passage(me, node.passage, home)
        match node:
            case Position():
                yield me, FIELD_IRIS["side"], literal(node.side)
                yield from self._implied(node.id, "position_on", node.crux)
            case Analogy():
                yield from self._mapping(me, node)
            case Source():
                yield from self._document(me, node)

    def _fields(self, me: str, node: Node) -> Iterator[Fact]:
        lists: dict[str, list[str]] = {}
        for name in (*FIELDS_OF[KIND[node.kind].shape], "without"):
            value = getattr(node, name, None)
            if value is None or value is False or value in ("", ()) or (name == "modality" and value == "asserted"):
                continue
            match value:
                case True:
                    yield me, FIELD_IRIS[name], TRUE
                case int():
                    yield me, FIELD_IRIS[name], number(value)
                case str() if name == "data":
                    yield me, property_iri(name), literal(value, JSON)
                case str():
                    yield me, FIELD_IRIS[name], literal(value)
                case tuple() if name in FIELD_IRIS:
                    yield from ((me, FIELD_IRIS[name], literal(word)) for word in value)
                    if name != "without" and list(value) != sorted(set(value)):
                        lists[name] = list(value)
        if lists:
            yield me, property_iri("lists"), literal(json.dumps(lists, ensure_ascii=False, sort_keys=True), JSON)

    def _passage(self, me: str, passage: Passage, home: str) -> Iterator[Fact]:
        mine = below(me, "passage")
        yield me, property_iri("passage"), mine
        yield mine, TYPE, SPECIFIC_RESOURCE
        yield mine, HAS_SOURCE, id_iri(home)
        yield from self._position(mine, passage.span)
        ends = (("start", HAS_SELECTOR, passage.start), ("end", property_iri("end_selector"), passage.end))
        for name, has, words in ends:
            if words is not None:
                selector = below(me, "passage", name)
                yield mine, has, selector
                yield selector, TYPE, QUOTE_SELECTOR
                yield selector, EXACT, literal(words)

    def _mapping(self, me: str, node: Analogy) -> Iterator[Fact]:
        for place, pair in enumerate(node.mapping, 1):
            row = below(me, "mapping", str(place))
            yield me, property_iri("mapping"), row
            yield row, TYPE, PAIRING
            yield row, property_iri("order"), number(place)
            for name, side in (("element", pair.element), ("stands_for", pair.stands_for)):
                yield row, property_iri(name), id_iri(side) if side in self.kinds else literal(side)
            yield row, property_iri("basis"), literal(pair.basis)
            if pair.note:
                yield row, property_iri("note"), literal(pair.note)
            yield from self._position(row, pair.span)
            if self._are_alike(pair):
                yield from self._implied(pair.element, "analogous_to", pair.stands_for)

    def _are_alike(self, pair: Pairing) -> bool:
        """Whether a row says that two nodes are alike, and they are such as can be."""
        first, second = (self.kinds.get(side, "") for side in (pair.element, pair.stands_for))
        return pair.element != pair.stands_for and allows(RELATION["analogous_to"], first, second)

    def _document(self, me: str, node: Source) -> Iterator[Fact]:
        if node.thesis:
            yield me, property_iri("thesis"), id_iri(node.thesis)
        if node.text_file:
            yield me, FIELD_IRIS["text_file"], literal(node.text_file)
        if node.outline:
            root = below(me, "outline")
            yield me, property_iri("outline"), root
            yield from self._branch(root, node.outline, 1)

    def _branch(self, me: str, item: OutlineItem, order: int) -> Iterator[Fact]:
        yield me, TYPE, BRANCH
        yield me, property_iri("order"), number(order)
        if item.node:
            yield me, property_iri("node"), id_iri(item.node)
        if item.label:
            yield me, LABEL, literal(item.label)
        yield from self._position(me, item.span)
        for place, child in enumerate(item.children, 1):
            branch = f"{me}/{place}"
            yield me, property_iri("branch"), branch
            yield from self._branch(branch, child, place)

    def _implied(self, from_id: str, relation: str, to_id: str) -> Iterator[Fact]:
        """A link that a node's own entry says: only the direct triple, since it has nothing more to tell."""
        yield id_iri(from_id), property_iri(relation), id_iri(to_id)

    def _link(self, link: Link, order: int, copy: int) -> Iterator[Fact]:
        start, end, relation = id_iri(link.from_id), id_iri(link.to_id), property_iri(link.relation)
        yield start, relation, end
        me = below(start, link.relation, link.to_id)
        if self.graph != id_iri(source_id(link.from_id)):
            me += "@" + self.graph.removeprefix(id_iri(""))
        if copy > 1:
            me += f";{copy}"
        yield me, TYPE, LINK
        yield me, property_iri("from"), start
        yield me, property_iri("relation"), relation
        yield me, property_iri("to"), end
        yield me, property_iri("basis"), literal(link.basis)
        yield me, property_iri("order"), number(order)
        yield me, DEFINED_BY, self.graph
        if link.modality != "asserted":
            yield me, FIELD_IRIS["modality"], literal(link.modality)
        if link.note:
            yield me, property_iri("note"), literal(link.note)
        qualifier = RELATION[link.relation].qualifier
        if link.qualifier and qualifier:
            word = TRUE if qualifier.is_flag else literal(link.qualifier)
            yield me, property_iri(qualifier.name), word
        if link.loop:
            yield me, property_iri("loop"), TRUE
        yield from self._position(me, link.span)
        for name, span in zip(("from_position", "to_position"), link.end_spans or (), strict=False):
            yield from self._position(me, span, name)

    def _position(self, me: str, span: Span, name: str = "position") -> Iterator[Fact]:
        place = self._told(span)
        if place:
            yield me, property_iri(name), literal(place)

    def _told(self, span: Span) -> str:
        """A place, "" where there is none to tell: RDF is itself the place of what was only ever written there."""
        is_told = self.positions and span != NOWHERE and not span.file.endswith(SUFFIXES)
        return position_text(span) if is_told else ""
