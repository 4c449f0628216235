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
    render: Callable[[Report], str | list[Line]]
    for_people: bool = False


PROBLEM_FORMATS: tuple[ProblemFormat, ...] = (
    ProblemFormat("text", text.render, for_people=True),
    ProblemFormat("concise", concise.render, for_people=True),
    ProblemFormat("json", json_.render),
    ProblemFormat("sarif", sarif.render),
    ProblemFormat("github", github.render),
)
