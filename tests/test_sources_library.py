"""Libraries: files that are none, folders that loop, settings with mistakes, places that went away."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from consoles import run

CRUXMAP = str(Path(sys.executable).parent / "cruxmap")
QUOTED = shlex.quote(CRUXMAP)
GOOD = "source: {id: good, title: Good}\nclaims:\n  fine: {text: Fine.}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one good map."""
    (tmp_path / "good.yaml").write_text(GOOD)
    return tmp_path


def codes(folder: Path, *words: str) -> list[str]:
    """The codes on standard error of `list` on the folder, which must still show the good node."""
    ran = run("-L", ".", *words, "list", "--json", folder=folder)
    assert "good/fine" in [node["id"] for node in json.loads(ran.stdout)]
    found = re.findall(r": error (CM\d+) ", ran.stderr)
    assert ran.code == bool(found)
    return found


def test_pipes_and_devices_are_refused(folder: Path) -> None:
    os.mkfifo(folder / "pipe.yaml")
    (folder / "zero.yaml").symlink_to("/dev/zero")
    (folder / "gone.yaml").symlink_to("nowhere")
    (folder / "folder.yaml").mkdir()
    assert codes(folder) == ["CM001", "CM001", "CM001"]


def test_linked_folders_are_read_once(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "other.yaml").write_text("source: {id: other, title: Other}\n")
    (folder / "linked").symlink_to(elsewhere)
    (folder / "loop").symlink_to(folder)
    (folder / ".hidden").mkdir()
    (folder / ".hidden" / "bad.yaml").write_text("[")
    assert codes(folder) == []
    sources = json.loads(run("-L", str(folder), "sources", "--json").stdout)
    assert [source["source"] for source in sources] == ["good", "other"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("soruce: {id: s, title: T}\n", ["CM013"]),
        ("Claims: {a: {text: A.}}\n", ["CM013"]),
        ("\tsource: {id: s}\n", ["CM010"]),
        ("x" * 5_000_000, ["CM015"]),
        ("[" * 5_000_000, ["CM010"]),
        ("", ["CM004"]),
        ("nav: [a, b]\ntheme: dark\n", []),
        ('{"source": {"id": "json", "title": "As JSON"}}', []),
        ("\ufeffsource: {id: bom, title: T}\r\nclaims:\r\n  a: {text: A.}\r\n", []),
    ],
    ids=["typo", "capitals", "tab", "word", "brackets", "empty", "other-yaml", "json", "bom-crlf"],
)
def test_files_met_in_a_folder(folder: Path, text: str, expected: list[str]) -> None:
    (folder / "met.yaml").write_text(text, "utf-8", newline="")
    assert [code for code in codes(folder) if code != "CM014"] == expected


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ("[libary]\nsources = ['.']\n", "cruxmap.toml:1:2: error CM006 bad-settings: unknown setting 'libary'"),
        ("[library]\nsuorces = ['.']\n", "cruxmap.toml:2:1: error CM006 bad-settings: unknown setting 'suorces'"),
        ("[library]\nsources = '.'\n", "cruxmap.toml:2:1: error CM006 bad-settings: [library] sources must be a list"),
        ("[library\n", "cruxmap.toml:1:9: error CM006 bad-settings: "),
        ("\ufeff[library]\nsources = ['.', '@shipped']\n", ""),
    ],
)
def test_settings(folder: Path, settings: str, says: str) -> None:
    (folder / "cruxmap.toml").write_text(settings, "utf-8")
    ran = run("list", folder=folder, env={"COLUMNS": "200"})
    assert ran.stderr.startswith(says)
    assert bool(ran.stderr) == bool(says)
    assert "fine" in ran.stdout


def test_many_alike_findings_are_counted(folder: Path) -> None:
    keys = "".join(f"k{n}: x\n" for n in range(3000))
    (folder / "many.yaml").write_text(f"source: {{id: m, title: M}}\n{keys}")
    ran = run("-L", ".", "list", folder=folder)
    assert len(ran.stderr.splitlines()) < 60
    assert "191 more of CM013" in ran.stderr


def test_the_rest_of_a_badly_broken_file_is_read(folder: Path) -> None:
    broken = "".join(f"  bad-{n}:\n    text: a: b: c\n" for n in range(30))
    (folder / "broken.yaml").write_text(f"source: {{id: b, title: B}}\nclaims:\n{broken}  last: {{text: Last.}}\n")
    assert "b/last" in [node["id"] for node in json.loads(run("-L", ".", "list", "--json", folder=folder).stdout)]
    deeper = "    a: {text: A.}\n    b: {text: 'unclosed}\n    c: {text: C.}\n"
    (folder / "broken.yaml").write_text(f"source:\n    id: b\n    title: B\nclaims:\n{deeper}")
    assert {"b/a", "b/c"} <= {node["id"] for node in json.loads(run("-L", ".", "list", "--json", folder=folder).stdout)}


def test_odd_circumstances_give_no_traceback(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    commands = {
        f"cd {gone} && rmdir {gone} && {QUOTED} cruxes | head -1": None,  # the shell itself may complain of it
        f"{QUOTED} -L @shipped list > /dev/full": "cruxmap: No space left on device\n",
        f"{QUOTED} -L @shipped list >&-": "",
        f"{QUOTED} -L '' list": None,
    }
    for command, stderr in commands.items():
        ran = subprocess.run(command, shell=True, capture_output=True, text=True, timeout=60, check=False)
        assert "Traceback" not in ran.stderr, command
        assert stderr is None or ran.stderr == stderr, command


@pytest.mark.parametrize(
    ("source", "code"),
    [("{title: T}", "CM014"), ("{id: my map, title: T}", "CM101"), ("just words", "CM015"), ("", "CM015")],
)
def test_a_file_without_a_usable_id_is_read_under_its_name(folder: Path, source: str, code: str) -> None:
    (folder / "My Notes.yaml").write_text(f"source: {source}\nclaims:\n  a: {{txt: A.}}\n  b: {{text: B.}}\n")
    assert codes(folder) == [code, "CM014", "CM013"]
    assert "my-notes/b" in [node["id"] for node in json.loads(run("-L", str(folder), "list", "--json").stdout)]


def test_settings_that_lead_back_and_folders_without_documents(folder: Path) -> None:
    inner = folder / "inner"
    inner.mkdir()
    (folder / "cruxmap.toml").write_text('[library]\nsources = ["inner", "good.yaml", "empty"]\n')
    (inner / "cruxmap.toml").write_text('[library]\nsources = [".."]\n')
    (folder / "empty").mkdir()
    assert codes(folder) == []  # what is empty today may be filled tomorrow
    assert run("-L", "good.yaml", "-L", "empty", "list", folder=folder).code == 1


def test_the_place_of_a_mistake_in_settings_is_that_of_the_setting(folder: Path) -> None:
    (folder / "cruxmap.toml").write_text("# the sources of this library\n[library]\nsources = 3\n")
    assert run("list", folder=folder).stderr.startswith("cruxmap.toml:3:1: ")
