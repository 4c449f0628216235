"""The entries of a note: each node written out, with what is told there below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from ...graph.graph import Graph
from ...graph.model import Analogy, Person, Position, Question, Reference, Source, Topic, label
from ...graph.study.note_ids import block_id
from ...graph.study.note_keys import FIELD_KEYS, LEVEL, NO_LEVEL, NONE, TEXT_KEYS, TIE_KEY, YES, absence_key, is_free
from ...graph.study.note_plan import Told
from ...graph.study.projection import in_short
from ..markdown_text import escaped
from .words import fits_here, hashed, is_plain, marked, named, noted, passage, remark, said

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ...graph.model import Node, Pairing
    from ...graph.study.note_plan import Entry, Item, NotePlan, Section

MOST_ON_A_LINE = 200


class Writer:
    """Writes the entries of one note, each as lines."""

    def __init__(self, plan: NotePlan) -> None:
        self.plan = plan
        self.source = plan.source
        self.graph = Graph(plan.nodes.values(), ())

    def section(self, section: Section) -> Iterator[str]:
        """The entries of a group: paragraphs, a list, or each under a heading of its own."""
        group = section.group
        for number, entry in enumerate(section.entries, 1):
            if not group.item:
                level = "####" if group.head else "###"
                yield from (*self._headed(entry, number, level, group.kinds[0]), "")
            elif group.part == "thesis":
                yield from (*self.paragraph(entry), "")
            elif group.part == "recall":
                yield f"{_numeral(number)}{self._defined(entry.node, group.item)}"
            else:
                yield from self._item(entry, group.item, _BULLET)
        if group.item and group.part != "thesis":
            yield ""

    def answers(self, section: Section) -> Iterator[str]:
        """The questions by name, each with what answers it and what else there is to it."""
        for number, entry in enumerate(section.entries, 1):
            marker = _numeral(number)
            below = list(self._below(entry, " " * len(marker), None))
            if below:
                yield from (f"{marker}{named(entry.node, self.source)}", *below)

    def opening(self, title: str) -> Iterator[str]:
        """The heading of the note, and what its own document says of itself besides the front matter."""
        own = self.plan.own.node if self.plan.own else None
        is_said = own is not None and (own.text, own.modality) == (own.title, "asserted")
        yield from (f"# {escaped(title)}{f' ^{self._block(own)}' if own and is_said else ''}", "")
        if own:
            words = "" if is_said else f"{said(own, own.kind)} ^{self._block(own)}"
            lines = list(self._fields(own, in_front=True))
            yield from (*([words, ""] if words else ()), *lines, *([""] if lines else ()))

    def paragraph(self, entry: Entry) -> Iterator[str]:
        """A node as a paragraph, and a list of what else there is to it."""
        yield self._defined(entry.node, entry.node.kind)
        below = [*self._told(entry.told), *self._fields(entry.node)]
        if below:
            yield from ("", *below)

    def links(self, entry: Entry) -> Iterator[str]:
        """What is told at a node, as a list."""
        return self._told(entry.told)

    def _block(self, node: Node) -> str:
        return block_id(node.id, self.source)

    def _headed(self, entry: Entry, number: int, level: str, kind: str) -> Iterator[str]:
        """A node under a heading; the key of its text tells its kind, where it is not the usual one or has a title."""
        node = entry.node
        title = node.title or in_short(node.text)
        is_told = (title, node.kind, node.modality) == (node.text, kind, "asserted") and not node.title
        yield f"{level} {number}. {escaped(title)}{_level(node, title)} ^{self._block(node)}"
        if not is_told:
            yield f"{_BULLET}**{TEXT_KEYS[node.kind]}**: {said(node, node.kind)}"
        yield from (*self._mapping(node, ""), *self._told(entry.told, above=label(node)), *self._fields(node))

    def _item(self, entry: Entry, kind: str, marker: str, indent: str = "", tie: Item | None = None) -> Iterator[str]:
        """A node as an item of a list of that kind, and a list below of what else there is to it."""
        yield f"{indent}{marker}{self._defined(entry.node, kind)}"
        yield from self._below(entry, indent + " " * len(marker), tie)

    def _below(self, entry: Entry, indent: str, tie: Item | None) -> Iterator[str]:
        how = remark(tie.link) if tie and tie.link.relation != "position_on" else ""
        if how:
            yield f"{indent}{_BULLET}**{TIE_KEY}**:{how}"
        yield from self._mapping(entry.node, indent)
        yield from (*self._told(entry.told, indent), *self._fields(entry.node, indent))

    def _defined(self, node: Node, kind: str) -> str:
        """A node's title, text, kind and block id; once what is title and text."""
        if node.title == node.text and not isinstance(node, (Question, Reference, Position)):
            return f"**{escaped(node.text)}**{said(node, kind).removeprefix(escaped(node.text))} ^{self._block(node)}"
        return f"{_title(node)}{self._text(node, kind)} ^{self._block(node)}"

    def _text(self, node: Node, kind: str) -> str:
        if isinstance(node, Question) and not node.title:
            text = escaped(node.text)
            return f"**{text}**{said(node, kind).removeprefix(text)}"
        if isinstance(node, Reference) and is_plain(node.url) and not node.title:
            text = escaped(node.text)
            return f"[{text}]({node.url}){said(node, kind).removeprefix(text)}"
        return said(node, kind)

    def _told(self, told: Iterable[Told], indent: str = "", above: str = "") -> Iterator[str]:
        """What is told at a node; with `above`, what a topic is called, by names that begin with it."""
        for each in told:
            if each.key.relation == "position_on":
                for item in each.items:
                    if item.entry:
                        yield from self._item(item.entry, "position", _BULLET, indent)
                continue
            if any(_by_name(each, item, above) for item in each.items):
                for item in each.items:
                    yield from self._said_of(each, item, indent, above)
            else:
                yield from self._under(each, indent)

    def _said_of(self, told: Told, item: Item, indent: str, above: str) -> Iterator[str]:
        """One thing said of a topic, under its own name if that begins with the topic's."""
        name = _by_name(told, item, above)
        if not (name and item.entry):
            yield from self._under(Told(told.key, (item,)), indent)
            return
        node = replace(item.entry.node, title="")
        yield f"{indent}{_BULLET}**{escaped(name)}**: {self._defined(node, told.key.kind)}"
        yield from self._below(item.entry, indent + _STEP, item)

    def _under(self, told: Told, indent: str) -> Iterator[str]:
        """A key with what stands under it: on its line if it is one node or a few names, else as a list below."""
        start = f"{indent}{_BULLET}**{told.key.words}**:"
        names = [f"{named(item.other, self.source)}{remark(item.link)}" for item in told.items]
        line = "; ".join(names)
        is_written = any(item.entry for item in told.items)
        is_noted = len(names) > 1 and any(item.link.note for item in told.items)
        if len(told.items) == 1 and told.items[0].entry:
            (item,) = told.items
            assert item.entry
            yield f"{start} {self._defined(item.entry.node, told.key.kind)}"
            yield from self._below(item.entry, indent + _STEP, item)
        elif is_written or is_noted or (len(names) > 1 and len(line) > MOST_ON_A_LINE):
            yield start
            for item, name in zip(told.items, names, strict=True):
                if item.entry:
                    yield from self._item(item.entry, told.key.kind, _BULLET, indent + _STEP, item)
                else:
                    yield f"{indent}{_STEP}{_BULLET}{name}"
        else:
            yield f"{start} {line}"

    def _mapping(self, node: Node, indent: str) -> Iterator[str]:
        if isinstance(node, Analogy) and node.mapping:
            yield f"{indent}{_BULLET}**{FIELD_KEYS['mapping']}**:"
            for pair in node.mapping:
                yield f"{indent}{_STEP}{_BULLET}{self._pairing(pair)}"

    def _pairing(self, pair: Pairing) -> str:
        sides = (self._side(side) for side in (pair.element, pair.stands_for))
        inferred = f" {marked('(inferred)')}" if pair.basis == "inferred" else ""
        return f"{' → '.join(sides)}{inferred}{noted(pair.note)}"

    def _side(self, side: str) -> str:
        return named(self.plan.nodes[side], self.source) if side in self.plan.nodes else marked(side)

    def _fields(self, node: Node, indent: str = "", *, in_front: bool = False) -> Iterator[str]:
        """A field a line; without those that the front matter has, where that speaks of the node."""
        for key, words in self._values(node, in_front=in_front):
            if words:
                yield f"{indent}{_BULLET}**{key}**: {words}"
        for name in node.without:
            yield f"{indent}{_BULLET}**{absence_key(name)}**: {NONE}"

    def _values(self, node: Node, *, in_front: bool) -> Iterator[tuple[str, str]]:
        if isinstance(node, Position):
            yield FIELD_KEYS["title"], escaped(node.title)
        yield FIELD_KEYS["passage"], passage(self.graph, node)
        yield FIELD_KEYS["note"], escaped(node.note)
        if not in_front:
            yield FIELD_KEYS["tags"], "" if fits_here(node) else hashed(node.tags) or _several(node.tags)
            yield FIELD_KEYS["aliases"], _several(node.aliases)
        match node:
            case Reference() if not is_plain(node.url):
                yield FIELD_KEYS["url"], escaped(node.url)
            case Person():
                yield FIELD_KEYS["group"], YES if node.group else ""
            case Question():
                yield FIELD_KEYS["open"], YES if node.open else ""
            case Source() if not in_front:
                yield FIELD_KEYS["form"], node.form
                yield FIELD_KEYS["authors"], _several(node.authors)
                yield FIELD_KEYS["published"], escaped(node.published)
                yield FIELD_KEYS["url"], escaped(node.url)
                thesis = self.plan.nodes.get(node.thesis)
                yield FIELD_KEYS["thesis"], named(thesis, self.source) if thesis else ""
            case _:
                pass


def _by_name(told: Told, item: Item, above: str) -> str:
    """What a claim about a topic is called besides the topic's own title, "" if it is not called so."""
    title = item.entry.node.title if item.entry and told.key.relation == "about" and told.key.inward else ""
    name = title.removeprefix(f"{above}: ") if above and title.startswith(f"{above}: ") else ""
    return name if is_free(name) else ""


def _title(node: Node) -> str:
    """What stands in bold before what a node says."""
    if isinstance(node, Position):
        return f"**{escaped(node.side.replace('-', ' ').capitalize())}**: "
    if isinstance(node, Reference) and is_plain(node.url) and node.title:
        return f"**[{escaped(node.title)}]({node.url})**: "
    return f"**{escaped(node.title)}**: " if node.title else ""


def _level(node: Node, title: str) -> str:
    """How hard a topic is, as the template says it behind the title."""
    complexity = node.complexity if isinstance(node, Topic) else None
    eli = node.eli if isinstance(node, Topic) else None
    if complexity is None and eli is None:
        return f" (Complexity: {NO_LEVEL})" if LEVEL.search(title) else ""
    parts = [f"Complexity: {complexity}"] if complexity is not None else []
    return f" ({' → '.join([*parts, *([f'ELI{eli}'] if eli is not None else [])])})"


def _numeral(number: int) -> str:
    return f"{number}. ".ljust(len(_STEP))


def _several(words: Iterable[str]) -> str:
    return ", ".join(map(marked, words))


_BULLET, _STEP = "*   ", "    "
