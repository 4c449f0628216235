"""Where runs of words stand in a folded text, found through an index instead of by reading the text each time."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import pairwise

MOST_ALIKE = 1000
UNSPACED = "\u0e00"  # from Thai on, most scripts run words together

# What `splits_word` takes for one.
WORD = re.compile(rf"[^\W_{UNSPACED}-\U0010ffff]+|[^\W_]")

_Index = tuple[dict[str, int], dict[str, list[int]]]


class Runs:
    """The runs of words of a folded text; the index is made when it is first needed, in time linear in the text.

    `looked_at` counts the places that were compared.
    """

    def __init__(self, folded: str) -> None:
        self._folded = folded
        self.looked_at = 0

    def places(self, run: str, most: int = MOST_ALIKE) -> list[int]:
        """All places of a run that starts with a word, in order; [] too if more than `most` places start like it.

        >>> Runs("the cat and the dog and the catalogue").places("the cat")
        [0]
        """
        words = [match.end() for _, match in zip(range(2), WORD.finditer(run), strict=False)]
        if not words:
            return []
        first, more = self._pairs if len(words) == 2 else self._singles
        beginning = run[: words[-1]]
        alike = more.get(beginning) or ([first[beginning]] if beginning in first else [])
        if len(alike) > most:
            return []
        self.looked_at += len(alike)
        return [place for place in alike if self._folded.startswith(run, place) and self._is_whole(place + len(run))]

    def _is_whole(self, place: int) -> bool:
        return not splits_word(self._folded, place)

    @cached_property
    def words(self) -> list[tuple[int, int]]:
        """Where each word of the text starts and stops, in order."""
        return [match.span() for match in WORD.finditer(self._folded)]

    @cached_property
    def _singles(self) -> _Index:
        return _indexed(self._folded, self.words)

    @cached_property
    def _pairs(self) -> _Index:
        return _indexed(self._folded, [(start, stop) for (start, _), (_, stop) in pairwise(self.words)])


def _indexed(folded: str, spans: list[tuple[int, int]]) -> _Index:
    """The first place of each run, and all places of those that stand more than once."""
    first: dict[str, int] = {}
    more: dict[str, list[int]] = {}
    for start, stop in spans:
        run = folded[start:stop]
        known = first.setdefault(run, start)
        if known != start:
            more.setdefault(run, [known]).append(start)
    return first, more


def splits_word(folded: str, place: int) -> bool:
    """Whether a place lies inside a word; scripts that put no blanks between words have no inside."""
    if not 0 < place < len(folded):
        return False
    before, after = folded[place - 1], folded[place]
    return before.isalnum() and after.isalnum() and before < UNSPACED and after < UNSPACED
