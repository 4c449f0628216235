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
