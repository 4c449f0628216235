"""A vault written or brought up to date, and what became of its files, above all of those that the user changed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from msgspec.structs import replace

from ..exports import export
from ..graph.problem import CruxmapError
from ..sources.vault import read_vault, update
from .answer import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..exports.exporter import Options
    from ..graph.graph import Graph
    from ..sources.vault import Update
    from .answer import Session

MOST_NAMED = 100
FIRST = "Index.md"


def write_vault(
    session: Session,
    part: Graph,
    name: str,
    asked: Options,
    folder: str,
    *,
    show: bool = False,
    told: Sequence[str] = (),
) -> Answer:
    """The graph as a vault in a folder; nothing of the user's there is overwritten or removed.

    Raises CruxmapError if there is nothing to write, since that would take away all that was written before.
    """
    if not part.nodes:
        raise CruxmapError(f"there are no such nodes, so nothing was written to {folder}")
    vault = read_vault(folder)
    output = export(part, name, replace(asked, kept=vault.kept))
    files = {path: held for path, held in output.files.items() if isinstance(held, str)}
    if not files or len(files) < len(output.files):
        raise CruxmapError(f"{name} gives no folder of texts, and no other vault can be written again")
    done = update(vault, files, remove=not session.errors)
    is_left = bool(session.errors) and not vault.written.keys() <= files.keys()
    said = (*told, *output.notes, *_told(done, folder, kept_all=is_left))
    err = (*session.errors, *([(words, "")] for words in said))
    return Answer("", err, 1 if session.errors else 0, os.path.join(folder, FIRST) if show else "")


def _told(done: Update, folder: str, *, kept_all: bool) -> Iterator[str]:
    counted = (("new", done.added), ("updated", done.updated), ("removed", done.removed), ("as they were", done.same))
    yield f"{folder}: " + (", ".join(f"{len(paths)} {what}" for what, paths in counted if paths) or "nothing written")
    if kept_all:
        yield "nothing was removed, since not all of the library could be read"
    yield from _listed("left as you changed it", [path for path in done.changed if path not in done.stale])
    yield from _listed("left as you changed it, though the library now says something else", done.stale)
    yield from _listed("left with your words in it, though its node is gone", done.left)
    yield from _listed("left, since it is not from here; move it away to have the note", done.strange)
    if done.stale:
        yield "to have one anew, move yours away and export again"


def _listed(words: str, paths: Sequence[str]) -> Iterator[str]:
    for path in paths[:MOST_NAMED]:
        yield f"{words}: {path}"
    if len(paths) > MOST_NAMED:
        yield f"{words}: {len(paths) - MOST_NAMED} more"
