"""Cruxes found in an article: questions that are announced, and the sides that speak up under them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from .announced import Asked, announced, asked, behind, question
from .crux_patterns import AGREED, DISAGREED
from .pairs import pair_up
from .pieces import sentences_of, set_off
from .sides import speaker, statement, titled
from .tables import table_debates
from .voices import Debate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..markdown import Block
    from .pieces import Stretch
    from .sections import Section


class Found(Struct, frozen=True, eq=False):
    """A crux: its question, a title if it has another, where it is asked, and who says what.

    `is_called` tells that the text calls it a crux, `is_case` that whole passages argue its sides. `used` are the
    blocks that belong to it.
    """

    question: str
    at: Stretch
    debate: Debate
    title: str = ""
    is_called: bool = False
    is_case: bool = False
    used: tuple[Block, ...] = ()


def find_cruxes(section: Section, *, among_cruxes: bool = False) -> list[Found]:
    """The cruxes of a section and of those below it, in the order of the text. What is agreed on is none.

    Among cruxes, what a heading or bold words announce is called a crux.
    """
    if AGREED.sign.match(section.title):
        return []
    own = asked(section.title, section.heading.words, among_cruxes=among_cruxes) if section.heading else None
    among_cruxes = among_cruxes or bool(DISAGREED.sign.match(section.title))
    sided = [part for part in section.parts if (_takes_part(part) if own else titled(part.title))]
    found = list(_in_blocks(section.blocks, among_cruxes=among_cruxes))
    crux = (_of_section(section, own, sided) if own and not found else None) or _of_cases(section, sided)
    if crux or (not found and (crux := _of_labels(section))):
        found.append(crux)
    argued = {id(part) for part in sided} if crux else set()
    found.extend(_in_parts([part for part in section.parts if id(part) not in argued], among_cruxes=among_cruxes))
    return sorted(found, key=lambda crux: crux.at)


def _in_parts(parts: Sequence[Section], *, among_cruxes: bool) -> Iterator[Found]:
    """The cruxes of sections side by side, where the sides of one may be those that come behind it."""
    at = 0
    while at < len(parts):
        part, at = parts[at], at + 1
        own = asked(part.title, part.heading.words) if part.heading and not part.parts else None
        own = None if own and _has_camps(part, own) else own
        sided: list[Section] = []
        while own and at + len(sided) < len(parts) and _takes_part(parts[at + len(sided)]):
            sided.append(parts[at + len(sided)])
        crux = _of_section(part, own, sided) if own and sided else None
        if crux:
            yield crux
            at += len(sided)
        else:
            yield from find_cruxes(part, among_cruxes=among_cruxes)


def _has_camps(section: Section, own: Asked) -> bool:
    """Whether camps part in the section itself, so that a case made behind it is no side of its question."""
    debate = Debate(loose=own.is_called)
    debate.hear(section.blocks)
    return bool(debate.parts) and any(voice.groups or voice.named.leaning for voice in debate.voices.values())


def _takes_part(section: Section) -> bool:
    """Whether the title of a section names a side, or people of no known camp who are then said to think something."""
    if titled(section.title):
        return True
    first = next((piece for block in section.blocks[:1] for piece in sentences_of(block)), None)
    return first is not None and statement(first.raw) > 0 and titled(section.title, loose=True) is not None


def _of_section(section: Section, own: Asked, sided: Sequence[Section]) -> Found | None:
    """The crux that a heading announces."""
    debate = Debate(loose=own.is_called)
    debate.hear(section.blocks)
    _hear_tables(debate, section.blocks)
    _hear_sections(debate, sided, loose=True)
    return _found(own, debate, (*_whole(section), *_all(sided)))


def _hear_tables(debate: Debate, blocks: Iterable[Block]) -> list[Block]:
    """Let the columns of tables speak for the sides they name; returns those tables."""
    return [table for _, table in table_debates(blocks, before=debate)]


def _of_cases(section: Section, sided: Sequence[Section]) -> Found | None:
    """The crux between sections that each argue one side."""
    debate = Debate()
    tables = _hear_tables(debate, section.blocks) if sided else []
    _hear_sections(debate, sided)
    heading = sided[0].heading if sided else None
    if not debate.parts or heading is None:
        return None
    return Found(section.title, heading.words, debate, is_case=True, used=(*tables, *_all(sided)))


def _of_labels(section: Section) -> Found | None:
    """The crux of a section in which labels such as `Pros:` and `Cons:`, or the heads of a table, tell sides apart."""
    for debate, block in table_debates(section.blocks):
        return Found(section.title, block.words, debate, is_case=True, used=(block,))
    first = next((at for at, block in enumerate(section.blocks) if _is_labelled(block)), -1)
    if first < 0:
        return None
    debate = Debate()
    debate.hear(section.blocks[first:])
    voices = debate.voices.values()
    if not debate.parts or not all(voice.named.is_label for voice in voices if voice.named.sure):
        return None
    blocks = tuple(section.blocks[first:])
    return Found(section.title, blocks[0].words, debate, is_case=True, used=blocks)


def _is_labelled(block: Block) -> bool:
    """Whether a label that names a side leads a paragraph or the first item of a list."""
    first = block.children[0] if block.kind == "list" and block.children else block
    if titled(first.text):
        return True
    named = next((speaker(piece) for piece in sentences_of(first)), None)
    return named is not None and named.is_label


def _hear_sections(debate: Debate, sided: Iterable[Section], *, loose: bool = False) -> None:
    for part in sided:
        named = titled(part.title, loose=loose)
        if named:
            debate.hear_section(named, part)


def _in_blocks(blocks: Sequence[Block], *, among_cruxes: bool) -> Iterator[Found]:
    """Cruxes asked in blocks side by side: by bold leads, questions, items of lists, rows of tables."""
    at = 0
    while at < len(blocks):
        block, at = blocks[at], at + 1
        own = announced(block, among_cruxes=among_cruxes) if block.kind == "paragraph" else None
        end = at
        while own and end < len(blocks) and not _opens(blocks[end], own):
            end += 1
        crux = _of_block(block, own, blocks[at:end]) if own else None
        if crux:
            yield crux
            at = end
        elif block.kind == "list":
            yield from _in_list(block, among_cruxes=among_cruxes)
        elif block.kind == "table":
            yield from _in_table(block)
        elif block.kind == "quote":
            yield from _in_blocks(block.children, among_cruxes=among_cruxes)


def _in_list(block: Block, *, among_cruxes: bool) -> Iterator[Found]:
    for item in block.children:
        own = announced(item, among_cruxes=among_cruxes)
        crux = _of_block(item, own, item.children) if own else None
        if crux:
            yield crux
        else:
            for child in item.children:
                if child.kind == "list":
                    yield from _in_list(child, among_cruxes=among_cruxes)


def _in_table(block: Block) -> Iterator[Found]:
    """The rows of a table that ask a question each, with a column for each side."""
    for debate, row in table_debates([block], by_row=True):
        own = asked(row.children[0].text, row.children[0].words)
        if own:
            yield Found(own.what or own.words, own.at, debate, used=(block,))


def _of_block(block: Block, own: Asked, below: Sequence[Block]) -> Found | None:
    debate = Debate(loose=own.is_called)
    debate.say(behind(block), starts=True)
    debate.hear(below)
    return _found(own, debate, (block, *below))


def _found(own: Asked, debate: Debate, used: tuple[Block, ...]) -> Found | None:
    """The crux that was announced, if sides part under it, or if it is called one and asks or is numbered."""
    words, at = question(own, debate)
    if not debate.parts:
        pair_up(debate, words, is_called=own.is_called and not own.is_listed)
    if not (debate.parts or own.is_called):
        return None
    asks = own.is_question if own.is_listed else own.is_numbered or words.endswith("?")
    if not debate.voices and not asks:
        return None
    title = "" if own.is_question or not own.is_called else own.what.rstrip(".:")
    return Found(words, at, debate, title, own.is_called, used=used)


def _opens(block: Block, before: Asked) -> bool:
    """Whether a block opens something new: it has a bold lead that names no side, or asks a question of its own."""
    if block.kind in ("list", "quote"):
        return any(announced(child) for child in block.children)
    lead = set_off(block)
    if lead:
        return titled(lead.words, loose=before.is_called) is None
    return block.kind == "paragraph" and not before.is_called and announced(block) is not None


def _whole(section: Section) -> Iterator[Block]:
    """The heading of a section and its blocks, without those of its parts."""
    if section.heading:
        yield section.heading
    yield from section.blocks


def _all(sections: Iterable[Section]) -> Iterator[Block]:
    """The headings and blocks of sections and of all their parts."""
    return (block for section in sections for part in section.walk() for block in _whole(part))
