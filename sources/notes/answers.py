"""Which nodes of a study note answer a recall question best, ranked by the words they share, rare ones first."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ...graph.model import Link, Node

ASKED = ("concept", "mechanism", "failure_mode", "mitigation", "analogy", "crux")
ANSWERS = ("claim", "mechanism", "failure_mode", "mitigation", "analogy", "evidence", "position")

MOST_ASKED, MOST_ANSWERS = 2, 3
COMMON = 300
LEAST, ENOUGH = 0.22, 0.55
"""How much of a question an answer must take up, and how much of what the best one does."""

EXPLAINED, OF_TOPIC, OF_STATEMENT = 1.5, 0.25, 0.12
"""What it is worth to be a topic that is explained, to stand under the topic asked about, or in what explains that."""

SAYS_MUCH = 8
"""So many telling words make an answer of full worth."""


class Index(Struct, frozen=True):
    """The nodes of a note that can be asked about or answer, by the stems of their words.

    `weights` are how telling each stem is, `below` what is about or part of each node.
    """

    nodes: list[Node]
    stems: list[frozenset[str]]
    places: dict[str, list[int]]
    weights: dict[str, float]
    below: dict[str, list[str]]
    statements: set[str]
    at: dict[str, int]


def index_of(nodes: Iterable[Node], links: Iterable[Link], statements: set[str]) -> Index:
    """An index of the nodes, of which the statements under topics are not asked about."""
    known = [node for node in nodes if node.kind in ASKED or node.kind in ANSWERS]
    told = [frozenset(stems(f"{node.title} {node.text}")) for node in known]
    places: dict[str, list[int]] = defaultdict(list)
    for place, found in enumerate(told):
        for stem in found:
            if len(places[stem]) <= COMMON:
                places[stem].append(place)
    weights = {stem: math.log(1 + len(known) / len(at)) for stem, at in places.items() if len(at) <= COMMON}
    below: dict[str, list[str]] = defaultdict(list)
    for link in links:
        if link.relation in ("about", "part_of") and len(below[link.to_id]) <= COMMON:
            below[link.to_id].append(link.from_id)
    return Index(known, told, places, weights, below, statements, {node.id: place for place, node in enumerate(known)})


def asked_about(index: Index, question: str) -> list[str]:
    """The ids of what the question names, first what it asks for most; [] if it names nothing."""
    asked = frozenset(stems(question))
    scores: dict[int, float] = {}
    for place, weight in _shared(index, asked).items():
        node = index.nodes[place]
        if node.kind in ASKED and node.id not in index.statements:
            named = frozenset(stems((node.title or node.text).partition(":")[0]))
            told = len(named & asked) / len(named) if named else 0.0
            scores[place] = weight * told * told * (EXPLAINED if index.below.get(node.id) else 1.0)
    return _best(index, scores, MOST_ASKED)


def answers(index: Index, question: str, topics: Sequence[str]) -> list[str]:
    """The ids of what answers the question best, given what it asks about; [] if nothing takes up enough of it."""
    asked = frozenset(stems(question))
    total = sum(index.weights.get(stem, math.log(1 + len(index.nodes))) for stem in asked)
    scores = {place: weight / total for place, weight in _shared(index, asked).items()} if total else {}
    for topic in topics[:1]:
        for near in index.below.get(topic, ()):
            _add(index, scores, near, OF_TOPIC)
            for further in index.below.get(near, ()):
                _add(index, scores, further, OF_STATEMENT)
    for place in list(scores):
        node, size = index.nodes[place], len(index.stems[place])
        is_answer = node.kind in ANSWERS and node.id not in topics
        scores[place] *= min(1.0, size / SAYS_MUCH) if is_answer else 0.0
    enough = {place: score for place, score in scores.items() if score >= LEAST}
    return _best(index, enough, MOST_ANSWERS) or _best(index, scores, 1)


def _shared(index: Index, asked: frozenset[str]) -> dict[int, float]:
    """By the place of each node that shares words with what is asked, how telling these are together."""
    shared: dict[int, float] = defaultdict(float)
    for stem in sorted(asked & index.weights.keys()):
        for place in index.places[stem]:
            shared[place] += index.weights[stem]
    return shared


def _add(index: Index, scores: dict[int, float], node: str, worth: float) -> None:
    place = index.at.get(node)
    if place is not None:
        scores[place] = scores.get(place, 0.0) + worth


def _best(index: Index, scores: dict[int, float], most: int) -> list[str]:
    ranked = sorted((place for place in scores if scores[place] > 0), key=lambda place: (-scores[place], place))
    return [index.nodes[place].id for place in ranked[:most] if scores[place] >= ENOUGH * scores[ranked[0]]]


def stems(words: str) -> list[str]:
    """The words that tell something, without their endings.

    >>> stems("Why are the swarming bees monitored?")
    ['swarm', 'bee', 'monitor']
    """
    return [_stem(word) for word in _WORD.findall(words.casefold()) if word not in _COMMON_WORDS]


_WORD = re.compile(r"[^\W_]+(?:['’]t)?")
_COMMON_WORDS = frozenset(
    """
    a an the and or but if of to in on at by for from with without as is are was were be been being it its this that
    these those there what why how when where which who whom does do did done can could would should will may might
    must not no than then so such more most some any all each other into about over between out up down only just also
    very you your we our they their them he she his her one two three four five give name explain describe happen
    happens make makes made get gets use used using even instead versus vs s t has have had can't don't doesn't
    didn't isn't i
    """.split()  # noqa: SIM905 - a list of so many words in quotes is no easier to read
)


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4 - (ending in ("s", "es")):
            return word[: -len(ending)]
    return word


_ENDINGS = (
    "izations", "ization", "ations", "ation", "ingly", "ness", "ings", "ing", "edly", "ies", "ied", "ers", "ed", "er",
    "es", "ly", "s", "e",
)  # fmt: skip
