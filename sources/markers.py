"""Passage markers chosen for a place in a text: the shortest that fits there and nowhere else, or the nearest words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..graph.model import Passage
from ..graph.tie import MOST_MARKER_WORDS
from .folding import fold, place_at, start_of, stop_of, written
from .passages import LONGEST_PASSAGE, find, next_heading, paired, place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .passages import Text

CLOSE = 75.0
MOST_LOOKED_AT = 2_000_000
LONGEST_WANTED = 200

FEWEST, SHORT, LONGEST_RUN = 2, 4, 8  # words: of either end, of what is marked whole, of what may be

MOST_RIVALS = 16  # places that start like a stretch, beyond which no marker is looked for

_FAR = 120  # characters at either end of a stretch from which a marker is made
_LETTER = re.compile(r"[^\W_]")
_WORD = re.compile(r"[^ ]+")


def mark(text: Text, start: int, stop: int, section: str = "") -> Passage | None:
    """The shortest marker of a stretch of the original text that fits there and nowhere else, None if there is none.

    It fits from the first word to the last, marks around them left out. Its first words stand nowhere else in the
    text, unless that takes too many; then the section may settle it. A stretch with a heading inside has none, nor has
    any in a text that repeats itself so much that more than MOST_LOOKED_AT places were looked at already.
    """
    if text.runs.looked_at > MOST_LOOKED_AT:
        return None
    words = _outer_words(text.folded, place_at(text.fold, start), place_at(text.fold, stop))
    if not words or words[-1][1] > min(next_heading(text, words[0][0]), words[0][0] + LONGEST_PASSAGE):
        return None
    short = _shortest(text, words) if len(words) > SHORT else None
    return short or _settled(text, words, section)


def _outer_words(folded: str, start: int, stop: int) -> list[tuple[int, int]]:
    """The words of a stretch from its first letter or digit to its last; of a long one those near the ends."""
    letter = _LETTER.search(folded, start, stop)
    if letter is None:
        return []
    begin, end = letter.start(), stop
    while not folded[end - 1].isalnum():
        end -= 1
    if end - begin <= 2 * _FAR:
        return [match.span() for match in _WORD.finditer(folded, begin, end)]
    head, tail = folded.rfind(" ", begin, begin + _FAR), folded.find(" ", end - _FAR, end)
    spans = ((begin, head), (tail, end)) if head > 0 and tail > 0 else ()
    return [match.span() for span in spans for match in _WORD.finditer(folded, *span)]


def _shortest(text: Text, words: list[tuple[int, int]]) -> Passage | None:
    """First words that stand nowhere else, and last words that come first behind them."""
    folded, begin, end = text.folded, words[0][0], words[-1][1]
    most = min(MOST_MARKER_WORDS, len(words) - 1)
    for count in range(FEWEST, most - FEWEST + 1):
        after = words[count - 1][1]
        if text.runs.places(folded[begin:after]) == [begin]:
            break
    else:
        return None
    for size in range(FEWEST, most - count + 1):
        there = words[-size][0]
        if place_of(folded, folded[there:end], after, end) == there:
            return _checked(text, (begin, after), (there, end))
    return None


def _settled(text: Text, words: list[tuple[int, int]], section: str) -> Passage | None:
    """A marker as `find` resolves it, with the help of the section."""
    folded, begin, end = text.folded, words[0][0], words[-1][1]
    for first, last in _ends(words):
        run = folded[slice(*first)]
        places = text.runs.places(run)
        if not 0 < len(places) <= MOST_RIVALS:
            continue
        if paired(text, places, (run, folded[slice(*last)] if last else ""), section).folded == [(begin, end)]:
            return _checked(text, first, last)
    return None


def _ends(words: list[tuple[int, int]]) -> Iterator[tuple[tuple[int, int], tuple[int, int] | None]]:
    """The whole if it is short, then ever longer first and last words."""
    begin, end = words[0][0], words[-1][1]
    if len(words) <= LONGEST_RUN:
        yield (begin, end), None
    for count in range(FEWEST, min(MOST_MARKER_WORDS, len(words) - 1) // 2 + 1):
        yield (begin, words[count - 1][1]), (words[-count][0], end)


def _checked(text: Text, first: tuple[int, int], last: tuple[int, int] | None = None) -> Passage | None:
    """The marker of these first and last words, None if it would not be read as they are in the text."""
    start, end = _written(text, first), _written(text, last) if last else None
    is_same = fold(start) == text.folded[slice(*first)] and (not last or fold(end or "") == text.folded[slice(*last)])
    return Passage(start, end) if is_same else None


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

    wanted = fold(words)[:LONGEST_WANTED]
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
    original = text.original
    begin = max(original.rfind(mark, 0, start_of(text.fold, place[0])) for mark in "\n|") + 1
    ends = [original.find(mark, stop_of(text.fold, place[1] - 1)) for mark in "\n|"]
    end = min((found for found in ends if found >= 0), default=len(original))
    line = place_at(text.fold, begin), place_at(text.fold, end)
    words = [match.span() for match in _WORD.finditer(text.folded, *line)]
    covered = [at for at, (start, stop) in enumerate(words) if start < place[1] and stop > place[0]]
    return words, covered[0], covered[-1] + 1


def _is_clean(text: Text, words: list[tuple[int, int]]) -> bool:
    """Whether the outermost words are words, and no marks of lists or sums."""
    return all(re.search(r"\w", text.folded[start:stop]) for start, stop in (words[0], words[-1]))


def _joined(text: Text, words: list[tuple[int, int]]) -> str:
    return _written(text, (words[0][0], words[-1][1])) if words else ""


def _written(text: Text, span: tuple[int, int]) -> str:
    return written(text.fold, text.original, span)
