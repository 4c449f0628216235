"""The command that makes two libraries one, with a review list of the pairs in doubt."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click
from msgspec import Struct

from ..exports import json_
from ..exports.merge_views import doubt_lines, doubt_list, shape, table
from ..graph.doubt import EDITABLE, Decision
from ..graph.merge import merge as merge_
from ..sources.files import writing
from ..sources.library import own_library
from ..sources.merge_record import MERGED, decided, read_record, record
from ..sources.merging import check_folder, into_folder, into_library, note_all, write_all
from .answer import Answer
from .compared import errors_of, read_side
from .options import library_paths

if TYPE_CHECKING:
    from ..exports.layout import Line
    from ..graph.doubt import Choice, Doubt
    from ..graph.merge import Merged
    from ..sources.merge_record import Settled
    from ..sources.merging import MergedFile
    from .answer import Console, Dialogue, Talk
    from .compared import Read

QUIT, SKIP = "quit", "skip"


class Asked(Struct, frozen=True, kw_only=True):
    """What is merged: both libraries, what they come from if that is known, where it goes and how it is told."""

    ours: Read
    theirs: Read
    base: Read | None
    output: str
    home: str
    always: Choice | None
    dry_run: bool
    form: str | None

    @property
    def record(self) -> str:
        """Where decisions are kept."""
        return os.path.join(self.output or self.home, MERGED)


@click.command()
@click.argument("first", metavar="[A]")
@click.argument("second", metavar="B", default="")
@click.option("-o", "--output", default="", metavar="DIR", help="Write a library of both into this folder.")
@click.option("--base", default="", metavar="C", help="What both come from: then what one side did is done.")
@click.option("--ours", "always", flag_value="ours", help="Settle all that is told otherwise as A has it.")
@click.option("--theirs", "always", flag_value="theirs", help="Settle all that is told otherwise as B has it.")
@click.option("--review", is_flag=True, help="Go through what is in doubt one by one, and settle each.")
@click.option("--dry-run", is_flag=True, help="Show what is in doubt, and write nothing.")
@click.option("--json", "form", flag_value="json", help="Print one JSON value and nothing else.")
@click.option("--markdown", "form", flag_value="markdown", help="The doubts as a Markdown table.")
@click.pass_context
def merge(
    ctx: click.Context,
    /,
    first: str,
    second: str,
    *,
    output: str,
    base: str,
    always: Choice | None,
    review: bool,
    dry_run: bool,
    form: str | None,
) -> Answer | Dialogue:
    """Make one library of A and B, into DIR; or take B into the library at hand.

    A, B and C are folders, documents, @shipped or git revisions, as for `diff`. What both say is there once, and so is
    what only one says. What they say otherwise is in doubt: A's wording stands until you settle it (--review). Nodes
    that may be the same under two ids are proposed as such. Decisions are kept in cruxmap.merged, with both wordings,
    so that merging again goes on where it was left. Exit code 1 while a conflict is open.
    """
    names = (first, second) if second else ("", first)
    if second and not (output or dry_run):
        raise click.UsageError("of two libraries a third is made: say where with -o DIR")
    output = output or ("DIR" if second else "")
    if review and (dry_run or form):
        raise click.UsageError("--review asks and writes at once: it goes neither with --dry-run nor with --json")
    if output:
        check_folder(output)
    home = "" if output else own_library(library_paths(ctx))
    ours, theirs = (read_side(ctx, name) for name in names)
    asked = Asked(
        ours=ours,
        theirs=theirs,
        base=read_side(ctx, base) if base else None,
        output=output,
        home=home,
        always=always,
        dry_run=dry_run,
        form=form,
    )
    console: Console = ctx.obj
    sides = (side for side in (asked.ours, asked.theirs, asked.base) if side)
    errors = tuple(line for side in sides for line in errors_of(side, console.error_width))
    if errors:  # what could not be read would be lost
        return Answer("", (*errors, [("nothing is merged: mend that first", "failure")]), 1)
    known = read_record(asked.record)
    return _review(console, asked, known) if review else _answer(console, asked, known)


def _merged(asked: Asked, known: dict[str, Settled]) -> Merged:
    def settle(doubt: Doubt) -> Decision | None:
        found = decided(known, doubt)
        return found or (Decision(choice=asked.always) if asked.always and doubt.is_conflict else None)

    base = asked.base.library.maps if asked.base else None
    return merge_(asked.ours.library.maps, asked.theirs.library.maps, base, settle)


def _answer(console: Console, asked: Asked, known: dict[str, Settled]) -> Answer:
    """Merge, write it, and tell what is in doubt."""
    found = _merged(asked, known)
    files = _written(asked, known, found)
    conflicts = sum(doubt.is_conflict for doubt in found.doubts)
    code = 1 if conflicts else 0
    if asked.form == "json":
        return Answer(json_.dumps(shape(found, [file.path for file in files])) + "\n", (), code)
    told = (*_told(asked, found, files),)
    if asked.form == "markdown":
        return Answer(table(found.doubts), told, code)
    return Answer(doubt_list(found.doubts, console.width), told, code)


def _files(asked: Asked, found: Merged) -> list[MergedFile]:
    """The files that become others. CruxmapError where one must not be written."""
    ours, theirs = asked.ours.library, asked.theirs.library
    if asked.output:
        return into_folder(asked.output, found.maps, (ours, theirs))
    return into_library(ours, asked.home, found.maps, theirs)


def _written(asked: Asked, known: dict[str, Settled], found: Merged) -> list[MergedFile]:
    """Write what was merged, and the decisions by which; the files that are other now."""
    files = _files(asked, found)
    if not asked.dry_run:
        with writing(asked.record):
            for doubt, decision in found.settled:
                if decided(known, doubt) is None:
                    record(asked.record, doubt, decision)
        if asked.output:
            note_all(asked.record, files)
        write_all(files)
    return files


def _told(asked: Asked, found: Merged, files: list[MergedFile]) -> list[Line]:
    conflicts = sum(doubt.is_conflict for doubt in found.doubts)
    twins = len(found.doubts) - conflicts
    parts = [
        f"{conflicts} in doubt, where ours stands" if conflicts else "",
        f"{twins} perhaps the same" if twins else "",
        f"{len(found.settled)} settled" if found.settled else "",
    ]
    said = "; ".join(filter(None, parts)) or "nothing is in doubt"
    would = "would write" if asked.dry_run else "wrote"
    paths = ", ".join(file.path for file in files)
    lines: list[Line] = [[(said, "")], [(f"{would} {paths}" if files else "nothing to write", "")]]
    lose = "would be lost" if asked.dry_run else "were lost"
    lines += [[(f"comments of {file.path} {lose}: {file.lost}", "failure")] for file in files if file.lost]
    return [*lines, [("--review settles them one by one", "faint")]] if found.doubts else lines


def _review(console: Console, asked: Asked, known: dict[str, Settled]) -> Dialogue:
    """Ask about each doubt, keep the answers at once, and write what comes of them."""
    first = _merged(asked, known)
    doubts = first.doubts
    _files(asked, first)  # what must not be written is told before anything is asked
    for number, doubt in enumerate(doubts, 1):
        head: Line = [(f"{number} of {len(doubts)}", "heading")]
        decision = yield from _decision(doubt, [head, *doubt_lines(doubt, console.width)])
        if decision == QUIT:
            break
        if isinstance(decision, Decision):
            with writing(asked.record):
                record(asked.record, doubt, decision)
    known = read_record(asked.record)
    found = _merged(asked, known)
    files = _written(asked, known, found)
    return Answer("", (*_told(asked, found, files),), 1 if any(doubt.is_conflict for doubt in found.doubts) else 0)


def _decision(doubt: Doubt, shown: list[Line]) -> Talk[Decision | str]:
    """Ask until a doubt is settled or left."""
    words: dict[str, Choice] = {"yes": "same", "no": "different"} if not doubt.is_conflict else {}
    words |= {choice: choice for choice in doubt.choices if doubt.is_conflict}
    named = ", ".join(f"[{word[0]}]{word[1:]}" for word in (*words, SKIP, QUIT))
    while True:
        reply = (yield shown, f"{named}?").strip().lower()
        word = next((word for word in (*words, SKIP, QUIT) if reply and word.startswith(reply)), "")
        shown = []
        if word in (SKIP, QUIT):
            return word
        if word == "edit":
            values = yield from _edited(doubt)
            if values is None:
                return QUIT
            return Decision(choice="edit", values=values)
        if word:
            return Decision(choice=words[word])


def _edited(doubt: Doubt) -> Talk[dict[str, str] | None]:
    """New words for each text that both sides say differently; nothing typed leaves ours."""
    values: dict[str, str] = {}
    for name in doubt.fields:
        if name in EDITABLE:
            reply = (yield [], f"{name}, in other words (empty for ours)?").strip()
            if reply == QUIT:
                return None
            values |= {name: reply} if reply else {}
    return values
