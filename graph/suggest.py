"""Suggestions for mistyped words: the nearest of the words that would have been right."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_WORD = 200
CLOSE = 60.0
MOST_SLIPS = ((3, 0), (5, 1))  # in a word of so many letters so many slips; two in longer ones


def nearest(word: str, candidates: Iterable[str], most: int = 3, closeness: float = CLOSE) -> list[str]:
    """Up to `most` candidates close to the word, nearest first, equal ones in alphabetical order.

    A list is taken to be sorted and without doubles, which saves time where many words are wrong. `closeness` is
    the least similarity that counts, from 0 to 100 (Indel distance, normalised).

    >>> nearest("clams", ["claims", "cruxes"])
    ['claims']
    """
    from rapidfuzz import fuzz, process  # only where a word was wrong

    words = candidates if isinstance(candidates, list) else sorted(set(candidates))
    found = process.extract(word[:LONGEST_WORD], words, scorer=fuzz.ratio, limit=most, score_cutoff=closeness)
    return [match for match, _, _ in found]


def only_near(word: str, candidates: Iterable[str]) -> str:
    """The one candidate at most two slips away from the word (a letter more, less, other, or two swapped), or "".

    Two such candidates are one too many: then nobody can tell which was meant. In a word of five letters or less
    it is one slip, in one of three or less none (optimal string alignment distance).

    >>> only_near("supprots", ["supports", "attacks"]), only_near("ev-3", ["ev-1", "ev-2"])
    ('supports', '')

    What may be meant as it stands is not taken for a slip:

    >>> only_near("unsafe", ["safe"]), only_near("study-2021", ["study-2019"])
    ('', '')
    """
    from rapidfuzz import process  # only where a word was wrong
    from rapidfuzz.distance import OSA

    words = candidates if isinstance(candidates, list) else sorted(set(candidates))
    slips = next((most for length, most in MOST_SLIPS if len(word) <= length), 2)
    found = process.extract(word[:LONGEST_WORD], words, scorer=OSA.distance, limit=2, score_cutoff=slips)
    return found[0][0] if len(found) == 1 and not _differs_in_meaning(word, found[0][0]) else ""


def _differs_in_meaning(word: str, other: str) -> bool:
    """Whether what is between two ids is no slip: other numbers, or a `not-` or `un` more."""
    if re.findall(r"\d+", word) != re.findall(r"\d+", other):
        return True
    shorter, longer = sorted((word, other), key=len)
    return word != other and any(re.sub(rf"(^|-){prefix}", r"\1", longer, count=1) == shorter for prefix in _DENIALS)


_DENIALS = ("un", "in", "im", "non-?", "no-", "not-", "dis", "de", "a")


def did_you_mean(word: str, candidates: Iterable[str]) -> str:
    """A hint that names the nearest candidate, or "".

    >>> did_you_mean("supprots", ["supports", "attacks"])
    "did you mean 'supports'?"
    """
    found = nearest(word, candidates, most=1)
    return f"did you mean '{found[0]}'?" if found else ""
