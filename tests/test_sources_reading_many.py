"""Many documents, read by several processes, say what they say one by one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from cruxmap.sources.documents import read_each
from cruxmap.sources.library import Document, find
from cruxmap.sources.parsed import Parsed
from cruxmap.sources.reading_many import WORTH_IT, read_many
from made_up import generate
from msgspec import msgpack
from vaults import environment

several = pytest.mark.skipif(
    sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2, reason="one processor, or no safe fork"
)


@pytest.fixture
def many(tmp_path: Path) -> list[Document]:
    """Sixty maps, two of them broken."""
    generate(str(tmp_path / "many"), nodes=3000, maps=60)
    (tmp_path / "many" / "map-0007.yaml").write_text("source: [\n")
    (tmp_path / "many" / "map-0008.yaml").write_bytes(b"\xff\xfe\x00")
    return find([str(tmp_path / "many")], [])


@pytest.mark.parametrize("size", [0, pytest.param(WORTH_IT, marks=several)])
def test_they_come_in_order_and_say_the_same(many: list[Document], size: int) -> None:
    read = [msgpack.decode(parsed, type=Parsed) for parsed in read_many(many, size)]
    assert read == [*read_each(many)]


def _command(*words: str) -> list[str]:
    return [sys.executable, "-c", "from cruxmap.cli import main; main()", "-L", "many", *words]


@several
def test_where_a_process_is_killed_the_rest_is_read_all_the_same(many: list[Document], tmp_path: Path) -> None:
    assert len(many) == 60
    env, pipe = os.environ | environment(tmp_path), subprocess.PIPE
    process = subprocess.Popen(_command("stats"), cwd=tmp_path, env=env, stdout=pipe, stderr=pipe)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    killed: list[str] = []
    while process.poll() is None and not killed:
        killed = children.read_text().split()
        for child in killed:
            with suppress(ProcessLookupError):  # it has ended by itself
                os.kill(int(child), signal.SIGKILL)
    said = (*process.communicate(), process.returncode)
    off = env | {"CRUXMAP_CACHE": "off"}
    plain = subprocess.run(_command("stats"), cwd=tmp_path, env=off, capture_output=True, check=False)
    assert killed
    assert said == (plain.stdout, plain.stderr, plain.returncode)


def test_a_large_library_answers_the_same_at_each_time(tmp_path: Path) -> None:
    generate(str(tmp_path / "many"), nodes=3000, maps=60)
    env = os.environ | environment(tmp_path)

    def said(*words: str, **changes: str) -> str:
        command = _command(*words)
        return subprocess.run(
            command, cwd=tmp_path, env=env | changes, capture_output=True, text=True, check=True
        ).stdout

    plain, cold, warm = said("cruxes", CRUXMAP_CACHE="off"), said("cruxes"), said("cruxes")
    assert plain == cold == warm
    (tmp_path / "many" / "map-0059.yaml").unlink()
    assert said("stats", "--json") == said("stats", "--json", CRUXMAP_CACHE="off")
