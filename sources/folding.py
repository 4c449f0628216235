"""Texts folded: one form for all typography, and where in the source each folded character stands.

Compatibility forms (NFKC), case, quotes, dashes, ellipses, white space, soft hyphens and other invisible characters
do not count, nor does markup (`stretches`). A long dash has a blank on either side, however it was set.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from .markup import stretches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .markup import Stretch


class Folded(Struct, frozen=True):
    """A text folded: piece `i` starts at `places[i]` of `words`, and is `starts[i]` to `stops[i]` of the source.

    A piece is as long as its source, character by character, or stands for it as a whole.
    """

    words: str
    places: list[int]
    starts: list[int]
    stops: list[int]


def folded(original: str) -> Folded:
    """A text folded. Takes time in proportion to its length."""
    parts: list[str] = []
    places: list[int] = []
    starts: list[int] = []
    stops: list[int] = []
    length = 0
    is_after_blank = True
    for start, stop, words in _pieces(original):
        is_even = stop - start == len(words)
        kept = words[1:] if is_after_blank and words[0] == " " else words
        if kept:
            parts.append(kept)
            places.append(length)
            starts.append(stop - len(kept) if is_even else start)
            stops.append(stop)
            length += len(kept)
            is_after_blank = kept[-1] == " "
    return Folded("".join(parts), places, starts, stops)


def fold(words: str) -> str:
    """Words folded as a text is, without blanks at the ends.

    >>> fold("The “*second*”  case—as it were")
    'the "second" case - as it were'
    """
    if words.isascii() and not _SPECIAL.search(words):
        return " ".join(words.lower().split())
    return folded(words).words.strip()


def start_of(text: Folded, place: int) -> int:
    """Where in the source the folded character at a place starts."""
    piece = bisect_right(text.places, place) - 1
    inside = place - text.places[piece]
    return text.starts[piece] + (inside if _is_even(text, piece) else 0)


def stop_of(text: Folded, place: int) -> int:
    """Where in the source the folded character at a place stops."""
    piece = bisect_right(text.places, place) - 1
    inside = place - text.places[piece]
    return text.starts[piece] + inside + 1 if _is_even(text, piece) else text.stops[piece]


def place_at(text: Folded, offset: int) -> int:
    """The place of the first folded character that starts at an offset of the source or behind it."""
    piece = bisect_right(text.starts, offset) - 1
    if piece < 0:
        return 0
    inside = offset - text.starts[piece]
    if inside == 0 or (_is_even(text, piece) and offset < text.stops[piece]):
        return text.places[piece] + inside
    return _end(text, piece)


def written(text: Folded, original: str, span: tuple[int, int]) -> str:
    """A stretch of the folded text as a reader sees it in the source, on one line."""
    first, last = span
    if last <= first:
        return ""
    begin, end = (bisect_right(text.places, place) - 1 for place in (first, last - 1))
    if begin == end and _is_even(text, begin):
        start = text.starts[begin] + first - text.places[begin]
        return " ".join(original[start : start + last - first].split())
    seen = [original[text.starts[piece] : text.stops[piece]] for piece in range(begin, end + 1)]
    if _is_even(text, end):
        seen[-1] = seen[-1][: last - text.places[end]]
    if _is_even(text, begin):
        seen[0] = seen[0][first - text.places[begin] :]
    return " ".join("".join(seen).split())


def _is_even(text: Folded, piece: int) -> bool:
    return _end(text, piece) - text.places[piece] == text.stops[piece] - text.starts[piece]


def _end(text: Folded, piece: int) -> int:
    return text.places[piece + 1] if piece + 1 < len(text.places) else len(text.words)


# ASCII for which no markup and no typography need be looked for.
_SPECIAL = re.compile(r"[^A-Za-z0-9 \n,;:'\"()?!%$/.+-]|--|\. \.")
_ASCII = {code: chr(code).lower() if not chr(code).isspace() else " " for code in range(128)}
_TYPOGRAPHY = (
    dict.fromkeys("‘’‚‛‹›′´ʼ", "'")
    | dict.fromkeys("“”„‟«»″", '"')
    | dict.fromkeys("‐‑‒–−", "-")
    | dict.fromkeys("—―⸺⸻", " - ")
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufe0e\ufe0f\ufeff*`", "")
)


def _pieces(original: str) -> Iterator[Stretch]:
    """The text piece by piece as (start, end, folded words), none of them empty; blanks may follow blanks."""
    table = _ASCII
    odd = ""
    if not original.isascii():
        folds = {char: _fold_char(char) for char in set(original) if char > "\x7f"}
        table = _ASCII | {ord(char): words for char, words in folds.items()}
        odd = "".join(sorted(char for char, words in folds.items() if len(words) != 1 or _joins(char)))
    uneven = _uneven(odd)
    for start, stop, words in stretches(original):
        if stop - start != len(words):
            if whole := _fold_cluster(words):
                yield start, stop, whole
            continue
        done = 0
        for match in uneven.finditer(words):
            first, last = match.span()
            first -= first > done and _joins(words[first])
            if first > done:
                yield start + done, start + first, words[done:first].translate(table)
            done = last
            whole = _fold_char(words[first]) if last - first == 1 else _fold_cluster(words[first:last])
            if whole:
                yield start + first, start + last, whole
        if done < len(words):
            yield start + done, stop, words[done:].translate(table)


@lru_cache(maxsize=64)
def _uneven(odd: str) -> re.Pattern[str]:
    """What does not fold character by character: these, runs of blanks, dashes and dots."""
    joining = "".join(char for char in odd if _joins(char))
    chars, marks = re.escape(odd), re.escape(joining)
    run = rf"|(?<=[{marks}])[{marks}]*+" if marks else ""
    alone = rf"|(?<=[{chars}])" if chars else ""
    return re.compile(rf"[\s*`.\-{chars}](?:(?<=\s)\s++|(?<=-)-++|(?<=\.)[ \xa0]\.[ \xa0]\.|(?<=[*`]){run}{alone})")


def _fold_cluster(words: str) -> str:
    """Characters that fold as a whole."""
    if words.isspace():
        return " "
    if words.startswith("--"):
        return " - "
    if words.startswith((". ", ".\xa0")):
        return "..."
    return "".join(_fold_char(char) for char in unicodedata.normalize("NFC", words))


@lru_cache(maxsize=4096)
def _fold_char(char: str) -> str:
    if char in _TYPOGRAPHY:
        return _TYPOGRAPHY[char]
    folds = (_TYPOGRAPHY.get(one, one).casefold() for one in unicodedata.normalize("NFKC", char))
    return "".join(" " if fold.isspace() else fold for fold in folds)


@lru_cache(maxsize=4096)
def _joins(char: str) -> bool:
    """Whether a character may become one with that before it: accents, and the jamo within a Hangul syllable."""
    is_mark = unicodedata.category(char).startswith("M") or "\u1160" <= char <= "\u11ff"
    return is_mark and char not in _TYPOGRAPHY
