"""How problems are shown: PROBLEM_FORMATS is the one table of output formats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from . import concise, github, json_, sarif, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..layout import Line
    from .report import Report


class ProblemFormat(Struct, frozen=True):
    """An output format; one that is not `for_people` is all there is on standard output."""

    name: str
    meaning: str
    render: Callable[[Report], str | list[Line]]
    for_people: bool = False


PROBLEM_FORMATS: tuple[ProblemFormat, ...] = (
    ProblemFormat("text", "the line of the map with a caret, and what to do", text.render, for_people=True),
    ProblemFormat("concise", "one line a problem, as compilers and editors have it", concise.render, for_people=True),
    ProblemFormat("json", "a list of problems", json_.render),
    ProblemFormat("sarif", "SARIF 2.1.0, for code scanning", sarif.render),
    ProblemFormat("github", "annotations of GitHub Actions", github.render),
)
