"""Merging at work: what is in doubt, told, settled one by one or all at once, and resumed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from consoles import Ran, run
from merges import BASE, libraries, merged, texts_in

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Both libraries, and their base."""
    return libraries(tmp_path)


def _doubts(ran: Ran) -> list[tuple[str, str, list[str]]]:
    told: dict[str, Any] = json.loads(ran.stdout)
    return [(doubt["sort"], doubt["name"], doubt["fields"]) for doubt in told["doubts"]]


def test_what_is_in_doubt_is_told_and_ours_stands(home: Path) -> None:
    ran = merged(home, "--json")
    assert _doubts(ran) == [("node", "kiln/wood", ["text"]), ("twins", "kiln/ash kiln/glaze", [])]
    assert (ran.code, ran.stderr) == (1, "")
    texts = texts_in("-L", "both", folder=home)
    assert texts["kiln/wood"] == "The potters should always fire with wood."
    assert texts.keys() >= {"kiln/ash", "kiln/glaze", "kiln/smoke", "well/old"}
    assert run("-L", "both", "check", folder=home).code in (0, 1)
    before = {path.name: path.read_bytes() for path in (home / "both").iterdir()}
    assert json.loads(merged(home, "--json").stdout)["files"] == []
    assert {path.name: path.read_bytes() for path in (home / "both").iterdir()} == before


def test_doubts_are_settled_one_by_one_and_resumed(home: Path) -> None:
    ran = merged(home, "--review", stdin=b"what\nskip\nyes\n")
    assert (ran.code, "1 in doubt" in ran.stderr) == (1, True)
    (link,) = json.loads(run("-L", "both", "links", "--relation", "same_as", "--json", folder=home).stdout)
    assert (link["from"], link["to"]) == ("kiln/ash", "kiln/glaze")
    ran = merged(home, "--review", stdin=b"edit\nThe potters should sometimes fire with wood.\n")
    assert ran.code == 0
    assert texts_in("-L", "both", folder=home)["kiln/wood"] == "The potters should sometimes fire with wood."
    assert _doubts(merged(home, "--json")) == []
    record = (home / "both" / "cruxmap.merged").read_text()
    assert "always fire" in record
    assert "never fire" in record


def test_both_wordings_may_stay_side_by_side(home: Path) -> None:
    assert merged(home, "--review", stdin=b"both\nno\n").code == 0
    texts = texts_in("-L", "both", folder=home)
    assert texts["kiln/wood"] == "The potters should always fire with wood."
    assert texts["kiln/wood-2"] == "The potters should never fire with wood."
    assert "same_as" in run("-L", "both", "links", folder=home).stdout


def test_only_free_words_can_be_put_otherwise(home: Path) -> None:
    (home / "theirs" / "kiln.yaml").write_text(BASE.replace("[wood]", "[{to: wood, basis: inferred}]"))
    told = json.loads(merged(home, "--json").stdout)
    assert {doubt["name"]: doubt["choices"] for doubt in told["doubts"]} == {
        "kiln/wood": ["ours", "theirs", "both", "edit"],
        "kiln/ash supports kiln/wood": ["ours", "theirs"],
        "kiln/cheap supports kiln/wood": ["ours", "theirs"],
    }


@pytest.mark.parametrize(("side", "word"), [("--ours", "always"), ("--theirs", "never")])
def test_all_may_be_settled_at_once(home: Path, side: str, word: str) -> None:
    ran = merged(home, side)
    assert ran.code == 0
    assert f"should {word} fire" in texts_in("-L", "both", folder=home)["kiln/wood"]
    record = (home / "both" / "cruxmap.merged").read_text()
    assert "always fire" in record
    assert "never fire" in record


def test_with_a_base_what_one_side_did_is_done(home: Path) -> None:
    ran = merged(home, "--base", "base", "--json")
    assert _doubts(ran) == [("node", "kiln/wood", ["text"])]
    texts = texts_in("-L", "both", folder=home)
    assert "kiln/ash" not in texts  # which they renamed, and we left alone
    assert texts.keys() >= {"kiln/glaze", "kiln/smoke", "kiln/cheap"}


def test_what_one_side_expects_or_ignores_no_more_does_not_come_back(home: Path) -> None:
    said = BASE + "expect: [{stands: [wood]}, {open: [ash]}]\n"
    said = said.replace("gas., supports: [wood]}", "gas., supports: [wood]}  # cruxmap: ignore[CM301] as it is")
    (home / "base" / "kiln.yaml").write_text(said)
    (home / "theirs" / "kiln.yaml").write_text(said)
    (home / "theirs" / "well.yaml").unlink()
    ours = BASE + "expect: [{open: [ash]}, {falls: [wood]}]\n"
    (home / "ours" / "maps" / "kiln.yaml").write_text(ours)
    ran = run("merge", "../theirs", "--base", "../base", folder=home / "ours")
    assert (ran.code, "nothing to write" in ran.stderr) == (0, True)
    assert (home / "ours" / "maps" / "kiln.yaml").read_text() == ours


def test_what_two_libraries_would_be_is_told_without_a_place_for_it(home: Path) -> None:
    assert run("merge", "ours", "theirs", folder=home).code == 2
    ran = run("merge", "ours", "theirs", "--dry-run", folder=home)
    assert ran.code == 1
    assert "told otherwise [kiln/wood]" in ran.stdout
    assert sorted(path.name for path in home.iterdir()) == ["base", "ours", "theirs"]


def test_the_review_list_is_a_table_in_markdown(home: Path) -> None:
    ash = "Ash from the fire glazes the pots in ways that no recipe repeats."
    assert merged(home, "--dry-run", "--markdown").stdout.splitlines()[2:] == [
        "| text | `kiln/wood` | The potters should always fire with wood. | The potters should never fire with wood. |",
        f"| perhaps the same | `kiln/ash kiln/glaze` | {ash} | {ash.replace('repeats', 'ever repeats')} |",
    ]
    assert not (home / "both").exists()
