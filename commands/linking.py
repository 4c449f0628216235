"""The command that links: suggestions between documents, links written, and pairs rejected for good."""

from __future__ import annotations

import shlex
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct

from ..exports import json_, terminal
from ..graph.ids import known_sources, resolve
from ..graph.model import Link
from ..graph.problem import CruxmapError, quoted
from ..graph.schema import BASES, INVERSE, RELATION
from ..graph.suggest import did_you_mean
from . import options
from .answer import Answer, Session

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..exports.layout import Line
    from ..graph.likeness import Pair
    from ..graph.problem import Finding
    from ..graph.suggest_links import Suggestion
    from ..sources.library import Document

Words = tuple[str, ...]
CONFIDENCES = ("certain", "likely", "possible", "faint")


class Asked(Struct, frozen=True):
    """What `link` was asked for, as on the command line."""

    suggest: bool
    reject: bool
    unreject: bool
    rejected: bool
    basis: str
    note: str
    sources: Words
    kinds: Words
    most: int
    least: float
    sure: str
    dry_run: bool
    as_json: bool


@click.command()
@click.argument(
    "words", nargs=-1, metavar="[A RELATION B]", shell_complete=options.completed(options.ids_and_relations)
)
@click.option("--suggest", is_flag=True, help="What of different documents may be the same, a refinement or opposite.")
@click.option("--reject", is_flag=True, help="Do not suggest the pair A B again.")
@click.option("--unreject", is_flag=True, help="Take the rejection of A B back.")
@click.option("--rejected", is_flag=True, help="List the rejected pairs.")
@click.option(
    "--basis", type=click.Choice(BASES), default="inferred", show_default=True, help="Whether the text says so."
)
@click.option("--note", default="", metavar="TEXT", help="A remark on the link, or why a pair is rejected.")
@options.by_source
@options.by_kind
@click.option("--most", type=click.IntRange(1, 1000), default=20, show_default=True, help="How many at the most.")
@click.option("--least", type=click.FloatRange(0, 1), default=0.0, help="Only with this score or more, 0 to 1.")
@click.option(
    "--sure",
    type=click.Choice(CONFIDENCES),
    default="possible",
    show_default=True,
    help="Only as sure as this, or more.",
)
@click.option("--dry-run", is_flag=True, help="Show what would be written, as a diff.")
@options.as_json
@click.pass_context
def link(ctx: click.Context, /, words: Words, **given: Any) -> Answer:
    """Suggest links between documents, or write the link A RELATION B.

    A suggestion is only that: nothing is linked before you say so. With one --source one end is of it, with several
    both ends are. RELATION may be an inverse name (supported-by). Links between documents go to the library's
    links.yaml, those within a map into the map; what is rejected is recorded in cruxmap.rejected.
    """
    asked = Asked(**given)
    doing = [name for name in ("suggest", "reject", "unreject", "rejected") if getattr(asked, name)]
    if len(doing) > 1:
        raise click.UsageError(f"--{doing[0]} and --{doing[1]} do not go together")
    match doing[0] if doing else "link", words:
        case "suggest", ():
            return _suggestions(ctx, asked)
        case "rejected", ():
            return _rejected(ctx, asked)
        case "reject", (first, second):
            return _reject(ctx, asked, first, second)
        case "unreject", (first, second):
            return _take_back(ctx, asked, first, second)
        case "link", (first, relation, second):
            return _write(ctx, asked, first, relation, second)
        case "link", _:
            raise click.UsageError("say A RELATION B, or --suggest")
        case name, _:
            wanted = "two ids" if name in ("reject", "unreject") else "no ids, but takes --source and --kind"
            raise click.UsageError(f"--{name} takes {wanted}")


def _suggestions(ctx: click.Context, asked: Asked) -> Answer:
    from ..exports.terminal_links import suggestion_list  # words, names and ranking that no other command needs
    from ..graph.suggest_links import suggest

    session = Session(ctx)
    pairs, faults = _read_rejected(session)
    found = suggest(
        session.graph,
        rejected=pairs,
        sources=known_sources(session.graph, asked.sources),
        kinds=asked.kinds,
        sure=asked.sure,  # type: ignore[arg-type] # one of CONFIDENCES
        least=asked.least,
        most=asked.most,
    )
    called = _called(ctx)

    def lines(page: terminal.Page, suggestions: list[Suggestion]) -> list[Line]:
        return suggestion_list(page, suggestions, called)

    weaker = "" if asked.sure == "faint" else "; --sure faint also gives weaker ones"
    answer = session.answer(asked.as_json, found, json_.suggestion, lines, f"no links to suggest{weaker}")
    return Answer(answer.out, (*answer.err, *faults), 1 if faults else answer.code)


def _rejected(ctx: click.Context, asked: Asked) -> Answer:
    from ..exports.terminal_links import pair_list

    session = Session(ctx)
    pairs, faults = _read_rejected(session)
    rows = sorted(pairs.items())
    if asked.as_json:
        shapes: list[json_.Json] = [{"pair": list(pair), "note": remark or None} for pair, remark in rows]
        return Answer(json_.dumps(shapes) + "\n", faults, 1 if faults else 0)
    page = terminal.Page(session.graph, session.console.width, session.console.wrap)
    told: tuple[Line, ...] = () if rows else ([("no pair is rejected", "")],)
    return Answer(pair_list(page, rows), (*faults, *told), 1 if faults else 0)


def _reject(ctx: click.Context, asked: Asked, first: str, second: str) -> Answer:
    from ..sources.rejected import reject, rejected_paths

    session = Session(ctx)
    pair = _pair(session, first, second)
    known, faults = _read_rejected(session)
    said, path = " ".join(pair), rejected_paths(session.library)[0]
    if faults or pair in known:
        return Answer("", faults or ([(f"{said} is rejected already", "")],), 1 if faults else 0)
    if not asked.dry_run:
        with _writing(path):
            reject(path, pair, asked.note)
    return Answer("", ([(f"{'would reject' if asked.dry_run else 'rejected'} {said} in {path}", "")],))


def _take_back(ctx: click.Context, asked: Asked, first: str, second: str) -> Answer:
    from ..graph.suggest_links import pair_of
    from ..sources.rejected import read_rejected, rejected_paths, take_back

    session = Session(ctx)
    known, faults = _read_rejected(session)
    if faults:
        return Answer("", faults, 1)
    as_written = pair_of(first, second)  # its nodes may be gone
    pair = as_written if as_written in known else _pair(session, first, second)
    if pair not in known:
        raise CruxmapError(f"{' '.join(pair)} is not rejected: `cruxmap link --rejected` lists what is")
    holding = [path for path in rejected_paths(session.library) if pair in read_rejected(path, [])]
    for path in holding if not asked.dry_run else ():
        with _writing(path):
            take_back(path, pair)
    done = "would take back" if asked.dry_run else "took back"
    return Answer("", ([(f"{done} the rejection of {' '.join(pair)} in {', '.join(holding)}", "")],))


def _write(ctx: click.Context, asked: Asked, first: str, word: str, second: str) -> Answer:
    from ..graph.new_link import objection
    from ..graph.rules import report
    from ..sources.add_link import BrokenFile, add_link
    from ..sources.files import write_text
    from ..sources.mend import unified_diff

    session = Session(ctx)
    relation, is_inverse = _relation(word)
    ends = [resolve(session.graph, end) for end in ((second, first) if is_inverse else (first, second))]
    new = Link(from_id=ends[0], relation=relation, to_id=ends[1], basis=asked.basis, note=asked.note)
    why_not = objection(session.graph, new)
    if why_not:
        raise CruxmapError(why_not)
    added = add_link(session.library, new)
    if isinstance(added, BrokenFile):
        broken = terminal.problem_list(report(added.findings), session.console.error_width)
        return Answer("", (*broken, [(f"{added.document.name} is left as it is: mend it first", "")]), 1)
    place = added.document.name
    if asked.dry_run:
        return Answer(unified_diff(added), ([(f"would write this to {place}", "")],))
    with _writing(added.document.path):
        write_text(added.document.path, added.after)
    page = terminal.Page(session.graph, session.console.width, session.console.wrap)
    out = json_.dumps(json_.link(new)) + "\n" if asked.as_json else terminal.link_list(page, [new])
    return Answer(
        out, () if asked.as_json else ([(f"wrote it to {place}", "")], *_foreign(session, added.document, ends))
    )


def _foreign(session: Session, document: Document, ends: Iterable[str]) -> list[Line]:
    """What to say where a file now names documents that its library does not name."""
    files = {session.graph.node(end).span.file for end in ends}
    home = document.settings.folder
    others = [
        other.name for other in session.library.documents if other.name in files and other.settings.folder != home
    ]
    said = f"{document.name} names what is in {', '.join(others)}: read both together, or name it in [library] sources"
    return [[(said, "")]] if others else []


def _relation(word: str) -> tuple[str, bool]:
    """The relation that a word names, and whether it is its inverse name."""
    name = word.lower().replace("-", "_")
    if name in RELATION:
        return name, False
    if name in INVERSE:
        return INVERSE[name].name, True
    hint = did_you_mean(name, (*RELATION, *INVERSE)) or f"one of: {', '.join(RELATION)}"
    raise CruxmapError(f"there is no relation {quoted(word)}: {hint}")


def _pair(session: Session, first: str, second: str) -> Pair:
    from ..graph.suggest_links import pair_of

    one, other = (resolve(session.graph, end) for end in (first, second))
    if one == other:
        raise CruxmapError(f"{quoted(first)} and {quoted(second)} are one node: name two")
    return pair_of(one, other)


def _read_rejected(session: Session) -> tuple[dict[Pair, str], tuple[Line, ...]]:
    """The rejected pairs of a library, and what is wrong with the record."""
    from ..sources.rejected import read_rejected, rejected_paths

    findings: list[Finding] = []
    pairs: dict[Pair, str] = {}
    for path in rejected_paths(session.library):
        pairs |= read_rejected(path, findings)
    if not findings:
        return pairs, ()
    from ..graph.rules import report  # every rule, only where one is broken

    return pairs, tuple(terminal.problem_list(report(findings), session.console.error_width))


@contextmanager
def _writing(path: str) -> Iterator[None]:
    """Say of what cannot be written why."""
    try:
        yield
    except OSError as error:
        raise CruxmapError(f"{path} cannot be written: {error.strerror or error}") from error


def _called(ctx: click.Context) -> str:
    """How cruxmap was called, with the library that was named on the command line."""
    root = ctx.find_root()
    is_named = root.get_parameter_source("library") is click.core.ParameterSource.COMMANDLINE
    named = options.library_paths(ctx) if is_named else ()
    return " ".join(["cruxmap", *(f"-L {shlex.quote(path)}" for path in named)])
