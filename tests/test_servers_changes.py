"""Libraries that change here, on a server and on both: sent and fetched, killed on the way, and two at once."""

from __future__ import annotations

import itertools
import json
import os
import random
import subprocess
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from cruxmap.graph.rdf.quads import quads
from cruxmap.sources.library import read_library
from served import told, write_map
from servers import Faulty, Reply, Request, Running, faulty

if TYPE_CHECKING:
    from collections.abc import Iterator

    from served import At

ID = "https://w3id.org/cruxmap/id/"
NUMBERS = range(24)
PROGRAM = "from cruxmap.cli import main; main()"


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


def _word(text: str) -> Any:
    from cruxmap.graph.rdf.terms import Literal

    return Literal(text)
