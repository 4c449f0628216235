"""Words of a document inside a question: quoted, cut to a bearable length."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..model import Node

MOST_QUOTED = 240
_INNER_OPEN = re.compile(r"(?<![^\s(\[–—/-])[\"“”„]")
_INNER_CLOSE = re.compile(r"[\"“”„]")
_ENDS = (".", "!", "?", "…", ".”", '."', "?”", '?"', ".)")
_SENTENCE_END = re.compile(r"[.!?…][\"”’)]*(?=\s)")


def quoted(text: str) -> str:
    """The text in double quotes, those inside it turned to single ones.

    >>> quoted('The "free" tier')
    '“The ‘free’ tier”'
    """
    return f"“{_INNER_CLOSE.sub('’', _INNER_OPEN.sub('‘', ' '.join(text.split())))}”"


def after(text: str, question: str) -> str:
    """A question put after words of the document: as they stand if they ask something, else quoted.

    >>> after("It rained.", "What speaks for this?")
    '“It rained.” What speaks for this?'
    >>> after("Rain", "What speaks for this?")
    '“Rain”: what speaks for this?'
    >>> after("Will it rain?", "What does each side say?")
    'Will it rain? What does each side say?'
    """
    text = text.strip()
    if text.endswith("?"):
        return f"{text} {question}"
    if is_ended(text):
        return f"{quoted(text)} {question}"
    return f"{quoted(text)}: {question[0].lower()}{question[1:]}"


def statement(node: Node) -> str:
    """What a node says, short enough to quote: its text, its title where that is long, or the text's beginning."""
    text = " ".join(node.text.split())
    if len(text) <= MOST_QUOTED:
        return text
    return node.title or beginning(text)


def ended(text: str) -> str:
    """The text in quotes as a sentence: with a full stop behind them where it has no end of its own.

    >>> ended("It rained."), ended("Rain")
    ('“It rained.”', '“Rain”.')
    """
    return quoted(text) if is_ended(text) else f"{quoted(text)}."


def is_ended(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    return text.rstrip().endswith(_ENDS)


def beginning(text: str, most: int = MOST_QUOTED) -> str:
    """The first sentences of a text that fit, at least one; a long one is cut between words.

    >>> beginning("It rained. It was wet everywhere.", 20)
    'It rained.'
    """
    if len(text) <= most:
        return text
    ends = [found.end() for found in _SENTENCE_END.finditer(text, 0, most + 1)]
    if ends:
        return text[: ends[-1]]
    return f"{text[:most].rpartition(' ')[0] or text[:most]} …"
