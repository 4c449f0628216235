"""Mermaid flowcharts read back: their boxes, and the arrows between them with what is written on them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator


class Box(Struct, frozen=True, gc=False):
    """A box of a flowchart under the name by which arrows call it, with the stretch of its label."""

    name: str
    text: str
    start: int
    end: int


class Arrow(Struct, frozen=True, gc=False):
    """An arrow from one box to another by their names; `is_plain` if it has no head."""

    tail: str
    head: str
    text: str
    is_plain: bool
    start: int
    end: int


Read = tuple[tuple[Box, ...], tuple[Arrow, ...], tuple[tuple[int, int], ...]]


def read_flowchart(code: str, start: int) -> Read:
    """The boxes, arrows and stretches not understood of a flowchart's code, read from behind its first word on.

    A box is written with its label once, wherever that is; one never labelled is called by its name. Looks, clicks and
    the frames of subgraphs are no content.
    """
    chart = _Chart(code)
    for begin, end in _statements(code, start):
        if len(chart.arrows) + len(chart.boxes) > MOST_PARTS:
            chart.unread.append((begin, len(code)))
            break
        chart.take(begin, end)
    return tuple(chart.boxes.values()), tuple(chart.arrows), tuple(chart.unread)


_DIRECTION = re.compile(r"[ \t]*(?:TB|TD|BT|RL|LR)?[ \t]*;?")
_NO_CONTENT = re.compile(
    r"(?:classDef|class|style|linkStyle|click|direction|accTitle|accDescr|end|subgraph)\b(?!\s*(?:--|==|-\.))|%%"
)
_BOX = re.compile(r"\s*(?P<name>\w+(?:[-.]\w+)*)\s*")
_SHAPES = (
    ("([", "])"), ("[(", ")]"), ("[[", "]]"), ("(((", ")))"), ("((", "))"), ("{{", "}}"), ("[/", "/]"), ("[/", "\\]"),
    ("[\\", "\\]"), ("[\\", "/]"), ("[", "]"), ("(", ")"), ("{", "}"), (">", "]"),
)  # fmt: skip
_SHAPE = re.compile(
    "|".join(
        rf"{re.escape(opening)}(?:\"(?P<q{place}>[^\"]{{1,2000}})\"|(?P<k{place}>[^\n\"]{{1,400}}?)){re.escape(closing)}"
        r"(?=\s*(?:[-=.<&;:~@]|$))"
        for place, (opening, closing) in enumerate(_SHAPES)
    )
)
_STYLED = re.compile(r"\s*:::\w+|\s*@\{[^}\n]*\}")
_ARROW = re.compile(
    r"\s*(?P<left><)?(?:\w+@)?(?:"
    r"(?:--|==)\s+(?P<text>[^|\n]{1,300}?)\s+(?:-{2,}|={2,})(?P<tip>[>xo])?"
    r"|-\.\s+(?P<dotted>[^|\n]{1,300}?)\s+\.+-(?P<tip2>[>xo])?"
    r"|(?:-{2,}|={2,}|-\.+-|~{3,})(?P<tip3>[>xo](?=[\s|]|$))?(?P<tip4>>)?"
    r")(?:\s*\|(?P<piped>[^|\n]*)\|)?"
)


def _statements(code: str, start: int) -> Iterator[tuple[int, int]]:
    """The stretches between line ends and semicolons, those in quotes left out."""
    direction = _DIRECTION.match(code, start)
    begin, quoted = direction.end() if direction else start, False
    for match in re.finditer(r"[\n;\"]", code[begin:]):
        place = begin_at(match, direction.end() if direction else start)
        if match[0] == '"':
            quoted = not quoted
        elif match[0] == "\n" or not quoted:
            yield begin, place
            begin, quoted = place + 1, quoted and match[0] != "\n"
    yield begin, len(code)


def begin_at(match: re.Match[str], base: int) -> int:
    return match.start() + base


class _Chart:
    """A flowchart growing by statements."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.boxes: dict[str, Box] = {}
        self.arrows: list[Arrow] = []
        self.unread: list[tuple[int, int]] = []

    def take(self, begin: int, end: int) -> None:
        """A statement: boxes joined by `&`, then arrows to more of them."""
        while begin < end and self.code[begin].isspace():
            begin += 1
        if begin == end or _NO_CONTENT.match(self.code, begin, end):
            return
        tails, at = self._boxes(begin, end)
        while tails and at < end:
            arrow = _ARROW.match(self.code, at, end)
            heads, after = self._boxes(arrow.end(), end) if arrow and arrow.end() > at else ([], at)
            if not arrow or not heads:
                break
            self._join(tails, heads, arrow, (begin, after))
            tails, at = heads, after
        if self.code[at:end].strip(" \t;") or not tails:
            self.unread.append((at if tails else begin, end))

    def _boxes(self, at: int, end: int) -> tuple[list[str], int]:
        names: list[str] = []
        while box := _BOX.match(self.code, at, end):
            at = box.end("name")
            shape = _SHAPE.match(self.code, box.end(), end)
            text, stretch = box["name"], box.span("name")
            if shape and shape.lastgroup:
                text, stretch = shape[shape.lastgroup].strip(), shape.span(shape.lastgroup)
                at = shape.end()
            styled = _STYLED.match(self.code, at, end)
            at = styled.end() if styled else at
            if shape or box["name"] not in self.boxes:
                self.boxes[box["name"]] = Box(box["name"], text, *stretch)
            names.append(box["name"])
            more = re.compile(r"\s*&").match(self.code, at, end)
            if not more:
                break
            at = more.end()
        return names, at

    def _join(self, tails: list[str], heads: list[str], arrow: re.Match[str], place: tuple[int, int]) -> None:
        text = (arrow["text"] or arrow["dotted"] or arrow["piped"] or "").strip(" \"'")
        is_plain = not (arrow["tip"] or arrow["tip2"] or arrow["tip3"] or arrow["tip4"] or arrow["left"])
        ends = [(tail, head) for tail in tails for head in heads]
        self.arrows += [Arrow(tail, head, text, is_plain, *place) for tail, head in ends[:MOST_AT_ONCE]]


MOST_AT_ONCE = 100
MOST_PARTS = 40_000
