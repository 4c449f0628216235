"""The command that tells what changed between two libraries, documents or revisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..exports import json_, json_diff, terminal, terminal_diff
from . import options, stances
from .answer import Answer
from .compared import compare, errors_of, read_side

if TYPE_CHECKING:
    from ..exports.layout import Line

Words = tuple[str, ...]


@click.command()
@click.argument("first", metavar="[A]", default="HEAD")
@click.argument("second", metavar="[B]", default="")
@stances.a_stance
@click.option("--exit-code", is_flag=True, help="Exit with 1 where anything changed.")
@options.as_json
@click.pass_context
def diff(ctx: click.Context, /, first: str, second: str, *, exit_code: bool, as_json: bool, **given: Words) -> Answer:
    """What changed from A to B: nodes and links, and what that does to what stands.

    A and B are library folders, documents of any format, @shipped, or revisions as git names them: HEAD~2, v1, or
    main:path/to/maps. Without B it is the library at hand, as it lies there now; without A too, what is not yet
    committed.
    """
    console = ctx.obj
    sides = read_side(ctx, first), read_side(ctx, second)
    found = compare(*sides, given)
    errors: tuple[Line, ...] = tuple(line for side in sides for line in errors_of(side, console.error_width))
    code = 1 if errors or (exit_code and found.change) else 0
    if as_json:
        return Answer(json_.dumps(json_diff.compared(found)) + "\n", errors, code)
    page = terminal.Page(found.after, console.width, console.wrap)
    return Answer(terminal_diff.compared(page, found), errors, code)
