"""The command line: parse options, call, print, exit code."""

from __future__ import annotations

import gc
import os
import sys
from functools import partial
from typing import TYPE_CHECKING, NoReturn, TextIO, TypeVar

import click

from . import __version__, options
from .exports import json_, terminal, terminal_cruxes, terminal_node, terminal_tree
from .exports.layout import coloured, painted, unpainted
from .graph import paths as paths_
from .graph import query
from .graph import search as search_
from .graph.gaps import gaps as find_gaps
from .graph.ids import known_sources, no_such, resolve
from .graph.schema import RELATION
from .sources.library import read_library
from .sources.map_schema import map_schema

if TYPE_CHECKING:
    from collections.abc import Callable

    from .exports.layout import Line, Paint

WIDTH_IN_A_PIPE = 100

T = TypeVar("T")
Words = tuple[str, ...]


def main() -> None:
    """The entry point `cruxmap`."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed by the caller
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - open to the end
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    gc.disable()  # one answer makes no garbage worth looking for
    try:
        cli.main(prog_name="cruxmap")
    except OSError as error:
        click.echo(f"cruxmap: {error.strerror or error}", err=True)
        sys.exit(1)
    finally:
        gc.freeze()  # nor does the interpreter have to look when it leaves


@click.group(cls=options.Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="cruxmap")
@options.library
def cli(library: Words) -> None:
    """What documents claim, by what mechanism, how it could fail, and the cruxes on which camps part.

    Start with `cruxmap cruxes`. An id may be shortened as long as one node is meant.
    """


@cli.command()
@options.maybe_a_crux
@options.by_source
@options.by_tag
@options.as_json
@click.pass_context
def cruxes(ctx: click.Context, /, crux: str | None, sources: Words, tags: Words, as_json: bool) -> None:
    """The cruxes and what each side answers; with a CRUX, its sides in full.

    --source S gives the cruxes of S and those that nodes of S support, attack or bear on.
    """
    session = Session(ctx)
    if crux is None:
        found = query.cruxes(session.graph, sources=known_sources(session.graph, sources), tags=tags)
        session.answer(as_json, found, json_.crux, terminal_cruxes.crux_list, "no cruxes")
    else:
        one = query.crux_at(session.graph, resolve(session.graph, crux, kind="crux"))
        session.answer(as_json, [one], json_.crux, terminal_cruxes.crux_pages, "")


@cli.command("list")
@options.by_source
@options.by_kind
@options.by_tag
@options.by_side
@options.by_modality
@options.as_json
@click.pass_context
def list_(ctx: click.Context, /, as_json: bool, sources: Words, **filters: Words) -> None:
    """The nodes, one an entry."""
    session = Session(ctx)
    found = query.select(session.graph, sources=known_sources(session.graph, sources), **filters)
    session.answer(as_json, found, json_.node, terminal.node_list, no_such(session.graph, "nodes", **filters))


@cli.command()
@options.some_ids
@options.by_relation
@options.by_from_kind
@options.by_to_kind
@options.by_side
@options.by_source
@options.as_json
@click.pass_context
def links(ctx: click.Context, /, nodes: Words, as_json: bool, sources: Words, **filters: Words) -> None:
    """The links, of the whole library or at some nodes.

    --side gives the links that start at what speaks for a side, or lean to it; with IDs, --source wants
    the other end to be of that source.
    """
    session = Session(ctx)
    at = [resolve(session.graph, word) for word in nodes]
    found = query.links(session.graph, at=at, sources=known_sources(session.graph, sources), **filters)
    session.answer(as_json, found, json_.link, terminal.link_list, no_such(session.graph, "links", **filters))


@cli.command()
@options.an_id
@options.as_json
@click.pass_context
def show(ctx: click.Context, /, node: str, as_json: bool) -> None:
    """One node with all it says and all links in and out."""
    session = Session(ctx)
    found = session.graph.node(resolve(session.graph, node))
    session.answer_one(as_json, found, partial(json_.shown, session.graph), terminal_node.node_page)


@cli.command()
@options.as_json
@click.pass_context
def sources(ctx: click.Context, /, as_json: bool) -> None:
    """The documents, each with its thesis and how much is in it."""
    session = Session(ctx)
    session.answer(as_json, [*session.graph.sources()], json_.node, terminal.source_list, "no sources")


@cli.command()
@options.by_source
@options.as_json
@click.pass_context
def stats(ctx: click.Context, /, sources: Words, as_json: bool) -> None:
    """How many nodes and links of which kinds."""
    session = Session(ctx)
    kept = query.select(session.graph, sources=known_sources(session.graph, sources))
    counts = query.count(session.graph.part(node.id for node in kept))
    session.answer_one(as_json, counts, json_.counts, terminal.stats)


@cli.command()
@click.argument("words", nargs=-1, required=True)
@options.by_source
@options.by_kind
@options.by_tag
@click.option("--most", type=click.IntRange(1, 1000), default=20, show_default=True, help="How many at the most.")
@options.as_json
@click.pass_context
def search(ctx: click.Context, /, words: Words, most: int, as_json: bool, sources: Words, **filters: Words) -> None:
    """Nodes that hold the WORDS, best first, with where they matched."""
    session = Session(ctx)
    nodes = query.select(session.graph, sources=known_sources(session.graph, sources), **filters)
    hits = search_.search(nodes, " ".join(words), most=most)
    session.answer(as_json, hits, json_.hit, terminal.hit_list, "nothing found", must_find=True)


@cli.command()
@options.end_of_path("from")
@options.end_of_path("to")
@options.via
@click.option("--any", "both_ways", is_flag=True, help="Any relation (or those of --via), in both directions.")
@click.option("--most", type=click.IntRange(1, 100), default=3, show_default=True, help="How many ways at the most.")
@options.as_json
@click.pass_context
def path(ctx: click.Context, /, via: Words, both_ways: bool, most: int, as_json: bool, **ends: str) -> None:
    """How one node leads to another: the shortest ways, each step named.

    Steps go along supports, premise_of, causes, enables, amplifies, part_of and precedes, and from what is
    required to what requires it.
    """
    session = Session(ctx)
    start, end = resolve(session.graph, ends["from"]), resolve(session.graph, ends["to"])
    via = via or (tuple(RELATION) if both_ways else paths_.LEADS)
    found = paths_.paths(session.graph, start, end, via=via, both_ways=both_ways, most=most)
    otherwise = f"no way leads from {start} to {end}" + ("" if both_ways else "; --any tries all relations, both ways")
    if start == end:
        otherwise = f"{start} is where the way would start: name another node to reach"
    session.answer(as_json, found, json_.path, terminal.path_list, otherwise, must_find=True)


@cli.command()
@options.an_id
@options.to_depth
@options.as_json
@click.pass_context
def why(ctx: click.Context, /, node: str, depth: int, as_json: bool) -> None:
    """What a node rests on: all that speaks for it and against it, as a tree."""
    session = Session(ctx)
    root = paths_.why(session.graph, resolve(session.graph, node), depth=depth)
    session.answer_one(as_json, root, json_.grounds, terminal_tree.grounds_tree)


@cli.command()
@options.an_id
@options.to_depth
@options.as_json
@click.pass_context
def reach(ctx: click.Context, /, node: str, depth: int, as_json: bool) -> None:
    """What rests on a node: all that it speaks for or against, as a tree."""
    session = Session(ctx)
    root = paths_.reach(session.graph, resolve(session.graph, node), depth=depth)
    session.answer_one(as_json, root, json_.grounds, terminal_tree.reach_tree)


@cli.command()
@options.by_source
@options.by_kind
@options.by_tag
@options.as_json
@click.pass_context
def gaps(ctx: click.Context, /, as_json: bool, sources: Words, **filters: Words) -> None:
    """What is missing: failure modes without mitigation, claims without support, one-sided cruxes, …"""
    session = Session(ctx)
    kept = {node.id for node in query.select(session.graph, sources=known_sources(session.graph, sources), **filters)}
    found = [gap for gap in find_gaps(session.graph) if gap.node.id in kept]
    session.answer(as_json, found, json_.gap, terminal.gap_list, "no gaps")


@cli.command()
@options.as_json
def schema(as_json: bool) -> None:  # noqa: ARG001 - it is JSON either way
    """The JSON Schema of map files, for editors and checkers."""
    click.echo(json_.dumps(map_schema()))


class Session:
    """One command at work: its context, the graph, and whether the documents have errors."""

    def __init__(self, ctx: click.Context) -> None:
        library = read_library(options.library_paths(ctx))
        errors = [problem for problem in library.problems if problem.severity == "error"]
        click.echo(painted(terminal.problem_list(errors, _width(sys.stderr)), _paint()), err=True, nl=False)
        self.ctx = ctx
        self.graph = library.graph
        self.has_errors = bool(errors)

    def answer(
        self,
        as_json: bool,
        found: list[T],
        shape: Callable[[T], json_.Json],
        lines: Callable[[terminal.Page, list[T]], list[Line]],
        otherwise: str,
        *,
        must_find: bool = False,
    ) -> NoReturn:
        """Print what was found, as a JSON list or as lines, and leave.

        Where nothing was found, say `otherwise` on standard error; with `must_find` that is exit code 1.
        """
        if not found and not as_json:
            click.echo(otherwise, err=True)
        self.answer_one(
            as_json, found, lambda items: [shape(item) for item in items], lines, failed=must_find and not found
        )

    def answer_one(
        self,
        as_json: bool,
        found: T,
        shape: Callable[[T], json_.Json],
        lines: Callable[[terminal.Page, T], list[Line]],
        *,
        failed: bool = False,
    ) -> NoReturn:
        """Print one answer, as a JSON value or as lines, and leave with a read command's exit code."""
        if as_json:
            click.echo(json_.dumps(shape(found)))
        else:
            wrap = sys.stdout.isatty() or "COLUMNS" in os.environ
            page = terminal.Page(self.graph, _width(sys.stdout), wrap)
            click.echo(painted(lines(page, found), _paint()), nl=False)
        self.ctx.exit(1 if self.has_errors or failed else 0)


def _width(stream: TextIO) -> int:
    """The columns of the environment, of the terminal, or a good width for a pipe."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns):
        return int(columns)
    try:
        return os.get_terminal_size(stream.fileno()).columns
    except OSError:  # io.UnsupportedOperation, where the stream has no file, is one too
        return WIDTH_IN_A_PIPE


def _paint() -> Paint:
    """Paint in colour unless NO_COLOR is set; click takes the colour out where there is no terminal."""
    return unpainted if os.environ.get("NO_COLOR") else coloured
