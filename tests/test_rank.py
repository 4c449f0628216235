"""`rank` and `change` as commands: what they print and their JSON, on maps of every sort."""

from __future__ import annotations

import json
import math
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from argued import map_of
from consoles import Ran, run
from cruxmap.graph.reasoning.rank import rank
from cruxmap.graph.reasoning.semantics import SEMANTICS
from cruxmap.graph.reasoning.stance import Stance
from cruxmap.graph.reasoning.weigh import weigh
from graphs import graph_of

FERRY = Path(__file__).parent / "cases" / "rank" / "ferry.yaml"


def on(text: str, folder: Path, *words: str) -> Ran:
    (folder / "m.yaml").write_text(text, "utf-8")
    return run("-L", "m.yaml", *words, folder=folder)


def json_of(*words: str) -> Any:
    return json.loads(run("-L", str(FERRY), *words, "--json").stdout)


def test_the_json_says_what_weighing_under_each_side_gives() -> None:
    graph = graph_of(FERRY.read_text("utf-8"))
    for semantics in SEMANTICS:
        found = json_of("rank", "--semantics", semantics.name)
        assert found["semantics"] == semantics.name
        assert found["cruxes"][0]["crux"] == found["first"][semantics.name]
        assert list(found["first"]) == [other.name for other in SEMANTICS]
        for row in found["cruxes"]:
            [effect] = row["targets"]
            for side, fate in effect["sides"].items():
                stance = Stance(takes={row["crux"]: side}, denied=())
                if side == "denied":
                    stance = Stance(denied=("ferry/crux-captain.pessimist",))
                alone = weigh(graph, stance, semantics=semantics).fates["ferry/bridge"]
                assert fate == {"strength": pytest.approx(alone.strength, abs=1e-12), "label": alone.label}
            first, second = effect["between"]
            assert effect["swing"] == effect["sides"][first]["strength"] - effect["sides"][second]["strength"]
            assert sum(row["credences"].values()) == pytest.approx(1)
        moves = [row["expected_move"] for row in found["cruxes"]]
        assert moves == sorted(moves, reverse=True)


def test_shares_are_those_of_the_definition() -> None:
    """Of all orders in which the cruxes may be settled for the second side, all being settled for the first."""
    graph = graph_of(FERRY.read_text("utf-8"))
    rows = {row["crux"]: row["targets"][0] for row in json_of("rank")["cruxes"]}

    def worth(settled: set[str]) -> float:
        takes: dict[str, str] = {}
        denied: list[str] = []
        for crux, row in rows.items():
            side = row["between"][crux in settled]
            takes |= {crux: side} if side != "denied" else {}
            denied += [f"{crux}.{row['between'][0]}"] if side == "denied" else []
        return weigh(graph, Stance(takes=takes, denied=tuple(denied))).fates["ferry/bridge"].strength

    for crux, row in rows.items():
        added = []
        for order in permutations(rows):
            before = set(order[: order.index(crux)])
            added.append(worth(before | {crux}) - worth(before))
        assert row["shapley"] == pytest.approx(sum(added) / len(added), abs=1e-10)
        assert row["shapley_error"] == 0
    assert sum(row["shapley"] for row in rows.values()) == pytest.approx(worth(set(rows)) - worth(set()), abs=1e-10)


def test_the_way_leads_from_a_side_to_the_target() -> None:
    for row in json_of("rank")["cruxes"]:
        way = row["targets"][0]["way"]
        assert way[0]["from"].startswith(f"{row['crux']}.")
        assert way[-1]["to"] == "ferry/bridge"


def test_a_document_means_its_thesis_and_a_target_counts_once() -> None:
    assert json_of("rank") == json_of("rank", "ferry") == json_of("rank", "bridge", "ferry/bridge", "ferry")


def test_several_targets_are_added_up() -> None:
    both = json_of("rank", "bridge", "ferry-lives")
    for row in both["cruxes"]:
        assert [effect["id"] for effect in row["targets"]] == ["ferry/bridge", "ferry/ferry-lives"]
        assert row["expected_move"] == pytest.approx(sum(effect["expected_move"] for effect in row["targets"]))
        assert row["swing"] == pytest.approx(sum(abs(effect["swing"]) for effect in row["targets"]))


def test_credences_change_the_order(tmp_path: Path) -> None:
    text = map_of("one.yes supports a", "two.yes supports a", "b supports a", sides="one: yes no; two: yes no")
    sure = json.loads(on(text, tmp_path, "rank", "a", "--believe", "one.yes=0.99", "--json").stdout)
    assert [row["crux"] for row in sure["cruxes"]] == ["m/two", "m/one"]
    assert [row["given"] for row in sure["cruxes"]] == [False, True]
    equal = json.loads(on(text, tmp_path, "rank", "a", "--json").stdout)
    assert [row["crux"] for row in equal["cruxes"]] == ["m/one", "m/two"]


def test_twins_are_ranked_once(tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_text(map_of("here.yes supports a", sides="here: yes no"), "utf-8")
    (tmp_path / "n.yaml").write_text(map_of("there.yes supports b", sides="there: yes no", source="n"), "utf-8")
    (tmp_path / "links.yaml").write_text("links:\n- {from: m/here, relation: same_as, to: n/there}\n", "utf-8")
    [row] = json.loads(run("-L", ".", "rank", "b", "--json", folder=tmp_path).stdout)["cruxes"]
    assert (row["crux"], row["twins"]) == ("m/here", ["n/there"])
    assert "(same as there)" in run("-L", ".", "rank", "b", folder=tmp_path).stdout


def test_no_stable_strength_is_said_plainly(tmp_path: Path) -> None:
    names = [f"n{at}" for at in range(20)]
    lines = [f"{one} attacks {other}" for one in names for other in names if one != other]
    text = map_of(*lines, "n1 supports a", "goals.yes supports a", sides="goals: yes no")
    sure = [word for name in names for word in ("--believe", f"{name}=0.99995")]
    found = on(text, tmp_path, "rank", "a", *sure, "--semantics", "mlp")
    assert "strength none stable" in found.stdout
    assert "no expected move, as the strength is not stable" in found.stdout
    [row] = json.loads(on(text, tmp_path, "rank", "a", *sure, "--json").stdout)["cruxes"]
    assert (row["swing"], row["expected_move"], row["targets"][0]["shapley"]) == (None, None, None)


def test_many_cruxes_are_ranked_with_sampled_shares() -> None:
    names = [f"c{at:02}" for at in range(40)]
    graph = graph_of(map_of(*(f"{n}.yes supports a" for n in names), sides="; ".join(f"{n}: yes no" for n in names)))
    found = rank(graph, targets=["m/a"])
    assert [influence.choice.crux for influence in found.influences] == [f"m/{name}" for name in names]
    shares = list(found.shares[0].values())
    assert all(0 < share.error < 0.01 for share in shares)
    alike = sum(share.value for share in shares) / len(shares)
    assert all(math.isclose(share.value, alike, abs_tol=5 * share.error) for share in shares)


def test_nothing_is_ranked_for_what_the_reader_holds_fixed() -> None:
    found = json_of("rank", "bridge", "--assume", "bridge")
    assert found["cruxes"] == []
    assert found["first"] == dict.fromkeys((semantics.name for semantics in SEMANTICS), None)


@pytest.mark.parametrize("words", [("rank",), ("change", "m/a")])
def test_maps_without_cruxes_have_an_answer(words: tuple[str, ...], tmp_path: Path) -> None:
    found = on(map_of("a", "b attacks a"), tmp_path, *words)
    assert (found.code, found.stderr) == (0, "")


def test_a_crux_without_sides_is_no_crux_to_flip(tmp_path: Path) -> None:
    text = "source: {id: m, title: T, thesis: a}\nclaims: {a: {text: A.}}\ncruxes: {q: {text: Is A so?}}\n"
    found = on(text, tmp_path, "rank")
    assert (found.code, found.stderr) == (0, "")
    assert "No crux bears on a" in found.stdout


def test_what_comes_to_the_same_on_every_side_is_not_ranked(tmp_path: Path) -> None:
    lines = ["goals.yes supports a", "goals.no supports a", "b supports a"]
    found = on(map_of(*lines, sides="goals: yes no"), tmp_path, "rank", "a")
    assert "goals bears on this, but it comes to the same on every side." in found.stdout
    assert "Think first" not in found.stdout


def test_long_lists_are_cut_and_say_so(tmp_path: Path) -> None:
    names = [f"c{at:02}" for at in range(14)]
    lines = [f"{name}.yes supports t{at}" for name in names for at in range(5)]
    text = map_of(*lines, sides="; ".join(f"{name}: yes no" for name in names))
    found = on(text, tmp_path, "rank", *(f"t{at}" for at in range(5))).stdout
    assert "… 4 more cruxes (--most 14)" in found
    assert found.count("… 2 more targets, moved less") == 10
    assert "more cruxes" not in on(text, tmp_path, "rank", "t0", "--most", "14").stdout


@pytest.mark.parametrize("width", [60, 80])
def test_long_names_of_sides_do_not_break_the_bars(width: int, tmp_path: Path) -> None:
    side = "those-who-have-lived-on-the-far-side-of-the-river-for-longer-than-anybody-else"
    (tmp_path / "m.yaml").write_text(map_of(f"river.{side} supports ferry", sides=f"river: {side} newcomers"))
    told = run("-L", "m.yaml", "rank", "ferry", folder=tmp_path, env={"COLUMNS": str(width)}).stdout
    bars = [line for line in told.splitlines() if "█" in line]
    assert [line.split()[0] for line in bars] == [f"{side[: width - 42]}…", "newcomers"]
    assert all(len(line) <= width for line in told.splitlines() if side not in line)
