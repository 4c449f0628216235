"""The command `pull` at work: sources of a server compared with those here, written as maps, and told of."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ..exports.exchanged import REFUSED, Exchanged
from ..graph.rules import report
from ..sources.library import own_library, read_library
from ..sources.placing import home_in
from ..sources.servers import Fault
from ..sources.servers.address import Patience, login_from
from ..sources.servers.fetching import Fetching, graphs_there
from ..sources.servers.graphs import graphs_here
from ..sources.servers.server import reach
from ..sources.servers.standing import RECORD, read_record
from ..sources.settings import SETTINGS
from .exchanges import Exchange, failed, told, warning
from .options import cache_of, library_paths, repairs

if TYPE_CHECKING:
    from collections.abc import Sequence

    import click

    from ..sources.library import Library
    from ..sources.servers.fetching import Fetched, There
    from ..sources.servers.graphs import Here
    from .answer import Answer, Console


class Asked(Exchange, frozen=True, kw_only=True):
    """What `pull` was asked for, as on the command line."""

    output: str | None


def fetch(ctx: click.Context, endpoint: str, asked: Asked) -> Answer:
    """Fetch sources into the user's library, or into a folder."""
    console: Console = ctx.obj
    login = login_from(console.secret)
    given = library_paths(ctx)
    home, folder = _places(given, asked.output)
    try:
        with reach(endpoint, login, Patience(asked.timeout, asked.retries), asked.store) as server:
            there = graphs_there(server, asked.sources)
            library = _library(ctx, home, given)
            here = _found(library, there, server.query, home) if library else []
            fetching = Fetching(server, here, folder, os.path.join(home, RECORD), force=asked.force)
            found = list(fetching.fetch(there, console.progress, asked.sources, dry_run=asked.dry_run))
    except Fault as error:
        return failed(endpoint, str(error), as_json=asked.as_json)
    items = [_item(fetched, dry_run=asked.dry_run) for fetched in found]
    known = {item.source for item in items} | {one.name for one in there}
    missing = set() if fetching.fault else set(asked.sources) - known
    items += [Exchanged(source, "", REFUSED, "it is not on the server") for source in missing]
    items.sort(key=lambda item: item.source)
    return told(console, server.query, items, fetching.fault, warning(endpoint, login), as_json=asked.as_json)


def _places(given: Sequence[str], output: str | None) -> tuple[str, str]:
    """The folder of the library, and the one for new maps."""
    if output is not None and not os.path.isfile(os.path.join(output, SETTINGS)):
        return output, output
    home = home_in(own_library([output] if output is not None else given))
    return home.folder, home.maps


def _library(ctx: click.Context, home: str, given: Sequence[str]) -> Library | None:
    """The library as it is now, None where there is none yet."""
    if not os.path.isdir(home):
        return None
    own = os.path.isfile(os.path.join(home, SETTINGS)) and not given and os.path.samefile(home, own_library(()))
    return read_library([] if own else [home], repair=repairs(ctx), cache=cache_of(ctx))


def _found(library: Library, there: Sequence[There], server: str, home: str) -> list[Here]:
    """The maps of the library, each with its graph on the server."""
    record = read_record(os.path.join(home, RECORD)).get(server, {})
    said = {one.graph: one.row.digest for one in there if one.row}
    return graphs_here(library.maps, library.documents, record, said, home)


_WHY_NOT = {
    "changed both": "it was changed here and on the server: --force takes the server's, `push --force` this one",
    "changed here": "`cruxmap push` sends it",
}


def _item(fetched: Fetched, *, dry_run: bool) -> Exchanged:
    """What came of a source, as it is told."""
    problems = tuple(report(fetched.findings))
    done = "would fetch" if dry_run else "fetched"
    status = REFUSED if fetched.refused else done if fetched.file else fetched.standing
    status = REFUSED if status == "changed both" else "changed here" if status == "new here" else status
    reason = fetched.refused or ("" if fetched.file else _WHY_NOT.get(fetched.standing, ""))
    return Exchanged(fetched.source, fetched.graph, status, reason, None, fetched.file, problems)
