"""What a command answers: lines or text, what to say beside them, and the exit code."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct

from ..exports import json_, terminal
from ..exports.layout import painted, unpainted
from .options import UNREAD, library_of, library_paths

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import click

    from ..exports.layout import Line, Paint
    from ..sources.beliefs import Reader

T = TypeVar("T")


def _itself(items: Sequence[T], _label: str) -> Iterable[T]:
    return items


def _unset(_name: str) -> str:
    return ""


def _empty() -> bytes:
    return b""


def _no_editor(_path: str, _line: int) -> str:
    return "there is no editor here"


class Console(Struct, frozen=True):
    """What the answer is printed on: its width and that of standard error in cells, whether lists wrap, and whether
    it is a terminal. `progress` gives items one by one and shows, under a label, how far it is; `secret` is what the
    environment says under a name, "" for nothing; `piped` all of standard input; `edit` lets the user edit a file, at a
    line, and says why that could not be, "" if it was. `paint` is how lines are coloured there, and `is_utf8` whether
    UTF-8 is what it takes."""

    width: int
    error_width: int
    wrap: bool
    is_terminal: bool = False
    progress: Callable[[Sequence[Any], str], Iterable[Any]] = _itself
    secret: Callable[[str], str] = _unset
    piped: Callable[[], bytes] = _empty
    edit: Callable[[str, int], str] = _no_editor
    paint: Paint = unpainted
    is_utf8: bool = False


class Answer(Struct, frozen=True):
    """Text, bytes or styled lines for standard output, lines for standard error, a file to open, and the exit code."""

    out: str | bytes | list[Line] = ""
    err: tuple[Line, ...] = ()
    code: int = 0
    open: str = ""


Talk = Generator[tuple[list["Line"], str], str, T]
"""What a command says and asks on the way to what it returns: lines and a question ("" for none), to which the reply
is sent."""

Dialogue = Talk[Answer]


class Session:
    """One command at work on a library: the graph, and whether the documents have errors."""

    def __init__(self, ctx: click.Context) -> None:
        library = library_of(ctx)
        errors = [problem for problem in library.problems if problem.severity == "error"]
        self.console: Console = ctx.obj
        self._given = library_paths(ctx)
        self.library = library
        self.graph = library.graph
        self.errors = tuple(terminal.problem_list(errors, self.console.error_width)) if errors else ()
        ctx.meta[UNREAD] = self.errors

    def reader(self, path: str = "") -> Reader:
        """Who asks: what is believed of the library, in a file of its own if there is a path.

        What is wrong there is told with the documents' errors.
        """
        from ..graph.rules import report  # the rules and who reads, for the few commands that weigh
        from ..sources.beliefs import reading

        found = reading(self.library, self._given, path=path)
        self.errors += tuple(terminal.problem_list(report(found.findings), self.console.error_width))
        return found

    def answer(
        self,
        as_json: bool,
        found: list[T],
        shape: Callable[[T], json_.Json],
        lines: Callable[[terminal.Page, list[T]], list[Line]],
        otherwise: str,
        *,
        must_find: bool = False,
    ) -> Answer:
        """What was found, as a JSON list or as lines.

        Where nothing was found, say `otherwise` on standard error; with `must_find` that is exit code 1.
        """
        told = ([(otherwise, "")],) if not found and not as_json else ()
        failed = must_find and not found
        return self.answer_one(
            as_json, found, lambda items: [shape(item) for item in items], lines, failed=failed, told=told
        )

    def answer_each(
        self,
        as_json: bool,
        found: Iterator[T],
        shape: Callable[[T], json_.Json],
        lines: Callable[[terminal.Page, Iterator[T]], Iterable[Line]],
        otherwise: str,
    ) -> Answer:
        """The same as `answer` gives, of what is found one by one, and may be very many."""
        page = terminal.Page(self.graph, self.console.width, self.console.wrap)
        out = json_.dumps([shape(one) for one in found]) + "\n" if as_json else ""
        out = out or painted(lines(page, found), self.console.paint)
        told: tuple[Line, ...] = () if out else ([(otherwise, "")],)
        return Answer(out, (*self.errors, *told), 1 if self.errors else 0)

    def answer_one(
        self,
        as_json: bool,
        found: T,
        shape: Callable[[T], json_.Json],
        lines: Callable[[terminal.Page, T], list[Line]],
        *,
        failed: bool = False,
        told: tuple[Line, ...] = (),
    ) -> Answer:
        """One answer, as a JSON value or as lines, with a read command's exit code."""
        page = terminal.Page(self.graph, self.console.width, self.console.wrap)
        out = json_.dumps(shape(found)) + "\n" if as_json else lines(page, found)
        return Answer(out, (*self.errors, *told), 1 if self.errors or failed else 0)
