"""The review list of a merge: for the terminal, as JSON, and as a Markdown table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..graph.difference.wording import wording
from ..graph.model import Node, label
from ..graph.schema import KIND
from .diff_words import field_name, field_text
from .json_diff import value
from .layout import flow
from .markdown_text import code, escaped
from .terminal import colour
from .terminal_diff import worded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..graph.doubt import Doubt
    from ..graph.merge import Merged
    from ..graph.model import Link
    from .json_ import Json
    from .layout import Line, Span


def doubt_lines(doubt: Doubt, width: int) -> list[Line]:
    """A doubt: what both sides say, word by word where they differ."""
    head = {"node": "told otherwise", "link": "linked otherwise", "twins": "perhaps the same"}[doubt.sort]
    if doubt.ours is None or doubt.theirs is None:
        head = f"changed in {'theirs' if doubt.ours is None else 'ours'}, removed in the other"
    lines = flow([(head, "relation"), (f"[{doubt.name}]", "faint")], width)
    if doubt.sort == "twins":
        return lines + [line for side in (doubt.ours, doubt.theirs) for line in _side(side, width)]
    if not doubt.fields:
        return lines + _side(doubt.ours or doubt.theirs, width)
    for name in doubt.fields:
        ours, theirs = (field_text(side, name) for side in (doubt.ours, doubt.theirs) if side is not None)
        lines += flow(worded(ours, theirs), width, first=[(f"  {field_name(name)}: ", "heading")], rest=[("    ", "")])
    return lines


def doubt_list(doubts: Sequence[Doubt], width: int) -> list[Line]:
    """All doubts, one below the other."""
    lines: list[Line] = []
    for doubt in doubts:
        lines += [*doubt_lines(doubt, width), []]
    return lines[:-1]


def shape(merged: Merged, files: Iterable[str]) -> dict[str, Json]:
    """`{"doubts":[{"sort","name","fields","choices","ours","theirs"}…],"settled":[… with "choice"],"files":[…]}`."""
    return {
        "doubts": [_shape(doubt) for doubt in merged.doubts],
        "settled": [_shape(doubt) | {"choice": decision.choice} for doubt, decision in merged.settled],
        "files": [*files],
    }


def table(doubts: Sequence[Doubt]) -> str:
    """The doubts as a Markdown table."""
    if not doubts:
        return "Nothing is in doubt.\n"
    rows = ["| in doubt | of | ours | theirs |", "|---|---|---|---|"]
    for doubt in doubts:
        for name in doubt.fields or ("text",):
            ours, theirs = (_cell(side, name) for side in (doubt.ours, doubt.theirs))
            what = "perhaps the same" if doubt.sort == "twins" else field_name(name)
            rows.append(f"| {what} | {code(doubt.name)} | {ours} | {theirs} |")
    return "\n".join(rows) + "\n"


def _cell(side: Node | Link | None, name: str) -> str:
    if side is None:
        return "*removed*"
    return escaped(field_text(side, name)) or "*nothing*"


def _side(side: object, width: int) -> list[Line]:
    if not isinstance(side, Node):
        return []
    words: list[Span] = [(KIND[side.kind].label, colour(side)), (label(side), "strong" if side.title else "")]
    lines = flow([*words, (f"[{side.id}]", "faint")], width, first=[("  ", "")], rest=[("    ", "")])
    return lines + (flow([(side.text, "")], width, first=[("    ", "")]) if side.title else [])


def _shape(doubt: Doubt) -> dict[str, Json]:
    shaped: dict[str, Json] = {
        "sort": doubt.sort,
        "name": doubt.name,
        "conflict": doubt.is_conflict,
        "fields": [*doubt.fields],
        "choices": [*doubt.choices],
        "ours": value(doubt.ours),
        "theirs": value(doubt.theirs),
    }
    if "text" in doubt.fields and isinstance(doubt.ours, Node) and isinstance(doubt.theirs, Node):
        shaped["words"] = [[*piece] for piece in wording(doubt.ours.text, doubt.theirs.text)]
    return shaped
