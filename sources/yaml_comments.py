"""Comments of a YAML document, which its parser drops: where each stands and what it says."""

from __future__ import annotations

import re
from bisect import bisect_right

import yaml
from msgspec import Struct

OTHER_BREAKS = re.compile("[\r\x85\u2028\u2029]")
"""What YAML takes for the end of a line besides the usual."""
_HASH = re.compile(r"(?:^|(?<=[ \t\n]))#[^\n]*", re.MULTILINE)


class Comment(Struct, frozen=True):
    """A comment from its `#` to the end of the line, with its place; `alone` if nothing stands before it."""

    text: str
    line: int
    column: int
    alone: bool


def comments(document: str, *, look_into_texts: bool = True) -> list[Comment]:
    """The comments of a document, in order. Behind a syntax error every `#` that looks like one starts a comment.

    Without a look into texts, which takes as long as reading the document, one in a quoted text does too.
    """
    hashes = list(_HASH.finditer(document))
    texts = _texts(document) if hashes and look_into_texts else []
    starts = [start for start, _ in texts]
    lines = [match.end() for match in re.finditer("^", document, re.MULTILINE)] if hashes else []
    found: list[Comment] = []
    for match in hashes:
        place = bisect_right(starts, match.start()) - 1
        if place < 0 or texts[place][1] <= match.start():
            line = bisect_right(lines, match.start())
            begin = lines[line - 1]
            alone = not document[begin : match.start()].strip()
            found.append(Comment(match[0].rstrip(), line, match.start() - begin + 1, alone))
    return found


def _texts(document: str) -> list[tuple[int, int]]:
    """The stretches of quoted and block texts, in which a `#` starts no comment."""
    found: list[tuple[int, int]] = []
    try:
        for event in yaml.parse(document, Loader=getattr(yaml, "CLoader", yaml.Loader)):
            if isinstance(event, yaml.ScalarEvent) and event.style and event.start_mark and event.end_mark:
                start, end = event.start_mark.index, event.end_mark.index
                if event.style in "|>":  # a comment may follow the sign itself
                    start = document.find("\n", start, end) + 1 or end
                found.append((start, end))
    except yaml.YAMLError:  # what follows the mistake is taken as it looks
        return found
    return found
