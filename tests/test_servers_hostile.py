"""Servers that are busy, break off or do other things meanwhile: told in words, and nothing is lost."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest
from consoles import run
from pyoxigraph import Store
from served import PAGE, held, once, send
from servers import MANIFEST, Faulty, Reply, Request, faulty

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NS, ID = "https://w3id.org/cruxmap/ns#", "https://w3id.org/cruxmap/id/"
THEIRS = f"<{ID}{{0}}> <{NS}digest> 'x' . <{ID}{{0}}/source> a <{NS}Source> ; <https://schema.org/text> 'Theirs' ."


@pytest.mark.parametrize(
    "fault",
    [
        once(Reply(429, headers=(("Retry-After", "0"),)), times=2),
        once(Reply(503, body=b"busy", headers=(("Retry-After", "Mon, 01 Jan 2024 00:00:00 GMT"),)), "PUT", 3),
        once(Reply(500, "text/html", b"<h1>Deadlock</h1>", headers=(("Retry-After", "0"),)), "PUT"),
        once(Reply(200, "application/sparql-results+json", b'{"boolean": true}', stop_after=3)),
        once(Reply(204, body=b"1234567890", stop_after=0), "PUT"),
    ],
    ids=["too many requests", "unavailable", "broken down", "half an answer", "none after all"],
)
def test_a_server_that_is_busy_or_breaks_off_is_asked_again(
    fault: Callable[[Request, Reply], Reply | None], tmp_path: Path
) -> None:
    with faulty(fault) as server:
        ran = send(server, tmp_path)
        assert (ran.code, held(server)) == (0, {"m0", "m1", "manifest"}), ran


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (once(Reply(503, body=b"we are closed"), times=99), "it answers 503: we are closed"),
        (once(Reply(429, headers=(("Retry-After", "7200"),)), times=99), "(it wants 7200 seconds of rest)"),
        (once(PAGE, times=99), "no SPARQL is spoken there"),
        (once(Reply(200, "application/json", b'{"boolean": "yes"}'), times=99), "no SPARQL is spoken there"),
        (once(Reply(404, body=b"nothing \x1b[31mhere"), times=99), "no SPARQL is spoken there (404: nothing [31mhere)"),
        (
            once(Reply(307, headers=(("Location", "http://other.example/query"),)), times=99),
            "it sends on to http://other.example/query, which is not followed",
        ),
        (once(Reply(307, headers=(("Location", "/again"),)), times=99), "it sends on and on"),
        (once(Reply(401, body=b"who?"), times=99), "it wants a login for / (401: who?): set CRUXMAP_ENDPOINT_USER"),
        (
            once(Reply(200, body=b"not packed at all", headers=(("Content-Encoding", "gzip"),)), times=99),
            "is not understood",
        ),
        (
            once(Reply(200, body=b"packed twice", headers=(("Content-Encoding", "gzip, gzip"),)), times=99),
            "packed as nobody asked for: gzip, gzip",
        ),
    ],
)
def test_a_server_that_gives_no_answer_is_told_of_in_a_line(
    fault: Callable[[Request, Reply], Reply | None], said: str, tmp_path: Path
) -> None:
    with faulty(fault) as server:
        ran = send(server, tmp_path, "--retries", "0")
    assert said in ran.stderr
    assert (ran.code, ran.stdout, ran.stderr.count("\n")) == (1, "", 1)


def test_a_slow_server_is_not_waited_for(tmp_path: Path) -> None:
    with faulty(once(Reply(200, body=b"x" * 99, drip=0.6), times=99)) as server:
        ran = send(server, tmp_path, "--retries", "0", "--timeout", "1")
    assert (ran.code, ran.stdout) == (1, "")
    assert "no answer within 1 seconds" in ran.stderr


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (PAGE, "no SPARQL is spoken there"),
        (Reply(302, headers=(("Location", "https://other.example/"),)), "is not followed"),
        (Reply(403), "it wants a login"),
    ],
)
def test_a_library_that_cannot_be_read_where_it_lies_is_an_error(fault: Reply, said: str) -> None:
    with faulty(once(fault, times=99)) as server:
        ran = run("-L", f"sparql+{server.url}", "cruxes", "--json", env={"COLUMNS": "200"})
    assert (ran.code, json.loads(ran.stdout)) == (1, [])
    assert said in " ".join(ran.stderr.split())


def test_where_nothing_listens_that_is_said_at_once(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and does not listen
        ran = send(Faulty(f"http://127.0.0.1:{taken.getsockname()[1]}", Store(), [], []), tmp_path)
    assert (ran.code, ran.stdout) == (1, "")
    assert "it cannot be reached" in ran.stderr


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("localhost:7878", "is no address of a server"),
        ("ftp://localhost/", "is no address of a server"),
        ("http://localhost:99999", "is no address of a server"),
        ("http://ada:secret@localhost:1", "the address holds a password"),
        ("http://local host", "is no address of a server"),
        ("http://localhost:1/query?key=secret", "ends before ? and #"),
    ],
)
@pytest.mark.parametrize("command", ["push", "pull", "read"])
def test_what_is_no_address_is_wrong_use(command: str, address: str, said: str, library: Path) -> None:
    words = ("-L", f"sparql+{address}", "list") if command == "read" else (command, "--endpoint", address)
    ran = run(*words, folder=library)
    assert ran.code == 2
    assert said in " ".join(ran.stderr.split())
    assert "secret" not in ran.stderr


def test_a_fault_in_the_middle_leaves_what_was_sent_and_the_next_time_does_the_rest(tmp_path: Path) -> None:
    def refuse_second(request: Request, _own: Reply) -> Reply | None:
        return Reply(507, body=b"full") if request.method == "PUT" and request.graph.endswith("m1") else None

    with faulty(refuse_second) as server:
        ran = send(server, tmp_path, "--json")
        told = json.loads(ran.stdout)
        assert ran.code == 1
        assert [(item["source"], item["status"]) for item in told["sources"]] == [("m0", "sent")]
        assert told["fault"] == "it does not take <https://w3id.org/cruxmap/id/m1>: 507: full"
        server.instead.clear()
        again = json.loads(send(server, tmp_path, "--json").stdout)
        assert {item["source"]: item["status"] for item in again["sources"]} == {"m0": "same", "m1": "sent"}


@pytest.mark.parametrize(
    ("graph", "update", "status", "reason"),
    [
        ("m0", f"INSERT DATA {{ GRAPH <{ID}m1> {{ {THEIRS.format('m1')} }} }}", "sent refused", "--force"),
        ("m0", f"DROP GRAPH <{ID}m0>", "refused sent", "does not have it"),
        (
            "m1",
            f"DROP GRAPH <{ID}m0> ; INSERT DATA {{ GRAPH <{ID}m0> {{ {THEIRS.format('m0')} }} }}",
            "refused sent",
            "theirs stands there",
        ),
        (
            "m1",
            f"INSERT DATA {{ GRAPH <{MANIFEST}> {{ <{ID}m0> <{NS}digest> 'theirs' ; <{NS}triples> '7' }} }}",
            "refused sent",
            "ours stands there",
        ),
    ],
    ids=["sent by another first", "not kept", "replaced by another", "replacing another's"],
)
def test_what_another_does_in_the_middle_is_told_and_not_undone(
    graph: str, update: str, status: str, reason: str, tmp_path: Path
) -> None:
    with faulty() as server:

        def meanwhile(request: Request, _own: Reply) -> None:
            if request.method == "PUT" and request.graph.endswith(graph):
                server.instead.clear()
                server.store.update(update)

        server.instead.append(meanwhile)
        ran = send(server, tmp_path, "--json")
        told = json.loads(ran.stdout)["sources"]
        assert (ran.code, " ".join(item["status"] for item in told)) == (1, status)
        assert reason in next(item["reason"] for item in told if item["status"] == "refused")
        again = {
            item["source"]: item["status"] for item in json.loads(send(server, tmp_path, "--json").stdout)["sources"]
        }
        theirs = {quad.graph_name.value for quad in server.store if getattr(quad.object, "value", "") == "Theirs"}
        assert {again[one.removeprefix(ID)] for one in theirs} <= {"refused"}
        assert {again[name] for name in ("m0", "m1") if ID + name not in theirs} <= {"same", "sent"}


@pytest.mark.parametrize("words", [("push",), ("pull", "-o", "got"), ()], ids=["push", "pull", "read"])
def test_ctrl_c_is_heard_at_once_and_the_next_time_does_the_rest(words: tuple[str, ...], tmp_path: Path) -> None:
    """It comes while the server keeps back its answer about one graph and all others, until the program has ended."""
    with faulty() as server:
        send(server, tmp_path, *(["--dry-run"] if words == ("push",) else []))
        is_asked, is_over = threading.Event(), threading.Event()

        def keep_back(request: Request, _own: Reply) -> None:
            method = "PUT" if words == ("push",) else "GET"
            is_content = request.graph or request.query.startswith("CONSTRUCT")
            is_it = request.method == method and is_content and f"{ID}m1" in request.graph + request.query
            if is_it or is_asked.is_set():
                is_asked.set()
                is_over.wait()

        server.instead.append(keep_back)
        asked = ["-L", "lib", *words, "--endpoint", server.url] if words else ["-L", f"sparql+{server.url}", "list"]
        program = [sys.executable, "-c", "from cruxmap.cli import main; main()"]
        with subprocess.Popen(
            [*program, *asked], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process:
            assert is_asked.wait(60)
            process.send_signal(signal.SIGINT)
            try:
                out, err = process.communicate(timeout=60)
            finally:
                process.kill()
                is_over.set()
        assert (process.returncode, out, err.strip()) == (1, b"", b"Aborted!")
        server.instead.clear()
        assert run(*asked, folder=tmp_path).code == 0
        got = tmp_path / "got"
        assert [path.name for path in sorted(got.glob("*.yaml"))] == ["m0.yaml", "m1.yaml"] * got.exists()
        assert held(server) == {"m0", "m1", "manifest"}
