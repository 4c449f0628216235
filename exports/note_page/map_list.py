"""What a map shows, as a list in HTML: for readers without scripts, and for those who listen."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Outline = list[tuple[int, str]]
"""What a map shows: in each line how deep it stands, 0 for a root, and its words."""


def map_list(outline: Sequence[tuple[int, str]]) -> str:
    """The lines as nested lists.

    >>> map_list([(0, "Bread"), (1, "Flour & water"), (0, "Salt")])
    '<ul><li>Bread<ul><li>Flour &amp; water</li></ul></li><li>Salt</li></ul>'
    """
    html = ""
    open_at: list[int] = []
    for depth, words in outline:
        while len(open_at) > 1 and open_at[-1] > depth:
            open_at.pop()
            html += "</li></ul>"
        if open_at and open_at[-1] >= depth:
            html += "</li>"
        else:
            open_at.append(depth)
            html += "<ul>"
        html += f"<li>{escape(words)}"
    return html + "</li></ul>" * len(open_at)
