"""Notes that cruxmap wrote, read again: what they are known by. Their reader is loaded when there is one."""

from __future__ import annotations

import re

from ..front_matter import LONGEST, front_matter


def suits(text: str) -> bool:
    """Whether a text is a note that cruxmap wrote: its front matter says so."""
    return bool(_MARK.search(text, 0, LONGEST)) and front_matter(text).word("cruxmap").lower() == "note"


_MARK = re.compile(r"^cruxmap[ \t]*:", re.IGNORECASE | re.MULTILINE)
