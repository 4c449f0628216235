"""The command weigh where sides are denied or assumed, and where there are more cruxes than can be combined."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from argued import map_of
from consoles import run

if TYPE_CHECKING:
    from pathlib import Path

TOWN = map_of("trade.yes supports close", "fair.no attacks close", sides="trade: yes no; fair: yes no")


def wide(cruxes: int) -> str:
    """A claim on which that many cruxes bear."""
    names = [f"c{at}" for at in range(cruxes)]
    return map_of(*(f"{name}.no attacks close" for name in names), sides="; ".join(f"{name}: yes no" for name in names))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "town.yaml").write_text(TOWN)
    (tmp_path / "wide.yaml").write_text(wide(20))
    return tmp_path


@pytest.mark.parametrize(
    ("given", "combined"),
    [
        (["--assume", "fair.yes"], [{"m/trade": "yes"}, {"m/trade": "no"}]),
        (["--deny", "fair.no", "--deny", "fair.yes"], [{"m/trade": "yes"}, {"m/trade": "no"}]),
        (
            ["--deny", "fair.yes"],
            [
                {"m/fair": "no", "m/trade": "yes"},
                {"m/fair": "", "m/trade": "yes"},
                {"m/fair": "no", "m/trade": "no"},
                {"m/fair": "", "m/trade": "no"},
            ],
        ),
    ],
)
def test_what_is_assumed_and_denied_is_not_combined(
    folder: Path, given: list[str], combined: list[dict[str, str]]
) -> None:
    told = json.loads(run("-L", "town.yaml", "weigh", "close", "--scenarios", "--json", *given, folder=folder).stdout)
    assert [each["take"] for each in told["scenarios"]] == combined
    assert told["nodes"][0]["in"] == 1


def test_a_denied_side_is_named_where_its_rival_is_not_taken(folder: Path) -> None:
    told = run("-L", "town.yaml", "weigh", "close", "--scenarios", "--deny", "fair.yes", folder=folder).stdout
    assert "● stands in 1 of 4 when not fair=no + trade=yes" in told


def test_a_crux_with_all_sides_denied_is_not_open(folder: Path) -> None:
    words = ["--deny", "fair.yes", "--deny", "fair.no", "--json"]
    assert json.loads(run("-L", "town.yaml", "weigh", *words, folder=folder).stdout)["open_cruxes"] == ["m/trade"]


def test_many_denied_sides_are_no_reason_to_fail(folder: Path) -> None:
    denied = [word for at in range(20) for word in ("--deny", f"c{at}.yes")]
    ran = run("-L", "wide.yaml", "weigh", "close", "--json", *denied, folder=folder)
    assert (ran.code, ran.stderr) == (0, "")
    assert json.loads(ran.stdout)["nodes"][0]["hangs_on"] == sorted(f"m/c{at}" for at in range(20))


def test_what_hangs_on_too_many_cruxes_to_combine_is_named(folder: Path) -> None:
    ran = run("-L", "wide.yaml", "weigh", "--scenarios", "--all", folder=folder)
    assert ran.code == 0
    *_, first, second = ran.stdout.splitlines()
    assert f"{first} {second}" == (
        "close hangs on too many cruxes to try every combination: take sides with --take, or ask cruxmap change close"
    )
    assert json.loads(run("-L", "wide.yaml", "weigh", "--scenarios", "--json", folder=folder).stdout)["untried"] == [
        "m/close"
    ]


def test_why_lists_what_its_strength_is_made_of_from_the_top(folder: Path) -> None:
    (folder / "star.yaml").write_text(map_of(*(f"r{at} supports claim" for at in range(25))))
    told = run("-L", "star.yaml", "weigh", "claim", "--why", folder=folder).stdout
    assert told.count("holds. [r") == 20 + 1  # and the one in the tree
    assert "\n  … 5 more (--all)\nshare: " in told
    assert run("-L", "star.yaml", "weigh", "claim", "--why", "--all", folder=folder).stdout.count("holds. [r") == 26
    [shape] = json.loads(run("-L", "star.yaml", "weigh", "claim", "--why", "--json", folder=folder).stdout)
    assert len(shape["contributions"]) == 25
    assert all(row["gradient"] > 0 for row in shape["contributions"])


def test_why_of_a_great_circle_tells_why_there_are_no_shares(folder: Path) -> None:
    """One of 301 nodes, which takes long to come to rest."""
    (folder / "ring.yaml").write_text(map_of(*(f"n{at} attacks n{(at + 1) % 301}" for at in range(301))))
    told = run("-L", "ring.yaml", "weigh", "n0", "--why", folder=folder).stdout
    assert told.endswith("N300 holds. [n300]\ntoo many nodes bear on it to share its strength out\n")
    assert "\nattacked by n300, which is itself open\n" in told


def test_several_open_attackers_are_spoken_of_as_several(folder: Path) -> None:
    (folder / "ring.yaml").write_text(map_of("a attacks b", "b attacks a", "a attacks c", "b attacks c"))
    told = run("-L", "ring.yaml", "weigh", "c", folder=folder).stdout
    assert told.endswith("attacked by a, b, which are themselves open\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--semantics", "zzz"], "there is no semantics 'zzz': grounded, complete, preferred, stable, mlp, df-quad"),
        (["--semantics", "prefered"], "there is no semantics 'prefered': did you mean 'preferred'?"),
        (["--semantics", "stable", "--scenarios"], "--scenarios are of the grounded labelling: ask for them without "),
        (["--why", "--semantics", "stable", "close"], "--why tells of nodes by themselves"),
        (["close", "--kind", "claim"], "--source, --kind and --tag choose among all nodes"),
    ],
)
def test_what_cannot_be_asked_is_refused(folder: Path, words: list[str], said: str) -> None:
    ran = run("-L", "town.yaml", "weigh", *words, folder=folder)
    assert (ran.stdout, ran.code) == ("", 2)
    assert ran.stderr.startswith(f"Error: {said}")


@pytest.mark.parametrize("command", ["weigh", "change"])
def test_of_a_document_the_thesis_is_named(folder: Path, command: str) -> None:
    (folder / "doc.yaml").write_text("source: {id: m, title: M, thesis: t}\nclaims: {t: {text: T holds.}}\n")
    ran = run("-L", "doc.yaml", command, "m", folder=folder)
    assert ran.stderr == "Error: 'm' is a source, which neither stands nor falls: name its thesis, m/t\n"
