"""Tables of study notes as typed links: what their heads say decides, see columns.py."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from .columns import AGREED, BARE_ANSWER, CAMPS, FAILED, POSSESSED, WORKED, column_of, subject_kind
from .draft import CONTENT, TOPICS, block_words
from .kinds import own_kind, says_something
from .names import key, keys

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..markdown import Block
    from ..words import Stretch
    from .columns import Column
    from .draft import Draft

FIT = {"failure_mode": TOPICS, "mechanism": TOPICS, "concept": CONTENT}
"""What a thing known by a name may be, to be the one that a cell names; by default the kind that the cell wants."""


class Cell(Struct, frozen=True):
    """A cell: its words, where they stand, and the bold words it starts with, or all of them."""

    text: str
    at: Stretch
    name: str


class Row(Struct, frozen=True):
    """A row: its cells as far as there are heads, and the stretch of all its words."""

    cells: tuple[Cell, ...]
    at: Stretch


class Table(Struct, frozen=True):
    """A table: its heads, and its rows that say something."""

    heads: tuple[Cell, ...]
    rows: tuple[Row, ...]


def table_of(block: Block) -> Table:
    """The table of a block."""
    heads = tuple(_cell(cell) for row in block.children if row.is_head for cell in row.children)
    rows = (_row(row, len(heads)) for row in block.children if not row.is_head)
    return Table(heads, tuple(row for row in rows if row.cells))


def _row(block: Block, width: int) -> Row:
    cells = [_cell(cell) for cell in block.children[:width]]
    said = [cell.at for cell in cells if cell.text]
    return Row(tuple(cells), (said[0][0], said[-1][1])) if said else Row((), (0, 0))


def _cell(block: Block) -> Cell:
    words = block_words(block)
    bold = words.bold()
    leads = bold and not words.text[: bold[0][0]].strip()
    text = words.said()
    return Cell(text, words.stretch(), words.said(*bold[0]).rstrip(": ") or text if leads else text)


def kinds_told(table: Table) -> Iterator[tuple[str, str]]:
    """What a table says of the kinds of things: pairs of key and kind."""
    for place, head in enumerate(table.heads):
        column = column_of(head.text)
        kind = subject_kind(head.text) if place == 0 else column.kind if column and column.is_name else ""
        if kind in ("failure_mode", "mitigation", "mechanism"):
            yield from ((known, kind) for row in table.rows for known in keys(_at(row, place).name))


def read_table(draft: Draft, block: Block, topic: str) -> None:
    """The rows of a table as nodes and links; `topic` is what the table stands under, "" if nothing."""
    table = table_of(block)
    sides = _sides(draft, table)
    if sides:
        for row in table.rows:
            _dispute(draft, table.heads, row, sides)
        return
    columns = [column_of(head.text) for head in table.heads]
    subject = ""
    for row in table.rows:
        if not subject or row.cells[0].text:
            subject = _subject(draft, table.heads[0].text, row)
        if topic and (topic != draft.main or len(table.heads) < 2):
            draft.join(subject, ("part_of", "related_to"), topic, row.at, basis="inferred")
        _tell(draft, table.heads, columns, row, subject)


def _subject(draft: Draft, head: str, row: Row) -> str:
    """What the row is about: the thing known by its name, or a new one."""
    first = row.cells[0]
    kind = subject_kind(head)
    if kind == "person":
        return _person(draft, first, row.at)
    if kind in ("crux", "claim") or (kind == "concept" and says_something(first.text)):
        kind = "claim"
    elif kind == "concept":
        kind = (
            next((draft.wanted[known] for known in keys(first.name) if known in draft.wanted), "")
            or own_kind(first.name)
            or kind
        )
    return _named(draft, kind, first, row, head)


def _named(draft: Draft, kind: str, cell: Cell, row: Row, head: str) -> str:
    """The node that a cell names: one known by the name if its kind fits, else a new one."""
    name = cell.name or cell.text
    if cell is row.cells[0] and _BARE_NUMBER.fullmatch(name):
        name = f"{head} {name}".strip()
    known = draft.find(name, (kind,)) or draft.find(name, FIT.get(kind, (kind,)))
    if known:
        if cell.text != name:
            draft.note(known, cell.text)
        return known
    at = cell.at if cell.text else row.at
    stretch = row.at if cell is row.cells[0] else at
    made = draft.add(kind, cell.text or head, stretch, title=name, known_as=keys(name), within=row.at)
    other = draft.find(name, CONTENT)
    if other not in ("", made):
        draft.join(made, ("about", "related_to"), other, at, basis="inferred")
    return made


_BARE_NUMBER = re.compile(r"#?\d[\d.,–-]*")


def _tell(draft: Draft, heads: tuple[Cell, ...], columns: list[Column | None], row: Row, subject: str) -> None:
    """What the other cells say of the row's subject."""
    failure = subject
    for place in range(1, len(row.cells)):
        cell, column = row.cells[place], columns[place]
        if not cell.text or not any(char.isalnum() for char in cell.text):
            continue
        if column is None or columns.count(column) > 1:
            _attribute(draft, heads[place].text, row, cell, subject)
        elif column.name == "required" and draft.main:
            _required(draft, heads[place].text, row, cell, subject)
        elif column.kind == "claim":
            claim = _attribute(draft, heads[place].text, row, cell, subject, link=False)
            _link(draft, claim, _relations(draft, column, cell, subject), subject, cell.at)
        else:
            node = _named(draft, column.kind, cell, row, heads[place].text)
            _link(draft, node, column.relations, failure if column.against else subject, cell.at)
            failure = node if column.name == "failure" else failure


def _attribute(draft: Draft, head: str, row: Row, cell: Cell, subject: str, *, link: bool = True) -> str:
    """A cell as a claim that says what the row has under that head."""
    said = f"{row.cells[0].text} – {head}: {cell.text}" if head else f"{row.cells[0].text}: {cell.text}"
    at = (row.at[0], cell.at[1])
    claim = draft.add("claim", said, at, title=f"{head}: {cell.text}" if head else "", within=row.at)
    if link:
        draft.join(claim, ("about", "held_by", "related_to"), subject, cell.at)
    return claim


def _relations(draft: Draft, column: Column, cell: Cell, subject: str) -> tuple[str, ...]:
    """The relations of a column, or those of the verdict with which the cell starts."""
    if column.name == "outcome" and draft.kind(subject) in ("mitigation", "claim"):
        if FAILED.match(cell.text):
            return ("attacks", "about")
        if WORKED.match(cell.text):
            return ("supports", "about")
    return column.relations


def _link(draft: Draft, node: str, relations: tuple[str, ...], subject: str, at: Stretch) -> None:
    for relation in (*relations, "about", "held_by", "related_to"):
        ends = (subject, node) if relation.startswith("<") else (node, subject)
        if draft.join(ends[0], (relation.lstrip("<"),), ends[1], at):
            return


def _required(draft: Draft, head: str, row: Row, cell: Cell, subject: str) -> None:
    """Whether what the note is about needs the row's subject: `Yes`, `No`, `Amplifies …`."""
    said = f"{head}: {cell.text}"
    if WORKED.match(cell.text) and draft.join(draft.main, ("requires",), subject, cell.at, note=said):
        return
    if cell.text.lower().startswith("amplif") and draft.join(subject, ("amplifies",), draft.main, cell.at, note=said):
        return
    _attribute(draft, head, row, cell, subject)


def _sides(draft: Draft, table: Table) -> list[int]:
    """The columns each of which is what one camp or speaker says; [] if there are no two, or if only names at the head
    of each column but the first could tell so, and the first asks nothing."""
    places = list(range(1, len(table.heads)))
    if len(places) < 2:
        return []
    camps = [place for place in places if _is_camp(draft, table.heads[place].text)]
    if len(camps) > 1:
        return camps
    heads = [table.heads[place].text for place in places]
    is_asked = subject_kind(table.heads[0].text) == "crux" and not any(column_of(head) for head in heads)
    return places if is_asked and all(_may_be_name(head) for head in heads) else []


def _is_camp(draft: Draft, head: str) -> bool:
    if column_of(head):
        return False
    return key(_holder(head)) in draft.people or bool(CAMPS.fullmatch(head) or POSSESSED.fullmatch(head))


def _may_be_name(head: str) -> bool:
    words = _JOINED.sub(" ", head).split()
    return 0 < len(words) <= (5 if _JOINED.search(head) else 3) and all(word[:1].isupper() for word in words)


_JOINED = re.compile(r"\s*(?:&|/|,|\band\b)\s*")


def _holder(head: str) -> str:
    found = POSSESSED.fullmatch(head)
    return found[1] if found else head


def _dispute(draft: Draft, heads: tuple[Cell, ...], row: Row, sides: list[int]) -> None:
    """A row as a crux with what each camp says, or as a claim that all of them hold; other columns tell of that."""
    question = row.cells[0]
    told = {place: cell for place, cell in enumerate(row.cells) if place and cell.text}
    answers = [(heads[place], cell) for place, cell in told.items() if place in sides]
    is_shared = len({key(cell.text) for _, cell in answers}) < 2 or all(
        AGREED.fullmatch(cell.text) for _, cell in answers
    )
    known = "" if is_shared else draft.find(question.name)
    kind, slug = ("claim", "") if is_shared else ("crux", f"crux {question.name}")
    node = draft.add(kind, question.text, row.at, title=question.name, within=row.at, slug=slug)
    if known:
        draft.join(known, ("bears_on",), node, row.at, basis="inferred")
    for head, cell in answers:
        holder = _person(draft, head, (heads[0].at[0] or head.at[0], heads[-1].at[1]))
        held = node
        if not is_shared:
            said = f"{cell.text.rstrip('. ')}: {question.text}" if BARE_ANSWER.fullmatch(cell.text) else cell.text
            held = draft.position(node, _side_of(_holder(head.text)), said, cell.at, within=row.at)
        draft.join(held, ("held_by",), holder, cell.at)
    for place, cell in told.items():
        if place not in sides:
            _attribute(draft, heads[place].text, row, cell, node)


def _side_of(head: str) -> str:
    """What a camp's side is called: `Optimists` are `optimist`."""
    return key(head) if CAMPS.fullmatch(head) else head


def _person(draft: Draft, cell: Cell, within: Stretch) -> str:
    """Who holds what a column or row says: a person known, or one of that name."""
    name = _holder(cell.name or cell.text)
    known = draft.people.get(key(name))
    if known:
        return known
    node = draft.add("person", cell.text, cell.at, title=name, within=within, group=bool(CAMPS.fullmatch(name)))
    draft.people[key(name)] = node
    return node


def _at(row: Row, place: int) -> Cell:
    return row.cells[place] if place < len(row.cells) else Cell("", (0, 0), "")
