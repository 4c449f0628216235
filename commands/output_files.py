"""What an export gave, written to a file or into a folder, each file in one step."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ..graph.problem import CruxmapError, quoted
from ..sources.files import read_bytes, write_bytes

if TYPE_CHECKING:
    from collections.abc import Collection

    from ..exports.exporter import Output

SEPARATORS = tuple(filter(None, (os.sep, os.altsep)))


def write_output(output: Output, path: str, name: str) -> tuple[str, str]:
    """Write what an export gave to a path; the file to open, and what to say of it.

    One text, or the bytes of one file, goes to the path, or under `name` into it if it is a folder or ends as one, and
    what lies beside it goes there too; several files go into the path as a folder, where other files stay. Raises
    CruxmapError where that cannot be.
    """
    into_folder = bool(output.files) or _is_folder(path)
    files = output.files or {name: output.data or output.text}
    places = {os.path.join(path, file) if into_folder else path: held for file, held in files.items()}
    places |= {next(iter(places)) + suffix: text for suffix, text in output.beside.items()}
    try:
        for place, held in places.items():
            if into_folder:
                os.makedirs(os.path.dirname(place), exist_ok=True)
            write_bytes(place, held if isinstance(held, bytes) else held.encode())
        beside = _beside(path, output.files) if output.files else ""
    except FileExistsError as error:
        raise CruxmapError(f"{_files(len(files))} do not fit into the file {quoted(path)}: name a folder") from error
    except OSError as error:
        raise CruxmapError(f"{quoted(path)} cannot be written: {error.strerror or error}") from error
    first = next(iter(places))
    names = " and ".join(places) if output.beside else first
    return first, f"wrote {_files(len(files))} to {path}{beside}" if output.files else f"wrote {names}"


def replaced(path: str, name: str) -> bytes:
    """What the one file holds that would be written over, nothing if there is none to read."""
    return read_bytes(os.path.join(path, name) if _is_folder(path) else path)[0]


def _is_folder(path: str) -> bool:
    return os.path.isdir(path) or path.endswith(SEPARATORS)


def _beside(folder: str, written: Collection[str]) -> str:
    """Words for files of the same sort that the folder held before, "" for none."""
    suffixes = {os.path.splitext(name)[1] for name in written}
    others = [name for name in os.listdir(folder) if os.path.splitext(name)[1] in suffixes and name not in written]
    return f", beside {_files(len(others), ' '.join(sorted(suffixes)) + ' ')} of another time" if others else ""


def _files(number: int, sort: str = "") -> str:
    return f"{number} {sort}file{'' if number == 1 else 's'}"
