"""Mermaid diagrams read back: a mind map as labels with their depths, a flowchart as boxes and arrows, each with its
place."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from msgspec import Struct

from .flowchart import read_flowchart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .flowchart import Arrow, Box

DEEPEST, MOST_LABELS = 40, 20_000


class Label(Struct, frozen=True, gc=False):
    """A label of a mind map: how deep below the root it stands (0 for a root), and its stretch of the text.

    `line` is where its line begins, with what draws its shape.
    """

    depth: int
    text: str
    start: int
    end: int
    line: int


class Diagram(Struct, frozen=True):
    """What a diagram holds. `kind` is its first word as written; `unread` are stretches that were not understood."""

    kind: str
    labels: tuple[Label, ...] = ()
    boxes: tuple[Box, ...] = ()
    arrows: tuple[Arrow, ...] = ()
    unread: tuple[tuple[int, int], ...] = ()


def read_diagram(code: str) -> Diagram:
    """The diagram that the code draws, places counted in the code. Mind maps and flowcharts are understood, of others
    only the kind is told. Never raises; linear in the length of the code."""
    start = _PREAMBLE.match(code)
    body = start.end() if start else 0
    opening = _KIND.match(code, body)
    if not opening:
        return Diagram("", unread=((0, len(code)),) if code.strip() else ())
    kind = opening[1]
    if kind == "mindmap":
        labels = tuple(_labels(code, opening.end()))
        rest = labels[-1].end if len(labels) == MOST_LABELS else len(code)
        return Diagram(kind, labels=labels, unread=((rest, len(code)),) if code[rest:].strip() else ())
    if kind in ("graph", "flowchart", "flowchart-elk"):
        boxes, arrows, unread = read_flowchart(code, opening.end())
        return Diagram(kind, boxes=boxes, arrows=arrows, unread=unread)
    return Diagram(kind, unread=((body, len(code)),))


_PREAMBLE = re.compile(r"(?:\s*---[ \t]*\n(?:(?!---).*\n)*?---[ \t]*\n)?(?:\s*%%.*(?:\n|$))*\s*")
_KIND = re.compile(r"([A-Za-z][\w-]*)")


def _labels(code: str, start: int) -> list[Label]:
    """The labels of a mind map. A line is below the nearest one above it that is indented less."""
    found: list[Label] = []
    indents: list[int] = []
    for begin, line in _lines(code, start):
        words = line.strip()
        if not words or words.startswith(("%%", "::")):
            continue
        indent = len(line[: len(line) - len(line.lstrip())].expandtabs(4))
        while indents and indents[-1] >= indent:
            indents.pop()
        text = label_of(words)
        if text:
            first = begin + len(line) - len(line.lstrip())
            inside = line.find(text)
            at, length = (begin + inside, len(text)) if inside >= 0 else (first, len(words))
            found.append(Label(min(len(indents), DEEPEST), text, at, at + length, first))
            indents.append(indent)
        if len(found) == MOST_LABELS:
            break
    return found


def _lines(code: str, start: int) -> Iterator[tuple[int, str]]:
    """The lines from a place on, each with where it begins; one whose quoted words go on below is one with those."""
    begin = start
    while begin < len(code):
        end = code.find("\n", begin)
        end = len(code) if end < 0 else end
        opened = _OPEN_QUOTE.search(code, begin, end)
        if opened:
            closed = code.find('"', opened.end(), min(len(code), opened.end() + 2000))
            end = code.find("\n", closed) if closed >= 0 else end
            end = len(code) if end < 0 else end
        yield begin, code[begin:end]
        begin = end + 1


_OPEN_QUOTE = re.compile(r"[\[({]\"[^\"\n]*$", re.MULTILINE)


def label_of(words: str) -> str:
    """What a line of a mind map shows, on one line: brackets that only draw a shape are left out, those that are part
    of the label are kept.

    >>> [label_of(words) for words in ("root((Bees))", "n1[The hive]", "Swarms (in May)", 'Queen ["only one"]')]
    ['Bees', 'The hive', 'Swarms (in May)', 'Queen ["only one"]']
    >>> [label_of(words) for words in ('n2["`two **wings**`"]', "P(sting)", "(smoke)", "a -> ??? -> b")]
    ['two wings', 'P(sting)', 'smoke', 'a -> ??? -> b']
    """
    words = _CLASS.sub("", words)
    return shown(next((body for body in (_inside(words, *pair) for pair in _SHAPES) if body is not None), words))


def shown(words: str) -> str:
    """Words of a diagram as they are shown: entities decoded, line breaks made blanks, Markdown's marks left out."""
    if words.startswith('"`') and words.endswith('`"') and len(words) > 3:
        words = re.sub(r"\*\*|__|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)", "", words[2:-2])
    elif len(words) > 1 and words[0] == words[-1] and words[0] in "\"'" and words.count(words[0]) == 2:
        words = words[1:-1]
    if "#" in words or "&" in words:
        words = html.unescape(_ENTITY.sub(_decoded, words))
    return " ".join(re.sub(r"<br\s*/?>", " ", words).split())


_SHAPES = (("((", "))"), ("))", "(("), ("{{", "}}"), (")", "("), ("[", "]"), ("(", ")"))
_CLASS = re.compile(r"(?<!\s)\s*+:::[\w ,-]++$")
_ENTITY = re.compile(r"#(\d{1,7}|[a-zA-Z]{2,10});")
_NAME = re.compile(r"[\w-]*")


def _decoded(match: re.Match[str]) -> str:
    return f"&#{match[1]};" if match[1].isdecimal() else f"&{match[1]};"


def _inside(words: str, opening: str, closing: str) -> str | None:
    """The words in the brackets that draw a shape, None if these brackets draw none."""
    name = _NAME.match(words)
    start = name.end() if name else 0
    body = words[start + len(opening) : -len(closing)]
    is_wrapped = words.startswith(opening, start) and words.endswith(closing) and bool(body.strip())
    if not is_wrapped or not _is_pair(body, opening, closing) or not _is_id(words[:start], opening, body):
        return None
    return body.strip()


def _is_pair(body: str, opening: str, closing: str) -> bool:
    """Whether the brackets round the body belong together, as those of `(a) or (b)` do not."""
    if body[0] == body[-1] == '"' and len(body) > 1:
        return body.count('"') == 2
    if opening in ("))", ")"):
        return opening not in body
    depth = 0
    for char in body:
        depth += (char in opening) - (char in closing)
        if depth < 0:
            return False
    return depth == 0


def _is_id(name: str, opening: str, body: str) -> bool:
    """Whether what stands before a bracket names the box and is no word of the label, as in `f(x)` or `P(sting)`."""
    if not name or len(opening) == 2 or body.startswith('"') or opening == ")":
        return True
    if opening == "[":
        return not name[0].isupper() or " " in body or any(char in "_0123456789" for char in name)
    return not name[0].isupper() and (" " in body or body[0].isupper() or any(c in "_0123456789" for c in name))
