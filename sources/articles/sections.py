"""An article as sections: each heading with the blocks below it, and the sections below that."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..markdown import Block

WORDS_OF_HEADING = 16
BELOW_ALL = 7


class Section:
    """A heading, None for what comes before the first; its blocks, and the sections it is divided into.

    `name` is the title that passages are looked up under: bold words that serve as a heading are none.
    """

    def __init__(self, heading: Block | None = None, level: int = 0) -> None:
        self.heading = heading
        self.level = level
        self.title = heading.text if heading else ""
        self.start = heading.start if heading else -1
        self.blocks: list[Block] = []
        self.parts: list[Section] = []
        self.name = self.title if level < BELOW_ALL else ""

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
    for block in blocks:
        level = block.level if block.kind == "heading" else BELOW_ALL if _is_bold_heading(block) else 0
        if level:
            while open_ones[-1].level >= level:
                open_ones.pop()
            section = Section(block, level)
            section.name = section.name or open_ones[-1].name
            open_ones[-1].parts.append(section)
            open_ones.append(section)
        else:
            open_ones[-1].blocks.append(block)
    return whole


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
