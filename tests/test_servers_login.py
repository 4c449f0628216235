"""Servers that want a login, and those that send on to another address: nobody else is told who asks."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from served import held, once, send
from servers import MANIFEST, Reply, Request, faulty

if TYPE_CHECKING:
    from pathlib import Path

LOGIN = {"CRUXMAP_ENDPOINT_USER": "ada", "CRUXMAP_ENDPOINT_PASSWORD": "secret"}


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
