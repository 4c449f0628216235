"""Passages looked up: the shipped maps against their texts, the record of the last time, texts hard to read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from consoles import Ran, run

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """# On kettles

A kettle boils water fast. It is cheap to run.

## Setup

Fill it first. A kettle boils water fast, and then it clicks.

## Doubts

It is loud to run. It is cheap to buy and dear to mend.
"""
MAP = """source:
  id: kettles
  title: On kettles
  thesis: buy-one

claims:
  buy-one:
    text: Buy one.
    section: Doubts
    passage: cheap to buy … to mend
  fills:
    text: It wants water.
    section: Setup
    passage: Fill it … first
    supports: [buy-one]
"""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    (tmp_path / "cruxmap.toml").write_text('[library]\nsources = ["maps"]\ntexts = "texts"\n', "utf-8")
    for name in ("maps", "texts"):
        (tmp_path / name).mkdir()
    (tmp_path / "maps" / "m.yaml").write_text(MAP, "utf-8")
    (tmp_path / "texts" / "kettles.md").write_text(TEXT, "utf-8")
    return tmp_path


def concise(folder: Path, *words: str) -> list[str]:
    return run("check", "--output-format", "concise", *words, folder=folder).stdout.splitlines()


def test_shipped_maps_are_clean_against_their_texts(shared: Path, tmp_path: Path) -> None:
    ran = run("-L", "@shipped", "check", "--texts", str(shared / "seeds"), folder=tmp_path)
    assert ran.code == 0
    assert ran.stdout.splitlines()[-2] == "1 info; 349 nodes in 3 files checked, 346 passages looked up"
    assert run("-L", "@shipped", "check", "--output-format", "json", folder=tmp_path).stdout == "[]\n"
    listed = run(
        "-L", "@shipped", "check", "--texts", str(shared / "seeds"), "--output-format", "json", folder=tmp_path
    )
    assert [problem["code"] for problem in json.loads(listed.stdout)] == ["CM022"]  # the note's text is mojibake


def test_a_library_with_the_shipped_maps_may_hold_their_texts(shared: Path, tmp_path: Path) -> None:
    texts = f'texts = "{shared / "seeds"}"'
    settings = f'[library]\nsources = ["@shipped"]\n{texts}\n[check]\nignore = ["CM022"]\n'
    (tmp_path / "cruxmap.toml").write_text(settings, "utf-8")
    said = "no problems; 349 nodes in 3 files checked, 346 passages looked up\n"
    assert run("check", folder=tmp_path) == (said, "", 0)


def test_passages_are_looked_up_and_counted(library: Path) -> None:
    ran = run("check", folder=library)
    assert (ran.stdout, ran.code) == ("no problems; 3 nodes in 1 file checked, 2 passages looked up\n", 0)
    (library / "texts" / "kettles.md").unlink()
    assert run("check", folder=library).stdout.splitlines() == [
        "no problems; 3 nodes in 1 file checked",
        "passages not looked up, for want of the text: kettles",
    ]


@pytest.mark.parametrize("name", ["kettles.txt", "On kettles.md", "2021-clip.md"])
def test_a_text_is_known_by_its_name_or_by_its_title(library: Path, name: str) -> None:
    (library / "texts" / "kettles.md").rename(library / "texts" / name)
    (library / "texts" / "other.md").write_text("# On toasters\n", "utf-8")
    assert run("check", folder=library).stdout.endswith("2 passages looked up\n")


def change(library: Path, old: str, new: str) -> list[str]:
    path = library / "maps" / "m.yaml"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    return concise(library, "--select", "CM4")[:-1]


def test_faults_of_markers_stand_at_the_marker(library: Path) -> None:
    here = "maps/m.yaml:10:14: warning: "
    said = "CM402 passage-not-found: the passage's first words 'cheap too buy' are not in kettles.md"
    assert change(library, "cheap to buy … to mend", "cheap too buy … to mend") == [here + said]
    said = "CM405 passage-end-before-start: the last words 'cheap to buy' do not come after the first, 'to mend'"
    assert change(library, "cheap too buy … to mend", "to mend … cheap to buy") == [here + said]
    said = "CM403 passage-ambiguous: 'boils water fast' fits lines 3, 7 of kettles.md"
    assert change(library, "to mend … cheap to buy", "boils water fast") == [here + said]
    said = "CM404 passage-outside-section: the passage stands under 'Setup' (line 7), not in section 'Doubts'"
    assert change(library, "boils water fast", "Fill it first") == [here + said]


def test_the_shortest_unique_markers_are_listed_and_fit(library: Path) -> None:
    change(library, "cheap to buy … to mend", "boils water fast")
    ran = run("check", "--select", "CM403", folder=library, env={"COLUMNS": "200"})
    hint = next(line for line in ran.stdout.splitlines() if "hint" in line)
    assert hint.strip() == "= hint: unique are: line 3: 'boils water fast.'; line 7: 'boils water fast,'"
    for marker in ("boils water fast.", "boils water fast,"):
        path = library / "maps" / "m.yaml"
        path.write_text(MAP.replace("cheap to buy … to mend", f"'{marker}'"), "utf-8")
        assert concise(library, "--select", "CM403") == ["no problems"]


def test_a_marker_that_only_its_section_settles_is_made_unique(library: Path) -> None:
    said = "CM409 passage-needs-section: 'boils … fast' fits 2 passages, only the section tells which"
    assert change(library, "Fill it … first", "boils … fast") == [f"maps/m.yaml:14:14: info: {said}"]
    run("check", "--fix", folder=library)
    assert concise(library) == ["no problems"]
    assert "    passage: boils" in (library / "maps" / "m.yaml").read_text("utf-8")


def test_the_record_tells_what_moved_and_what_changed(library: Path) -> None:
    lock = library / "passages.lock"
    assert run("check", "--lock", folder=library).code == 0
    recorded = json.loads(lock.read_text("utf-8"))["passages"]
    assert {node: row["section"] for node, row in recorded.items()} == {
        "kettles/buy-one": "Doubts", "kettles/fills": "Setup",
    }  # fmt: skip
    assert concise(library) == ["no problems"]
    text = library / "texts" / "kettles.md"
    text.write_text("More words above.\n\n" + TEXT, "utf-8")
    assert concise(library) == ["no problems"]
    text.write_text(TEXT.replace("## Setup", "## Before use").replace("dear to", "easy to"), "utf-8")
    assert [line.split(": ")[2].split()[0] for line in concise(library)[:-1]] == ["CM407", "CM404", "CM406"]
    run("check", "--lock", folder=library)
    assert concise(library, "--select", "CM406,CM407") == ["no problems"]


def test_only_what_was_checked_is_recorded(library: Path) -> None:
    other = MAP.replace("kettles", "pots").replace("On kettles", "On pots")
    (library / "maps" / "p.yaml").write_text(other, "utf-8")
    (library / "texts" / "pots.md").write_text(TEXT, "utf-8")
    assert run("check", "--lock", folder=library).stderr == "recorded 4 passages in passages.lock\n"
    for name in ("kettles", "pots"):
        (library / "texts" / f"{name}.md").write_text(TEXT.replace("dear to", "easy to"), "utf-8")
    assert run("check", "maps/p.yaml", "--lock", folder=library).stderr == "recorded 2 passages in passages.lock\n"
    assert [line.split(": ")[0] for line in concise(library, "--select", "CM4")[:-1]] == ["maps/m.yaml:10:14"]


@pytest.mark.parametrize("damaged", ["", "{", "[]", '{"passages": 3}', '{"passages": {"a/b": 1}}', "\x00"])
def test_a_damaged_record_is_said_and_written_anew(library: Path, damaged: str) -> None:
    (library / "passages.lock").write_text(damaged, "utf-8")
    assert concise(library)[0].startswith("passages.lock:1:")
    assert " warning: CM411 bad-lock: passages.lock is no " in concise(library)[0]
    run("check", "--lock", folder=library)
    assert concise(library) == ["no problems"]


def test_the_record_of_the_shipped_maps_lies_in_the_users_folder(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    run("-L", "@shipped", "check", "--lock", "--texts", str(shared / "seeds"), folder=tmp_path)
    (lock,) = tmp_path.rglob("passages.lock")
    assert lock.is_relative_to(tmp_path / "data")
    assert len(json.loads(lock.read_text("utf-8"))["passages"]) == 346


def test_a_text_in_the_wrong_encoding_is_restored_or_refused(library: Path) -> None:
    text = library / "texts" / "kettles.md"
    fancy = TEXT.replace("dear to", "dear — very dear — to")
    change(library, "cheap to buy … to mend", "cheap to buy … very dear — to mend")
    text.write_text(fancy, "utf-8")
    assert concise(library) == ["no problems"]
    text.write_text(fancy.encode("utf-8").decode("mac_roman"), "utf-8")
    said = (
        "texts/kettles.md:11:48: info: CM022 text-repaired: the text was read as MacRoman once and saved so; 2 places, "
    )
    assert concise(library)[0].startswith(said)
    text.write_bytes(fancy.replace("\n", "\r\n").encode("utf-16"))
    assert concise(library) == ["no problems"]
    text.write_bytes(fancy.encode("cp1252"))
    said = "the text of 'kettles', texts/kettles.md, cannot be read: byte 0x97 is not UTF-8 text (line 11)"
    assert concise(library)[0].startswith(f"maps/m.yaml:2:3: warning: CM401 text-unreadable: {said}")


def test_a_map_may_name_its_text(library: Path) -> None:
    assert change(library, "  thesis: buy-one", "  thesis: buy-one\n  text: ../texts/gone.md")[0] == (
        "maps/m.yaml:2:3: warning: CM401 text-unreadable: the text of 'kettles', texts/gone.md, is not there"
    )
    assert change(library, "texts/gone.md", "texts/kettles.md") == []


def test_front_matter_is_no_place_for_a_passage_unless_nothing_else_fits(library: Path) -> None:
    text = library / "texts" / "kettles.md"
    text.write_text(f"---\ntitle: dear to mend\nauthor: A. Boiler\n---\n{TEXT}", "utf-8")
    assert change(library, "cheap to buy … to mend", "dear to mend") == []
    said = "the passage stands before the first heading (line 3), not in section 'Doubts'"
    here = "maps/m.yaml:10:14: warning: CM404 passage-outside-section"
    assert change(library, "dear to mend", "A. Boiler") == [f"{here}: {said}"]
    assert change(library, "section: Doubts", "section: front matter") == []


def looked_up(ran: Ran) -> bool:
    return ran.stdout.endswith("passages looked up\n")


def test_texts_may_lie_in_a_folder_named_on_the_command_line(library: Path) -> None:
    (library / "texts").rename(library / "elsewhere")
    (library / "cruxmap.toml").write_text("[library]\n", "utf-8")
    assert looked_up(run("check", "--texts", "elsewhere", folder=library))
    assert not looked_up(run("check", folder=library))


def test_a_folder_of_texts_that_is_not_there_is_refused(tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_text("source: {id: m, title: M}\n", "utf-8")
    ran = run("check", "m.yaml", "--texts", "nowhere", folder=tmp_path)
    assert (ran.stdout, ran.code) == ("", 2)
    assert ran.stderr.endswith("Directory 'nowhere' does not exist.\n")
