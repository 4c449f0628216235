"""Tables whose columns are the sides of a debate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .pieces import sentences_of
from .sides import titled
from .voices import Debate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..markdown import Block
    from .sides import Speaker


def table_debates(
    blocks: Iterable[Block], *, by_row: bool = False, before: Debate | None = None
) -> Iterator[tuple[Debate, Block]]:
    """The debate of each table whose heads name opposed sides, with the table; or `by_row` that of each row whose
    first cell asks, with the row. What was said `before` on a question is of the same debate, if that is given."""
    for table in blocks:
        sides = columns(table)
        if not sides:
            continue
        whole = before or Debate()
        for named in sides.values():
            whole.voice(named).title = named.side.capitalize()
        for row in table.children:
            if row.is_head:
                continue
            asks = bool(row.children) and 0 not in sides and row.children[0].text.endswith("?")
            debate = Debate() if by_row and asks else whole
            for at, named in sides.items():
                for piece in sentences_of(row.children[at]) if at < len(row.children) else ():
                    debate.voice(named).say(piece, listed=debate is whole)
            if by_row and asks and debate.parts:
                yield debate, row
        if not by_row and whole.parts:
            yield whole, table


def columns(table: Block) -> dict[int, Speaker]:
    """Which columns of a table speak for which side, {} if its heads name no two opposed sides."""
    head = next((row for row in table.children if row.is_head), None) if table.kind == "table" else None
    if head is None:
        return {}
    named = {at: speaker for at, cell in enumerate(head.children) if (speaker := titled(cell.text))}
    debate = Debate()
    for speaker in named.values():
        debate.voice(speaker)
    return named if debate.parts else {}
