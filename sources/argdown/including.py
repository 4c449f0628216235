"""A text in Argdown with the texts that it includes in their places."""

from __future__ import annotations

import os
import re
from bisect import bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING

from msgspec import Struct

from ...graph.problem import Finding, Span, quoted
from ..decoding import decode
from ..documents import is_at_or_in
from ..files import read_bytes
from ..markdown import Lines
from ..settings import SETTINGS

if TYPE_CHECKING:
    from ...graph.problem import Findings

DEEPEST = 50
NOTHING = "/**/"  # for what is not included: without it the empty lines around would be one
_INCLUDE = re.compile(r"@include\(([^)\n]+)\)")


class _Text(Struct, frozen=True):
    """A text that is read: where it lies, what findings call it, the files that led to it, itself among them, and the
    place of the main text that did."""

    text: str
    path: str
    name: str
    ways: tuple[str, ...]
    lines: Lines
    main: Span | None = None


class _Piece(Struct, frozen=True):
    """A piece of the whole: where it begins there and in its own text."""

    start: int
    begin: int
    of: _Text


class Whole:
    """A text and what it includes, as one `text`.

    As in Argdown's program each file is included once. Only what lies in the library of the text is, or in its folder
    if that is in none. What is not there, leads out or round in a circle is told.
    """

    def __init__(self, text: str, path: str, name: str, findings: Findings) -> None:
        self._findings = findings
        self._pieces: list[_Piece] = []
        self._parts: list[str] = []
        self._size = 0
        first = os.path.realpath(path)
        self._done = {first}
        self._root = _root(first) if _INCLUDE.search(text) else ""
        self._take(_Text(text, path, name, (first,), Lines(text)))
        self.text = "".join(self._parts)

    @property
    def is_alone(self) -> bool:
        """Whether no other file matters."""
        return not self._root

    def at(self, offset: int) -> Span:
        """Where a place of the whole is written."""
        piece = self._piece(offset)
        return Span(piece.of.name, *piece.of.lines.at(offset - piece.start + piece.begin))

    def main_at(self, offset: int) -> Span:
        """Where in the main text a place of the whole comes from: what is included comes from where that is said."""
        return self._piece(offset).of.main or self.at(offset)

    def _piece(self, offset: int) -> _Piece:
        return self._pieces[bisect_right(self._pieces, offset, key=attrgetter("start")) - 1]

    def _take(self, one: _Text) -> None:
        at = 0
        for match in _INCLUDE.finditer(one.text):
            self._put(one, at, one.text[at : match.start()])
            found = self._included(one, match)
            if found:
                self._take(found)
            else:
                self._put(one, match.start(), NOTHING)
            at = match.end()
        self._put(one, at, one.text[at:])

    def _put(self, one: _Text, begin: int, part: str) -> None:
        self._pieces.append(_Piece(self._size, begin, one))
        self._parts.append(part)
        self._size += len(part)

    def _included(self, one: _Text, match: re.Match[str]) -> _Text | None:
        """The text that is asked for there, None if it is not to be taken."""
        span = Span(one.name, *one.lines.at(match.start()))
        word = match[1].strip()
        path = os.path.join(os.path.dirname(one.path), word)
        name = os.path.normpath(os.path.join(os.path.dirname(one.name), word)).replace(os.sep, "/")
        real = os.path.realpath(path)
        fault = hint = ""
        if os.path.isabs(word) or not is_at_or_in(real, self._root):
            fault, hint = "lies outside of the library and is not read", "put it into the folder of this text"
        elif real in one.ways:
            fault, hint = "includes this text in turn", "leave one of the two out"
        elif len(one.ways) > DEEPEST:
            fault, hint = "is included too deep to be read", "include it further up"
        elif real not in self._done:
            data, fault = read_bytes(path)
            found = decode(data, name)
            if found.text is not None and not fault:
                self._done.add(real)
                text = found.text.removeprefix("\ufeff")
                return _Text(text, path, name, (*one.ways, real), Lines(text), one.main or span)
            fault = fault or "is no text"
        if fault:
            message = f"the included file {quoted(word)} {fault}"
            self._findings.add(Finding(rule="argdown-syntax", message=message, span=span, hint=hint))
        return None


def _root(path: str) -> str:
    """The folder of the library that a file is in, its own folder if it is in none."""
    own = folder = os.path.dirname(path)
    while not os.path.isfile(os.path.join(folder, SETTINGS)):
        if folder == os.path.dirname(folder):
            return own
        folder = os.path.dirname(folder)
    return folder
