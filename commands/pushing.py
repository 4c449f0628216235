"""The command `push` at work: sources compared with those on a server, sent, and told of."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from msgspec.structs import replace

from ..exports.exchanged import REFUSED, Exchanged
from ..graph.problem import CruxmapError, quoted
from ..graph.suggest import did_you_mean
from ..sources.homes import kept_at
from ..sources.servers import Fault
from ..sources.servers.address import Patience, login_from
from ..sources.servers.graphs import graphs_here
from ..sources.servers.sending import Sending, gone_here, plan_sending, remove
from ..sources.servers.server import reach
from ..sources.servers.standing import RECORD, read_record
from .exchanges import Exchange, failed, told, warning
from .options import library_of, library_paths

if TYPE_CHECKING:
    import click

    from ..sources.library import Library
    from ..sources.servers.sending import Sent
    from ..sources.servers.server import Server
    from .answer import Answer, Console


class Asked(Exchange, frozen=True, kw_only=True):
    """What `push` was asked for, as on the command line."""

    prune: bool


def send(ctx: click.Context, endpoint: str, asked: Asked) -> Answer:
    """Send the sources of the library."""
    console: Console = ctx.obj
    login = login_from(console.secret)
    library = library_of(ctx)
    record_path = kept_at(RECORD, library.documents, library_paths(ctx))[0]
    try:
        with reach(endpoint, login, Patience(asked.timeout, asked.retries), asked.store) as server:
            items, fault = _exchanged(server, library, record_path, asked, console)
    except Fault as error:
        return failed(endpoint, str(error), as_json=asked.as_json)
    items.sort(key=lambda item: item.source)
    return told(console, server.query, items, fault, warning(endpoint, login), as_json=asked.as_json)


def _exchanged(
    server: Server, library: Library, record_path: str, asked: Asked, console: Console
) -> tuple[list[Exchanged], str]:
    """What came of each source, and what stopped it before the end, "" for nothing."""
    record = read_record(record_path).get(server.query, {})
    inside = server.digests()
    here = graphs_here(library.maps, library.documents, record, inside, os.path.dirname(record_path))
    known = [one.name for one in here]
    for source in asked.sources:
        if source not in known:
            raise CruxmapError(f"there is no source {quoted(source)}: {did_you_mean(source, known) or _KNOWN}")
    whole = plan_sending(server, here, record, inside, asked.sources, force=asked.force)
    broken = {} if asked.force else _broken(library)
    plan = [sent for sent in whole if sent.here.map.file not in broken]
    items = [_refused(sent, broken[sent.here.map.file]) for sent in whole if sent.here.map.file in broken]
    prunes = asked.prune and not asked.sources and not broken
    gone = gone_here(server, here, record) if prunes else {}
    if asked.dry_run:
        items += [_item(sent, "would send") for sent in plan]
        return items + [Exchanged(source, graph, "would remove") for graph, source in gone.items()], ""
    sending = Sending(server, here, record_path)
    done = [_item(sent, "sent") for sent in sending.send(plan, console.progress)]
    lost = sending.lost
    items += [replace(one, status=REFUSED, reason=lost[one.graph]) if one.graph in lost else one for one in done]
    if gone and not sending.fault:
        remove(server, gone, record_path)
        items += [Exchanged(source, graph, "removed") for graph, source in gone.items()]
    return items, sending.fault


_KNOWN = "`cruxmap sources` lists them"
_WHY_NOT = {
    "changed there": "it is newer on the server: `cruxmap pull` fetches it, --force overwrites it there",
    "changed both": "it has changed on the server and here: --force overwrites it there, `cruxmap pull --force` here",
}


def _broken(library: Library) -> dict[str, str]:
    """The documents of which something could not be read, and would be lost there, each with the first such error."""
    errors = [one for one in library.problems if one.severity == "error" and one.code.startswith("CM0")]
    return {problem.span.file: f"{problem.span}: {problem.code} {problem.message}" for problem in reversed(errors)}


def _refused(sent: Sent, error: str) -> Exchanged:
    return Exchanged(sent.here.name, sent.here.graph, REFUSED, f"not all of its document can be read: {error}")


def _item(sent: Sent, done: str) -> Exchanged:
    """What came of a source, as it is told."""
    status = done if sent.is_wanted else {"changed both": REFUSED}.get(sent.standing, sent.standing)
    reason = "" if sent.is_wanted else _WHY_NOT.get(sent.standing, "")
    return Exchanged(sent.here.name, sent.here.graph, status, reason, sent.triples)
