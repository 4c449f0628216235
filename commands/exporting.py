"""Commands that carry a graph elsewhere: export and formats."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct

from ..exports import EXPORTERS, export, exporter, exporters, json_, terminal
from ..exports.exporter import Options as Asked
from ..exports.terminal_formats import Readable, format_list, readable_list
from ..graph.ids import known_sources, no_such, resolve
from ..graph.part import narrowed
from ..graph.problem import CruxmapError
from ..sources import every_format
from ..sources.documents import saved_at
from . import options
from .answer import Answer, Session
from .output_files import replaced, write_output

if TYPE_CHECKING:
    from ..exports.exporter import Exporter, Output
    from ..exports.layout import Line
    from ..graph.graph import Graph
    from ..graph.problem import Finding
    from ..sources.format import Format

Words = tuple[str, ...]
FORMS = tuple(dict.fromkeys(form for known in EXPORTERS for form in known.forms))
HOSTS = tuple(dict.fromkeys(host for known in EXPORTERS for host in known.hosts))
STANDARD_OUTPUT = "-"


class Chosen(Struct, frozen=True):
    """What `export` was asked for besides the format and the part, as on the command line."""

    output: str | None
    form: str
    host: str
    title: str
    texts: Words
    passages: bool
    network: bool | None
    whole: bool
    open_: bool

    @property
    def place(self) -> str:
        """The path to write to, "" for standard output."""
        return "" if self.output in (None, STANDARD_OUTPUT) else str(self.output)


@click.command("export")
@click.argument("name", metavar="FORMAT", shell_complete=options.completed_names(known.name for known in EXPORTERS))
@click.argument("place", metavar="[PLACE]", default="", type=click.Path(allow_dash=True))
@options.output_path
@options.by_source
@options.by_kind
@options.by_tag
@options.focus
@click.option("--depth", type=click.IntRange(1, 50), help="How many links away from --focus, 2 unless given.")
@options.word("--as", "form", FORMS, "What to draw (mermaid), or in which form (aif)")
@options.word("--for", "host", HOSTS, "Where it will be shown (mermaid)")
@click.option("--title", default="", help="What to call it, instead of the documents' titles.")
@options.texts_for("full passages")
@click.option("--passages/--no-passages", default=True, help="Full passages where texts are at hand (html), or none.")
@click.option("--network/--no-network", default=None, help="With the network view or without (html).")
@click.option("--whole", is_flag=True, help="Keep to one file, however large the map.")
@click.option("--open", "open_", is_flag=True, help="Show the file when it is written.")
@click.pass_context
def export_(ctx: click.Context, /, name: str, place: str, focus: str, depth: int | None, **given: Any) -> Answer:
    """The graph, or a part of it, in a FORMAT: an interactive page, Mermaid maps, a drawing, a vault, data.

    `cruxmap formats` lists the formats. PLACE is the same as -o; without either the text goes to standard output. A map
    that is better split is written as a folder of files. A vault (obsidian) is a folder that you go on working in: when
    it is written again, what you changed or added there stays, and is named.
    """
    if place and given["output"] is not None:
        raise click.UsageError(f"{place} and -o both say where to write: name one place")
    given["output"] = place or given["output"]
    filters = {filter_: given.pop(filter_) for filter_ in ("sources", "kinds", "tags")}
    asked = Chosen(**given)
    known = exporter(name, [])
    if depth and not focus:
        raise click.UsageError("--depth says how far to go from --focus: name a node")
    _check_output(asked, known, is_terminal=ctx.obj.is_terminal)
    session = Session(ctx)
    focus = focus and resolve(session.graph, focus)
    known_sources(session.graph, filters["sources"])
    part = narrowed(session.graph, **filters, focus=focus, depth=depth or 2)
    told = [] if part.nodes else [no_such(session.graph, "nodes", tags=filters["tags"])]
    told += _useless(ctx, known)
    wanted = _asked(session, part, known, asked, focus)
    if known.vault:
        from .vault_writing import write_vault  # only for vaults

        return write_vault(session, part, known.name, wanted, asked.place, show=asked.open_, told=told)
    output = export(part, known.name, wanted)
    return _given(session, output, asked, known.name + known.suffix, [*told, *output.notes])


@click.command()
@click.option("--reads", is_flag=True, help="Only the formats that documents are read in.")
@options.as_json
@click.pass_context
def formats(ctx: click.Context, /, reads: bool, as_json: bool) -> Answer:
    """The formats `export` writes and those documents are read in, those of other packages included.

    --json lists what export writes; with --reads, what is read.
    """
    findings: list[Finding] = []
    every = () if reads else exporters(findings)
    readers = [] if as_json and not reads else [_readable(form) for form in every_format(findings)]
    failed: tuple[Line, ...] = ()
    if findings:
        from ..graph.rules import report  # only where a package is broken

        failed = tuple(terminal.problem_list(report(findings), ctx.obj.error_width))
    if as_json:
        shapes = [json_.readable(known) for known in readers] if reads else [json_.exporter(known) for known in every]
        return Answer(json_.dumps([*shapes]) + "\n", failed)
    lines = readable_list(readers, ctx.obj.width)
    if not reads:
        lines = [*format_list(every, ctx.obj.width), [], [("Documents are read in:", "")], *lines]
    return Answer(lines, failed)


def _readable(form: Format) -> Readable:
    return Readable(name=form.name, suffixes=form.suffixes, meaning=form.meaning, package=form.package)


def _check_output(asked: Chosen, known: Exporter, *, is_terminal: bool) -> None:
    """Raise UsageError where there is no place for the output."""
    if asked.output == "":
        raise click.UsageError("-o names a file or a folder: give it a name, or - for standard output")
    if asked.output == STANDARD_OUTPUT and asked.open_:
        raise click.UsageError("--open shows a file: name one with -o, or none")
    if known.vault and not asked.place:
        raise click.UsageError(f"{known.name} is a folder of files: name one, as in `cruxmap export {known.name} DIR`")
    if known.bulky and is_terminal and not (asked.output or asked.open_):
        raise click.UsageError(f"{known.name} is not for a terminal: name a file with -o, or --open it")


def _useless(ctx: click.Context, known: Exporter) -> list[str]:
    """What to say of options that were given and make no difference to a format of our own."""
    takes = {*known.takes, *(("texts", "passages") if known.passages else ())}
    given = [name for name in ("title", "texts", "passages", "network", "whole") if _is_given(ctx, name)]
    idle = [name for name in given if name not in takes and not known.package]
    names = [f"--{'no-' if ctx.params[name] is False else ''}{name}" for name in idle]
    makes = "makes" if len(names) == 1 else "make"
    return [f"{' and '.join(names)} {makes} no difference to {known.name}"] if names else []


def _is_given(ctx: click.Context, name: str) -> bool:
    return ctx.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE


def _asked(session: Session, part: Graph, known: Exporter, asked: Chosen, focus: str) -> Asked:
    from ..sources.verify import full_passages  # reads texts, which few exports show

    homes = {node.source for node in part.nodes.values()}
    counting: dict[str, Any] = {}
    if known.weighs:
        reader = session.reader()
        counting = {"weights": reader.weights, "modality": reader.modality, "semantics": reader.semantics}
    updating: dict[str, Any] = {}
    if known.updates:
        saved = saved_at(session.library.documents)
        updating = {"saved": saved, "earlier": replaced(asked.place, known.name + known.suffix) if asked.place else b""}
    return Asked(
        title=asked.title,
        form=asked.form,
        host=asked.host,
        focus=focus,
        sources=tuple(source for source in session.graph.sources() if source.source in homes),
        passages=full_passages(session.library, asked.texts) if known.passages and asked.passages else {},
        in_folder=bool(asked.place),
        whole=asked.whole,
        network=asked.network,
        maps=session.library.maps if known.maps and len(part) == len(session.graph) else (),
        within=session.graph,
        **counting,
        **updating,
    )


def _given(session: Session, output: Output, asked: Chosen, name: str, told: list[str]) -> Answer:
    """What an export gave, on standard output or written to where it was asked for."""
    code = 1 if session.errors else 0
    path = asked.place or (_temporary_folder() if asked.open_ else "")
    if not path and output.files:
        raise CruxmapError(f"this gives {len(output.files)} files: name a folder for them with -o")
    if not path and output.data and session.console.is_terminal:
        raise CruxmapError("this gives bytes, which are not for a terminal: name a file with -o")
    if not path:
        told += ["the names of the arguments go into a file beside the framework: -o FILE"] if output.beside else []
        return Answer(output.data or output.text, (*session.errors, *_lines(told)), code)
    first, written = write_output(output, path, name)
    return Answer("", (*session.errors, *_lines([*told, written])), code, first if asked.open_ else "")


def _temporary_folder() -> str:
    import tempfile  # only where a file is to be shown and not to be kept

    return tempfile.mkdtemp(prefix="cruxmap-")


def _lines(told: list[str]) -> tuple[Line, ...]:
    return tuple([(words, "")] for words in told)
