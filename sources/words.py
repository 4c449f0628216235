"""The words of runs as one string in which every piece knows the stretch of the text it was written in."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from .prose import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .markdown import Run

Stretch = tuple[int, int]

FEWEST = 4
"""Sentences with fewer words are told together with their neighbour."""
LONGEST = 500
"""Sentences are joined up to so many characters."""


class Words:
    """The joined words of runs, with where each stands."""

    def __init__(self, runs: Sequence[Run]) -> None:
        self.runs = runs
        self.text = "".join([run.text for run in runs])
        self._starts = list(accumulate((len(run.text) for run in runs), initial=0))

    def stretch(self, start: int = 0, end: int | None = None) -> Stretch:
        """Where the words from `start` to before `end` were written, without the blanks around them."""
        piece = self.text[start:end]
        bare = piece.strip()
        if not bare:
            return (0, 0)
        if bare is not piece:
            start += len(piece) - len(piece.lstrip())
        return self._place(start), self._place(start + len(bare) - 1) + 1

    def said(self, start: int = 0, end: int | None = None) -> str:
        """The words from `start` to before `end` on one line."""
        return " ".join(self.text[start:end].split())

    def bold(self) -> list[tuple[int, int]]:
        """Where bold words start and end."""
        found: list[tuple[int, int]] = []
        for run, start in zip(self.runs, self._starts, strict=False):
            if run.bold and run.text.strip():
                if found and not self.text[found[-1][1] : start].strip():
                    found[-1] = found[-1][0], start + len(run.text)
                else:
                    found.append((start, start + len(run.text)))
        return found

    def sentences(self, start: int = 0) -> list[tuple[int, int]]:
        """Where its sentences start and end from `start` on; very short ones are joined to the one before, or after,
        and those of one quotation to each other."""
        joined: list[tuple[int, int]] = []
        short = open_quote = False
        for begin, end in sentence_spans(self.text[start:]):
            span = begin + start, end + start
            is_short = self.text.count(" ", *span) < FEWEST - 1
            if joined and (is_short or short or open_quote) and span[1] - joined[-1][0] < LONGEST:
                joined[-1] = joined[-1][0], span[1]
                short = short and is_short
            else:
                joined.append(span)
                short, open_quote = is_short, False
            open_quote ^= self._leaves_open(*span)
        return joined

    def _leaves_open(self, start: int, end: int) -> bool:
        """Whether a quotation is opened or closed within a stretch and not the other."""
        count = self.text.count
        return (count('"', start, end) + count("“", start, end) + count("”", start, end)) % 2 == 1

    def _place(self, at: int) -> int:
        index = max(bisect_right(self._starts, at, hi=len(self.runs)) - 1, 0) if len(self.runs) > 1 else 0
        run = self.runs[index]
        return min(run.start + at - self._starts[index], max(run.end - 1, run.start))


def pieces(words: str) -> Iterator[tuple[int, int]]:
    """Where the members of a list in one sentence start and end: parted by semicolons if there are any, else by commas.

    Neither counts inside brackets, quotes or numbers. A leading `and` belongs to no member.

    >>> listed = 'wax, 80,000 Hours (work, life), "Bees," and honey; propolis'
    >>> [listed[start:end] for start, end in pieces(listed)][-1]
    'propolis'
    >>> listed = listed.replace(";", ",")
    >>> [listed[start:end] for start, end in pieces(listed)]
    ['wax', '80,000 Hours (work, life)', '"Bees,"', 'honey', 'propolis']
    """
    cuts = _cuts(words)
    semicolons = [cut for cut in cuts if words[cut[0]] == ";"]
    begin = 0
    for cut, after in [*(semicolons or cuts), (len(words), len(words))]:
        start, end = _bare(words, begin, cut)
        begin = after
        if start < end:
            yield start, end


def _cuts(words: str) -> list[tuple[int, int]]:
    """Where members end, and where the next begin."""
    found: list[tuple[int, int]] = []
    last = {char: words.rfind(char) for char in '"”)]}'}
    closings: list[str] = []
    for match in _MARK.finditer(words):
        at, char = match.start(), match[0]
        ends = at + 1 == len(words) or words[at + 1].isspace()
        if closings and char == closings[-1]:
            closings.pop()
            if char in '"”' and ends and not closings and words[at - 1] in ",;":
                found.append((at + 1, at + 1))
        elif char in _CLOSING and last[_CLOSING[char]] > at:
            closings.append(_CLOSING[char])
        elif char in ",;" and ends and not closings:
            found.append((at, at + 1))
    return found


_CLOSING = {'"': '"', "“": "”", "(": ")", "[": "]", "{": "}"}
_MARK = re.compile(r"""["“”()\[\]{},;]""")


def _bare(words: str, start: int, end: int) -> tuple[int, int]:
    while start < end and words[start].isspace():
        start += 1
    while end > start and (words[end - 1].isspace() or words[end - 1] in ",;."):
        end -= 1
    lead = _LEADS.match(words, start, end)
    return (lead.end() if lead else start), end


_LEADS = re.compile(r"(?:(?:and|or|as well as|&|then) \s*)++", re.IGNORECASE)
