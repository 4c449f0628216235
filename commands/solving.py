"""The command solve: the tasks of the solver competitions on frameworks of attacks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from ..exports import competition
from ..graph.problem import CruxmapError, quoted
from ..graph.reasoning.dispute import EXTENSIONAL, dispute
from ..graph.reasoning.extensions import credulous, extension, extensions, members, sceptical, some
from ..graph.reasoning.framework import of_attacks
from ..graph.reasoning.time_limit import OutOfTime
from ..graph.suggest import nearest
from ..sources.frameworks import read_framework
from . import stances
from .answer import Answer

if TYPE_CHECKING:
    from ..graph.reasoning.dispute import Dispute, Extensional
    from ..sources.frameworks import FrameworkFile

PROBLEMS = {"SE": "some extension", "EE": "every extension", "DC": "in some extension?", "DS": "in every extension?"}
TASKS = tuple(f"{problem}-{semantics}" for problem in PROBLEMS for semantics in EXTENSIONAL)


class _Task(click.Choice[str]):
    """A choice among the tasks, in capitals or not."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return super().convert(str(value).upper(), param, ctx)


@click.command()
@click.argument("task", type=_Task(TASKS), metavar="TASK")
@click.argument("path", type=click.Path(readable=False), metavar="FILE")
@click.option("-a", "--argument", metavar="ARG", help="The argument that DC and DS ask about.")
@stances.limit
@click.pass_context
def solve(ctx: click.Context, /, task: str, path: str, argument: str | None, limit: float) -> Answer:
    """Which arguments of a framework can be accepted together: the tasks of the solver competitions.

    TASK is SE (some extension), EE (every extension), DC (is ARG in some?) or DS (is ARG in every one?), then -CO
    (complete), -GR (grounded), -PR (preferred) or -ST (stable), as in SE-PR. FILE is .apx or .tgf, answered as in the
    competition of 2017, or .af, answered as in that of 2023, with a witness. Exits with 0 whatever the answer, with 1
    if there is none within the limit.
    """
    problem, _, short = task.partition("-")
    file = read_framework(path)
    node = _node(file, problem, argument)
    try:
        asked = dispute(of_attacks(file.arguments, file.attacks), seconds=limit)
        return Answer(_ANSWERS[file.form.answers](file, problem, asked, EXTENSIONAL[short], node))
    except OutOfTime as error:
        return stances.out_of_time(error, ctx.obj)


def _node(file: FrameworkFile, problem: str, argument: str | None) -> int:
    """The place of the argument asked about, 0 where the problem is about none."""
    asks = problem.startswith("D")
    if argument is None:
        if asks:
            raise CruxmapError(f"{problem} asks about one argument: name it with -a ARG")
        return 0
    if not asks:
        raise CruxmapError(f"{problem} is about whole extensions: leave out -a, or ask DC or DS")
    if argument not in file.arguments:
        near = nearest(argument, file.arguments)
        raise CruxmapError(
            f"there is no argument {quoted(argument)} in the file"
            + (f"; did you mean {', '.join(map(quoted, near))}?" if near else "")
        )
    return file.arguments.index(argument)


def _in_2017(file: FrameworkFile, problem: str, asked: Dispute, semantics: Extensional, node: int) -> str:
    if problem == "SE":
        return competition.extension_2017(_names(file, extension(asked, semantics)))
    if problem == "EE":
        return competition.extensions_2017(_names(file, labels) or () for labels in extensions(asked, semantics))
    accepted = credulous if problem == "DC" else sceptical
    return competition.YES if accepted(asked, semantics, node) else competition.NO


def _in_2023(file: FrameworkFile, problem: str, asked: Dispute, semantics: Extensional, node: int) -> str:
    if problem == "SE":
        return competition.extension_2023(_names(file, extension(asked, semantics)))
    if problem == "EE":
        return competition.extensions_2023(_names(file, labels) or () for labels in extensions(asked, semantics))
    witness = some(asked, semantics, node, is_in=problem == "DC")
    found, otherwise = (competition.YES, competition.NO)[:: 1 if problem == "DC" else -1]
    return otherwise if witness is None else found + competition.extension_2023(_names(file, witness))


_ANSWERS = {"2017": _in_2017, "2023": _in_2023}


def _names(file: FrameworkFile, labels: bytes | None) -> list[str] | None:
    return None if labels is None else [file.arguments[node] for node in members(labels)]
