"""The opening and the core thesis of a study note: who speaks, where and when, and what is argued for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from ..credits import authors_of, day_in, names_in, published_of, tags_of, title_of, url_of
from ..words import Words
from .body import below, other_block
from .entries import entries
from .names import without_bracket
from .people import attribute, person_node, speakers
from .reading import cite

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
    published: str = ""
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


OPENING = (
    ("authors", r"speakers?|authors?|by|presenters?|guests?|with"),
    ("work", r"sources?|videos?|links?|urls?|watch|recording|original|talk|paper|article|podcast"),
    ("published", r"dates?|published|year"),
)
"""Keys above the first section, and what of the source they tell."""


def read_opening(draft: Draft, blocks: Iterable[Block], about: About) -> None:
    """What stands above the first section: keys that say who, where and when, all else as remarks on the source."""
    for found in entries(blocks):
        field = next((name for name, words in OPENING if re.fullmatch(words, found.key, re.IGNORECASE)), "")
        url = next((run.url for run in found.block.runs if run.url), "")
        said = Words(found.rest).said() or found.block.text
        if field == "authors" and found.rest:
            for name in names_in(without_bracket(said)[0]):
                about.authors += (name,)
                person_node(draft, name, Words(found.rest).stretch(), found.block.words)
        elif field == "work" and url:
            cite(draft, found)
        elif field == "published" and day_in(said):
            about.published = about.published or day_in(said)
        elif found.block.kind in ("paragraph", "item") and said:
            draft.remarks.append(found.block.text)
            below(draft, found.block.children, draft.main, draft.main)
        else:
            other_block(draft, found.block, draft.main)


def read_front(draft: Draft, front: FrontMatter, text: str) -> About:
    """What the front matter says of the note; the page it names is a work that the note cites."""
    if front.fault:
        draft.encoding.finding("bad-front-matter", front.fault.message, front.fault.at, front.fault.hint)
    url = url_of(front)
    if url:
        start = max(text.find(url, 0, front.end), 0)
        work = draft.add("reference", url, (start, start + len(url)), title=url, url=url)
        draft.join(draft.own, ("cites",), work, (start, start + len(url)))
    return About(
        title=title_of(front),
        authors=tuple(authors_of(front) or front.words("speakers", "speaker")),
        published=published_of(front),
        tags=tuple(tags_of(front)),
    )


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
                relation = "about" if _TURNS.match(words.said(start, end)) else "supports"
                draft.join(claim, (relation,), about.thesis, at, basis="inferred")
            else:
                about.thesis = draft.main = claim
                about.text = words.said()
                named = speakers(draft, words, claim)
                about.authors = about.authors or tuple(named)
            attribute(draft, claim, words.said(start, end), at)
        _below(draft, found, about.thesis)


_TURNS = re.compile(r"(?:However|But|Yet|Still|Nevertheless|Nonetheless|That said)\b")
"""What a sentence starts with that takes something back of what was said before it."""


def _below(draft: Draft, found: Entry, thesis: str) -> None:
    for child in entries(found.block.children):
        words = Words(child.block.runs)
        if child.block.kind in ("paragraph", "item") and words.text.strip():
            claim = draft.claim(words)
            draft.join(claim, ("supports",), thesis, words.stretch(), basis="inferred")
            _below(draft, child, thesis)
        else:
            other_block(draft, child.block, thesis or draft.main)
