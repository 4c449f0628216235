"""The command that tells what changed between two libraries, documents or revisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..exports import json_, json_diff, terminal, terminal_diff
from . import options, stances
from .answer import Answer
from .compared import compare, errors_of, read_side

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from ..exports.diff_entries import Compared
    from ..exports.layout import Line

HOSTS = ("obsidian", "github", "gitlab")


def _as(form: str, meaning: str) -> Callable[[Any], Any]:
    """The option that asks for a form."""
    return click.option(f"--{form}", "form", flag_value=form, help=meaning)


@click.command()
@click.argument("first", metavar="[A]", default="HEAD")
@click.argument("second", metavar="[B]", default="")
@stances.a_stance
@click.option("--exit-code", is_flag=True, help="Exit with 1 where anything changed.")
@_as("json", "Print one JSON value and nothing else.")
@_as("markdown", "As Markdown for a pull request: in short, and the details folded.")
@_as("mermaid", "As a Mermaid map of what changed and what is next to it.")
@_as("html", "As the interactive page of B, with what changed marked, and what is gone too.")
@options.word("--for", "host", HOSTS, "Where it will be shown (mermaid)")
@options.output_path
@click.option("--open", "open_", is_flag=True, help="Show the file when it is written.")
@click.pass_context
def diff(
    ctx: click.Context, /, first: str, second: str, *, exit_code: bool, form: str | None, host: str, **given: Any
) -> Answer:
    """What changed from A to B: nodes and links, and what that does to what stands.

    A and B are library folders, documents of any format, @shipped, or revisions as git names them: HEAD~2, v1, or
    main:path/to/maps. Without B it is the library at hand, as it lies there now; without A too, what is not yet
    committed.
    """
    console, output, show = ctx.obj, given.pop("output"), given.pop("open_")
    if host and form != "mermaid":
        raise click.UsageError("--for says where a map will be shown: ask for one with --mermaid")
    if form == "html" and not output and not show and console.is_terminal:
        raise click.UsageError("the page is not for a terminal: name a file with -o, or --open it")
    sides = read_side(ctx, first), read_side(ctx, second)
    found = compare(*sides, given)
    errors: tuple[Line, ...] = tuple(line for side in sides for line in errors_of(side, console.error_width))
    code = 1 if errors or (exit_code and found.is_any) else 0
    if form is None and not output and not show:
        page = terminal.Page(found.after, console.width, console.wrap)
        return Answer(terminal_diff.compared(page, found), errors, code)
    text, suffix = _FORMS[form or "html" if show else form or "markdown"](found, host)
    return _given(text, output, f"diff{suffix}", errors, code, show=show)


def _given(text: str, output: str | None, name: str, errors: tuple[Line, ...], code: int, *, show: bool) -> Answer:
    """A text on standard output, or written to where it was asked for."""
    if output in (None, "-") and not show:
        return Answer(text, errors, code)
    import tempfile  # both only where a file is to be written

    from ..exports.exporter import Output
    from .output_files import write_output

    path = output if output and output != "-" else tempfile.mkdtemp(prefix="cruxmap-")
    first, written = write_output(Output(text=text), path, name)
    return Answer("", (*errors, [(written, "")]), code, first if show else "")


def _json(found: Compared, _host: str) -> tuple[str, str]:
    return json_.dumps(json_diff.compared(found)) + "\n", ".json"


def _markdown(found: Compared, _host: str) -> tuple[str, str]:
    from ..exports.markdown_diff import markdown  # each only where it is asked for

    return markdown(found), ".md"


def _mermaid(found: Compared, host: str) -> tuple[str, str]:
    from ..exports.mermaid.changes import diagram

    return diagram(found, host), ".mmd"


def _html(found: Compared, _host: str) -> tuple[str, str]:
    from ..exports.html.changes import page

    return page(found), ".html"


_FORMS: dict[str, Callable[[Compared, str], tuple[str, str]]] = {
    "json": _json,
    "markdown": _markdown,
    "mermaid": _mermaid,
    "html": _html,
}
