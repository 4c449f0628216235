"""What names and addresses mean the same thing: keys that are equal where they do, and labels that name nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .model import Person, Reference, Source, label
from .words import COMMON, listed, stem, words

if TYPE_CHECKING:
    from .model import Node

_PAPER = re.compile(r"arxiv\.org/(?:abs|pdf|html)/(\d{4}\.\d{4,5}|[a-z.-]+/\d{7})", re.IGNORECASE)
_DOI = re.compile(r"(?:doi\.org/|/doi/(?:abs/|full/|pdf/)?|^doi:)(10\.\d{4,9}/[^\s?#]+)", re.IGNORECASE)
_VIDEO = re.compile(r"(?:youtu\.be/|youtube\.com/(?:watch\?(?:.*&)?v=|embed/|live/|shorts/))([\w-]{11})", re.IGNORECASE)
_WHERE_FROM = re.compile(r"^(?:utm_\w+|fbclid|gclid|ref|ref_src|source|si|feature)=", re.IGNORECASE)
_TITLES = frozenset(["dr", "prof", "professor", "mr", "mrs", "ms", "sir", "dame", "phd", "jr", "sr"])

# fmt: off
GENERIC: frozenset[str] = frozenset(map(stem, listed("""
abstract answer application approach argument aside aspect assumption background basic benefit bottom case category
cause central challenge chapter claim clarification comment comparison con concept concern conclusion consequence
consideration context contrast core counterargument criterion critic critique crucial crux definition demonstration
description detail difference dilemma dimension discussion effect evidence example experiment expert explanation fact
factor failure feature finding first fix forward foundation framework full fundamental future goal high idea
illustration implication important insight intro introduction issue key lesson level limit limitation line logic low
main matter meaning mechanism medium method methodology metric misc mistake mitigation moderate moral motivation next
none note objection objective opponent optimist outcome outline overview part partial people person pessimist phase
philosophical plan point practical practice premise primary principle pro problem process property proponent proposal
purpose question reality reason recap recommendation reference related remark remedy research researcher response
result risk sceptic second secondary section setup side situation skeptic solution stage status step story strategy
strength structure subject summary supporter takeaway task technical tension term test theoretical theory thesis thing
third thought topic traditional trap truth two type understanding unknown view warning way weakness work
""")))
# fmt: on
"""Words that name the part a thing plays and not the thing: a label made of nothing else is generic."""


def is_generic(name: str) -> bool:
    """Whether a label could stand in any document: "The Goal", "Key idea", "Step 2", "Why it matters".

    >>> is_generic("The Core Problem"), is_generic("Reward hacking")
    (True, False)
    """
    return all(word in COMMON or word.isdecimal() or len(word) == 1 or stem(word) in GENERIC for word in words(name))


def names_of(node: Node) -> tuple[str, ...]:
    """What a node goes by: its title or else its text, and its aliases."""
    return tuple(dict.fromkeys((label(node), *node.aliases)))


def address_of(node: Node) -> str:
    """What a node's web address leads to, "" if it has none; equal where only the way there is written otherwise."""
    return address(node.url) if isinstance(node, (Reference, Source)) else ""


def address(url: str) -> str:
    """An address as a key.

    >>> address("https://www.Example.org/a/?utm_source=x") == address("http://example.org/a#:~:text=b")
    True
    >>> address("https://arxiv.org/pdf/2105.14111v3.pdf")
    'arxiv:2105.14111'
    """
    url = url.strip()
    for name, form in (("arxiv", _PAPER), ("doi", _DOI), ("youtube", _VIDEO)):
        found = form.search(url)
        if found:
            return f"{name}:{found[1] if name == 'youtube' else found[1].lower().removesuffix('.pdf')}"
    rest = re.sub(r"^[a-z][a-z0-9+.-]*://", "", url, flags=re.IGNORECASE)
    rest, _, place = rest.partition("#")
    place = place.partition(":~:")[0]
    path, _, query = rest.partition("?")
    asked = "&".join(part for part in query.split("&") if part and not _WHERE_FROM.match(part))
    host, slash, path = path.partition("/")
    key = host.lower().removeprefix("www.") + slash + re.sub(r"(?:/|/index\.html?)+$", "", path)
    return key.rstrip("/") + (f"?{asked}" if asked else "") + (f"#{place}" if place else "")


def person_key(node: Node) -> str:
    """A person's name as a key: without titles, case and full stops; "" for nodes of other kinds."""
    if not isinstance(node, Person):
        return ""
    return " ".join(word for word in words(label(node)) if word not in _TITLES)
