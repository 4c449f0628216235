"""A study note on its way to a map: nodes under names that tie what is said of one thing in several places."""

from __future__ import annotations

from itertools import chain, count
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from ...graph.problem import quoted
from ...graph.schema import KIND, RELATION
from ..encoding import Encoding, slug_of
from ..markdown import plain
from ..words import Words
from .names import names, title_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..markdown import Block, Run
    from ..words import Stretch

MOST_NODES, MOST_LINKS = 20_000, 100_000
LONGEST_WAY = 200
NAMED = ("reference", "person")
"""Kinds whose nodes always have a title of their own."""

TOPICS = ("concept", "mechanism", "failure_mode")
CONTENT = (*TOPICS, "mitigation", "claim", "evidence", "analogy", "example")


class FullError(Exception):
    """The map has as many nodes or links as it may have; `at` is the place of the text where reading stops."""

    def __init__(self, at: int) -> None:
        super().__init__(at)
        self.at = at


class Draft:
    """What has been made of a note so far.

    `section` is the head above what is being read; `wanted` what the note's tables and mind map say of the kinds of
    things by name, before any is made; `own` is the note itself, `main` what it is about, `last` the reference read
    last, `urls` the addresses of all. `places` are where nodes stand, `statements` the nodes that say something under a
    topic, and `remarks` what is kept as a note on the source.
    """

    def __init__(self, encoding: Encoding) -> None:
        self.encoding = encoding
        self.section = ""
        self.wanted: dict[str, str] = {}
        self.remarks: list[str] = []
        self.own = self.main = encoding.own()
        self.last = ""
        self.urls: set[str] = set()
        self.places: dict[str, Stretch] = {}
        self.statements: set[str] = set()
        self.people: dict[str, str] = {}
        self._named: dict[str, list[str]] = {}
        self._titles: set[str] = set()
        self._joins = 0
        self._led_to: set[tuple[str, str]] = set()
        self._ways: dict[tuple[str, str], list[str]] = {}

    def add(
        self,
        kind: str,
        text: str,
        at: Stretch,
        *,
        title: str = "",
        known_as: Sequence[str] = (),
        aliases: Sequence[str] = (),
        within: Stretch | None = None,
        **fields: Any,
    ) -> str:
        """A new node; returns its id. It can be found by the keys `known_as` from now on.

        A title or alias that another node has is left out. Where the stretch has no passage of its own, the one
        `within` which it stands is taken. Raises FullError if there are too many nodes.
        """
        encoding = self.encoding
        if len(encoding.nodes) >= MOST_NODES:
            raise FullError(at[0])
        if KIND[kind].shape != "topic":
            fields.pop("complexity", None)
            fields.pop("eli", None)
        node_id = encoding.node(
            kind,
            text if text.strip() else title or KIND[kind].label,
            at,
            within=within,
            title=self._unused(title) or (self._unused(f"{title} ({kind})") if title and kind in NAMED else ""),
            aliases=tuple(alias for alias in map(self._unused, aliases) if alias),
            section=self.section,
            **fields,
        )
        for known in known_as:
            self._named.setdefault(known, []).append(node_id)
        self.places[node_id] = at
        return node_id

    def claim(self, words: Words, start: int = 0, end: int | None = None, **fields: Any) -> str:
        """A claim in the words from `start` to `end`."""
        return self.add("claim", words.said(start, end), words.stretch(start, end), **fields)

    def position(self, crux: str, side: str, text: str, at: Stretch, *, within: Stretch) -> str:
        """A side's position on a crux; a second one of that side gets a number."""
        if len(self.encoding.nodes) >= MOST_NODES:
            raise FullError(at[0])
        base = slug_of(side) or "side"
        free = next(
            slug
            for slug in chain((base,), (f"{base}-{n}" for n in count(2)))
            if f"{crux}.{slug}" not in self.encoding.nodes
        )
        return self.encoding.position(crux, free, text, at, within=within, section=self.section)

    def find(self, name: str, kinds: Sequence[str] = CONTENT) -> str:
        """The first node of these kinds that goes by the name, "" if none does."""
        nodes = self.encoding.nodes
        for known in names(name):
            for node_id in self._named.get(known, ()):
                if nodes[node_id].kind in kinds:
                    return node_id
        return ""

    def name(self, node_id: str, *keys: str) -> None:
        """Let a node be found by more names."""
        for known in keys:
            self._named.setdefault(known, []).append(node_id)

    def kind(self, node_id: str) -> str:
        """The kind of a node."""
        return self.encoding.nodes[node_id].kind

    def note(self, node_id: str, words: str) -> None:
        """Add to what is noted at a node."""
        node = self.encoding.nodes[node_id]
        self.encoding.nodes[node_id] = replace(node, note=f"{node.note}; {words}" if node.note else words)

    def has(self, from_id: str, relation: str) -> bool:
        """Whether a link of the relation leads from a node."""
        return (relation, from_id) in self._ways

    def join(self, from_id: str, relations: Sequence[str], to_id: str, at: Stretch, **fields: Any) -> str:
        """Link two nodes by the first of the relations that fits them and closes no circle; returns it, or "".

        Raises FullError if there are too many links.
        """
        self._joins += 1
        if self._joins > MOST_LINKS:
            raise FullError(at[0])
        for relation in relations:
            if self.encoding.can_link(from_id, relation, to_id) and not self._closes(from_id, relation, to_id):
                if self.encoding.link(from_id, relation, to_id, at, **fields):
                    self._led_to.add((relation, to_id))
                    self._ways.setdefault((relation, from_id), []).append(to_id)
                return relation
        return ""

    def not_understood(self, what: str, words: str, at: int, hint: str) -> None:
        """Report that something is kept as plain claims only, since its place in the template is not known."""
        self.encoding.finding("not-understood", f"{what}: {quoted(words)}", at, hint)

    def _closes(self, from_id: str, relation: str, to_id: str) -> bool:
        """Whether a link of a relation without circles would close one, as far as LONGEST_WAY steps tell."""
        if from_id == to_id:
            return True
        if not RELATION[relation].acyclic or (relation, from_id) not in self._led_to:
            return False
        seen, queue = {to_id}, [to_id]
        while queue:
            for step in self._ways.get((relation, queue.pop()), ()):
                if step == from_id or len(seen) > LONGEST_WAY:
                    return True
                if step not in seen:
                    seen.add(step)
                    queue.append(step)
        return False

    def _unused(self, title: str) -> str:
        """The title as it is shown, "" if another node has it."""
        title = title_of(title)
        if not title or title.casefold() in self._titles:
            return ""
        self._titles.add(title.casefold())
        return title


def block_words(block: Block) -> Words:
    """A block's own words."""
    return Words(block.runs)


def line(runs: Sequence[Run]) -> str:
    """The words of runs on one line."""
    return plain(runs)
