"""`cruxmap add`: documents taken into a library, all of a document or none, and never over what is there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from additions import add, added, given, sources
from consoles import run
from documents import CLIP, MAP, NOTE, tree, write


def test_a_note_is_copied_as_it_is(library: Path) -> None:
    data = NOTE.replace("\n", "\r\n").encode("utf-8-sig")
    (item,) = added(library, given(library, "Sour Dough.md", data))
    assert (item["status"], item["form"], item["id"]) == ("added", "note", "sour-dough")
    assert item["files"] == ["notes/Sour Dough.md"]
    assert (library / "notes" / "Sour Dough.md").read_bytes() == data
    assert sources(library) == ["sour-dough"]


def test_an_article_brings_its_text_and_a_map_drafted_from_it(library: Path) -> None:
    (item,) = added(library, given(library, "the-well.md", CLIP))
    assert (item["status"], item["form"], item["id"]) == ("added", "article", "the-well")
    assert item["files"] == ["texts/the-well.md", "maps/the-well.yaml"]
    assert (library / "texts" / "the-well.md").read_text() == CLIP
    drafted = (library / "maps" / "the-well.yaml").read_text()
    assert "  text: ../texts/the-well.md\n" in drafted
    assert "# TODO thesis" in drafted
    assert item["todos"] == drafted.count("TODO ")
    assert sources(library) == ["the-well"]
    checked = json.loads(run("check", "--json", folder=library).stdout)
    assert [problem for problem in checked if problem["severity"] != "info"] == []


def test_a_map_brings_its_text_along(library: Path) -> None:
    given(library, "ferry.txt", "The town should keep its ferry.\n")
    (item,) = added(library, given(library, "my-ferry.yaml", MAP))
    assert item["files"] == ["texts/ferry.txt", "maps/my-ferry.yaml"]
    written = (library / "maps" / "my-ferry.yaml").read_text()
    assert written == MAP.replace("text: ferry.txt", "text: '../texts/ferry.txt'") or written == MAP.replace(
        "text: ferry.txt", "text: ../texts/ferry.txt"
    )
    assert run("check", "--select", "CM4", folder=library).stdout == (
        "no problems; 2 nodes in 1 file checked, 1 passage looked up\n"
    )


def test_a_map_without_its_text_is_copied_byte_for_byte(library: Path) -> None:
    added(library, given(library, "ferry.yaml", MAP))
    assert (library / "maps" / "ferry.yaml").read_text() == MAP


def test_what_is_there_stays_and_is_not_added_twice(library: Path) -> None:
    paths = [given(library, "sourdough.md", NOTE), given(library, "well.md", CLIP), given(library, "ferry.yaml", MAP)]
    assert [item["status"] for item in added(library, *paths)] == ["added"] * 3
    drafted = library / "maps" / "well.yaml"
    drafted.write_text(drafted.read_text() + "# mine\n")
    before = tree(library)
    ran = add(library, *paths)
    assert ran.code == 0
    assert "3 already there" in ran.stdout
    assert tree(library) == before


@pytest.mark.parametrize(("name", "text"), [("sourdough.md", NOTE), ("well.md", CLIP), ("ferry.yaml", MAP)])
def test_a_changed_document_never_overwrites(library: Path, name: str, text: str) -> None:
    path = given(library, name, text)
    add(library, path)
    before = tree(library)
    given(library, name, text + "\n# more\n")
    ran = add(library, path)
    assert ran.code == 1
    assert "not added" in ran.stdout
    assert "is taken by" in ran.stdout
    assert tree(library) == before


def test_a_file_of_another_source_is_not_overwritten(library: Path) -> None:
    write(library / "texts" / "well.md", "something else")
    before = tree(library)
    ran = add(library, given(library, "well.md", CLIP))
    assert ran.code == 1
    assert "texts/well.md is there already and says something else: it is not overwritten" in ran.stdout
    assert tree(library) == before


def test_two_documents_of_one_name(library: Path) -> None:
    first, second = given(library, "a/well.md", CLIP), given(library, "b/well.md", CLIP.replace("hundred", "thousand"))
    one, two = added(library, first, second)
    assert (one["status"], two["status"]) == ("added", "refused")
    assert "--id gives it another" in two["reason"]
    (again,) = added(library, second, "--id", "other-well")
    assert (again["status"], again["files"]) == ("added", ["texts/other-well.md", "maps/other-well.yaml"])
    assert sources(library) == ["other-well", "well"]


def test_the_same_file_twice_is_one_document(library: Path) -> None:
    path = given(library, "well.md", CLIP)
    os.symlink("well.md", library.parent / "in" / "link.md")
    assert len(added(library, path, path, "../in/link.md", "../in/../in/well.md")) == 1


def test_others_are_added_where_one_fails(library: Path) -> None:
    paths = [
        given(library, "well.md", CLIP),
        "../in/nothing.md",
        given(library, "picture.png", b"\x89PNG\r\n\x1a\n\x00\x00"),
        given(library, "picture.md", b"\x89PNG\r\n\x1a\n\x00\xff\xfe\x00"),
        given(library, "broken.yaml", "source: {id: broken, title: It, thesis: no-such}\nclaims: [\n"),
        given(library, "empty.md", ""),
        given(library, "sourdough.md", NOTE),
    ]
    ran = add(library, *paths)
    assert ran.code == 1
    assert sorted(sources(library)) == ["sourdough", "well"]
    by_name = {Path(item["path"]).name: item for item in added(library, *paths)}
    assert {name: item["status"] for name, item in by_name.items()} == {
        "well.md": "there",
        "nothing.md": "refused",
        "picture.png": "refused",
        "picture.md": "refused",
        "broken.yaml": "refused",
        "empty.md": "refused",
        "sourdough.md": "there",
    }
    assert all(item["reason"] for item in by_name.values())


def test_a_map_that_would_bring_errors_is_not_added(library: Path) -> None:
    lonely = "source: {id: lonely, title: Lonely}\nclaims: {a: {text: A., supports: [ferry/keep]}}\n"
    (item,) = added(library, given(library, "lonely.yaml", lonely))
    assert item["status"] == "refused"
    assert "'ferry/keep'" in item["reason"]
    both = added(library, given(library, "lonely.yaml", lonely), given(library, "ferry.yaml", MAP))
    assert [item["status"] for item in both] == ["added", "added"]
    assert run("check", "--ignore", "CM4", folder=library).code == 0


def test_dry_run_writes_nothing(library: Path) -> None:
    paths = [given(library, "sourdough.md", NOTE), given(library, "well.md", CLIP)]
    before = tree(library)
    ran = add(library, *paths, "--dry-run")
    assert (ran.code, ran.stderr) == (0, "")
    assert "would write texts/well.md, maps/well.yaml" in ran.stdout
    assert "2 would be added" in ran.stdout
    assert tree(library) == before


def test_a_folder_of_hundreds(library: Path) -> None:
    for number in range(200):
        given(library, f"deep/er/note-{number:03}.md", NOTE.replace("Sourdough", f"Sourdough {number}"))
        given(library, f"clip-{number:03}.md", CLIP)
    given(library, "todo.md", "- buy flour\n")
    given(library, "list.txt", "milk\n")
    given(library, ".hidden.md", NOTE)
    ran = add(library, "../in")
    assert (ran.code, ran.stderr) == (0, "")
    assert ran.stdout.endswith("\n400 added; 2 files passed over, neither map nor note nor clipped article\n")
    assert len(sources(library)) == 400


def test_a_library_in_a_folder_brings_its_maps_and_not_their_texts(library: Path, tmp_path: Path) -> None:
    run("init", "../in/other", folder=library)
    (item,) = added(library, "../in/other")
    assert (item["id"], item["form"]) == ("changing-the-clocks", "map")
    assert set(item["files"]) == {"texts/changing-the-clocks.md", "maps/changing-the-clocks.yaml"}
    assert run("check", folder=library).stdout == "no problems; 27 nodes in 1 file checked, 25 passages looked up\n"


def test_files_of_the_library_itself(library: Path) -> None:
    write(library / "notes" / "sourdough.md", NOTE)
    write(library / "texts" / "well.md", CLIP)
    before = tree(library)
    (note,) = added(library, "notes/sourdough.md")
    assert (note["status"], note["files"]) == ("there", [])
    (article,) = added(library, "texts/well.md")
    assert (article["status"], article["files"]) == ("added", ["maps/well.yaml"])
    assert {name: data for name, data in tree(library).items() if name in before} == before
    assert "  text: ../texts/well.md\n" in (library / "maps" / "well.yaml").read_text()


def test_standard_input(library: Path) -> None:
    (item,) = added(library, "-", stdin=CLIP.encode())
    assert (item["path"], item["id"]) == ("standard input", "should-the-village-keep-its-well")
    (item,) = added(library, "-", "--id", "bread", stdin=NOTE.encode())
    assert (item["id"], item["files"]) == ("bread", ["notes/bread.md"])
    (item,) = added(library, "-", "--as", "map", stdin=MAP.encode())
    assert (item["id"], item["files"]) == ("ferry", ["maps/ferry.yaml"])
    (item,) = added(library, "-", "--as", "article", stdin=b"A text without any title.")
    assert (item["status"], item["reason"]) == ("refused", "nothing tells what to call it: --id ID does")
    ran = add(library, "-", stdin=b"")
    assert (ran.code, ran.stderr) == (2, "Error: standard input holds no text\n")


def test_a_note_in_a_folder_of_its_own_goes_by_the_folder(library: Path) -> None:
    (item,) = added(library, given(library, "on-bread/summary.md", NOTE))
    assert (item["id"], item["files"]) == ("on-bread", ["notes/on-bread.md"])


def test_an_id_in_front_matter(library: Path) -> None:
    note, clip = f"---\nid: my-bread\n---\n{NOTE}", CLIP.replace("---\n", "---\nid: our-well\n", 1)
    (item,) = added(library, given(library, "sourdough.md", note))
    assert (item["id"], item["files"]) == ("my-bread", ["notes/sourdough.md"])
    (item,) = added(library, given(library, "other.md", note), "--id", "other")
    assert item["status"] == "refused"
    assert item["reason"] == "its front matter gives it the id 'my-bread': change it there"
    (item,) = added(library, given(library, "well.md", clip), "--id", "village")
    assert (item["id"], item["files"]) == ("village", ["texts/village.md", "maps/village.yaml"])
    assert sources(library) == ["my-bread", "village"]


def test_a_bar_on_a_terminal_and_none_in_a_pipe(library: Path) -> None:
    for number in range(6):
        given(library, f"note-{number}.md", NOTE)
    code = "import sys; from cruxmap.cli import main; sys.argv[1:] = ['add', '../in', '--dry-run']; main()"
    near, far = os.openpty()
    with subprocess.Popen([sys.executable, "-c", code], cwd=library, stdout=subprocess.PIPE, stderr=far) as process:
        os.close(far)
        out = process.communicate()[0].decode()
        shown = os.read(near, 65536).decode()
        os.close(near)
    assert process.returncode == 0
    assert "reading" in shown
    assert "100%" in shown
    assert "reading" not in out
    assert out.endswith("6 would be added\n")
