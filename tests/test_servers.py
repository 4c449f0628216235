"""Libraries on servers: pushed and pulled, with Oxigraph's server and Virtuoso as they are."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from cruxmap.graph.rdf.maps import maps_of
from cruxmap.graph.rdf.quads import quads
from cruxmap.sources.library import read_library
from cruxmap.sources.servers.server import Row
from cruxmap.sources.servers.triples import digest_of
from hypothesis import given, settings
from served import emptied, placeless, told
from servers import MANIFEST, Running
from strategies import source_maps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cruxmap.graph.model import SourceMap
    from cruxmap.sources.servers.server import Server
    from served import At

ID = "https://w3id.org/cruxmap/id/"


@pytest.fixture(params=["an_oxigraph", "a_virtuoso"])
def server(request: pytest.FixtureRequest) -> Running:
    """Each of the servers, emptied of all that is ours."""
    running: Running = request.getfixturevalue(request.param)
    return emptied(running)


@pytest.fixture(scope="module", params=["an_oxigraph", "a_virtuoso"])
def reached(request: pytest.FixtureRequest) -> Iterator[Server]:
    """Each of the servers as the program sees it, for any number of examples."""
    running: Running = request.getfixturevalue(request.param)
    with running.reached() as found:
        yield found


def test_the_shipped_maps_come_back_from_a_server_as_they_were(server: Running, at: At) -> None:
    sent = at.statuses(server, "-L", "@shipped", "push")
    again = at.statuses(server, "-L", "@shipped", "push")
    at.library("lib", range(0))
    pulled = at.statuses(server, "-L", "lib", "pull")
    assert [name.partition(".")[0] for name in sent] == ["cotra", "dragan", "links"]
    assert set(sent.values()) == {"sent"}
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


@given(source_maps())
@settings(max_examples=15)
def test_a_server_gives_back_whatever_a_map_may_hold(reached: Server, source_map: SourceMap) -> None:
    content = list(quads([source_map]))
    reached.put(content[0].graph, content)
    found = reached.graph(content[0].graph, Row("", len(content)))
    assert set(found) == set(content)
    assert [digest_of(one) for one in maps_of(found, "a.nq")[0]] == [digest_of(source_map)]
