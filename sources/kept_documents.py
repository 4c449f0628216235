"""What was read of documents, kept as an SQLite database with a row a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from .kept_database import new_database, opened

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable


class Row(Struct, frozen=True):
    """A document by its name: a digest of all it was read from, and what was read, encoded."""

    name: str
    digest: bytes
    parsed: bytes


def write(path: str, rows: Iterable[Row]) -> None:
    """Write the rows to a new database."""
    with new_database(path) as database:
        database.execute("CREATE TABLE documents (name TEXT PRIMARY KEY, digest BLOB, parsed BLOB) WITHOUT ROWID")
        found = ((row.name, row.digest, row.parsed) for row in rows)
        database.executemany("INSERT INTO documents VALUES (?, ?, ?)", found)


class KeptDocuments:
    """The rows of a database; none without a path. Raises sqlite3.Error for what is no such database."""

    def __init__(self, path: str = "") -> None:
        self._database: sqlite3.Connection | None = opened(path, "documents") if path else None

    def parsed(self, name: str, digest: bytes) -> bytes | None:
        """What was read of a document, if it was read from the same."""
        if self._database is None:
            return None
        rows = self._database.execute("SELECT parsed FROM documents WHERE name = ? AND digest = ?", (name, digest))
        return next((parsed for (parsed,) in rows), None)
