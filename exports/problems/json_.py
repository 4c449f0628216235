"""Problems as a JSON list: the stable shape of `check --output-format json`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..json_ import Json, dumps
from .report import counts_by_rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...graph.problem import Problem
    from .report import Report


def render(report: Report) -> str:
    """`[{"code","name","severity","message","file","line","column","hint","fix"}…]`."""
    return dumps([shape(problem) for problem in report.problems]) + "\n"


def shape(problem: Problem) -> dict[str, Json]:
    """One problem; `fix` is the edit that `--fix` makes, or null."""
    edit = problem.edit
    fix: Json = {"line": edit.span.line, "column": edit.span.column, "old": edit.old, "new": edit.new} if edit else None
    return {
        "code": problem.code,
        "name": problem.name,
        "severity": problem.severity,
        "message": problem.message,
        "file": problem.span.file,
        "line": problem.span.line,
        "column": problem.span.column,
        "hint": problem.hint or None,
        "fix": fix,
    }


def counts(problems: Sequence[Problem]) -> list[Json]:
    """`[{"code","name","severity","count"}…]`, the most frequent first."""
    return [
        {"code": code, "name": name, "severity": severity, "count": number}
        for (code, severity, name), number in counts_by_rule(problems)
    ]
