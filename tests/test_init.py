"""`cruxmap init`: a library that answers at once, beside what lies there, and never over it."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest
from consoles import replay, run
from documents import CLIP, NOTE, tree, write

if TYPE_CHECKING:
    from pathlib import Path

FILES = {"cruxmap.toml", "maps/changing-the-clocks.yaml", "maps/cruxmap.schema.json", "notes/.gitkeep"}


def test_a_new_library_answers_at_once(tmp_path: Path) -> None:
    assert run("init", "lib", folder=tmp_path).code == 0
    assert set(tree(tmp_path / "lib")) == {*FILES, "texts/changing-the-clocks.md"}
    for words in (["cruxes"], ["check"], ["gaps"], ["export", "mermaid"], ["why", "stop-changing"], ["list"]):
        ran = run(*words, folder=tmp_path / "lib")
        assert (ran.code, ran.stderr) == (0, ""), words
        assert ran.stdout
    verified = run("verify", folder=tmp_path / "lib")
    assert (verified.stdout, verified.code) == ("changing-the-clocks  25 exact in texts/changing-the-clocks.md\n", 0)
    checked = run("check", folder=tmp_path / "lib").stdout
    assert checked == "no problems; 27 nodes in 1 file checked, 25 passages looked up\n"


def test_what_it_prints(tmp_path: Path) -> None:
    session = "$ cruxmap init lib\n$ cruxmap init lib\n$ cruxmap init lib/cruxmap.toml\n$ cruxmap init bare --bare"
    assert replay(session, tmp_path) == (
        "$ cruxmap init lib\n"
        "a library in lib\n"
        "  cruxmap.toml  what is read, where texts lie, which rules count\n"
        "  notes/        study notes, read as they stand\n"
        "  maps/         maps, and their schema for editors\n"
        "  texts/        the documents that maps were drafted from\n"
        "\n"
        "An example comes with it: maps/changing-the-clocks.yaml and its text.\n"
        "\n"
        "next\n"
        "  cd lib\n"
        "  cruxmap cruxes      the questions on which camps part\n"
        "  cruxmap check       what is inconsistent or missing\n"
        "  cruxmap add FILE    take in a note, an article or a map\n"
        "  cruxmap draft FILE  print a map of an article, to be edited\n"
        "\n"
        "$ cruxmap init lib\n"
        "! Error: 'lib' is a library already: its cruxmap.toml stays as it is\n"
        "[exit 2]\n"
        "\n"
        "$ cruxmap init lib/cruxmap.toml\n"
        "! Error: 'lib/cruxmap.toml' is a file: name a folder\n"
        "[exit 2]\n"
        "\n"
        "$ cruxmap init bare --bare\n"
        "a library in bare\n"
        "  cruxmap.toml  what is read, where texts lie, which rules count\n"
        "  notes/        study notes, read as they stand\n"
        "  maps/         maps, and their schema for editors\n"
        "  texts/        the documents that maps were drafted from\n"
        "\n"
        "next\n"
        "  cd bare\n"
        "  cruxmap add FILE    take in a note, an article or a map\n"
        "  cruxmap draft FILE  print a map of an article, to be edited\n"
    )


def test_a_bare_library_takes_its_first_document(tmp_path: Path) -> None:
    run("init", "--bare", folder=tmp_path)
    assert set(tree(tmp_path)) == {"cruxmap.toml", "maps/cruxmap.schema.json", "notes/.gitkeep", "texts/.gitkeep"}
    assert run("check", folder=tmp_path).code == 1  # there is nothing to check
    write(tmp_path / "in" / "sourdough.md", NOTE)
    assert run("add", "in/sourdough.md", folder=tmp_path).code == 0
    assert [source["source"] for source in json.loads(run("sources", "--json", folder=tmp_path).stdout)] == [
        "sourdough"
    ]


def test_a_vault_is_read_where_it_lies(tmp_path: Path) -> None:
    for number in range(4):
        write(tmp_path / f"deep/note {number}.md", NOTE)
    write(tmp_path / "clip.md", CLIP)
    write(tmp_path / "groceries.md", "- milk\n")
    before = tree(tmp_path)
    ran = run("init", folder=tmp_path)
    assert ran.code == 0
    assert "5 documents of yours are there already, read in place." in ran.stdout
    after = tree(tmp_path)
    assert {name: after[name] for name in before} == before
    assert set(after) - set(before) == {"cruxmap.toml", "maps/cruxmap.schema.json", "texts/.gitkeep"}
    sources = json.loads(run("sources", "--json", folder=tmp_path / "deep").stdout)
    assert [source["source"] for source in sources] == ["clip", "note-0", "note-1", "note-2", "note-3"]
    assert run("cruxes", folder=tmp_path).code == 0


def test_notes_that_lie_in_notes_stay_there(tmp_path: Path) -> None:
    write(tmp_path / "notes" / "sourdough.md", NOTE)
    assert "1 document of yours is there already" in run("init", str(tmp_path)).stdout
    assert 'sources = ["notes", "maps"]' in (tmp_path / "cruxmap.toml").read_text()
    assert not list(tmp_path.rglob("changing*"))  # no example among one's own


def test_a_folder_called_texts_with_notes_in_it_is_no_folder_of_texts(tmp_path: Path) -> None:
    write(tmp_path / "texts" / "sourdough.md", NOTE)
    assert run("init", folder=tmp_path).code == 0
    assert 'texts = "cruxmap-texts"' in (tmp_path / "cruxmap.toml").read_text()
    assert [source["source"] for source in json.loads(run("sources", "--json", folder=tmp_path).stdout)] == [
        "sourdough"
    ]


def test_files_of_the_same_names_stay(tmp_path: Path) -> None:
    write(tmp_path / "maps" / "cruxmap.schema.json", "{}")
    assert run("init", folder=tmp_path).code == 0
    assert (tmp_path / "maps" / "cruxmap.schema.json").read_text() == "{}"


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    write(tmp_path / "file", "")
    ran = run("init", "file/lib", folder=tmp_path)
    assert (ran.code, ran.stderr) == (2, "Error: 'file/lib' cannot be written: Not a directory\n")
    write(tmp_path / "lib" / "notes", "no folder")
    ran = run("init", "lib", folder=tmp_path)
    assert ran.code == 2
    assert set(tree(tmp_path)) == {"file", "lib/notes"}


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert run("init", folder=tmp_path).stderr == "Error: '.' cannot be written: Permission denied\n"
