"""Markdown for a pull request: what changed between two libraries, in short first, all of it folded."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from ..graph.difference.wording import wording
from ..graph.model import Position, label
from ..graph.schema import KIND
from .diff_entries import documents, node_of, summary
from .diff_words import NAMED, field_name, field_text, field_words
from .markdown_text import code, escaped
from .measure import squeezed
from .terminal_diff import link_was, moved_text, place_text, stood_text
from .terminal_words import SIGNS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..graph.difference.effect import CruxFared, Fared, Stood
    from ..graph.difference.wording import Piece
    from .diff_entries import Compared, Document, Entry, LinkEntry

MOST_CHARACTERS = 60_000
"""GitHub takes no comment of more than 65,536."""

MOST_ROWS = 30
_SIGN = {"+": "➕", "-": "➖", "~": "✏️", " ": "🔗"}


def markdown(found: Compared) -> str:
    """The difference, with what does not fit into one comment counted at the end."""
    names = " → ".join(map(escaped, found.names))
    if not found.is_any:
        return f"### {names}\n\nNothing changed.\n"
    lines = [f"### {names}", "", f"**{escaped(summary(found))}**", "", *_standing(found)]
    lines += _beside(found)
    left = MOST_CHARACTERS - sum(map(len, lines))
    over = 0
    for document in documents(found):
        rows = [_entry(found, entry) for entry in document.entries]
        fitting = []
        for row in rows:
            left -= len(row) + 1
            fitting += [row] if left > 0 else []
        over += len(rows) - len(fitting)
        lines += _folded(document, fitting) if fitting else []
    if over:
        lines += [f"… and {over} more, which do not fit here.", ""]
    return "\n".join(lines)


def _beside(found: Compared) -> list[str]:
    """What came and went of what documents expect and leave unchecked."""
    rows = [
        f"- {_SIGN['+' if row.is_added else '-']} {code(row.source or 'links')} {row.what} {escaped(row.text)}"
        for row in found.beside
    ]
    more = [f"- … and {len(rows) - MOST_ROWS} more"] if len(rows) > MOST_ROWS else []
    return [*rows[:MOST_ROWS], *more, ""] if rows else []


def _standing(found: Compared) -> list[str]:
    """A table of what stands otherwise, and how strongly."""
    rows = [_fared(item, "thesis") for item in found.effect.theses if item.is_moved]
    for crux in found.effect.cruxes:
        rows += _crux(crux) if crux.is_moved else []
    rows += [_fared(item, "") for item in found.effect.turned if not isinstance(item.node, Position)]
    if not rows:
        return ["What stands, and how strongly, is as before.", ""] if found.effect.theses else []
    more = [f"… and {len(rows) - MOST_ROWS} more", ""] if len(rows) > MOST_ROWS else []
    head = ["| What stands | before | after | |", "|---|---|---|---|"]
    return [*head, *rows[:MOST_ROWS], "", *more]


def _fared(item: Fared, what: str) -> str:
    before, after = (_stood(stood) for stood in (item.before, item.after))
    said = f"{what}: " if what else ""
    return f"| {said}{escaped(label(item.node))} {code(item.node.id)} | {before} | {after} | {moved_text(item)} |"


def _stood(item: Stood | None) -> str:
    return f"{SIGNS[item.label]} {stood_text(item)}" if item else stood_text(item)


def _crux(item: CruxFared) -> list[str]:
    said = ", ".join(filter(None, [f"**{item.became}**" if item.became else "", place_text(item)]))
    rows = [f"| crux: {escaped(label(item.crux))} {code(item.crux.id)} | | {said} | |"]
    if item.became not in ("new", "gone"):
        sides = [side for side in item.sides if side.is_moved and isinstance(side.node, Position)]
        rows += [_side(side) for side in sides]
    return rows


def _side(item: Fared) -> str:
    side = item.node.side if isinstance(item.node, Position) else ""
    return f"| · {escaped(side)} | {_stood(item.before)} | {_stood(item.after)} | {moved_text(item)} |"


def _folded(document: Document, rows: list[str]) -> Iterator[str]:
    name = f"<code>{escape(document.source or 'links')}</code>"
    title = f" {escape(squeezed(document.title))}" if document.title else ""
    yield from (f"<details><summary>{name}{title} ({len(rows)})</summary>", "", *rows, "", "</details>", "")


def _entry(found: Compared, entry: Entry) -> str:
    rows = [f"- {_SIGN[entry.sign]} {_head(entry)}"]
    if entry.change:
        fields = (name for name in entry.change.fields if name != "text")
        rows += [f"  - *{escaped(field_name(name))}*: {_field(found, entry, name)}" for name in fields]
    rows += [f"  - {_link(found, link)}" for link in entry.links]
    return "\n".join(rows)


def _head(entry: Entry) -> str:
    if entry.node is None:
        return code(entry.node_id)
    change = entry.change
    reworded = change is not None and "text" in change.fields
    text = _worded(wording(change.before.text, change.after.text)) if change and reworded else escaped(entry.node.text)
    said = f" *({', '.join(change.how)})*" if change else ""
    went = f" *(with {entry.went} link{'' if entry.went == 1 else 's'})*" if entry.went else ""
    return f"{KIND[entry.node.kind].label}: {text} {code(entry.node_id)}{said}{went}"


def _worded(words: list[Piece]) -> str:
    """A changed text: what went struck out, what came in bold."""
    marks = {"=": "", "-": "~~", "+": "**"}
    pieces = ((marks[sign], escaped(text)) for sign, text in words)
    return " ".join(f"{mark}{text}{mark}" for mark, text in pieces if text)


def _field(found: Compared, entry: Entry, name: str) -> str:
    if entry.change is None:
        return ""
    if name not in NAMED:
        return _worded(field_words(found, entry.change, name))
    before, after = (field_text(item, name) for item in (entry.change.before, entry.change.after))
    return f"{escaped(before) or 'none'} → {escaped(after) or 'none'}"


def _link(found: Compared, entry: LinkEntry) -> str:
    is_reason = entry.key in ("because", "against")
    other = entry.link.from_id if is_reason else entry.link.to_id
    node = node_of(found, other)
    name = f"{escaped(label(node))} {code(other)}" if node else code(other)
    note = f" ({escaped(entry.link.note)})" if entry.link.note and entry.change is None else ""
    was = f" *(was: {escaped(link_was(found, entry.change))})*" if entry.change else ""
    return f"{_SIGN[entry.sign]} {entry.key.replace('_', ' ')} {name}{note}{was}"
