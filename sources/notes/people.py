"""Who says it: people whom the thesis of a study note names as speakers, and the claims that are theirs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from .names import key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..words import Stretch, Words
    from .draft import Draft

_NAME = r"[A-Z][\w'’-]+(?: [A-Z]\.| [A-Z][\w'’-]+| (?:de|van|von|der|den|la|le|bin))*? [A-Z][\w'’-]*[a-z]"
_VERBS = (
    r"(?:argues?|presents?|proposes?|describes?|explains?|claims?|contends?|suggests?|explores?|discuss(?:es)?|outlines?"
    r"|warns?|makes? the case|introduces?|defends?|examines?|believes?|says?|disputes?|maintains?|holds?|calls?"
    r"|recommends?|estimates?|concludes?|shows?|asserts?|insists?|thinks?|recounts?|offers?|lays? out|frames?)"
)


class Pattern(Struct, frozen=True):
    """A way in which a sentence names its speakers; `holds` if what it says is theirs."""

    words: str
    holds: bool = True


SPEAKERS: tuple[Pattern, ...] = (
    Pattern(
        rf"^(?:In this [\w -]{{1,30}}, )?(?:Professor |Prof\. |Dr\.? |Researcher )?(?P<one>{_NAME})"
        r"(?P<role> \([^()]{2,120}\)|, [^,]{2,80},| (?:of|from|at) [A-Z][\w'’-]*(?: [A-Z][\w'’-]*){0,3})?"
        rf" {_VERBS}\b"
    ),
    Pattern(
        rf"\b(?:[Dd]ebate|[Dd]iscussion|[Dd]ialogue|[Cc]onversation|[Ee]xchange)\b[\w ,'’-]{{0,40}}\bbetween "
        rf"(?P<one>{_NAME}) and (?P<two>{_NAME})\b",
        holds=False,
    ),
    Pattern(
        r"\b(?:[Aa]ccording to|[Ii]nterview with|[Cc]onversation with|[Tt]alk by|[Ll]ecture by|[Pp]resented by"
        rf"|[Pp]resentation by|[Pp]aper by) (?P<one>{_NAME})\b"
    ),
)
"""How a thesis names who speaks."""

GROUP = re.compile(
    r"\b(?:Research|Institute|Labs?|University|Foundation|Center|Centre|Team|Group|Forum|Hours|AI|Inc)\b"
)
NO_NAME = re.compile(
    r"\b(?:Alignment|Control|Safety|Models?|Learning|Rewards?|Language|Intelligence|Training|Agents?|Systems?|Theory"
    r"|Problem|Reasoning|Feedback|Optimization|Superintelligence|Oversight|This|These|The|Modern|Current|Frontier)\b"
)


def speakers(draft: Draft, words: Words, thesis: str) -> list[str]:
    """The people whom the first two sentences of the thesis name as speakers; they become nodes, and hold it if it is
    theirs. Returns their names."""
    names: list[str] = []
    for start, end in words.sentences()[:2]:
        for pattern, compiled in zip(SPEAKERS, _SPEAKERS, strict=True):
            for name, begin, stop in _named(compiled, words.text[start:end]):
                at = words.stretch(start + begin, start + stop)
                is_thing = draft.find(name) or key(name) in draft.wanted
                person = "" if is_thing else person_node(draft, name, at, at, words.said(start + begin, start + stop))
                if person and name not in names:
                    names.append(name)
                if person and pattern.holds:
                    draft.join(thesis, ("held_by",), person, words.stretch(start, end))
    return names


_SPEAKERS = tuple(re.compile(pattern.words) for pattern in SPEAKERS)


def _named(compiled: re.Pattern[str], sentence: str) -> Iterator[tuple[str, int, int]]:
    """The names in a sentence, each with where it stands, together with what it says of their office."""
    found = compiled.search(sentence[:600])
    for name, words in found.groupdict().items() if found else ():
        if found and words and name != "role":
            start, end = found.start(name), found.end("role" if "role" in compiled.groupindex else name)
            end = end if end > 0 else found.end(name)
            yield words, start, end - (sentence[end - 1] == ",")


def person_node(draft: Draft, name: str, at: Stretch, within: Stretch, text: str = "") -> str:
    """The person of that name, new or known; "" for what is plainly no name."""
    known = draft.people.get(key(name))
    if known or NO_NAME.search(name):
        return known or ""
    person = draft.add("person", text or name, at, title=name, within=within, group=bool(GROUP.search(name)))
    draft.people[key(name)] = person
    draft.people.setdefault(key(name.rpartition(" ")[2]), person)
    if not GROUP.search(name):
        draft.people.setdefault(key(name.partition(" ")[0]), person)
    return person


def attribute(draft: Draft, claim: str, said: str, at: Stretch) -> None:
    """Tie a statement to who is said to make it, if that is one of the people known."""
    found = _SAYS.match(said[:200]) if draft.people else None
    person = draft.people.get(key(found[1])) if found else None
    if person and draft.kind(claim) not in ("example", "question"):
        draft.join(claim, ("held_by",), person, at)


_SAYS = re.compile(
    r"(?:(?:But|However|Yet|And|Meanwhile|Still|Here),? )?"
    r"(?P<who>[A-Z][\w-]+(?: [A-Z][\w-]+){0,2})"
    rf"(?:['’]s (?:framework|view|claim|argument|point|position|case)\b| {_VERBS}\b)"
)
