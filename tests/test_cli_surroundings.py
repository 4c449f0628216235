"""The command line in poor surroundings: closed streams, an encoding of few letters, names that are no text."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from consoles import run

CRUXMAP = shlex.quote(str(Path(sys.executable).parent / "cruxmap"))
MAP = """source: {id: cafe, title: Café}
questions: {q: {text: Who is up first?, answered_by: [a]}}
claims: {a: {text: The baker is up first., title: The baker of the café}}
"""
NOTE = "---\nid: oven\n---\n# The oven\n\n## Core Thesis\n\nThe oven is hot before the town is awake.\n"


def test_a_closed_pipe_is_no_error() -> None:
    ran = subprocess.run(
        f"{CRUXMAP} -L @shipped list | head -1", shell=True, capture_output=True, text=True, check=True
    )
    assert ran.stderr == ""
    assert len(ran.stdout.splitlines()) == 1


def test_a_closed_input_is_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_text(MAP, "utf-8")
    quiz = f"{CRUXMAP} -L m.yaml study quiz --now 2026-03-01T09:30Z"
    closed, empty = (
        subprocess.run(f"{quiz} {given}", shell=True, capture_output=True, text=True, cwd=tmp_path, check=True)
        for given in ("<&-", "</dev/null")
    )
    assert (closed.stdout, closed.stderr) == (empty.stdout, empty.stderr)


def test_a_file_name_that_cannot_be_written_here_is_told(tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_text(MAP, "utf-8")
    env = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    ran = subprocess.run(
        f"{CRUXMAP} -L m.yaml export obsidian vault",
        shell=True, capture_output=True, text=True, env=env, cwd=tmp_path, check=False,
    )  # fmt: skip
    assert ran.stderr.splitlines()[-1].startswith("cruxmap: no file can be called ")
    assert ran.stderr.endswith(" in ascii: set LC_ALL=C.UTF-8\n")
    assert ran.returncode == 1


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("list --json", 0),
        ("show cafe/\udcff", 2),
        ("search \udcff", 1),
        ("sparql counts --store kept", 0),
        ("merge @shipped \udcff.md -o \udcff", 0),
    ],
)
def test_names_of_files_and_ids_may_be_any_bytes(words: str, code: int, tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_text(MAP, "utf-8")
    (tmp_path / "\udcff.yaml").write_text(MAP, "utf-8")
    (tmp_path / "\udcff.md").write_text(NOTE, "utf-8")
    for library in ("m.yaml", "\udcff.yaml"):
        for _ in ("read", "kept"):
            assert run("-L", library, "--cache", "cache", *words.split(), folder=tmp_path).code == code


def test_an_address_of_any_bytes_is_none() -> None:
    ran = run("-L", "sparql+http://\udcff/", "list")
    assert (ran.code, "is no address of a server" in ran.stderr) == (2, True)
