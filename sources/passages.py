"""Passage markers found in a text: exact words, whatever the typography, in one place only.

A marker names the first and last words of a passage (`Passage`). Text and marker are folded before they
are compared: compatibility forms (NFKC), case, quotes, dashes, ellipses, white space, soft hyphens, and
Markdown's emphasis, links and images do not count. A marker that fits several places is settled by the
section it is said to stand in, or not at all: there is no nearest match.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from itertools import takewhile
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..graph.model import Passage

    Stretch = tuple[int, int, str, bool]

LONGEST_PASSAGE = 3000
OPENING_SECTIONS = ("introduction", "front matter")


class Text(Struct, frozen=True):
    """A document's text, folded: `origin[i]` is where folded character `i` stands in `original`.

    `headings` are the folded places and titles of the Markdown headings, in order; `body` is where the folded text
    goes on behind its front matter, 0 if it has none.
    """

    original: str
    folded: str
    origin: list[int]
    headings: list[tuple[int, str]]
    body: int = 0


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
    chars: list[str] = []
    origin: list[int] = []
    headings: list[tuple[int, str]] = []
    for start, end, kept, is_heading in _kept_stretches(original):
        if is_heading:
            headings.append((len(chars), kept))
        for offset, char in zip(range(start, end), kept, strict=True):
            for folded in _fold_char(char):
                if folded != " " or (chars and chars[-1] != " "):
                    chars.append(folded)
                    origin.append(offset)
    titles = [(place, _title(line)) for place, line in headings]
    front = _FRONT_MATTER.match(original)
    return Text(original, "".join(chars), origin, titles, bisect_left(origin, front.end()) if front else 0)


def find(text: Text, passage: Passage, section: str = "", *, most: int = 0) -> Found:
    """Where a marker stands in a text, in the section given if it fits more than one place.

    The end is the nearest one after the start, at most LONGEST_PASSAGE folded characters away and before the
    next heading; of several starts before one end only the last counts. With `most` the search ends at that many
    places. What stands in the front matter counts only if nothing else fits, or the section is `front matter`.
    """
    start = fold(passage.start)
    end = fold(passage.end) if passage.end is not None else ""
    by_end: dict[int, int] = {}
    in_front: dict[int, int] = {}
    for at in _occurrences(text.folded, start):
        stop = at + len(start)
        if end:
            hit = place_of(text.folded, end, stop, min(stop + LONGEST_PASSAGE, next_heading(text, at)))
            if hit < 0:
                continue
            stop = hit + len(end)
        (by_end if at >= text.body else in_front)[stop] = at
        if most and len(by_end) == most:
            break
    first, second = (in_front, by_end) if _title(section) == "front matter" else (by_end, in_front)
    every = [(at, stop) for stop, at in (first or second).items()]
    places = every
    if len(every) > 1 and section:
        places = [place for place in every if _is_in(text, place[0], section)] or every
    found = [(text.origin[at], text.origin[stop - 1] + 1) for at, stop in places]
    return Found(found, places, len(every) - len(places))


def section_at(text: Text, offset: int) -> str:
    """The title of the heading above an offset of the original text, as it is written, "" before the first."""
    index = bisect_right(text.headings, (bisect_right(text.origin, offset) - 1, "\U0010ffff")) - 1
    return heading(text, index) if index >= 0 else ""


def heading(text: Text, index: int) -> str:
    """The title of a heading of the text, as it is written."""
    line = text.original[text.origin[text.headings[index][0]] :].lstrip().partition("\n")[0]
    return _bare(line.rstrip("# \t\r"))


def is_in_section(text: Text, offset: int, section: str) -> bool:
    """Whether an offset of the original text stands under the heading named.

    A heading's emoji and a trailing bracket do not count; `introduction` and `front matter` are what
    comes before the first heading.
    """
    return _is_in(text, bisect_right(text.origin, offset) - 1, section)


def fold(words: str) -> str:
    """Words folded as a text is."""
    return re.sub(" +", " ", "".join(_fold_char(char) for char in words)).strip()


def plain(original: str) -> str:
    """A document's text without Markdown's links, images and emphasis, its paragraphs kept apart.

    >>> plain("see [the *paper*](https://example.org),\\nthen\\n\\nthis")
    'see the paper, then\\n\\nthis'
    """
    return plain_at(original, [(0, len(original))])[0]


def plain_at(original: str, places: Iterable[tuple[int, int]]) -> list[str]:
    """Parts of a document's text as `plain` gives them; one may start or end inside a link.

    >>> plain_at("see [the *paper*](https://example.org)", [(9, 15)])
    ['paper']
    """
    stretches = _kept_stretches(original)
    starts = [start for start, *_ in stretches]
    return [_plain_part(stretches[max(bisect_right(starts, first) - 1, 0) :], first, last) for first, last in places]


def _plain_part(stretches: list[Stretch], first: int, last: int) -> str:
    """The words between two offsets, the stretches being those from the first offset on."""
    near = takewhile(lambda stretch: stretch[0] < last, stretches)
    kept = "".join(words[max(first - start, 0) : max(last - start, 0)] for start, _, words, _ in near)
    paragraphs = (" ".join(part.translate(_EMPHASIS).split()) for part in re.split(r"\n\s*\n", kept))
    return "\n\n".join(filter(None, paragraphs))


_UNSPACED = "\u0e00"  # from Thai on, most scripts run words together
_EMPHASIS = str.maketrans("", "", "*`")
_FRONT_MATTER = re.compile(r"---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
# What stands behind a link's text: an address, in which pairs of brackets may stand. Bounds keep odd texts quick.
_ADDRESS = r"\((?:(?:[^()\n]|\([^()\n]{0,500}\)){0,2000}|[^)\n]{0,2000})\)"
_DROPPED = re.compile(
    rf"""
      (?P<svg><svg\b.{{0,50000}}?</svg>)    # drawings
    | (?P<image>!\[[^\]\n]*\]{_ADDRESS}) # images
    | \[(?P<text>(?:<svg\b.{{0,50000}}?</svg>|[^\[\]\n])*)\]{_ADDRESS}  # links: their text counts
    | (?P<heading>^\#{{1,6}}[ ][^\n]*)
    | (?P<mark>[*`]+)
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)


def _kept_stretches(original: str) -> list[Stretch]:
    """The stretches of the text that count, each with its place; headings on their own."""
    stretches: list[Stretch] = []
    done = 0
    for match in _DROPPED.finditer(original):
        stretches.append((done, match.start(), original[done : match.start()], False))
        done = match.end()
        if match.group("heading") is not None:
            stretches.append((match.start(), match.end(), match.group(), True))
        elif match.group("text") is not None and "<svg" not in match.group("text"):
            stretches.append((*match.span("text"), match.group("text"), False))
    stretches.append((done, len(original), original[done:], False))
    return [stretch for stretch in stretches if stretch[2]]


_TYPOGRAPHY = str.maketrans(
    {"‘": "'", "’": "'", "‚": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "\u00ad": None}
    | dict.fromkeys("‐‑‒–—―−", "-")
)


def _fold_char(char: str) -> str:
    if char.isascii():
        return " " if char.isspace() else "" if char in "*`" else char.lower()
    folded = unicodedata.normalize("NFKC", char).translate(_TYPOGRAPHY).casefold()
    return " " if folded.isspace() else folded


def _title(line: str) -> str:
    return fold(_bare(line))


def _bare(line: str) -> str:
    """A heading's own words: no emoji in front, no bracket behind."""
    words = re.sub(r"^[^\w(\"']+", "", line.lstrip("\n# "))
    return re.sub(r"\s*\([^()]*\)\s*$", "", words) or words


def _occurrences(folded: str, words: str) -> Iterator[int]:
    at = place_of(folded, words, 0, len(folded)) if words else -1
    while at >= 0:
        yield at
        at = place_of(folded, words, at + 1, len(folded))


def place_of(folded: str, words: str, start: int, stop: int) -> int:
    """Where folded words first stand between two places as whole words, -1 if nowhere."""
    at = folded.find(words, start, stop)
    while at >= 0 and (_splits(folded, at) or _splits(folded, at + len(words))):
        at = folded.find(words, at + 1, stop)
    return at


def _splits(folded: str, place: int) -> bool:
    """Whether a place lies inside a word; scripts that put no blanks between words have no inside."""
    if not 0 < place < len(folded):
        return False
    before, after = folded[place - 1], folded[place]
    return before.isalnum() and after.isalnum() and before < _UNSPACED and after < _UNSPACED


def _heading_above(text: Text, place: int) -> str:
    index = bisect_right(text.headings, (place, "\U0010ffff")) - 1
    return text.headings[index][1] if index >= 0 else ""


def next_heading(text: Text, place: int) -> int:
    index = bisect_right(text.headings, (place, "\U0010ffff"))
    return text.headings[index][0] if index < len(text.headings) else len(text.folded)


def _is_in(text: Text, place: int, section: str) -> bool:
    above = _heading_above(text, place)
    return _title(section) in OPENING_SECTIONS if not above else above == _title(section)
