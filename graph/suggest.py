"""Suggestions for mistyped words: the nearest of the words that would have been right."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_WORD = 200
CLOSE = 60.0


def nearest(word: str, candidates: Iterable[str], most: int = 3, closeness: float = CLOSE) -> list[str]:
    """Up to `most` candidates close to the word, nearest first, equal ones in alphabetical order.

    `closeness` is the least similarity that counts, from 0 to 100 (Indel distance, normalised).

    >>> nearest("clams", ["claims", "cruxes"])
    ['claims']
    """
    from rapidfuzz import fuzz, process  # only where a word was wrong

    words = sorted(set(candidates))
    found = process.extract(word[:LONGEST_WORD], words, scorer=fuzz.ratio, limit=most, score_cutoff=closeness)
    return [match for match, _, _ in found]


def did_you_mean(word: str, candidates: Iterable[str]) -> str:
    """A hint that names the nearest candidate, or "".

    >>> did_you_mean("supprots", ["supports", "attacks"])
    "did you mean 'supports'?"
    """
    found = nearest(word, candidates, most=1)
    return f"did you mean '{found[0]}'?" if found else ""
