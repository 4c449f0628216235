"""SPARQL servers on this machine: Oxigraph's and Virtuoso as they are installed, and one that misbehaves as it is told.

The last is a real store too (pyoxigraph), so that what comes of a fault on the way can be looked at.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

import pyoxigraph
from cruxmap.sources.servers.address import Login, Patience
from cruxmap.sources.servers.server import Server, reach

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MANIFEST = "https://w3id.org/cruxmap/manifest"
PATIENCE = 120.0
_CONFIGURATION = """\
[Database]
DatabaseFile = v.db
ErrorLogFile = v.log
LockFile = v.lck
TransactionFile = v.trx
xa_persistent_file = v.pxa
FileExtend = 20
[TempDatabase]
DatabaseFile = t.db
TransactionFile = t.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
ServerThreads = 10
CheckpointInterval = 0
NumberOfBuffers = 2000
MaxDirtyBuffers = 1200
CaseMode = 2
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 10
KeepAliveTimeout = 10
MaxKeepAlives = 10
[SPARQL]
ResultSetMaxRows = 10000
"""


class Running(NamedTuple):
    """A server that runs: its address, and what the environment says to be let in."""

    url: str
    env: dict[str, str]

    def reached(self) -> Server:
        """The server as the program sees it."""
        user, password = (self.env.get(f"CRUXMAP_ENDPOINT_{name}", "") for name in ("USER", "PASSWORD"))
        return reach(self.url, Login(user, password), Patience(20, 2))

    def graphs(self) -> dict[str, int]:
        """Every named graph there and how many triples it has, but for those that servers have of themselves."""
        query = "SELECT ?graph (COUNT(*) AS ?count) WHERE { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph"
        with self.reached() as server:
            rows = list(server._rows(query))
        own = ("http://www.openlinksw.com", "http://localuriqaserver", "http://www.w3.org", "urn:")
        return {row["graph"]: int(row["count"]) for row in rows if not row["graph"].startswith(own)}


@contextmanager
def oxigraph() -> Iterator[Running]:
    """Oxigraph's server, in memory."""
    program = str(Path(sys.executable).with_name("oxigraph"))
    with _process(lambda port: [program, "serve", "--bind", f"127.0.0.1:{port}"], None, "/query") as port:
        yield Running(f"http://127.0.0.1:{port}", {})


@contextmanager
def virtuoso(folder: Path) -> Iterator[Running]:
    """Virtuoso, with its files in the folder and its usual limit of rows."""

    def words(port: int) -> list[str]:
        (folder / "virtuoso.ini").write_text(_CONFIGURATION.format(sql=_free_port(), http=port))
        return [shutil.which("virtuoso-t") or "", "+foreground", "+configfile", "virtuoso.ini"]

    with _process(words, folder, "/sparql") as port:
        env = {"CRUXMAP_ENDPOINT_USER": "dba", "CRUXMAP_ENDPOINT_PASSWORD": "dba"}
        yield Running(f"http://127.0.0.1:{port}/sparql", env)


class Request(NamedTuple):
    """What came in."""

    method: str
    path: str
    graph: str
    query: str
    authorization: str


class Reply(NamedTuple):
    """What goes out, perhaps cut short or slowly."""

    status: int = 200
    kind: str = "text/plain"
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    stop_after: int | None = None
    drip: float = 0.0


class Faulty(NamedTuple):
    """A running server: its address, what it holds, what it was asked, and the replies it gives in place of its own."""

    url: str
    store: pyoxigraph.Store
    asked: list[Request]
    instead: list[Callable[[Request, Reply], Reply | None]]


@contextmanager
def faulty(*instead: Callable[[Request, Reply], Reply | None]) -> Iterator[Faulty]:
    """A server that does as it is asked, but gives the first reply that one of these has for it in place of its own."""
    store = pyoxigraph.Store()
    asked: list[Request] = []
    others = list(instead)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            parts = urlsplit(self.path)
            given = {name: values[0] for name, values in parse_qs(parts.query).items()}
            authorization = self.headers.get("Authorization", "")
            request = Request(self.command, parts.path, given.get("graph", ""), given.get("query", ""), authorization)
            asked.append(request)
            own = _own_reply(store, request, body)
            reply = next((found for other in others if (found := other(request, own))), own)
            self.send_response(reply.status)
            for name, value in (("Content-Type", reply.kind), *reply.headers):
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            with suppress(OSError):
                for start in range(0, len(reply.body[: reply.stop_after]), 20 if reply.drip else 10**9):
                    self.wfile.write(reply.body[start : start + 20] if reply.drip else reply.body[: reply.stop_after])
                    self.wfile.flush()
                    time.sleep(reply.drip)
            self.close_connection = reply.stop_after is not None

        do_GET = do_PUT = do_DELETE = do_POST = _answer  # noqa: N815 - as the library calls them

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield Faulty(f"http://127.0.0.1:{server.server_port}", store, asked, others)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _own_reply(store: pyoxigraph.Store, request: Request, body: bytes) -> Reply:
    graph = pyoxigraph.NamedNode(request.graph) if request.graph else pyoxigraph.DefaultGraph()
    if request.path == "/query" and request.query:
        found = store.query(request.query)
        if isinstance(found, pyoxigraph.QueryTriples):
            return Reply(200, "application/n-triples", found.serialize(format=pyoxigraph.RdfFormat.N_TRIPLES) or b"")
        return Reply(200, "application/sparql-results+json", _results(found))
    if request.path != "/store":
        return Reply(404, body=b"there is nothing here")
    if request.method == "PUT":
        triples = list(pyoxigraph.parse(body, format=pyoxigraph.RdfFormat.TURTLE))
        store.remove_graph(graph)
        store.extend(pyoxigraph.Quad(one.subject, one.predicate, one.object, graph) for one in triples)
        return Reply(204)
    if isinstance(graph, pyoxigraph.NamedNode) and not store.contains_named_graph(graph):
        return Reply(404, body=b"there is no such graph")
    if request.method == "DELETE":
        store.remove_graph(graph)
        return Reply(204)
    return Reply(
        200, "application/n-triples", store.dump(format=pyoxigraph.RdfFormat.N_TRIPLES, from_graph=graph) or b""
    )


def _results(found: pyoxigraph.QueryBoolean | pyoxigraph.QuerySolutions) -> bytes:
    return found.serialize(format=pyoxigraph.QueryResultsFormat.JSON) or b""


@contextmanager
def _process(words: Callable[[int], list[str]], folder: Path | None, path: str) -> Iterator[int]:
    """A server that has begun to answer, at a port that was free; somebody may be quicker to take it, then another."""
    for _ in range(5):
        port = _free_port()
        process = subprocess.Popen(words(port), cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            if _has_begun(process, f"http://127.0.0.1:{port}{path}?query=ASK%7B%7D"):
                yield port
                return
        finally:
            process.kill()
            process.wait()
    raise ChildProcessError(f"the server ended with exit code {process.returncode}")


def _has_begun(process: subprocess.Popen[bytes], url: str) -> bool:
    """Whether the server answers, sooner or later, and does not end."""
    until = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < until:
        try:
            with urlopen(url, timeout=10):
                return True
        except HTTPError:
            return True
        except OSError:
            time.sleep(0.05)
    return False


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port
