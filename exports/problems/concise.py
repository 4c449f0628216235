"""Problems one a line, `file:line:column: severity: CODE name: message`: what editors' problem matchers expect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .report import counted, shown

if TYPE_CHECKING:
    from ...graph.problem import Problem
    from ..layout import Line
    from .report import Report


def render(report: Report) -> list[Line]:
    """A line a problem, in the form of gcc's messages, and one that counts them."""
    lines = [_line(problem) if problem else [(more, "faint")] for problem, more in shown(report.problems)]
    return [*lines, [(counted(report.problems), "faint")]]


def _line(problem: Problem) -> Line:
    said = " ".join(f"{problem.code} {problem.name}: {problem.message}".split())
    return [(f"{problem.span}: ", "strong"), (f"{problem.severity}: ", ""), (said, "")]
