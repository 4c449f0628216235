"""The program at work, told apart from every other state of it."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import msgspec
from msgspec import msgpack

from .. import __version__
from .digest import digest

if TYPE_CHECKING:
    from collections.abc import Iterator

# Where the code lies that makes a graph, and answers that are kept; whether below these too.
_FOLDERS = {"commands": False, "exports": False, "graph": True, "sources": True}


def stamp() -> bytes:
    """A digest of the program at work: its version and the state of its code, Python, and the packages it uses."""
    home = os.path.dirname(os.path.dirname(__file__))
    packages = os.stat(os.path.dirname(os.path.dirname(msgspec.__file__))).st_mtime_ns  # changes as they come and go
    code = sorted(row for folder, deep in _FOLDERS.items() for row in _code(os.path.join(home, folder), deep=deep))
    return digest(msgpack.encode([__version__, sys.hexversion, packages, code]))


def _code(folder: str, *, deep: bool) -> Iterator[tuple[str, int, int]]:
    """The modules in a folder, and below it if that is `deep`, each with when it was changed and its size."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                status = entry.stat()
                yield entry.path, status.st_mtime_ns, status.st_size
            elif deep and entry.is_dir() and entry.name != "__pycache__":
                yield from _code(entry.path, deep=True)
