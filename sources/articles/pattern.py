"""What a row of the tables of patterns is."""

from __future__ import annotations

import re

from msgspec import Struct


class Pattern(Struct, frozen=True):
    """A sign by which an article is drafted: where it is looked for, an example of it, and what it becomes.

    `sign` matches the words of a heading, a bold lead or a sentence; a group `what` is what they say besides the sign.
    """

    name: str
    where: str
    example: str
    becomes: str
    sign: re.Pattern[str]


def sign(pattern: str) -> re.Pattern[str]:
    """A pattern for words in small or capital letters."""
    return re.compile(pattern, re.IGNORECASE)


NUMBER = r"(?:#?\d{1,3}|[a-h]|[ivx]{1,4}|one|two|three|four|five|six|seven|eight)"
MAIN = r"(?:(?:the|a|our|my|real|main|key|central|core|basic|underlying|biggest|deepest|first|second|third|last)\s+)*"
MARK = r"\s*[:.)–—-]+"
