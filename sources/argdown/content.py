"""What a statement or heading says: its text without marks, and its tags."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...graph.argdown_signs import SHORTCODES
from .token_patterns import LINE_STOP, Is

if TYPE_CHECKING:
    from .token_patterns import Token


def content(tokens: list[Token], i: int, *, keeps_tags: bool) -> tuple[str, dict[str, None], int, int]:
    """The text and the tags from a token on, the place behind it, and where bold or italic words begin that do not
    end, -1 if none do. Tags are part of the text too where it `keeps_tags`."""
    tags: dict[str, None] = {}
    parts: list[str] = []
    marks: list[int] = []
    sort, image, at = tokens[i]
    while sort >= Is.TEXT:
        i += 1
        if sort is Is.TEXT:
            parts.append(image)
        elif sort is Is.TAG:
            tags[tag_of(image)] = None
            parts.append(image * keeps_tags)
        elif sort is Is.OPEN:
            marks.append(at)
        elif sort is Is.CLOSE:
            if parts and parts[-1] == "\n":
                parts.pop()
            parts.append(" " * image.endswith(" "))
            del marks[-1:]
        else:
            parts.append("\n" if sort is Is.NEWLINE else text_of(sort, image))
        sort, image, at = tokens[i]
    return "".join(parts), tags, i, marks[-1] if marks else -1


def tag_of(image: str) -> str:
    """The tag that a token is.

    >>> tag_of("#bees "), tag_of("#(two words)")
    ('bees', 'two words')
    """
    bare = image[1:].rstrip(" \t")
    return bare[1:-1] if bare.startswith("(") else bare


def text_of(sort: Is, image: str) -> str:
    """What a token adds to the text it stands in.

    >>> text_of(Is.SHORTCODE, ".->. "), text_of(Is.LINK, "[here](there)"), text_of(Is.ESCAPED, "\\\\#")
    ('→ ', 'here', '#')
    """
    if sort is Is.ESCAPED:
        return image[1:]
    if sort is Is.SHORTCODE:
        bare = image.strip(" \t")
        return SHORTCODES[bare] + " " * image.endswith(" ") if bare in SHORTCODES else image
    if sort is Is.LINK:
        title, _, rest = image.rpartition("](")
        _, bracket, line = _LINES.split(title)[-1].partition("[")  # where Argdown's program begins, at any rate
        return (line if bracket else title[1:]) + " " * rest.endswith(" ")
    return image


_LINES = re.compile(LINE_STOP)
