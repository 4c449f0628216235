"""Reasons: what a side's sentences claim one by one, and of which kind each claim is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from .pieces import LONGEST_SIGN
from .prose_patterns import CUES, IMAGINED
from .sides import FINITE, statement

if TYPE_CHECKING:
    from .pieces import Piece

FEWEST_WORDS, FEWEST_BEFORE = 4, 2
LONGEST_SPLIT = 1500


def kind_of(words: str) -> tuple[str, str]:
    """The kind of node a sentence makes, and how firmly it is put forward."""
    start = words[:LONGEST_SIGN]
    kind = next(
        (kind for kind, row in CUES if (row.sign.search if kind == "evidence" else row.sign.match)(start)), "claim"
    )
    if kind == "example" and IMAGINED.sign.match(start):
        return kind, "hypothetical"
    if kind == "claim" and _POSSIBLE.search(start):
        return kind, "possible"
    return kind, "likely" if kind == "claim" and _LIKELY.search(start) else "asserted"


_POSSIBLE = re.compile(r"\b(?:may|might|could|possibly|perhaps)\b", re.IGNORECASE)
_LIKELY = re.compile(r"\b(?:likely|probably)\b", re.IGNORECASE)


def told(piece: Piece) -> Piece:
    """What a sentence says without the words that say who thinks so (`They often expect that …`)."""
    start = statement(piece.raw)
    return piece.part(start, len(piece.raw)) if start else piece


def because(piece: Piece) -> tuple[Piece, Piece | None]:
    """A sentence without its reason, and the reason it gives."""
    raw = piece.raw
    for found in _BECAUSE.finditer(raw[:LONGEST_SPLIT]):
        before, after = raw[: found.start()], raw[found.end() :]
        if len(before.split()) >= FEWEST_BEFORE and _is_clause(after):
            return piece.part(0, found.start()), piece.part(found.end(), len(raw))
    return piece, None


_BECAUSE = re.compile(r",?\s+because\s+(?:they (?:think|believe)\s+(?:that\s+)?)?", re.IGNORECASE)


def claims(piece: Piece) -> list[Piece]:
    """The claims a sentence makes side by side, each a part of it; the sentence alone if it makes one.

    A list of things that somebody points to counts as a claim each.
    """
    raw = piece.raw
    if len(raw) > LONGEST_SPLIT:
        return [piece]
    return _listed(piece) or _either(piece) or _joined(piece)


def _listed(piece: Piece) -> list[Piece]:
    """The things in `They point to A, B, and C`."""
    raw = piece.raw
    pointing = _POINTS_TO.search(raw)
    if not pointing or _CLAUSE_INSIDE.search(raw, pointing.end()):
        return []
    spans, start = [], pointing.end()
    for comma in _COMMA.finditer(raw, pointing.end()):
        spans.append((start, comma.start()))
        start = comma.end()
    spans.append((start, len(raw.rstrip(".!"))))
    parts = [piece.part(*span) for span in spans]
    return parts if len(parts) > 1 and all(part.raw for part in parts) else []


_POINTS_TO = re.compile(
    r"\b(?:points?|pointing) (?:out|to)\s|\b(?:cites?|invokes?|emphasi[sz]es?|stress(?:es)?|highlights?)\s",
    re.IGNORECASE,
)
_COMMA = re.compile(r"[,;]\s+(?:and\s+|or\s+|as well as\s+)?(?:to\s+)?")
_CLAUSE_INSIDE = re.compile(r"\b(?:that|which|who|where|when|because|is|are|was|were|will|would|if)\b", re.IGNORECASE)


def _either(piece: Piece) -> list[Piece]:
    """What something may do, one by one: `Tolls will rise, or be dropped, or have no effect`."""
    raw = piece.raw
    modal = _MODAL.match(raw)
    joints = list(_OR_DO.finditer(raw, modal.end())) if modal else []
    if not modal or not joints:
        return []
    ends = [*(joint.start() for joint in joints[1:]), len(raw)]
    others = (piece.part(joint.end(), end) for joint, end in zip(joints, ends, strict=True))
    carried = " ".join(modal[1].split())
    return [piece.part(0, joints[0].start()), *(replace(other, carried=carried) for other in others)]


_MODAL = re.compile(r"([^,.;]{2,100}?\s(?:will|would|can|could|may|might|must|should))\s", re.IGNORECASE)
_OR_DO = re.compile(
    r",\s+or\s+(?=(?:be|have|act|do|make|take|become|remain|stay|keep|lead|cause|help|hurt|find|learn|show|use|get|give|go|"
    r"fail|lose|win|cost|pay|need|want|work|rise|fall|grow|turn|move|leave|bring|come|run|see|try|stop|start|choose|"
    r"produce|behave|pursue|seek|develop|create|reduce|increase|lower|raise|push|force|avoid|ignore|follow)\s)"
)


def _joined(piece: Piece) -> list[Piece]:
    """The clauses that `and`, `while`, `such that` or a semicolon join, each with a subject and verb of its own."""
    raw, spans, start = piece.raw, [], 0
    for found in _JOINT.finditer(raw):
        before, after = raw[start : found.start()], raw[found.end() :]
        if (
            len(before.split()) >= FEWEST_WORDS
            and FINITE.search(before)
            and _is_clause(after)
            and not _open_quote(raw[start : found.start()])
        ):
            spans.append((start, found.start()))
            start = found.end()
    spans.append((start, len(raw)))
    return [piece.part(*span) for span in spans] if len(spans) > 1 else [piece]


def _open_quote(words: str) -> bool:
    return words.count("“") > words.count("”") or words.count("(") > words.count(")") or words.count('"') % 2 == 1


_JOINT = re.compile(
    r",\s+(?:and|but)\s+(?:that\s+)?|,?\s+such that\s+(?:eventually\s+)?|"
    r",\s+(?:while|whereas)\s+|;\s+(?:and\s+|but\s+)?",
    re.IGNORECASE,
)


def _is_clause(words: str) -> bool:
    """Whether words start with a subject and its verb."""
    first = _SUBJECT.match(words[:200])
    return bool(first) and len(words.split()) >= FEWEST_WORDS


_SUBJECT = re.compile(
    r"(?!(?:is|are|was|were|will|would|can|could|may|might|has|have|do|does|to|not|who|which|that they)\b)"
    r"[\"“‘(]?(?:(?!(?:who|whose|whom|where|when)\b)[^\s,;.]+\s+){1,14}?" + FINITE.pattern,
    re.IGNORECASE,
)
