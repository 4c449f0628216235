"""Problems as workflow commands of GitHub Actions, which shows them at the lines of a pull request.

The form and its escapes are those of "Workflow commands for GitHub Actions" (`::warning file=…,line=…::message`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...graph.problem import Problem
    from .report import Report

COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = {**_DATA, **str.maketrans({":": "%3A", ",": "%2C"})}


def render(report: Report) -> str:
    """A command a problem."""
    return "".join(_command(problem) + "\n" for problem in report.problems)


def _command(problem: Problem) -> str:
    said = f"{problem.message}\n{problem.hint}" if problem.hint else problem.message
    properties = {
        "title": f"{problem.code} {problem.name}",
        "file": problem.span.file,
        "line": str(problem.span.line),
        "col": str(problem.span.column),
    }
    listed = ",".join(f"{name}={value.translate(_PROPERTY)}" for name, value in properties.items())
    return f"::{COMMANDS[problem.severity]} {listed}::{said.translate(_DATA)}"
