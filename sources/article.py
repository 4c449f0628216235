"""Clipped articles and other prose, drafted by rule: cruxes and sides, steps, terms, examples and links."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from .articles.cruxes import find_cruxes
from .articles.draft import Draft
from .articles.positions import write_cruxes
from .articles.sections import sections
from .articles.settle import settle
from .credits import credits_of, title_of, url_of
from .encoding import Encoding, source_id_of
from .front_matter import front_matter
from .markdown import read_markdown

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
    whole = sections(read_markdown(text, front.end).blocks)
    draft = Draft(encoding)
    title = title_of(front) or next((part.title for part in whole.parts if part.level == 1), "")
    write_cruxes(draft, settle(find_cruxes(whole), title, whole.all_blocks()))
    return encoding.parsed(title, form="article", text_file=os.path.basename(name), **credits_of(front))
