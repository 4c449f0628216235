"""The command that writes a study note."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..exports.exporter import Options, Output
from ..exports.heading import heading
from ..graph.ids import known_sources, resolve
from ..graph.part import narrowed
from ..graph.problem import CruxmapError
from ..graph.study.note_part import all_cruxes, part_about
from . import options
from .answer import Answer, Session
from .output_files import write_output

if TYPE_CHECKING:
    from ..graph.graph import Graph

Words = tuple[str, ...]
STANDARD_OUTPUT = "-"


@click.command()
@click.argument("target", required=False, metavar="[SOURCE|ID]", shell_complete=options.completed(options.every_id))
@options.focus
@click.option("--depth", type=click.IntRange(1, 50), help="How many links away from the node, 2 unless given.")
@click.option("--cruxes", is_flag=True, help="All cruxes, with sides, reasons and what bears on them.")
@options.by_source
@click.option("--title", default="", help="What to call the note.")
@click.option("--html", is_flag=True, help="Write a page to read offline and to print, and not Markdown.")
@options.output_path
@click.pass_context
def note(
    ctx: click.Context,
    /,
    *,
    target: str | None,
    focus: str,
    depth: int | None,
    cruxes: bool,
    sources: Words,
    title: str,
    html: bool,
    output: str | None,
) -> Answer:
    """A study note of a document, of what is near a node, or of all cruxes: thesis, mind map, concepts, tables of
    failure modes and cruxes, connections, questions, further reading.

    It is Markdown for Obsidian, GitHub and the like, and is read again as what it tells: what you add to it under its
    keys becomes part of the library in which it lies.
    """
    if output == "":
        raise click.UsageError("-o names a file or a folder: give it a name, or - for standard output")
    session = Session(ctx)
    known_sources(session.graph, sources)
    about = _about(session.graph, target or "", focus)
    part = _part(session.graph, about, sources, depth, cruxes=cruxes)
    if html and output in (None, STANDARD_OUTPUT) and session.console.is_terminal:
        raise click.UsageError("a page is not for a terminal: name a file with -o")
    called = title or ("Cruxes" if cruxes else "")
    focused = "" if about.endswith("/source") else about
    written = _written(part, Options(title=called, focus=focused), html=html)
    code = 1 if session.errors else 0
    told = tuple([(words, "")] for words in written.notes)
    if output in (None, STANDARD_OUTPUT):
        return Answer(written.text, (*session.errors, *told), code)
    done = write_output(written, str(output), f"note{'.html' if html else '.md'}")[1]
    return Answer("", (*session.errors, *told, [(done, "")]), code)


def _about(graph: Graph, target: str, focus: str) -> str:
    """The full id of the node that the note is about, "" for none."""
    if target and focus:
        raise click.UsageError("a note is of one thing: leave out --focus, or name the node there alone")
    return resolve(graph, target or focus) if target or focus else ""


def _part(graph: Graph, about: str, sources: Words, depth: int | None, *, cruxes: bool) -> Graph:
    if about and cruxes:
        raise click.UsageError("--cruxes are those of all documents: leave out the node; --source chooses documents")
    if depth and not about:
        raise click.UsageError("--depth says how far to go from a node: name one")
    if about:
        return part_about(graph, about, sources=sources, depth=depth)
    if cruxes:
        found = all_cruxes(graph, sources)
        if not found.nodes:
            raise CruxmapError("there are no cruxes here to write a note of")
        return found
    if sources:
        return narrowed(graph, sources=sources)
    raise click.UsageError("name a document or a node, or ask for --cruxes")


def _written(part: Graph, asked: Options, *, html: bool) -> Output:
    """The note, as Markdown or as a page."""
    from ..exports.note import render  # draws a mind map, which no other command of the group does

    found = render(part, asked)
    if not html:
        return found
    from .note_pages import note_page  # reads Markdown

    return Output(text=note_page(found.text, heading(part, asked)), notes=found.notes)
