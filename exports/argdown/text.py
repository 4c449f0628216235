"""Words as Argdown holds them: texts, titles, tags and data, so that its program reads them as they are."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from ...graph.argdown_signs import SHORTCODES

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from ...graph.foreign_data import Data

# What JavaScript takes for white space; a shortcode goes to the first of its marks that comes before any.
_SPACE = "\\t\\n\\v\\f\\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
_SIGNS = re.compile(f"[\\\\@#*_\\[\\]{{}}<>]|/(?=[/*])|===+|(?:\\.[^{_SPACE}]+?\\.|:[^{_SPACE}]+?:)")
_UNSAFE = re.compile("=(?==)|[{}\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_TAG = re.compile("#(?:\\(([^)]+)\\)|([a-zA-z0-9\\-\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef]+))")
_PLAIN_TAG = re.compile("[a-zA-Z0-9-]+")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_HALF = re.compile("[\ud800-\udfff]")
# What Argdown's program calls by itself, and what every object of JavaScript has: it looks titles up in one.
_NO_TITLE = re.compile(
    "Untitled [0-9]+|constructor|hasOwnProperty|isPrototypeOf|propertyIsEnumerable|toLocaleString|toString|valueOf|"
    "__(?:proto|(?:define|lookup)[GS]etter)__"
)


def text(words: str, tags: Container[str] = ()) -> str:
    """The words on one line, with a backslash before what would be a sign, but for these tags.

    >>> print(text("5 * 3 = a_b [sic]. See https://x.org .A. #1 #b", ["b"]))
    5 \\* 3 = a\\_b \\[sic\\]. See https:\\//x.org \\.A. \\#1 #b
    """
    parts, at, words = [], 0, line(words)
    for match in _TAG.finditer(words):
        if (match[1] or match[2]) in tags:
            parts += [_SIGNS.sub(_escaped, words[at : match.start()]), match[0]]
            at = match.end()
    return "".join([*parts, _SIGNS.sub(_escaped, words[at:])])


def has_tags(words: str, tags: Sequence[str]) -> bool:
    """Whether a text that is written with its tags has just these, in this order.

    >>> has_tags("A #b and #(c d).", ["b", "c d"]), has_tags("A #b.", ["b", "c"]), has_tags("x:#b:", ["b"])
    (True, False, False)
    """
    found = dict.fromkeys(match[1] or match[2] for match in _TAG.finditer(line(words)))
    is_cut = any("#" in match[0][1:] for match in _SIGNS.finditer(line(words)))  # a shortcode, more than a tag
    return [tag for tag in found if tag in tags] == [*tags] and not (tags and is_cut)


def line(words: str) -> str:
    """The words on one line; what no text can hold, half of a surrogate pair, becomes U+FFFD."""
    return " ".join(_HALF.sub("\ufffd", words).split())


def statement_title(words: str) -> str:
    """A title that can stand in brackets; "" if nothing is left."""
    found = line(words).translate({ord("["): "(", ord("]"): ")"})
    return _titled(f"– {found[1:].lstrip()}" if found.startswith("-") else found)


def argument_title(words: str) -> str:
    """A title that can stand in angle brackets; "" if nothing is left."""
    found = line(words).translate({ord("<"): "‹", ord(">"): "›"})
    return _titled(f"· {found}" if found.startswith(("-", "+", "_", "!")) else found)


def written_tags(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """The tags as Argdown writes them, and those that it cannot write."""
    written, left = [], []
    for word in words:
        if _PLAIN_TAG.fullmatch(word):
            written.append(f"#{word}")
        elif word and word == line(word) and ")" not in word:
            written.append(f"#({word})")
        else:
            left.append(word)
    return written, left


def data(value: dict[str, Data]) -> str:
    """The object on one line, in braces that Argdown's program finds the ends of."""
    return _STRING.sub(_safe, json.dumps(value, ensure_ascii=False))


def _titled(found: str) -> str:
    return f"“{found}”" if _NO_TITLE.fullmatch(found) else found


def _escaped(match: re.Match[str]) -> str:
    found = match[0]
    if found[0] == "=":
        return "\\=" * len(found)
    rest = _SIGNS.sub(_escaped, found[1:])
    is_text = len(found) > 1 and found not in SHORTCODES and rest == found[1:]
    return found if is_text else f"\\{found[0]}{rest}"


def _safe(string: re.Match[str]) -> str:
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", _HALF.sub("\ufffd", string[0]))
