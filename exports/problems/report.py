"""What is to be shown of a check: its problems, the lines they stand in, and what was looked at."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ...graph.problem import Problem
    from ...graph.rule import Rule

MOST_ALIKE = 100
SEVERITIES = ("error", "warning", "info")


class Report(Struct, frozen=True):
    """Problems sorted by place; `lines` holds the lines of files by file name, `rules` all rules by name.

    `nodes` and `documents` say how much was looked at, `verified` how many passages, `without_text` the sources
    whose text is not at hand. `width` is in terminal cells.
    """

    problems: Sequence[Problem]
    lines: Mapping[str, Sequence[str]]
    rules: Mapping[str, Rule]
    nodes: int
    documents: int
    verified: int
    without_text: tuple[str, ...]
    width: int
    version: str = ""


def shown(problems: Sequence[Problem]) -> list[tuple[Problem | None, str]]:
    """The problems for people to read: of one rule in one file the first MOST_ALIKE, then how many more there are."""
    numbers = Counter((problem.span.file, problem.code) for problem in problems)
    seen: Counter[tuple[str, str]] = Counter()
    found: list[tuple[Problem | None, str]] = []
    for problem in problems:
        key = problem.span.file, problem.code
        seen[key] += 1
        if seen[key] <= MOST_ALIKE:
            found.append((problem, ""))
        if seen[key] == MOST_ALIKE + 1:
            found.append(
                (None, f"{problem.span.file}: {numbers[key] - MOST_ALIKE} more of {problem.code} {problem.name}")
            )
    return found


def counted(problems: Sequence[Problem]) -> str:
    """How many errors, warnings and infos there are, in words.

    >>> counted([])
    'no problems'
    """
    numbers: Counter[str] = Counter(problem.severity for problem in problems)
    said = [f"{numbers[name]} {name}{'s' if numbers[name] > 1 else ''}" for name in SEVERITIES if numbers[name]]
    return ", ".join(said) or "no problems"


def counts_by_rule(problems: Sequence[Problem]) -> list[tuple[tuple[str, str, str], int]]:
    """How many problems there are by code, severity and name, the most frequent first."""
    numbers = Counter((problem.code, problem.severity, problem.name) for problem in problems)
    return sorted(numbers.items(), key=lambda row: (-row[1], row[0]))
