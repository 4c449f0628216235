"""A library that is kept between runs answers as if it were read anew, whatever changes and whatever is done to it."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from consoles import replay
from cruxmap.graph.build import build
from cruxmap.sources.cache_folder import Cache
from cruxmap.sources.keeping import Keeping
from cruxmap.sources.library import find, read_library
from test_cases import CASES
from vaults import COMMANDS, MAP, answers, files, fresh

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_session_is_the_same_cold_and_warm(case: Path, env: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    session = (case / "session.txt").read_text("utf-8")
    assert replay(session, case) == session
    assert replay(session, case) == session


def test_the_shipped_maps_answer_without_their_reader(env: dict[str, str]) -> None:
    script = "cruxmap.cli.cli(sys.argv[1:], standalone_mode=False); print('cruxmap.sources.map_yaml' in sys.modules)"
    command = [sys.executable, "-c", f"import cruxmap.cli, sys; {script}", "-L", "@shipped", "cruxes"]
    cold, warm = (
        subprocess.run(command, env=os.environ | env, capture_output=True, text=True, check=True) for _ in range(2)
    )
    assert cold.stdout.endswith("\nTrue\n")
    assert warm.stdout == cold.stdout.removesuffix("True\n") + "False\n"


def _edit_a_word(vault: Path, rng: random.Random) -> None:
    path = rng.choice(_maps(vault))
    path.write_bytes(path.read_bytes().replace(b"holds", rng.choice([b"helps", b"bolds", b"holds not"])))


def _edit_in_disguise(vault: Path, rng: random.Random) -> None:
    """Change a byte and leave size and times as they were."""
    path = rng.choice(_maps(vault))
    status = path.stat()
    data = bytearray(path.read_bytes())
    place = data.find(b"What")
    data[place : place + 1] = bytes([rng.choice(b"WTC")])
    path.write_bytes(data)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def _add(vault: Path, rng: random.Random) -> None:
    name = rng.choice("defg")
    (vault / f"{name}.yaml").write_text(MAP.format(name=rng.choice([name, "a"]), number=rng.randrange(5)))


def _remove(vault: Path, rng: random.Random) -> None:
    rng.choice(_maps(vault)).unlink()


def _rename(vault: Path, rng: random.Random) -> None:
    path = rng.choice(_maps(vault))
    path.rename(path.with_name(f"{rng.choice('pqr')}.yaml"))


def _swap(vault: Path, rng: random.Random) -> None:
    first, second = rng.choice(_maps(vault)), rng.choice(_maps(vault))
    contents = first.read_bytes(), second.read_bytes()
    first.write_bytes(contents[1])
    second.write_bytes(contents[0])


def _break(vault: Path, rng: random.Random) -> None:
    path = rng.choice(_maps(vault))
    path.write_bytes(path.read_bytes() + rng.choice([b"  - [", b"claims: x\n", b"\x00", b"x: *y\n"]))


def _damage(vault: Path, rng: random.Random) -> None:
    path = rng.choice(_maps(vault))
    path.write_bytes(path.read_bytes() + rng.choice([b"# caf\xe9\n", "# café\n".encode(), b"\r\n"]))


def _set(vault: Path, rng: random.Random) -> None:
    said = rng.choice(
        ['[check]\nignore = ["CM2"]', '[library]\nsources = ["a.yaml"]', "[library]\nrepair = false", "[x"]
    )
    (vault / "cruxmap.toml").write_text(said + "\n")


def _leave(_vault: Path, _rng: random.Random) -> None:
    """Change nothing."""


EDITS: tuple[Callable[[Path, random.Random], None], ...] = (
    _edit_a_word, _edit_in_disguise, _add, _remove, _rename, _swap, _break, _damage, _set, _leave
)  # fmt: skip


def _maps(vault: Path) -> list[Path]:
    found = sorted(vault.glob("*.yaml"))
    if not found:
        (vault / "a.yaml").write_text(MAP.format(name="a", number=0))
    return sorted(vault.glob("*.yaml"))


@pytest.mark.parametrize("seed", range(8))
def test_every_change_is_seen(vault: Path, env: dict[str, str], seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(8):
        rng.choice(EDITS)(vault, rng)
        assert answers(vault, env) == answers(vault, env) == fresh(vault)


def test_a_document_that_changes_while_it_is_read_is_not_kept(vault: Path, env: dict[str, str]) -> None:
    cache = Cache(env["CRUXMAP_CACHE"], str(vault.parent / "secret"))
    keeping = Keeping(cache, [str(vault)], find([str(vault)], []))
    library = read_library([str(vault)])
    (vault / "a.yaml").write_text(MAP.format(name="a", number=9))
    keeping.keep(library, build(library.maps))
    assert not files(env)


def test_of_two_runs_at_the_same_time_one_leaves_what_it_kept(vault: Path, env: dict[str, str]) -> None:
    paths = [str(vault)]
    cache = Cache(env["CRUXMAP_CACHE"], str(vault.parent / "secret"))
    runs = [Keeping(cache, paths, find(paths, [])) for _ in range(2)]
    assert [run.known() for run in runs] == [None, None]
    for run in runs:
        library = read_library(paths)
        assert len([*run.read(library.documents)]) == len(library.documents)
        run.keep(library, build(library.maps))
        assert len(files(env)) == 3
    assert answers(vault, env) == fresh(vault)


DISK_OF_ANY_TIME = Path("/dev/shm")  # in memory; others know no year past 2446


@pytest.mark.skipif(not os.access(DISK_OF_ANY_TIME, os.W_OK), reason="no such disk here")
def test_documents_may_come_from_any_time(vault: Path, env: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory(dir=DISK_OF_ANY_TIME) as folder:
        for year, path in zip((-1200, 1901, 3000), _maps(vault), strict=False):
            away = Path(folder, path.name)
            away.write_bytes(path.read_bytes())
            seconds = (year - 1970) * 31_556_952
            os.utime(away, ns=(0, seconds * 1_000_000_000))
            path.unlink()
            path.symlink_to(away)
        assert answers(vault, env) == answers(vault, env) == fresh(vault)


def test_where_the_text_of_a_map_lies_is_seen(tmp_path: Path, env: dict[str, str]) -> None:
    """The article that a map names as its text is not read for itself, the other one is."""
    folder = tmp_path / "library"
    folder.mkdir()
    for name in "ab":
        (folder / f"{name}.md").write_text(f"---\nurl: https://example.org/{name}\n---\n\nSome words on {name}.\n")
    (tmp_path / "here.md").symlink_to(folder / "a.md")
    (folder / "map.yaml").write_text("source: {id: s, title: T, text: ../here.md}\n")
    first = answers(folder, env)
    (tmp_path / "here.md").unlink()
    (tmp_path / "here.md").symlink_to(folder / "b.md")
    assert first != answers(folder, env) == fresh(folder)


def test_a_program_that_reads_otherwise_reads_anew(vault: Path, env: dict[str, str], tmp_path: Path) -> None:
    package = tmp_path / "installed" / "cruxmap"
    for part in ("commands", "exports", "graph", "sources"):
        shutil.copytree(ROOT / part, package / part)
    for name in ("__init__.py", "cli.py"):
        shutil.copy(ROOT / name, package)
    command = [sys.executable, "-c", "from cruxmap.cli import main; main()", "-L", "vault", "list"]
    there = os.environ | {"PYTHONPATH": str(package.parent)} | env

    def said() -> str:
        return subprocess.run(command, cwd=vault.parent, env=there, capture_output=True, text=True, check=True).stdout

    before = said()
    with open(package / "sources" / "map_yaml.py", "a", encoding="utf-8") as file:
        file.write("_read = read\ndef read(text, *place):\n    return _read(text.replace('rusts', 'rots'), *place)\n")
    assert "rusts" in before
    assert said() == before.replace("rusts", "rots")


def test_a_python_without_sqlite_answers_and_keeps_nothing(vault: Path, env: dict[str, str]) -> None:
    script = "import sys; sys.modules['sqlite3'] = None; from cruxmap.cli import main; main()"
    command = [sys.executable, "-c", script, "-L", "vault", "stats", "--json"]
    said = subprocess.run(command, cwd=vault.parent, env=os.environ | env, capture_output=True, text=True, check=True)
    assert said.stdout == fresh(vault)[COMMANDS.index("stats") * 2 + 1].stdout
    assert not files(env)
