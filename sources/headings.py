"""The headings of a Markdown text: where each line stands, and its own words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .markup import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

FRONT_MATTER = re.compile(r"---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)

# Each alternative starts with the end of the line above, so that the search skips to line ends.
_LINES = re.compile(
    r"""
      \n(?P<fence>[ ]{0,3}(?:`{3,}+|~{3,}+))
    | \n(?P<hashes>[ ]{0,3}\#{1,6}[ \t]++[^\s][^\n]*+)
    | \n(?P<rule>[ ]{0,3}(?:=++|--++)[ \t]*+)(?=\n|\Z)
    """,
    re.VERBOSE,
)
_NO_TITLE = re.compile(r"[ \t]*+(?:[-*+>|#:=~`]|\d+[.)]\s|\Z)")


def heading_lines(original: str) -> Iterator[tuple[int, int]]:
    """The start and end of each heading, in order: lines with hashes, and lines alone above a rule; none in code or
    front matter."""
    front = FRONT_MATTER.match(original)
    begin = front.end() if front else 0
    fence = ""
    for match in _LINES.finditer("\n" + original, begin):
        start, stop = match.start(), match.end() - 1  # without the line end put in front
        if match["fence"]:
            mark = match["fence"].strip()
            if not fence or mark.startswith(fence):
                fence = "" if fence else mark
        elif fence:
            continue
        elif match["hashes"]:
            yield start, stop
        elif above := _line_above(original, start, begin):
            yield above


def _line_above(original: str, rule: int, begin: int) -> tuple[int, int] | None:
    """The line above a rule if it may be its heading: a paragraph of one line."""
    stop = rule - 1
    start = original.rfind("\n", begin, max(stop, begin)) + 1 or begin
    before = original.rfind("\n", begin, max(start - 1, begin)) + 1 or begin
    is_alone = start <= begin or not original[before:start].strip()
    if start >= stop or not is_alone or _NO_TITLE.match(original, start, stop):
        return None
    return start, stop


def bare_title(line: str) -> str:
    """A heading's own words: no hashes, no emoji in front, no bracket behind.

    >>> bare_title("## 🧠 The *first* part (Complexity: 3) ##")
    'The first part'
    """
    title = line.strip("# \t\n")
    seen = " ".join(title.split()) if _WITHOUT_MARKUP.fullmatch(title) else plain(title)
    words = _IN_FRONT.sub("", seen)
    if words.endswith(")"):
        opening = words.rfind("(")
        if opening > 0 and ")" not in words[opening:-1]:
            words = words[:opening].rstrip()
    return words or seen


_WITHOUT_MARKUP = re.compile(r"(?:[^\W_]|[ ,:()?'])*+")  # most titles, told without looking for marks
_IN_FRONT = re.compile(r"^[^\w(\"']+")
