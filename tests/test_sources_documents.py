"""Which documents of a library are read: maps, notes and clips side by side, each once, by whoever has the say."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest
from consoles import run
from cruxmap.sources import FORMATS, read
from damage import damaged
from hypothesis import given
from hypothesis import strategies as st
from pdfs import page, pdf

if TYPE_CHECKING:
    from pathlib import Path

NOTE = "# {0}\n\n## Core Thesis\n\nThe {0} should stay.\n\n## Active Recall\n\n1. Why should the {0} stay?\n"
CLIP = "---\ntitle: On the {0}\nsource: https://a.example/{0}\n---\n\nThe {0} should stay, for it is old.\n"
MAP = "source: {{id: {0}, title: The {0}, thesis: stays}}\nclaims: {{stays: {{text: The {0} stays.}}}}\n"


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """A folder with a map, a note, a clip, and what is none of them."""
    write(tmp_path, "maps/well.yaml", MAP.format("well"))
    write(tmp_path, "notes/pump.md", NOTE.format("pump"))
    write(tmp_path, "clips/mill.markdown", CLIP.format("mill"))
    write(tmp_path, "README.md", "# What is here\n")
    write(tmp_path, "todo.txt", "Buy seeds.\n")
    write(tmp_path, "empty.md", " \n")
    write(tmp_path, ".trash/old.md", NOTE.format("old"))
    return tmp_path


def write(folder: Path, name: str, text: str | bytes) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)


def sources(*words: str, folder: Path) -> list[str]:
    return [found["source"] for found in json.loads(run(*words, "sources", "--json", folder=folder).stdout)]


def told(folder: Path, *words: str, rules: str = "CM0") -> list[str]:
    ran = run(*words, "check", "--output-format", "concise", "--select", f"{rules},duplicate-source", folder=folder)
    return [line for line in ran.stdout.splitlines() if ": CM" in line]


def test_maps_notes_and_clips_lie_side_by_side(vault: Path) -> None:
    assert sources("-L", ".", folder=vault) == ["mill", "pump", "well"]
    said = "'README.md' is neither a study note nor a clipped article, and is not read"
    assert told(vault, "-L", ".") == [f"README.md:1:1: info: CM020 not-a-document: {said}"]
    assert run("-L", ".", "list", folder=vault).stderr == ""


def test_prose_that_is_named_is_an_article(vault: Path) -> None:
    assert sources("-L", "README.md", "-L", "todo.txt", folder=vault)[1:] == ["todo"]
    (finding,) = read(str(vault / "empty.md"), "empty.md").findings
    assert (finding.rule, finding.message) == ("empty-document", "the file is empty")


def test_the_source_id_is_that_of_front_matter_the_file_or_its_folder(vault: Path) -> None:
    write(vault, "a/summary.md", NOTE.format("ferry"))
    write(vault, "b/Index.md", CLIP.format("canal"))
    write(vault, "c/some clip.md", CLIP.format("dam").replace("title:", "id: the-dam\ntitle:"))
    assert sources("-L", "a", "-L", "b", "-L", "c", folder=vault) == ["a", "b", "the-dam"]


def test_a_map_counts_before_the_document_it_was_made_of(vault: Path) -> None:
    write(vault, "well.md", NOTE.format("well"))
    said = "maps/well.yaml has the source id 'well' too and is read in its place"
    assert told(vault, "-L", ".")[1:] == [f"well.md:1:3: info: CM026 document-shadowed: {said}"]
    assert run("-L", ".", "list", "--source", "well", folder=vault).stdout.count("\n") == 2
    write(vault, "maps/well.yaml", MAP.format("well").replace("title", "text: ../well.md, title"))
    assert told(vault, "-L", ".")[1:] == []


def test_two_documents_with_one_id_are_an_error_that_names_both(vault: Path) -> None:
    write(vault, "old/pump.md", NOTE.format("pump"))
    said = "old/pump.md:1:3: error: CM103 duplicate-source: source id 'pump' is taken by notes/pump.md"
    assert said in told(vault, "-L", ".")
    assert sources("-L", ".", folder=vault) == ["mill", "pump", "well"]
    assert "rename it, or give it an id of its own" in run("-L", ".", "list", folder=vault).stderr


def test_texts_of_maps_are_not_read_for_themselves(vault: Path) -> None:
    write(vault, "texts/well.md", CLIP.format("well"))
    write(vault, "texts/more/ferry.md", NOTE.format("ferry"))
    write(vault, "texts/canal.yaml", MAP.format("canal"))
    write(vault, "cruxmap.toml", '[library]\ntexts = "texts"\n')
    assert sources(folder=vault) == ["canal", "mill", "pump", "well"]
    assert len(told(vault)) == 1
    assert sources("-L", "texts/more/ferry.md", folder=vault) == ["ferry"]
    write(vault, "cruxmap.toml", '[library]\nsources = ["texts"]\ntexts = "texts"\n')
    assert sources(folder=vault) == ["canal", "ferry", "well"]


def test_pages_and_pdf_files_in_a_folder_are_read_and_odd_ones_passed_over(vault: Path) -> None:
    write(vault, "dam.pdf", pdf(page("The dam should stay where it is, for the fields need it.")))
    write(vault, "scan.pdf", pdf([]))
    write(vault, "wells.html", run("-L", "maps", "export", "html", "--no-network", folder=vault).stdout)
    assert sources("-L", ".", folder=vault) == ["dam", "mill", "pump", "well"]
    assert [line.partition("CM020")[2] for line in told(vault, "-L", ".")][1:] == [
        " not-a-document: there is no text on its page",
        " not-a-document: cruxmap wrote this page",
    ]
    assert run("-L", "scan.pdf", "list", folder=vault).code == 1


def test_passages_are_looked_up_in_pages_and_pdf_files(vault: Path) -> None:
    write(
        vault, "maps/dam.yaml", "source: {id: dam, title: T}\nclaims: {a: {text: A., passage: the fields … need it}}\n"
    )
    write(vault, "texts/dam.pdf", pdf(page("The dam should stay where it is, for the fields", "below it need it.")))
    write(vault, "cruxmap.toml", '[library]\nsources = ["maps"]\ntexts = "texts"\n')
    assert run("check", "--select", "CM4", folder=vault).stdout.endswith("1 passage looked up\n")


def test_folders_without_a_document(tmp_path: Path) -> None:
    write(tmp_path, "README.md", "# What is here\n")
    ran = run("-L", ".", "list", folder=tmp_path, env={"COLUMNS": "200"})
    assert "CM005 no-documents: there is no map, study note or clipped article in '.'" in ran.stderr
    assert ran.code == 1


def test_damaged_text_is_restored_unless_that_is_not_wanted(vault: Path) -> None:
    write(vault, "notes/pump.md", damaged(NOTE.format("café"), "mac_roman"))
    title = "café"
    raw = damaged(title, "mac_roman")

    def titles(*words: str) -> list[str]:
        return [found["title"] for found in json.loads(run(*words, "sources", "--json", folder=vault).stdout)]

    assert title in titles("-L", ".")
    assert raw in titles("--no-repair", "-L", ".")
    assert told(vault, "--no-repair", "-L", ".") == told(vault, "-L", ".")[:1]
    write(vault, "cruxmap.toml", "[library]\nrepair = false\n")
    assert raw in titles()
    assert raw in titles("-L", "notes/pump.md")
    write(vault, "cruxmap.toml", "[library]\nrepair = 0\n")
    assert (
        "cruxmap.toml:2:1: error CM006 bad-settings: [library] repair must be true or false"
        in run("list", folder=vault, env={"COLUMNS": "200"}).stderr
    )


SUFFIXES = sorted({suffix for form in FORMATS for suffix in form.suffixes})


@given(st.binary(max_size=400) | st.text(max_size=200).map(str.encode), st.sampled_from(SUFFIXES), st.booleans())
def test_any_bytes_under_any_name_are_a_map_or_findings(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, suffix: str, named: bool
) -> None:
    path = tmp_path_factory.getbasetemp() / f"any{suffix}"
    path.write_bytes(data)
    parsed = read(os.fspath(path), "any", named=named)
    assert parsed.source_map is not None or parsed.findings or not named
    assert all(finding.span.file == "any" for finding in parsed.findings)
