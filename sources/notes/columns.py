"""Heads of tables in study notes: SUBJECTS and COLUMNS are the one table of what each head makes of its cells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable


class Subject(Struct, frozen=True):
    """What the head of the first column makes of its cells, if it ends with one of the words."""

    kind: str
    words: str


class Column(Struct, frozen=True):
    """What another column makes of its cells if its head is, or ends with, one of the words: nodes of a kind, tied to
    the row's subject by the first relation that fits.

    A relation written `<name` leads from the subject to the cell. What is `against` something is tied to the failure
    that the row names, if it names one. Cells of a column that `is_name` may name a thing known already.
    """

    name: str
    words: str
    kind: str
    relations: tuple[str, ...]
    against: bool = False
    is_name: bool = False


# fmt: off
SUBJECTS: tuple[Subject, ...] = (
    Subject("person", r"camps?|sides?|speakers?|thinkers?|experts?|schools?(?: of thought)?|proponents?"),
    Subject("crux",
            r"claims?|questions?|issues?|disputes?|crux(?:es)?|disagreements?|points? of contention|debates?|topics?"),
    Subject("claim",
            r"positions?|arguments?|views?|hypothes[ie]s|predictions?|assumptions?|myths?|misconceptions?|beliefs?"
            r"|objections?"),
    Subject("failure_mode",
            r"failures?|failure modes?|threats?|threat models?|risks?|attacks?|vulnerabilit(?:y|ies)|hazards?|dangers?"
            r"|problems?|pathways?|pitfalls?|vectors?|weakness(?:es)?|misbehaviou?rs?"),
    Subject("mitigation",
            r"mitigations?|techniques?|defen[cs]es?|safeguards?|strateg(?:y|ies)|interventions?|countermeasures?"
            r"|solutions?|protocols?|controls?"),
    Subject("example", r"examples?|cases?|scenarios?|incidents?"),
    Subject("evidence", r"evidence|experiments?|stud(?:y|ies)|results?|findings?|benchmarks?"),
    Subject("mechanism", r"mechanisms?|process(?:es)?|steps?|stages?|phases?|drivers?"),
)

COLUMNS: tuple[Column, ...] = (
    Column("required", r"required|requirement|necessary|needed|essential", "claim", ("about",)),
    Column("wanted", r"(?:key )?evidence (?:needed|required)|what would (?:show|prove) it|tests?", "claim", ("about",)),
    Column("example", r"examples?|instances?|illustrations?|cases?|scenarios?|in practice", "example",
           ("example_of",)),
    Column("analogy", r"analog(?:y|ies)|metaphors?|parallels?|is like", "analogy", ("analogous_to",)),
    Column("mitigation",
           r"mitigations?|defen[cs]es?|safeguards?|fix(?:es)?|solutions?|remed(?:y|ies)|countermeasures?|interventions?"
           r"|protections?|detection|what (?:worked|works|helps)(?: instead)?|how to (?:fix|prevent|stop|catch) it",
           "mitigation", ("mitigates", "attacks"), against=True, is_name=True),
    Column("weakness",
           r"weakness(?:es)?|limitations?|drawbacks?|cons|downsides?|disadvantages?|shortcomings?",
           "claim", ("attacks",)),
    Column("failure",
           r"failures?|failure modes?|problems?|risks?|dangers?|threats?|vulnerabilit(?:y|ies)|how it fails",
           "failure_mode", ("about",), is_name=True),
    Column("gain", r"gains?|benefits?|strengths?|pros|upsides?", "claim", ("supports",)),
    Column("counter",
           r"counters?|counter-?arguments?|objections?|rebuttals?|against|critiques?|criticisms?",
           "claim", ("attacks",)),
    Column("argument",
           r"arguments?|for|reasons?|reasoning|rationale|justification|evidence|support|proof|why",
           "claim", ("supports",)),
    Column("cause",
           r"sources?|causes?|origins?|roots?|drivers?|emerges how|how it (?:emerges|arises|happens|spreads)",
           "mechanism", ("causes", "enables", "part_of"), is_name=True),
    Column("mechanism", r"mechanisms?|how it works|how|process", "mechanism", ("part_of",), is_name=True),
    Column("outcome",
           r"outcomes?|results?|effects?|consequences?|impacts?|implications?|leads to",
           "claim", ("<causes",)),
    Column("behaviour",
           r"behaviou?rs?|responses?|reactions?|actions?|what (?:it does|happens)",
           "claim", ("<causes",)),
)
# fmt: on

CAMPS = re.compile(
    r"(?:the )?(?:optimists?|pessimists?|proponents?|opponents?|supporters?|critics?|s[ck]eptics?|advocates?|doomers?"
    r"|accelerationists?|boosters?|detractors?|(?:camp|side|team|speaker) \w+)(?:['’]s?)?",
    re.IGNORECASE,
)
POSSESSED = re.compile(r"(.+?)['’]s? (?:views?|position|stance|take|answer|claim|side|argument)", re.IGNORECASE)

AGREED = re.compile(r"(?:yes|agree[sd]?|agreed|accepts?|true|shared|same|both)\b[\s.!]*", re.IGNORECASE)
BARE_ANSWER = re.compile(
    r"(?:(?:strongly|partly|partially|mostly) )?(?:(?:dis)?agree[sd]?|yes|no|disputes?|accepts?|rejects?|denies|maybe"
    r"|partly|partially|unsure|true|false|high|low)[\s.!]*",
    re.IGNORECASE,
)
FAILED = re.compile(r"(?:failed|fails|failure|no|ineffective|broken|insufficient)\b|[❌✗✘]", re.IGNORECASE)
WORKED = re.compile(r"(?:success|succeeded|works|worked|yes|effective)\b|[✅✓✔]", re.IGNORECASE)


def subject_kind(head: str) -> str:
    """The kind of the first column's cells; a concept where its head tells none.

    >>> subject_kind("Reward Model Failure Mode"), subject_kind("Misalignment Element"), subject_kind("Claim")
    ('failure_mode', 'concept', 'crux')
    """
    match = _SUBJECT.search(_core(head))
    return SUBJECTS[int((match.lastgroup or "k0")[1:])].kind if match else "concept"


def column_of(head: str) -> Column | None:
    """The row of COLUMNS for a head, None if there is none.

    >>> [found.name if (found := column_of(head)) else "" for head in ("Training Mitigation", "Source of Woe", "Price")]
    ['mitigation', 'cause', '']
    """
    match = _COLUMN.match(head.strip().rstrip("?")) or _COLUMN.search(_core(head))
    return COLUMNS[int((match.lastgroup or "k0")[1:])] if match else None


def _core(head: str) -> str:
    """The words of a head up to the first preposition or bracket behind its first word."""
    return _REST.sub("", head.strip())


_REST = re.compile(r"(?<=\w)\s+(?:for|of|to|in|by|with|from|at|on|against)\s+\S.*|\s*[(\[?:].*", re.IGNORECASE)


def _at_end(words: Iterable[str]) -> re.Pattern[str]:
    rows = "|".join(rf"(?P<k{place}>{row})" for place, row in enumerate(words))
    return re.compile(rf"\b(?:{rows})$", re.IGNORECASE)


_SUBJECT = _at_end(row.words for row in SUBJECTS)
_COLUMN = _at_end(row.words for row in COLUMNS)
