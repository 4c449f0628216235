"""How wide text is where nothing can measure it, and where it is broken into lines so that it fits.

Widths are those of DejaVu Sans, the widest of the fonts that a sans-serif stack commonly ends at, rounded up; what
is not in the table counts as wide as such characters come. Units are hundredths of the font's size.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# fmt: off
_CHARACTERS: dict[int, str] = {
    30: "'IJijlÌÍÎÏìíîïĨĩĪīĬĭĮįİıĴĵĺļłΙΪІЇЈіїј",
    35: " ,./:;\\|¦·ŀ·ΐίιϊ‘’‚‛․‧",
    40: "()-[]ftľţťŧſ‐‑",
    45: "!r¡²³¹ŕŗřΊ",
    50: '"ªº',
    55: "*?_`sz§¨¯°´¸¿śŝşšźżžέεζгзѓѕ–‖‗“”„‟†‡",
    60: "FLckvxyçýÿćĉċčĲĳķĸĹĻĽĿŁŷΓΰγκλνξςυχϋύвстухчьэєў•‣",
    65: "$0123456789EPSTYabdeghnopqu{}¢£¤¥«µ¶»ÈÉÊËÝÞßàáâãäåèéêëðñòóôõöøùúûüþāăąďđĒēĔ"
        "ĕĖėĘęĚěĝğġģĥńņňŋōŏőŚŜŞŠŢŤŦũūŭůűųŶŸΕΞΡΣΤΥΫήβδηθμοπρστόЀЁЃЅЎГЕЗРТУабеклоряѐёђќ‒€",
    70: "ABKVXZÀÁÂÃÄÅĀĂĄĶŹŻŽΆΑΒΔΖΚΛΧάαφψАБВХЧЬдийнпцћѝџ‥",
    75: "CRUÇÙÚÛÜĆĈĊČħŔŖŘŨŪŬŮŰŲЄЌКСЭЯъ",
    80: "&DGHNOQÐÑÒÓÔÕÖØĎĐĜĞĠĢĤŃŅŇŊŌŎŐΈΗΘΝΟΠΦΨΩЂЋЍЏДИЙЛНОПЦмы",
    85: "#+<=>^w~¬±×÷ŉŵΌΎΏωώЪ←↑→↓↔↕−≠≤≥⇒✓",
    90: "MΉΜМФЫфю",
    95: "Ħжшљњ",
    100: "%Wm¼½¾ÆæŴщ",
    105: "@©®œ—―…™",
    110: "ŒЊЖШЮ",
    115: "ЉЩ",
}
# fmt: on
_WIDTHS = {ord(char): width for width, chars in _CHARACTERS.items() for char in chars}

# Where whole blocks, or single characters, are wider than a letter of their kind: first, last, width.
_WIDE: tuple[tuple[int, int, int], ...] = (
    (0x20E3, 0x20E3, 40),  # the frame of a keycap
    (0x0B80, 0x0DFF, 200),  # Tamil to Sinhala
    (0x1000, 0x109F, 160),  # Myanmar
    (0x1B00, 0x1B7F, 200),  # Balinese
    (0x2E3A, 0x2E3B, 320),  # dashes of two and three ems
    (0xA980, 0xA9DF, 200),  # Javanese
    (0xFDFD, 0xFDFD, 1200),  # a whole sentence as one character
    (0xFE0F, 0xFE0F, 30),  # asks for the wider, coloured form
    (0x12000, 0x1254F, 320),  # cuneiform
    (0x1F000, 0x1FBFF, 130),  # emoji
)
_SPACES = re.compile(r"[\t-\r\x1c-\x1f \x85\u2028\u2029]+")
_JOINER = "\u200d"


def squeezed(text: str) -> str:
    """The text with line breaks and runs of spaces as single spaces; what keeps words together stays."""
    return _SPACES.sub(" ", text).strip(" ")


def width_of(text: str, *, bold: bool = False) -> int:
    """How wide the text is at most, in hundredths of the font's size.

    >>> width_of("crux"), width_of("crux", bold=True), width_of("漢字")
    (230, 278, 220)
    """
    return sum(_character(char, bold) for char in text)


def wrapped(text: str, room: int, *, bold: bool = False, most: int = 0) -> list[str]:
    """The text in lines at most `room` wide, broken between words, and inside a word only where it does not fit.

    With `most`, at most so many lines, the last one ending in `…` if there was more. [] for a blank text.

    >>> wrapped("Are long goals likely?", 800)
    ['Are long goals', 'likely?']
    >>> wrapped("Are long goals likely?", 800, most=1)
    ['Are long goa…']
    """
    lines: list[str] = []
    line, width = "", 0
    for word in squeezed(text).split(" "):
        if most and len(lines) > most:
            break
        long = width_of(word, bold=bold)
        if line and width + _character(" ", bold) + long <= room:
            line, width = f"{line} {word}", width + _character(" ", bold) + long
            continue
        pieces = [word] if long <= room else _pieces(word, room, bold=bold, most=most)
        lines += [line, *pieces[:-1]] if line else pieces[:-1]
        line, width = pieces[-1], width_of(pieces[-1], bold=bold)
    lines += [line] if line else []
    return lines if not most or len(lines) <= most else [*lines[: most - 1], _cut(lines[most - 1], room, bold)]


def _pieces(word: str, room: int, *, bold: bool, most: int) -> list[str]:
    """A word in pieces that fit."""
    pieces: list[str] = []
    piece, width = "", 0
    for cluster in _clusters(word, room, bold):
        wide = width_of(cluster, bold=bold)
        if piece and width + wide > room:
            pieces.append(piece)
            piece, width = "", 0
            if most and len(pieces) > most:
                return pieces
        piece, width = piece + cluster, width + wide
    return [*pieces, piece]


def _clusters(word: str, room: int, bold: bool) -> Iterator[str]:
    """Characters, each with what is drawn onto it or joined to it, as far as that fits."""
    cluster, width = "", 0
    for char in word:
        wide = _character(char, bold)
        joined = wide == 0 or cluster.endswith(_JOINER)
        if cluster and not (joined and width + wide <= room):
            yield cluster
            cluster, width = "", 0
        cluster, width = cluster + char, width + wide
    yield cluster


def _cut(line: str, room: int, bold: bool) -> str:
    while line and width_of(line + "…", bold=bold) > room:
        line = line[:-1]
    return line.rstrip() + "…"


@cache
def _character(char: str, bold: bool) -> int:
    code = ord(char)
    if code in _WIDTHS:
        return _WIDTHS[code] + (0 if not bold else 12 if code < 0x370 else 24)
    for first, last, wide in _WIDE:
        if first <= code <= last:
            return wide
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return (110 if unicodedata.east_asian_width(char) in "WF" else 120) + (12 if bold else 0)
