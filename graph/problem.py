"""Problems: what is wrong in a user's document, with its place, as data instead of exceptions."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Severity = Literal["error", "warning", "info"]

QUOTE_LIMIT = 60
MOST_ALIKE = 200


class Span(Struct, frozen=True, array_like=True, gc=False):
    """A place in a file. Lines and columns count from 1."""

    file: str = ""
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Edit(Struct, frozen=True, array_like=True):
    """A word of a map file, at a place or in the row that starts there, and what it should have been."""

    span: Span
    old: str
    new: str


class Finding(Struct, frozen=True, kw_only=True, array_like=True):
    """What a reader, the build or a check saw: named after a rule, not yet graded.

    `rule` is the name of a row of the rules table, which alone knows code and severity.
    """

    rule: str
    message: str
    span: Span
    hint: str = ""
    edit: Edit | None = None


class Findings:
    """Findings of one document as they come; of one rule the first MOST_ALIKE, the others counted."""

    def __init__(self) -> None:
        self._kept: list[Finding] = []
        self._counts: dict[str, int] = {}
        self._last: dict[str, Finding] = {}

    def add(self, finding: Finding) -> None:
        """Take one more finding."""
        count = self._counts.get(finding.rule, 0) + 1
        self._counts[finding.rule] = count
        if count <= MOST_ALIKE:
            self._kept.append(finding)
        else:
            self._last[finding.rule] = finding

    def found(self) -> tuple[Finding, ...]:
        """All that were kept, and for every rule with more one finding that says how many."""
        more = ((rule, last, self._counts[rule] - MOST_ALIKE) for rule, last in self._last.items())
        told = (
            Finding(rule=rule, message=f"{n} more like these, the last one here", span=last.span)
            for rule, last, n in more
        )
        return (*self._kept, *told)


class Problem(Struct, frozen=True, kw_only=True, array_like=True):
    """A finding with its rule's code and severity, ready to be shown."""

    code: str
    name: str
    severity: Severity
    message: str
    span: Span
    hint: str = ""
    edit: Edit | None = None


class CruxmapError(Exception):
    """A request that cannot be answered: the message says why and what to do instead."""


def quoted(word: str) -> str:
    """The word in single quotes on one line, cut at 60 characters; control characters are made visible.

    >>> quoted("x" * 70)[-5:]
    "xxx…'"
    """
    cut = word if len(word) <= QUOTE_LIMIT else word[: QUOTE_LIMIT - 1] + "…"
    return "'" + "".join(char if char.isprintable() else repr(char)[1:-1] for char in cut) + "'"
