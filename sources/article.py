"""Clipped articles and other prose, drafted by rule: cruxes and sides, steps, terms, examples and links."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from .articles.cruxes import find_cruxes
from .articles.draft import MOST_NODES, Draft
from .articles.head import address_in, credits_above
from .articles.links import write_links
from .articles.outline import outline
from .articles.parts import write_parts
from .articles.positions import write_cruxes
from .articles.sections import sections
from .articles.settle import settle
from .articles.thesis import write_thesis
from .credits import summary_of, title_of, url_of
from .encoding import Encoding, source_id_of
from .front_matter import front_matter
from .markdown import read_markdown, walk

if TYPE_CHECKING:
    from .articles.sections import Section
    from .parsed import Parsed

MOST_PARTS = 400_000  # words in one style, blocks and the like


def suits(text: str) -> bool:
    """Whether front matter, or a line near the beginning, says where the text was clipped."""
    return bool(url_of(front_matter(text)) or address_in(text))


def read(text: str, name: str, named: bool = True) -> Parsed:  # noqa: ARG001 - all readers are called alike
    """The article as a draft of a map. Never raises, and takes time in proportion to the length of the text."""
    front = front_matter(text)
    encoding = Encoding(source_id_of(name, front.word("id")), text, name)
    if front.fault:
        encoding.finding("bad-front-matter", front.fault.message, front.fault.at, front.fault.hint)
    markdown = read_markdown(text, front.end, most=MOST_PARTS)
    blocks = markdown.blocks
    fields, above = credits_above(text, front, blocks)
    told = {block.start for block in above}
    whole = sections([block for block in blocks if block.start not in told])
    title = title_of(front) or _title(whole, name)
    draft = Draft(encoding, whole)
    cruxes = settle(find_cruxes(whole), title, whole.all_blocks())
    write_cruxes(draft, cruxes)
    used = (*above, *(block for crux in cruxes for block in crux.used))
    write_parts(draft, whole, frozenset(block.start for block in walk(used)))
    thesis = write_thesis(draft, whole, summary_of(front))
    write_links(draft, blocks, fields["url"])
    stop = draft.full_at if draft.is_full else markdown.stop
    if stop < len(text):
        message = f"an article of more than {MOST_NODES} nodes or {MOST_PARTS} parts is not read to its end"
        encoding.finding("not-understood", message, stop, "split it into several articles")
    return encoding.parsed(
        title,
        text=summary_of(front),
        form="article",
        thesis=thesis,
        text_file=os.path.basename(name),
        outline=outline(draft, whole, title, thesis),
        **fields,
    )


def _title(whole: Section, name: str) -> str:
    """The first heading of the highest level, if it stands first of all, else the file's name in words."""
    first = whole.parts[0] if whole.parts else None
    if first and first.level == 1:
        return first.title
    stem = os.path.splitext(os.path.basename(name))[0]
    words = re.sub(r"[-_]+", " ", stem).strip() if " " not in stem.strip() else stem.strip()
    return words[:1].upper() + words[1:]
