"""Clipped articles and other prose, drafted by rule: cruxes and sides, steps, terms, examples and links."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from .articles.cruxes import find_cruxes
from .articles.draft import Draft
from .articles.links import write_links
from .articles.outline import outline
from .articles.parts import write_parts
from .articles.positions import write_cruxes
from .articles.sections import sections
from .articles.settle import settle
from .articles.thesis import write_thesis
from .credits import credits_of, summary_of, title_of, url_of
from .encoding import Encoding, source_id_of
from .front_matter import front_matter
from .markdown import read_markdown, walk

if TYPE_CHECKING:
    from .parsed import Parsed


def suits(text: str) -> bool:
    """Whether the text begins with front matter that names where it was clipped."""
    return bool(url_of(front_matter(text)))


def read(text: str, name: str, named: bool = True) -> Parsed:  # noqa: ARG001 - all readers are called alike
    """The article as a draft of a map. Never raises, and takes time in proportion to the length of the text."""
    front = front_matter(text)
    encoding = Encoding(source_id_of(name, front.word("id")), text, name)
    if front.fault:
        encoding.finding("bad-front-matter", front.fault.message, front.fault.at, front.fault.hint)
    read_blocks = read_markdown(text, front.end)
    whole = sections(read_blocks.blocks)
    title = title_of(front) or next((part.title for part in whole.parts if part.level == 1), "")
    draft = Draft(encoding, whole)
    cruxes = settle(find_cruxes(whole), title, whole.all_blocks())
    write_cruxes(draft, cruxes)
    write_parts(draft, whole, frozenset(block.start for crux in cruxes for block in walk(crux.used)))
    thesis = write_thesis(draft, whole, summary_of(front))
    fields = credits_of(front)
    write_links(draft, read_blocks.blocks, fields["url"])
    return encoding.parsed(
        title,
        text=summary_of(front),
        form="article",
        thesis=thesis,
        text_file=os.path.basename(name),
        outline=outline(draft, whole, title, thesis),
        **fields,
    )
