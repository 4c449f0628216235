"""Sources sent to a server: only what has changed here, each as a whole, so that it can be stopped and done again."""

from __future__ import annotations

import time
from contextlib import suppress
from itertools import groupby
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from ...graph.rdf.quads import named, quads
from ...graph.rdf.terms import Literal, Quad, id_of
from . import Fault
from .fetching import digest_there
from .server import DIGEST, Row
from .standing import UNLISTED, Seen, read_record, standing, write_record
from .triples import digest_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from ...graph.model import SourceMap
    from .server import Server
    from .standing import Standing

REPLACED = "another sent it at the same time, and theirs stands there: push again to see what changed"
REPLACING = "another sent it at the same time, and ours stands there: push again to see what changed"
NOT_KEPT = "the server says that it took it, and does not have it"
CHECKPOINT = 2.0  # seconds between writing down what has been sent


class Sent(Struct, frozen=True):
    """A source, its graph and document: how it stands to the server, whether it is to be sent, and how many triples
    were, None before that; `inside` is the digest in the graph there when this was planned."""

    source: str
    graph: str
    file: str
    digest: str
    standing: Standing
    is_wanted: bool = False
    triples: int | None = None
    inside: str = ""


def plan_sending(
    server: Server, maps: Iterable[SourceMap], record: Mapping[str, Seen], sources: Collection[str] = (), *, force: bool
) -> list[Sent]:
    """How the sources stand to the server, all or those named, and which are to be sent.

    A source that is newer there, or has changed on both sides, is sent only with `force`.
    """
    inside = server.digests()  # first, so that what comes there meanwhile is another when it is looked at again
    listing = server.listing()
    plan: list[Sent] = []
    for graph, source_map in named(one for one in maps if not one.is_view):
        name = id_of(graph)
        if sources and name not in sources:
            continue
        here, row, seen = digest_of(source_map), listing.get(graph), record.get(graph)
        there = row.digest if row else UNLISTED
        if graph not in listing:
            there = ""
        elif not there or (there == UNLISTED and seen is None):
            there = digest_there(server, graph, row)
        stands = standing(here, there, seen)
        if stands == "same" and there and not (row and row.digest):
            stands = "changed here"  # the manifest does not say so
        is_wanted = stands in ("new here", "changed here") or (force and stands != "same")
        plan.append(Sent(name, graph, source_map.file, here, stands, is_wanted, inside=inside.get(graph, "")))
    return plan


def gone_here(server: Server, maps: Iterable[SourceMap], record: Mapping[str, Seen]) -> dict[str, str]:
    """The graphs there that were once in step with a source here which is gone, and are as they were then; each with
    the id of that source."""
    here = {graph for graph, _ in named(one for one in maps if not one.is_view)}
    rows = server.manifest()
    known = {graph: seen for graph, seen in record.items() if graph in rows and graph not in here}
    return {graph: id_of(graph) for graph, seen in known.items() if seen.there == rows[graph].digest}


def remove(server: Server, graphs: Mapping[str, str], record_path: str) -> None:
    """Remove graphs from a server, its manifest and the record."""
    for graph in graphs:
        server.delete(graph)
    if graphs:
        server.record(dict.fromkeys(graphs))
        record = read_record(record_path)
        own = {graph: seen for graph, seen in record.get(server.query, {}).items() if graph not in graphs}
        write_record(record_path, {**record, server.query: own})


class Sending:
    """Sends what a plan wants, and writes down how far it came: in the manifest there, in the record here.

    `lost` says of graphs that were sent, and are not there now as they were sent, why not.
    """

    def __init__(self, server: Server, maps: Sequence[SourceMap], record_path: str) -> None:
        self.fault = ""
        self.lost: dict[str, str] = {}
        self._server = server
        self._maps = [one for one in maps if not one.is_view]
        self._path = record_path
        self._done: dict[str, Row] = {}
        self._told = time.monotonic()

    def send(self, plan: Sequence[Sent], progress: Callable[[Sequence[Sent], str], Iterable[Sent]]) -> Iterator[Sent]:
        """Every source of the plan, as it came to be; where `fault` is set in the end, the rest was not sent.

        What is stopped in the middle, by whatever, is as good as not sent, and is sent the next time.
        """
        wanted = {sent.graph: sent for sent in plan if sent.is_wanted}
        yield from (sent for sent in plan if not sent.is_wanted)
        same = {sent.graph: Seen(sent.digest, sent.digest) for sent in plan if sent.standing == "same"}
        try:
            self._note({**same, **{graph: self._unfinished(sent) for graph, sent in wanted.items()}})
            if not wanted:
                return
            self._server.record(dict.fromkeys(wanted))  # while it is being sent nothing is said of it
            contents = groupby(quads(self._maps), key=lambda quad: quad.graph)
            found = ((wanted[graph], list(content)) for graph, content in contents if graph in wanted)
            for sent in progress(list(wanted.values()), "sending"):
                _, content = next(found)
                if self._server.digest(sent.graph) != sent.inside:
                    yield replace(sent, standing="changed both", is_wanted=False)  # by another, since it was planned
                    continue
                content = [Quad(sent.graph, DIGEST, Literal(sent.digest), sent.graph), *content]
                self._server.put(sent.graph, content)
                self._done[sent.graph] = Row(sent.digest, len(content))
                yield replace(sent, triples=len(content))
                if time.monotonic() - self._told > CHECKPOINT:
                    self._write_down(wanted)
        except Fault as fault:
            self.fault = str(fault)
        finally:
            with suppress(Fault):
                self._write_down(wanted)

    def _write_down(self, wanted: Mapping[str, Sent]) -> None:
        done, self._done = self._done, {}
        if done:
            rows = self._server.manifest()
            self._server.record(dict(done))
            inside = self._server.digests()  # only now: so of two at once one at least sees the other's
            for graph, row in done.items():
                others = rows[graph].digest if graph in rows else ""
                if inside.get(graph, "") != row.digest:
                    self.lost[graph] = REPLACED if inside.get(graph, "") != wanted[graph].inside else NOT_KEPT
                elif others not in ("", row.digest, wanted[graph].inside):
                    self.lost[graph] = REPLACING
            self._note({graph: Seen(row.digest, row.digest) for graph, row in done.items() if graph not in self.lost})
        self._told = time.monotonic()

    def _unfinished(self, sent: Sent) -> Seen:
        before = read_record(self._path).get(self._server.query, {}).get(sent.graph, Seen())
        return replace(before, sending=sent.digest)

    def _note(self, rows: dict[str, Seen]) -> None:
        record = read_record(self._path)
        own = record.get(self._server.query, {})
        if rows and own | rows != own:
            write_record(self._path, {**record, self._server.query: {**own, **rows}})
