"""How a written-out node is tied to the one it stands under, as words behind what it says."""

from __future__ import annotations

import re

from ..schema import MODALITIES, RELATIONS
from .note_keys import KIND_WORDS

PLAIN = "explicit"
"""What is said of a link of which nothing else is, so that its note is not taken for something else."""


def tie_words(attributes: str, note: str) -> str:
    """The words in parentheses that tell what is said of a tie and what is noted of it; "" if there is nothing.

    >>> tie_words("inferred", "it takes sugar"), tie_words("", "table 2"), tie_words("", "possible")
    ('inferred: it takes sugar', 'table 2', 'explicit: possible')
    """
    for said in (attributes, f"{PLAIN}, {attributes}" if attributes else PLAIN):
        words = ": ".join(filter(None, (said, note)))
        if not words or (not says_what(words) and tie_said(words) == (said, note)):
            return words
    return words


def tie_said(words: str) -> tuple[str, str]:
    """What words in parentheses say of a tie, and what they note.

    >>> tie_said("inferred, leans: optimist: it is late"), tie_said("listed under: bees")
    (('inferred, leans: optimist', 'it is late'), ('', 'listed under: bees'))
    """
    found = _ATTRIBUTES.match(words)
    return (found[0], words[found.end() :].removeprefix(": ")) if found else ("", words)


def says_what(words: str) -> bool:
    """Whether words in parentheses tell the kind of a node or how firmly it is said, and no tie."""
    return all(word in KIND_WORDS or word in MODALITIES for word in words.split(", "))


_QUALIFIERS = [relation.qualifier for relation in RELATIONS if relation.qualifier]
_WORDS = [PLAIN, "inferred", "loop", *MODALITIES, *(each.name for each in _QUALIFIERS if each.is_flag)]
_VALUED = "|".join(re.escape(each.name) for each in _QUALIFIERS if not each.is_flag)
_ATTRIBUTE = rf"(?:{'|'.join(map(re.escape, _WORDS))})"
_VALUE = rf"(?:{_VALUED}): [^:]*"
_ATTRIBUTES = re.compile(rf"(?:{_ATTRIBUTE}(?:, {_ATTRIBUTE})*(?:, {_VALUE})?|{_VALUE})(?=: |$)")
