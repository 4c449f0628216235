"""Text made fit for XML: what XML 1.0 cannot or should not hold becomes an escape that can be read."""

from __future__ import annotations

import re
from html import escape

_UNFIT = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def holdable(text: str) -> str:
    r"""The text with each control character, surrogate and non-character as Python writes it in a string.

    >>> print(holdable("red\x1b[31m alert"))
    red\x1b[31m alert
    """
    return _UNFIT.sub(lambda found: found.group().encode("unicode_escape").decode("ascii"), text)


def escaped(text: str) -> str:
    """The text as it is written into XML, between tags and in quoted attributes.

    >>> escaped('<b> & "c"')
    '&lt;b&gt; &amp; &quot;c&quot;'
    """
    return escape(holdable(text))
