"""Passage markers chosen for a place in a text: the shortest that fits there and nowhere else, or the nearest words."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from ..graph.model import Passage
from ..graph.tie import MOST_MARKER_WORDS
from .passages import find, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .passages import Text

CLOSE = 75.0

_WORD = re.compile(r"[^ ]+")


def unique_marker(text: Text, marker: Passage, place: tuple[int, int]) -> Passage | None:
    """The marker made just long enough to fit only at that place of the folded text, None if that takes too much.

    First and last words grow into the passage they mark, one run of words within its line.
    """
    for candidate in _longer(text, marker, place):
        found = find(text, candidate, most=2)
        if len(found.folded) == 1 and found.folded[0][0] <= place[0] < found.folded[0][1]:
            return candidate
    return None


def nearest_words(text: Text, words: str) -> str:
    """The words of the text that come closest to these, "" if none come close."""
    from rapidfuzz import fuzz  # only where words were not found

    wanted = fold(words)
    if not wanted:
        return ""
    best = fuzz.partial_ratio_alignment(wanted, text.folded, score_cutoff=CLOSE)
    if best is None or best.dest_end <= best.dest_start:
        return ""
    start = text.folded.rfind(" ", 0, best.dest_start + 1) + 1
    end = text.folded.find(" ", max(start, best.dest_end - 1))
    return _written(text, (start, end if end >= 0 else len(text.folded)))


def _longer(text: Text, marker: Passage, place: tuple[int, int]) -> Iterator[Passage]:
    inside = [match.span() for match in _WORD.finditer(text.folded, *place)]
    if marker.end is not None:
        first, last = len(fold(marker.start).split()), len(fold(marker.end).split())
        for total in range(first + last + 1, min(MOST_MARKER_WORDS, len(inside)) + 1):
            for start in range(first, total - last + 1):
                yield Passage(_joined(text, inside[:start]), _joined(text, inside[start - total :]))
    words, begin, stop = _line_words(text, place)
    for size in range(stop - begin, MOST_MARKER_WORDS + 1):
        for start in range(begin, max(stop - size, 0) - 1, -1):
            chosen = words[start : start + size]
            if len(chosen) == size and _is_clean(text, chosen):
                words_there = _joined(text, chosen)
                yield Passage(words_there.strip(".,;:!?\"'“”‘’()"))
                yield Passage(words_there)


def _line_words(text: Text, place: tuple[int, int]) -> tuple[list[tuple[int, int]], int, int]:
    """The words of the line and table cell of a place, and which of them, from first to before stop, it covers."""
    origin, original = text.origin, text.original
    begin = max(original.rfind(mark, 0, origin[place[0]]) for mark in "\n|") + 1
    ends = [original.find(mark, origin[place[1] - 1]) for mark in "\n|"]
    end = min((found for found in ends if found >= 0), default=len(original))
    words = [
        match.span() for match in _WORD.finditer(text.folded, bisect_left(origin, begin), bisect_left(origin, end))
    ]
    covered = [at for at, (start, stop) in enumerate(words) if start < place[1] and stop > place[0]]
    return words, covered[0], covered[-1] + 1


def _is_clean(text: Text, words: list[tuple[int, int]]) -> bool:
    """Whether the outermost words are words, and no marks of lists or sums."""
    return all(re.search(r"\w", text.folded[start:stop]) for start, stop in (words[0], words[-1]))


def _joined(text: Text, words: list[tuple[int, int]]) -> str:
    return " ".join(_written(text, span) for span in words)


def _written(text: Text, span: tuple[int, int]) -> str:
    """A stretch of the folded text as it is written, without emphasis."""
    if span[1] <= span[0]:
        return ""
    written = text.original[text.origin[span[0]] : text.origin[span[1] - 1] + 1]
    return " ".join(written.replace("*", "").replace("`", "").split())
