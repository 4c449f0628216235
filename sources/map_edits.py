"""Single words of a map file replaced where they stand, everything else byte for byte as it was."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml
from msgspec import Struct

from .map_values import wants_quotes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..graph.problem import Edit

_PLAIN = re.compile(r"[^\W_](?:[\w ./'’…-]*[\w.])?")
_GAP = re.compile(r"\s(?:…|\.\.\.)(?=\s)")
_ENDS = ("from", "to", "node", "element", "stands_for")


class Written(Struct, frozen=True):
    """A scalar as it is written: its value, where it starts and ends in the text, and the key in front of it."""

    value: str
    start: int
    end: int
    key: str


def apply_edits(text: str, edits: Iterable[Edit]) -> tuple[str, int]:
    """The text with the edits made whose word is found at its place, and how many those are.

    An id is also found in its short form and stays in it. Of two edits of one word the first is made. The text must
    be readable as YAML up to the last of the words.
    """
    scalars, rows = _written(text)
    chosen: dict[int, tuple[Written, str]] = {}
    for edit in edits:
        place = edit.span.line, edit.span.column
        here = [scalars[place]] if place in scalars else []  # where a row starts, that may be its first key
        here += [word for word in rows.get(place, ()) if word.key in _ENDS]
        word = next((word for word in here if _is(word.value, edit.old)), None)
        if word is not None:
            chosen.setdefault(word.start, (word, _new(word.value, edit)))
    for _, (word, new) in sorted(chosen.items(), reverse=True):
        text = text[: word.start] + new + text[word.end :]
    return text, len(chosen)


def _is(written: str, old: str) -> bool:
    return written == old or ("/" in old and written == old.partition("/")[2]) or _dotted(written) == old


def _dotted(written: str) -> str:
    """A passage marker with the ellipsis that maps are written with."""
    return " … ".join(" ".join(part.split()) for part in _GAP.split(written.strip()))


def _new(written: str, edit: Edit) -> str:
    source, _, slug = edit.new.partition("/")
    is_short = written == edit.old.partition("/")[2] and source == edit.old.partition("/")[0]
    new = slug if is_short else edit.new
    if _PLAIN.fullmatch(new) and not wants_quotes(new):
        return new
    return "'" + new.replace("'", "''") + "'"


def _written(text: str) -> tuple[Mapping[tuple[int, int], Written], Mapping[tuple[int, int], list[Written]]]:
    """All scalars by line and column, and the values of each mapping by the mapping's."""
    scalars: dict[tuple[int, int], Written] = {}
    rows: dict[tuple[int, int], list[Written]] = {}
    open_rows: list[tuple[list[Written], list[str]] | None] = []
    try:
        for event in yaml.parse(text, Loader=getattr(yaml, "CLoader", yaml.Loader)):
            match event:
                case yaml.MappingStartEvent() if event.start_mark:
                    _next(open_rows)
                    row: list[Written] = []
                    rows.setdefault((event.start_mark.line + 1, event.start_mark.column + 1), row)
                    open_rows.append((row, []))
                case yaml.SequenceStartEvent():
                    _next(open_rows)
                    open_rows.append(None)
                case yaml.CollectionEndEvent():
                    open_rows.pop()
                case yaml.ScalarEvent() if event.start_mark and event.end_mark:
                    key = _next(open_rows, event.value)
                    word = Written(event.value, event.start_mark.index, event.end_mark.index, key)
                    scalars[event.start_mark.line + 1, event.start_mark.column + 1] = word
                    if key and open_rows and open_rows[-1]:
                        open_rows[-1][0].append(word)
                case _:
                    pass
    except yaml.YAMLError:  # edits behind the mistake are not made
        return scalars, rows
    return scalars, rows


def _next(open_rows: list[tuple[list[Written], list[str]] | None], word: str = "") -> str:
    """Note that a key or value comes; the key whose value it is, "" for keys and items of lists."""
    if not open_rows or open_rows[-1] is None:
        return ""
    waiting = open_rows[-1][1]
    if waiting:
        return waiting.pop()
    waiting.append(word)
    return ""
