"""`export` and `formats`: what is exported, where it is written, and what is refused."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from consoles import run, run_line
from cruxmap.exports import EXPORTERS, export
from cruxmap.graph.part import around, narrowed

if TYPE_CHECKING:
    from pathlib import Path

    import cruxmap

PLUGIN = """
from cruxmap.exports.exporter import Exporter, Output

def titles(graph, options):
    return "".join(f"{node.title}\\n" for node in graph.nodes.values() if node.title)

def two(graph, options):
    return Output(files={"a.txt": "first\\n", "b.txt": "second\\n"}, notes=("there are two",))

def broken(graph, options):
    raise ZeroDivisionError("out of numbers")

FORMATS = (
    Exporter("titles", ".txt", "the titles, a line each", titles),
    Exporter("two", ".txt", "two files", two),
    Exporter("broken", ".txt", "never works", broken),
    Exporter("wrong", ".txt", "gives a number", lambda graph, options: 7),
    Exporter("json", ".js", "poses as one of ours", titles),
    "no exporter",
)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a small map."""
    (tmp_path / "m.yaml").write_text(
        "source: {id: m, title: My map, thesis: a}\n"
        "claims: {a: {text: One, title: A, supports: [b]}, b: {text: Two}}\n",
        "utf-8",
    )
    return tmp_path


@pytest.fixture
def plugins(folder: Path) -> Path:
    """That folder with a package that brings export formats."""
    info = folder / "plugins" / "more_formats-1.0.dist-info"
    info.mkdir(parents=True)
    (folder / "plugins" / "more_formats.py").write_text(PLUGIN, "utf-8")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: more-formats\nVersion: 1.0\n", "utf-8")
    (info / "entry_points.txt").write_text("[cruxmap.exports]\nmore = more_formats:FORMATS\n", "utf-8")
    return folder


def test_every_format_exports_the_shipped_maps_the_same_each_time(shipped: cruxmap.Graph) -> None:
    for known in EXPORTERS:
        first, second = export(shipped, known.name), export(shipped, known.name)
        assert first.text or first.data or first.files
        assert first == second


def test_every_format_gives_the_same_in_every_process() -> None:
    script = (
        "import cruxmap; from cruxmap.exports import EXPORTERS, export; from cruxmap.exports.exporter import Options\n"
        "graph = cruxmap.load('@shipped')\n"
        "for known in EXPORTERS:\n"
        "    for form in known.forms or ('',):\n"
        "        print(export(graph, known.name, Options(form=form, network=False, in_folder=True)))\n"
    )
    first, second = (
        subprocess.run(
            [sys.executable, "-c", script], capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    )
    assert first == second
    assert len(first) > 1_000_000


def test_json_holds_all_nodes_and_links(shipped: cruxmap.Graph) -> None:
    value = json.loads(export(shipped, "json").text)
    assert [node["id"] for node in value["nodes"]] == list(shipped.nodes)
    assert [(link["from"], link["relation"], link["to"]) for link in value["links"]] == [
        (link.from_id, link.relation, link.to_id) for link in shipped.links
    ]


def test_around_counts_links_whichever_way_they_point(shipped: cruxmap.Graph) -> None:
    crux = "cotra/crux-deploy"
    assert around(shipped, crux, 0) == {crux}
    near = around(shipped, crux, 1)
    ends = {end for link in shipped.at(crux) for end in (link.from_id, link.to_id)}
    assert near == {crux} | ends
    assert around(shipped, crux, 2) == set().union(*(around(shipped, node, 1) for node in near))


def test_filters_narrow_together_and_keep_the_focus(shipped: cruxmap.Graph) -> None:
    assert narrowed(shipped) is shipped
    focus = "cotra/crux-deploy"
    part = narrowed(shipped, sources=["dragan"], kinds=["claim"], focus=focus, depth=3)
    assert focus in part
    others = [node for node in part.nodes.values() if node.id != focus]
    assert others
    assert {(node.source, node.kind) for node in others} == {("dragan", "claim")}
    assert all(link.from_id in part and link.to_id in part for link in part.links)


def test_written_to_a_file_or_into_a_folder(folder: Path) -> None:
    told = run("-L", "m.yaml", "export", "json", "-o", "out.json", folder=folder)
    assert (told.stdout, told.stderr, told.code) == ("", "wrote out.json\n", 0)
    (folder / "there").mkdir()
    assert run("-L", "m.yaml", "export", "json", "-o", "there", folder=folder).stderr == "wrote there/json.json\n"
    printed = run("-L", "m.yaml", "export", "json", folder=folder).stdout
    assert (folder / "out.json").read_text("utf-8") == (folder / "there" / "json.json").read_text("utf-8") == printed


def test_a_file_that_cannot_be_written_is_named_and_nothing_is_left_behind(folder: Path) -> None:
    ran = run("-L", "m.yaml", "export", "json", "-o", "no/such/folder.json", folder=folder)
    assert ran == ("", "Error: 'no/such/folder.json' cannot be written: No such file or directory\n", 2)
    assert os.listdir(folder) == ["m.yaml"]


def test_a_dash_is_standard_output(folder: Path) -> None:
    ran = run("-L", "m.yaml", "export", "json", "-o", "-", folder=folder)
    assert ran == run("-L", "m.yaml", "export", "json", folder=folder)
    assert os.listdir(folder) == ["m.yaml"]


def test_a_path_that_ends_as_folders_do_is_one(folder: Path) -> None:
    assert (
        run("-L", "m.yaml", "export", "json", "-o", "new/deep/", folder=folder).stderr == "wrote new/deep/json.json\n"
    )
    assert (folder / "new" / "deep" / "json.json").is_file()


def test_a_pipe_stays_one(folder: Path) -> None:
    pipe = folder / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    ran = run("-L", "m.yaml", "export", "markdown", "-o", "pipe", folder=folder)
    assert (ran.stderr, ran.code) == ("wrote pipe\n", 0)
    assert os.read(reader, 100_000).decode() == run("-L", "m.yaml", "export", "markdown", folder=folder).stdout
    os.close(reader)
    assert pipe.is_fifo()


UNTITLED = ("canvas", "turtle", "trig", "nquads", "jsonld", "af", "apx", "tgf", "aif", "anki")
"""Formats that have no title, and the one which packs it."""


def test_a_title_in_another_encoding_is_shown_as_far_as_it_goes(folder: Path) -> None:
    for known in (known for known in EXPORTERS if not known.vault):
        ran = run("-L", "m.yaml", "export", known.name, "--title", "caf\udce9", "-o", "out", folder=folder)
        assert ran.code == 0
        assert ran.stderr.splitlines()[-1].startswith("wrote out")
        written = (folder / "out").read_bytes()
        assert (b"caf" in written) == (known.name not in UNTITLED)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("JSON", "there is no format 'JSON': did you mean 'json'?"),
        ("mermaid --as Flowchart", "mermaid has no form 'Flowchart': did you mean 'flowchart'?"),
        ("json -o ''", "-o names a file or a folder: give it a name, or - for standard output"),
        ("json -o - --open", "--open shows a file: name one with -o, or none"),
        ("html --texts gone", "Invalid value for '--texts': Directory 'gone' does not exist."),
        ("jsno", "there is no format 'jsno': did you mean 'json'?"),
        ("json --as mindmap", "json has no forms to choose from, so 'mindmap' means nothing"),
        ("json --depth 2", "--depth says how far to go from --focus: name a node"),
        ("json --focus nowhere", "there is no node 'nowhere': `cruxmap search` finds ids by their words"),
        ("json --source n", "there is no source 'n': sources: m"),
    ],
)
def test_wrong_use_exits_with_2(folder: Path, words: str, said: str) -> None:
    ran = run("-L", "m.yaml", "export", *shlex.split(words), folder=folder)
    assert ran.code == 2
    assert ran.stderr.splitlines()[-1] == f"Error: {said}"
    assert ran.stdout == ""


def test_a_broken_library_is_exported_as_far_as_it_goes(folder: Path) -> None:
    (folder / "n.yaml").write_text("source: {id: n, title: N}\nclaims: {c: {text: C, supports: [gone]}}\n", "utf-8")
    ran = run("-L", "n.yaml", "export", "json", folder=folder)
    assert ran.code == 1
    assert "dangling-id" in ran.stderr
    assert [node["id"] for node in json.loads(ran.stdout)["nodes"]] == ["n/source", "n/c"]


def test_formats_of_packages_work_and_what_is_wrong_with_them_is_said(plugins: Path) -> None:
    ran = run_line("PYTHONPATH=plugins COLUMNS=200 cruxmap formats", plugins)
    assert "titles" in ran.stdout
    assert "(package more-formats)" in ran.stdout
    assert "poses as one of ours" not in ran.stdout
    assert "more is called json, and there is such a format already" in ran.stderr
    assert "more is no Exporter but of type str" in ran.stderr
    assert run_line("PYTHONPATH=plugins cruxmap -L m.yaml export titles", plugins).stdout == "My map\nA\n"


def test_a_format_of_a_package_that_breaks_down_is_named(plugins: Path) -> None:
    said = {
        "broken": "broken of the package more-formats broke down: out of numbers",
        "wrong": "wrong of the package more-formats broke down: it gives int, neither text nor an Output",
    }
    for name, words in said.items():
        ran = run_line(f"PYTHONPATH=plugins cruxmap -L m.yaml export {name}", plugins)
        assert (ran.stderr, ran.code) == (f"Error: {words}\n", 2)


def test_several_files_become_a_folder_whatever_its_suffix(plugins: Path) -> None:
    command = "PYTHONPATH=plugins cruxmap -L m.yaml export two -o out.txt"
    ran = run_line(command, plugins)
    assert ran.stderr == "there are two\nwrote 2 files to out.txt\n"
    for words in ("", " -o -"):
        printed = run_line(command.removesuffix(" -o out.txt") + words, plugins)
        assert printed.stderr == "Error: this gives 2 files: name a folder for them with -o\n"
    assert {path.name: path.read_text() for path in (plugins / "out.txt").iterdir()} == {
        "a.txt": "first\n",
        "b.txt": "second\n",
    }
    (plugins / "taken").write_text("mine", "utf-8")
    ran = run_line(command.replace("out.txt", "taken"), plugins)
    assert ran.stderr == "Error: 2 files do not fit into the file 'taken': name a folder\n"
    assert (plugins / "taken").read_text("utf-8") == "mine"


def test_files_of_another_time_are_left_and_told_of(plugins: Path) -> None:
    (plugins / "out").mkdir()
    for name in ("a.txt", "c.txt", "notes.md"):
        (plugins / "out" / name).write_text("old", "utf-8")
    ran = run_line("PYTHONPATH=plugins cruxmap -L m.yaml export two -o out", plugins)
    assert ran.stderr == "there are two\nwrote 2 files to out, beside 1 .txt file of another time\n"
    assert (plugins / "out" / "c.txt").read_text("utf-8") == "old"


def test_open_shows_the_file_in_the_browser(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = folder / "shown"
    script = folder / "browse"
    script.write_text(f'#!/bin/sh\nprintf %s "$1" > {shown}\n', "utf-8")
    script.chmod(0o755)
    monkeypatch.setenv("BROWSER", f"{script} %s")
    assert run("-L", "m.yaml", "export", "json", "-o", "out.json", "--open", folder=folder).code == 0
    assert shown.read_text("utf-8") == (folder / "out.json").resolve().as_uri()


def test_what_is_made_of_many_documents_is_called_after_the_first(folder: Path) -> None:
    for name in "abcdefg":
        (folder / f"{name}.yaml").write_text(f"source: {{id: {name}, title: Book {name}}}\n", "utf-8")
    outline = run("-L", ".", "export", "markdown", folder=folder).stdout
    assert outline.startswith("# Book a · Book b · Book c · Book d and 4 more\n")


def test_a_part_without_its_document_is_still_called_after_it(folder: Path) -> None:
    for words in (["html", "--no-network"], ["svg"], ["dot"], ["markdown"]):
        assert "My map" in run("-L", "m.yaml", "export", *words, "--kind", "claim", folder=folder).stdout
