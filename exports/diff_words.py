"""What people call the fields of nodes and links, and how their values read, where a difference is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..graph.difference.wording import wording
from ..graph.model import OutlineItem, Pairing, Passage, passage_text
from ..graph.with_ids import node_with_ids

if TYPE_CHECKING:
    from msgspec import Struct

    from ..graph.difference.difference import NodeChange
    from ..graph.difference.wording import Piece
    from .diff_entries import Compared

WHOLE = ("text", "title", "note")  # what is read as a whole; of other fields what changed, and what is next to that
NAMED = ("id", "kind", "section", "crux", "side")  # what is one thing or another, and not changed word by word
BESIDE = 6
"""How many words are shown on each side of a change."""

NAMES = {"from_id": "from", "to_id": "to", "text_file": "text file", "without": "said to have no"}


def field_name(name: str) -> str:
    """What to call a field.

    >>> field_name("to_id"), field_name("published")
    ('to', 'published')
    """
    return NAMES.get(name, name)


def field_text(item: Struct, name: str) -> str:
    """How the value of a field reads, "" for none.

    >>> from cruxmap.graph.model import Topic
    >>> field_text(Topic(id="a/b", kind="concept", text="T", tags=("x", "y"), complexity=3), "tags")
    'x, y'
    """
    value = getattr(item, name, None)
    match value:
        case None | "" | () | False:
            return ""
        case True:
            return "yes"
        case Passage():
            return passage_text(value)
        case OutlineItem():
            return "\n".join(_outline_rows(value, ""))
        case tuple():
            return ", ".join(_pairing(each) if isinstance(each, Pairing) else str(each) for each in value)
        case _:
            return str(value)


def field_words(found: Compared, change: NodeChange, name: str) -> list[Piece]:
    """What changed in a field, word by word, with long stretches cut down where it is not read as a whole.

    Nodes that it names are called what they are now.
    """
    before = change.before if name in NAMED else node_with_ids(change.before, found.change.name)
    pieces = wording(field_text(before, name), field_text(change.after, name))
    if name in WHOLE:
        return pieces
    last = len(pieces) - 1
    return [(sign, _cut(text, sign, at == 0, at == last)) for at, (sign, text) in enumerate(pieces)]


def _cut(text: str, sign: str, is_first: bool, is_last: bool) -> str:
    """A stretch of words without its middle; of what stayed, without all that is not next to a change."""
    words = text.split()
    room = BESIDE if sign == "=" else 5 * BESIDE
    if len(words) <= 2 * room + 1:
        return text
    first = [] if sign == "=" and is_first else words[:room]
    last = [] if sign == "=" and is_last else words[-room:]
    spaces = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{spaces[0]}{' '.join([*first, '…', *last])}{spaces[1]}"


def _pairing(row: Pairing) -> str:
    extra = "; ".join(filter(None, ["inferred" if row.basis == "inferred" else "", row.note]))
    return f"{row.element} – {row.stands_for}" + (f" ({extra})" if extra else "")


def _outline_rows(item: OutlineItem, indent: str) -> list[str]:
    said = " ".join(filter(None, [item.label, f"[{item.node}]" if item.node else ""]))
    return [f"{indent}{said}", *(row for child in item.children for row in _outline_rows(child, f"{indent}  "))]
