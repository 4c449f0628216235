"""The command verify: what still stands, what moved, what is gone, and what is done about it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from consoles import Ran, run

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """# Drying herbs

Cut herbs in the morning, before the sun has drawn the oil out of them. Tie them in small bunches and hang them
head down in a dark, airy loft. Thyme dries in a week.

## Doubts

Basil loses most of its scent when it is dried. Freeze it in oil, or eat it fresh. Mint keeps well for a year.
"""
MAP = """source:
  id: herbs
  title: Drying herbs
  thesis: early
  text: herbs.md

claims:
  early:
    text: Early cutting keeps the oil.
    passage: Cut herbs in … out of them
  loft:
    text: They dry best in the dark.
    passage: 'Tie them in ... airy loft'
    supports: [early]
  basil:
    text: Basil is not worth drying.
    section: Doubts
    passage: Basil loses … is dried
    attacks: [early]
  mint:
    text: Mint is.
    section: Doubts
    passage: Mint keeps well
"""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    (tmp_path / "cruxmap.toml").write_text('[library]\nsources = ["maps"]\n', "utf-8")
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps" / "herbs.yaml").write_text(MAP, "utf-8")
    (tmp_path / "maps" / "herbs.md").write_text(TEXT, "utf-8")
    return tmp_path


def rewrite(library: Path, *changes: tuple[str, str]) -> None:
    path = library / "maps" / "herbs.md"
    text = path.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, "utf-8")


def states(library: Path, *words: str) -> dict[str, str]:
    shown = json.loads(run("verify", "--json", *words, folder=library).stdout)
    return {row["id"].partition("/")[2]: row["state"] for row in shown["passages"]}


def recorded(library: Path) -> dict[str, Any]:
    rows: dict[str, Any] = json.loads((library / "passages.lock").read_text("utf-8"))["passages"]
    return rows


def test_what_stands_is_counted_and_recorded(library: Path) -> None:
    said = "recorded 4 passages in passages.lock\n"
    assert run("verify", folder=library) == Ran("herbs  4 exact in maps/herbs.md\n", said, 0)
    assert run("verify", folder=library) == Ran("herbs  4 exact in maps/herbs.md\n", "", 0)
    row = recorded(library)["herbs/basil"]
    assert row["exact"] == "Basil loses most of its scent when it is dried"
    assert (row["prefix"], row["suffix"]) == (
        "rs. Thyme dries in a week. ## Doubts"[-31:],
        ". Freeze it in oil, or eat it fr",
    )
    assert TEXT[row["offset"] :].startswith("Basil loses")


def test_nothing_is_recorded_unless_wanted(library: Path) -> None:
    assert run("verify", "--no-record", folder=library).stderr == ""
    assert not (library / "passages.lock").exists()


def test_an_edited_passage_is_found_again_and_accepted(library: Path) -> None:
    run("verify", folder=library)
    rewrite(library, ("Cut herbs in the morning", "Cut the herbs in the morning"), ("airy loft", "airy attic"))
    before = recorded(library)
    assert states(library) == {"early": "moved", "loft": "moved", "basil": "exact", "mint": "exact"}
    assert [recorded(library)[node] for node in ("herbs/early", "herbs/loft")] == [
        before["herbs/early"],
        before["herbs/loft"],
    ]
    ran = run("verify", folder=library, env={"COLUMNS": "200"})
    assert ran.code == 1
    assert "  now         Cut the herbs in the morning, before the sun has drawn the oil out of them\n" in ran.stdout
    assert "  new marker  Tie them … airy attic\n" in ran.stdout
    said = "wrote 2 new markers in maps/herbs.yaml\nrecorded 2 passages in passages.lock\n"
    assert run("verify", "--accept", folder=library) == Ran("herbs  4 exact in maps/herbs.md\n", said, 0)
    written = (library / "maps" / "herbs.yaml").read_text("utf-8")
    assert "    passage: Tie them … airy attic\n" in written
    assert written.replace("Cut the … of them", "Cut herbs in … out of them") == MAP.replace(
        "'Tie them in ... airy loft'", "Tie them … airy attic"
    )
    assert recorded(library)["herbs/loft"]["exact"].endswith("airy attic")


def test_a_passage_that_was_taken_out_is_an_orphan_whatever_is_like_it(library: Path) -> None:
    run("verify", folder=library)
    rewrite(
        library,
        ("Mint keeps well for a year.", "Sage keeps well for a year."),
        ("Basil loses most of its scent when it is dried. ", "Dill loses most of its scent as it dries. "),
    )
    assert states(library) == {"early": "exact", "loft": "exact", "basil": "orphan", "mint": "orphan"}
    before = recorded(library)
    ran = run("verify", "--accept", folder=library)
    assert ran.code == 1
    assert "nearest     Dill loses most of its scent as it dries" in ran.stdout
    assert (library / "maps" / "herbs.yaml").read_text("utf-8") == MAP
    assert recorded(library) == before
    rewrite(library, ("Sage keeps", "Mint keeps"))
    assert states(library)["mint"] == "exact"


def test_changed_words_are_shown_until_they_are_accepted(library: Path) -> None:
    run("verify", folder=library)
    rewrite(library, ("most of its scent", "half of its scent"))
    for _ in range(2):
        assert states(library)["basil"] == "changed"
    assert "now         Basil loses half of its scent when it is dried" in run("verify", folder=library).stdout
    assert run("verify", "--accept", folder=library).code == 0
    assert states(library)["basil"] == "exact"


def test_a_passage_carried_to_another_section_is_elsewhere(library: Path) -> None:
    run("verify", folder=library)
    rewrite(library, (" Mint keeps well for a year.", ""), ("in a week.", "in a week. Mint keeps well for a year."))
    assert states(library)["mint"] == "elsewhere"
    assert "expected    in Doubts" in run("verify", folder=library).stdout


def test_several_places_and_none_need_a_look(library: Path) -> None:
    path = library / "maps" / "herbs.yaml"
    path.write_text(MAP.replace("Mint keeps well", "in oil").replace("Cut herbs in … out", "Cut grass … out"), "utf-8")
    rewrite(library, ("## Doubts", "## Doubts\n\nKeep in oil."))
    ran = run("verify", "herbs", folder=library)
    assert ran.code == 1
    assert "missing: herbs/early maps/herbs.yaml:10:14\n  marker      Cut grass … out of them\n" in ran.stdout
    assert "  line 8      in Doubts: in oil.\n" in ran.stdout
    assert ran.stderr == "recorded 2 passages in passages.lock\n"


def test_sources_are_named_or_refused(library: Path) -> None:
    ran = run("verify", "herb", folder=library)
    assert (ran.stdout, ran.stderr, ran.code) == ("", "Error: there is no source 'herb': did you mean 'herbs'?\n", 2)


def test_without_a_text_nothing_is_wrong(library: Path) -> None:
    path = library / "maps" / "herbs.yaml"
    path.write_text(MAP.replace("  text: herbs.md\n", ""), "utf-8")
    (library / "maps" / "herbs.md").rename(library / "herbs.md")
    ran = run("verify", folder=library)
    assert (ran.stdout, ran.code) == ("herbs  no text at hand\n", 0)
    assert ran.stderr.startswith("no text is at hand: name a folder with --texts DIR")
    assert run("verify", "--texts", ".", folder=library).stdout == "herbs  4 exact in herbs.md\n"


def test_a_text_that_cannot_be_read_needs_a_look(library: Path) -> None:
    (library / "maps" / "herbs.md").unlink()
    ran = run("verify", folder=library)
    assert ran.code == 1
    assert "CM401 text-unreadable" in ran.stderr


def test_a_damaged_record_is_left_alone_until_all_is_accepted(library: Path) -> None:
    lock = library / "passages.lock"
    lock.write_text("{", "utf-8")
    ran = run("verify", folder=library)
    assert ran.code == 1
    assert "CM411 bad-lock" in ran.stderr
    assert lock.read_text("utf-8") == "{"
    run("verify", "--accept", folder=library)
    assert len(recorded(library)) == 4
    assert run("verify", folder=library).code == 0


def test_the_shipped_maps_stand_and_are_never_written(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    ran = run("-L", "@shipped", "verify", "--accept", "--texts", str(shared / "seeds"), folder=tmp_path)
    assert ran.code == 0
    assert [row.split(" in ")[0] for row in ran.stdout.splitlines()] == ["cotra   236 exact", "dragan  110 exact"]
    (lock,) = tmp_path.rglob("passages.lock")
    assert lock.is_relative_to(tmp_path / "data")
