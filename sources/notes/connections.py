"""What a study note builds on, leads to and lies beside: its prerequisites, next steps and adjacent ideas."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from ..headings import bare_title
from ..words import Words, pieces
from .body import other_block
from .entries import entries
from .kinds import own_kind, says_something
from .names import keys, without_bracket
from .people import person_node

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..markdown import Block
    from .draft import Draft
    from .entries import Entry


class Tie(Struct, frozen=True):
    """How what stands behind a key is tied to the note: by a relation, `outward` if it leads from the note."""

    words: str
    relation: str
    outward: bool = False


TIES: tuple[Tie, ...] = (
    Tie(r"pre-? ?requisites?|before|background|builds on|foundations?|assumed|requires", "prerequisite_of"),
    Tie(
        r"next|after|going deeper|follow-?ups?|leads? to|where to go|future|extensions?",
        "prerequisite_of",
        outward=True,
    ),
    Tie(r"adjacent|related|see also|connect|dots|neighbou?r|similar|links?|parallels?|cross", "related_to"),
)
"""Keys of the connections. What stands behind another key, or none, is related, and reported."""

SHORTEST_CLAIM = 6
LEADS = re.compile(
    r"(?:(?:an? )?(?:(?:basic|deeper|deep|good|some|solid|working) )?"
    r"(?:understanding|knowledge|exploration|grasp|familiarity|experience) (?:of|with)"
    r"|basics of|the (?:concept|idea|notion) of|connects? to|relates? to|relation to|related to|links? to)\s+",
    re.IGNORECASE,
)
"""What leads in a thing and is no part of its name."""

OWNED = re.compile(r"([A-Z][\w-]+(?: [A-Z]\.)?(?: [A-Z][\w-]+){1,2})['’]s?\s+(.+)", re.DOTALL)


def read_connections(draft: Draft, blocks: Iterable[Block]) -> None:
    """The connections of a note."""
    tie = None if "connect" in draft.section.lower() else _tie(draft.section)
    for found in entries(blocks):
        if found.block.kind == "heading":
            tie = _tie(found.block.text)
            draft.section = bare_title(found.block.text)
            draft.remarks += [] if tie else [found.block.text]
        elif found.block.kind not in ("paragraph", "item"):
            other_block(draft, found.block, draft.main)
        elif found.key and (keyed := _tie(found.key)):
            read_ties(draft, keyed, found)
        elif tie:
            _pieces(draft, tie, Words(found.block.runs))
            _children(draft, tie, found)
        else:
            _unknown(draft, found)


def _tie(words: str) -> Tie | None:
    return next((tie for tie in TIES if re.search(rf"\b(?:{tie.words})", words, re.IGNORECASE)), None)


def read_ties(draft: Draft, tie: Tie, found: Entry) -> None:
    """What stands behind a key and in the items below it."""
    _pieces(draft, tie, Words(found.rest))
    _children(draft, tie, found)


def _children(draft: Draft, tie: Tie, found: Entry) -> None:
    for child in entries(found.block.children):
        if child.block.kind in ("paragraph", "item"):
            words = Words(child.block.runs)
            _piece(draft, tie, words, Piece(0, len(words.text), next(iter(words.bold()), None)))
            _children(draft, tie, child)
        else:
            other_block(draft, child.block, draft.main)


def _unknown(draft: Draft, found: Entry) -> None:
    """A key that is none of the template's: what it says is related to the note, and reported."""
    words = Words(found.block.runs)
    hint = "name them Prerequisites, Next Steps or Adjacent Dots"
    draft.not_understood("connections of a kind not known", words.said(), words.stretch()[0], hint)
    _pieces(draft, TIES[-1], Words(found.rest or found.block.runs))
    _children(draft, TIES[-1], found)


class Piece(Struct, frozen=True):
    """One of the things listed: from where to where it stands among the words, and where its bold name does, if any."""

    start: int
    end: int
    name: tuple[int, int] | None = None


def _pieces(draft: Draft, tie: Tie, words: Words) -> None:
    """The things listed in an entry."""
    for piece in _listed(words):
        _piece(draft, tie, words, piece)


def _listed(words: Words) -> Iterator[Piece]:
    """What commas part; in prose the bold names, each with the words up to the next, and whole sentences."""
    bold = words.bold()
    spans = words.sentences()
    listed = [[(start + begin, start + stop) for begin, stop in pieces(words.text[start:end])] for start, end in spans]
    plain_ones = sum(not _bold_in(bold, start, end) for group in listed for start, end in group)
    if bold and len(bold) >= plain_ones:
        first = bold[0][0] if LEADS.fullmatch(words.text, 0, bold[0][0]) else 0
        cuts = [first, *_between(bold, spans), len(words.text)]
        for start, end, name in zip(cuts[:-1], cuts[1:], bold, strict=True):
            last = _LAST.fullmatch(words.text, name[1], end)
            is_thing = last and not says_something(last["last"])
            yield Piece(start, last.start("mark") if last and is_thing else end, name)
            if last and is_thing:
                yield Piece(last.start("last"), end)
        return
    for (start, end), group in zip(spans, listed, strict=True):
        if len(spans) > 1 and (len(group) < 2 or says_something(words.text[start:end])):
            yield Piece(start, end)
        else:
            yield from (Piece(begin, stop, next(iter(_bold_in(bold, begin, stop)), None)) for begin, stop in group)


_LAST = re.compile(
    r"(?:\s*\([^()]*\))?(?P<mark>,(?=\s+(?:and|or|as well as)\s)|;)\s+(?:(?:and|or|as well as)\s+)?"
    r"(?P<last>[^,;:()]{3,60})\s*"
)
"""The last member of a list of bold names, if it is plain."""


def _between(bold: list[tuple[int, int]], spans: list[tuple[int, int]]) -> Iterator[int]:
    """Where the words that go with each bold name but the first begin: at its sentence, if that is a new one."""
    starts = [start for start, _ in spans]
    for (_, before), (start, _) in pairwise(bold):
        sentence = starts[bisect_right(starts, start) - 1]
        yield sentence if sentence >= before else start


def _bold_in(bold: list[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    found = bisect_left(bold, (start, 0))
    return [span for span in bold[found : found + 1] if span[1] <= end + 1]


_TRIM = re.compile(r"(?<![\s,;.:])[\s,;.:]*+(?:\band[\s,;:]*+)?$")
_QUOTED = re.compile(r"[,.]([\"”])")
_NOTHING = re.compile(
    r"none|n/?a|nothing(?: in particular)?|etc|et cetera|and (?:so on|more|others)|…"
    r"|(?:more |most )?(?:ideally|optionally|loosely|possibly|perhaps|especially|preferably)",
    re.IGNORECASE,
)
_FIELD = re.compile(r"(?<=\w)\s+(?:literature|research|basics|theory|work|methods?|techniques|papers?)$", re.IGNORECASE)


def _piece(draft: Draft, tie: Tie, words: Words, piece: Piece) -> None:
    """One thing: a concept, or a claim if it is a sentence, tied to the note."""
    end = piece.start + len(_TRIM.sub("", words.text[piece.start : piece.end]))
    said, at = _QUOTED.sub(r"\1", words.said(piece.start, end)), words.stretch(piece.start, end)
    if not said or _NOTHING.fullmatch(said):
        return
    lead = LEADS.match(said)
    label = words.said(*piece.name) if piece.name else said[lead.end() if lead else 0 :]
    is_claim = not piece.name and said[:1].isupper() and says_something(said) and len(said.split()) > SHORTEST_CLAIM
    node = "" if is_claim else draft.find(label) or draft.find(_FIELD.sub("", label))
    note = said if node else ""
    if is_claim:
        node = draft.add("claim", said, at)
    elif not node:
        title, aliases = without_bracket(label)
        kind = own_kind(title) or "concept"
        node = draft.add(kind, said, at, title=title, aliases=aliases, known_as=keys(label))
    first, last = (draft.own, node) if tie.outward else (node, draft.own)
    draft.join(first, (tie.relation, "related_to"), last, at, note=note)
    owner = None if is_claim else OWNED.fullmatch(said)
    person = person_node(draft, owner[1], words.stretch(piece.start, piece.start + owner.end(1)), at) if owner else ""
    if person:
        draft.join(node, ("held_by",), person, at)
