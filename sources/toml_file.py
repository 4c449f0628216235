"""TOML as people write it by hand: every mistake told with its place, and the rest taken."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from ..graph.problem import Finding, Span, quoted
from ..graph.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_HEADER = re.compile(r"[ \t]*\[+[ \t]*([^\[\]]+?)[ \t]*\]")
_KEY = re.compile(r"""[ \t]*(?:"([^"\\]*)"|'([^']*)'|([\w-]+))[ \t]*[=.]""")


class Said(Struct, frozen=True):
    """A number that a file gives to a word, and where."""

    word: str
    number: float
    span: Span


class TomlFile:
    """A file's text; what is wrong in it goes to `findings`, under one rule."""

    def __init__(self, path: str, text: str, rule: str, findings: list[Finding]) -> None:
        self.path, self.text = path, text
        self._rule, self._findings = rule, findings

    def tables(self, hint: str) -> dict[str, Any] | None:
        """What the text says; None, with a finding, if it is no TOML."""
        import tomllib  # only libraries with settings or beliefs need it

        try:
            return tomllib.loads(self.text)
        except RecursionError:
            self._tell("too many brackets inside one another", Span(self.path), hint)
        except ValueError as error:  # a TOMLDecodeError, or what Python says to a number of thousands of digits
            said = str(error)
            place = re.search(r" \(at (?:line (\d+), column (\d+)|end of document)\)$", said)
            self._tell(said[: place.start()] if place else said, self._end_or(place), hint)
        return None

    def table(self, tables: dict[str, Any], name: str) -> dict[str, Any]:
        """The table of that name, {} with a finding if it is something else."""
        above, _, own = name.rpartition(".")
        value = tables.get(own, {})
        if isinstance(value, dict):
            return value
        self.tell(
            above or name,
            own if above else "",
            f"{name} must be a table",
            f"write [{name}] on a line of its own, and what it holds below",
        )
        return {}

    def numbers(self, name: str, table: dict[str, Any], most: float, example: str) -> Iterator[Said]:
        """The numbers of a table, 0 to `most`; whatever else there is gets a finding."""
        for word, value in table.items():
            is_number = isinstance(value, int | float) and not isinstance(value, bool)
            if is_number and 0 <= value <= most:
                yield Said(word, float(value), self.place(name, word))
            elif isinstance(value, dict):
                self.tell(
                    name,
                    word,
                    f"{quoted(word)} is a table of its own, not a number",
                    f"a key with a dot wants quotes: {example}",
                )
            else:
                said = str(value).lower() if isinstance(value, bool) else str(value)
                self.tell(
                    name,
                    word,
                    f"{quoted(word)} must be a number from 0 to {most:g}, not {quoted(said)}",
                    f"for example: {example}",
                )

    def known(self, name: str, words: Iterable[str], known: Iterable[str]) -> None:
        """Tell of words of a table that are not known there."""
        for word in words:
            if word not in known:
                hint = did_you_mean(word, known) or f"known here: {', '.join(known)}"
                self.tell(name, word, f"unknown setting {quoted(word)}", hint)

    def tell(self, table: str, word: str, message: str, hint: str) -> None:
        """Add a finding at a word of a table."""
        self._tell(message, self.place(table, word), hint)

    def place(self, table: str, word: str) -> Span:
        """Where a table says a key ("" is its header), as far as can be told: else where the word stands first."""
        header = f"{table}.{word}" if table and word and (f"{table}.{word}", "") in self._places else ""
        found = self._places.get((header or table, "" if header else word)) or self._places.get((word, ""))
        if found:
            return Span(self.path, *found)
        first = re.search(rf"(?<![\w-]){re.escape(word or table)}(?![\w-])", self.text)
        at = first.start() if first else 0
        return Span(self.path, self.text.count("\n", 0, at) + 1, at - self.text.rfind("\n", 0, at))

    @cached_property
    def _places(self) -> dict[tuple[str, str], tuple[int, int]]:
        """Line and column of each key that stands on a line of its own, by table, and of each table's header."""
        found: dict[tuple[str, str], tuple[int, int]] = {}
        table = ""
        for number, row in enumerate(self.text.split("\n"), 1):
            header, key = _HEADER.match(row), _KEY.match(row)
            if header:
                table = re.sub(r"[\"' \t]", "", header[1])
                found.setdefault((table, ""), (number, header.start(1) + 1))
            elif key:
                word = next(group for group in key.groups() if group is not None)
                found.setdefault((table, word), (number, key.start(key.lastindex or 0) + 1))
        return found

    def _end_or(self, place: re.Match[str] | None) -> Span:
        """The place in a message of the parser, which may be the end of the text."""
        if place and place[1]:
            return Span(self.path, int(place[1]), int(place[2]))
        rows = self.text.rstrip("\n").split("\n")
        return Span(self.path, len(rows), len(rows[-1]) + 1) if place else Span(self.path)

    def _tell(self, message: str, span: Span, hint: str) -> None:
        self._findings.append(Finding(rule=self._rule, message=message, span=span, hint=hint))
