"""The command verify: passages looked up in the documents' texts, recorded, and accepted where they moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from msgspec import Struct

from ..exports import json_, terminal
from ..exports.json_passages import verified
from ..exports.terminal_passages import passage_report
from ..graph.ids import known_sources
from ..graph.model import passage_text
from ..graph.problem import Edit, quoted
from ..graph.rules import report
from ..graph.tie import Verified, state
from ..sources.library import read_library
from ..sources.mend import mend, write_mended
from ..sources.verify import verify
from . import options
from .answer import Answer
from .recording import record

if TYPE_CHECKING:
    from ..exports.layout import Line
    from ..graph.graph import Graph
    from ..graph.model import Passage
    from ..sources.cache_folder import Cache
    from ..sources.library import Library
    from ..sources.verify import Verification
    from .answer import Console

Words = tuple[str, ...]


class Asked(Struct, frozen=True):
    """What `verify` was asked for: which library, which of its sources, with which folders of texts; whether to record,
    whether to restore damaged texts, and where to keep what was read."""

    given: Words
    only: Words
    texts: Words
    recording: bool
    repair: bool
    cache: Cache | None


@click.command("verify")
@click.argument("sources", nargs=-1, metavar="[SOURCE]...", shell_complete=options.completed(options.source_names))
@options.texts_for("looking passages up")
@click.option("--accept", is_flag=True, help="Take what moved or changed as read: new markers go into the maps.")
@click.option("--record/--no-record", "recording", default=True, help="Whether to record what was found, as usual.")
@options.as_json
@click.pass_context
def verify_(
    ctx: click.Context, /, *, sources: Words, texts: Words, accept: bool, recording: bool, as_json: bool
) -> Answer:
    """Whether every passage still stands in its document; with SOURCE, those of these sources.

    What is found is recorded in passages.lock. A passage whose words were edited since is found again where that is
    certain, and needs your review; --accept takes it as read. One that was taken out is an orphan: nothing else is
    taken for it. Exits with 1 where something needs a look.
    """
    asked = Asked(options.library_paths(ctx), sources, texts, recording, options.repairs(ctx), options.cache_of(ctx))
    library, found = _look_up(asked)
    told: list[Line] = []
    if accept:
        told += _accept(asked, library, found)
        library, found = _look_up(asked)
    elif recording:
        told += _record(found, library.graph)
    return _answer(ctx.obj, library, found, told, as_json=as_json, only=sources)


def _look_up(asked: Asked) -> tuple[Library, Verification]:
    library = read_library(asked.given, texts=asked.texts, repair=asked.repair, cache=asked.cache)
    only = known_sources(library.graph, asked.only)
    return library, verify(library, asked.texts, only, recording=asked.recording)


def _record(found: Verification, graph: Graph) -> list[Line]:
    """Record what stands where it should; a record that cannot be read is left for its owner to mend."""
    spoilt = {finding.span.file for finding in found.findings if finding.rule == "bad-lock"}
    exact: dict[str, dict[str, Verified]] = {}
    for source in found.sources:
        if source.lock and source.lock not in spoilt:
            here = {tie.node_id: tie.now for tie in source.ties if tie.now and state(tie) == "exact"}
            exact.setdefault(source.lock, {}).update(here)
    return _told(exact, graph)


def _accept(asked: Asked, library: Library, found: Verification) -> list[Line]:
    """Write the new markers of what moved, and record that and all that was found."""
    edits: dict[str, list[Edit]] = {}
    for tie in found.ties:
        marker = library.graph.node(tie.node_id).passage
        if marker and tie.moved and tie.moved.marker:
            edit = Edit(marker.span, passage_text(marker), passage_text(tie.moved.marker))
            edits.setdefault(marker.span.file, []).append(edit)
    mended = mend(library.documents, edits, form=False)
    write_mended(mended)
    told: list[Line] = [
        [(f"wrote {change.edits} new marker{'s' if change.edits > 1 else ''} in {change.document.name}", "")]
        for change in mended
    ]
    graph = read_library(asked.given, texts=asked.texts, repair=asked.repair, cache=asked.cache).graph
    rows: dict[str, dict[str, Verified]] = {}
    for source in found.sources if asked.recording else ():
        for tie in source.ties:
            node = graph.nodes.get(tie.node_id)
            is_written = tie.moved and node and node.passage and _same(node.passage, tie.moved.marker)
            now = tie.moved.now if tie.moved and is_written else tie.now
            if source.lock and now:
                rows.setdefault(source.lock, {})[tie.node_id] = now
    return told + _told(rows, graph)


def _same(one: Passage, other: Passage | None) -> bool:
    return other is not None and (one.start, one.end) == (other.start, other.end)


def _told(rows: dict[str, dict[str, Verified]], graph: Graph) -> list[Line]:
    """Record rows by file, and say what was new."""
    news = {path: record(path, here, graph) for path, here in rows.items()}
    return [
        [(f"recorded {count} passage{'s' if count > 1 else ''} in {path}", "")] for path, count in news.items() if count
    ]


def _answer(
    console: Console, library: Library, found: Verification, told: list[Line], *, as_json: bool, only: Words
) -> Answer:
    problems = [problem for problem in library.problems if problem.severity == "error"]
    problems += [problem for problem in report(found.findings) if problem.severity != "info"]
    errors = terminal.problem_list(problems, console.error_width) if problems else []
    failed = problems or any(state(tie) != "exact" for tie in found.ties)
    marked = {source.source for source in found.sources}
    told += [[(f"{quoted(name)} has no passages", "")] for name in only if name not in marked]
    if found.without_text and len(found.without_text) == len(found.sources):
        said = "no text is at hand: name a folder with --texts DIR, or the file by text: in the map"
        told = [*told, [(said, "")]]
    if as_json:
        return Answer(json_.dumps(verified(library.graph, found.sources)) + "\n", (*errors, *told), 1 if failed else 0)
    return Answer(
        passage_report(terminal.Page(library.graph, console.width, console.wrap), found.sources),
        (*errors, *told),
        1 if failed else 0,
    )
