"""The entries of a note: each node written out, with what is told there below it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from msgspec.structs import replace

from ...graph.model import Analogy, Position, Question, Reference, Source, Topic, label
from ...graph.study.note_ids import block_id
from ...graph.study.note_keys import ALSO, FIELD_KEYS, LEVEL, NO_LEVEL, TEXT_KEYS, is_free
from ...graph.study.note_plan import Told
from ...graph.study.projection import in_short
from ..markdown_text import escaped
from .front import has_summary
from .words import is_plain, marked, name, named, noted, remark, said, tie

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ...graph.model import Node, Pairing
    from ...graph.study.note_plan import Entry, Item, NotePlan, Section

MOST_BEHIND, MOST_ON_A_LINE, MOST_OF_A_KEY = 100, 150, 250
"""How many signs of names may stand behind a node, on one line of a list, and there under one key."""


class Writer:
    """Writes the entries of one note, each as lines."""

    def __init__(self, plan: NotePlan) -> None:
        self.plan = plan
        self.source = plan.source

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
            below = list(self._below(entry, " " * len(marker)))
            if below:
                yield from (f"{marker}{named(entry.node, self.source)}", *below)

    def opening(self, title: str) -> Iterator[str]:
        """The heading of the note, and what its own document says of itself besides the front matter."""
        own = self.plan.own.node if self.plan.own else None
        is_title = own is not None and (own.text, own.modality) == (own.title, "asserted")
        is_said = is_title or has_summary(self.plan)
        yield from (f"# {escaped(title)}{f' ^{self._block(own)}' if own and is_said else ''}", "")
        if own and not is_said:
            yield from (f"{said(own, own.kind)} ^{self._block(own)}", "")

    def paragraph(self, entry: Entry) -> Iterator[str]:
        """A node as a paragraph, and a list of what else there is to it."""
        yield self._defined(entry.node, entry.node.kind)
        below = list(self._told(entry.told))
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
        yield from (*self._mapping(node, ""), *self._told(entry.told, above=label(node)))

    def _item(self, entry: Entry, kind: str, marker: str, indent: str = "", tie: Item | None = None) -> Iterator[str]:
        """A node as an item of a list of that kind, and a list below of what else there is to it."""
        yield from self._with_told(f"{indent}{marker}", entry, kind, tie, indent + " " * len(marker))

    def _with_told(self, start: str, entry: Entry, kind: str, tied: Item | None, indent: str) -> Iterator[str]:
        """A node, and what is told there: behind it if it is little, else as a list below."""
        below = list(self._below(entry, indent))
        is_little = len(below) == 1 and all(map(self._is_short, entry.told)) and _length(entry.told) <= MOST_BEHIND
        behind = f" {ALSO} {below[0].removeprefix(indent + _BULLET)}" if is_little else ""
        yield f"{start}{self._defined(entry.node, kind, tied, behind)}"
        yield from () if is_little else below

    def _below(self, entry: Entry, indent: str) -> Iterator[str]:
        yield from (*self._mapping(entry.node, indent), *self._told(entry.told, indent))

    def _defined(self, node: Node, kind: str, tied: Item | None = None, behind: str = "") -> str:
        """A node's title and text (once, if they are one), kind, how it hangs here, what else is told, and block id."""
        how = tie(tied.link) if tied and tied.link.relation != "position_on" else ""
        is_one = node.title == node.text and not _looks_like_key(node.text)
        if is_one and not isinstance(node, (Question, Reference, Source, Position)):
            words = escaped(node.text)
            return f"**{words}**{said(node, kind).removeprefix(words)}{how}{behind} ^{self._block(node)}"
        return f"{_title(node)}{self._text(node, kind)}{how}{behind} ^{self._block(node)}"

    def _text(self, node: Node, kind: str) -> str:
        if isinstance(node, Question) and not (node.title or _looks_like_key(node.text)):
            text = escaped(node.text)
            return f"**{text}**{said(node, kind).removeprefix(text)}"
        if isinstance(node, (Reference, Source)) and is_plain(node.url) and not node.title:
            text = escaped(node.text)
            return f"[{text}]({node.url}){said(node, kind).removeprefix(text)}"
        return said(node, kind)

    def _told(self, told: Iterable[Told], indent: str = "", above: str = "") -> Iterator[str]:
        """What is told at a node, names on as few lines as they fit.

        With `above`, what a topic is called, things said of it stand under names of their own that begin with that.
        """
        for is_short, several in groupby(told, self._is_short):
            if is_short:
                yield from self._lines(several, indent)
            else:
                yield from self._written(several, indent, above)

    def _is_short(self, told: Told) -> bool:
        """Whether it can stand on a line: it only names, and not too much."""
        only_names = told.key.relation != "position_on" and not any(item.entry for item in told.items)
        return only_names and (len(told.items) == 1 or _length((told,)) <= MOST_OF_A_KEY)

    def _lines(self, told: Iterable[Told], indent: str) -> Iterator[str]:
        """What only names, as many keys on a line as fit."""
        lines: list[list[str]] = []
        room = 0
        for each in told:
            length = _length((each,))
            if length > room:
                lines.append([])
                room = MOST_ON_A_LINE
            room -= length
            lines[-1].append(f"**{each.key.words}**: {'; '.join(map(self._name, each.items))}")
        for keys in lines:
            yield f"{indent}{_BULLET}{f' {ALSO} '.join(keys)}"

    def _written(self, told: Iterable[Told], indent: str, above: str) -> Iterator[str]:
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
                yield from self._list(each, indent)

    def _said_of(self, told: Told, item: Item, indent: str, above: str) -> Iterator[str]:
        """One thing said of a topic, under its own name if that begins with the topic's."""
        name = _by_name(told, item, above)
        if not (name and item.entry):
            yield from self._list(Told(told.key, (item,)), indent)
            return
        node = replace(item.entry.node, title="")
        start = f"{indent}{_BULLET}**{escaped(name)}**: "
        yield from self._with_told(start, replace(item.entry, node=node), told.key.kind, item, indent + _STEP)

    def _list(self, told: Told, indent: str) -> Iterator[str]:
        """A key with what stands under it: on its line if it is one node, else as a list below."""
        start = f"{indent}{_BULLET}**{told.key.words}**:"
        if len(told.items) == 1 and told.items[0].entry:
            (item,) = told.items
            assert item.entry
            yield from self._with_told(f"{start} ", item.entry, told.key.kind, item, indent + _STEP)
            return
        yield start
        for item in told.items:
            if item.entry:
                yield from self._item(item.entry, told.key.kind, _BULLET, indent + _STEP, item)
            else:
                yield f"{indent}{_STEP}{_BULLET}{self._name(item)}"

    def _name(self, item: Item) -> str:
        return f"{named(item.other, self.source)}{remark(item.link)}"

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


def _by_name(told: Told, item: Item, above: str) -> str:
    """What a claim about a topic is called besides the topic's own title, "" if it is not called so."""
    title = item.entry.node.title if item.entry and told.key.relation == "about" and told.key.inward else ""
    name = title.removeprefix(f"{above}: ") if above and title.startswith(f"{above}: ") else ""
    return name if is_free(name) else ""


def _length(told: Iterable[Told]) -> int:
    """How many signs are seen of what only names."""
    return sum(
        len(each.key.words) + sum(len(f"; {name(item.other)}{item.link.note}") for item in each.items) for each in told
    )


def _looks_like_key(words: str) -> bool:
    """Whether words that are all bold would be read as a key with nothing behind it."""
    return words.endswith(":")


def _title(node: Node) -> str:
    """What stands in bold before what a node says."""
    if isinstance(node, Position):
        return f"**{escaped(node.side.replace('-', ' ').capitalize())}**: "
    if isinstance(node, (Reference, Source)) and is_plain(node.url) and node.title:
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


_BULLET, _STEP = "*   ", "    "
