"""Check for texts that say nearly the same and are not linked: a suggestion, nothing is merged.

Candidates are found by prefix filtering (Chaudhuri, Ganti, Kaushik 2006): two sets of words that overlap by a share
of THRESHOLD have one of their rarest words in common. A word that more than COMMON texts have picks nobody out.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache, partial
from typing import TYPE_CHECKING

from .model import Position
from .problem import quoted
from .rule import Fault, Subject
from .schema import RELATION, allows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .graph import Graph
    from .model import Node

THRESHOLD = 0.8
ALIKE = 90.0
COMMON = 60
FEWEST_WORDS, FEWEST_LETTERS = 4, 12  # in scripts without blanks a sentence is one word
LONGEST_TEXT = 1000

_WORD = re.compile(r"\w+")


def near_identical(subject: Subject) -> Iterator[Fault]:
    """Pairs of texts that differ by a word or so, have the same numbers, and are not linked in any way.

    Positions of one crux are linked by it; they often differ by a `not` alone.
    """
    from rapidfuzz import fuzz

    graph = subject.graph
    near = cache(partial(_near, graph))
    nodes = [node for node in graph.nodes.values() if node.kind not in ("source", "person", "reference", "question")]
    words = [_WORD.findall(node.text.casefold()) for node in nodes]
    for first, second in _candidates(words):
        one, other = nodes[first], nodes[second]
        same = words[first] == words[second]
        cut = [" ".join(words[place])[:LONGEST_TEXT] for place in (first, second)]
        if (same or fuzz.ratio(*cut, score_cutoff=ALIKE)) and not _linked(graph, near, one, other):
            said = "the same" if same else "nearly the same"
            message = f"{quoted(other.id)} says {said} as {quoted(one.id)}, and nothing links them"
            yield Fault(other.span, message, _hint(one, other))


def _candidates(texts: list[list[str]]) -> Iterator[tuple[int, int]]:
    """Pairs of places in order, each once: equal texts in a chain, others if they share a rare word and all numbers."""
    first: dict[tuple[str, ...], int] = {}
    frequency = Counter(word for words in texts for word in set(words))
    by_word: dict[str, list[int]] = defaultdict(list)
    for place, words in enumerate(texts):
        if len(words) < FEWEST_WORDS and sum(map(len, words)) < FEWEST_LETTERS:
            continue
        same = first.setdefault(tuple(words), place)
        if same != place:
            yield same, place
            continue
        numbers = _numbers(words)
        near: dict[int, None] = {}
        distinct = sorted(set(words), key=lambda word: (frequency[word], word))
        for word in distinct[: len(distinct) - int(THRESHOLD * len(distinct)) + 1]:
            if frequency[word] <= COMMON:
                near |= dict.fromkeys(by_word[word])
                by_word[word].append(place)
        yield from ((other, place) for other in near if _numbers(texts[other]) == numbers)


def _numbers(words: list[str]) -> list[str]:
    return [word for word in words if word.isdecimal()]


def _linked(graph: Graph, near: Callable[[str], frozenset[str]], one: Node, other: Node) -> bool:
    if isinstance(one, Position) and isinstance(other, Position) and graph.one(one.crux) == graph.one(other.crux):
        return True
    return graph.one(other.id) in near(graph.one(one.id))


def _near(graph: Graph, node_id: str) -> frozenset[str]:
    """What stands for the nodes at the other ends of all links of a node and its twins."""
    links = [link for twin in graph.twins(node_id) for link in graph.at(twin)]
    return frozenset(graph.one(end) for link in links for end in (link.from_id, link.to_id))


def _hint(one: Node, other: Node) -> str:
    if allows(RELATION["same_as"], one.kind, other.kind):
        return "link them by same_as if they are one thing, by refines, contrasts_with or attacks if not"
    return "say how they hang together, or word one of them so that the difference shows"
