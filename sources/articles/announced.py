"""What announces a crux: the words of a heading, a bold lead or a question that stands by itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from .crux_patterns import ANNOUNCED, CRUX
from .pieces import sentences_of, set_off

if TYPE_CHECKING:
    from ..markdown import Block
    from .pieces import Piece, Stretch
    from .voices import Debate

MOST_WORDS_ASKED = 60
LONGEST_ASKED = 500


class Asked(Struct, frozen=True):
    """What announces a crux: all its words, `what` it says besides the sign, and where it stands.

    `is_called` tells that it is called a crux, `is_numbered` that it is one of several, `is_listed` that it only stands
    among cruxes.
    """

    words: str
    what: str
    at: Stretch
    is_called: bool = False
    is_numbered: bool = False
    is_listed: bool = False

    @property
    def is_question(self) -> bool:
        """Whether it asks something."""
        return self.what.rstrip("\"”’')* ").endswith("?")


def asked(words: str, at: Stretch, *, among_cruxes: bool = False) -> Asked | None:
    """What words announce as a whole, None if no crux. Among cruxes, all words announce one."""
    words = " ".join(words[:LONGEST_ASKED].split()).strip(" *_")
    if words and len(words.split()) <= MOST_WORDS_ASKED:
        for row in ANNOUNCED:
            found = row.sign.match(words)
            if found:
                is_numbered = row is CRUX and bool(found["number"])
                is_listed = among_cruxes and row is not CRUX
                return Asked(words, (found["what"] or "").strip(), at, row is CRUX or is_listed, is_numbered, is_listed)
    return Asked(words, words, at, is_called=True, is_listed=True) if words and among_cruxes else None


def announced(block: Block, *, among_cruxes: bool = False) -> Asked | None:
    """What the bold lead of a block announces, or its first sentence if that asks or is called a crux.

    Among cruxes, whatever leads in bold words is called one.
    """
    lead = set_off(block)
    if lead:
        return asked(lead.words, (block.words[0], lead.runs[-1].end), among_cruxes=among_cruxes)
    first = next(iter(sentences_of(block)), None)
    if first and (first.text.endswith("?") or CRUX.sign.match(first.text)):
        return asked(first.text, first.at, among_cruxes=among_cruxes)
    return None


def behind(block: Block) -> list[Piece]:
    """The sentences of a block behind its announcement."""
    pieces = sentences_of(block)
    return [piece.unlabelled() for piece in pieces] if set_off(block) else pieces[1:]


def question(asked: Asked, debate: Debate) -> tuple[str, Stretch]:
    """The question of a crux and where it stands: what announces it, else the first that is asked below it, else a
    sentence on whether something is so, else its title. What was asked is no remark any more."""
    if asked.is_question:
        return asked.what, asked.at
    for piece in debate.remarks:
        if piece.text.endswith("?"):
            debate.forget(piece)
            return piece.text, piece.at
    for piece in debate.remarks:
        whether = _WHETHER.search(piece.text)
        if whether:
            debate.forget(piece)
            return f"{whether['verb'].capitalize()} {whether['who']} {whether['rest'].strip()}?", piece.at
    return (asked.what or asked.words).rstrip(".:"), asked.at


_WHETHER = re.compile(
    r"\bwhether (?P<who>.{2,80}?) (?P<verb>should|can|could|will|would|must|is|are|was|were|does|do) "
    r"(?P<rest>.{3,160}?)(?=[.,;:?]|$| is an? | are | remains? | depends? | divides? )",
    re.IGNORECASE,
)
