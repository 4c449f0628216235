"""Prose as pieces: one sentence each, in the order of the text, with where it stands and what it starts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from ..prose import Words, lead, sentence_spans

if TYPE_CHECKING:
    from ..markdown import Block
    from ..prose import Lead

Stretch = tuple[int, int]
LONGEST_SIGN = 400


class Piece(Struct, frozen=True):
    """Characters `start` to before `end` of some words: a sentence or a part of one.

    `label` is the bold lead that is set off before it, "" if none is; `carried` are words from before it that it needs.
    """

    words: Words
    start: int
    end: int
    label: str = ""
    carried: str = ""

    @property
    def text(self) -> str:
        """What it says, on one line."""
        return f"{self.carried} {self.words.line(self.start, self.end)}".strip()

    @property
    def at(self) -> Stretch:
        """From where to where it stands in the text."""
        return self.words.stretch(self.start, self.end)

    def part(self, start: int, end: int) -> Piece:
        """From one of its characters to before another, without the space round them."""
        inside = self.words.text[self.start + start : self.start + end]
        start += len(inside) - len(inside.lstrip())
        end -= len(inside) - len(inside.rstrip())
        return Piece(self.words, self.start + start, max(self.start + end, self.start + start))

    def unlabelled(self) -> Piece:
        """The same without its label."""
        return Piece(self.words, self.start, self.end)

    @property
    def has_link(self) -> bool:
        """Whether a link stands in it."""
        return any(run.url for run in self.words.within(self.start, self.end))

    @property
    def raw(self) -> str:
        """Its words as they stand, for patterns whose places are those of `part`."""
        return self.words.text[self.start : self.end]


def sentences_of(block: Block) -> list[Piece]:
    """The sentences of a block's own words; a bold lead that is set off from them is the label of the first."""
    found = set_off(block)
    words = Words(found.rest if found else block.runs)
    pieces = [Piece(words, *span) for span in sentence_spans(words.text)]
    if found and pieces:
        pieces[0] = Piece(words, pieces[0].start, pieces[0].end, found.words)
    return pieces


def set_off(block: Block) -> Lead | None:
    """The bold lead of a block, if a mark or a line's end sets it off from what follows."""
    found = lead(block)
    if not found:
        return None
    words = "".join(run.text for run in found.runs).rstrip()
    behind = "".join(run.text for run in block.runs[len(found.runs) :][:2])[:20]
    return found if words.endswith((".", ":", "?", "!", "…")) or _MARK.match(behind) else None


_MARK = re.compile(r"[ \t]*(?:$|\n|[:–—]|--|-\s)")


def starts(sign: re.Pattern[str], words: str) -> re.Match[str] | None:
    """Where a sign matches the head of words, of which only the first LONGEST_SIGN characters are looked at."""
    return sign.match(words[:LONGEST_SIGN])
