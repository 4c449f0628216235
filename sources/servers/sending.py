"""Sources sent to a server: only what has changed here, each as a whole, so that it can be stopped and done again."""

from __future__ import annotations

import time
from contextlib import suppress
from itertools import groupby
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from ...graph.rdf.quads import quads_named
from ...graph.rdf.terms import Literal, Quad, id_of
from . import Fault
from .fetching import digest_there
from .server import DIGEST, Row
from .standing import UNLISTED, Seen, read_record, standing, write_record

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from .graphs import Here
    from .server import Server
    from .standing import Standing

REPLACED = "another sent it at the same time, and theirs stands there: push again to see what changed"
REPLACING = "another sent it at the same time, and ours stands there: push again to see what changed"
NOT_KEPT = "the server says that it took it, and does not have it"
CHECKPOINT = 2.0  # seconds between writing down what has been sent


class Sent(Struct, frozen=True):
    """A source here: how it stands to the server, whether it is to be sent, and how many triples were, None before
    that; `inside` is the digest in the graph there when this was planned."""

    here: Here
    standing: Standing
    is_wanted: bool = False
    triples: int | None = None
    inside: str = ""


def plan_sending(
    server: Server,
    found: Iterable[Here],
    record: Mapping[str, Seen],
    inside: Mapping[str, str],
    sources: Collection[str] = (),
    *,
    force: bool,
) -> list[Sent]:
    """How the sources found here stand to the server, all or those named, and which are to be sent.

    `inside` are the digests in the graphs there, asked for before anything else, so that what comes there meanwhile is
    another when it is looked at again. A source that is newer there, or has changed on both sides, is sent only with
    `force`.
    """
    listing = server.listing()
    plan: list[Sent] = []
    for here in found:
        if sources and here.name not in sources:
            continue
        row, seen = listing.get(here.graph), record.get(here.graph)
        there = row.digest if row else UNLISTED
        if here.graph not in listing:
            there = ""
        elif not there or (there == UNLISTED and seen is None):
            there = digest_there(server, here.graph, row)
        stands = standing(here.digest, there, seen)
        if stands == "same" and there and not (row and row.digest):
            stands = "changed here"  # the manifest does not say so
        is_wanted = stands in ("new here", "changed here") or (force and stands != "same")
        plan.append(Sent(here, stands, is_wanted, inside=inside.get(here.graph, "")))
    return plan


def gone_here(server: Server, found: Iterable[Here], record: Mapping[str, Seen]) -> dict[str, str]:
    """The graphs there that were once in step with a source here which is gone, and are as they were then; each with
    the id of that source."""
    here = {one.graph for one in found}
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

    def __init__(self, server: Server, found: Sequence[Here], record_path: str) -> None:
        self.fault = ""
        self.lost: dict[str, str] = {}
        self._server = server
        self._here = {one.graph: one for one in found}
        self._path = record_path
        self._done: dict[str, Row] = {}
        self._told = time.monotonic()

    def send(self, plan: Sequence[Sent], progress: Callable[[Sequence[Sent], str], Iterable[Sent]]) -> Iterator[Sent]:
        """Every source of the plan, as it came to be; where `fault` is set in the end, the rest was not sent.

        What is stopped in the middle, by whatever, is as good as not sent, and is sent the next time.
        """
        wanted = {sent.here.graph: sent for sent in plan if sent.is_wanted}
        yield from (sent for sent in plan if not sent.is_wanted)
        same = {sent.here.graph: sent.here for sent in plan if sent.standing == "same"}
        try:
            in_step = {graph: _in_step(here) for graph, here in same.items()}
            self._note({**in_step, **{graph: self._unfinished(sent.here) for graph, sent in wanted.items()}})
            if not wanted:
                return
            self._server.record(dict.fromkeys(wanted))  # while it is being sent nothing is said of it
            given = [(graph, here.map) for graph, here in self._here.items()]
            contents = groupby(quads_named(given, only=wanted), key=lambda quad: quad.graph)
            for sent in progress(list(wanted.values()), "sending"):
                graph, content = next(contents)
                if self._server.digest(graph) != sent.inside:
                    yield replace(sent, standing="changed both", is_wanted=False)  # by another, since it was planned
                    continue
                triples = [Quad(graph, DIGEST, Literal(sent.here.digest), graph), *content]
                self._server.put(graph, triples)
                self._done[graph] = Row(sent.here.digest, len(triples))
                yield replace(sent, triples=len(triples))
                if time.monotonic() - self._told > CHECKPOINT:
                    self._write_down(wanted)
        except Fault as fault:
            self.fault = str(fault)
        with suppress(Fault):  # but who presses Ctrl-C is not kept waiting: what is not written down is sent again
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
            self._note({graph: _in_step(self._here[graph]) for graph in done if graph not in self.lost})
        self._told = time.monotonic()

    def _unfinished(self, here: Here) -> Seen:
        before = read_record(self._path).get(self._server.query, {}).get(here.graph, Seen())
        return replace(before, sending=here.digest, file=here.file)

    def _note(self, rows: dict[str, Seen]) -> None:
        record = read_record(self._path)
        own = record.get(self._server.query, {})
        if rows and own | rows != own:
            write_record(self._path, {**record, self._server.query: {**own, **rows}})


def _in_step(here: Here) -> Seen:
    return Seen(here.digest, here.digest, file=here.file)
