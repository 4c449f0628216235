"""UTF-8 that was read in another encoding and saved so, restored where nothing else can have happened.

Such texts have telling remains, `doesnâ€™t` and `caf√©`, which no language writes (see `mojibake_signs`). Only a text
that has some is touched. They are restored, and with them what else may be remains on lines where all signs may be;
so are lines between such lines. A text that mostly quotes remains, or shows them beside what they stand for, is
about them and is left alone.
"""

from __future__ import annotations

import re
import unicodedata
from codecs import charmap_encode
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from msgspec import Struct

from .mojibake_signs import Codec, codecs

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_ROUNDS = 4
MOST_SIGNS = 1000
WINDOW = 200
LOOKAHEAD = 3


class Restored(Struct, frozen=True):
    """A text as it was before it was damaged.

    `rounds` are the encodings it was read in by mistake, each with the text that came of it, the last mistake first.
    `places` counts what was restored of that, the first of them at `line` and `column`.
    """

    text: str
    rounds: tuple[tuple[str, str], ...] = ()
    places: int = 0
    line: int = 1
    column: int = 1


def restored(text: str) -> Restored:
    """The text with all restored that was certainly damaged. Takes time in proportion to its length.

    >>> restored("It doesnâ€™t matter.").text
    'It doesn’t matter.'
    """
    rounds: list[tuple[str, str]] = []
    places, now = 0, text
    while len(rounds) < MOST_ROUNDS and not now.isascii():
        codec, proven = _evidence(now)
        after, count = _repaired(now, codec, proven) if codec else (now, 0)
        if codec is None or not count:
            break
        rounds.append((codec.name, now))
        places, now = places or count, after
    if not rounds:
        return Restored(text)
    line, column = _first_change(text, now)
    return Restored(now, tuple(rounds), places, line, column)


class Columns:
    """Where places of a restored text stood in the text as it was found."""

    def __init__(self, found: Restored) -> None:
        codecs = {codec.name: codec for codec in _codecs()}
        texts = [found.text, *(text for _, text in reversed(found.rounds))]
        self._rows = [text.split("\n") for text in texts]
        self._codecs = [codecs[name] for name, _ in reversed(found.rounds)]

    def before(self, line: int, column: int) -> int:
        """The column before for a line and column of the restored text; all count from 1."""
        if not 0 < line <= len(self._rows[0]):
            return column
        offset = column - 1
        for codec, after, before in zip(self._codecs, self._rows, self._rows[1:], strict=False):
            offset = _offset_before(before[line - 1], after[line - 1], offset, codec)
        return offset + 1


@cache
def _codecs() -> tuple[Codec, ...]:
    return codecs()


def _evidence(text: str) -> tuple[Codec | None, set[str]]:
    """The encoding that the text was certainly read in by mistake, if there is one, and what of it is
    proven: the characters that telling remains stand for."""
    best: Codec | None = None
    most, proven = 0, set[str]()
    for codec in _codecs():
        telling = (found for found in codec.remains.finditer(text) if _tells(text, found, codec))
        signs = list(islice(telling, MOST_SIGNS))
        free = [found for found in signs if not _is_quoted(text, found, codec)]
        covered = sum(len(found[0]) for found in free)
        if covered > most and 2 * (len(free) - _also_intact(text, free, codec)) > len(signs):
            best, most = codec, covered
            proven = {char for found in free for char in _decoded(found[0], codec)}
    return best, proven


def _tells(text: str, remains: re.Match[str], codec: Codec) -> bool:
    sign = codec.telling.search(text, remains.start(), remains.end() + LOOKAHEAD)
    return sign is not None and sign.end() <= remains.end()


def _also_intact(text: str, signs: list[re.Match[str]], codec: Codec) -> int:
    """How many of telling remains are in words that also stand in the text as they were before."""
    words = [_meant_word(text, found, codec) for found in signs]
    there = set(_WORD.findall(text)) if any(words) else set[str]()
    return sum(word in there for word in words)


_WORD = re.compile(r"\w+")


def _meant_word(text: str, remains: re.Match[str], codec: Codec) -> str:
    """The word that remains are part of, as it was before; "" if they were no letter."""
    start, end = remains.span()
    meant = _decoded(remains[0], codec)
    if not meant.isalpha():
        return ""
    parts = (text[max(start - WINDOW, 0) : start], text[end : end + WINDOW])
    before, after = (codec.remains.sub(lambda found: _decoded(found[0], codec), part) for part in parts)
    heads, tails = _LAST_WORD.search(before), _WORD.match(after)
    return (heads[0] if heads else "") + meant + (tails[0] if tails else "")


_LAST_WORD = re.compile(r"\w+\Z")


def _is_quoted(text: str, remains: re.Match[str], codec: Codec) -> bool:
    """Whether remains are only spoken of: in a word of its own in quotes, or beside what they stand for."""
    start, end = remains.span()
    before, after = text[max(start - WINDOW, 0) : start], text[end : end + WINDOW]
    before, after = before[before.rfind("\n") + 1 :], after.partition("\n")[0]
    word = (before[before.rfind(" ") + 1 :] + remains[0] + after.partition(" ")[0]).rstrip(".,;:!?)").lstrip("(")
    in_quotes = len(word) > 2 and word[0] in "\"'`“‘«" and word[-1] in "\"'`”’»"
    return in_quotes or _decoded(remains[0], codec) in codec.remains.sub("", f"{before}\n{after}")


def _repaired(text: str, codec: Codec, proven: set[str]) -> tuple[str, int]:
    """The text with what was damaged restored, and how many places that were."""
    whole = _decoded(text, codec)
    if whole and _is_likely(whole, set(map(_script, proven))):
        return whole, sum(1 for _ in codec.remains.finditer(text))
    return _Lines(codec, proven).repaired(text)


class _Lines:
    """A text that is damaged in part, line by line."""

    def __init__(self, codec: Codec, proven: set[str]) -> None:
        self.codec = codec
        self.proven = proven
        self.scripts = set(map(_script, proven))
        self.known: dict[str, str] = {}
        self.places = 0

    def repaired(self, text: str) -> tuple[str, int]:
        """The text with damaged lines restored as a whole, of partly damaged ones what tells; and the places."""
        rows = text.split("\n")
        states = _settled([self.state(row) for row in rows])
        return "\n".join(map(self.row, rows, states)), self.places

    def state(self, row: str) -> str:
        """What became of a line: damaged, partly (damaged), clean, open (it may be damaged); "" says nothing."""
        if row.isascii():
            return ""
        tells, is_clean, at = False, False, 0
        for found in self.codec.remains.finditer(row):
            meant = self.meant(found[0])
            if meant:
                is_known = (
                    self.proven.issuperset(meant) and not row[max(found.start() - 1, 0) : found.start()].isupper()
                )
                tells = tells or is_known or self.tells(row, found)
                is_clean = is_clean or not row[at : found.start()].isascii()
                at = found.end()
        is_clean = is_clean or not row[at:].isascii()
        if tells:
            return "partly" if is_clean else "damaged"
        return "clean" if is_clean else "open"

    def row(self, row: str, state: str) -> str:
        """The line, restored as far as its state says."""
        if state not in ("damaged", "partly"):
            return row

        def restore(found: re.Match[str]) -> str:
            meant = self.meant(found[0]) if state == "damaged" or self.tells(row, found) else ""
            self.places += bool(meant)
            return meant or found[0]

        return self.codec.remains.sub(restore, row)

    def tells(self, row: str, found: re.Match[str]) -> bool:
        return _tells(row, found, self.codec) and not _is_quoted(row, found, self.codec)

    def meant(self, remains: str) -> str:
        """What remains were before, "" if that is nothing to expect in this text."""
        if remains not in self.known:
            meant = _decoded(remains, self.codec)
            self.known[remains] = meant if _is_likely(meant, self.scripts) else ""
        return self.known[remains]


def _settled(states: list[str]) -> list[str]:
    """The states with open lines that stand between damaged ones, or at the end or start of them, damaged too."""
    above, below = _nearest(states), _nearest(states[::-1])[::-1]
    around = zip(states, above, below, strict=True)
    return ["damaged" if now == "open" and {up, down} <= {"damaged", ""} else now for now, up, down in around]


def _nearest(states: Iterable[str]) -> list[str]:
    """For each line the state of the nearest line before it that has one and is not open, "" if there is none."""
    found, last = [], ""
    for state in states:
        found.append(last)
        last = state if state not in ("", "open") else last
    return found


def _decoded(damaged: str, codec: Codec) -> str:
    """What the text was before it was read in the encoding, "" if it never was UTF-8."""
    try:
        return charmap_encode(damaged, "strict", codec.table)[0].decode("utf-8")
    except UnicodeError:
        return ""


def _is_likely(text: str, scripts: set[str]) -> bool:
    """Whether all characters are such as a text in Latin letters has too, or of the scripts."""
    return bool(_USUAL.fullmatch(text)) or all(_script(char) in scripts for char in set(_USUAL.sub("", text)))


_USUAL = re.compile(
    "[\x00-\u024f\u02b0-\u03ff\u1e00-\u1eff\u2000-\u2bff\ufb01\ufb02\ufe0f\ufeff\ufffd\uf8ff\U0001f000-\U0001faff]+"
)


@cache
def _script(char: str) -> str:
    if char >= "\u2e80" and not "\ufb00" <= char <= "\ufe2f":
        return "CJK"
    return re.split("[ -]", unicodedata.name(char, ""))[0] or repr(char)


def _first_change(before: str, after: str) -> tuple[int, int]:
    """Line and column of the first difference of two texts that differ."""
    same, differs = 0, len(before)
    while differs - same > 1:
        middle = (same + differs) // 2
        same, differs = (middle, differs) if after.startswith(before[same:middle], same) else (same, middle)
    return before.count("\n", 0, same) + 1, same - before.rfind("\n", 0, same)


def _offset_before(before: str, after: str, offset: int, codec: Codec) -> int:
    """Where character `offset` of a restored line stood in the line as it was."""
    if before == after:
        return offset
    there = here = 0
    while here < offset and there < len(before):
        remains = codec.remains.match(before, there)
        meant = _decoded(remains[0], codec) if remains else ""
        if not meant or not after.startswith(meant, here):
            meant = before[there] if before[there].isascii() else ""
        for char in meant[: offset - here] or "?":
            there += len(char.encode())  # each byte became a character
            here += 1
    return there
