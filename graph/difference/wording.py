"""What changed in a text, word by word."""

from __future__ import annotations

import re
from typing import Literal

from ..words import UNSPACED

Piece = tuple[Literal["=", "-", "+"], str]
"""Words that stay, go or come."""

LEAST_ALIKE = 0.3
"""How much of two texts must be the same for their words to be told apart; less is all new."""

_BLANK = re.compile(r"\s*")
_TOKEN = re.compile(rf"\s+|{UNSPACED}|(?:(?!{UNSPACED})\S)+")


def wording(before: str, after: str) -> list[Piece]:
    """The texts as pieces: those but what came make `before`, those but what went `after`.

    The other way round the same pieces come and go.

    >>> wording("Raters err seldom.", "Raters err often.")
    [('=', 'Raters err '), ('-', 'seldom.'), ('+', 'often.')]
    >>> wording("Many a rater errs twice.", "Many raters err twice.")
    [('=', 'Many '), ('-', 'a rater errs'), ('+', 'raters err'), ('=', ' twice.')]
    >>> wording("Old wells are deep.", "New wells are shallow.")
    [('-', 'Old'), ('+', 'New'), ('=', ' wells are '), ('-', 'deep.'), ('+', 'shallow.')]
    """
    if before == after:
        return [("=", before)] if before else []
    first, second = sorted((before, after))
    pieces = _pieces(first, second)
    if first == before:
        return pieces
    return _in_order([(_TURNED[sign], text) for sign, text in pieces])


_TURNED: dict[str, Literal["=", "-", "+"]] = {"=": "=", "-": "+", "+": "-"}


def _pieces(first: str, second: str) -> list[Piece]:
    from rapidfuzz.distance import Indel  # only where a text changed

    one, other = _TOKEN.findall(first), _TOKEN.findall(second)
    if Indel.normalized_similarity(one, other) < LEAST_ALIKE:
        return _in_order([("-", first), ("+", second)])
    found: list[Piece] = []
    steps = list(Indel.opcodes(one, other))
    for place, step in enumerate(steps):
        old, new = one[step.src_start : step.src_end], other[step.dest_start : step.dest_end]
        is_inner = 0 < place < len(steps) - 1
        if step.tag == "equal" and not (is_inner and _BLANK.fullmatch("".join(old))):
            found.append(("=", "".join(old)))
        else:
            found += [("-", "".join(old)), ("+", "".join(new))]
    return _in_order(found)


def _in_order(pieces: list[Piece]) -> list[Piece]:
    """The pieces, of what changed at one place first all that goes, then all that comes."""
    found: list[Piece] = []
    gone, come = "", ""
    for sign, text in [*pieces, ("=", "")]:
        if sign == "-":
            gone += text
        elif sign == "+":
            come += text
        elif text or (gone or come):
            changed: list[Piece] = [("-", gone), ("+", come), ("=", text)]
            found += [piece for piece in changed if piece[1]]
            gone, come = "", ""
    return found
