"""The command line: run a command, print its answer, leave with its exit code."""

from __future__ import annotations

from . import quick  # isort: split

import gc
import os
import sys
from typing import TYPE_CHECKING, TextIO, TypeVar

import click

from . import __version__
from .commands import COMMANDS, options
from .commands.answer import Answer, Console
from .exports.layout import coloured, painted, unpainted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .commands.answer import Dialogue
    from .exports.layout import Paint

quick.over()

T = TypeVar("T")

WIDTH_IN_A_PIPE = 100
FEWEST_FOR_A_BAR = 5


def main() -> None:
    """The entry point `cruxmap`."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:  # closed by the caller
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115 - open to the end
        elif mode == "w" and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    gc.disable()  # one answer makes no garbage worth looking for
    try:
        cli.main(prog_name="cruxmap")
    except OSError as error:
        click.echo(f"cruxmap: {error.strerror or error}", err=True)
        sys.exit(1)
    except UnicodeEncodeError as error:
        if error.encoding != sys.getfilesystemencoding() or error.encoding == "utf-8":
            raise
        click.echo(f"cruxmap: no file can be called {error.object!r} in {error.encoding}: set LC_ALL=C.UTF-8", err=True)
        sys.exit(1)
    finally:
        gc.freeze()  # nor does the interpreter have to look when it leaves


@click.group(
    cls=options.Cruxmap,
    table=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="cruxmap")
@options.library
@options.cache
@options.no_cache
@options.no_repair
@click.pass_context
def cli(ctx: click.Context, /, **_: object) -> None:
    """What documents claim, by what mechanism, how it could fail, and the cruxes on which camps part.

    Start with `cruxmap cruxes`. An id may be shortened as long as one node is meant.
    """
    wrap = sys.stdout.isatty() or "COLUMNS" in os.environ
    widths = _width(sys.stdout), _width(sys.stderr)
    is_utf8 = os.linesep == "\n" and sys.stdout.encoding.lower() == "utf-8"
    paint = _paint() if sys.stdout.isatty() else unpainted
    ctx.obj = Console(*widths, wrap, sys.stdout.isatty(), _progress, _secret, _piped, _edit, paint, is_utf8)


@cli.result_callback()
@click.pass_context
def give(ctx: click.Context, answer: Answer | Dialogue, /, **_: object) -> None:
    """Print what a command answers, or talk with the user until it does, and leave with its exit code."""
    paint = _paint()
    if not isinstance(answer, Answer):
        answer = _talk(answer, paint)
    click.echo(painted(answer.err, paint), err=True, nl=False)
    click.echo(painted(answer.out, paint) if isinstance(answer.out, list) else answer.out, nl=False)
    if answer.open:
        _open(answer.open)
    ctx.exit(answer.code)


def _talk(dialogue: Dialogue, paint: Paint) -> Answer:
    """Show what a command says, put its questions and send it the replies; the end of the input is `quit`."""
    reply = None
    try:
        while True:
            lines, question = dialogue.send(reply) if reply is not None else next(dialogue)
            reply = ""
            try:
                click.echo(painted(lines, paint), nl=False)
                if question:
                    reply = click.prompt(question, default="", show_default=False, prompt_suffix=" ")
                    click.echo(nl=not sys.stdin.isatty())  # where no terminal shows what was typed
            except (click.Abort, KeyboardInterrupt):
                click.echo()
                reply = "quit"
    except StopIteration as end:
        answer: Answer = end.value
        return answer


def _progress(items: Sequence[T], label: str) -> Iterator[T]:
    """The items, with a bar on standard error if that is a terminal and there are enough for one."""
    if len(items) < FEWEST_FOR_A_BAR or not sys.stderr.isatty():
        yield from items
        return
    with click.progressbar(items, label=label, file=sys.stderr, show_eta=False) as bar:
        yield from bar


def _secret(name: str) -> str:
    return os.environ.get(name, "").strip()


def _piped() -> bytes:
    return sys.stdin.buffer.read()


def _edit(path: str, line: int) -> str:
    """Let the user edit a file in the editor of the environment, at a line; why that could not be, "" if it was."""
    import shlex  # only where a file is to be edited
    import subprocess

    editor = _secret("VISUAL") or _secret("EDITOR") or ("notepad" if sys.platform == "win32" else "vi")
    try:
        words = shlex.split(editor, posix=sys.platform != "win32")
        code = subprocess.call([*words, *_place(words[0], path, line)])  # noqa: S603 - the user's own editor
    except (OSError, ValueError, IndexError) as error:
        return f"the editor {editor} cannot be started: {error} (set EDITOR)"
    return f"the editor {editor} failed with exit code {code}" if code else ""


def _place(editor: str, path: str, line: int) -> list[str]:
    """A file and a line in it, as an editor takes them."""
    name = os.path.splitext(os.path.basename(editor))[0]
    if name in {"code", "codium", "cursor"}:
        return ["--wait", "--goto", f"{path}:{line}"]
    if name in {"hx", "helix", "subl", "zed"}:
        return [*([] if name in {"hx", "helix"} else ["--wait"]), f"{path}:{line}"]
    return [path] if name == "notepad" else [f"+{line}", path]


def _open(path: str) -> None:
    """Show a file in the browser, or in what the system opens such files with."""
    import webbrowser  # only where a file is to be opened
    from pathlib import Path

    if not webbrowser.open(Path(path).resolve().as_uri()):
        click.echo(f"no browser could be started: open {path} yourself", err=True)


def _width(stream: TextIO) -> int:
    """The columns of the environment, of the terminal, or a good width for a pipe."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns):
        return int(columns)
    try:
        return os.get_terminal_size(stream.fileno()).columns or WIDTH_IN_A_PIPE
    except OSError:  # io.UnsupportedOperation, where the stream has no file, is one too
        return WIDTH_IN_A_PIPE


def _paint() -> Paint:
    """Paint in colour unless NO_COLOR is set; click takes the colour out where there is no terminal."""
    return unpainted if os.environ.get("NO_COLOR") else coloured
