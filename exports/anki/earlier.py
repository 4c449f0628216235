"""What the package of another time says of cards, so that only those which changed since count as changed."""

from __future__ import annotations

import sqlite3
import zipfile
import zlib
from contextlib import closing
from io import BytesIO
from typing import TYPE_CHECKING

from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .note import Note

_UNREADABLE = (zipfile.BadZipFile, zlib.error, KeyError, EOFError, OSError, RuntimeError, ValueError, sqlite3.Error)
_LARGEST = 256_000_000
_SQLITE = b"SQLite format 3\0"


def unchanged_since(package: bytes, notes: Sequence[Note]) -> list[Note]:
    """The notes, each with the time of its like in the package, or a later one if it was other there.

    What is no package of ours, or is broken, says nothing.
    """
    known = {guid: (changed, said) for guid, changed, said in _read(package)}
    return [_dated(note, *known[note.guid]) if note.guid in known else note for note in notes]


def _dated(note: Note, changed: int, said: tuple[str, str]) -> Note:
    same = said == ("\x1f".join(note.fields), f" {' '.join(note.tags)} ")
    return replace(note, changed=changed if same else max(note.changed, changed + 1))


def _read(package: bytes) -> list[tuple[str, int, tuple[str, str]]]:
    try:
        return list(_rows(package)) if package else []
    except _UNREADABLE:
        return []


def _rows(package: bytes) -> Iterator[tuple[str, int, tuple[str, str]]]:
    with zipfile.ZipFile(BytesIO(package)) as archive, closing(sqlite3.connect(":memory:")) as database:
        if archive.getinfo("collection.anki2").file_size > _LARGEST:
            return
        held = archive.read("collection.anki2")
        if not held.startswith(_SQLITE):
            return
        database.deserialize(held)
        for guid, changed, fields, tags in database.execute("SELECT guid, mod, flds, tags FROM notes"):
            if isinstance(changed, int) and 0 <= changed < 1 << 33:
                yield guid, changed, (fields, tags)
