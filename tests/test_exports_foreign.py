"""Formats that other packages bring badly: each is refused by name, nothing is written, the rest goes on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from consoles import run_line

if TYPE_CHECKING:
    from pathlib import Path

PLUGIN = """
from cruxmap.exports.exporter import Exporter, Output

def text(graph, options):
    return "fine\\n"

def empty(graph, options):
    raise ValueError()

def red(graph, options):
    raise ValueError("seeing \\x1b[31mred")

def format(name, render, **more):
    return Exporter(name, ".txt", "a format", render, **more)

def gives(name, output):
    return format(name, lambda graph, options: output)

FORMATS = (
    gives("outside", Output(files={"../evil.txt": "x"})),
    gives("rooted", Output(files={"/evil.txt": "x"})),
    gives("nameless", Output(files={"a.txt": "x", "": "y"})),
    gives("numbered", Output(files={7: "x"})),
    gives("listed", Output(files=["a.txt"])),
    gives("words-in-data", Output(data="x")),
    gives("list-in-a-file", Output(files={"a.txt": ["x"]})),
    gives("both", Output(text="x", data=b"x")),
    gives("bytes", Output(data=b"\\xff\\0\\r\\n")),
    gives("several", Output(files={"a.txt": "x\\r\\n", "b.bin": b"\\xff\\r\\n"})),
    gives("number", Output(text=7)),
    gives("half", "half \\ud83d a pair"),
    gives("noted", Output(text="x", notes="abc")),
    gives("nested", Output(files={"a/b/c.txt": "x", "d.txt": "y"})),
    gives("doubled", Output(files={"a//c.txt": "x"})),
    format("heap", text, vault=True),
    format("wordless", empty),
    format("red", red),
    format("nowhere", "no.such.module:render"),
    format("../up", text),
    Exporter("slashed", "/../up", "a format", text),
    format("formed", text, forms="abc"),
    format("hosted", text, hosts=None),
    format("fine", text, forms=("plain",)),
)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an empty map and a package that brings those formats."""
    (tmp_path / "m.yaml").write_text("source: {id: m, title: M}\n", "utf-8")
    info = tmp_path / "plugins" / "ill_formats-1.0.dist-info"
    info.mkdir(parents=True)
    (tmp_path / "plugins" / "ill_formats.py").write_text(PLUGIN, "utf-8")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: ill-formats\nVersion: 1.0\n", "utf-8")
    (info / "entry_points.txt").write_text("[cruxmap.exports]\nill = ill_formats:FORMATS\n", "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("outside", "it names a file '../evil.txt', which is no plain file name"),
        ("rooted", "it names a file '/evil.txt', which is no plain file name"),
        ("nameless", "it names a file '', which is no plain file name"),
        ("doubled", "it names a file 'a//c.txt', which is no plain file name"),
        ("numbered", "it names a file 7, which is no plain file name"),
        ("listed", "its files are of type list, not texts or bytes by name"),
        ("words-in-data", "its data are of type str, not bytes"),
        ("list-in-a-file", "it gives list where a text is due"),
        ("both", "it gives more than one of text, data and files"),
        ("number", "it gives int where a text is due"),
        ("half", "'utf-8' codec can't encode character '\\ud83d' in position 5: surrogates not allowed"),
        ("noted", "its notes are no tuple of texts"),
        ("wordless", "ValueError"),
        ("red", "seeing \\x1b[31mred"),
        ("nowhere", "No module named 'no'"),
    ],
)
def test_what_cannot_be_written_is_refused(folder: Path, name: str, said: str) -> None:
    ran = run_line(f"PYTHONPATH=plugins cruxmap -L m.yaml export {name} -o out", folder)
    assert ran == ("", f"Error: {name} of the package ill-formats broke down: {said}\n", 2)
    assert sorted(path.name for path in folder.iterdir()) == ["m.yaml", "plugins"]


def test_bytes_are_written_as_they_are(folder: Path) -> None:
    ran = run_line("PYTHONPATH=plugins cruxmap -L m.yaml export bytes -o new/", folder)
    assert ran.stderr == "wrote new/bytes.txt\n"
    assert (folder / "new" / "bytes.txt").read_bytes() == b"\xff\0\r\n"
    run_line("PYTHONPATH=plugins cruxmap -L m.yaml export several -o two", folder)
    assert {file.name: file.read_bytes() for file in (folder / "two").iterdir()} == {
        "a.txt": b"x\r\n",
        "b.bin": b"\xff\r\n",
    }


def test_files_may_lie_in_folders_of_their_own(folder: Path) -> None:
    ran = run_line("PYTHONPATH=plugins cruxmap -L m.yaml export nested out", folder)
    assert ran == ("", "wrote 2 files to out\n", 0)
    assert (folder / "out" / "a" / "b" / "c.txt").read_text("utf-8") == "x"


def test_a_vault_is_a_folder_of_texts(folder: Path) -> None:
    ran = run_line("PYTHONPATH=plugins cruxmap -L m.yaml export heap out", folder)
    assert ran == ("", "Error: heap gives no folder of texts, and no other vault can be written again\n", 2)
    assert not (folder / "out").exists()


def test_bytes_go_into_a_pipe_and_not_to_a_terminal(folder: Path) -> None:
    code = "import sys; from cruxmap.cli import main; sys.argv[1:] = ['-L', 'm.yaml', 'export', 'bytes']; main()"
    command, env = [sys.executable, "-c", code], {**os.environ, "PYTHONPATH": str(folder / "plugins")}
    piped = subprocess.run(command, check=True, cwd=folder, env=env, capture_output=True)
    assert piped.stdout == b"\xff\0\r\n"
    near, far = os.openpty()
    told = subprocess.run(command, check=False, cwd=folder, env=env, stdout=far, stderr=subprocess.PIPE, text=True)
    os.close(near)
    os.close(far)
    assert told.stderr == "Error: this gives bytes, which are not for a terminal: name a file with -o\n"
    assert told.returncode == 2


def test_what_cannot_be_offered_is_told_and_the_rest_is_offered(folder: Path) -> None:
    ran = run_line("PYTHONPATH=plugins COLUMNS=200 cruxmap formats --json", folder)
    offered = [known["name"] for known in json.loads(ran.stdout) if known["package"]]
    assert offered[-2:] == ["nowhere", "fine"]
    assert [line.partition("plugin-failed: ill ")[2] for line in ran.stderr.splitlines() if "CM007" in line] == [
        "has the name '../up', which is not one word",
        "is called formed and has forms or hosts that are no tuple of words",
        "is called hosted and has forms or hosts that are no tuple of words",
        "is called slashed and has the suffix '/../up', which is not like '.txt'",
    ]
    assert run_line("PYTHONPATH=plugins cruxmap -L m.yaml export fine --as plain", folder).stdout == "fine\n"


def test_for_an_unknown_format_broken_packages_are_pointed_to(folder: Path) -> None:
    ran = run_line("PYTHONPATH=plugins cruxmap -L m.yaml export formed", folder)
    assert ran.code == 2
    assert ran.stderr.endswith("; `cruxmap formats` tells what is wrong with those of packages\n")
