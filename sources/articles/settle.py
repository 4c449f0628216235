"""The cruxes of one article set side by side: one question for what is argued throughout, one name for each side."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from msgspec.structs import replace

from .camps import COUNTERPART, is_group, leaning
from .pairs import content
from .pieces import sentences_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..markdown import Block
    from .cruxes import Found
    from .pieces import Stretch
    from .voices import Voice

FEWEST_SHARED = 2
NO_QUESTION = "What speaks for it, and what against it?"


def settle(found: Sequence[Found], title: str, blocks: Iterable[Block]) -> list[Found]:
    """The cruxes with what only the whole article tells.

    The case for and the case against take the question of the one crux that is announced, else of the title, else of
    one that is quoted. Sides that a sentence only implies are called as the article calls its camps.
    """
    cruxes = [replace(crux, question=crux.question or title or NO_QUESTION) for crux in found]
    cases = [crux for crux in cruxes if crux.is_case]
    if len(cases) == 1:
        cruxes = _joined(cruxes, cases[0], title, blocks)
    names = _names(cruxes)
    main = next((crux for crux in cruxes if crux.is_case), None)
    said = _said(main) if main else {}
    return [_named(crux, names, said if crux is not main else {}) for crux in cruxes]


def _joined(cruxes: list[Found], case: Found, title: str, blocks: Iterable[Block]) -> list[Found]:
    """The case for and against as the positions on the one crux announced, if that has no camps of its own."""
    called = [crux for crux in cruxes if crux.is_called]
    voices = called[0].debate.voices if len(called) == 1 else {}
    if len(called) == 1 and not any(voice.groups or voice.named.leaning for voice in voices.values()):
        crux = called[0]
        nearest = nearest_sides(_said(crux), _said(case))
        for side, voice in voices.items():
            if side in nearest:
                case.debate.voices[nearest[side]].schools.append(voice)
        others = {side: voice for side, voice in voices.items() if side not in nearest}
        crux.debate.voices = case.debate.voices | others
        whole = replace(crux, is_case=True, used=(*crux.used, *case.used))
        return [whole if one is crux else one for one in cruxes if one is not case]
    question, at = (case.question, case.at) if case.question.endswith("?") else _asked_in(title, blocks, case)
    return [replace(case, question=question, at=at) if one is case else one for one in cruxes]


def nearest_sides(texts: Mapping[str, set[str]], sides: Mapping[str, set[str]]) -> dict[str, str]:
    """Which of two sides is nearest in words to each of two texts, {} if that is not clear."""
    if len(texts) != 2 or len(sides) != 2:
        return {}
    (one, one_words), (other, other_words) = texts.items()
    (first, first_words), (second, second_words) = sides.items()
    apart, only_one, only_other = first_words ^ second_words, one_words - other_words, other_words - one_words
    straight = len(only_one & first_words & apart) + len(only_other & second_words & apart)
    crossed = len(only_one & second_words & apart) + len(only_other & first_words & apart)
    if straight >= crossed + FEWEST_SHARED:
        return {one: first, other: second}
    return {one: second, other: first} if crossed >= straight + FEWEST_SHARED else {}


def _said(crux: Found) -> dict[str, set[str]]:
    return {side: _words(voice) for side, voice in crux.debate.voices.items()}


def _words(voice: Voice) -> set[str]:
    said = [*([voice.statement] if voice.statement else []), *voice.reasons]
    said += [piece for passage in voice.passages for piece in passage.pieces]
    return content(" ".join(f"{piece.label} {piece.text}" for piece in said))


def _asked_in(title: str, blocks: Iterable[Block], case: Found) -> tuple[str, Stretch]:
    """The question of the title, else one that the text quotes with words of the title, else the title itself."""
    question = _TITLE_ASKS.match(title)
    if question:
        return question[1].strip(), case.at
    topic = content(title)
    for block in blocks:
        for piece in sentences_of(block) if block.kind == "paragraph" else ():
            quoted = _QUOTED.search(piece.raw)
            if quoted and content(quoted[1]) & topic:
                start, end = quoted.span(1)
                return quoted[1], piece.part(start, end).at
    return case.question, case.at


_TITLE_ASKS = re.compile(r"([^?]{8,200}\?)")
_QUOTED = re.compile(r"[\"“]((?:Should|Is|Are|Do|Does|Can|Could|Will|Would|Must)\s[^\"”?]{5,150}\?)[\"”]")


def _names(cruxes: Iterable[Found]) -> dict[int, str]:
    """What the article calls those who are for something and those against, where it names camps."""
    sides = Counter(
        side
        for crux in cruxes
        for side, voice in crux.debate.voices.items()
        if not voice.is_paired and leaning(side) and is_group(side)
    )
    names: dict[int, str] = {}
    for side, _ in sides.most_common():
        names.setdefault(leaning(side), side)
    if len(names) == 1:
        (side,) = names.values()
        names[-leaning(side)] = COUNTERPART[side]
    return names


def _named(crux: Found, names: Mapping[int, str], said: Mapping[str, set[str]]) -> Found:
    """The crux with the sides that were only implied called as the article calls its camps; `said` is what is said
    throughout."""
    voices = crux.debate.voices
    if not voices or not all(voice.is_paired for voice in voices.values()):
        return crux
    new = {side: names[leaning(side)] for side in voices if side in ("for", "against") and leaning(side) in names}
    if not new:
        new = nearest_sides({side: content(side.replace("-", " ")) for side in voices}, said)
    if len(new) == len(voices):
        crux.debate.voices = {new[side]: voice for side, voice in voices.items()}
    return crux
