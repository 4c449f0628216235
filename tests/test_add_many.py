"""`cruxmap add` by several processes and on a real Dask cluster: as by one, whatever is killed on the way."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import pytest
from additions import add, added, given, sources
from consoles import run
from documents import CLIP, MAP, NOTE, tree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

T = TypeVar("T")
HERE = Path(__file__).parent
DAMAGED = CLIP.replace("village has", "village – “ours” – has").encode().decode("cp1252", "replace").encode()


@pytest.fixture(scope="session")
def scheduler() -> Iterator[str]:
    """The address of a real scheduler with two workers."""
    with subprocess.Popen(
        [sys.executable, HERE / "cluster_here.py"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        yield process.stdout.readline().strip()
        process.communicate()


def all_sorts(library: Path) -> None:
    """Documents that are added, and some that cannot be, in the folder `in`."""
    given(library, "ferry.txt", "The town should keep its ferry.\n")
    given(library, "ferry.yaml", MAP)
    given(library, "sourdough.md", NOTE)
    given(library, "damaged.md", DAMAGED)
    given(library, "page.html", "<html><title>Well</title><p>The village has its well.</p></html>")
    given(library, "broken.yaml", "source: {id: broken, title: It, thesis: no-such}\nclaims: [\n")
    given(library, "empty.md", "")
    given(library, "picture.md", b"\x89PNG\r\n\x1a\n\x00\xff\xfe\x00")
    given(library, "a/well.md", CLIP)
    given(library, "b/well.md", CLIP.replace("hundred", "thousand"))
    given(library, "todo.md", "- buy flour\n")
    given(library, "queue.af", "p af 2\n1 2\n")
    given(library, "queue.af.names.json", '{"arguments": {"1": "The bus is late.", "2": "The train is not."}}')
    given(library, "talk.txt", "Discussion Title: A talk\n\n1. It was long.\n1.1. Pro: Two hours.\n")


def clips(library: Path, count: int) -> dict[str, bytes]:
    """Clipped articles in the folder `in`; what a library comes to that takes them in one after the other."""
    for number in range(count):
        given(library, f"clip-{number:02}.md", CLIP.replace("hundred", f"{number} hundred"))
    run("init", "--bare", "whole", folder=library.parent)
    add(library.parent / "whole", "../in")
    return tree(library.parent / "whole")


def test_processes_and_a_cluster_add_what_one_process_does(library: Path, scheduler: str) -> None:
    all_sorts(library)
    words = ("../in", "../in/nothing.md", "../in/todo.md", "-")
    ways = {"one": (), "two": ("--jobs", "2"), "cluster": ("--scheduler", scheduler)}
    came_of_it = {}
    for name, way in ways.items():
        run("init", "--bare", name, folder=library.parent)
        home = library.parent / name
        came_of_it[name] = (added(home, *words, *way, stdin=CLIP.encode()), tree(home), add(home, *words[:3], *way))
    assert came_of_it["two"] == came_of_it["one"]
    assert came_of_it["cluster"] == came_of_it["one"]
    assert sorted({item["status"] for item in came_of_it["one"][0]}) == ["added", "refused"]


def test_a_process_that_is_killed_loses_and_doubles_nothing(library: Path) -> None:
    whole = clips(library, 30)
    with adding(library, "../in", "--jobs", "2") as process:
        (one, *_) = eventually(lambda: children(process.pid))
        os.kill(one, signal.SIGKILL)
        assert process.wait(60) == 0
    assert tree(library) == whole


def test_a_worker_that_is_killed_loses_and_doubles_nothing(library: Path, scheduler: str) -> None:
    """It is killed while both workers are kept from work, with tasks waiting at each."""
    import distributed

    whole = clips(library, 30)
    has_no_types: Any = distributed
    with has_no_types.Client(scheduler, set_as_default=False) as client:
        pids = client.run(os.getpid)
        go = has_no_types.Event("go", client=client)
        keeping = [client.submit(lambda gate: gate.wait(), go, workers=[name], pure=False) for name in pids]
        with adding(library, "../in", "--scheduler", scheduler) as process:
            eventually(lambda: all(len(tasks) > 1 for tasks in client.processing().values()))
            os.kill(next(iter(pids.values())), signal.SIGKILL)
            client.cancel(keeping)
            go.set()
            out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, "")
    assert out.endswith("\n30 added\n")
    assert tree(library) == whole


@pytest.mark.parametrize("way", [(), ("--jobs", "2")], ids=["one process", "two"])
def test_killed_at_any_point_the_library_opens_and_the_next_run_finishes(library: Path, way: tuple[str, ...]) -> None:
    whole = clips(library, 12)
    chance = random.Random(12)
    for _ in range(3 - len(way) // 2):  # two processes take twice as long to start
        with adding(library, "../in", *way) as process:
            wanted = maps_in(library) + chance.randrange(10)
            eventually(partial(has_grown_or_ended, library, wanted, process))
            time.sleep(chance.random() / 50)
            helpers = children(process.pid)
            process.kill()
            process.wait()
        eventually(partial(are_gone, helpers))
        found = without_halves(library)
        assert found.items() <= whole.items()
        assert set(sources(library)) == {Path(name).stem for name in found if name.startswith("maps/clip")}
    assert add(library, "../in", *way).code == 0
    assert without_halves(library) == whole


def test_what_a_killed_run_had_begun_to_write_is_cleared_away_later(library: Path) -> None:
    old, young, own = (library / "texts" / name for name in (".cruxmap-a.tmp", ".cruxmap-b.tmp", "c.tmp"))
    for path in (old, young, own):
        path.write_text("half")
    for path in (old, own):
        os.utime(path, (0, 0))
    add(library, given(library, "well.md", CLIP))
    assert [path.exists() for path in (old, young, own)] == [False, True, True]


def test_ctrl_c_leaves_no_process_behind(library: Path) -> None:
    clips(library, 30)
    with adding(library, "../in", "--jobs", "2") as process:
        helpers = eventually(lambda: children(process.pid))
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert err.strip() == "Aborted!"
    eventually(partial(are_gone, helpers))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--jobs", "2", "--scheduler", "tcp://127.0.0.1:1"), "choose one"),
        (("--jobs", "0"), "0 is not in the range"),
        (("--scheduler", "nonsense"), "no Dask scheduler answers at 'nonsense': missing port number"),
        (("--scheduler", "tcp://127.0.0.1:1/é"), "no Dask scheduler answers at"),
    ],
)
def test_wrong_use(library: Path, words: tuple[str, ...], said: str) -> None:
    ran = add(library, given(library, "well.md", CLIP), *words)
    assert (ran.code, ran.stdout) == (2, "")
    assert said in ran.stderr
    assert "Traceback" not in ran.stderr


@contextmanager
def adding(library: Path, *words: str) -> Iterator[subprocess.Popen[str]]:
    code = "import sys; from cruxmap.cli import main; sys.argv[1:] = ['add', *sys.argv[1:]]; main()"
    command = [sys.executable, "-c", code, *words]
    with subprocess.Popen(command, cwd=library, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        yield process
        process.kill()


def without_halves(library: Path) -> dict[str, bytes]:
    """The files of a library, but for those that a killed run had begun to write."""
    return {name: data for name, data in tree(library).items() if not name.endswith(".tmp")}


def children(pid: int) -> list[int]:
    """The processes that a process started and that are there still."""
    path = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(word) for word in path.read_text().split()] if path.exists() else []


def are_gone(pids: list[int]) -> bool:
    """Whether none of the processes is there any more, but for its name."""
    stats = [path.read_text() for path in (Path(f"/proc/{pid}/stat") for pid in pids) if path.exists()]
    return all(stat.rpartition(")")[2].split()[0] == "Z" for stat in stats)


def has_grown_or_ended(library: Path, wanted: int, process: subprocess.Popen[str]) -> bool:
    return maps_in(library) > wanted or process.poll() is not None


def maps_in(library: Path) -> int:
    """How many maps have been written."""
    return sum(1 for _ in library.glob("maps/*.yaml"))


def eventually(found: Callable[[], T]) -> T:
    """What is found, as soon as that is something."""
    until = time.monotonic() + 120
    while time.monotonic() < until:
        if something := found():
            return something
        time.sleep(0.005)
    raise AssertionError("it never came to be")
