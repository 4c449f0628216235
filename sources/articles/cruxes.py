"""Cruxes found in an article: questions that are announced, and the sides that speak up under them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from .pairs import pair_up
from .patterns import AGREED, ANNOUNCED, CRUX
from .pieces import Piece, sentences_of, set_off
from .sides import titled
from .voices import Debate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..markdown import Block
    from .sections import Section

MOST_WORDS_ASKED = 60


class Found(Struct, frozen=True):
    """A crux: its question, where it is asked, who says what; `is_called` tells that the text calls it a crux."""

    question: str
    title: str
    at: tuple[int, int]
    section: str
    debate: Debate
    is_called: bool = False
    is_case: bool = False
    used: tuple[Block, ...] = ()


class Asked(Struct, frozen=True):
    """What announces a crux: its words without the sign, and whether it is called one."""

    what: str
    is_called: bool

    @property
    def is_question(self) -> bool:
        return self.what.rstrip("\"”’')* ").endswith("?")


def asked(words: str) -> Asked | None:
    """What a heading, a bold lead or a paragraph of its own announces, None if no crux."""
    words = " ".join(words[:500].split()).strip(" *_")
    if not words or len(words.split()) > MOST_WORDS_ASKED:
        return None
    for row in ANNOUNCED:
        found = row.sign.match(words)
        if found:
            return Asked((found["what"] or "").strip(), row is CRUX)
    return None


def find_cruxes(section: Section) -> list[Found]:
    """The cruxes of a section and of those below it, in the order of the text."""
    found: list[Found] = []
    if AGREED.sign.match(section.title):
        return found
    announced = asked(section.title) if section.heading else None
    sided, others = _sided(section.parts, loose=bool(announced))
    found.extend(_in_blocks(section))
    crux = None if found else _of_section(section, announced, sided)
    crux = crux or _of_cases(section, sided)
    if crux:
        found.append(crux)
    found.extend(_in_parts(others if crux else section.parts))
    return sorted(found, key=lambda crux: crux.at)


def _in_parts(parts: Sequence[Section]) -> Iterator[Found]:
    """The cruxes of sections side by side, where the sides of one may be those that come behind it."""
    at = 0
    while at < len(parts):
        announced = asked(parts[at].title)
        behind = _sides_behind(parts, at + 1) if announced and not parts[at].parts else []
        crux = _of_section(parts[at], announced, behind) if behind else None
        if crux:
            yield crux
            at += len(behind)
        else:
            yield from find_cruxes(parts[at])
        at += 1


def _sided(parts: Sequence[Section], *, loose: bool) -> tuple[list[Section], list[Section]]:
    """The sections whose titles name sides, and the others."""
    sided: list[Section] = []
    others: list[Section] = []
    for part in parts:
        (sided if titled(part.title, loose=loose) else others).append(part)
    return sided, others


def _sides_behind(parts: Sequence[Section], at: int) -> list[Section]:
    """The sections right behind a question that name sides."""
    behind: list[Section] = []
    while at < len(parts) and titled(parts[at].title):
        behind.append(parts[at])
        at += 1
    return behind


def _of_section(section: Section, announced: Asked | None, sided: Sequence[Section]) -> Found | None:
    """The crux that a heading announces, if sides speak up under it or it is called one."""
    if announced is None or section.heading is None:
        return None
    debate = Debate(loose=announced.is_called)
    debate.hear(section.blocks)
    _hear_sections(debate, sided)
    return _found(announced, section.title, section.heading.words, section, debate, section.blocks, sided)


def _of_cases(section: Section, sided: Sequence[Section]) -> Found | None:
    """The crux between sections that each argue one side."""
    debate = Debate()
    _hear_sections(debate, sided)
    if not debate.parts:
        return None
    used = tuple(block for part in sided for block in part.all_blocks())
    heading = sided[0].heading
    at = heading.words if heading else (0, 0)
    return Found(section.title, "", at, sided[0].section, debate, is_case=True, used=used)


def _hear_sections(debate: Debate, sided: Iterable[Section]) -> None:
    for part in sided:
        named = titled(part.title, loose=debate.loose)
        if named:
            voice = debate.voice(named)
            voice.title = part.title
            debate.hear_all(voice, part.all_blocks())


def _in_blocks(section: Section) -> Iterator[Found]:
    """Cruxes asked in the blocks of a section: by bold leads, questions of their own, and items of lists."""
    at = 0
    blocks = section.blocks
    while at < len(blocks):
        block = blocks[at]
        if block.kind == "list":
            yield from _in_list(block, section)
        elif block.kind == "paragraph" and (announced := _announces(block)):
            end = at + 1
            while end < len(blocks) and not _opens(blocks[end], announced):
                end += 1
            crux = _of_block(block, announced, blocks[at + 1 : end], section)
            if crux:
                yield crux
                at = end
                continue
        at += 1


def _in_list(block: Block, section: Section) -> Iterator[Found]:
    for item in block.children:
        announced = _announces(item)
        crux = _of_block(item, announced, item.children, section) if announced else None
        if crux:
            yield crux
        else:
            for child in item.children:
                if child.kind == "list":
                    yield from _in_list(child, section)


def _of_block(block: Block, announced: Asked, below: Sequence[Block], section: Section) -> Found | None:
    debate = Debate(loose=announced.is_called)
    debate.say(_behind(block))
    debate.hear(below)
    found = set_off(block)
    title = found.words if found else block.text
    at = (block.words[0], found.runs[-1].end) if found else block.words
    return _found(announced, title, at, section, debate, (block, *below), ())


def _found(
    announced: Asked,
    title: str,
    at: tuple[int, int],
    section: Section,
    debate: Debate,
    blocks: Sequence[Block],
    sided: Sequence[Section],
) -> Found | None:
    if not (debate.parts or announced.is_called):
        return None
    used = (*blocks, *(block for part in sided for block in part.all_blocks()))
    question, where = _question(announced, title, debate, at)
    if not debate.parts:
        pair_up(debate, question)
    label = announced.what if announced.is_called and not announced.is_question else ""
    return Found(question, label.rstrip(".:"), where, section.section, debate, announced.is_called, used=used)


def _question(announced: Asked, title: str, debate: Debate, at: tuple[int, int]) -> tuple[str, tuple[int, int]]:
    """The question of a crux: the one that announces it, else the first in what is said of it, else its title."""
    if announced.is_question:
        return announced.what, at
    for piece in debate.remarks:
        if piece.text.endswith("?"):
            debate.remarks.remove(piece)
            return piece.text, piece.at
    for piece in debate.remarks:
        whether = _WHETHER.search(piece.text)
        if whether:
            debate.remarks.remove(piece)
            return f"{whether['verb'].capitalize()} {whether['who']} {whether['rest'].strip()}?", piece.at
    return announced.what or title, at


_WHETHER = re.compile(
    r"\bwhether (?P<who>.{2,80}?) (?P<verb>should|can|could|will|would|must|is|are|was|were|does|do) "
    r"(?P<rest>.{3,160}?)(?=[.,;:?]|$| is an? | are | remains? | depends? | divides? )"
)


def _announces(block: Block) -> Asked | None:
    """What the bold lead of a block announces, or the block as a whole, or its first sentence if it asks."""
    found = set_off(block)
    if found:
        return asked(found.words if not found.rest else found.words)
    pieces = sentences_of(block)[:1]
    if pieces and pieces[0].text.endswith("?"):
        return asked(pieces[0].text)
    return None


def _behind(block: Block) -> list[Piece]:
    """The sentences behind the announcement."""
    pieces = sentences_of(block)
    if set_off(block):
        return [Piece(piece.words, piece.start, piece.end) for piece in pieces]
    return pieces[1:]


def _opens(block: Block, before: Asked) -> bool:
    """Whether a block opens something new: it has a bold lead that names no side, or asks a question of its own."""
    if block.kind == "list":
        return any(_announces(item) for item in block.children)
    found = set_off(block)
    if found:
        return titled(found.words, loose=before.is_called) is None
    return block.kind == "paragraph" and not before.is_called and _announces(block) is not None
