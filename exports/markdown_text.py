"""Text made safe inside Markdown: the one escaping function of the exports that write Markdown."""

from __future__ import annotations

import re

from .measure import squeezed
from .xml_text import holdable

# What CommonMark, GitHub, Obsidian or markmap read as markup wherever it stands: emphasis, code, links, HTML, tables,
# tags, mathematics, footnotes and block names, then highlights and comments, which are two signs.
_ANYWHERE = re.compile(r"[\\`*_\[\]<>#$|~^]|==|%%|\+\+|&(?=[#\w])|\{\{")
# At the start of a line: lists, quotes, rules, underlines of headings, definitions.
_AT_START = re.compile(r"^(?:([-+=:])|(\d{1,9})([.)])(?=\s|$))")
# Addresses that become links by themselves.
_ADDRESS = re.compile(r"(?<=[A-Za-z]):(?=//)|(?<=www)\.|(?<=\w)@(?=\w)", re.IGNORECASE)


def escaped(text: str) -> str:
    r"""The text on one line, such that Markdown shows just that, wherever in a line it stands.

    >>> print(escaped("1. *All* models are [wrong] #maybe"))
    1\. \*All\* models are \[wrong\] \#maybe
    """
    safe = _ANYWHERE.sub(lambda found: "".join(f"\\{char}" for char in found.group()), squeezed(holdable(text)).strip())
    safe = _AT_START.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", safe)
    return _ADDRESS.sub(lambda found: f"\\{found.group()}", safe)


def code(text: str) -> str:
    """The text as inline code, in as many backticks as it needs."""
    inner = squeezed(holdable(text))
    ticks = "`" * (max((len(run) for run in re.findall("`+", inner)), default=0) + 1)
    padding = " " if inner.startswith("`") or inner.endswith("`") else ""
    return f"{ticks}{padding}{inner}{padding}{ticks}"
