"""Lines of styled words for a terminal: wrapping, columns side by side, and painting."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import zip_longest

from .escape import escaped, one_line

Span = tuple[str, str]
"""Words and the role in which they are painted, "" for none."""

Line = list[Span]

Paint = Callable[[str, str], str]

UNBOUNDED = 1_000_000
LONGEST_ADDRESS = 400

# All but Latin, common punctuation, arrows and box drawing: what may be wider or narrower than one cell.
_UNCERTAIN = re.compile("[^\x20-\u02ff\u2010-\u2027\u2190-\u2193\u2212\u2500-\u257f]")

COLOURS = {
    "strong": "1",
    "faint": "2",
    "heading": "1;2",
    "relation": "36",
    "statement": "34",
    "inference": "1;34",
    "ground": "35",
    "term": "36",
    "process": "1;36",
    "failure": "31",
    "remedy": "32",
    "crux": "1;33",
    "side": "33",
    "study": "1;35",
    "document": "2",
    "agent": "1;37",
    "hopeful": "1;32",
    "worried": "1;31",
}


def text_width(text: str) -> int:
    """How many terminal cells the text takes.

    >>> text_width("crux"), text_width("論点")
    (4, 4)
    """
    if text.isascii() or not _UNCERTAIN.search(text):
        return len(text)
    from wcwidth import wcswidth  # tables for wide and combining characters, seldom needed

    width: int = wcswidth(text)
    return width if width >= 0 else len(text)


def line_width(line: Line) -> int:
    return sum(text_width(text) for text, _ in line)


def flow(spans: Iterable[Span], width: int, *, first: Line | None = None, rest: Line | None = None) -> list[Line]:
    """The words of the spans in lines of at most `width` cells, after `first` on the first line, `rest` on others.

    A word that fits on no line is broken; no line is empty of words unless there are none.
    """
    if width >= UNBOUNDED:
        return [[*(first or []), *_apart((one_line(text), role) for text, role in spans)]]
    lines: list[Line] = [list(first or [])]
    margin = rest if rest is not None else [(" " * line_width(first or []), "")]
    room = max(8, width - line_width(rest or first or []))
    used, indent, started = line_width(lines[0]), line_width(margin), False
    for text, role in spans:
        here: list[str] = []
        goes_on = started
        for piece in _in_pieces(one_line(text), room):
            size = len(piece) if piece.isascii() else text_width(piece)
            if started and used + 1 + size > width:
                _join(lines[-1], here, role, goes_on=goes_on)
                lines.append([*margin])
                here, used, started, goes_on = [], indent, False, False
            used += size + started
            here.append(piece)
            started = True
        _join(lines[-1], here, role, goes_on=goes_on)
    return lines


def beside(columns: Sequence[list[Line]], widths: Sequence[int], gap: Span = (" │ ", "faint")) -> list[Line]:
    """Blocks of lines side by side, each padded to its width."""
    rows: list[Line] = []
    for parts in zip_longest(*columns, fillvalue=[]):
        row: Line = []
        for place, (part, width) in enumerate(zip(parts, widths, strict=True)):
            last = place == len(widths) - 1
            row += [*part, *([] if last else [(" " * max(0, width - line_width(part)), ""), gap])]
        rows.append(row)
    return rows


def spread(left: Line, right: Line, width: int) -> list[Line]:
    """Two pieces at the two ends of a line, or one below the other where they do not fit."""
    room = width - line_width(left) - line_width(right)
    if room >= 2:
        return [[*left, (" " * room, ""), *right]]
    return [*flow(left, width), *flow(right, width, first=[("  ", "")])]


def indented(lines: Iterable[Line], by: int) -> list[Line]:
    """The lines moved to the right."""
    return [[(" " * by, ""), *line] if line else [] for line in lines]


def painted(lines: Iterable[Line], paint: Paint) -> str:
    """The lines as text that ends with a line break, without blanks at line ends."""
    return "".join(_painted(line, paint) + "\n" for line in lines)


def coloured(text: str, role: str) -> str:
    """The text in the colours of its role, as ANSI escape sequences (ECMA-48 SGR)."""
    return f"\x1b[{COLOURS[role]}m{text}\x1b[0m"


def unpainted(text: str, _role: str) -> str:
    """Paint for places without colour."""
    return text


def _painted(line: Line, paint: Paint) -> str:
    trimmed = list(line)
    while trimmed and not trimmed[-1][0].strip():
        trimmed.pop()
    if trimmed:
        trimmed[-1] = (trimmed[-1][0].rstrip(), trimmed[-1][1])
    return "".join(paint(escaped(text), role) if role else escaped(text) for text, role in trimmed)


def _apart(spans: Iterable[Span]) -> Line:
    """The spans with a blank between them."""
    line: Line = []
    for span in spans:
        line += [(" ", ""), span] if line else [span]
    return line


def _join(line: Line, words: list[str], role: str, *, goes_on: bool) -> None:
    """Put words of one role at the end of a line, after a blank if it `goes_on`."""
    if not words:
        return
    if goes_on:
        _append(line, " ", role if line[-1][1] == role else "")
    _append(line, " ".join(words), role)


def _append(line: Line, text: str, role: str) -> None:
    if line and line[-1][1] == role:
        line[-1] = (line[-1][0] + text, role)
    else:
        line.append((text, role))


def _in_pieces(text: str, width: int) -> Iterator[str]:
    """The words of a text, those in pieces that fit on no line."""
    for word in text.split(" "):
        if len(word) <= width and word.isascii():
            yield word
        else:
            yield from _pieces(word, width)


def _pieces(word: str, width: int) -> Iterable[str]:
    is_address = "://" in word and len(word) <= LONGEST_ADDRESS  # broken, it could not be copied
    if is_address or (len(word) <= width and text_width(word) <= width):
        return (word,)
    step = max(1, width // 2) if not word.isascii() else width
    return (word[start : start + step] for start in range(0, len(word), step))
