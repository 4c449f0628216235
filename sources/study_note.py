"""Study notes of the template with a core thesis, key concepts and active recall."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from .encoding import Encoding, source_id_of

if TYPE_CHECKING:
    from .parsed import Parsed

HEADS = (
    "core thesis",
    "visual concept map",
    "key concepts",
    "structural analysis",
    "contextual connections",
    "active recall",
    "further reading",
)


def suits(text: str) -> bool:
    """Whether the text has at least two of the template's heads as headings."""
    return len({found[1].lower() for found in _HEAD.finditer(text)}) > 1


def read(text: str, name: str, named: bool = True) -> Parsed:  # noqa: ARG001 - all readers are called alike
    """The note as a map."""
    title = re.search(r"^#[ \t]+(.+)$", text, re.MULTILINE)
    encoding = Encoding(source_id_of(name), text, name)
    return encoding.parsed(title[1] if title else "", form="note", text_file=os.path.basename(name))


_HEAD = re.compile(rf"^#{{1,6}}[ \t][^\n]{{0,40}}?\b({'|'.join(HEADS)})\b", re.MULTILINE | re.IGNORECASE)
