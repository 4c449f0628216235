"""Which nodes of a study note answer a recall question best, ranked by the words they share, rare ones first."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ...graph.model import Node

ASKED = ("concept", "mechanism", "failure_mode", "mitigation", "analogy", "crux")
ANSWERS = ("claim", "mechanism", "failure_mode", "mitigation", "analogy", "evidence", "position")

MOST_ASKED, MOST_ANSWERS = 2, 3
ENOUGH = 0.6
COMMON = 300


class Index(Struct):
    """Nodes by the stems of their words; `weights` are how telling each stem is."""

    nodes: list[Node]
    sizes: list[int]
    places: dict[str, list[int]]
    weights: dict[str, float]


def index_of(nodes: Iterable[Node]) -> Index:
    """An index of the nodes that can be asked about or answer."""
    known = [node for node in nodes if node.kind in ASKED or node.kind in ANSWERS]
    places: dict[str, list[int]] = defaultdict(list)
    sizes: list[int] = []
    for place, node in enumerate(known):
        found = set(stems(f"{node.title} {node.text}"))
        sizes.append(len(found))
        for stem in found:
            if len(places[stem]) <= COMMON:
                places[stem].append(place)
    weights = {stem: math.log(1 + len(known) / len(at)) for stem, at in places.items() if len(at) <= COMMON}
    return Index(known, sizes, places, weights)


def best(index: Index, words: str, kinds: Sequence[str], most: int, *, titles: bool = False) -> list[str]:
    """The ids of the nodes of these kinds that share most with the words, best first, [] if none shares enough.

    By `titles` only words of a node's title count, and all of it must be asked for.
    """
    asked = set(stems(words))
    shared: Counter[int] = Counter()
    for stem in asked:
        for place in index.places.get(stem, ()) if stem in index.weights else ():
            shared[place] += index.weights[stem]  # type: ignore[assignment]  # sums of weights, not counts
    mean = sum(index.sizes) / max(len(index.sizes), 1)
    fitting = (place for place in shared if index.nodes[place].kind in kinds)
    scores = {place: shared[place] / (0.5 + 0.5 * index.sizes[place] / mean) for place in fitting}
    if titles:
        scores = {place: score * _told(index.nodes[place], asked) for place, score in scores.items()}
    ranked = sorted((place for place in scores if scores[place] > 0), key=lambda place: (-scores[place], place))
    return [index.nodes[place].id for place in ranked[:most] if scores[place] >= ENOUGH * scores[ranked[0]]]


def _told(node: Node, asked: set[str]) -> float:
    """How much of a node's name is asked for: the words before a colon, all counted alike."""
    named = set(stems((node.title or node.text).partition(":")[0]))
    return (len(named & asked) / len(named)) ** 2 if named else 0.0


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
