"""The commands on what is kept of libraries between runs: cache info, cache clear."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..exports.json_ import dumps
from ..exports.layout import flow, spread
from ..graph.problem import CruxmapError
from ..sources.kept_libraries import Cleared, KeptLibrary, clear_all, kept_libraries
from . import CACHE, options
from .answer import Answer

if TYPE_CHECKING:
    from ..exports.json_ import Json
    from ..exports.layout import Line
    from .answer import Console

NOTHING = "nothing is kept"
MOST = 20


@click.group("cache", cls=options.Group, table=CACHE)
def cache_() -> None:
    """What is kept of libraries, so that they need not be read again. It may be cleared at any time."""


@click.command()
@options.as_json
@click.pass_context
def info(ctx: click.Context, /, as_json: bool) -> Answer:
    """Which libraries are kept, how much room that takes, and when each was last asked."""
    place = options.cache_of(ctx)
    found = kept_libraries(place) if place else []
    folder = place.folder if place else ""
    if as_json:
        return Answer(dumps({"folder": folder or None, "libraries": [_shape(library) for library in found]}) + "\n")
    if not place:
        return Answer(err=([(f"{NOTHING}, as was asked for", "")],))
    if not found:
        return Answer(err=([(f"{NOTHING} in {folder}", "")],))
    return Answer(_lines(ctx.obj, folder, found))


@click.command()
@click.pass_context
def clear(ctx: click.Context, /) -> Answer:
    """Remove all that is kept. The next answer from each library is made anew, and kept again."""
    place = options.cache_of(ctx)
    done = clear_all(place) if place else Cleared(0, 0, 0, 0, "")
    if place and done.left:
        raise CruxmapError(f"{counted(done.left, 'file')} in {place.folder} cannot be removed: {done.fault}")
    if not done.files:
        return Answer([[(NOTHING, "")]])
    whose = counted(done.libraries, "library", "libraries")
    return Answer([[(f"removed {counted(done.files, 'file')} of {whose}, {bytes_of(done.size)}", "")]])


def _lines(console: Console, folder: str, found: list[KeptLibrary]) -> list[Line]:
    """The libraries, the one asked last first, then in a line each how many more there are and what takes room for
    nothing; and what they take together."""
    known = [library for library in found if library.paths]
    lines: list[Line] = []
    for library in known[:MOST]:
        used = "today" if not library.days else f"{counted(library.days, 'day')} ago"
        counts = f"{counted(library.documents, 'document')}, asked {used}"
        lines += spread([(", ".join(library.paths), "strong")], [(bytes_of(library.size), "")], console.width)
        lines += flow([(counts, "faint")], console.width, first=[("  ", "")])
    rest = [library for library in found if not library.paths]
    for libraries, what in ((known[MOST:], "asked before these (--json has all)"), (rest, "not known any more")):
        if libraries:
            words = f"{_counted(libraries)} {what}"
            lines += spread([(words, "")], [(bytes_of(_size(libraries)), "")], console.width)
    everything: Line = [(f"{_counted(found)} in {folder}", "faint")]
    return [*lines, [], *spread(everything, [(bytes_of(_size(found)), "strong")], console.width)]


def _counted(libraries: list[KeptLibrary]) -> str:
    return counted(len(libraries), "library", "libraries")


def _size(libraries: list[KeptLibrary]) -> int:
    return sum(library.size for library in libraries)


def _shape(library: KeptLibrary) -> Json:
    """`{"paths","documents","bytes","days"}`: `days` since it was last asked, `paths` empty where it cannot be read."""
    return {"paths": list(library.paths), "documents": library.documents, "bytes": library.size, "days": library.days}


def counted(number: int, what: str, several: str = "") -> str:
    """A number of things, `several` where that is not with an s.

    >>> counted(1, "day"), counted(2000, "file")
    ('1 day', '2,000 files')
    """
    return f"{number:,} {what if number == 1 else several or what + 's'}"


def bytes_of(size: int) -> str:
    """A size as people read it.

    >>> bytes_of(900), bytes_of(1_250_000), bytes_of(3_000_000_000)
    ('0.9 kB', '1.2 MB', '3.0 GB')
    """
    value, unit = next(((size / base, unit) for base, unit in _UNITS if size >= base), (size / 1000, "kB"))
    return f"{value:.1f} {unit}"


_UNITS = ((10**9, "GB"), (10**6, "MB"), (10**3, "kB"))
