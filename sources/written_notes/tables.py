"""The tables of a written note, which only repeat: what in them would be lost is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...graph.problem import quoted
from ...graph.study.note_keys import KIND_OF_TEXT
from .tokens import definition, joined, tokens_of

if TYPE_CHECKING:
    from ..markdown import Block
    from .draft import NoteDraft


def check_table(draft: NoteDraft, table: Block) -> None:
    """Report the first cell that says what no node says: words that lead nowhere, or a node's own words changed."""
    heads = [joined(tokens_of(cell.runs)).casefold() for row in table.children if row.is_head for cell in row.children]
    for row in table.children:
        named = ""
        for place, cell in enumerate(() if row.is_head else row.children):
            tokens = tokens_of(cell.runs)
            named = named or next((draft.id_of(token.ref) for token in tokens if token.ref), "")
            if named and heads[place : place + 1] and heads[place] in KIND_OF_TEXT:
                repeats = named not in draft.fields or _text(cell) == draft.fields[named]["text"]
            else:
                repeats = any(token.ref for token in tokens)
            if joined(tokens) not in ("", NOTHING) and not repeats:
                message = f"tables only repeat what stands elsewhere, and this does not: {quoted(joined(tokens))}"
                draft.finding("not-understood", message, cell.start, "write it under a key of the list below")
                return


NOTHING = "—"


def _text(cell: Block) -> str:
    return definition(tokens_of(cell.runs), cell.start, titled=False, blocked=False).text
