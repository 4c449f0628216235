"""Servers that are busy, break off, send on to others, lie or want a login: told in words, and nothing is lost."""

from __future__ import annotations

import json
import socket
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from consoles import Ran, run
from pyoxigraph import Store
from servers import MANIFEST, Faulty, Reply, Request, faulty

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LOGIN = {"CRUXMAP_ENDPOINT_USER": "ada", "CRUXMAP_ENDPOINT_PASSWORD": "secret"}
PAGE = Reply(200, "text/html", b"<html><head><title>Welcome</title></head><body>Hello <b>you</b></body></html>")


def once(reply: Reply, method: str = "GET", times: int = 1) -> Callable[[Request, Reply], Reply | None]:
    """That reply to the first requests of a method."""
    left = [reply] * times

    def instead(request: Request, _own: Reply) -> Reply | None:
        return left.pop() if left and request.method == method else None

    return instead


def contents(change: Callable[[Reply], Reply]) -> Callable[[Request, Reply], Reply | None]:
    """Another reply to whoever asks for the contents of a graph."""
    return lambda request, own: change(own) if request.query.startswith("CONSTRUCT") else None


def send(server: Faulty, folder: Path, *words: str, **env: str) -> Ran:
    """Push a small library."""
    if not (folder / "lib").exists():
        run("init", "--bare", "lib", folder=folder)
        for name in ("m0", "m1"):
            said = f"source: {{id: {name}, title: A map}}\nclaims:\n  first: {{text: What it says.}}\n"
            (folder / "lib" / "maps" / f"{name}.yaml").write_text(said)
    given = {"XDG_DATA_HOME": str(folder / "data"), "COLUMNS": "200", **env}
    return run("-L", "lib", "push", "--endpoint", server.url, *words, folder=folder, env=given)


def held(server: Faulty) -> set[str]:
    """The named graphs of a server by the ends of their IRIs."""
    return {graph.value.rpartition("/")[2] for graph in server.store.named_graphs()}


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


NS, ID = "https://w3id.org/cruxmap/ns#", "https://w3id.org/cruxmap/id/"
THEIRS = f"<{ID}{{0}}> <{NS}digest> 'x' . <{ID}{{0}}/source> a <{NS}Source> ; <https://schema.org/text> 'Theirs' ."


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


def test_an_answer_that_is_cut_short_is_noticed_and_nothing_is_written(tmp_path: Path) -> None:
    def cut(own: Reply) -> Reply:
        return own._replace(body=b"".join(own.body.splitlines(keepends=True)[:3]))

    with faulty() as server:
        send(server, tmp_path)
        server.instead.append(contents(cut))
        ran = run("pull", "--endpoint", server.url, "-o", "got", folder=tmp_path)
        as_library = run("-L", f"sparql+{server.url}", "list")
    assert ran.code == 1
    assert "it gives only 3 of the" in ran.stderr
    assert not list(tmp_path.glob("got/*.yaml"))
    assert "it gives only 3 of the" in " ".join(as_library.stderr.split())


def test_a_page_in_place_of_rdf_is_noticed(tmp_path: Path) -> None:
    with faulty() as server:
        send(server, tmp_path)
        server.instead.append(contents(lambda _: PAGE))
        ran = run("pull", "--endpoint", server.url, "-o", "got", folder=tmp_path, env={"COLUMNS": "200"})
    assert ran.code == 1
    assert "is no RDF: it calls itself text/html" in ran.stderr


def test_a_password_is_told_only_to_who_asks_and_to_nobody_else(tmp_path: Path) -> None:
    basic = Reply(401, headers=(("WWW-Authenticate", 'Basic realm="here"'),))
    with faulty() as other, faulty() as server:
        server.instead.append(
            lambda request, _: basic if request.method == "PUT" and not request.authorization else None
        )
        ran = send(server, tmp_path, **LOGIN)
        assert (ran.code, held(server)) == (0, {"m0", "m1", "manifest"}), ran
        first = next(place for place, request in enumerate(server.asked) if request.method == "PUT")
        assert not any(request.authorization for request in server.asked[: first + 1])
        assert server.asked[first + 1].authorization == "Basic YWRhOnNlY3JldA=="
        elsewhere = Reply(307, headers=(("Location", f"{other.url}/query?query=ASK%7B%7D"),))
        server.instead.append(once(elsewhere, times=9))
        assert "which is not followed" in send(server, tmp_path, **LOGIN).stderr
        assert not other.asked


def test_a_token_is_sent_along_and_follows_within_the_server(tmp_path: Path) -> None:
    def moved(request: Request, _own: Reply) -> Reply | None:
        if request.authorization != "Bearer t0ken":
            return Reply(403, body=b"not for you")
        return Reply(308, headers=(("Location", "/query"),)) if request.path == "/" else None

    with faulty(moved) as server:
        assert send(server, tmp_path, CRUXMAP_ENDPOINT_TOKEN="t0ken").code == 0
        assert "it refuses the login (403: not for you)" in send(server, tmp_path, CRUXMAP_ENDPOINT_TOKEN="no").stderr
        assert MANIFEST in {graph.value for graph in server.store.named_graphs()}


def test_what_is_sent_on_within_the_server_arrives_whole(tmp_path: Path) -> None:
    known: set[str] = set()

    def moved(request: Request, _own: Reply) -> Reply | None:
        if request.method != "PUT" or request.graph in known:
            return None
        known.add(request.graph)
        return Reply(307, headers=(("Location", f"/store?{urlencode({'graph': request.graph})}"),))

    with faulty(moved) as server:
        assert send(server, tmp_path).code == 0
        assert held(server) == {"m0", "m1", "manifest"}


@pytest.mark.parametrize(
    "rows",
    [
        [{"other": {"value": "x"}}],
        [{"graph": {"value": "https://w3id.org/cruxmap/id/a> } #"}}],
        [{"graph": {"type": "uri", "value": f"https://w3id.org/cruxmap/id/g{number:05}"}} for number in range(5000)],
    ],
    ids=["another name", "no IRI", "the same page for ever"],
)
def test_rows_that_nobody_asked_for_do_no_harm(rows: list[object], tmp_path: Path) -> None:
    body = json.dumps({"head": {"vars": ["graph"]}, "results": {"bindings": rows}}).encode()
    with faulty() as server:
        said = Reply(200, "application/sparql-results+json", body)
        server.instead.append(lambda request, _: said if request.query.startswith("SELECT DISTINCT") else None)
        ran = run("pull", "--endpoint", server.url, "-o", "got", "--source", "g00001", folder=tmp_path)
        assert len(server.asked) < 20
    assert ran.code in (1, 2)
    assert not list(tmp_path.glob("got/*.yaml"))


def test_names_from_a_server_lead_nowhere_but_into_the_folder(tmp_path: Path) -> None:
    ns, id_ = "https://w3id.org/cruxmap/ns#", "https://w3id.org/cruxmap/id/"
    with faulty() as server:
        for name in ("..%2F..%2Fevil", "..", "CON.yaml", "%2Fetc%2Fpasswd"):
            graph = f"{id_}{name}"
            server.store.update(
                f"INSERT DATA {{ GRAPH <{graph}> {{ <{graph}> a <{ns}Map> . <{graph}/source> a <{ns}Source> ; "
                f'<http://purl.org/dc/terms/title> "T" }} }}'
            )
        (tmp_path / "deep" / "er").mkdir(parents=True)
        before = sorted(tmp_path.rglob("*"))
        ran = run("pull", "--endpoint", server.url, "-o", "deep/er", folder=tmp_path)
        new = [path for path in tmp_path.rglob("*") if path not in before]
    assert ran.code in (0, 1)
    assert all(path.parent == tmp_path / "deep" / "er" for path in new)
