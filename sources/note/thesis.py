"""The opening and the core thesis of a study note: who speaks, where and when, and what is argued for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from ..words import Words
from .body import other_block
from .entries import entries
from .people import attribute, person_node, speakers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..front_matter import FrontMatter
    from ..markdown import Block
    from ..words import Stretch
    from .draft import Draft
    from .entries import Entry


class About(Struct):
    """What a note says of itself and of what it is about."""

    title: str = ""
    at: Stretch = (0, 0)
    text: str = ""
    thesis: str = ""
    url: str = ""
    published: str = ""
    authors: tuple[str, ...] = ()


OPENING = (
    ("authors", r"speakers?|authors?|by|presenters?|guests?|with"),
    ("url", r"sources?|videos?|links?|urls?|watch|recording|original"),
    ("published", r"dates?|published|year"),
)
"""Keys above the first section, and the field of the source that they fill."""


def read_opening(draft: Draft, blocks: Iterable[Block], about: About) -> None:
    """What stands above the first section: keys that say who, where and when, all else as remarks on the source."""
    for found in entries(blocks):
        field = next((name for name, words in OPENING if re.fullmatch(words, found.key, re.IGNORECASE)), "")
        url = next((run.url for run in found.block.runs if run.url), "")
        said = Words(found.rest).said() or found.block.text
        day = re.search(r"\b\d{4}(?:-\d\d(?:-\d\d)?)?\b", said)
        if field == "authors" and found.rest:
            about.authors += tuple(name for name in re.split(r"\s*(?:,|&|\band\b)\s*", said) if name)
            for name in about.authors:
                person_node(draft, name, found.block.words, found.block.words)
        elif field == "url" and url:
            about.url = about.url or url
        elif field == "published" and day:
            about.published = about.published or day[0]
        elif found.block.kind in ("paragraph", "item") and said:
            draft.remarks.append(found.block.text)
        else:
            other_block(draft, found.block, draft.main)


def read_front(front: FrontMatter, about: About) -> None:
    """What the front matter says of the source."""
    about.title = front.word("title")
    about.url = front.word("source_url", "source", "url", "link", "video")
    if not about.url.startswith(("http://", "https://")):
        about.url = ""
    about.authors = front.words("authors", "author", "speakers", "speaker")
    day = re.match(r"\d{4}(?:-\d\d(?:-\d\d)?)?\b", front.word("published", "date", "created"))
    about.published = day[0] if day else ""


def read_thesis(draft: Draft, blocks: Iterable[Block], about: About) -> None:
    """The thesis: its first sentence is the claim argued for, the others are claims that support it."""
    for found in entries(blocks):
        if found.block.kind not in ("paragraph", "item"):
            other_block(draft, found.block, about.thesis or draft.main)
            continue
        words = Words(found.block.runs)
        for start, end in words.sentences():
            at = words.stretch(start, end)
            claim = draft.claim(words, start, end, slug="" if about.thesis else "thesis")
            if about.thesis:
                draft.join(claim, ("supports",), about.thesis, at, basis="inferred")
            else:
                about.thesis = draft.main = claim
                about.text = words.said()
                named = speakers(draft, words, claim)
                about.authors = about.authors or tuple(named)
            attribute(draft, claim, words.said(start, end), at)
        _below(draft, found, about.thesis)


def _below(draft: Draft, found: Entry, thesis: str) -> None:
    for child in entries(found.block.children):
        words = Words(child.block.runs)
        if child.block.kind in ("paragraph", "item") and words.text.strip():
            claim = draft.claim(words)
            draft.join(claim, ("supports",), thesis, words.stretch(), basis="inferred")
            _below(draft, child, thesis)
        else:
            other_block(draft, child.block, thesis or draft.main)
