"""Document formats of other packages: they are read, and what is wrong with them is told under their package's name."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from consoles import run_line

if TYPE_CHECKING:
    from pathlib import Path

PLUGIN = """
from cruxmap.sources.decoding import Decoded
from cruxmap.sources.encoding import Encoding, source_id_of
from cruxmap.sources.format import Format
from cruxmap.sources.parsed import Parsed
from cruxmap.graph.model import Crux, Link, Node, Position, Source, SourceMap

def read_org(text, name, named):
    encoding = Encoding(source_id_of(name), text, name)
    for line in text.split("\\n"):
        if line.startswith("** "):
            encoding.node("claim", line[3:], (text.index(line) + 3, text.index(line) + len(line)))
    return encoding.parsed(text.partition("\\n")[0].strip("* "), text_file=name)

def raises(text, name, named):
    raise RuntimeError("out of breath")

def unsure(text):
    raise RuntimeError("out of breath")

def gives(name, value):
    return Format(name, (f".{name}",), "gives something", lambda text, file, named: value)

def map_of(*nodes, links=(), **more):
    source = Source(id="m/source", kind="source", text="M", title="M", **more)
    return Parsed(SourceMap(id="m", nodes=(source, *nodes), links=links, file="elsewhere"))

def upper(data, name, repair):
    return data.decode().upper()

def no_text(data, name, repair):
    return 7

FORMATS = (
    Format("org", (".org",), "an outline of Org mode", "org_maps:read_org"),
    Format("loud", (".loud",), "an outline that shouts", read_org, extract=upper),
    Format("mute", (".mute",), "an outline without words", read_org, extract=no_text),
    Format("weak", (".weak",), "an outline that breaks", raises),
    Format("shy", (".shy",), "an outline that does not know itself", read_org, suits=unsure),
    Format("lost", (".lost",), "an outline that is not there", "no.such.module:read"),
    gives("nothing", None),
    gives("numbers", Parsed(7)),
    gives("odd-kind", map_of(Node(id="m/a", kind="opinion", text="A"))),
    gives("odd-id", map_of(Node(id="n/a", kind="claim", text="A"))),
    gives("odd-link", map_of(links=(Link(from_id="m/source", relation="eats", to_id="m/source"),))),
    gives("odd-class", map_of(Node(id="m/a", kind="crux", text="A"))),
    gives("odd-thesis", map_of(thesis="m/gone")),
    gives("odd-crux", map_of(Position(id="m/a.b", kind="position", text="A", crux="m/a", side="b"))),
    gives("fine", map_of(Node(id="m/a", kind="claim", text="A"))),
    Format("markdown", (".md",), "takes ours", read_org),
    Format("org", (".o",), "comes twice", read_org),
    Format("two words", (".w",), "has no name", read_org),
    Format("dotless", ("org",), "has no suffix", read_org),
    Format("reader", (".r",), "has no reader", 7),
    read_org,
)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a map and a package that brings those formats."""
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "m2.yaml").write_text("source: {id: m2, title: M2}\n", "utf-8")
    info = tmp_path / "plugins" / "org_maps-1.0.dist-info"
    info.mkdir(parents=True)
    (tmp_path / "plugins" / "org_maps.py").write_text(PLUGIN, "utf-8")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: org-maps\nVersion: 1.0\n", "utf-8")
    entry = "[cruxmap.sources]\norg = org_maps:FORMATS\ngone = org_maps:NOTHING\n"
    (info / "entry_points.txt").write_text(entry, "utf-8")
    return tmp_path


def test_a_reader_of_a_package_is_used_in_folders_and_for_named_files(folder: Path) -> None:
    (folder / "lib" / "wells.org").write_text("* Wells\n** Wells should stay.\n** Pipes fail.\n", "utf-8")
    for library in ("lib", "lib/wells.org"):
        ran = run_line(f"PYTHONPATH=plugins cruxmap -L {library} list --kind claim --json", folder)
        nodes = [(node["id"], node["passage"]["start"], node["file"], node["line"]) for node in json.loads(ran.stdout)]
        assert nodes == [
            ("wells/wells-should-stay", "Wells should stay", "lib/wells.org", 2),
            ("wells/pipes-fail", "Pipes fail", "lib/wells.org", 3),
        ]
        assert (ran.code, ran.stderr) == (0, "")
    assert run_line("cruxmap -L lib/wells.org list", folder).code == 1


def test_files_that_are_no_text_are_made_text_first(folder: Path) -> None:
    (folder / "lib" / "a.loud").write_text("* wells\n** they stay\n", "utf-8")
    ran = run_line("PYTHONPATH=plugins cruxmap -L lib list --kind claim --json", folder)
    assert [node["text"] for node in json.loads(ran.stdout)] == ["THEY STAY"]
    (folder / "lib" / "a.fine").write_text("x", "utf-8")
    ran = run_line("PYTHONPATH=plugins cruxmap -L lib/a.fine show a --json", folder)
    assert json.loads(ran.stdout)["file"] == "lib/a.fine"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("mute", "TypeError: its extract gives int, neither text nor a Decoded"),
        ("weak", "RuntimeError: out of breath"),
        ("shy", "RuntimeError: out of breath"),
        ("lost", "ModuleNotFoundError: No module named 'no'"),
        ("nothing", "TypeError: it gives NoneType, no Parsed"),
        ("numbers", "ValidationError: Expected `array | null`, got `int` - at `$[0]`"),
        ("odd-kind", "ValueError: it gives Node 'm/a' of the kind 'opinion'"),
        ("odd-id", "ValueError: it gives a node 'n/a' that is not of the source 'm'"),
        ("odd-link", "ValueError: it gives a link 'eats', which is no relation"),
        ("odd-class", "ValueError: it gives Node 'm/a' of the kind 'crux'"),
        ("odd-thesis", "ValueError: the thesis 'm/gone' is no node of this file"),
        ("odd-crux", "ValueError: it gives a position 'm/a.b' on 'm/a', which is no crux"),
    ],
)
def test_a_reader_that_breaks_down_is_named_and_the_rest_is_read(folder: Path, name: str, said: str) -> None:
    (folder / "lib" / f"a.{name}").write_text("* Wells\n** Wells should stay.\n", "utf-8")
    ran = run_line("PYTHONPATH=plugins COLUMNS=300 cruxmap -L lib sources --json", folder)
    assert [source["source"] for source in json.loads(ran.stdout)] == ["m2"]
    place = "package org-maps:1:1: error CM007 plugin-failed"
    assert ran.stderr.startswith(f"{place}: its reader {name} broke down on 'lib/a.{name}': {said}")
    assert "Traceback" not in ran.stderr
    assert ran.code == 1


def test_what_cannot_be_used_is_told_and_the_rest_is_listed(folder: Path) -> None:
    ran = run_line("PYTHONPATH=plugins COLUMNS=200 cruxmap formats --reads --json", folder)
    listed = {known["name"]: (known["suffixes"], known["package"]) for known in json.loads(ran.stdout)}
    assert listed["org"] == ([".org"], "org-maps")
    assert listed["map"] == ([".yaml", ".yml"], None)
    assert [line.partition("plugin-failed: ")[2] for line in ran.stderr.splitlines() if "CM007" in line] == [
        "gone could not be loaded: AttributeError: module 'org_maps' has no attribute 'NOTHING'",
        "org is a Format without a meaning or with the name 'two words', which is not one word",
        "org is called dotless and has the suffixes ('org',), which are not like ('.org',)",
        "org is called markdown and has the suffix .md, which cruxmap reads itself",
        "org is called org, and there is such a format already",
        "org is called reader and has a reader that is neither a function nor its place",
        "org is no Format but of type function",
    ]
    text = run_line("PYTHONPATH=plugins COLUMNS=200 cruxmap formats", folder).stdout
    rows = [" ".join(line.split()) for line in text.splitlines()]
    assert "org an outline of Org mode (.org) (package org-maps)" in rows


def test_for_an_unknown_format_broken_packages_are_named(folder: Path) -> None:
    (folder / "a.doc").write_text("x", "utf-8")
    ran = run_line("PYTHONPATH=plugins COLUMNS=200 cruxmap -L a.doc list", folder)
    assert ".org, .loud" in ran.stderr
    assert "CM007 plugin-failed: gone could not be loaded" in ran.stderr
