"""What might be said of two nodes that are alike: which relation, how surely, why, and what to look at first."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from .model import label
from .names import address_of, is_generic, names_of, person_key
from .opposites import antonyms, negates
from .problem import quoted
from .schema import RELATION, allows
from .words import stems, words

if TYPE_CHECKING:
    from .likeness import Likeness, Pair
    from .model import Node

Confidence = Literal["certain", "likely", "possible", "faint"]
CONFIDENCES: tuple[Confidence, ...] = ("certain", "likely", "possible", "faint")
PROPOSED = ("same_as", "refines", "contrasts_with", "attacks")

ALIKE, SIMILAR, NEAR, AKIN = 0.8, 0.55, 0.4, 0.3
"""Cosines of words from which two names or nodes say the same, nearly the same, something near, something of it."""

SPELT = 0.9
"""The likeness of letters from which two names are one, mistyped or in another form."""

HELD = 0.65
"""The share of a node's words, by rarity, that a fuller account of it has."""

LEAST_SHARED = 3
MOST_WORDS = 6
_BY_NAME = ("reference", "source", "person")  # what a text says of them is not what they are
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_LEAST_SENTENCE = 5


class Proposal(Struct, frozen=True):
    """A relation between two nodes; `because` and `flags` are for people: what speaks for it, what to look at."""

    ends: Pair
    relation: str
    confidence: Confidence
    because: tuple[str, ...]
    flags: tuple[str, ...]


@cache
def may_propose(first_kind: str, second_kind: str) -> bool:
    """Whether there is anything to propose between nodes of two kinds, one way round or the other."""
    ends = ((first_kind, second_kind), (second_kind, first_kind))
    return any(allows(RELATION[name], *pair) for name in PROPOSED for pair in ends)


def propose(likeness: Likeness, pair: Pair) -> Proposal | None:
    """What could be said of a pair, None if nothing could: the same, a fuller account, or the opposite."""
    first, second = (likeness.graph.node(node) for node in pair)
    signs = _signs(likeness, first, second)
    if signs.known:
        sure: Confidence = "likely" if signs.doubts else "certain"
        return Proposal(pair, "same_as", sure, (signs.known,), signs.doubts)
    if first.kind in _BY_NAME and (first.kind != second.kind or (signs.titles < ALIKE and not signs.has_one_name)):
        return None
    relation, ends = _relation(likeness, signs, first, second)
    if not relation:
        return None
    because = (*signs.because, *_shared(likeness, pair))
    return Proposal(ends, relation, _confidence(signs, relation), because, signs.doubts)


class _Signs(Struct, frozen=True):
    """What a pair shows: `shared` counts words, `known` is why it is surely one thing, "" else, `doubts` its flags."""

    words: float
    titles: float
    has_one_name: bool
    shared: int
    known: str
    is_denied: bool
    has_antonyms: bool
    because: tuple[str, ...]
    doubts: tuple[str, ...]

    @property
    def is_similar(self) -> bool:
        """Whether the words are nearly the same; one or two words in common may be chance."""
        return self.words >= SIMILAR and self.shared >= LEAST_SHARED

    @property
    def is_opposite(self) -> bool:
        """Whether one says the contrary of the other: nearly the same but for a negation, or near but for antonyms."""
        return (self.is_denied and self.is_similar) or (self.has_antonyms and max(self.words, self.titles) >= AKIN)


def _signs(likeness: Likeness, first: Node, second: Node) -> _Signs:
    pair = (first.id, second.id)
    spelling = likeness.spelling(pair)
    titles = max(likeness.titles(pair), spelling if spelling >= SPELT else 0.0)
    one, other = _all_words(first), _all_words(second)
    against = antonyms(one, other)
    address, others_address = address_of(first), address_of(second)
    is_generic_pair = bool(likeness.generic & {*pair})
    is_denied = negates(one) != negates(other)
    known = _one_thing(first, second) if _way("same_as", first, second) else ""
    doubts = {
        "negation": is_denied and not known,
        "antonyms": bool(against) and not known,
        "generic label": is_generic_pair,
        "names differ": bool(known) and titles < AKIN and not is_generic_pair,
        "addresses differ": address != others_address and bool(address and others_address),
        "numbers differ": not known and _numbers(one) != _numbers(other) and bool(_numbers(one) and _numbers(other)),
    }
    name = _one_name(first, second)
    because = [f"opposite words: {a} – {b}" for a, b in against]
    because += [_names_alike(first, second, titles, name)] if name or titles >= SIMILAR else []
    return _Signs(
        words=likeness.words(pair),
        titles=titles,
        has_one_name=bool(name),
        shared=len(likeness.counts[first.id].keys() & likeness.counts[second.id].keys()),
        known=known,
        is_denied=is_denied,
        has_antonyms=bool(against),
        because=tuple(because),
        doubts=tuple(flag for flag, is_so in doubts.items() if is_so),
    )


def _one_thing(first: Node, second: Node) -> str:
    """Why two nodes are surely the same thing, "" if they need not be."""
    if address_of(first) and address_of(first) == address_of(second):
        return f"same address: {address_of(first)}"
    if person_key(first) and person_key(first) == person_key(second) and not is_generic(label(first)):
        return f"same name: {label(first)}"
    text = words(first.text)
    return "same text" if len(text) >= _LEAST_SENTENCE and text == words(second.text) else ""


def _relation(likeness: Likeness, signs: _Signs, first: Node, second: Node) -> tuple[str, Pair]:
    """The relation to propose and its ends, ("", …) for none."""
    pair = (first.id, second.id)
    if signs.is_opposite:
        for name in ("contrasts_with", "attacks"):
            if _way(name, first, second) or _way(name, second, first):
                return name, pair if _way(name, first, second) else pair[::-1]
    may_refine = _way("refines", first, second)
    fuller = _fuller(likeness, first, second) if may_refine else ""
    nested = _fuller_name(first, second) if may_refine else ""
    is_same = signs.has_one_name or signs.titles >= ALIKE or signs.is_similar
    if is_same and not nested and _way("same_as", first, second):
        return "same_as", pair
    if may_refine:
        start = nested or fuller or max(pair, key=lambda node: (sum(likeness.counts[node].values()), node))
        return "refines", pair if start == first.id else pair[::-1]
    return ("same_as" if _way("same_as", first, second) else ""), pair


def _way(relation: str, first: Node, second: Node) -> bool:
    return allows(RELATION[relation], first.kind, second.kind)


def _fuller(likeness: Likeness, first: Node, second: Node) -> str:
    """The node that says what the other says and more, "" if neither does."""
    held, others_held = likeness.holds(first.id, second.id), likeness.holds(second.id, first.id)
    if max(held, others_held) < HELD or held == others_held:
        return ""
    return first.id if held > others_held else second.id


def _fuller_name(first: Node, second: Node) -> str:
    """The node whose name has all the words of the other's name and more, "" if neither has."""
    one, other = {*stems(label(first))}, {*stems(label(second))}
    if one and other and one != other and (one < other or other < one):
        return first.id if other < one else second.id
    return ""


def _confidence(signs: _Signs, relation: str) -> Confidence:
    if "generic label" in signs.doubts:
        return "possible" if signs.is_similar else "faint"
    is_sure = relation == "contrasts_with" or not (signs.is_denied or signs.has_antonyms)
    if is_sure and (signs.is_similar or (signs.titles >= ALIKE and relation == "same_as")):
        return "likely"
    least = AKIN if signs.shared >= LEAST_SHARED else NEAR
    return "possible" if signs.titles >= ALIKE or (signs.words >= least and signs.shared > 1) else "faint"


def _one_name(first: Node, second: Node) -> str:
    """A name that both go by, whatever its case, "" for none."""
    others = {name.casefold() for name in names_of(second)}
    return next((name for name in names_of(first) if name.casefold() in others), "")


def _names_alike(first: Node, second: Node, titles: float, name: str) -> str:
    if name:
        return f"same name: {quoted(name)[1:-1]}"
    if _fuller_name(first, second):
        return "one name holds the other"
    return "names alike" if titles >= ALIKE else "names near each other"


def _shared(likeness: Likeness, pair: Pair) -> list[str]:
    found = likeness.shared_words(pair)
    more = f" and {len(found) - MOST_WORDS} more" if len(found) > MOST_WORDS else ""
    said = [f"shared words: {', '.join(found[:MOST_WORDS])}{more}"] if found else []
    one, other = (likeness.linked(node) for node in pair)
    common = sorted(one.keys() & other.keys())
    return said + [f"both linked to: {quoted(label(likeness.graph.node(one[key])))[1:-1]}" for key in common[:1]]


def _all_words(node: Node) -> str:
    return f"{node.title}. {node.text}"


def _numbers(text: str) -> set[str]:
    return set(_NUMBER.findall(text))
