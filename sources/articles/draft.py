"""The draft of an article: nodes as they are found, each with its section and the stretch it stands in."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from ..encoding import slug_of

if TYPE_CHECKING:
    from ..encoding import Encoding
    from .pieces import Stretch
    from .sections import Section

MOST_NODES = 10_000
LAST = 20
TITLE_WORDS = 12
TODO = "TODO "


class Draft:
    """What has been made of an article so far."""

    def __init__(self, encoding: Encoding, whole: Section) -> None:
        self.encoding = encoding
        self.sections = list(whole.walk())
        self.full_at = 0
        self.stretches: list[tuple[Stretch, str]] = []
        self._people: dict[str, str] = {}
        self._names: set[str] = set()
        self._starts = [section.start for section in self.sections]

    @property
    def is_full(self) -> bool:
        """Whether it holds as many nodes as one may."""
        return len(self.encoding.nodes) >= MOST_NODES

    def add(self, kind: str, text: str, at: Stretch, **fields: Any) -> str:
        """Add a node and remember where it stands; returns its id."""
        node_id = self.encoding.node(kind, upper(text), at, section=self.section_at(at[0]).name, **fields)
        self.stretches.append((at, node_id))
        self.full_at = max(self.full_at, at[0])
        return node_id

    def position(self, crux: str, side: str, text: str, at: Stretch, **fields: Any) -> str:
        """Add a position and remember where it stands; returns its id."""
        section = self.section_at(at[0]).name if at[1] else ""
        side = slug_of(side) or "side"
        while f"{crux}.{side}" in self.encoding.nodes:
            side += "-too"
        node_id = self.encoding.position(crux, side, upper(text), at, section=section, **fields)
        self.stretches.append((at, node_id))
        return node_id

    def link(self, from_id: str, relation: str, to_id: str, at: Stretch, **fields: Any) -> None:
        """Add a link if its ends allow it."""
        if self.encoding.can_link(from_id, relation, to_id):
            self.encoding.link(from_id, relation, to_id, at, **fields)

    def is_said(self, at: Stretch) -> bool:
        """Whether one of the last nodes stands on a part of that stretch."""
        return any(start < at[1] and at[0] < end for (start, end), _ in self.stretches[-LAST:])

    def section_at(self, place: int) -> Section:
        """The section that a place of the text belongs to; a heading belongs to the section it opens."""
        return self.sections[bisect_right(self._starts, place) - 1]

    def name(self, title: str) -> str:
        """The title if no other node is called so, else ""."""
        if not title or title.lower() in self._names:
            return ""
        self._names.add(title.lower())
        return title

    def person(self, name: str, at: Stretch, *, group: bool) -> str:
        """The node of somebody, made when first met."""
        key = name.lower()
        if key not in self._people:
            self._people[key] = self.encoding.node("person", upper(name), at, slug=name, group=group)
        return self._people[key]


def upper(words: str) -> str:
    """Words with a capital at their head, if they start with a plain small letter."""
    return words[:1].upper() + words[1:] if words[:2].islower() or words[:2].rstrip().islower() else words


def short(words: str) -> str:
    """Words fit for a title: without the mark at their end, "" if there are too many."""
    bare = words.strip().rstrip(".:;,")
    return bare if len(bare.split()) <= TITLE_WORDS else ""
