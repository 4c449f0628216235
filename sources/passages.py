"""Passage markers found in a text: exact words, whatever the typography, in one place only.

A marker names the first and last words of a passage (`Passage`). Text and marker are folded before they
are compared, so that typography and markup do not count (see folding.py), and found as whole words. A marker that fits
several places is settled by the section it is said to stand in, or not at all: there is no nearest match.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from msgspec import Struct

from .folding import Folded, fold, folded, place_at, start_of, stop_of
from .headings import FRONT_MATTER, bare_title, heading_lines
from .runs import Runs, splits_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..graph.model import Passage

LONGEST_PASSAGE = 3000
OPENING_SECTIONS = ("introduction", "front matter")


class Text(Struct, frozen=True):
    """A document's text, folded.

    `headings` are the folded places and titles of the Markdown headings, in order, and `titles` the titles as they are
    written; `runs` knows where words stand; `body` is where the folded text goes on behind its front matter, 0 if it
    has none.
    """

    original: str
    fold: Folded
    headings: list[tuple[int, str]]
    titles: list[str]
    runs: Runs
    body: int = 0

    @property
    def folded(self) -> str:
        """The folded words."""
        return self.fold.words


class Found(Struct, frozen=True):
    """Every place a marker fits, as (start, end) offsets into the original text, in order.

    `places` holds one if the marker is resolved, none if it is not found, several if it is ambiguous; `folded` are
    the same places in the folded text. `others` counts places that the section ruled out.
    """

    places: list[tuple[int, int]]
    folded: list[tuple[int, int]]
    others: int = 0


def fold_text(original: str) -> Text:
    """A text made ready for finding markers in it. Takes time in proportion to its length."""
    text = folded(original)
    lines = list(heading_lines(original))
    titles = [bare_title(original[start:stop]) for start, stop in lines]
    headings = [(place_at(text, start), fold(title)) for (start, _), title in zip(lines, titles, strict=True)]
    front = FRONT_MATTER.match(original)
    return Text(original, text, headings, titles, Runs(text.words), place_at(text, front.end()) if front else 0)


def find(text: Text, passage: Passage, section: str = "", *, most: int = 0) -> Found:
    """Where a marker stands in a text, in the section given if it fits more than one place.

    The end is the nearest one after the start, at most LONGEST_PASSAGE folded characters away and before the
    next heading; of several starts before one end only the last counts. With `most` the search ends at that many
    places. What stands in the front matter counts only if nothing else fits, or the section is `front matter`.
    """
    start = fold(passage.start)
    end = fold(passage.end) if passage.end is not None else ""
    return paired(text, _occurrences(text.folded, start), (start, end), section, most)


def paired(text: Text, places: Iterable[int], ends: tuple[str, str], section: str, most: int = 0) -> Found:
    """`find` for folded first and last words ("" if there are none), the first words standing at these places."""
    start, end = ends
    by_end: dict[int, int] = {}
    in_front: dict[int, int] = {}
    hit, clear = -1, 0  # the end last found; no end starts from there on before `clear`
    for at in places:
        stop = at + len(start)
        if end:
            limit = min(stop + LONGEST_PASSAGE, next_heading(text, at))
            if hit < stop:
                hit = place_of(text.folded, end, max(stop, clear), limit)
                clear = hit if hit >= 0 else max(clear, limit - len(end) + 1)
            if hit < 0 or hit + len(end) > limit:
                continue
            stop = hit + len(end)
        (by_end if at >= text.body else in_front)[stop] = at
        if most and len(by_end) == most:
            break
    first, second = (in_front, by_end) if _section(section) == "front matter" else (by_end, in_front)
    every = [(at, stop) for stop, at in (first or second).items()]
    kept = every
    if len(every) > 1 and section:
        kept = [place for place in every if _is_in(text, place[0], section)] or every
    found = [(start_of(text.fold, at), stop_of(text.fold, stop - 1)) for at, stop in kept]
    return Found(found, kept, len(every) - len(kept))


def section_at(text: Text, offset: int) -> str:
    """The title of the heading above an offset of the original text, as it is written, "" before the first."""
    index = bisect_right(text.headings, (_place_before(text, offset), "\U0010ffff")) - 1
    return text.titles[index] if index >= 0 else ""


def is_in_section(text: Text, offset: int, section: str) -> bool:
    """Whether an offset of the original text stands under the heading named.

    A heading's emoji and a trailing bracket do not count; `introduction` and `front matter` are what
    comes before the first heading.
    """
    return _is_in(text, _place_before(text, offset), section)


def _occurrences(folded: str, words: str) -> Iterator[int]:
    at = place_of(folded, words, 0, len(folded)) if words else -1
    while at >= 0:
        yield at
        at = place_of(folded, words, at + 1, len(folded))


def place_of(folded: str, words: str, start: int, stop: int) -> int:
    """Where folded words first stand between two places as whole words, -1 if nowhere."""
    at = folded.find(words, start, stop)
    while at >= 0 and (splits_word(folded, at) or splits_word(folded, at + len(words))):
        at = folded.find(words, at + 1, stop)
    return at


def _heading_above(text: Text, place: int) -> str:
    index = bisect_right(text.headings, (place, "\U0010ffff")) - 1
    return text.headings[index][1] if index >= 0 else ""


def next_heading(text: Text, place: int) -> int:
    """Where the first heading behind a place of the folded text starts, its end if there is none."""
    index = bisect_right(text.headings, (place, "\U0010ffff"))
    return text.headings[index][0] if index < len(text.headings) else len(text.folded)


def _section(words: str) -> str:
    return fold(bare_title(words)) if words else ""


def _place_before(text: Text, offset: int) -> int:
    """The place of the last folded character that starts at an offset or before it."""
    return place_at(text.fold, offset + 1) - 1


def _is_in(text: Text, place: int, section: str) -> bool:
    above = _heading_above(text, place)
    return _section(section) in OPENING_SECTIONS if not above else above in (fold(section), _section(section))
