"""The lines of a PDF file's pages, with what tells headings, paragraphs and lists apart: size, weight and place."""

from __future__ import annotations

import ctypes
import re
from contextlib import closing
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_PAGES = 3000
MOST_CHARS = 5_000_000
MARGIN = 0.12
LARGEST = 20_000.0
HYPHEN = "\ufffe"  # what pdfium puts for a hyphen at the end of a line


class Line(Struct, frozen=True, kw_only=True):
    """A line of a page. `left`, `right` and `bottom` are in points from the page's left and lower edges; `bold` counts
    the characters at its beginning that are."""

    text: str
    page: int
    size: float = 0.0
    bold: int = 0
    left: float = 0.0
    right: float = 0.0
    bottom: float = 0.0


class Pages(Struct, frozen=True, kw_only=True):
    """What a file holds: its lines, without what stands at the edge of every page; its title and author if it says
    them; how many pages it has, and on how many of them its text was read."""

    lines: list[Line]
    title: str = ""
    author: str = ""
    count: int = 0
    read: int = 0


def read_pages(data: bytes) -> Pages:
    """The pages of a file. Raises ImportError without pypdfium2, and its PdfiumError for what is no PDF."""
    import pypdfium2  # type: ignore[import-untyped]  # not there without the extra, and a twentieth of a second

    with closing(pypdfium2.PdfDocument(data)) as document:
        about = document.get_metadata_dict()
        pages: list[tuple[list[Line], float]] = []
        chars = 0
        for number in range(min(len(document), MOST_PAGES)):
            if chars > MOST_CHARS:
                break
            with closing(document[number]) as page, closing(page.get_textpage()) as text:
                lines = list(_lines(text, number))
                pages.append((lines, float(page.get_height())))
                chars += sum(len(line.text) for line in lines)
        return Pages(
            lines=list(_without_edges(pages)),
            title=about.get("Title", ""),
            author=about.get("Author", ""),
            count=len(document),
            read=len(pages),
        )


def _lines(page: Any, number: int) -> Iterator[Line]:
    at = 0
    for row in page.get_text_range().split("\r\n"):
        text = row.strip(" \t\r\n\0")
        if text:
            first = at + _units(row[: row.index(text)])
            yield _line(page, text, first, first + _units(text) - 1, number)
        at += _units(row) + 2


def _line(page: Any, text: str, first: int, last: int, number: int) -> Line:
    from pypdfium2 import raw

    if raw.FPDFText_GetUnicode(page, first) != ord(text[0]):  # characters and places are not in step here
        return Line(text=text, page=number)
    left, _, bottom = _box(page, first)
    _, right, _ = _box(page, last)
    letter = re.search(r"\w", text)
    start = letter.start() if letter else 0  # a bullet may be of any size
    inside = first + _units(text[:start])
    bold = 0
    if _is_bold(page, inside):
        starts = [found.start() for found in re.finditer(r"(?<=\s)\S", text) if found.start() > start]
        bold = next((at for at in starts if not _is_bold(page, first + _units(text[:at]))), len(text))
    size = _sound(float(raw.FPDFText_GetFontSize(page, inside)))
    return Line(text=text, page=number, size=size, bold=bold, left=left, right=right, bottom=bottom)


def _units(text: str) -> int:
    """How many characters pdfium counts, which has two for one beyond the basic plane."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _box(page: Any, index: int) -> tuple[float, float, float]:
    from pypdfium2 import raw

    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharBox(page, index, left, right, bottom, top)
    return _sound(left.value), _sound(right.value), _sound(bottom.value)


def _sound(points: float) -> float:
    """The number, 0.0 for what no page can have."""
    return round(points, 1) if -LARGEST < points < LARGEST else 0.0


def _is_bold(page: Any, index: int) -> bool:
    from pypdfium2 import raw

    buffer, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    raw.FPDFText_GetFontInfo(page, index, buffer, 128, flags)
    return re.search(rb"bold|black|heavy|demi", buffer.value, re.IGNORECASE) is not None


def _without_edges(pages: list[tuple[list[Line], float]]) -> Iterator[Line]:
    """The lines but for heads and feet of pages: the outermost ones near an edge that stand on most pages, numbers
    apart, and bare numbers."""
    pages_of: dict[str, set[int]] = {}
    for lines, height in pages:
        for line in lines:
            if _is_at_edge(line, height):
                pages_of.setdefault(_head(line), set()).add(line.page)
    often = max(2, len(pages) // 2)

    def is_head(line: Line) -> bool:
        return len(pages_of[_head(line)]) >= often or _NUMBER.fullmatch(line.text) is not None

    for lines, height in pages:
        edge = sorted((line for line in lines if _is_at_edge(line, height)), key=lambda line: line.bottom)
        feet = takewhile(is_head, (line for line in edge if line.bottom < height / 2))
        heads = takewhile(is_head, (line for line in reversed(edge) if line.bottom > height / 2))
        dropped = set(map(id, (*feet, *heads)))
        yield from (line for line in lines if id(line) not in dropped)


_NUMBER = re.compile(r"[-–—\s]*(\d{1,4}|[ivxl]{1,7})[-–—\s]*")


def _is_at_edge(line: Line, height: float) -> bool:
    return line.size > 0 and not MARGIN * height < line.bottom < (1 - MARGIN) * height


def _head(line: Line) -> str:
    return re.sub(r"\d+", "0", line.text)
