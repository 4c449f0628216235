"""What was read of documents, kept as an SQLite database with a row a document."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable


class Row(Struct, frozen=True):
    """A document by its name: a digest of all it was read from, and what was read, encoded."""

    name: str
    digest: bytes
    parsed: bytes


def packed(rows: Iterable[Row]) -> bytes:
    """The rows as the bytes of a database."""
    database = sqlite3.connect(":memory:", isolation_level=None)
    database.execute("BEGIN")
    database.execute("CREATE TABLE documents (name TEXT PRIMARY KEY, digest BLOB, parsed BLOB) WITHOUT ROWID")
    database.executemany("INSERT INTO documents VALUES (?, ?, ?)", ((row.name, row.digest, row.parsed) for row in rows))
    database.execute("COMMIT")
    return database.serialize()


class KeptDocuments:
    """The rows that were `packed`; none without a database. Raises sqlite3.Error for bytes that are no database."""

    def __init__(self, database: bytes | memoryview | None = None) -> None:
        self._database = sqlite3.connect(":memory:", isolation_level=None)
        self._database.deserialize(database or packed([]))

    def parsed(self, name: str, digest: bytes) -> bytes | None:
        """What was read of a document, if it was read from the same."""
        rows = self._database.execute("SELECT parsed FROM documents WHERE name = ? AND digest = ?", (name, digest))
        return next((parsed for (parsed,) in rows), None)
