"""Discussions as Kialo exports them: a numbered outline in which each claim speaks for or against the one above it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ..graph.foreign_data import KIALO, Data, canonical
from ..graph.free_words import FreeWords
from ..graph.kialo_text import END, SEE, footnotes_of, notes_in, plain, read_outline, written
from .encoding import Encoding, slug_of, source_id_of

if TYPE_CHECKING:
    from ..graph.kialo_text import Entry, Outline
    from .parsed import Parsed

RELATION = {"Pro": "supports", "Con": "attacks"}
LONGEST_SIDE = 32


def suits(text: str) -> bool:
    """Whether the text begins with the title of a discussion and goes on with a numbered thesis, perhaps after what is
    told of its background; or has no title but a thesis with a pro or con below it."""
    return _BEGINNING.match(text) is not None


_BEGINNING = re.compile(
    r"\s*(?:Discussion (?:Title|Name):[ \t]*\n?[^\n]+"
    r"(?:\n\s*1\.(?=\s)|\s*\Z|(?:\n[^\n]*){1,300}?\n[ \t]*1\.[ \t]+\S[^\n]*\n\s*1\.1\.[ \t]+(?:Pro|Con):)"
    r"|1\.[ \t]+\S[^\n]*\n\s*1\.1\.[ \t]+(?:Pro|Con):)"
)


def read(text: str, name: str, named: bool = True) -> Parsed:  # noqa: ARG001 - all readers are called alike
    """The discussion as a map: a claim for each entry; where there are several theses, a crux with these as answers.

    An entry `-> See 1.2.` is one more link of the claim that stands there. What is odd is told and kept as words. Never
    raises for any text.
    """
    outline = read_outline(text)
    encoding = Encoding(source_id_of(name), text, name)
    made = _Discussion(encoding, outline)
    for entry in outline.entries:
        made.add(entry)
    for entry in outline.entries:
        made.tie(entry)
    theses = [entry for entry in outline.entries if not entry.above]
    only = made.at(theses[0].number) if len(theses) == 1 else ""
    is_claim = bool(only) and encoding.nodes[only].kind == "claim"
    title = plain(outline.title)
    said: dict[str, Data] = {"title": outline.title} if written(title) != outline.title else {}
    used = {number for entry in outline.entries for number in notes_in(entry.text, outline.sources)}
    unused: dict[str, Data] = {number: url for number, url in outline.sources.items() if number not in used}
    said |= {"notes": unused} if unused else {}
    said |= {"head": outline.head} if outline.head != END else {}
    said |= {"end": ""} if not text.endswith(END) else {}
    data = canonical({KIALO: said}) if said else ""
    return encoding.parsed(title, text=outline.head, form="debate", thesis=only if is_claim else "", data=data)


class _Discussion:
    """A discussion on its way into a map: the id of what stands at each number."""

    def __init__(self, encoding: Encoding, outline: Outline) -> None:
        self._encoding = encoding
        self._sources = outline.sources
        self._entries = {entry.number: entry for entry in outline.entries}
        self._questions = {entry.above for entry in outline.entries if entry.above and not entry.stance}
        self._sides: dict[str, FreeWords] = {}
        self._references: dict[str, str] = {}
        self._also: dict[str, dict[str, Data]] = {}
        self.ids: dict[str, str] = {}
        self._pointing = self._resolved()
        for number, target in self._pointing.items():
            self._also.setdefault(target, {})[number] = self._entries[number].stance

    def add(self, entry: Entry) -> None:
        """Add the node of an entry, unless it only points to another."""
        if entry.number in self._pointing:
            return
        words = plain(entry.text, self._sources)
        said: dict[str, Data] = {"number": entry.number}
        said |= {"stance": entry.stance} if entry.stance else {}
        said |= {"also": self._also[entry.number]} if entry.number in self._also else {}
        said |= {"text": entry.text} if written(words) != entry.text or not words else {}
        notes: dict[str, Data] = {number: self._sources[number] for number in notes_in(entry.text, self._sources)}
        said |= {"notes": notes} if notes else {}
        fields: dict[str, Any] = {"data": canonical({KIALO: said})}
        at = entry.start, entry.start
        kind = "crux" if entry.number in self._questions else "claim"
        slug = "" if slug_of(words) else f"{kind} {entry.number}"  # words in other letters than a to z
        if kind == "crux":
            node_id = self._encoding.node(kind, words, at, slug=slug, **fields)
        elif not entry.stance and entry.above in self._questions:
            crux = self.ids[entry.above]
            sides = self._sides.setdefault(crux, FreeWords([]))
            side = sides.like(slug_of(words)[:LONGEST_SIDE].strip("-") or "side")
            node_id = self._encoding.position(crux, side, words, at, **fields)
        else:
            node_id = self._encoding.node(kind, words, at, slug=slug, **fields)
        self.ids[entry.number] = node_id
        self._cite(entry, node_id)

    def tie(self, entry: Entry) -> None:
        """Add the link by which an entry speaks for or against the one above it."""
        for fault in entry.faults:
            self._tell(fault, entry)
        if SEE.fullmatch(entry.text) and entry.number not in self._pointing:
            self._tell(f"{entry.number} points to what is not there", entry)
        above = self.at(entry.above) if entry.above else ""
        own = self.at(entry.number)
        if not above:
            return
        is_on_question = self._encoding.nodes[above].kind == "crux"
        if not entry.stance and self._encoding.nodes[own].kind == "position":
            return
        relation = "bears_on" if is_on_question and entry.stance else RELATION.get(entry.stance, "part_of")
        if not self._encoding.can_link(own, relation, above):
            self._tell(f"what stands at {entry.number} cannot be linked to what stands above it", entry)
        elif not self._encoding.link(own, relation, above, (entry.start, entry.start), loop=self._is_circle(entry)):
            self._tell(f"{entry.number} says once more what was said before", entry)

    def _is_circle(self, entry: Entry) -> bool:
        """Whether an entry is meant to rest on what stands further above."""
        target = self._pointing.get(entry.number, "")
        return bool(target) and entry.stance == "Pro" and f"{entry.number}.".startswith(f"{target}.")

    def at(self, number: str) -> str:
        """The id of what an entry is, or points to."""
        return self.ids[self._pointing.get(number, number)]

    def _resolved(self) -> dict[str, str]:
        """By the numbers of entries that only point to others, the number at which the words stand, through others that
        point; those that point nowhere, or round in a circle, are left out."""
        entries = self._entries
        seen = ((number, SEE.fullmatch(entry.text)) for number, entry in entries.items() if entry.stance)
        pointing = {number: found[1] for number, found in seen if found}
        resolved: dict[str, str] = {}
        for first in pointing:
            number, passed = first, dict[str, None]()
            while number in pointing and number not in passed and number not in resolved:
                passed[number] = None
                number = pointing[number]
            target = resolved.get(number, "" if number in passed or number not in entries else number)
            resolved |= dict.fromkeys(passed, target)
        return {number: target for number, target in resolved.items() if target}

    def _cite(self, entry: Entry, node_id: str) -> None:
        for words, url in footnotes_of(entry.text, self._sources):
            at, work = (entry.start, entry.start), url or words
            if work not in self._references:
                self._references[work] = self._encoding.node("reference", words, at, url=url, slug=f"ref {words}")
            if self._encoding.can_link(node_id, "cites", self._references[work]):
                self._encoding.link(node_id, "cites", self._references[work], at)

    def _tell(self, message: str, entry: Entry) -> None:
        self._encoding.finding("not-understood", message, entry.start, "compare the place with the discussion on Kialo")
