"""Libraries on servers: pushed and pulled, with Oxigraph's server and Virtuoso as they are."""

from __future__ import annotations

import itertools
import json
import os
import random
import shutil
import subprocess
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from conftest import missing
from consoles import Ran, run
from cruxmap.graph.rdf.maps import maps_of
from cruxmap.graph.rdf.quads import quads
from cruxmap.sources.library import read_library
from cruxmap.sources.servers.server import Row
from cruxmap.sources.servers.triples import digest_of
from hypothesis import given, settings
from servers import MANIFEST, Faulty, Reply, Request, Running, faulty, oxigraph, virtuoso
from strategies import source_maps

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cruxmap.graph.model import SourceMap
    from cruxmap.sources.servers.server import Server

ID = "https://w3id.org/cruxmap/id/"
NUMBERS = range(24)
PROGRAM = "from cruxmap.cli import main; main()"


@pytest.fixture(scope="module")
def an_oxigraph() -> Iterator[Running]:
    with oxigraph() as running:
        yield running


@pytest.fixture(scope="module")
def a_virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    if not shutil.which("virtuoso-t"):
        missing("Virtuoso (Debian: apt install virtuoso-opensource-7-bin)")
    with virtuoso(tmp_path_factory.mktemp("virtuoso")) as running:
        yield running


@pytest.fixture(params=["an_oxigraph", "a_virtuoso"])
def server(request: pytest.FixtureRequest) -> Running:
    """Each of the servers, emptied of all that is ours."""
    running: Running = request.getfixturevalue(request.param)
    return _emptied(running)


@pytest.fixture(scope="module", params=["an_oxigraph", "a_virtuoso"])
def reached(request: pytest.FixtureRequest) -> Iterator[Server]:
    """Each of the servers as the program sees it, for any number of examples."""
    running: Running = request.getfixturevalue(request.param)
    with running.reached() as found:
        yield found


@pytest.fixture
def there(an_oxigraph: Running) -> Running:
    """The quicker one of them, where any will do."""
    return _emptied(an_oxigraph)


@pytest.fixture
def at(tmp_path: Path) -> At:
    return At(tmp_path)


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


def test_the_shipped_maps_come_back_from_a_server_as_they_were(server: Running, at: At) -> None:
    assert at.statuses(server, "-L", "@shipped", "push") == {"cotra": "sent", "dragan": "sent", "links.1": "sent"}
    again = at.statuses(server, "-L", "@shipped", "push")
    at.library("lib", range(0))
    pulled = at.statuses(server, "-L", "lib", "pull")
    assert set(again.values()) == {"same"}
    assert set(pulled.values()) == {"fetched"}
    assert told(at.folder / "lib") == told("@shipped")
    assert set(at.statuses(server, "-L", "lib", "pull").values()) == {"same"}


def test_a_library_is_read_where_it_lies(server: Running, at: At) -> None:
    assert at(server, "-L", "@shipped", "push", "--endpoint", "URL").code == 0
    for command in (("cruxes",), ("gaps",), ("show", "schemer-model"), ("stats",)):
        here = at(server, "-L", "@shipped", *command, "--json")
        from_there = at(server, "-L", "sparql+URL", *command, "--json")
        assert from_there.code == 0, from_there
        assert placeless(json.loads(from_there.stdout)) == placeless(json.loads(here.stdout))


def test_only_what_has_changed_is_sent_and_fetched(there: Running, at: At) -> None:
    one, other = at.library("one"), at.library("other", range(0))
    assert at.statuses(there, "-L", "one", "push") == {"m0": "sent", "m1": "sent", "m2": "sent"}
    assert set(at.statuses(there, "-L", "other", "pull").values()) == {"fetched"}
    write_map(one, 1, "Something else.")
    (one / "maps" / "m2.yaml").write_text("# A remark.\n" + (one / "maps" / "m2.yaml").read_text())
    assert at.statuses(there, "-L", "one", "push", "--dry-run") == {"m0": "same", "m1": "would send", "m2": "same"}
    assert at.statuses(there, "-L", "one", "push") == {"m0": "same", "m1": "sent", "m2": "same"}
    assert at.statuses(there, "-L", "other", "push") == {"m0": "same", "m1": "changed there", "m2": "same"}
    assert at.statuses(there, "-L", "other", "pull", "--source", "m1", "--dry-run") == {"m1": "would fetch"}
    assert at.statuses(there, "-L", "other", "pull") == {"m0": "same", "m1": "fetched", "m2": "same"}
    assert "Something else." in (other / "maps" / "m1.yaml").read_text()


def test_what_was_changed_on_both_sides_is_overwritten_on_neither(there: Running, at: At) -> None:
    one, other = at.library("one"), at.library("other", range(0))
    at.statuses(there, "-L", "one", "push")
    at.statuses(there, "-L", "other", "pull")
    write_map(one, 0, "As the one has it.")
    write_map(other, 0, "As the other has it.")
    before = (other / "maps" / "m0.yaml").read_bytes()
    assert at.statuses(there, "-L", "other", "pull")["m0"] == "changed here"
    at.statuses(there, "-L", "one", "push")
    assert at.statuses(there, "-L", "other", "pull", code=1)["m0"] == "refused"
    assert at.statuses(there, "-L", "other", "push", code=1)["m0"] == "refused"
    assert (other / "maps" / "m0.yaml").read_bytes() == before
    assert at.statuses(there, "-L", "other", "push", "--force")["m0"] == "sent"
    assert at.statuses(there, "-L", "one", "pull", "--force")["m0"] == "fetched"
    assert told(one) == told(other)


def test_graphs_of_others_are_not_touched(server: Running, at: At) -> None:
    home = at.library()
    foreign = list(quads(read_library(["@shipped"]).maps[:1], positions=False))[:50]
    with server.reached() as reached:
        reached.put("https://example.org/theirs", foreign)
        reached.put(f"{ID}cotra", foreign)
    before = server.graphs()
    at.statuses(server, "-L", "lib", "push")
    (home / "maps" / "m1.yaml").unlink()
    assert at.statuses(server, "-L", "lib", "push", "--prune") == {"m0": "same", "m1": "removed", "m2": "same"}
    after = server.graphs()
    assert {graph: count for graph, count in after.items() if graph in before} == before
    assert set(after) - set(before) == {f"{ID}m0", f"{ID}m2", MANIFEST}
    assert at.statuses(server, "-L", "@shipped", "push", "--source", "cotra", code=1) == {"cotra": "refused"}


def test_what_is_changed_on_the_server_by_other_means_is_noticed(there: Running, at: At) -> None:
    home = at.library()
    at.statuses(there, "-L", "lib", "push")
    maps = [one for one in read_library([str(home)]).maps if one.id == "m0"]
    more = [quad for quad in quads(maps) if not str(quad.predicate).endswith("keywords")]
    more.append(more[0]._replace(subject=f"{ID}m0/first", predicate="https://schema.org/keywords", object=_word("new")))
    with there.reached() as reached:
        reached.put(f"{ID}m0", more)
    assert at.statuses(there, "-L", "lib", "push")["m0"] == "changed there"
    assert at.statuses(there, "-L", "lib", "pull") == {"m0": "fetched", "m1": "same", "m2": "same"}
    assert "new" in (home / "maps" / "m0.yaml").read_text()
    assert set(at.statuses(there, "-L", "lib", "pull").values()) == {"same"}


def test_a_document_that_cannot_be_read_whole_is_not_sent(there: Running, at: At) -> None:
    home = at.library()
    broken = "source: {id: m1, title: Broken}\nclaims:\n  one: {text: It is., suports: [two]}\n"
    dangling = "source: {id: m2, title: Whole}\nclaims:\n  one: {text: It is., supports: [other/two]}\n"
    (home / "maps" / "m1.yaml").write_text(broken)
    (home / "maps" / "m2.yaml").write_text(dangling)
    assert at.statuses(there, "-L", "lib", "push", code=1) == {"m0": "sent", "m1": "refused", "m2": "sent"}


@given(source_maps())
@settings(max_examples=15)
def test_a_server_gives_back_whatever_a_map_may_hold(reached: Server, source_map: SourceMap) -> None:
    content = list(quads([source_map]))
    reached.put(content[0].graph, content)
    found = reached.graph(content[0].graph, Row("", len(content)))
    assert set(found) == set(content)
    assert [digest_of(one) for one in maps_of(found, "a.nq")[0]] == [digest_of(source_map)]


def test_a_push_that_is_killed_loses_nothing_and_the_next_one_finishes(at: At) -> None:
    """It is killed when a server has done what it was sent and before it says so, a few times, at any of the graphs."""
    home = at.library("lib", NUMBERS)
    words = [sys.executable, "-c", PROGRAM, "-L", "lib", "push", "--endpoint"]
    chance = random.Random(8)
    with faulty() as server:
        there = Running(server.url, {})
        at.statuses(there, "-L", "lib", "push", "--source", "m3")
        for attempt in range(4):
            for number in NUMBERS:
                write_map(home, number, f"As it is the {attempt}th time.")
            with (
                silent_after(server, chance.randrange(1, len(NUMBERS) + 3)) as has_done_it,
                subprocess.Popen(
                    [*words, there.url], cwd=at.folder, env={**os.environ, **at.env}, stdout=subprocess.DEVNULL
                ) as process,
            ):
                assert has_done_it.wait(60)
                process.kill()
            assert len(read_library([f"sparql+{there.url}"]).maps) >= 1
            statuses = at.statuses(there, "-L", "lib", "push")
            assert set(statuses.values()) <= {"sent", "same"}
            other = at.folder / f"other-{attempt}"
            assert set(at.statuses(there, "pull", "-o", str(other)).values()) == {"fetched"}
            assert told(other) == told(home)


@contextmanager
def silent_after(server: Faulty, graphs: int) -> Iterator[threading.Event]:
    """Let the server take so many graphs and say nothing to the last of them; tells when it has it."""
    has_done_it, is_over = threading.Event(), threading.Event()
    count = itertools.count(1)

    def keep_back(request: Request, _own: Reply) -> None:
        if request.method == "PUT" and next(count) == graphs:
            has_done_it.set()
            is_over.wait()

    server.instead.append(keep_back)
    try:
        yield has_done_it
    finally:
        server.instead.clear()
        is_over.set()


def test_of_two_pushes_at_the_same_time_nothing_is_lost_unsaid(there: Running, at: At) -> None:
    homes = [at.library(name, range(8)) for name in ("one", "two")]
    for home in homes:
        for number in range(8):
            write_map(home, number, f"As {home.name} has it.") if number % 2 else None
    at.statuses(there, "-L", "one", "push", "--source", "m0")
    words = [sys.executable, "-c", PROGRAM, "-L", "NAME", "push", "--endpoint", there.url, "--json"]
    both = [
        subprocess.Popen(
            [word.replace("NAME", home.name) for word in words],
            cwd=at.folder,
            env={**os.environ, **at.env},
            stdout=subprocess.PIPE,
        )
        for home in homes
    ]
    first = [{item["source"]: item["status"] for item in json.loads(one.communicate()[0])["sources"]} for one in both]
    found = told(f"sparql+{there.url}")
    ours = [told(home) for home in homes]
    assert found.keys() == ours[0].keys()
    for source, digest in found.items():
        assert digest in (ours[0][source], ours[1][source])
        assert ours[0][source] == ours[1][source] or "refused" in (first[0][source], first[1][source])
    for home in homes:
        again = json.loads(at(there, "-L", home.name, "push", "--endpoint", there.url, "--json").stdout)
        others = {item["source"] for item in again["sources"] if item["status"] in ("refused", "changed there")}
        assert others == {source for source, digest in told(home).items() if found[source] != digest}
    assert told(f"sparql+{there.url}") == found


def told(path: str | Path) -> dict[str, str]:
    """All that a library says, by source, without places."""
    return {one.id: digest_of(one) for one in read_library([str(path)]).maps}


def placeless(value: Any) -> Any:
    """A JSON value without the places where things are written."""
    if isinstance(value, dict):
        return {name: placeless(one) for name, one in value.items() if name not in ("file", "line", "column")}
    return [placeless(one) for one in value] if isinstance(value, list) else value


def _emptied(running: Running) -> Running:
    with running.reached() as server:
        for graph in running.graphs():
            server.delete(graph)
    return running


def _word(text: str) -> Any:
    from cruxmap.graph.rdf.terms import Literal

    return Literal(text)
