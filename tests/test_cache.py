"""`cruxmap cache` tells what is kept, and clears it; `--no-cache` keeps nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from consoles import run
from vaults import answers, files, fresh


def test_what_is_kept_is_told(vault: Path, env: dict[str, str]) -> None:
    answers(vault, env)
    run("-L", "@shipped", "stats", env=env)
    told = json.loads(run("cache", "info", "--json", env=env).stdout)
    libraries = {tuple(library["paths"]): library for library in told["libraries"]}
    assert told["folder"] == env["CRUXMAP_CACHE"]
    assert libraries.keys() == {(str(vault),), ("@shipped",)}
    assert [libraries[paths]["documents"] for paths in libraries if paths[0] != "@shipped"] == [4]
    assert {library["days"] for library in told["libraries"]} == {0}
    assert sum(library["bytes"] for library in told["libraries"]) == sum(path.stat().st_size for path in files(env))
    shown = run("cache", "info", env=env | {"COLUMNS": "200"}).stdout
    assert str(vault) in shown
    assert "4 documents, asked today" in shown
    assert env["CRUXMAP_CACHE"] in shown


def test_a_library_that_cannot_be_believed_is_told_and_cleared(vault: Path, env: dict[str, str]) -> None:
    answers(vault, env)
    for path in files(env):
        path.write_bytes(b"x")
    assert "not known any more" in run("cache", "info", env=env).stdout
    count = len(files(env))
    assert run("cache", "clear", env=env).stdout == f"removed {count} files of 1 library, 0.0 kB\n"


def test_many_libraries_are_summed_up(vault: Path, env: dict[str, str]) -> None:
    folder = Path(env["CRUXMAP_CACHE"])
    folder.mkdir()
    for number in range(300):
        (folder / f"cruxmap-{number:032x}.kept").write_bytes(b"of another version")
    run("-L", str(vault), "stats", env=env)
    lines = run("cache", "info", env=env | {"COLUMNS": "200"}).stdout.splitlines()
    assert [line.split()[0] for line in lines if line] == [str(vault), "4", "300", "301"]
    assert lines[2].startswith("300 libraries not known any more ")
    assert lines[-1].startswith(f"301 libraries in {folder} ")
    assert len(json.loads(run("cache", "info", "--json", env=env).stdout)["libraries"]) == 301


def test_what_is_cleared_is_made_anew(vault: Path, env: dict[str, str]) -> None:
    answers(vault, env)
    theirs = vault.parent / "cache" / "theirs.txt"
    theirs.write_text("mine")
    kept = len(files(env)) - 1
    assert run("cache", "clear", env=env).stdout.startswith(f"removed {kept} files of 1 library, ")
    assert files(env) == [theirs]
    assert run("cache", "clear", env=env).stdout == "nothing is kept\n"
    assert "nothing is kept in" in run("cache", "info", env=env).stderr
    assert answers(vault, env) == fresh(vault)


def test_no_cache_neither_asks_nor_keeps(vault: Path, env: dict[str, str]) -> None:
    said = run("--no-cache", "-L", "vault", "list", folder=vault.parent, env=env)
    assert not files(env)
    assert said == run("-L", "vault", "list", folder=vault.parent, env=env)
    assert files(env)
    assert run("--no-cache", "cache", "info", env=env).stderr == "nothing is kept, as was asked for\n"
    assert run("--no-cache", "cache", "clear", env=env).stdout == "nothing is kept\n"
    assert files(env)


@pytest.mark.parametrize("name", ["argdown", "html", "nquads"])
def test_what_is_kept_is_exported_as_what_is_read(name: str, env: dict[str, str]) -> None:
    read = run("--no-cache", "export", name, env=env).stdout
    run("-L", "@shipped", "stats", env=env)
    assert run("-L", "@shipped", "export", name, env=env).stdout == read
