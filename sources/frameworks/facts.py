"""What every format of frameworks comes to, and how a mistake in one is told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from ...graph.problem import CruxmapError, Span, quoted
from ...graph.suggest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable


class Attacks(Struct, frozen=True):
    """The arguments of a framework by name, each once, with what the file calls them, "" for nothing; and who attacks
    whom, in the order of the file, with the line of each."""

    arguments: dict[str, str]
    attacks: tuple[tuple[str, str], ...]
    lines: tuple[int, ...]


class Misread(CruxmapError):  # noqa: N818 - it is what its name says
    """A file that is not as its suffix says, and where."""

    def __init__(self, span: Span, message: str) -> None:
        super().__init__(f"{span}: {message}")
        self.span, self.message = span, message


class Word(Struct, frozen=True):
    """A word of a file, and where it stands."""

    span: Span
    text: str

    def wrong(self, message: str) -> Misread:
        """What is wrong here, and what to do."""
        return Misread(self.span, message)

    def unknown(self, known: Iterable[str], remedy: str) -> Misread:
        """The word is not among the arguments that the file has."""
        near = [quoted(other) for other in nearest(self.text, known, most=1)]
        said = f"did you mean {near[0]}? " if near else ""
        return self.wrong(f"there is no argument {quoted(self.text)}; {said}{remedy}")


def words_of(line: str, name: str, number: int) -> list[Word]:
    """The words of a line of a file."""
    return [Word(Span(name, number, found.start() + 1), found[0]) for found in re.finditer(r"\S+", line)]
