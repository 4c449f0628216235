"""What the words of a study note's heads, labels and column heads say of the kind of thing below them."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

REMEMBERED = 2048


class Cue(Struct, frozen=True):
    """Words that tell a kind. The last one of a phrase decides, as in `Acute Risk Defenses`."""

    kind: str
    words: str


OWN_CUES: tuple[Cue, ...] = (
    Cue(
        "failure_mode",
        "failures? misalignment misgenerali[sz]ation gaming hacking faking scheming sabotage deception sandbagging "
        "collusion exfiltration manipulation poisoning misuse accidents? collapse sycophancy jailbreak(?:s|ing)? "
        "attacks? vulnerabilit(?:y|ies) vectors? overfitting drift",
    ),
    Cue(
        "mitigation",
        "mitigations? defen[cs]es? safeguards? countermeasures? remed(?:y|ies) fix(?:es)? inoculation monitoring "
        "auditing audits? oversight red-?teaming busting resampling sandboxing containment interventions? "
        "safeguarding classifiers? detection editing techniques?",
    ),
    Cue("analogy", "analog(?:y|ies) metaphors? parables?"),
    Cue("concept", "frameworks? models? theor(?:y|ies) equations? gaps? problems? methods?"),
)
"""What the name of a single thing says of its own kind."""

GROUP_CUES: tuple[Cue, ...] = (
    Cue(
        "failure_mode",
        "failures? failure-?modes? risks? threats? dangers? hazards? harms? problems? weakness(?:es)? pitfalls? traps? "
        "concerns? attacks vulnerabilities",
    ),
    Cue(
        "mitigation",
        "mitigations? defen[cs]es? safeguards? countermeasures? remed(?:y|ies) fix(?:es)? solutions? strateg(?:y|ies) "
        "protections? protocols? techniques? interventions?",
    ),
    Cue("evidence", "evidence experiments? findings? results? benchmarks? stud(?:y|ies) observations?"),
    Cue("example", "examples? scenarios? cases? illustrations?"),
    Cue("mechanism", "mechanisms? process(?:es)? dynamics pipelines? drivers? causes? steps? stages? phases?"),
    Cue(
        "claim",
        "claims? views? arguments? implications? takeaways? insights? lessons? predictions? conclusions? premises? "
        "objections? assumptions? advantages? disputes?",
    ),
    Cue("concept", "elements? components? concepts? hierarch(?:y|ies) frameworks? levels? methods? types?"),
)
"""What the name of a group (a branch of the mind map, the head of a column) says of its members."""


@lru_cache(maxsize=REMEMBERED)
def own_kind(name: str) -> str:
    """The kind that a thing's own name tells, "" if it tells none.

    >>> own_kind("Swarm Gaming: A Provable Problem"), own_kind("The Beekeeper Analogy"), own_kind("Why Bees Dance")
    ('failure_mode', 'analogy', 'mechanism')
    """
    phrase = name.partition(":")[0]
    return "mechanism" if _HOW.match(phrase) else _last(phrase, _OWN, at_end=True)


def group_kind(name: str) -> str:
    """The kind that the name of a group tells of its members, "" if it tells none.

    >>> group_kind("Winter Risk Defenses"), group_kind("How honey comes about"), group_kind("Bees")
    ('mitigation', 'mechanism', '')
    """
    if name.endswith("?"):
        return "claim"
    return "mechanism" if _HOW.match(name) else _last(name, _GROUP)


@lru_cache(maxsize=REMEMBERED)
def says_something(words: str) -> bool:
    """Whether words are a statement and no mere name: they hold a verb that can be told by its form."""
    return bool(_VERB.search(words))


_HOW = re.compile(r"(?:how|why)\b(?!.*\?$)", re.IGNORECASE)
_AFTER = re.compile(
    r"\b(?:of|for|to|in|on|against|from|by|that|with|without|after|before|via|during|under|at|as|vs|versus)\b|[(\[?:]",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"(?<!\bthat )(?<!\bwho )(?<!\bwhich )\b(?:is|are|was|were|isn['’]?t|aren['’]?t|am|be|been|has|have|had|it['’]s"
    r"|can(?:['’]?t|not)?|could(?:n['’]?t)?|will|won['’]t|would(?:n['’]?t)?|should(?:n['’]?t)?|may|might|must|not|never"
    r"|does(?:n['’]?t)?|do|don['’]?t|did(?:n['’]?t)?"
    r"|needs?|wins?|won|gets?|makes?|means|knows?|learns?|helps?|hurts|works?|matters|follows|implies|requires?|exists?"
    r"|becomes?|depends|remains?|beats|fails|leads?|adjusts?|says?|thinks?|believes?|wants?)\b",
    re.IGNORECASE,
)


def _compiled(cues: tuple[Cue, ...]) -> tuple[tuple[str, ...], re.Pattern[str]]:
    words = "|".join(rf"(?P<k{place}>{'|'.join(cue.words.split())})" for place, cue in enumerate(cues))
    return tuple(cue.kind for cue in cues), re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


_OWN, _GROUP = _compiled(OWN_CUES), _compiled(GROUP_CUES)


def _last(name: str, cues: tuple[tuple[str, ...], re.Pattern[str]], *, at_end: bool = False) -> str:
    """The kind of the last cue before a preposition or bracket; `at_end` only if nothing follows the cue."""
    stop = _AFTER.search(name, 1)
    phrase = (name[: stop.start()] if stop else name).rstrip(" .,!\"'”’)")
    kinds, pattern = cues
    kind = ""
    for match in pattern.finditer(phrase):
        kind = kinds[int((match.lastgroup or "k0")[1:])] if match.end() == len(phrase) or not at_end else ""
    return kind
