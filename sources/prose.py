"""Prose taken apart: sentences, the bold words that lead a paragraph, what stands in a stretch of runs."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from .markdown import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .markdown import Block, Run


LONGEST_BRACKET = 2000  # characters after which an open bracket was forgotten


class Lead(Struct, frozen=True):
    """The bold words at the head of a block, without the mark behind them, and the runs that follow."""

    words: str
    runs: tuple[Run, ...]
    rest: tuple[Run, ...]

    @property
    def rest_text(self) -> str:
        """What follows, on one line."""
        return plain(self.rest)


def lead(block: Block) -> Lead | None:
    """The bold lead of a block, None if it does not start with bold words."""
    runs = block.runs
    bold = next((at for at, run in enumerate(runs) if not run.bold and run.text.strip(" *")), len(runs))
    if not runs or not runs[0].bold:
        return None
    words = plain(runs[:bold]).strip().rstrip(":")
    return Lead(words.strip(), runs[:bold], cut(runs[bold:], _AFTER_LEAD)) if words.strip() else None


def cut(runs: Sequence[Run], mark: re.Pattern[str]) -> tuple[Run, ...]:
    """The runs without what the pattern matches at the head of the first."""
    if not runs:
        return ()
    found = mark.match(runs[0].text)
    length = found.end() if found else 0
    if length == len(runs[0].text):
        return tuple(runs[1:])
    head = replace(runs[0], text=runs[0].text[length:], start=min(runs[0].start + length, runs[0].end))
    return (head, *runs[1:])


_AFTER_LEAD = re.compile(r"[\s:–—-]*(?=\S|$)")


def stretch(runs: Sequence[Run]) -> tuple[int, int]:
    """From where to where runs stand in the text, (0, 0) if there are none."""
    return (runs[0].start, runs[-1].end) if runs else (0, 0)


def sentences(runs: Sequence[Run]) -> list[tuple[str, tuple[int, int]]]:
    """The sentences of runs: the words of each, and the stretch of the text it stands in.

    A full stop ends none after an initial or a common abbreviation, nor inside brackets or before a small letter.
    """
    words = Words(runs)
    return [(words.line(*span), words.stretch(*span)) for span in sentence_spans(words.text)]


class Words:
    """The words of runs joined, ends of lines as blanks, and where each of their characters stands in the text."""

    def __init__(self, runs: Sequence[Run]) -> None:
        self.runs = runs
        self.text = "".join(run.text for run in runs).replace("\n", " ")
        self._ends = list(accumulate(len(run.text) for run in runs))

    def line(self, start: int, end: int) -> str:
        """The words from one character to before another, on one line."""
        return " ".join(self.text[start:end].split())

    def stretch(self, start: int, end: int) -> tuple[int, int]:
        """From where to where they stand in the text, (0, 0) if there are no words."""
        return (self._place(start), self._place(max(start, end - 1)) + 1) if self.text else (0, 0)

    def within(self, start: int, end: int) -> Sequence[Run]:
        """The runs that have a part in the words from one character to before another."""
        return self.runs[bisect_right(self._ends, start) : bisect_right(self._ends, max(start, end - 1)) + 1]

    def _place(self, at: int) -> int:
        place = min(bisect_right(self._ends, at), len(self.runs) - 1)
        run = self.runs[place]
        return min(run.start + at - (self._ends[place] - len(run.text)), max(run.end - 1, run.start))


def sentence_spans(words: str) -> list[tuple[int, int]]:
    """Where the sentences of plain words start and end.

    >>> [("He met Dr. Who. She left!"[a:b]) for a, b in sentence_spans("He met Dr. Who. She left!")]
    ['He met Dr. Who.', 'She left!']
    """
    spans: list[tuple[int, int]] = []
    start = counted = open_brackets = 0
    for match in _SENTENCE_END.finditer(words):
        end = match.end(1)
        open_brackets += words.count("(", counted, end) - words.count(")", counted, end)
        counted = end
        before = words[max(start, match.start() - 12) : match.start()]
        is_short = match[1] == "." and _ABBREVIATED.search(before)
        if not is_short and (open_brackets <= 0 or end - start > LONGEST_BRACKET):
            spans.append((start, end))
            start, open_brackets = match.end(), 0
    if words[start:].strip():
        spans.append((start, len(words)))
    return [_stripped(words, *span) for span in spans if words[span[0] : span[1]].strip()]


_SENTENCE_END = re.compile(r"(?<![.!?…])([.!?…]++[\"'”’)\]]*+)\s++(?=[\"'“‘(\[]*[^\sa-z\"'“‘(\[])")
_ABBREVIATED = re.compile(
    r"(?:^|[\s(\"'“])(?:[A-Z]|[A-Z]\.[A-Z]|e\.g|i\.e|cf|vs|al|Dr|Mr|Mrs|Ms|Prof|St|Fig|Eq|Sec|Ch|Vol|pp?|approx|ca|Jr|Sr|U\.S|U\.K)$"
)


def _stripped(words: str, start: int, end: int) -> tuple[int, int]:
    piece = words[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
