"""A model's nodes and links taken into a map: those whose words stand in the passage they name, and nothing else."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from ..graph.canonical import ordered
from ..graph.model import Passage
from ..graph.problem import quoted
from ..graph.schema import KIND, RELATION
from .drafting import FROM_MODEL
from .encoding import Encoding, slug_of
from .markers import mark
from .model_answer import Rejected, as_json
from .model_prompt import KINDS, RELATIONS
from .passages import find, fold_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..graph.model import SourceMap
    from .model_answer import Answered, DraftLink, DraftNode
    from .model_prompt import Numbered

LONGEST_TEXT = 600
LONGEST_TITLE = 80
SAME = 0.8  # of the joint stretch of two passages, from which on nodes of one kind are taken for the same


class Drafted(Struct, frozen=True):
    """A map with what a model added to it: how many nodes of each kind, how many links, and what was turned down."""

    source_map: SourceMap
    nodes: dict[str, int]
    links: int
    rejected: tuple[Rejected, ...]


def take(source_map: SourceMap, text: str, passages: Iterable[Numbered], answers: Iterable[Answered]) -> Drafted:
    """The map with the nodes and links of the answers that hold.

    A node holds if its kind is known and its marker's words stand in the passage it names; its marker is then made
    anew, the shortest that fits there alone. One that says again what the map has from that passage is that node. A
    link holds if both its ends do and its relation fits them; all are `inferred`.
    """
    taking = _Taking(source_map, text, passages)
    for answered in answers:
        taking.take(answered)
    encoding = taking.encoding
    added = [node for node_id, node in encoding.nodes.items() if node_id not in taking.before]
    nodes, links = tuple(encoding.nodes.values()), tuple(encoding.links.values())
    return Drafted(
        ordered(replace(source_map, nodes=nodes, links=links)),
        dict(Counter(node.kind for node in added)),
        len(links) - len({(link.from_id, link.relation, link.to_id) for link in source_map.links}),
        tuple(taking.rejected),
    )


class _Turned(Exception):  # noqa: N818 - it is caught here, where the next node is looked at
    """Why a node or a link does not come into the map."""


class _Taking:
    """A map growing by the answers of a model."""

    def __init__(self, source_map: SourceMap, text: str, passages: Iterable[Numbered]) -> None:
        self.text = fold_text(text)
        self.passages = {passage.number: passage for passage in passages}
        self.encoding = Encoding(source_map.id, text, source_map.file)
        self.encoding.go_on_from(source_map)
        self.before = set(self.encoding.nodes)
        self.rejected: list[Rejected] = []
        self.names: dict[str, str] = {}
        self.places = [
            (node.kind, *places[0], node.id)
            for node in source_map.nodes
            if node.passage and len(places := find(self.text, node.passage, node.section).places) == 1
        ]

    def take(self, answered: Answered) -> None:
        """Take what holds of one answer, whose ids mean nothing beyond it."""
        self.names = {}
        self.rejected += answered.rejected
        for node in sorted(answered.nodes, key=lambda node: _word(node.kind) == "position"):
            try:
                self._node(node)
            except _Turned as reason:
                self.rejected.append(Rejected(str(reason), as_json(msgspec.to_builtins(node))))
        for link in answered.links:
            try:
                self._link(link)
            except _Turned as reason:
                self.rejected.append(Rejected(str(reason), as_json(msgspec.to_builtins(link))))

    def _node(self, node: DraftNode) -> None:
        kind, words = _word(node.kind), _clean(node.text)
        if kind not in KINDS:
            raise _Turned(f"unknown kind {quoted(node.kind)}")
        if not words or len(words) > LONGEST_TEXT:
            raise _Turned(f"its text has more than {LONGEST_TEXT} characters" if words else "it has no text")
        if not str(node.id).strip() or str(node.id) in self.names:
            raise _Turned(f"the id {quoted(str(node.id))} is taken" if str(node.id).strip() else "it has no id")
        at, section = self._place(node)
        known = self._known(kind, at)
        given: dict[str, Any] = {"title": _clean(node.title)[:LONGEST_TITLE], "section": section, "tags": (FROM_MODEL,)}
        if kind == "position":
            known = known or self._position(node, words, at, given)
        self.names[str(node.id)] = known or self.encoding.node(kind, words, at, **given)

    def _position(self, node: DraftNode, words: str, at: tuple[int, int], given: dict[str, Any]) -> str:
        """The position of a side, which is the map's own if that side has one."""
        crux = self._end(node.crux)
        side = slug_of(node.side)
        if self.encoding.nodes[crux].kind != "crux":
            raise _Turned(f"{quoted(str(node.crux))}, which it answers, is no crux")
        if not side:
            raise _Turned("it names no side")
        known = f"{crux}.{side}"
        return known if known in self.encoding.nodes else self.encoding.position(crux, side, words, at, **given)

    def _place(self, node: DraftNode) -> tuple[tuple[int, int], str]:
        """Where the marker of a node stands in the document, and under which heading."""
        passage = self.passages.get(node.passage)
        if passage is None:
            raise _Turned(f"there is no passage {node.passage}")
        parts = [part for part in _DOTS.split(_clean(node.marker).strip("\"'“”‘’")) if part]
        if not parts:
            raise _Turned("it has no marker")
        marker = Passage(parts[0], parts[-1] if len(parts) > 1 else None)
        found = find(fold_text(self.text.original[passage.start : passage.end]), marker).places
        if not found:
            raise _Turned(f"the words of its marker are not in passage {node.passage}")
        at = passage.start + found[0][0], passage.start + found[0][1]
        if mark(self.text, *at, passage.section) is None:
            raise _Turned("no marker fits there alone")
        return at, passage.section

    def _known(self, kind: str, at: tuple[int, int]) -> str:
        """The node that the map has from that passage, of that kind, "" for none."""
        for known, start, end, node_id in self.places:
            shared = min(at[1], end) - max(at[0], start)
            if known == kind and shared >= SAME * (max(at[1], end) - min(at[0], start)):
                return node_id
        return ""

    def _link(self, link: DraftLink) -> None:
        relation = _word(link.relation)
        if relation not in RELATIONS:
            raise _Turned(f"unknown relation {quoted(link.relation)}")
        first, second = self._end(link.from_id), self._end(link.to_id)
        if not self.encoding.can_link(first, relation, second):
            kinds = [KIND[self.encoding.nodes[end].kind].label for end in (first, second)]
            raise _Turned(f"a {kinds[0]} cannot be linked to a {kinds[1]} by {quoted(RELATION[relation].name)}")
        self.encoding.link(first, relation, second, (0, 0), basis="inferred")

    def _end(self, name: str | int) -> str:
        """The node that an id of the answer, or one of the map, stands for."""
        own = f"{self.encoding.source}/{name}"
        found = self.names.get(str(name)) or (own if own in self.before else "")
        if not found:
            raise _Turned(f"{quoted(str(name))} is no node")
        return found


_DOTS = re.compile(r"\s*(?:…|\.{3,})\s*")


def _word(name: str) -> str:
    """A word of the vocabulary, however it is spaced."""
    return re.sub(r"[\s-]+", "_", name.strip().lower())


def _clean(words: str) -> str:
    """Words on one line, without characters that cannot be shown."""
    return " ".join("".join(char if char.isprintable() else " " for char in words).split())
