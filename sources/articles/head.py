"""What the first lines of an article tell of it where front matter does not: its address, authors and day."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ..credits import credits_of, day_in, names_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..front_matter import FrontMatter
    from ..markdown import Block

FIRST_BLOCKS = 6
FIRST_CHARACTERS = 1500
LINE_WORDS = 14


def address_in(text: str) -> str:
    """The address that a line such as `Source: https://…` near the beginning gives, "" if none does."""
    found = _ADDRESS.search(text[:FIRST_CHARACTERS])
    return found[1] if found else ""


def credits_above(text: str, front: FrontMatter, blocks: Sequence[Block]) -> tuple[dict[str, Any], list[Block]]:
    """The fields of the source node: what front matter tells, else what the lines above the article do; those lines."""
    fields = credits_of(front)
    fields["url"] = fields["url"] or address_in(text[front.end : front.end + FIRST_CHARACTERS])
    told: list[Block] = []
    for block in blocks[:FIRST_BLOCKS]:
        words = block.text
        if block.kind != "paragraph" or len(words.split()) > LINE_WORDS:
            continue
        byline = _BYLINE.match(words)
        byline = byline if byline and byline[1][:1].isupper() else None
        if byline and not fields["authors"]:
            fields["authors"] = tuple(names_in(byline[1]))
        day = day_in(words) if byline or _DAY.match(words) else ""
        fields["published"] = fields["published"] or day
        if byline or day or _ADDRESS.match(text, block.start):
            told.append(block)
    return fields, told


_ADDRESS = re.compile(
    r"^[ \t>*_-]{0,6}(?:source|url|link|original|originally (?:published|posted)(?: (?:at|on))?|clipped from|via)"
    r"[*_]{0,2}[ \t]*:[ \t*_]*(?:\[[^\]\n]{0,200}\]\(|<)?(https?://[^\s<>\"')\]]+)",
    re.IGNORECASE | re.MULTILINE,
)
_BYLINE = re.compile(
    r"by[:\s]\s*(\S[^|·•\d–—]*?)(?:\s*$|\s*[|·•–—]|[.,;]?\s+"
    r"(?:on\s|published\b|posted\b|updated\b|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d|\d))",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"(?:(?:published|posted|updated)?\s*(?:on\s+)?)?(?:\w{3,9},?\s+)?(?:\d{1,4}[\s./-]|\w{3,9}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4})",
    re.IGNORECASE,
)
