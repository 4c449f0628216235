"""Paragraphs and list items of study notes as entries: a bold key, and the words behind it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from ..markdown import plain
from ..prose import cut, lead
from ..words import Words
from .keys import key_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..markdown import Block, Run


class Entry(Struct, frozen=True):
    """A paragraph or item: its key ("" if it has none), the words behind it, and the blocks below it."""

    key: str
    rest: tuple[Run, ...]
    block: Block


def entries(blocks: Iterable[Block]) -> Iterator[Entry]:
    """The paragraphs and items of blocks in order, those of quotes too; other blocks as entries without words."""
    for block in blocks:
        if block.kind in ("list", "quote", "footnote"):
            yield from entries(block.children)
        else:
            yield from map(entry, _lines(block))


def _lines(block: Block) -> list[Block]:
    """A paragraph in whose lines keys stand at the start, or that asks something in each, is a paragraph for each;
    others are as they are."""
    runs = block.runs
    ends = [at for at, run in enumerate(runs[:-1]) if run.text == "\n"]
    starts = [at + 1 for at in ends if _starts_key(runs, at + 1)]
    if block.kind == "paragraph" and ends and all(_asks(runs[at - 1]) for at in (*ends, len(runs))):
        starts = [at + 1 for at in ends]
    if block.kind not in ("paragraph", "item") or not starts:
        return [block]
    cuts = [0, *starts, len(runs)]
    pieces = [replace(block, runs=runs[start:end]) for start, end in pairwise(cuts)]
    return [replace(piece, children=()) for piece in pieces[:-1]] + pieces[-1:]


def _starts_key(runs: Sequence[Run], at: int) -> bool:
    """Whether a key with its colon, or the mark of an answer, starts at a run."""
    if at < len(runs) and not runs[at].bold:
        return bool(_ANSWER_MARK.match(runs[at].text) or _TIE_MARK.match(runs[at].text))
    while at < len(runs) and runs[at].bold:
        at += 1
    return runs[at - 1].text.endswith(":") or (at < len(runs) and runs[at].text.startswith(":"))


def _asks(run: Run) -> bool:
    return run.text.rstrip().endswith("?") and not run.bold


_TIE_MARK = re.compile(r"(?:pre-?requisites?|next(?: steps?)?|adjacent(?: \w+)?|related(?: \w+)?)\s*:\s", re.IGNORECASE)
_ANSWER_MARK = re.compile(r"(?:[QA]\d*|Question|Answer|Hint)\s*[:.)]\s", re.IGNORECASE)


def entry(block: Block) -> Entry:
    """A block as an entry. Its key is a bold lead with a colon, dash or bracket behind it, or plain words that are one.

    The bracket belongs to the key: `**Swarms** (in May): …`.
    """
    if block.kind not in ("paragraph", "item"):
        return Entry("", (), block)
    led = lead(block)
    if led:
        mark = _KEY_END.match(Words(block.runs).text, sum(len(run.text) for run in led.runs))
        if mark and mark[1]:
            return Entry(f"{led.words} {mark[1]}", cut(led.rest, _BRACKET), block)
        if plain(led.runs).endswith(":") or mark or not led.rest:
            return Entry(led.words, led.rest, block)
    plain_key = _PLAIN_KEY.match(block.runs[0].text) if block.runs else None
    if plain_key and (key_of(plain_key[1]).name or _TIE_MARK.match(plain_key[0])):
        return Entry(plain_key[1], cut(block.runs, _PLAIN_KEY), block)
    return Entry("", block.runs, block)


_KEY_END = re.compile(r"\s*+(?:(\([^()]*\)|\[[^\[\]]*\])\s*+)?(?:[:–—]|-\s|(?<=[)\]])$)")
_BRACKET = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])[\s:–—-]*")
_PLAIN_KEY = re.compile(r"((?:The )?[A-Z][\w'’/-]*(?: [\w'’/-]+){0,3}):\s+")
