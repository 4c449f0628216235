"""Text made safe to print on a terminal: the one escaping function of the terminal export."""

from __future__ import annotations

import re

# Control characters, line and paragraph separators, and the overrides and isolates that reorder their neighbours.
_UNSAFE = "[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
_SPACES = re.compile(r"\s+")


def escaped(text: str) -> str:
    r"""The text with control and reordering characters shown as escapes.

    >>> print(escaped("red\x1b[31m alert"))
    red\x1b[31m alert
    """
    if text.isprintable():
        return text
    return re.sub(_UNSAFE, lambda found: found.group().encode("unicode_escape").decode("ascii"), text)


def one_line(text: str) -> str:
    """The text escaped, with its line breaks and runs of white space as single spaces."""
    return escaped(_SPACES.sub(" ", text).strip())
