"""Problems one a line, `file:line:column: severity: CODE name: message`: what editors' problem matchers expect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .report import counted

if TYPE_CHECKING:
    from ..layout import Line
    from .report import Report


def render(report: Report) -> list[Line]:
    """A line a problem, in the form of gcc's messages, and one that counts them."""
    lines: list[Line] = [
        [
            (f"{problem.span}: ", "strong"),
            (f"{problem.severity}: ", ""),
            (" ".join(f"{problem.code} {problem.name}: {problem.message}".split()), ""),
        ]
        for problem in report.problems
    ]
    return [*lines, [(counted(report.problems), "faint")]]
