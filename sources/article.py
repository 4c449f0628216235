"""Clipped articles and other prose."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from .encoding import Encoding, source_id_of

if TYPE_CHECKING:
    from .parsed import Parsed

FRONT_MATTER_LIMIT = 20_000


def suits(text: str) -> bool:
    """Whether the text begins with front matter that names where it was clipped."""
    return bool(re.search(r"^(?:source|source_url|url):[ \t]*\S", _front_matter(text), re.MULTILINE | re.IGNORECASE))


def read(text: str, name: str, named: bool = True) -> Parsed:  # noqa: ARG001 - all readers are called alike
    """The article as a map."""
    front = _front_matter(text)
    own = re.search(r"^title:[ \t]*[\"']?(.+?)[\"']?[ \t]*$", front, re.MULTILINE)
    title = own or re.search(r"^#[ \t]+(.+)$", text, re.MULTILINE)
    encoding = Encoding(source_id_of(name), text, name)
    return encoding.parsed(title[1] if title else "", form="article", text_file=os.path.basename(name))


def _front_matter(text: str) -> str:
    found = re.match(r"---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", text[:FRONT_MATTER_LIMIT], re.DOTALL)
    return found[1] if found else ""
