"""What people call the fields of nodes and links, and how their values read, where a difference is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..graph.model import OutlineItem, Pairing, Passage, passage_text

if TYPE_CHECKING:
    from msgspec import Struct

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


def _pairing(row: Pairing) -> str:
    extra = "; ".join(filter(None, ["inferred" if row.basis == "inferred" else "", row.note]))
    return f"{row.element} – {row.stands_for}" + (f" ({extra})" if extra else "")


def _outline_rows(item: OutlineItem, indent: str) -> list[str]:
    said = " ".join(filter(None, [item.label, f"[{item.node}]" if item.node else ""]))
    return [f"{indent}{said}", *(row for child in item.children for row in _outline_rows(child, f"{indent}  "))]
