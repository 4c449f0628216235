"""Libraries read where they lie: the graphs of a server, kept as files so that only what has changed is fetched."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections import deque
from concurrent.futures import Future
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING

import msgspec
from msgspec import MsgspecError, Struct

from ...graph.problem import Finding, Span
from ...graph.rdf.terms import BASE, id_of
from ..digest import digest
from ..files import read_bytes, write_bytes
from ..settings import REMOTE
from ..user_folders import data_folder
from . import Fault
from .address import Patience, login_from
from .server import Row, Server, reach
from .triples import as_n_quads

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ...graph.rdf.terms import Quad
    from ..cache_folder import Cache

AT_ONCE = 4
INDEX = "index.json"
DEFAULT_GRAPH = ""


class Mirrored(Struct, frozen=True):
    """A graph of a server as a file here, and what findings call it."""

    path: str
    name: str


def mirrored(path: str, cache: Cache | None, findings: list[Finding]) -> list[Mirrored]:
    """The graphs of the server that a library's path names, each as a file of N-Quads that is as new as the server.

    Without a `cache` they are fetched anew, and are gone when the program ends. What goes wrong is among the findings.
    The login is that of the environment, since `load` has no other way to be told. Raises CruxmapError for what is no
    address.
    """
    login = login_from(lambda name: os.environ.get(name, "").strip())
    try:
        with reach(path.removeprefix(REMOTE), login, Patience()) as server:
            folder = _folder(cache, server.query, login.user)
            index = _refreshed(server, folder)
    except OSError as error:
        return _failed(path, f"what the server gives cannot be kept: {error.strerror or error}", findings)
    except Fault as error:
        return _failed(path, f"the server cannot be read: {error}", findings)
    names = ((_name(iri), os.path.join(folder, kept.file)) for iri, kept in index.items())
    return [Mirrored(file, f"{path}#{name or 'default'}.nq") for name, file in sorted(names)]


def home_of(path: str) -> str:
    """The folder for what a reader adds to a server's library."""
    return os.path.join(data_folder(), "servers", digest(os.fsencode(path)).hex()[:24])


class _Kept(Struct, frozen=True):
    """A file that holds a graph, a digest of it, and what the manifest said when it was fetched."""

    file: str
    code: str
    row: Row | None


def _refreshed(server: Server, folder: str) -> dict[str, _Kept]:
    """What is kept of each graph once all that is new or changed has been fetched."""
    before = _read_index(folder)
    listing = server.listing()
    wanted: Mapping[str, Row | None] = listing or {DEFAULT_GRAPH: None}
    index = {iri: before[iri] for iri, row in wanted.items() if iri in before and _is_fresh(folder, before[iri], row)}
    missing = {iri: row for iri, row in wanted.items() if iri not in index}
    for iri, data in _fetched(server, missing):
        code = digest(data).hex()
        kept = _Kept(f"{digest(iri.encode()).hex()[:24]}.nq", code, missing[iri])
        if data:
            write_bytes(os.path.join(folder, kept.file), data, lasting=False)
            index[iri] = kept
    if index != before:
        write_bytes(os.path.join(folder, INDEX), msgspec.json.encode(index), lasting=False)
        for gone in {kept.file for kept in before.values()} - {kept.file for kept in index.values()}:
            os.unlink(os.path.join(folder, gone))
    return index


def _fetched(server: Server, wanted: Mapping[str, Row | None]) -> Iterator[tuple[str, bytes]]:
    """The graphs as N-Quads, several asked for at the same time; whoever stops this waits for none of them."""
    futures: dict[str, Future[list[Quad]]] = {iri: Future() for iri in wanted}
    left = deque(futures)

    def ask() -> None:
        while left:
            with suppress(IndexError):  # another was quicker
                iri = left.popleft()
                try:
                    futures[iri].set_result(server.graph(iri, wanted[iri]))
                except BaseException as error:  # noqa: BLE001 - raised where the graph is wanted
                    futures[iri].set_exception(error)

    for _ in range(min(AT_ONCE, len(futures))):
        Thread(target=ask, daemon=True).start()
    try:
        for iri, future in futures.items():
            yield iri, as_n_quads(future.result())
    finally:
        left.clear()


def _is_fresh(folder: str, kept: _Kept, row: Row | None) -> bool:
    """Whether the file is as it was written, and the manifest says what it said then."""
    return (
        row is not None and bool(row.digest) and row == kept.row and _code(os.path.join(folder, kept.file)) == kept.code
    )


def _code(path: str) -> str:
    data, fault = read_bytes(path)
    return "" if fault else digest(data).hex()


def _read_index(folder: str) -> dict[str, _Kept]:
    data, fault = read_bytes(os.path.join(folder, INDEX))
    try:
        return {} if fault else msgspec.json.decode(data, type=dict[str, _Kept])
    except MsgspecError:
        return {}


def _folder(cache: Cache | None, server: str, user: str) -> str:
    """Where the graphs of a server are kept, for nobody else to read."""
    if cache is None:
        folder = tempfile.mkdtemp(prefix="cruxmap-")
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        return folder
    folder = os.path.join(cache.folder, "servers", digest(server.encode(), user.encode()).hex()[:24])
    os.makedirs(folder, mode=0o700, exist_ok=True)
    return folder


def _name(iri: str) -> str:
    """What a graph is called: the id of its source where it is one of ours."""
    return id_of(iri) or iri.removeprefix(BASE)


def _failed(path: str, message: str, findings: list[Finding]) -> list[Mirrored]:
    hint = "check the address, and the login in the environment"
    findings.append(Finding(rule="unreadable-file", message=message, span=Span(path), hint=hint))
    return []
