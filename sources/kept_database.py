"""SQLite databases as they are kept: filled in one go, and opened where they lie."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def new_database(path: str) -> Iterator[sqlite3.Connection]:
    """A database to be filled in one go, at the path of an empty file. OSError if that cannot be written."""
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as database:
            for setting in ("page_size = 8192", "journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE"):
                database.execute(f"PRAGMA {setting}")
            database.execute("BEGIN")
            yield database
            database.execute("COMMIT")
    except sqlite3.Error as error:
        raise OSError(str(error)) from error


def opened(path: str, table: str) -> sqlite3.Connection:
    """A database to be read, as it is now. Raises sqlite3.Error if there is none with that table."""
    place = path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    database = sqlite3.connect(f"file:{place}?mode=ro", uri=True, isolation_level=None)
    database.execute("PRAGMA query_only = ON")
    database.execute("BEGIN")
    database.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone()  # from here on nobody can change it
    return database
