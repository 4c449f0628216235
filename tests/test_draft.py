"""`cruxmap draft` and `convert`: a document's map as text, to be edited or to count at once."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest
from consoles import run
from cruxmap.graph.build import build
from cruxmap.graph.canonical import ordered, without_positions
from cruxmap.graph.model import Link, Source, SourceMap
from cruxmap.graph.rules import report
from cruxmap.sources import FORMATS, read
from cruxmap.sources.drafting import draft_text, with_text
from cruxmap.sources.format import reader
from cruxmap.sources.map_yaml import read as read_map
from cruxmap.sources.map_yaml import write as write_map
from cruxmap.sources.renaming import renamed
from documents import CLIP, MAP, NOTE, tree, write
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import slugs, source_maps

SKETCH = """\
source: {id: kites, title: On kites, form: article}
claims:
  string: {text: A kite wants a long string., supports: [{to: crux-tail.with, basis: inferred}]}
  paper: {text: Paper tears in rain.}
cruxes:
  crux-tail:
    text: Does a kite want a tail?
    positions:
      with: {text: It does.}
      without: {text: It does not., because: []}
  crux-night:
    text: May one fly kites at night?
    positions:
      yes-camp: {text: One may., because: [paper]}
"""


ROW = Link(from_id="a/a", relation="premise_of", to_id="b/source", basis="inferred")
"""A link that stands among the rows of a map, where no entry names it."""


@given(source_maps())
@example(SourceMap(id="b", nodes=(Source(id="b/source", kind="source", text="B", title="B"),), links=(ROW,)))
def test_a_draft_reads_as_the_map_it_was_made_of(source_map: SourceMap) -> None:
    again = read_map(draft_text(source_map), "draft.yaml")
    assert again.source_map is not None
    assert without_positions(again.source_map) == without_positions(source_map)


@given(source_maps(), slugs)
def test_another_id_and_back(source_map: SourceMap, name: str) -> None:
    other = renamed(source_map, name)
    assert write_map(other) == write_map(renamed(renamed(other, "elsewhere"), name))
    assert all(node.source == name for node in other.nodes)


MARKS = (
    "# |## |- |  - |1. |**|*|`|[|](http://x)|> |---|```mermaid\nmindmap\n  root((|))|<svg>|</svg>|?|.|: |\n|\n\n|\n    "
)
WORDS = "title: |source: http://x|Optimists say |Critics argue |For example, |Core Thesis|Key Concepts|Active Recall"
TABLE = ["| a | b |\n|---|---|\n| ", " | "]
pieces = st.sampled_from([*MARKS.split("|"), *WORDS.split("|"), *TABLE])


@given(st.lists(pieces | st.text(st.characters(codec="utf-8"), max_size=12), max_size=40).map("".join), st.booleans())
def test_whatever_is_read_can_be_drafted(text: str, is_note: bool) -> None:
    form = next(form for form in FORMATS if form.name == ("note" if is_note else "article"))
    made = reader(form)(text, "any.md", True).source_map
    if made is not None:
        again = read_map(draft_text(made), "draft.yaml")
        assert again.findings == ()
        assert again.source_map
        assert without_positions(again.source_map) == without_positions(ordered(made))
        assert [problem.message for problem in report(build([made]).findings) if problem.severity == "error"] == []


def test_what_is_left_to_judge() -> None:
    sketch = read_map(SKETCH, "kites.yaml").source_map
    assert sketch is not None
    assert draft_text(sketch) == (
        "# yaml-language-server: $schema=cruxmap.schema.json\n"
        "# TODO thesis: which claim does the document argue for? name it in the source block\n"
        "source:\n"
        "  id: kites\n"
        "  title: On kites\n"
        "  form: article\n"
        "\n"
        "claims:\n"
        "  string:\n"
        "    text: A kite wants a long string.\n"
        "  paper:\n"
        "    text: Paper tears in rain.\n"
        "\n"
        "cruxes:\n"
        "  crux-tail:\n"
        "    text: Does a kite want a tail?\n"
        "    positions:\n"
        "      # TODO is this so? inferred: because\n"
        "      with:\n"
        "        text: It does.\n"
        "        because:\n"
        "        - {from: string, basis: inferred}\n"
        "      without:\n"
        "        text: It does not.\n"
        "        because: []\n"
        "  # TODO positions: who answers otherwise than yes-camp, and what?\n"
        "  crux-night:\n"
        "    text: May one fly kites at night?\n"
        "    positions:\n"
        "      yes-camp:\n"
        "        text: One may.\n"
        "        because: [paper]\n"
    )


def test_claims_and_sides_without_reasons_are_pointed_out() -> None:
    head = "source: {id: a, title: A, form: note, thesis: b}\n"
    bare = head + "claims: {b: {text: B.}}\ncruxes: {c: {text: C?, positions: {}}}\n"
    source_map = read_map(bare, "a.yaml").source_map
    assert source_map is not None
    assert [row.strip() for row in draft_text(source_map).split("\n") if "TODO" in row] == [
        "# TODO what in the document supports this?",
        "# TODO positions: who answers, and what?",
    ]


def test_a_draft_of_an_article(tmp_path: Path) -> None:
    write(tmp_path / "in" / "the well.md", CLIP)
    ran = run("draft", "in/the well.md", folder=tmp_path)
    assert ran.code == 0
    drafted = read_map(ran.stdout, "draft.yaml")
    assert drafted.findings == ()
    made = read(str(tmp_path / "in" / "the well.md")).source_map
    assert drafted.source_map
    assert made
    named = ordered(with_text(made, "in/the well.md", ""))
    assert without_positions(drafted.source_map) == without_positions(named)
    write(tmp_path / "maps" / "the-well.yaml", ran.stdout)
    problems = json.loads(run("check", "maps", "--json", folder=tmp_path).stdout)
    assert [problem for problem in problems if problem["severity"] == "error" and problem["code"] != "CM401"] == []


def test_comments_stay_when_the_map_is_mended(tmp_path: Path) -> None:
    write(tmp_path / "kites.yaml", draft_text(read_map(SKETCH, "").source_map or pytest.fail("no map")))
    before = (tmp_path / "kites.yaml").read_text()
    run("check", "kites.yaml", "--fix", folder=tmp_path)
    assert (tmp_path / "kites.yaml").read_text() == before


def test_a_draft_in_a_file_names_its_text_from_there(tmp_path: Path) -> None:
    write(tmp_path / "texts" / "well.md", CLIP)
    (tmp_path / "maps").mkdir()
    ran = run("draft", "texts/well.md", "-o", "maps", "--id", "village-well", folder=tmp_path)
    assert ran.code == 0
    written = (tmp_path / "maps" / "village-well.yaml").read_text()
    assert "  id: village-well\n" in written
    assert "  text: ../texts/well.md\n" in written
    todos = written.count("TODO ")
    assert ran.stderr.endswith(f"; {todos} place{'s' if todos != 1 else ''} marked TODO\n")
    before = tree(tmp_path)
    again = run("draft", "texts/well.md", "-o", "maps/village-well.yaml", folder=tmp_path)
    assert again == ("", "Error: 'maps/village-well.yaml' is there already and is not overwritten\n", 2)
    assert tree(tmp_path) == before


def test_a_note_frozen_into_a_map_counts_in_its_stead(tmp_path: Path) -> None:
    run("init", "--bare", folder=tmp_path)
    write(tmp_path / "notes" / "sourdough.md", NOTE)
    ran = run("convert", "notes/sourdough.md", "-o", "maps/", folder=tmp_path)
    assert ran.code == 0
    frozen = tmp_path / "maps" / "sourdough.yaml"
    assert "# TODO" not in frozen.read_text()
    assert "  text: ../notes/sourdough.md\n" in frozen.read_text()
    frozen.write_text(frozen.read_text().replace("title: Sourdough", "title: My sourdough", 1))
    (source,) = json.loads(run("sources", "--json", folder=tmp_path).stdout)
    assert (source["source"], source["title"], source["file"]) == ("sourdough", "My sourdough", "maps/sourdough.yaml")
    assert run("check", folder=tmp_path).code == 0


def test_convert_prints_what_the_note_is_read_as(tmp_path: Path) -> None:
    write(tmp_path / "sourdough.md", NOTE)
    ran = run("convert", "sourdough.md", folder=tmp_path)
    made = read(str(tmp_path / "sourdough.md")).source_map
    assert made
    assert ran.stdout == write_map(with_text(made, "sourdough.md", ""))


def test_standard_input(tmp_path: Path) -> None:
    ran = run("draft", "-", folder=tmp_path, stdin=CLIP.encode())
    assert "  id: should-the-village-keep-its-well\n" in ran.stdout
    assert "  text:" not in ran.stdout.partition("claims:")[0]
    assert "  id: well\n" in run("draft", "-", "--id", "well", folder=tmp_path, stdin=CLIP.encode()).stdout


@pytest.mark.parametrize("command", ["draft", "convert"])
def test_what_cannot_be_drafted(tmp_path: Path, command: str) -> None:
    write(tmp_path / "ferry.yaml", MAP)
    write(tmp_path / "picture.png", b"\x89PNG")
    write(tmp_path / "empty.md", "\n")
    (tmp_path / "folder").mkdir()
    ran = run(command, "ferry.yaml", folder=tmp_path)
    assert ran == ("", "Error: 'ferry.yaml' is a map already: edit it as it is, or `cruxmap add` it\n", 2)
    for name in ("picture.png", "empty.md", "folder", "nothing.md"):
        ran = run(command, name, folder=tmp_path)
        assert (ran.stdout, ran.code) == ("", 1), name
        assert ran.stderr.startswith(f"{name}:1:1: error CM00"), name


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere file names are texts")
def test_file_names_that_are_no_text(tmp_path: Path) -> None:
    for name in (b"\xff.md", b"a\nb: c #d.md", b"'\".md"):
        Path(os.fsdecode(os.path.join(os.fsencode(tmp_path), name))).write_text(CLIP)
        ran = run("draft", os.fsdecode(name), folder=tmp_path)
        assert ran.code == 0
        assert read_map(ran.stdout, "draft.yaml").findings == ()
        assert run("init", os.fsdecode(name + b"-lib"), folder=tmp_path).code == 0


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    write(tmp_path / "well.md", CLIP)
    ran = run("draft", "well.md", "-o", "well.md/map.yaml", folder=tmp_path)
    assert ran[1:] == ("Error: 'well.md/map.yaml' cannot be written: Not a directory\n", 2)
    assert run("draft", "well.md", "-o", "", folder=tmp_path).code == 2


def test_a_folder_is_called_one(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    done = run("draft", str(tmp_path / "notes"))
    assert done.code == 1
    assert "this is a folder" in done.stderr
