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
    """What starting a library in a folder comes to: the folders in it, each with its sort (notes, maps or texts), and
    the files to be written; `example` is the source id of the example, "" without."""

    folder: str
    folders: tuple[tuple[str, str], ...]
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
    folders = [*([] if is_whole else [(NOTES, NOTES)]), (MAPS, MAPS), (texts, TEXTS)]
    files = [
        NewFile(os.path.join(folder, SETTINGS), _settings(sources, texts).encode()),
        *_shipped(folder, MAPS, os.path.join("maps", SCHEMA_FILE)),
    ]
    if example:
        files += _shipped(folder, MAPS, os.path.join("example", f"{EXAMPLE}.yaml"))
        files += _shipped(folder, texts, os.path.join("example", f"{EXAMPLE}.md"))
    files += [file for name, _ in folders for file in _kept(folder, name, files)]
    return Start(folder, tuple(folders), tuple(files), example)


def start(plan: Start) -> None:
    """Write what was planned. Raises CruxmapError, with nothing written, where that cannot be."""
    try:
        write_new(plan.files)
    except FileExistsError as error:
        raise CruxmapError(
            f"{quoted(error.filename2 or error.filename)} is there already: nothing is written"
        ) from error
    except OSError as error:
        raise CruxmapError(f"{quoted(plan.folder)} cannot be written: {error.strerror or error}") from error


def _refuse(folder: str) -> None:
    if os.path.lexists(os.path.join(folder, SETTINGS)):
        where = "this folder" if folder == "." else quoted(folder)
        raise CruxmapError(f"{where} is a library already: its {SETTINGS} stays as it is")
    if os.path.lexists(folder) and not os.path.isdir(folder):
        raise CruxmapError(f"{quoted(folder)} is a file: name a folder")


def _parts(path: str, folder: str) -> list[str]:
    """A path seen from the folder, "." first for what lies in the folder itself."""
    parts = os.path.relpath(path, folder).split(os.sep)
    return parts if len(parts) > 1 else [".", *parts]


def _shipped(folder: str, place: str, name: str) -> list[NewFile]:
    """A file that comes along, for a place in the folder, unless it has one of that name."""
    path = os.path.join(folder, place, os.path.basename(name))
    if os.path.lexists(path):
        return []
    with open(os.path.join(_FOLDER, name), "rb") as file:
        return [NewFile(path, file.read())]


def _kept(folder: str, name: str, files: Iterable[NewFile]) -> list[NewFile]:
    """What keeps a folder that would be empty, in git too, which forgets such folders."""
    place = os.path.join(folder, name)
    is_empty = not os.path.isdir(place) or not os.listdir(place)
    is_used = any(os.path.dirname(file.path) == place for file in files)
    return [NewFile(os.path.join(place, ".gitkeep"), b"")] if is_empty and not is_used else []


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
# Text that was damaged by a wrong encoding (Ã© for é) is restored where that is certain, unless this says false.
# repair = false

[check]
# Rules of `cruxmap check` to leave out, by code, beginning of codes, or name; `cruxmap explain` lists them.
# ignore = ["no-mitigation", "CM5"]
"""
