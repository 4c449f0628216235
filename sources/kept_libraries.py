"""What is kept of which libraries, told and cleared."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from msgspec import Struct

from . import cache_folder
from .kept_record import decoded

if TYPE_CHECKING:
    from .cache_folder import Cache, KeptFile

_DAY = 24 * 3600


class KeptLibrary(Struct, frozen=True):
    """A library that is kept: the paths it was asked for by, how many documents it has, the bytes that it takes, and
    the days since it was asked. Without `paths` it is one that cannot be believed."""

    paths: tuple[str, ...]
    documents: int
    size: int
    days: int


class Cleared(Struct, frozen=True):
    """How many files were removed, of how many libraries, and their bytes; how many could not be, and why."""

    files: int
    libraries: int
    size: int
    left: int
    fault: str


def kept_libraries(cache: Cache) -> list[KeptLibrary]:
    """The libraries that are kept, the one asked last first."""
    groups: dict[str, list[KeptFile]] = {}
    with suppress(OSError):
        for file in cache_folder.files(cache.folder):
            groups.setdefault(file.library, []).append(file)
    rows = [(min(file.age for file in group), name, group) for name, group in groups.items()]
    return [_library(cache, name, group, int(max(0, age) // _DAY)) for age, name, group in sorted(rows, key=_place)]


def clear_all(cache: Cache) -> Cleared:
    """Remove all that is kept."""
    found: list[KeptFile] = []
    with suppress(OSError):
        found = list(cache_folder.files(cache.folder))
    removed, fault = [], ""
    for file in found:
        try:
            cache_folder.remove([file])
            removed.append(file)
        except OSError as error:
            fault = error.strerror or str(error)
    sizes, libraries = sum(file.size for file in removed), {file.library for file in removed}
    return Cleared(len(removed), len(libraries), sizes, len(found) - len(removed), fault)


def _place(row: tuple[float, str, list[KeptFile]]) -> tuple[float, str]:
    return row[:2]


def _library(cache: Cache, name: str, files: list[KeptFile], days: int) -> KeptLibrary:
    size = sum(file.size for file in files)
    kept = decoded(cache_folder.kept(cache, name) or b"")
    return KeptLibrary(kept.paths, len(kept.documents), size, days) if kept else KeptLibrary((), 0, size, days)
