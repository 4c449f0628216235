"""Sides told apart where nobody is named: two sentences of one crux that are each other's contrary."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from .camps import singular
from .crux_patterns import FAVOUR, OPPOSE, OPPOSITES, PAIRS
from .sides import FINITE, Speaker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .pieces import Piece
    from .voices import Debate, Voice

BELIEVE, CONDITION, SOME, CONTRAST, VERSUS = PAIRS
MOST_PIECES = 60
FEWEST_WORDS = 3


def pair_up(debate: Debate, question: str, *, is_called: bool) -> None:
    """Give a debate in which no two sides are named the first pair of sides that its sentences make, if any do.

    Under what is not called a crux, only beliefs and `some … others …` are sides.
    """
    pieces = [piece for piece in debate.heard if not piece.raw.rstrip().endswith("?")][:MOST_PIECES]
    rules = (_some_and_others, _believing, *((_conditional, _contrasting) if is_called else ()))
    found = next((sided for rule in rules if (sided := rule(pieces))), None)
    found = found or (_poles(pieces, question) if is_called else [])
    if found:
        named = list(debate.voices.values())
        debate.voices.clear()
        for speaker, piece in found:
            voice = debate.voice(speaker)
            voice.is_paired = True
            voice.say(piece)
        used = {_key(piece) for _, piece in found} | {_key(piece) for piece in _absorbed(named, debate)}
        debate.remarks[:] = [piece for piece in pieces if _key(piece) not in used]


def _absorbed(named: list[Voice], debate: Debate) -> Iterator[Piece]:
    """What named people say that belongs to a side because it speaks of it, as `the lower end` belongs to `low`."""
    for before in named:
        said = before.statement
        sides = (voice for side, voice in debate.voices.items() if said and _speaks_of(side, said.text))
        voice = next(sides, None)
        if voice and said:
            voice.groups.update(before.groups)
            voice.members.extend(before.members)
            voice.reasons[:0] = [voice.statement] if voice.statement else []
            voice.statement = said
            yield said


def _speaks_of(side: str, words: str) -> bool:
    return re.search(rf"\b{re.escape(side)}(?:er)?\b", words) is not None


def _key(piece: Piece) -> tuple[int, int]:
    return id(piece.words), piece.start


Sided = list[tuple[Speaker, "Piece"]]


def _believing(pieces: list[Piece]) -> Sided:
    return _two(pieces, BELIEVE.sign)


def _conditional(pieces: list[Piece]) -> Sided:
    return _two(pieces, CONDITION.sign)


def _two(pieces: list[Piece], sign: re.Pattern[str]) -> Sided:
    """Two sentences that begin with a condition, one for and one against something."""
    found = [piece for piece in pieces if sign.match(piece.raw)]
    if len(found) < 2:
        return []
    leanings = [_favours(piece.text) for piece in found[:2]]
    if leanings[0] == leanings[1] or 0 in leanings:
        known = next((leaning for leaning in leanings if leaning), 0)
        leanings = [known, -known] if leanings[0] else [-known, known]
    if not any(leanings):
        rests = [piece.raw[match.end() :] for piece in found[:2] if (match := sign.match(piece.raw))]
        one, other = _contrary(*rests) or _denied(*rests) or ("one", "other")
        return [(Speaker(one), found[0]), (Speaker(other), found[1])]
    return [
        (Speaker("for" if leaning > 0 else "against"), piece) for leaning, piece in zip(leanings, found, strict=False)
    ]


def _denied(first: str, second: str) -> tuple[str, str] | None:
    """`yes` and `no` for two sentences of which one denies what it takes up."""
    one, other = (bool(_NOT.search(words.partition(",")[0])) for words in (first, second))
    return None if one == other else ("no", "yes") if one else ("yes", "no")


_NOT = re.compile(r"\b(?:not|never|no|cannot)\b|n['’]t\b", re.IGNORECASE)


def _favours(words: str) -> int:
    """1 if the end of a sentence speaks well of what is asked about, -1 if ill, 0 if that is not clear."""
    ill, well = _ILL.search(words), _WELL.search(words)
    return (well is not None) - (ill is not None)


_ILL = re.compile(
    r"\b(?:hard(?:er)? to (?:justify|defend)|weak(?:ens?|er)|unnecessary|pointless|unjustified|fades?|shrinks?|"
    r"collapses?|falls? (?:apart|away)|makes? (?:little|less|no) sense|not worth|unwise|reckless|"
    r"too (?:costly|risky|slow))\b",
    re.IGNORECASE,
)
_WELL = re.compile(
    r"\b(?:valuable|critical|crucial|essential|tolerable|justified|worth|strengthens?|stronger|grows?|rational|"
    r"makes? sense|necessary|needed|compelling|indispensable|vital|attractive)\b",
    re.IGNORECASE,
)


def _some_and_others(pieces: list[Piece]) -> Sided:
    """Halves of sentences: some of a group are for it, others against it."""
    found: Sided = []
    for piece in pieces:
        for halves in SOME.sign.finditer(piece.raw[:600]):
            group = halves["group"].lower().strip()
            for verb, start, end in (("first", halves.start(), halves.end("some")), ("second", *halves.span("others"))):
                side = "supporter" if _FOR.match(halves[verb]) else "opponent" if _AGAINST.match(halves[verb]) else ""
                if side:
                    found.append((Speaker(side, group, some=True), piece.part(start, end)))
    return found if len({speaker.side for speaker, _ in found}) == 2 else []


_FOR, _AGAINST = re.compile(FAVOUR, re.IGNORECASE), re.compile(OPPOSE, re.IGNORECASE)


def _contrasting(pieces: list[Piece]) -> Sided:
    """Two sentences near each other that begin alike but for one word and its contrary, or one number."""
    pieces = [piece for piece in pieces if CONTRAST.sign.match(piece.raw)]
    for first, second in pairwise(pieces):
        sides = _contrary(first.text, second.text)
        if sides:
            return [(Speaker(sides[0]), first), (Speaker(sides[1]), second)]
    return []


def _contrary(first: str, second: str) -> tuple[str, str] | None:
    ones, others = _WORD.findall(first.lower())[:8], _WORD.findall(second.lower())[:8]
    at = next((at for at, (one, other) in enumerate(zip(ones, others, strict=False)) if one != other), -1)
    if at < 0 or at > 4:
        return None
    one, other = ones[at], others[at]
    if _NUMBER.fullmatch(one) and _NUMBER.fullmatch(other) and ones[at + 1 : at + 2] == others[at + 1 : at + 2] != []:
        return ("low", "high") if float(one) < float(other) else ("high", "low")
    return next(((one, other) for pair in OPPOSITES if {one, other} == {*pair}), None)


_WORD = re.compile(r"[\w'’-]+(?:\.\d+)?")
_NUMBER = re.compile(r"\d+(?:\.\d+)?", re.ASCII)


def _poles(pieces: list[Piece], question: str) -> Sided:
    """Sentences that each speak of one of the two things which the question weighs."""
    weighed = VERSUS.sign.match(question[:300])
    if not weighed:
        return []
    first, second = content(weighed["first"]), content(weighed["second"])
    found: Sided = []
    for mine, other in ((first - second, second), (second - first, first)):
        for piece in pieces:
            words = content(piece.text)
            common = [word for word in _WORD.findall(weighed[0].lower()) if stem(word) in words & mine]
            if common and not words & (other - mine - (first & second)):
                found.append((Speaker("-".join(re.findall(r"[a-z0-9]+", " ".join(common[:3])))), piece))
                break
    return found if len(found) == 2 and found[0][0].side and found[1][0].side else []


def content(words: str) -> set[str]:
    """The stems of the words that mean something."""
    return {stem(word) for word in _WORD.findall(words.lower()) if len(word) > 3}


def stem(word: str) -> str:
    return singular(word)[:7]


def belief(piece: Piece) -> tuple[Piece, Piece | None]:
    """What a sentence with a condition takes for granted, and what it draws from it; itself if that is not clear."""
    raw = piece.raw[:600]
    sign = BELIEVE.sign.match(raw) or CONDITION.sign.match(raw)
    start = sign.end() - (0 if BELIEVE.sign.match(raw) else 1) if sign else 0
    for comma in re.finditer(r",\s+(?:then\s+)?", raw[start:]) if sign else ():
        condition, rest = raw[start : start + comma.start()], raw[start + comma.end() :]
        follows = BELIEVE.sign.match(raw) and len(rest.split()) >= FEWEST_WORDS
        if len(condition.split()) >= FEWEST_WORDS and (follows or FINITE.search(rest)):
            return piece.part(start, start + comma.start()), piece.part(start + comma.end(), len(piece.raw))
    return piece, None
