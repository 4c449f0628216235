"""Bytes turned into text: their encoding found, ends of lines made alike, damage by a wrong encoding undone."""

from __future__ import annotations

import os
import re
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from ..graph.problem import Finding, Span

if TYPE_CHECKING:
    from .mojibake import Restored

# What a file begins with that says so, the longer marks first.
MARKS = (
    (b"\xff\xfe\0\0", "utf-32-le"),
    (b"\0\0\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"\xef\xbb\xbf", "utf-8"),
)
FEWEST_NULS = 0.05
LABELS = {"mac_roman": "MacRoman", "cp1252": "cp1252"}
TO_ICONV = {"mac_roman": "macintosh", "cp1252": "cp1252"}


class Decoded(Struct, frozen=True):
    """A document's text, its lines ended by line feeds alone; None, with a finding that says why, if it has none.

    `restored` tells what was restored in it, None if nothing was.
    """

    text: str | None
    findings: tuple[Finding, ...] = ()
    restored: Restored | None = None


def decode(data: bytes, name: str, *, repair: bool = True) -> Decoded:
    """The text of a file's bytes: UTF-8, or UTF-16 and UTF-32 that say so or can be nothing else.

    Text that was read in another encoding before and saved so is restored where that is certain, unless `repair` is
    off.
    """
    mark, encoding = next((row for row in MARKS if data.startswith(row[0])), (b"", ""))
    encoding = encoding or _without_mark(data)
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        return Decoded(None, (_undecodable(data, len(mark) + error.start, name, encoding),))
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return restore(Decoded(text), name) if repair else Decoded(text)


def restore(decoded: Decoded, name: str, *, is_file: bool = True) -> Decoded:
    """The same with its text, which is all its file holds or not, restored where it was certainly damaged.

    It keeps its lines.
    """
    if decoded.text is None or not may_be_damaged(decoded.text):
        return decoded
    from .mojibake import restored  # a hundredth of a second, for texts that look like it

    found = restored(decoded.text)
    if not found.rounds:
        return decoded
    return Decoded(found.text, (*decoded.findings, _repaired(found, name, is_file=is_file)), found)


def _without_mark(data: bytes) -> str:
    """The encoding of bytes that do not say it. UTF-16 of most languages has NULs in one byte of two, and no others."""
    nuls = data.count(0)
    if len(data) % 2 or nuls < FEWEST_NULS * len(data) / 2 or not nuls:
        return "utf-8"
    for encoding, high in (("utf-16-le", 1), ("utf-16-be", 0)):
        if data[high::2].count(0) == nuls and _is_text(data, encoding):
            return encoding
    return "utf-8"


def _is_text(data: bytes, encoding: str) -> bool:
    """Whether the bytes are text in the encoding: all characters are assigned, and none controls a device."""
    import unicodedata  # only for files with NULs

    try:
        chars = set(data.decode(encoding))
    except UnicodeDecodeError:
        return False
    return all(unicodedata.category(char) not in ("Cc", "Cn", "Co") for char in chars - set("\t\n\r\f"))


def _undecodable(data: bytes, start: int, name: str, encoding: str) -> Finding:
    """A finding at the first byte that is not text in the encoding."""
    before = data[:start].decode(encoding, "replace").lstrip("\ufeff")
    before = before.replace("\r\n", "\n").replace("\r", "\n")
    label = re.sub("-[lb]e$", "", encoding).upper()
    hint = "save the file as UTF-8" + (" (from cp1252: iconv -f cp1252 -t utf-8)" if label == "UTF-8" else "")
    if data.startswith(_GZIP):
        hint = "it is packed: unpack it first, with gunzip"
    span = Span(name, before.count("\n") + 1, len(before) - before.rfind("\n"))
    return Finding(rule="not-utf8", message=f"byte 0x{data[start]:02x} is not {label} text", span=span, hint=hint)


_GZIP = b"\x1f\x8b\x08"


def is_damaged(text: str) -> bool:
    """Whether a text would be restored."""
    return restore(Decoded(text), "").restored is not None


def may_be_damaged(text: str) -> bool:
    """Whether a text has anything that may be the remains of another character."""
    return not text.isascii() and _looks_damaged().search(text) is not None


@cache
def _looks_damaged() -> re.Pattern[str]:
    """Two characters in a row that the bytes of one character become; clean texts in most languages have few."""
    first, second = bytes(range(0xC2, 0xF5)), bytes(range(0x80, 0xC0))
    leads, follows = ("".join(row.decode(name, "ignore") for name in LABELS) for row in (first, second))
    return re.compile(f"[{re.escape(leads)}][\x80-\x9f{re.escape(follows)}]")


def _repaired(found: Restored, name: str, *, is_file: bool) -> Finding:
    """What to say of a text that was restored, and how to have it so for good."""
    codecs = [LABELS[codec] for codec, _ in reversed(found.rounds)]
    is_one = len(set(codecs)) == 1
    read = f"{codecs[0]} {_TIMES[len(codecs)]}" if is_one else " and then as ".join(codecs)
    places = f"{found.places} place{'s' if found.places > 1 else ''}"
    were = "is read as it was" if found.places == 1 else "are read as they were"
    message = f"the text was read as {read} and saved so; {places}, from here on, {were} before"
    (codec, damaged), *more = found.rounds
    hint = "save the document anew as UTF-8; to read it as it stands, set repair = false in cruxmap.toml"
    if is_file and not more and _is_whole(damaged, codec):
        path = os.path.basename(name)
        hint = f"to restore it: iconv -f utf-8 -t {TO_ICONV[codec]} '{path}' > restored.txt"
    return Finding(rule="text-repaired", message=message, span=Span(name, found.line, found.column), hint=hint)


_TIMES = ("", "once", "twice", "three times", "four times")


def _is_whole(damaged: str, codec: str) -> bool:
    """Whether the whole text comes back when it is written in the encoding."""
    try:
        damaged.encode(codec).decode("utf-8")
    except UnicodeError:
        return False
    return True
