"""Libraries and servers for tests: commands run against a server, and what a library says wherever it is read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from consoles import Ran, run
from cruxmap.sources.library import read_library
from cruxmap.sources.servers.triples import digest_of
from servers import Reply

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from servers import Faulty, Request, Running

PAGE = Reply(200, "text/html", b"<html><head><title>Welcome</title></head><body>Hello <b>you</b></body></html>")


class At:
    """Where commands run: a folder with libraries in it, and an environment of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.env = {"CRUXMAP_CACHE": str(folder / "cache"), "XDG_DATA_HOME": str(folder / "data")}

    def __call__(self, running: Running, *words: str) -> Ran:
        """A command with `URL` for the server's address."""
        said = [word.replace("URL", running.url) for word in words]
        return run(*said, folder=self.folder, env={**self.env, **running.env})

    def statuses(self, running: Running, *words: str, code: int = 0) -> dict[str, str]:
        """What came of each source, of a command that ends with that code."""
        ran = self(running, *words, "--endpoint", running.url, "--json")
        assert ran.code == code, ran
        return {item["source"]: item["status"] for item in json.loads(ran.stdout)["sources"]}

    def library(self, name: str = "lib", numbers: range = range(3)) -> Path:
        """A library of small maps: one, two, …"""
        home = self.folder / name
        run("init", "--bare", name, folder=self.folder)
        for number in numbers:
            write_map(home, number)
        return home


def write_map(home: Path, number: int, text: str = "What it says.") -> None:
    """A map called m and its number."""
    said = f"source: {{id: m{number}, title: The map {number}, thesis: first}}\nclaims:\n  first: {{text: {text}}}\n"
    (home / "maps" / f"m{number}.yaml").write_text(said)


def told(path: str | Path) -> dict[str, str]:
    """All that a library says, by source, without places."""
    return {one.id: digest_of(one) for one in read_library([str(path)]).maps}


def placeless(value: Any) -> Any:
    """A JSON value without the places where things are written."""
    if isinstance(value, dict):
        return {name: placeless(one) for name, one in value.items() if name not in ("file", "line", "column")}
    return [placeless(one) for one in value] if isinstance(value, list) else value


def emptied(running: Running) -> Running:
    """The server without any graph."""
    with running.reached() as server:
        for graph in running.graphs():
            server.delete(graph)
    return running


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
