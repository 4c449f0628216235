"""Queries in SPARQL that come along, a file each: its first line says what it asks."""

from __future__ import annotations

import os
from functools import cache

from msgspec import Struct

_FOLDER = os.path.dirname(__file__)
_SUFFIX = ".rq"


class Named(Struct, frozen=True):
    """A query that comes along: its name, what it asks, and its text."""

    name: str
    meaning: str
    text: str


@cache
def named_queries() -> dict[str, Named]:
    """The queries that come along by name, in alphabetical order."""
    files = sorted(file for file in os.listdir(_FOLDER) if file.endswith(_SUFFIX))
    return {file.removesuffix(_SUFFIX): _read(file) for file in files}


def _read(file: str) -> Named:
    with open(os.path.join(_FOLDER, file), encoding="utf-8") as opened:
        text = opened.read()
    return Named(file.removesuffix(_SUFFIX), text.partition("\n")[0].removeprefix("#").strip(), text)
