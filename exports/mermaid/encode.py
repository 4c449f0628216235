"""Text made safe inside Mermaid: the one encoder of labels, so that any text shows as itself and nothing runs."""

from __future__ import annotations

import re
import unicodedata

LONGEST_WORD = 24

_SPACES = re.compile(r"[\s\x1c-\x1f\x85]+")
# Replaced, since no XML holds them: control characters, lone surrogates, and the two that are no characters.
_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# ASCII signs that mean nothing to Mermaid, nor to the Markdown and HTML it reads in labels: a full stop after a letter
# (but "1." starts a list and "www." a link), a colon before a space (but ":::" names a class).
_PLAIN = re.compile(r"[A-Za-z0-9 ,'?!]|(?<=[A-Za-z])(?<!www)\.|(?<=[A-Za-z]):(?= )|(?<=[A-Za-z0-9])-(?=[A-Za-z0-9])")
# Mermaid holds an entity that it has read as "ﬂ°°34¶ß". A text with such marks must not be taken for one.
_MARKS = re.compile("(?<=ﬂ)(?=°)|(?<=¶)(?=ß)")
_WORD_JOINER = "\u2060"
_JOINERS = "\u200c\u200d"
_ENTITY_WIDTH = len("ﬂ°°34¶ß")


def label(text: str, limit: int, *, width: int = 0) -> str:
    r"""The text as a quoted label on one line, cut at `limit` characters with …; with `width`, broken into lines of
    about as many characters, for what does not wrap labels by itself.

    Whatever could mean something becomes a numeric entity, which every version of Mermaid turns back. Only words that
    no box holds are always broken. Lines end in line breaks and not in `<br>`: a label with a tag is decoded before
    its Markdown is read.

    >>> print(label('say "1. <b>"', 99))
    "say #34;1#46; #60;b#62;#34;"
    """
    written, used = "", 0
    for word in shortened(text, limit).split(" "):
        for place, (piece, wide) in enumerate(_pieces(word)):
            breaks = place or (width and used + 1 + wide > width)
            written += ("\n" if breaks else " ") * bool(used) + piece
            used = wide if breaks else used + 1 + wide
    return f'"{written or " "}"'


def shortened(text: str, limit: int) -> str:
    """The text on one line, cut at `limit` characters with …, and U+FFFD for what no drawing can hold."""
    line = _UNFIT.sub("\ufffd", _SPACES.sub(" ", text).strip())
    line = line if len(line) <= limit else line[: limit - 1].rstrip() + "…"
    return _MARKS.sub(_WORD_JOINER, line)


def _pieces(word: str) -> list[tuple[str, int]]:
    """A word, encoded, in pieces of at most LONGEST_WORD signs, each with its width.

    An entity counts as wide as Mermaid up to 11.4 measures it in mind maps, where it cuts through those in a line that
    it finds too long.
    """
    plain = {found.start() for found in _PLAIN.finditer(word + " ")}
    pieces, piece, used = [], "", 0
    for place, char in enumerate(word):
        bare = place in plain or _is_harmless(char)
        wide = 1 if bare else _ENTITY_WIDTH
        if piece and used + wide > LONGEST_WORD and not unicodedata.combining(char):
            pieces.append((piece, used))
            piece, used = "", 0
        piece += char if bare else f"#{ord(char)};"
        used += wide
    return [*pieces, (piece, used)]


def _is_harmless(char: str) -> bool:
    """Whether a character outside ASCII can stand as it is: letters, marks, signs, what joins them (as in emoji), but
    nothing else that formats."""
    return ord(char) > 127 and (unicodedata.category(char)[0] not in "CZ" or char in _JOINERS)
