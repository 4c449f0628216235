"""Words of a document inside a question: quoted, cut to a bearable length."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..model import Node, Position

MOST_QUOTED = 240
_INNER_OPEN = re.compile(r"(?<![^\s(\[–—/-])[\"“”„]")
_INNER_CLOSE = re.compile(r"[\"“”„]")
_ENDS = (".", "!", "?", "…", ".”", '."', "?”", '?"', ".)")
_ASKS = re.compile(
    r"(?:is|are|was|were|do|does|did|can|could|will|would|should|has|have|must|may|might"
    r"|how|why|what|when|where|who|which)\s+\S",
    re.IGNORECASE,
)
_NOUNS = frozenset(["optimist", "pessimist", "skeptic", "sceptic", "critic", "opponent", "proponent", "supporter"])
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


def answered(crux: Node, position: Position) -> str:
    """What a side answers to its crux, as a sentence behind the question, or behind what the crux is about."""
    who = f"the {position.side}" if is_known(position.side) else "one side"
    answer = ended(statement(position))
    if is_question(crux):
        return f"{asked_in(crux)} {who.capitalize()} answers: {answer}"
    return f"On {quoted(crux.text)} {who} says: {answer}"


def asked_in(crux: Node) -> str:
    """What a crux asks, with its question mark; of one that asks nothing, its text."""
    text = crux.text.rstrip()
    return f"{text}?" if is_question(crux) and not text.endswith("?") else text


def is_question(crux: Node) -> bool:
    """Whether the text of a crux is a question, though it may lack the mark.

    >>> from cruxmap.graph.model import Crux
    >>> [is_question(Crux(id="a/b", kind="crux", text=text)) for text in ("Will it rain", "The rain", "Rain?")]
    [True, False, True]
    """
    text = crux.text.rstrip()
    return text.endswith("?") or (bool(_ASKS.match(text)) and not is_ended(text))


def is_known(side: str) -> bool:
    """Whether a side goes by a noun that stands in a sentence as it is."""
    return side in _NOUNS


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
