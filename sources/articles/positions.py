"""Cruxes written into the draft: the question, each side's position, its reasons, and who holds it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .crux_patterns import AT_BEST
from .draft import TODO, short
from .pairs import belief
from .prose_patterns import ASIDE, POINTER
from .reasons import because, claims, kind_of, told
from .voices import Passage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .cruxes import Found
    from .draft import Draft
    from .pieces import Piece
    from .voices import Voice

FEWEST_WORDS = 5
FEWEST_OF_SIDE = 2
POINTS = ("pro", "con")


def write_cruxes(draft: Draft, cruxes: Iterable[Found]) -> None:
    """Add the cruxes with all that is said on them. What is called a crux bears on what is argued throughout."""
    written = [(found, _write_crux(draft, found)) for found in cruxes if not draft.is_full]
    mains = [crux for found, crux in written if found.is_case]
    for found, crux in written:
        if found.is_called and not found.is_case and len(mains) == 1:
            draft.link(crux, "bears_on", mains[0], found.at, basis="inferred")


def _write_crux(draft: Draft, found: Found) -> str:
    sides = found.debate.voices
    note = "" if len(sides) > 1 else TODO + "say which sides there are: the text names none"
    note = note or ("" if found.question.rstrip('"”)').endswith("?") else TODO + "put it as a question")
    crux = draft.add("crux", found.question, found.at, title=found.title, note=note)
    for side, voice in sides.items():
        Side(draft, crux, side, voice).write()
    _write_remarks(draft, found, crux)
    return crux


def _write_remarks(draft: Draft, found: Found, crux: str) -> None:
    """What is said by nobody in particular: the first sentence of each paragraph, and all evidence and examples."""
    paragraphs: set[int] = set()
    for piece in found.debate.remarks:
        kind, modality = kind_of(piece.text)
        if piece.has_link and POINTER.sign.match(piece.raw):
            draft.stretches.append((piece.at, crux))
        elif says_something(piece) and (kind != "claim" or id(piece.words) not in paragraphs):
            paragraphs.add(id(piece.words))
            remark = draft.add(kind, piece.text, piece.at, modality=modality)
            draft.link(remark, "bears_on", crux, piece.at, basis="inferred")


def says_something(piece: Piece, fewest: int = FEWEST_WORDS) -> bool:
    """Whether a sentence can stand as a claim: it neither asks, nor leads over, nor speaks of the text itself."""
    words = piece.text
    return not words.endswith(("?", ":")) and len(words.split()) >= fewest and not ASIDE.search(words)


def topic(sentences: Sequence[Piece], fewest: int = FEWEST_WORDS) -> Piece:
    """The sentence that a paragraph is about: its lead, else the first that says something by itself."""
    first = sentences[0]
    telling = [piece for piece in sentences[:3] if says_something(piece, fewest)]
    alone = (piece for piece in telling if not _LEANS_BACK.match(piece.raw))
    backward = first if ASIDE.search(first.text) else next(iter(telling), first)
    return first if first.label else next(alone, backward)


_SIDE_IS = {
    "for": "In favour, for the reasons given.",
    "pro": "In favour, for the reasons given.",
    "against": "Against, for the reasons given.",
    "con": "Against, for the reasons given.",
}
_LEANS_BACK = re.compile(r"(?:This|That|It|These|Those|Such|Here)\b|In this (?:analogy|case|way)\b")


class Side:
    """One side of a crux being written."""

    def __init__(self, draft: Draft, crux: str, side: str, voice: Voice) -> None:
        self.draft = draft
        self.crux = crux
        self.side = side
        self.voice = voice
        self.position = ""

    def write(self) -> None:
        """Add the position, its reasons in the order of the text, and who holds it."""
        voice, passages = self.voice, self.voice.passages
        at_best = None if voice.statement else self._at_best()
        if voice.statement and voice.is_paired:
            self._paired(voice.statement)
        elif voice.statement:
            self._stated(told(voice.statement))
        elif at_best:
            self._position(at_best.text, at_best.at)
            passages = [passage for passage in passages if passage.pieces[0].words is not at_best.words]
        elif opening := self._opening():
            self._stated(told(opening.pieces[0]))
            passages = [*(Passage((piece,)) for piece in opening.pieces[1:]), *passages[1:]]
        else:
            note = TODO + "say in a sentence what this side answers"
            self._position(_SIDE_IS.get(self.side, voice.title or self.side), voice.title_at, note=note)
        for piece in voice.reasons:
            self._reason(told(piece))
        for school in voice.schools:
            self._school(school)
        self._argued(passages)
        self._held()

    def _opening(self) -> Passage | None:
        """The first paragraph of a section that argues for the side in prose, without bold leads or items."""
        first = next(iter(self.voice.passages), None)
        is_prose = first and not first.is_item and not _has_leads(self.voice.passages) and self.side not in POINTS
        return first if first and is_prose and says_something(first.pieces[0], FEWEST_OF_SIDE) else None

    def _held(self) -> None:
        """Who holds the position: groups, some of them in part, and people named with them."""
        said = self.voice.statement or next(iter(self.voice.reasons), None)
        at = said.at if said else self.voice.title_at
        for group, some in self.voice.groups.items():
            person = self.draft.person(group, at, group=True)
            self.draft.link(self.position, "held_by", person, at, **({"qualifier": "partial"} if some else {}))
        for name in self.voice.members:
            self.draft.link(self.position, "held_by", self.draft.person(name, at, group=False), at)

    def _position(self, text: str, at: tuple[int, int], note: str = "") -> None:
        self.position = self.draft.position(self.crux, self.side, text, at, note=note)

    def _stated(self, statement: Piece) -> None:
        """A position in the side's own words; what it joins in one sentence, and why, are reasons."""
        answer, why = because(statement)
        self._position(answer.text, statement.at)
        parts = claims(answer)
        for part in parts if len(parts) > 1 else ():
            self._supports(part, self.position, basis="inferred")
        if why:
            self._reason(why)

    def _paired(self, statement: Piece) -> None:
        """A position that the text states as a condition, and what it draws from it."""
        answer, follows = belief(statement)
        self._position(answer.text, answer.at, note=TODO + "check the side: it is read from how the sentence goes")
        if follows:
            kind, modality = kind_of(follows.text)
            drawn = self.draft.add(kind, follows.text, follows.at, modality=modality)
            self.draft.link(self.position, "supports", drawn, follows.at)

    def _reason(self, piece: Piece) -> None:
        title = self.draft.name(short(piece.label))
        for part in claims(piece):
            said, why = because(part)
            reason = self._supports(said, self.position, title=title)
            title = ""
            if why:
                self._supports(why, reason)

    def _school(self, school: Voice) -> None:
        """A school of thought placed on this side."""
        said = school.statement
        if said:
            title = short(school.title or school.named.side.replace("-", " ")).capitalize()
            node = self.draft.add("mechanism", said.text, said.at, title=title)
            note = TODO + "check the side: the words of its case are nearest"
            self.draft.link(node, "supports", self.position, said.at, basis="inferred", note=note)
            for piece in school.reasons:
                self._supports(piece, node)

    def _supports(self, piece: Piece, what: str, *, title: str = "", **fields: str) -> str:
        kind, modality = kind_of(piece.text)
        node = self.draft.add(kind, piece.text, piece.at, title=title, modality=modality)
        self.draft.link(node, "supports", what, piece.at, **fields)
        return node

    def _at_best(self) -> Piece | None:
        """What the passages for a side say that its case comes down to."""
        for passage in reversed(self.voice.passages):
            for piece in passage.pieces:
                found = AT_BEST.sign.match(piece.raw) if not piece.label else None
                if found:
                    return piece.part(found.start("what"), len(piece.raw))
        return None

    def _argued(self, passages: Sequence[Passage]) -> None:
        """The reasons of a whole section: its bold leads, else its items and the topics of its paragraphs.

        What else is said there stands behind them.
        """
        has_leads, reason = _has_leads(passages), ""
        in_items = any(passage.is_top and passage.pieces[0].label for passage in passages)
        for passage in passages:
            pieces = passage.pieces
            if pieces[0].label or not has_leads or (in_items and passage.is_top):
                first = pieces[0] if pieces[0].label else topic(pieces, FEWEST_OF_SIDE)
                title = self.draft.name(short(first.label))
                if title or says_something(first, FEWEST_OF_SIDE):
                    reason = self._supports(told(first), self.position, title=title)
                pieces = tuple(piece for piece in pieces if piece is not first)
            for piece in pieces if reason else ():
                if says_something(piece, FEWEST_OF_SIDE):
                    self._supports(piece, reason, basis="inferred")


def _has_leads(passages: Sequence[Passage]) -> bool:
    return any(passage.pieces[0].label for passage in passages)
