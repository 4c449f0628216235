"""How much of a card's answer somebody said, and how far a card was reworded: both by the words that carry meaning."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from ..words import stem, stems, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .card import Card, Point

TYPING = 80
"""How alike two words are, 0 to 100, that are taken for one with a slip of the pen."""

HIT, PART = 0.5, 0.2
REWORDED = 0.5
"""The share of words in common below which a card is as good as another."""


class Recalled(Struct, frozen=True):
    """A point of the answer, the share of its words that were said (0 to 1), and these words' stems."""

    point: Point
    share: float
    said: frozenset[str]

    @property
    def state(self) -> str:
        """hit, part or missed."""
        return "hit" if self.share >= HIT else "part" if self.share >= PART else "missed"


def recalled(card: Card, said: str) -> list[Recalled]:
    """For each point of the answer how much of it was said, whatever the order; slips of the pen count as said.

    Words that the question gives away count for nothing, unless a point has no others.
    """
    given = set(stems(card.question))
    mine = list(dict.fromkeys(stems(said))) or words(said)
    found: list[Recalled] = []
    for point in card.answer:
        wanted = set(stems(f"{point.lead} {point.text}")) or set(map(stem, words(point.text)))
        wanted = wanted - given or wanted
        hits = frozenset(word for word in wanted if _is_among(word, mine))
        found.append(Recalled(point, len(hits) / len(wanted) if wanted else 0.0, hits))
    return found


def text_of(card: Card) -> str:
    """A card's question and answer as one text, to tell later how far it was reworded."""
    return "\n".join([card.question, *(point.text for point in card.answer)])


def is_reworded(before: str, now: str) -> bool:
    """Whether a card's text is so different that its progress may not hold: fewer than half of the words are common.

    >>> is_reworded("Why do swifts sleep on the wing? It is safe there.", "Why do swifts sleep on the wing? It's safe.")
    False
    """
    if not before or before == now:
        return False
    old, new = Counter(stems(before) or words(before)), Counter(stems(now) or words(now))
    return 2 * (old & new).total() < REWORDED * (old.total() + new.total())


def _is_among(word: str, said: Iterable[str]) -> bool:
    from rapidfuzz import fuzz

    return any(word == other or (len(word) > 3 and fuzz.ratio(word, other) >= TYPING) for other in said)
