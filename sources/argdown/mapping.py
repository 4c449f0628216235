"""What Argdown says as a map: statements are claims, each inference with premises an argument."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec.structs import replace

from ...graph.foreign_data import Data, canonical
from ...graph.free_words import FreeWords
from ...graph.model import Link, Node, OutlineItem, Source, SourceMap, own_source_id
from ...graph.problem import Span
from ...graph.schema import SOURCE_SLUG
from ..encoding import slug_of
from .debate import ARGUMENT, ATTACK, ENTAILS, INFERENCE, MUTUAL, STATEMENT, SUPPORT

if TYPE_CHECKING:
    from collections.abc import Callable

    from .debate import Debate, End, Entry, Fields, Line, Relation, Section

FORMAT = "argdown"
_DATE = re.compile("[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")


def map_of(debate: Debate, source: str, file: str, span: Callable[[Entry], Span]) -> SourceMap:
    """The map. The same debate gives the same one, wherever it was read from, but for what the JSON leaves out: the
    front matter. `span` tells where an entry stands.

    What a map has no word for is kept in the nodes' data under `argdown`: `data` is what stood in braces, `rules` and
    `inference` what was said of an inference, `lines` the order of premises and conclusions where no order of nodes
    and links tells it, `step_of` the argument whose earlier step an inference is.
    """
    return _Mapping(debate, source, file, span).run()


class _Mapping:
    """A debate becoming a map: the id that each statement has, and each inference by its argument and line."""

    def __init__(self, debate: Debate, source: str, file: str, span: Callable[[Entry], Span]) -> None:
        self.debate = debate
        self.source = source
        self.file = file
        self.span = span
        self.words = FreeWords([SOURCE_SLUG])
        self.ids: dict[tuple[str, str, int], str] = {}
        self.nodes: list[Node] = []
        self.links: dict[tuple[str, str, str], Link] = {}
        self.sorts: dict[tuple[str, str, str], set[str]] = {}

    def run(self) -> SourceMap:
        """Make the nodes in the order of the text, then the links."""
        debate = self.debate
        entries = [(entry.at, 0, STATEMENT, entry) for entry in debate.statements.values()]
        entries += [(entry.at, 1, ARGUMENT, entry) for entry in debate.arguments.values()]
        entries.sort(key=lambda item: item[:2])
        for _, _, sort, entry in entries:
            self.ids[sort, entry.title, -1] = f"{self.source}/{self._slug(sort, entry)}"
        concludes = {relation.start.title for relation in debate.relations if relation.start.sort == ARGUMENT}
        for _, _, sort, entry in entries:
            if sort == STATEMENT:
                self._statement(entry)
            else:
                self._argument(entry, concludes=entry.title in concludes)
        for relation in debate.relations:
            self._relation(relation)
        return SourceMap(id=self.source, nodes=(self._own(), *self.nodes), links=self._noted(), file=self.file)

    def _slug(self, sort: str, entry: Entry) -> str:
        words = "" if entry.is_untitled else entry.title
        return self.words.like(slug_of(words or self._text(sort, entry)) or ("claim" if sort == STATEMENT else sort))

    def _text(self, sort: str, entry: Entry) -> str:
        """What an entry says in words; an argument that only its conclusion tells of says that."""
        said = " ".join(entry.text.split())
        if said or not entry.is_untitled:
            return said or " ".join(entry.title.split()) or sort
        conclusion = self.debate.statements.get(entry.lines[-1].title) if entry.lines else None
        return f"Therefore: {self._text(STATEMENT, conclusion)}" if conclusion else sort

    def _node(self, node_id: str, kind: str, entry: Entry, data: Fields, **fields: str | tuple[str, ...]) -> None:
        section = self.debate.sections[entry.section].title if entry.section >= 0 else ""
        told: Fields = {"data": entry.data} if entry.data and "text" not in fields else {}
        kept: Fields = {**data, **told}
        made = {"text": self._text(STATEMENT if kind == "claim" else ARGUMENT, entry), **fields}
        self.nodes.append(
            Node(
                id=node_id,
                kind=kind,
                section=section,
                data=canonical({FORMAT: kept}) if kept else "",
                span=self.span(entry),
                **made,  # type: ignore[arg-type]
            )
        )

    def _statement(self, entry: Entry) -> None:
        title = "" if entry.is_untitled else " ".join(entry.title.split())
        self._node(self.ids[STATEMENT, entry.title, -1], "claim", entry, {}, title=title, tags=tuple(entry.tags))

    def _argument(self, entry: Entry, *, concludes: bool) -> None:
        """An argument with the steps before its last, each an argument of its own."""
        title = "" if entry.is_untitled else " ".join(entry.title.split())
        own = self.ids[ARGUMENT, entry.title, -1]
        steps = list(_steps(entry.lines))
        last: Fields = {}
        if steps and (len(steps) > 1 or not self._in_order(steps[0][1])):
            last["lines"] = [self._line_id(line).partition("/")[2] for line in entry.lines]
        if steps:
            last |= _told(entry.lines[steps[-1][0]])
        bare = ("has_premise",) if not steps else ()
        without = bare if steps or concludes else ("supports", *bare)
        self._node(own, "argument", entry, last, title=title, tags=tuple(entry.tags), without=without)
        for place, premises in steps:
            line = entry.lines[place]
            node_id = own
            if place != steps[-1][0]:
                words = f"{title} ({place + 1})" if title else ""
                text = f"Therefore: {self._text(STATEMENT, self.debate.statements[line.title])}"
                slug = self.words.like(slug_of(words or text) or ARGUMENT)
                node_id = f"{self.source}/{slug}"
                told: Fields = {"step_of": own.partition("/")[2], **_told(line)}
                self._node(node_id, "argument", entry, told, title=words, text=text)
            self.ids[INFERENCE, entry.title, place] = node_id
            for premise in premises:
                self._link(self._line_id(premise), "premise_of", node_id, entry)
            self._link(node_id, "supports", self._line_id(line), entry)

    def _in_order(self, premises: list[Line]) -> bool:
        """Whether the premises stand in the order in which the text first has them, each once."""
        places = [self.debate.statements[line.title].at for line in premises]
        return all(first < second for first, second in pairwise(places))

    def _line_id(self, line: Line) -> str:
        return self.ids[STATEMENT, line.title, -1]

    def _id(self, end: End) -> str:
        found = self.ids.get((end.sort, end.title, end.place))
        return found or self.ids[ARGUMENT, end.title, -1]

    def _relation(self, relation: Relation) -> None:
        """A relation as links. What is plain wants no note, but an attack by a statement on an argument with premises
        does, as others take such for an undercut."""
        sort, at = relation.sort, relation.start
        start, end = self._id(at), self._id(relation.end)
        entry = (self.debate.statements if at.sort == STATEMENT else self.debate.arguments)[at.title]
        verb = "supports" if sort in (SUPPORT, ENTAILS) else "attacks"
        lines = self.debate.arguments[relation.end.title].lines if relation.end.sort == ARGUMENT else []
        is_plain = sort == SUPPORT or (sort == ATTACK and not (lines and at.sort == STATEMENT))
        self._link(start, verb, end, entry, "" if is_plain else sort)
        if sort in MUTUAL:
            self._link(end, verb, start, entry, sort)

    def _link(self, start: str, relation: str, end: str, entry: Entry, sort: str = "") -> None:
        """A link; its note tells which of Argdown's relations it is, where that is not plain."""
        key = (start, relation, end)
        if start == end:
            return
        if key not in self.links:
            self.links[key] = Link(from_id=start, relation=relation, to_id=end, span=self.span(entry))
        self.sorts.setdefault(key, set()).add(sort)

    def _noted(self) -> tuple[Link, ...]:
        """The links with their notes."""
        told = {key: ", ".join(sorted(sorts - {""})) for key, sorts in self.sorts.items()}
        return tuple(replace(link, note=told[key]) if told[key] else link for key, link in self.links.items())

    def _own(self) -> Source:
        """The document's own node, from the front matter if that is known."""
        front = self.debate.front
        sections: list[Data] = [_heading(section) for section in self.debate.sections]
        kept: Fields = {}
        if front:
            kept["frontMatter"] = front
        if sections:
            kept["sections"] = sections
        title = _one(front.get("title")) or self.source
        date = _one(front.get("date")).partition("T")[0]
        return Source(
            id=own_source_id(self.source),
            kind="source",
            title=title,
            text=_one(front.get("abstract")) or _one(front.get("subTitle")) or title,
            authors=_several(front.get("author")) or _several(front.get("authors")),
            published=date if _DATE.fullmatch(date) else "",
            outline=self._outline(title),
            data=canonical({FORMAT: kept}) if kept else "",
            span=Span(self.file),
        )

    def _outline(self, title: str) -> OutlineItem | None:
        """The headings as a tree, with what stands under each."""
        sections = self.debate.sections
        if not sections:
            return None
        inside: list[list[OutlineItem]] = [[] for _ in sections]
        for sort, entries in ((STATEMENT, self.debate.statements), (ARGUMENT, self.debate.arguments)):
            for entry in sorted(entries.values(), key=lambda entry: entry.at):
                if entry.section >= 0:
                    inside[entry.section].append(OutlineItem(node=self.ids[sort, entry.title, -1]))
        top: list[OutlineItem] = []
        for number in range(len(sections) - 1, -1, -1):
            section = sections[number]
            item = OutlineItem(label=section.title or "…", children=tuple(inside[number]))
            above = top if section.parent < 0 else inside[section.parent]
            place = 0 if section.parent < 0 else _nodes(above)
            above.insert(place, item)
        return OutlineItem(label=title, children=tuple(top))


def _heading(section: Section) -> Fields:
    found: Fields = {"title": section.title, "level": section.level}
    if section.tags:
        found["tags"] = list(section.tags)
    return found | ({"data": section.data} if section.data else {})


def _nodes(items: list[OutlineItem]) -> int:
    return next((place for place, item in enumerate(items) if not item.node), len(items))


def _steps(lines: list[Line]) -> list[tuple[int, list[Line]]]:
    """The inferences of an argument: the place of each conclusion, and the premises that lead to it.

    These are the lines that the inference's or conclusion's data says that it `uses`, or else all back to the
    conclusion before it, and that one. What no inference uses is a premise of the last.
    """
    found: list[tuple[int, list[Line]]] = []
    first = 0
    for place, line in enumerate(lines):
        if line.inference:
            uses = line.inference.data.get("uses") or line.data.get("uses") or line.inference.data.get("from")
            numbers = [n for n in uses if isinstance(n, int) and 0 < n <= place] if isinstance(uses, list) else []
            found.append((place, [lines[n - 1] for n in numbers] or lines[first:place]))
            first = place
    if found:
        used = {id(line) for _, premises in found for line in premises}
        found[-1][1].extend(line for line in lines if not line.inference and id(line) not in used)
    return found


def _told(line: Line) -> Fields:
    inference = line.inference
    rules: Fields = {"rules": list(inference.rules)} if inference and inference.rules else {}
    return rules | ({"inference": inference.data} if inference and inference.data else {})


def _one(found: Data) -> str:
    return " ".join(found.split()) if isinstance(found, str) else str(found) if type(found) is int else ""


def _several(found: Data) -> tuple[str, ...]:
    words = found if isinstance(found, list) else [found]
    return tuple(word for item in words if (word := _one(item)))
