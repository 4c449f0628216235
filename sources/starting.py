"""A library started: its settings, its folders and an example, beside the notes that lie there already."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from msgspec import Struct

from ..graph.problem import CruxmapError, quoted
from .map_write import SCHEMA_FILE
from .new_files import NewFile, write_new
from .settings import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Iterable

NOTES, MAPS, TEXTS = "notes", "maps", "texts"
EXAMPLE = "changing-the-clocks"

_FOLDER = os.path.dirname(__file__)


class Start(Struct, frozen=True):
    """What starting a library in a folder comes to: what is read in it, where texts go, and what is written."""

    folder: str
    sources: tuple[str, ...]
    texts: str
    folders: tuple[str, ...]
    files: tuple[NewFile, ...]
    example: str = ""


def plan_start(folder: str, documents: Iterable[str], *, bare: bool = False) -> Start:
    """How a library would start in a folder in which those documents lie, by their paths.

    Documents that lie elsewhere than in notes/ and maps/ make the whole folder the library; they are left as they
    are, and no example is put among them. Raises CruxmapError if there is a library, or no folder can be there.
    """
    _refuse(folder)
    tops = {_parts(path, folder)[0] for path in documents}
    is_whole = bool(tops - {NOTES, MAPS})
    sources = (".",) if is_whole else (NOTES, MAPS)
    texts = TEXTS if TEXTS not in tops else f"cruxmap-{TEXTS}"
    example = EXAMPLE if not tops and not bare else ""
    folders = [MAPS, texts] if is_whole else [NOTES, MAPS, texts]
    places = [os.path.join(folder, name) for name in folders]
    files = [
        NewFile(os.path.join(folder, SETTINGS), _settings(sources, texts).encode()),
        *_own(os.path.join(folder, MAPS, SCHEMA_FILE), os.path.join(_FOLDER, "maps", SCHEMA_FILE)),
    ]
    if example:
        files += [
            *_own(os.path.join(folder, MAPS, f"{EXAMPLE}.yaml"), os.path.join(_FOLDER, "example", f"{EXAMPLE}.yaml")),
            *_own(os.path.join(folder, texts, f"{EXAMPLE}.md"), os.path.join(_FOLDER, "example", f"{EXAMPLE}.md")),
        ]
    return Start(folder, sources, texts, tuple(places), tuple(files), example)


def start(plan: Start) -> None:
    """Write what was planned. Raises CruxmapError, with nothing written, where that cannot be."""
    try:
        write_new(plan.files, plan.folders)
    except FileExistsError as error:
        raise CruxmapError(
            f"{quoted(error.filename2 or error.filename)} is there already: nothing is written"
        ) from error
    except OSError as error:
        raise CruxmapError(f"{quoted(plan.folder)} cannot be written: {error.strerror or error}") from error


def _refuse(folder: str) -> None:
    if os.path.lexists(os.path.join(folder, SETTINGS)):
        raise CruxmapError(f"there is a library in {quoted(folder)} already: its {SETTINGS} stays as it is")
    if os.path.lexists(folder) and not os.path.isdir(folder):
        raise CruxmapError(f"{quoted(folder)} is a file: name a folder")


def _parts(path: str, folder: str) -> list[str]:
    """A path seen from the folder, "." first for what lies in the folder itself."""
    parts = os.path.relpath(path, folder).split(os.sep)
    return parts if len(parts) > 1 else [".", *parts]


def _own(path: str, shipped: str) -> list[NewFile]:
    """A file that comes along, unless the folder has one of that name."""
    if os.path.lexists(path):
        return []
    with open(shipped, "rb") as file:
        return [NewFile(path, file.read())]


def _settings(sources: tuple[str, ...], texts: str) -> str:
    listed = ", ".join(f'"{name}"' for name in sources)
    return _SETTINGS.format(sources=listed, texts=texts)


_SETTINGS = """\
# What cruxmap reads as one library, from this folder and every folder below it.

[library]
# Folders and files with study notes (.md), which are read as they stand, maps (.yaml) and clipped articles;
# "@shipped" adds the maps that come with cruxmap.
sources = [{sources}]
# The documents that maps were drafted from. They are looked up for passages and not read for themselves.
texts = "{texts}"

[check]
# Rules of `cruxmap check` to leave out, by code, beginning of codes, or name; `cruxmap explain` lists them.
# ignore = ["no-mitigation", "CM5"]
"""
