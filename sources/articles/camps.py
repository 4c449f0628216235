"""CAMPS: the one table of what opposed camps are called, and the names of their sides."""

from __future__ import annotations

import re

from msgspec import Struct


class Camps(Struct, frozen=True):
    """Two camps that oppose each other: the nouns by which each is called, in the singular."""

    first: tuple[str, ...]
    second: tuple[str, ...]


CAMPS: tuple[Camps, ...] = (
    Camps(("optimist",), ("pessimist",)),
    Camps(
        ("supporter", "proponent", "advocate", "defender", "backer", "champion", "enthusiast", "booster", "fan"),
        ("critic", "opponent", "skeptic", "sceptic", "detractor", "doubter", "objector", "naysayer", "foe"),
    ),
    Camps(("believer", "affirmer"), ("denier", "disbeliever", "contrarian")),
    Camps(("bull",), ("bear",)),
    Camps(("hawk",), ("dove",)),
    Camps(("accelerationist",), ("doomer", "decelerationist")),
    Camps(("progressive", "liberal", "democrat", "leftist"), ("conservative", "republican", "traditionalist")),
    Camps(("realist",), ("anti-realist", "idealist")),
    Camps(("theist",), ("atheist",)),
    Camps(("maximalist",), ("minimalist",)),
    Camps(("interventionist",), ("non-interventionist", "isolationist")),
    Camps(("reformer", "reformist"), ("abolitionist",)),
    Camps(("yes", "agree", "affirmative"), ("no", "disagree", "negative")),
    Camps(
        ("for", "favor", "favour", "in favor", "in favour", "support", "defense", "defence"),
        ("against", "opposed", "opposition"),
    ),
    Camps(("pro", "advantage", "benefit", "upside"), ("con", "disadvantage", "drawback", "downside")),
)

# Sides that have one name whatever word the text uses.
_SAME = {
    "sceptic": "skeptic",
    "favor": "for",
    "favour": "for",
    "in favor": "for",
    "in favour": "for",
    "support": "for",
    "defense": "for",
    "defence": "for",
    "opposed": "against",
    "opposition": "against",
    "advantage": "pro",
    "benefit": "pro",
    "upside": "pro",
    "disadvantage": "con",
    "drawback": "con",
    "downside": "con",
    "affirmative": "yes",
    "agree": "yes",
    "negative": "no",
    "disagree": "no",
}
NOUN_OF = {
    "optimistic": "optimist",
    "pessimistic": "pessimist",
    "skeptical": "skeptic",
    "sceptical": "skeptic",
    "bullish": "bull",
    "bearish": "bear",
    "hawkish": "hawk",
    "dovish": "dove",
    "supportive": "supporter",
    "affirmative": "affirmer",
}
"""What stands for a camp in a title besides its noun."""

_WITHOUT_PEOPLE = ("yes", "no", "for", "against", "pro", "con")

LEANING: dict[str, int] = {
    noun: leaning for row in CAMPS for leaning, nouns in ((1, row.first), (-1, row.second)) for noun in nouns
}
PEOPLE = [noun for noun in LEANING if _SAME.get(noun, noun) not in _WITHOUT_PEOPLE]
SIDE_WORDS = "|".join(
    sorted(
        (rf"{noun}s?" for noun in (*PEOPLE, "pro", "con", "advantage", "disadvantage", "benefit", "drawback")),
        key=len,
        reverse=True,
    )
)
COUNTERPART: dict[str, str] = {
    noun: other[min(place, len(other) - 1)]
    for row in CAMPS
    for nouns, other in ((row.first, row.second), (row.second, row.first))
    for place, noun in enumerate(nouns)
}


def side_name(noun: str) -> str:
    """The name of the side that a noun from the table, or any other words, stand for.

    >>> side_name("Sceptics"), side_name("Advantages"), side_name("The Wear Model")
    ('skeptic', 'pro', 'wear-model')
    """
    known = known_noun(noun)
    if known:
        return _SAME.get(known, known).replace(" ", "-")
    words = re.findall(r"[^\W_]+", re.sub(r"['’]s?\b", "", noun.lower()))
    words = [word for word in words[:-1] if word not in _ARTICLES] + words[-1:]
    return "-".join([*words[:-1], singular(words[-1])][-4:]) if words else ""


def known_noun(noun: str) -> str:
    """The noun as the table has it, "" if it does not."""
    bare = " ".join(noun.lower().split()).rstrip("'’")
    return next(
        (form for form in (bare, singular(bare), bare.removesuffix("'s").removesuffix("’s")) if form in LEANING), ""
    )


def leaning(side: str) -> int:
    """1 for a side that is for something, -1 for one against, 0 where the table does not tell."""
    return LEANING.get(side, LEANING.get(side.replace("-", " "), 0))


def singular(noun: str) -> str:
    """One of what a plural names.

    >>> singular("theories"), singular("critics"), singular("boss")
    ('theory', 'critic', 'boss')
    """
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) else noun


def is_group(side: str) -> bool:
    """Whether a side is named after people."""
    return side in PEOPLE or (leaning(side) == 0 and side not in _WITHOUT_PEOPLE)


_ARTICLES = ("the", "a", "an", "some", "many", "most", "other", "those", "these", "our", "of")
