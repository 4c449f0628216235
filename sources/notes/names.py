"""Names in study notes: heads without their ornaments, titles short enough for a map, and when two names are one."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

LONGEST_TITLE = 90
REMEMBERED = 4096


class Head(Struct, frozen=True):
    """A concept's head taken apart: its title, other names from trailing brackets, and the numbers it gives."""

    title: str
    aliases: tuple[str, ...] = ()
    complexity: int | None = None
    eli: int | None = None


def bare(words: str) -> str:
    """A head without emoji, marks and number before it.

    >>> bare("🧠 Core Thesis"), bare("3. 🐝 Swarms"), bare("4 - Smoke"), bare("“Waggle” dance"), bare("80% of the work")
    ('Core Thesis', 'Swarms', 'Smoke', '“Waggle” dance', '80% of the work')
    """
    rest = _NUMBER.sub("", _ORNAMENT.sub("", words.strip()), count=1)
    return _ORNAMENT.sub("", rest).strip() or words.strip()


_ORNAMENT = re.compile(r"^(?:[^\w\"'“‘(\[<&@$\\/-]|\ufe0f|\u20e3|[0-9#*]\ufe0f?\u20e3)+")
_NUMBER = re.compile(
    r"^(?:(?:concept|mechanism|idea|part|section)\s+)?(?:(?:\d{1,3}|[ivx]{1,5})[.):](?:\s+|$)|\d{1,2}\s+[-–—]\s+)",
    re.IGNORECASE,
)


def read_head(words: str) -> Head:
    """A concept's head.

    >>> read_head("2. Waggle Dance (The Map) (Complexity: 5 → ELI15)")
    Head(title='Waggle Dance', aliases=('The Map',), complexity=5, eli=15)
    """
    rest, complexity, eli = bare(words), None, None
    rated = _RATED.search(rest)
    if rated:
        number, age = _COMPLEXITY.search(rated[0]), _ELI.search(rated[0])
        complexity, eli = int(number[1]) if number else None, int(age[1]) if age else None
        rest = f"{rest[: rated.start()]} {rest[rated.end() :]}".strip(" -–—:|")
    title, aliases = without_bracket(" ".join(rest.split()))
    return Head(title, aliases, complexity, eli)


_RATED = re.compile(
    r"[(\[][^()\[\]]*\b(?:complexity|difficulty|ELI\s?-?\d)[^()\[\]]*[)\]]|[-–—|:]\s*(?:complexity|difficulty)\b.*$",
    re.IGNORECASE,
)
_COMPLEXITY = re.compile(r"(?:complexity|difficulty)\s*(?:level|rating)?\s*[:=]?\s*(\d{1,3})\b", re.IGNORECASE)
_ELI = re.compile(r"\bELI\s?-?(\d{1,3})\b", re.IGNORECASE)


def without_bracket(words: str) -> tuple[str, tuple[str, ...]]:
    """Words without a bracket at their end, and what is in it.

    >>> without_bracket("Queen (a.k.a. “mother”)"), without_bracket("P(sting)"), without_bracket("(smoke)")
    (('Queen', ('mother',)), ('P(sting)', ()), ('(smoke)', ()))
    """
    found = _BRACKET.fullmatch(words)
    return (found[1].rstrip(" -–—:"), (_called(found[2] or found[3] or ""),)) if found else (words, ())


def _called(words: str) -> str:
    """Another name, without the words that say that it is one."""
    return _ALSO.sub("", words.strip()).strip(' "“”') or words.strip()


_ALSO = re.compile(r"(?:a\.?k\.?a\b\.?|also (?:known as|called)|or|i\.e\.,?)\s+", re.IGNORECASE)


_BRACKET = re.compile(r"(\S[^\n]*?)\s+(?:\(([^()]*(?:\([^()]*\)[^()]*)*)\)|\[([^\[\]]*)\])\W?")


def title_of(words: str) -> str:
    """Words cut to the length of a title, after a whole word."""
    line = " ".join(words.split()).rstrip(" .,;:")
    if len(line) <= LONGEST_TITLE:
        return line
    return line[: LONGEST_TITLE - 1].rsplit(" ", 1)[0].rstrip(" .,;:(") + "…"


def short(title: str) -> str:
    """The first words of a title, for ids made of it and more."""
    return " ".join(title.partition(":")[0].split()[:5])


@lru_cache(maxsize=REMEMBERED)
def key(words: str) -> str:
    """What two spellings of one name have in common: no case, marks, articles or plural endings.

    >>> key("The Influence Paths"), key("**influence-path**"), key("Bees' Dances")
    ('influence path', 'influence path', 'bee dance')
    """
    folded = words[:400].casefold()
    parts = _WORD.findall(_POSSESSIVE.sub("", folded) if "'" in folded or "’" in folded else folded)
    while len(parts) > 1 and parts[0] in ("the", "a", "an"):
        del parts[0]
    return " ".join([_singular(part) if part[-1] == "s" else part for part in parts])


@lru_cache(maxsize=REMEMBERED)
def names(words: str) -> tuple[str, ...]:
    """The keys by which words may call a thing known already: whole, without a trailing bracket, behind a verdict.

    >>> names("Fail: More smoke"), names("Smoke (white)")
    (('fail more smoke', 'more smoke'), ('smoke white', 'smoke'))
    """
    found = [key(words)]
    if words[-2:-1] in _CLOSING or words[-1:] in _CLOSING:
        found.append(key(without_bracket(words)[0]))
    before, colon, after = words.partition(":")
    if colon and key(before) in VERDICTS:
        found.append(key(after))
    return tuple(dict.fromkeys(filter(None, found)))


@lru_cache(maxsize=REMEMBERED)
def keys(words: str) -> tuple[str, ...]:
    """The keys a thing goes by: its names, and what stands before a colon.

    >>> keys("Level 1: Guards only"), keys("Now: Guards only")
    (('level 1 guard only', 'level 1'), ('now guard only',))
    """
    before, colon, after = words.partition(":")
    if not colon:
        return names(words)
    short = key(before) if after.strip() else ""
    is_name = short and not short.isdecimal() and short not in NO_NAMES and short not in VERDICTS
    return tuple(dict.fromkeys((*names(words), *((short,) if is_name else ()))))


VERDICTS = ("fail", "failed", "failure", "success", "succeeded", "work", "worked", "broken", "pro", "con")
NO_NAMES = (
    "now", "then", "conversely", "example", "note", "result", "goal", "why", "how", "what", "key", "today", "but",
)  # fmt: skip

_CLOSING = (")", "]")
_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"['’]s?\b|(?<=s)['’]")


def _singular(word: str) -> str:
    """A word that ends with an s without it, if that is a plural."""
    is_plural = len(word) > 3 and not word.endswith(("ss", "us", "is"))
    return word[:-1] if is_plural else word
