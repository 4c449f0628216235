"""Rows of tables: statements of a note that read "Insurance – Cost: high", cell by column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from ..model import Node

_DASH = " – "
_COLUMN = ": "


class Row(Struct, frozen=True):
    """A cell of a table: the column's head, and what stands under it."""

    column: str
    cell: str


def row_of(node: Node) -> Row | None:
    """The cell that a statement gives, whose title is "Cost: high" and whose text has the subject before that.

    >>> from cruxmap.graph.model import Node
    >>> row_of(Node(id="a/b", kind="claim", title="Cost: high", text="Insurance – Cost: high"))
    Row(column='Cost', cell='high')
    """
    _, dash, rest = node.text.partition(_DASH)
    column, colon, cell = rest.partition(_COLUMN)
    if dash and colon and node.title.startswith(column + _COLUMN) and cell.strip():
        return Row(column.strip().rstrip("?"), cell.strip())
    return None


def is_row(node: Node) -> bool:
    """Whether a statement is a cell of a table."""
    return row_of(node) is not None
