"""A kept library in which single documents change is brought up to date in place, and is what it is read anew."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest
from cruxmap.graph.search import search, search_kept
from cruxmap.sources.cache_folder import DATABASE, Cache
from cruxmap.sources.library import Library, read_library
from made_up import generate
from terminals import PATIENCE
from vaults import answers, files, fresh

if TYPE_CHECKING:
    from pathlib import Path

    from cruxmap.graph.graph import Graph

SOURCES = "abcd"
WORDS = ["seven", "quiet", "rivers", "bend", "where", "nobody", "looks", "for", "them", "at", "night"]


def _entry(rng: random.Random) -> dict[str, Any]:
    return {"text": " ".join(rng.choices(WORDS, k=6)).capitalize() + "."}


def _linked(rng: random.Random, relation: str, slug: str) -> dict[str, list[str]]:
    """Now and then a link, to another source's node more rarely, to one that is not there very rarely."""
    if rng.random() < 0.5:
        return {}
    source = rng.choice([*SOURCES, *"eeeeeeeee"])
    number = rng.choice([0, 1, 1, 2, 2, 2, 9 if rng.random() < 0.03 else 0])
    return {relation: [f"{slug}-{number}" if source == "e" else f"{source}/{slug}-{number}"]}


def _map(rng: random.Random, name: str) -> str:
    """A map whose nodes depend on those of the others in every way in which maps can."""
    claims = {f"claim-{n}": _entry(rng) | _linked(rng, "supports", "claim") for n in range(rng.choice([3, 3, 4]))}
    for slug, entry in claims.items():
        if entry.get("supports") in ([slug], [f"{name}/{slug}"]):
            del entry["supports"]
    claims["claim-0"] |= _linked(rng, "bears_on", "crux") | _linked(rng, "related_to", "failure")
    failures = {f"failure-{n}": _entry(rng) for n in range(3)}
    cures = {f"cure-{n}": _entry(rng) | _linked(rng, "mitigates", "failure") for n in range(2)}
    cruxes = {
        f"crux-{n}": _entry(rng)
        | {"positions": {side: _entry(rng) | {"because": ["claim-1"]} for side in rng.choice(["xy", "xz"])}}
        for n in range(3)
    }
    if rng.random() < 0.3:
        claims["claim-1"]["bears_on"] = [{"to": f"{rng.choice(SOURCES)}/crux-1", "leans": "x"}]
    document: dict[str, Any] = {"source": {"id": name, "title": f"The document {name}"}, "claims": claims}
    document |= {"failure_modes": failures, "mitigations": cures, "cruxes": cruxes}
    if rng.random() < 0.2:
        pair = {"element": f"{rng.choice(SOURCES)}/claim-2", "stands_for": rng.choice(["failure-1", "a river"])}
        document["analogies"] = {"river": _entry(rng) | {"mapping": [pair]}}
    if rng.random() < 0.2:
        document["source"]["outline"] = [{"node": f"{rng.choice(SOURCES)}/claim-2"}]
    return json.dumps(document)


def _links(rng: random.Random) -> str:
    return json.dumps({"links": [{"from": "a/claim-1", "relation": "supports", "to": f"{rng.choice('bcd')}/claim-2"}]})


def _told(library: Library) -> object:
    graph = library.graph
    nodes = [*graph.nodes.values()]
    text = graph.full_text()
    found = [search_kept(text, word) if text else search(nodes, word) for word in ("river", "quiet look", "crux")]
    ends = [(graph.out(node.id), graph.into(node.id), graph.shares_slug(node.id)) for node in nodes]
    about = (library.problems, library.findings, library.lost, library.documents, library.maps)
    return nodes, graph.links, ends, _in_arrays(graph), found, [*graph.of_kinds("crux", "position")], about


def _in_arrays(graph: Graph) -> list[tuple[str, int, str]]:
    """The links of a graph as its arrays tell them, sorted."""
    ends = graph.ends()
    assert [ends.number(node_id) for node_id in graph.nodes] == [*range(ends.nodes)]
    rows = zip(ends.starts.tolist(), ends.relations.tolist(), ends.stops.tolist(), strict=True)
    return sorted((ends.node_id(start), code, ends.node_id(stop)) for start, code, stop in rows)


@pytest.mark.parametrize("seed", range(6))
def test_a_library_brought_up_to_date_is_as_read_anew(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    folder = tmp_path / "library"
    folder.mkdir()
    cache = Cache(str(tmp_path / "cache"), str(tmp_path / "secret"))
    for name in SOURCES:
        (folder / f"{name}.yaml").write_text(_map(rng, name))
    for _ in range(14):
        for name in rng.sample(SOURCES, rng.choice([1, 1, 1, 2])):
            (folder / f"{name}.yaml").write_text(_map(rng, name))
        if rng.random() < 0.3:
            (folder / "links.yaml").write_text(_links(rng))
        assert _told(read_library([str(folder)], cache=cache)) == _told(read_library([str(folder)]))


def _databases(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if path.suffix == DATABASE}


def test_one_changed_document_is_put_into_the_database_that_is_there(tmp_path: Path) -> None:
    generate(str(tmp_path / "library"), nodes=400, maps=8)
    cache = Cache(str(tmp_path / "cache"), str(tmp_path / "secret"))
    paths = [str(tmp_path / "library")]
    read_library(paths, cache=cache)
    before = _databases(tmp_path / "cache")
    changed = tmp_path / "library" / "map-0003.yaml"
    changed.write_text(changed.read_text().replace("next of them", "rest of them"))
    assert _told(read_library(paths, cache=cache)) == _told(read_library(paths))
    assert _databases(tmp_path / "cache") == before
    changed.write_text(changed.read_text().replace("supports: [claim-1]", "supports: [claim-none]"))
    assert _told(read_library(paths, cache=cache)) == _told(read_library(paths))
    assert _databases(tmp_path / "cache") != before


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no kill -9 here")
@pytest.mark.parametrize("change", ["nothing kept", "one document changed"])
def test_killed_at_any_point_the_next_run_finishes_the_work(vault: Path, env: dict[str, str], change: str) -> None:
    """The moments are spread over the time that the work takes from when it first touches the cache folder."""
    wanted = fresh(vault)
    command = [sys.executable, "-c", "from cruxmap.cli import main; main()", "-L", "vault", "list"]
    began = time.monotonic()
    subprocess.run(command, cwd=vault.parent, env=os.environ | env, capture_output=True, check=True)
    takes = min(time.monotonic() - began, PATIENCE)
    for moment in range(12):
        if change == "nothing kept":
            for path in files(env):
                path.unlink()
        else:
            text = (vault / "a.yaml").read_text().replace("What a says.", f"What a says{'!' * moment}.")
            (vault / "a.yaml").write_text(text)
            wanted = fresh(vault)
        run = subprocess.Popen(command, cwd=vault.parent, env=os.environ | env, stdout=subprocess.DEVNULL)
        time.sleep(takes * (0.4 + moment * 0.05))
        run.kill()
        run.wait()
        assert answers(vault, env) == wanted
    assert not [path for path in files(env) if path.name.endswith("-journal")]
