"""What the headings of an article become: steps, analogies, processes, claims, questions, concepts, or mere labels."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from ...graph.model import Pairing
from .draft import short
from .pieces import sentences_of
from .prose_patterns import ASIDE, STEP
from .sides import FINITE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .pieces import Piece
    from .sections import Section

TERM_WORDS = 6
STATED_WORDS = 5
MOST_ROWS = 30
_QUOTES = " \"'“”‘’"


class Titled(Struct, frozen=True):
    """The node a heading becomes."""

    kind: str
    text: str
    title: str = ""


def titled_node(section: Section) -> Titled | None:
    """What the heading of a section becomes, None if it only orders the article."""
    words = section.title
    step = STEP.sign.match(words)
    if step:
        return Titled("mechanism", step["what"] or words, short(step["what"] or words))
    analogy = _ANALOGY.match(words)
    if analogy:
        return Titled("analogy", words, short(analogy[1]))
    if words.endswith("?"):
        return Titled("question", words)
    if ASIDE.search(words):
        return None
    if _HOW.match(words):
        return Titled("mechanism", words, short(words))
    if _ORDERS.match(words) or words.endswith((":", "!")):
        return None
    finite = FINITE.search(words)
    if finite:
        return Titled("claim", words, short(words)) if finite.start() and len(words.split()) >= STATED_WORDS else None
    return Titled("concept", words, short(words)) if 0 < len(words.split()) <= TERM_WORDS else None


def mapping(section: Section) -> tuple[Pairing, ...]:
    """What stands for what, as the sentences of a list in a section say that speak of its analogy."""
    found = (pair for piece in _explaining(section) if (pair := _STANDS_FOR.match(piece.raw)))
    pairs = (Pairing(element=pair["element"].strip(_QUOTES), stands_for=pair["other"].strip()) for pair in found)
    return tuple(pair for pair, _ in zip(pairs, range(MOST_ROWS), strict=False))


def _explaining(section: Section) -> Iterator[Piece]:
    is_about_it = False
    for block in section.blocks:
        if block.kind == "list" and is_about_it:
            for item in block.children:
                yield from sentences_of(item)
        is_about_it = block.kind == "paragraph" and "analogy" in block.text.lower() and block.text.endswith(":")


_STANDS_FOR = re.compile(
    r"(?:and\s+)?(?:the\s+|an?\s+)?(?P<element>[^.,:;]{2,60}?)\s+"
    r"(?:is like|is analogous to|stands? for|represents?|corresponds? to|is|are|could be)\s+(?:the process of\s+)?"
    r"(?P<other>(?:an?|the|our|like)\b[^.,;]{3,160}|training\b[^.,;]{0,80})",
    re.IGNORECASE,
)
_ANALOGY = re.compile(r"(?:an?\s+|the\s+)?analog(?:y|ies)\s*[:–—-]\s*(\S.*)", re.IGNORECASE)
_HOW = re.compile(
    r"how\s.*\b(?:works?|happens?|operates?|functions?|begins?|arises?|forms?|emerges?|gets?\s\w+|(?:is|are)\s(?:made|built|done))\b",
    re.IGNORECASE,
)
_ORDERS = re.compile(
    r"(?:what|where|when|why|how|who|which|beyond|lessons?|introduction|intro|overview|background|conclusions?|summary|"
    r"tl;?dr|the bottom line|bottom line|takeaways?|key takeaways?|references?|sources?|further reading|"
    r"notes?|footnotes?|comments?|acknowledg\w*|faq|frequently|glossary|definitions?|terms|key terms|steps?|methods?|"
    r"timeline|examples?|questions?|about|related|see also|discussion|appendix|contents|table of contents|share|"
    r"subscribe|final|closing|a |some |on |in |for |against |key |next|previous|update)\b",
    re.IGNORECASE,
)
