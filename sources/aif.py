"""AIF in JSON, as AIFdb, OVA and the tools of xAIF write it, as a map.

Every I-node is a claim of its own, every application of an inference or conflict an argument; rephrases, preferences
and who says what become links. What has no place on a map is kept in the data of its nodes, so nothing is lost.
"""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING

from ..graph.aif.document import EDGES, LOCUTION, NODES, document_of, key_in, type_of
from ..graph.aif.kept import AIF, SPEAKER, kept
from ..graph.aif.told import ARGUMENT, CLAIM, CONCLUDES, told
from ..graph.aif.words import application, inference, statement
from ..graph.foreign_data import canonical
from ..graph.problem import Finding, Span, quoted
from .encoding import Encoding, source_id_of
from .json_text import JsonError, read_json
from .markdown import Lines
from .parsed import Parsed

if TYPE_CHECKING:
    from ..graph.aif.document import Document
    from ..graph.aif.told import Told
    from .json_text import JsonText

KNOWN = frozenset(["I", "L", "RA", "CA", "MA", "PA", "YA", "TA"])
LONGEST_LOOK = 200_000


def suits(text: str) -> bool:
    """Whether a text looks like AIF: an object with nodes and edges that have the ids which these have there."""
    if not _OBJECT.match(text):
        return False
    ids = _IDS.search(text) or (_TYPES.search(text, 0, LONGEST_LOOK) and _OVA.search(text))
    return bool(_WRAPPED.search(text, 0, LONGEST_LOOK) or (ids and _NODES.search(text)) or _EMPTY.match(text))


def read(text: str, name: str, named: bool) -> Parsed:  # noqa: ARG001
    """The map of an AIF document, with findings for what is odd in it. Never raises for any text."""
    try:
        found = read_json(text)
    except JsonError as error:
        span = Span(name, *Lines(text).at(error.at))
        hint = "let the tool that wrote it write it again, or mend it there"
        return Parsed(None, (Finding(rule="broken-json", message=error.message, span=span, hint=hint),))
    document = document_of(found.value) if isinstance(found.value, dict) else None
    if document is None or {NODES, EDGES} <= {*document.lacks}:
        message = f"{quoted(os.path.basename(name))} is JSON, and not of a form that cruxmap reads"
        hint = 'AIF begins with {"nodes": [, or as xAIF with {"AIF": {'
        return Parsed(None, (Finding(rule="unknown-format", message=message, span=Span(name), hint=hint),))
    return _Reading(text, name, found, document).parsed()


class _Reading:
    """A document on its way to a map: `ids` are those of its nodes there, by place."""

    def __init__(self, text: str, name: str, found: JsonText, document: Document) -> None:
        self.encoding = Encoding(source_id_of(name), text, name)
        self.text = text
        self.name = name
        self.found = found
        self.document = document
        self.told = told(document)
        self.kept = kept(document, self.told)
        self.ids: dict[int, str] = {}

    def parsed(self) -> Parsed:
        self._tell_oddities()
        self._add_nodes()
        people = self._add_people()
        for tie, note in self.told.ties.items():
            is_holding = tie.relation == "held_by"
            end = people[tie.end] if is_holding else self.ids[tie.end]
            self.encoding.link(self.ids[tie.start], tie.relation, end, self._stretch(NODES, tie.start), note=note)
        return self.encoding.parsed(
            os.path.splitext(os.path.basename(self.name))[0],
            form="debate" if any(type_of(node) == LOCUTION for node in self.document.nodes) else "",
            thesis=self.ids.get(_conclusion(self.told), ""),
            data=canonical({AIF: self.kept.source}),
        )

    def _add_nodes(self) -> None:
        ends, unsaid = _ends_of_arguments(self.told), _unsaid(self.told)
        for place, kind in enumerate(self.told.kinds):
            if place not in self.kept.nodes:
                continue
            node = self.document.nodes[place]
            text = statement(node) if kind == CLAIM else self._argument(place, *ends.get(place, ([], [])))
            slug = f"{type_of(node)} {key_in(node, 'nodeID')}"
            data = canonical({AIF: self.kept.nodes[place]})
            at = self._stretch(NODES, place)
            self.ids[place] = self.encoding.node(kind, text, at, slug=slug, data=data, without=unsaid.get(place, ()))

    def _argument(self, place: int, premises: list[int], conclusions: list[int]) -> str:
        sides = [[self._words(other) for other in side] for side in (premises, conclusions)]
        return inference(self.document.nodes[place], *sides)

    def _words(self, place: int) -> str:
        node = self.document.nodes[place]
        return statement(node) if self.told.kinds[place] == CLAIM else application(node)

    def _add_people(self) -> dict[int, str]:
        """A person for everybody who holds something."""
        holding = dict.fromkeys(tie.end for tie in self.told.ties if tie.relation == "held_by")
        people = {}
        for number in holding:
            speaker = self.told.speakers[number]
            data = canonical({AIF: {SPEAKER: speaker.key}})
            at = self._stretch(NODES, speaker.nodes[0])
            people[number] = self.encoding.node("person", speaker.name, at, data=data)
        return people

    def _tell_oddities(self) -> None:
        """Findings for what the format does not foresee; all of it is kept."""
        find = self.encoding.finding
        for key, at in self.found.twice:
            find("duplicate-key", f"the key {quoted(key)} stands twice", at, "only the first counts: drop the other")
        for word, at in self.found.too_large:
            find("not-understood", f"the number {quoted(word)} is too large, and kept as a word", at)
        for key, place in self._with_halves():
            message = "half of a character stands here, which no text can hold: it becomes \ufffd"
            find("not-understood", message, self._at(key, place), "let the tool that wrote it write it again")
        for key in self.document.lacks:
            if key in self.document.rest:
                find("not-understood", f"{quoted(key)} is no list, and is kept as it stands", 0)
        seen: set[str] = set()
        for place, node in enumerate(self.document.nodes):
            problem = self._odd_node(place, seen)
            if problem:
                find("not-understood", problem, self._at(NODES, place), "it is kept, and written again by export aif")
            seen.add(key_in(node, "nodeID"))
        for number, ends in enumerate(self.told.ends):
            if -1 in ends:
                missing = key_in(self.document.edges[number], ("fromID", "toID")[ends.index(-1)])
                problem = f"there is no node {quoted(missing)}" if missing else "it does not say between which nodes"
                hint = "it is kept, and no link on the map"
                find("not-understood", f"an edge leads nowhere: {problem}", self._at(EDGES, number), hint)

    def _with_halves(self) -> list[tuple[str, int]]:
        """The nodes and edges with half of a surrogate pair in them, as lists of JSON may say what no text can."""
        if not _ESCAPED_HALF.search(self.text):
            return []
        listed = ((NODES, self.document.nodes), (EDGES, self.document.edges))
        return [
            (key, place)
            for key, items in listed
            for place, item in enumerate(items)
            if _HALF.search(json.dumps(item, ensure_ascii=False))
        ]

    def _odd_node(self, place: int, seen: set[str]) -> str:
        node = self.document.nodes[place]
        key, name = key_in(node, "nodeID"), type_of(node)
        if not isinstance(node, dict):
            return "a node is no object"
        if not key:
            return "a node has no nodeID"
        if key in seen:
            return f"a second node has the nodeID {quoted(key)}; edges mean the first"
        if name not in KNOWN:
            return f"a node has the type {quoted(name)}, which AIF does not know" if name else "a node has no type"
        return ""

    def _at(self, key: str, place: int) -> int:
        path = (self.document.wrapper, key) if self.document.wrapper else (key,)
        places = self.found.places.get(path, [])
        return places[place] if place < len(places) else 0

    def _stretch(self, key: str, place: int) -> tuple[int, int]:
        """Where an item stands; empty, for its JSON is no passage."""
        at = self._at(key, place)
        return at, at


def _ends_of_arguments(found: Told) -> dict[int, tuple[list[int], list[int]]]:
    """The premises and conclusions of arguments, by their places."""
    ends: dict[int, tuple[list[int], list[int]]] = {
        place: ([], []) for place, kind in enumerate(found.kinds) if kind == ARGUMENT
    }
    for tie in found.ties:
        if tie.relation == "premise_of":
            ends[tie.end][0].append(tie.start)
        elif tie.relation in CONCLUDES.values():
            ends[tie.start][1].append(tie.end)
            if tie.relation == "supports":
                ends.get(tie.end, ([], []))[0].append(tie.start)
    return ends


def _unsaid(found: Told) -> dict[int, tuple[str, ...]]:
    """The relations of which the document says that an argument has none, by the places of arguments."""
    concluding = {tie.start for tie in found.ties if tie.relation in CONCLUDES.values()}
    resting = {tie.end for tie in found.ties if tie.relation == "premise_of"}
    return {
        place: (*(() if place in concluding else CONCLUDES.values()), *(() if place in resting else ("has_premise",)))
        for place, kind in enumerate(found.kinds)
        if kind == ARGUMENT
    }


def _conclusion(found: Told) -> int:
    """The one claim that all others lead to: argued for and leading on to nothing; -1 if there is none, or several."""
    argued = {tie.end for tie in found.ties if tie.relation in CONCLUDES.values()}
    leading = {tie.start for tie in found.ties if tie.relation == "premise_of"}
    last = [place for place in argued - leading if found.kinds[place] == CLAIM]
    return last[0] if len(last) == 1 else -1


_ESCAPED_HALF = re.compile(r"\\u[dD][89a-fA-F]")
_HALF = re.compile("[\ud800-\udfff]")
_OBJECT = re.compile(r"\s*\{")
_WRAPPED = re.compile(r'"(?:AIF|aif)"\s*:\s*\{')
_NODES = re.compile(r'"nodes"\s*:\s*\[')
_IDS = re.compile(r'"(?:nodeID|fromID)"\s*:')
_TYPES = re.compile(r'"type"\s*:\s*"(?:I|L|RA|CA)"')
_OVA = re.compile(r'"from"\s*:\s*\{|"analysis"\s*:\s*\{')
_EMPTY = re.compile(
    r'\s*\{\s*"nodes"\s*:\s*\[\s*\]\s*,\s*"edges"\s*:\s*\[\s*\]\s*(?:\}\s*\Z|,\s*"(?:locutions|participants)"\s*:)'
)
