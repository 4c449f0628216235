"""What lies in the cache folder is believed only as it was written; nothing that lies there can do harm."""

from __future__ import annotations

import os
import pickle
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cruxmap.sources.cache_folder import DATABASE, MOST_DAYS, SMALL, Cache, keep, kept
from cruxmap.sources.digest import SIZE, digest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from vaults import answers, files, fresh, write_vault

if TYPE_CHECKING:
    from collections.abc import Callable


class _Bomb:
    """What would leave a file behind if anybody unpickled it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (str(self.path),)


def _edited(data: bytes, folder: Path, statement: str) -> bytes:
    """The database with a statement run on it."""
    path = folder / "edited.sqlite"
    path.write_bytes(data)
    with sqlite3.connect(path) as database:
        database.execute(statement)
    database.close()
    content = path.read_bytes()
    path.unlink()
    return content


DAMAGES: dict[str, Callable[[bytes, Path], bytes]] = {
    "nothing": lambda _, __: b"",
    "one byte": lambda _, __: b"\x00",
    "shorter than a code": lambda data, _: data[: SIZE - 1],
    "only a code": lambda data, _: data[-SIZE:],
    "cut in half": lambda data, _: data[: len(data) // 2],
    "without its end": lambda data, _: data[:-1],
    "longer": lambda data, _: data + b"\x00",
    "zeros": lambda data, _: bytes(len(data)),
    "words": lambda _, __: b"believe me, " * 1000,
    "a pickle": lambda _, folder: pickle.dumps(_Bomb(folder / "exploded")),
    "a pickle under the code": lambda data, folder: pickle.dumps(_Bomb(folder / "exploded")) + data[-SIZE:],
    "signed without the secret": lambda data, _: data[:-SIZE] + digest(b"x", data[:-SIZE]),
}
EDITS = {
    "graph": (
        "UPDATE nodes SET data = x'93a1'",
        "UPDATE nodes SET kind = 'crux'",
        "DELETE FROM nodes WHERE place % 2",
        "DELETE FROM links",
        "UPDATE links SET start = stop",
        "UPDATE documents SET digest = x''",
        "DROP TABLE links",
        "CREATE TABLE more (x)",
    ),
    "read": ("UPDATE documents SET parsed = x'c0'", "DELETE FROM documents", "DROP TABLE documents"),
}


def found(cache: Cache, name: str) -> bytes | None:
    content = kept(cache, name)
    return None if content is None else bytes(content)


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("which", ["small", "database"])
def test_damaged_files_are_read_past_and_made_good(vault: Path, env: dict[str, str], damage: str, which: str) -> None:
    """Also where the times of the last change are set back, as a careful hand would."""
    wanted = answers(vault, env)
    found = [path for path in files(env) if (path.suffix == DATABASE) == (which == "database")]
    before = [path.read_bytes() for path in found]
    damaged = [DAMAGES[damage](data, vault.parent) for data in before]
    for path, data in zip(found, damaged, strict=True):
        status = path.stat()
        path.write_bytes(data)
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert answers(vault, env) == wanted == fresh(vault)
    assert not {path.read_bytes() for path in files(env)}.intersection(damaged)
    assert not (vault.parent / "exploded").exists()


@pytest.mark.parametrize(("which", "statement"), [(which, row) for which, rows in EDITS.items() for row in rows])
def test_edited_databases_are_not_believed(vault: Path, env: dict[str, str], which: str, statement: str) -> None:
    wanted = answers(vault, env)
    (path,) = (path for path in files(env) if path.stem.endswith(which))
    path.write_bytes(_edited(path.read_bytes(), vault.parent, statement))
    (vault / "a.yaml").write_bytes((vault / "a.yaml").read_bytes() + (b"\n" if which == "read" else b""))
    assert answers(vault, env) == wanted


def test_exchanged_files_are_not_believed(vault: Path, env: dict[str, str], tmp_path: Path) -> None:
    other = write_vault(tmp_path / "other")
    (other / "a.yaml").write_bytes((other / "a.yaml").read_bytes().replace(b"rusts", b"rots"))
    wanted, wanted_there = answers(vault, env), answers(other, env)
    paths = [path for path in files(env) if path.suffix == DATABASE]
    for path, data in zip(paths, [path.read_bytes() for path in reversed(paths)], strict=True):
        path.write_bytes(data)
    assert (answers(vault, env), answers(other, env)) == (wanted, wanted_there)


def test_what_another_user_kept_is_not_believed(vault: Path, env: dict[str, str], tmp_path: Path) -> None:
    """Their secret is not ours, so a folder that was brought here from elsewhere is as good as empty."""
    wanted = answers(vault, env)
    before = [path.read_bytes() for path in files(env)]
    assert answers(vault, env | {"XDG_DATA_HOME": str(tmp_path / "ours")}) == wanted
    assert not {path.read_bytes() for path in files(env) if path.suffix == SMALL}.intersection(before)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
@pytest.mark.parametrize("trap", ["link", "dangling link", "folder", "pipe"])
def test_traps_are_not_stepped_into(vault: Path, env: dict[str, str], tmp_path: Path, trap: str) -> None:
    wanted = answers(vault, env)
    for path in files(env):
        elsewhere = tmp_path / path.name
        path.rename(elsewhere)
        match trap:
            case "link":
                path.symlink_to(elsewhere)
            case "dangling link":
                path.symlink_to(tmp_path / "nowhere")
            case "folder":
                path.mkdir()
            case "pipe":
                os.mkfifo(path)
    before = {path: path.read_bytes() for path in tmp_path.glob("cruxmap-*")}
    assert answers(vault, env) == wanted
    assert {path: path.read_bytes() for path in before} == before
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("place", ["a file", "below a file", "no permission", "nowhere"])
def test_where_nothing_can_be_kept_commands_answer(vault: Path, tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("not a folder")
    (tmp_path / "closed").mkdir(mode=0o500)
    folder = {"a file": "file", "below a file": "file/x", "no permission": "closed/x", "nowhere": "/proc/none/x"}[place]
    there = str(tmp_path / folder)
    for env in ({"CRUXMAP_CACHE": there}, {"CRUXMAP_CACHE": "kept", "XDG_DATA_HOME": there}):
        assert answers(vault, env) == answers(vault, env) == fresh(vault)


@pytest.mark.skipif(os.name == "nt", reason="no such limits here")
def test_where_not_all_has_room_nothing_is_left(vault: Path, env: dict[str, str]) -> None:
    import resource

    def allow_small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000))

    command = [sys.executable, "-c", "from cruxmap.cli import main; main()", "-L", "vault", "list"]
    for _ in range(2):
        subprocess.run(command, cwd=vault.parent, env=os.environ | env, preexec_fn=allow_small_files, check=True)
        assert files(env) == []


def test_a_home_that_is_none_keeps_nothing(vault: Path) -> None:
    env = {"HOME": "nowhere", "XDG_DATA_HOME": "", "XDG_CACHE_HOME": "", "CRUXMAP_CACHE": ""}
    assert answers(vault, env) == fresh(vault)
    assert not (vault.parent / "nowhere").exists()


def test_only_the_user_can_read_what_is_kept(vault: Path, env: dict[str, str]) -> None:
    answers(vault, env)
    secret = Path(env["XDG_DATA_HOME"], "cruxmap", "cache.secret")
    assert len(secret.read_bytes()) == SIZE
    assert {path.stat().st_mode & 0o777 for path in [secret, *files(env)]} == {0o600}
    assert Path(env["CRUXMAP_CACHE"]).stat().st_mode & 0o777 == 0o700
    assert not any(secret.read_bytes() in path.read_bytes() for path in files(env))


def test_runs_at_the_same_time_do_not_disturb_each_other(vault: Path, env: dict[str, str]) -> None:
    command = [sys.executable, "-c", "from cruxmap.cli import main; main()", "-L", "vault", "list"]
    pipe, there = subprocess.PIPE, os.environ | env
    runs = [subprocess.Popen(command, cwd=vault.parent, env=there, stdout=pipe, stderr=pipe) for _ in range(8)]
    said = {(*run.communicate(), run.returncode) for run in runs}
    assert len(said) == 1
    assert {(err, code) for _, err, code in said} == {(b"", 0)}
    assert answers(vault, env) == fresh(vault)


def test_what_is_old_makes_room_and_what_is_not_ours_stays(tmp_path: Path) -> None:
    cache = Cache(str(tmp_path), str(tmp_path / "data" / "secret"))
    keep(cache, "old", b"old")
    keep(cache, "young", b"young")
    theirs = [tmp_path / "theirs.sqlite", tmp_path / "cruxmap-notes.md"]
    unfinished = [tmp_path / "cruxmap-1.unfinished", tmp_path / "cruxmap-2.unfinished"]
    for path in (*theirs, *unfinished):
        path.write_text("")
    long_ago = time.time() - (MOST_DAYS + 1) * 86_400
    for path in (tmp_path / "cruxmap-old.kept", unfinished[0], *theirs):
        os.utime(path, (long_ago, long_ago))
    keep(cache, "new", b"new")
    assert [found(cache, name) for name in ("old", "young", "new")] == [None, b"young", b"new"]
    assert [path.exists() for path in (*theirs, *unfinished)] == [True, True, False, True]


def test_what_is_in_use_stays(tmp_path: Path) -> None:
    cache = Cache(str(tmp_path), str(tmp_path / "data" / "secret"))
    keep(cache, "used", b"used")
    long_ago = time.time() - (MOST_DAYS + 1) * 86_400
    os.utime(tmp_path / "cruxmap-used.kept", (long_ago, long_ago))
    assert found(cache, "used") == b"used"
    keep(cache, "new", b"new")
    assert found(cache, "used") == b"used"


@given(st.binary(max_size=200), st.data())
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_changed_byte_passes(tmp_path: Path, content: bytes, data: st.DataObject) -> None:
    cache = Cache(str(tmp_path), str(tmp_path / "data" / "secret"))
    keep(cache, "x", content)
    assert found(cache, "x") == content
    path = tmp_path / "cruxmap-x.kept"
    changed = bytearray(path.read_bytes())
    changed[data.draw(st.integers(0, len(changed) - 1))] ^= data.draw(st.integers(1, 255))
    path.write_bytes(changed)
    assert found(cache, "x") is None
