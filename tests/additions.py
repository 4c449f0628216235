"""What tests do with `cruxmap add`: lay documents ready, add them, and ask what came of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from consoles import Ran, run
from documents import write

if TYPE_CHECKING:
    from pathlib import Path


def add(library: Path, *words: str, stdin: bytes = b"") -> Ran:
    return run("add", *words, folder=library, stdin=stdin)


def added(library: Path, *words: str, stdin: bytes = b"") -> list[dict[str, Any]]:
    """What `add --json` says, a dictionary a document."""
    found: list[dict[str, Any]] = json.loads(add(library, *words, "--json", stdin=stdin).stdout)
    return found


def sources(library: Path) -> list[str]:
    """The ids of all sources that the library reads."""
    return [source["source"] for source in json.loads(run("sources", "--json", folder=library).stdout)]


def given(library: Path, name: str, text: str | bytes) -> str:
    """A document to be added, by its path seen from the library."""
    write(library.parent / "in" / name, text)
    return f"../in/{name}"
