"""An article as sections: each heading with the blocks below it, and the sections below that."""

from __future__ import annotations

import re
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from msgspec.structs import replace

from .announced import announced

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..markdown import Block

WORDS_OF_HEADING = 16
BELOW_ALL = 7


class Section:
    """A heading, None for what comes before the first; its blocks, and the sections it is divided into.

    `name` is the title that passages are looked up under: bold words that serve as a heading are none.
    """

    def __init__(self, heading: Block | None = None, level: int = 0, *, start: int = -1, name: str = "") -> None:
        self.heading = heading
        self.level = level
        self.title = heading.text if heading else ""
        self.start = heading.start if heading else start
        self.blocks: list[Block] = []
        self.parts: list[Section] = []
        self.name = self.title if level < BELOW_ALL else name

    def walk(self) -> Iterator[Section]:
        """The section and all below it, in the order of the text."""
        yield self
        for part in self.parts:
            yield from part.walk()

    def all_blocks(self) -> Iterator[Block]:
        """Its blocks and those of its parts."""
        for section in self.walk():
            yield from section.blocks


def sections(blocks: Iterable[Block]) -> Section:
    """The whole of an article. A short paragraph in bold words alone is a heading below all others."""
    whole = Section()
    open_ones = [whole]
    for block in chain.from_iterable(map(_lines, blocks)):
        level = block.level if block.kind == "heading" else BELOW_ALL if _is_bold_heading(block) else 0
        if level:
            while open_ones[-1].level >= level:
                open_ones.pop()
            section = Section(block, level)
            section.name = section.name or open_ones[-1].name
            open_ones[-1].parts.append(section)
            open_ones.append(section)
        else:
            if _closes(open_ones[-1], block):
                bold = open_ones.pop()
                open_ones[-1].parts.append(Section(level=BELOW_ALL, start=block.start, name=bold.name))
                open_ones.append(open_ones[-1].parts[-1])
            open_ones[-1].blocks.append(block)
    return whole


def _lines(block: Block) -> Iterator[Block]:
    """A paragraph cut where a line in it starts with a label in bold words, as `**For:** …` does."""
    runs = block.runs if block.kind == "paragraph" else ()
    heads = ("".join(run.text for run in runs[at : at + 2]) for at in range(len(runs)))
    starts = [
        at for at, head in enumerate(heads) if at and runs[at].bold and runs[at - 1].text == "\n" and _LABEL.match(head)
    ]
    for first, last in pairwise((0, *starts, len(runs))) if starts else ():
        line = runs[first:last]
        yield replace(block, runs=line, start=line[0].start if first else block.start, end=line[-1].end)
    if not starts:
        yield block


_LABEL = re.compile(r"[^:.?!]{1,60}:")


def _closes(section: Section, block: Block) -> bool:
    """Whether a block ends what stands under bold words: it asks something new, or comes behind the list there."""
    if section.level < BELOW_ALL or section.heading is None or not section.blocks:
        return False
    return announced(block) is not None or (section.blocks[0].kind == "list" and block.kind != "list")


def _is_bold_heading(block: Block) -> bool:
    words = block.text
    return (
        block.kind == "paragraph"
        and all(run.bold or not run.text.strip() for run in block.runs)
        and len(words) < 160
        and len(words.split()) <= WORDS_OF_HEADING
        and not _SENTENCE.search(words)
    )


_SENTENCE = re.compile(r"[.…,;]$")
