"""`cruxmap add`: under which id, as what, and into which library."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from additions import add, added, given, sources
from consoles import run
from documents import CLIP, NOTE, tree, write

if TYPE_CHECKING:
    from pathlib import Path


def test_prose_is_read_as_what_one_says(library: Path) -> None:
    path = given(library, "thoughts.rst", "Thoughts\n\nOn nothing much.\n")
    assert added(library, path)[0]["status"] == "refused"
    (item,) = added(library, path, "--as", "article")
    assert (item["id"], item["files"]) == ("thoughts", ["texts/thoughts.md", "maps/thoughts.yaml"])


@pytest.mark.parametrize("word", ["With Blanks", "a/b", "../up", "-", "ÄH", "x" * 81])
def test_ids_that_are_none(library: Path, word: str) -> None:
    ran = add(library, given(library, "well.md", CLIP), "--id", word)
    assert ran.code == 2
    assert "cannot be an id" in ran.stderr
    assert not (library / "maps" / "well.yaml").exists()


def test_an_id_names_one_document(library: Path) -> None:
    ran = add(library, given(library, "well.md", CLIP), given(library, "sourdough.md", NOTE), "--id", "x")
    assert ran.code == 2
    assert "--id names one document, and here are 2" in ran.stderr


def test_without_a_library(tmp_path: Path) -> None:
    write(tmp_path / "well.md", CLIP)
    before = tree(tmp_path)
    said = "Error: there is no cruxmap.toml here or above: `cruxmap init` makes this folder a library\n"
    assert run("add", "well.md", folder=tmp_path)[1:] == (said, 2)
    said = "Error: '.' has no cruxmap.toml: `cruxmap init .` makes a folder a library\n"
    assert run("-L", ".", "add", "well.md", folder=tmp_path)[1:] == (said, 2)
    for no_folder in ("@shipped", "well.md"):
        said = f"Error: '{no_folder}' has no cruxmap.toml: `cruxmap init FOLDER` makes a folder a library\n"
        assert run("-L", no_folder, "add", "well.md", folder=tmp_path)[1:] == (said, 2)
    assert tree(tmp_path) == before


def test_a_library_named_from_elsewhere(library: Path) -> None:
    given(library, "well.md", CLIP)
    ran = run("-L", "lib", "-L", "@shipped", "add", "in/well.md", "--json", folder=library.parent)
    assert json.loads(ran.stdout)[0]["files"] == ["lib/texts/well.md", "lib/maps/well.yaml"]
    run("init", "two", folder=library.parent)
    ran = run("-L", "lib", "-L", "two", "add", "in/well.md", folder=library.parent)
    assert ran[1:] == ("Error: which library is meant? -L names 2: 'lib', 'two'\n", 2)


def test_a_disk_that_fails_leaves_nothing_of_the_document(library: Path) -> None:
    shutil.rmtree(library / "maps")
    write(library / "maps", "a file where the folder should be")
    write(library / "cruxmap.toml", '[library]\nsources = ["."]\ntexts = "texts"\n')
    before = tree(library)
    ran = add(library, given(library, "well.md", CLIP))
    assert ran.code == 1
    assert "it cannot be written: Not a directory" in ran.stdout
    assert tree(library) == before


def test_a_vault_takes_notes_where_its_notes_lie(tmp_path: Path) -> None:
    write(tmp_path / "one.md", NOTE)
    run("init", folder=tmp_path)
    write(tmp_path.parent / f"{tmp_path.name}-in" / "two.md", NOTE)
    (item,) = added(tmp_path, f"../{tmp_path.name}-in/two.md")
    assert item["files"] == ["two.md"]
    (item,) = added(tmp_path, "-", stdin=CLIP.encode())
    assert item["files"] == [f"texts/{item['id']}.md", f"maps/{item['id']}.yaml"]
    assert sources(tmp_path) == ["one", item["id"], "two"]
