"""The command `init` at work: a library started, and what to do next."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ..exports.layout import flow, text_width
from ..sources.library import read_library
from ..sources.settings import SETTINGS
from ..sources.starting import MAPS, NOTES, TEXTS, plan_start, start
from .answer import Answer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..exports.layout import Line
    from ..sources.cache_folder import Cache
    from ..sources.starting import Start
    from .answer import Console


def begin(console: Console, folder: str, cache: Cache | None, *, bare: bool) -> Answer:
    """Make the folder a library. Raises CruxmapError if it is one, or cannot be."""
    folder = os.path.normpath(folder)
    found = read_library([folder], cache=cache).graph.sources() if os.path.isdir(folder) else []
    plan = plan_start(folder, [source.span.file for source in found], bare=bare)
    start(plan)
    return Answer(_told(plan, len(found), console.width))


def _told(plan: Start, found: int, width: int) -> list[Line]:
    here = plan.folder == "."
    lines: list[Line] = [[("a library in ", ""), ("this folder" if here else plan.folder, "strong")]]
    rows = [(SETTINGS, "what is read, where texts lie, which rules count")]
    rows += [(f"{name}/", _MEANING[sort]) for name, sort in plan.folders]
    lines += _table(rows, width)
    if found:
        documents = f"{found} documents of yours are" if found > 1 else "1 document of yours is"
        said = f"{documents} there already, read in place."
        lines += [[], *flow([(said, "")], width)]
    if plan.example:
        lines += [[], *flow([(f"An example comes with it: maps/{plan.example}.yaml and its text.", "")], width)]
    steps = [] if here else [(f"cd {plan.folder}", "")]
    steps += _ASK if found or plan.example else []
    return [*lines, [], [("next", "heading")], *_table([*steps, *_ADD], width)]


_MEANING = {
    NOTES: "study notes, read as they stand",
    MAPS: "maps, and their schema for editors",
    TEXTS: "the documents that maps were drafted from",
}
_ASK = [("cruxmap cruxes", "the questions on which camps part"), ("cruxmap check", "what is inconsistent or missing")]
_ADD = [
    ("cruxmap add FILE", "take in a note, an article or a map"),
    ("cruxmap draft FILE", "print a map of an article, to be edited"),
]


def _table(rows: Sequence[tuple[str, str]], width: int) -> list[Line]:
    """Rows of a name and what it is."""
    wide = max(text_width(name) for name, _ in rows)
    lines: list[Line] = []
    for name, meaning in rows:
        first: Line = [("  ", ""), (name.ljust(wide), "strong"), ("  ", "")]
        lines += flow([(meaning, "")], width, first=first, rest=[(" " * (wide + 4), "")]) if meaning else [first]
    return lines
