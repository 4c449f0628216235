"""Signs that two texts say opposite things: one of them negates, or one has a word and the other its antonym."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .words import listed, stem, words

if TYPE_CHECKING:
    from collections.abc import Iterator

# fmt: off
NEGATIONS: frozenset[str] = listed("""
cannot fail failed fails hardly lack lacked lacking lacks neither never no nobody none nor not nothing nowhere rarely
scarcely seldom unable without
""")
ANTONYMS: frozenset[str] = listed("""
absent/present accept/reject advantage/disadvantage agree/disagree allow/forbid always/never attack/defend begin/end
benefit/harm best/worst better/worse big/small build/destroy cheap/expensive cooperate/defect decrease/increase
deep/shallow demand/supply difficult/easy early/late enable/prevent exclude/include fail/succeed failure/success
fall/rise false/true fast/slow few/many forget/remember friend/enemy gain/lose good/bad guilty/innocent hard/easy
hard/soft harm/help harmful/helpful heavy/light help/hinder hidden/visible high/low hope/fear hopeful/worried
import/export inner/outer inside/outside large/small less/more long/short loose/tight lower/raise lower/higher
major/minor majority/minority maximise/minimise narrow/broad natural/artificial near/far necessary/needless old/new
open/closed optimist/pessimist optimistic/pessimistic overestimate/underestimate permanent/temporary positive/negative
private/public quick/slow reward/punish rich/poor right/wrong safe/dangerous safe/risky safety/danger same/different
seldom/often shrink/grow simple/complex start/stop strengthen/weaken strong/weak support/oppose sure/doubtful
tame/wild temporary/lasting thick/thin trust/distrust truth/lie up/down war/peace wide/narrow win/lose wise/foolish
worthless/valuable young/old
""")
# fmt: on
_PREFIXES = ("un", "in", "im", "il", "ir", "non", "dis", "mis", "anti", "counter")
_NO_DENIAL = re.compile(r"\b(?:not (?:only|just|merely|least)|no doubt|nothing but)\b")
_LEAST_BASE = 3


def negates(text: str) -> bool:
    """Whether a text denies something: not, never, n't, without, …; "not only" does not.

    >>> negates("Oversight isn’t enough"), negates("It is not only cheap")
    (True, False)
    """
    found = words(_NO_DENIAL.sub(" ", " ".join(words(text))))
    return any(word in NEGATIONS or word.endswith("n't") for word in found)


def antonyms(first: str, second: str) -> list[tuple[str, str]]:
    """The words of the first text that stand against a word of the second, with that word, in alphabetical order.

    Either a pair of the table of which each text has one side only, or a word and the same word denied.

    >>> antonyms("Reactors are unsafe", "Reactors are safe"), antonyms("more or less", "less")
    ([('unsafe', 'safe')], [])
    """
    one, other = _by_stem(first), _by_stem(second)
    only, others_only = one.keys() - other.keys(), other.keys() - one.keys()
    found = {(one[a], other[b]) for a, b in _PAIRS if a in only and b in others_only}
    found |= {(one[word], other[base]) for word in only for base in _bases(word, one[word]) if base in others_only}
    found |= {(one[base], other[word]) for word in others_only for base in _bases(word, other[word]) if base in only}
    return sorted(found)


_PAIRS = frozenset(
    tuple(stem(word) for word in words)
    for first, _, second in (pair.partition("/") for pair in ANTONYMS)
    for words in ((first, second), (second, first))
)


def _by_stem(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for word in words(text):
        found.setdefault(stem(word), word)
    return found


def _bases(key: str, word: str) -> Iterator[str]:
    """The stems that a word denies: of `unsafe` that of `safe`, of `harmless` those of `harm` and `harmful`."""
    for prefix in _PREFIXES:
        if key.startswith(prefix) and len(key) >= len(prefix) + _LEAST_BASE:
            yield key[len(prefix) :]
    if word.endswith("less") and len(word) >= 4 + _LEAST_BASE:
        yield from {stem(word[:-4]), stem(word[:-4] + "ful")}
