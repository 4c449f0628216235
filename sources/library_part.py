"""A part of a library: the documents that some paths name, read with their neighbours, to which they may link."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from .documents import is_at_or_in
from .library import SHIPPED_FOLDER, library_above, read_library
from .settings import SHIPPED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .cache_folder import Cache
    from .library import Library


def read_part(
    given: Sequence[str],
    paths: Sequence[str],
    *,
    texts: Sequence[str] = (),
    repair: bool = True,
    cache: Cache | None = None,
) -> tuple[Library, frozenset[str]]:
    """A library, and the names of those of its documents that `paths` name, all of them without paths.

    The library is the one `given`, else the nearest at or above each path, so that links to their neighbours are
    known; else the paths are all there is. `texts`, `repair` and `cache` as `read_library` has them.
    """
    homes = dict.fromkeys(library_above(path) for path in paths)
    bases = list(given) or [home for home in homes if home]
    if not paths or not bases:
        library = read_library(given or paths, texts=texts, repair=repair, cache=cache)
        return library, frozenset(document.name for document in library.documents)
    library = read_library([*bases, *paths], texts=texts, repair=repair, cache=cache)
    below = [document.name for document in library.documents if any(_is_below(document.path, path) for path in paths)]
    return library, frozenset(below)


def _is_below(path: str, folder: str) -> bool:
    if folder == SHIPPED:
        return os.path.dirname(os.path.realpath(path)) == os.path.realpath(SHIPPED_FOLDER)
    return is_at_or_in(os.path.realpath(path), os.path.realpath(folder))
