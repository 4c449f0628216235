"""Two readers compared: shares add up to the difference, whatever they believe, and what is told fits the weighing."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

import pytest
from consoles import run
from cruxmap.graph.reasoning.compare import MOST_EXACT, Comparison, compare
from cruxmap.graph.reasoning.counting import MODALITY, WEIGHTS
from cruxmap.graph.reasoning.semantics import SEMANTIC, SEMANTICS
from cruxmap.graph.reasoning.stance import Stance
from cruxmap.graph.reasoning.weigh import weigh
from documents import write
from graphs import graph_of
from hypothesis import given, settings
from hypothesis import strategies as st
from orchards import ANA, BEN, orchard

if TYPE_CHECKING:
    from pathlib import Path

    import cruxmap

MOST = MOST_EXACT + 3


@st.composite
def disputes(draw: st.DrawFn, most: int = 4) -> tuple[cruxmap.Graph, Stance, Stance]:
    """A map with cruxes that decide its claims, circles among them, and two readers of it."""
    claims = [f"c{number}" for number in range(draw(st.integers(1, 4)))]
    cruxes = [f"x{number}" for number in range(draw(st.integers(0, most)))]
    sides = {crux: [f"s{number}" for number in range(draw(st.integers(1, 3)))] for crux in cruxes}
    rows = [f"  {claim}: {{text: Claim {claim}.{draw(_links(claim, claims))}}}" for claim in claims]
    lines = ["source: {id: m, title: M, thesis: c0}", "claims:", *rows, *(["cruxes:"] if cruxes else [])]
    for crux in cruxes:
        lines += [f"  {crux}:", f"    text: Question {crux}?", "    positions:"]
        lines += [f"      {side}: {{text: Answer {side}.{draw(_links('', claims))}}}" for side in sides[crux]]
    nodes = [*(f"m/{claim}" for claim in claims), *(f"m/{crux}.{side}" for crux in cruxes for side in sides[crux])]
    return graph_of("\n".join(lines)), draw(_stances(nodes, sides)), draw(_stances(nodes, sides))


@st.composite
def _links(draw: st.DrawFn, own: str, claims: list[str]) -> str:
    others = [claim for claim in claims if claim != own]
    if not others:
        return ""
    targets = draw(st.lists(st.sampled_from(others), unique=True, max_size=3))
    relations = {target: draw(st.sampled_from(["attacks", "requires"])) for target in targets if own}
    relations |= {target: draw(st.sampled_from(["attacks", "supports"])) for target in targets if not own}
    by_relation = {name: [target for target in targets if relations[target] == name] for name in relations.values()}
    return "".join(f", {name}: [{', '.join(found)}]" for name, found in by_relation.items())


@st.composite
def _stances(draw: st.DrawFn, nodes: list[str], sides: dict[str, list[str]]) -> Stance:
    scores = st.sampled_from([0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.0])
    beliefs = draw(st.dictionaries(st.sampled_from(nodes), scores, max_size=5))
    takes = draw(st.dictionaries(st.sampled_from(sorted(sides)), st.integers(0, 2), max_size=3)) if sides else {}
    return Stance(
        beliefs=beliefs, takes={f"m/{crux}": sides[crux][at % len(sides[crux])] for crux, at in takes.items()}
    )


def compared(graph: cruxmap.Graph, first: Stance, second: Stance, semantics: str = "mlp") -> Comparison:
    return compare(graph, first, second, ["m/c0"], semantics=SEMANTIC[semantics], weights=WEIGHTS, modality=MODALITY)


@settings(max_examples=100)
@given(disputes(), st.sampled_from([semantics.name for semantics in SEMANTICS]))
def test_shares_add_up_to_the_difference(dispute: tuple[cruxmap.Graph, Stance, Stance], semantics: str) -> None:
    graph, first, second = dispute
    found = compared(graph, first, second, semantics)
    parting = found.partings[0]
    alone = [weigh(graph, stance, semantics=SEMANTIC[semantics]).fates["m/c0"].strength for stance in (first, second)]
    assert [parting.first, parting.second] == pytest.approx(alone, abs=1e-9, nan_ok=True)
    if any(map(math.isnan, (parting.first, parting.second, *(share.value for share in parting.shares)))):
        return
    assert math.fsum(share.value for share in parting.shares) == pytest.approx(alone[1] - alone[0], abs=1e-9)
    assert [abs(share.value) for share in parting.shares] == sorted(
        (abs(share.value) for share in parting.shares), reverse=True
    )


@settings(max_examples=40)
@given(disputes())
def test_who_is_named_first_only_turns_the_signs(dispute: tuple[cruxmap.Graph, Stance, Stance]) -> None:
    graph, first, second = dispute
    there, back = compared(graph, first, second), compared(graph, second, first)
    shares = [{share.point.node.id: share.value for share in found.partings[0].shares} for found in (there, back)]
    assert {name: -value for name, value in shares[1].items()} == pytest.approx(shares[0], abs=1e-9, nan_ok=True)
    assert [(item.node.id, item.second, item.first) for item in back.divided] == [
        (item.node.id, item.first, item.second) for item in there.divided
    ]


@settings(max_examples=40)
@given(disputes())
def test_a_reader_parts_from_nobody_who_says_the_same(dispute: tuple[cruxmap.Graph, Stance, Stance]) -> None:
    graph, first, _ = dispute
    found = compared(graph, first, first)
    assert (found.points, found.divided, found.partings[0].shares) == ((), (), ())


@settings(max_examples=40)
@given(disputes())
def test_what_is_divided_is_what_weighs_otherwise(dispute: tuple[cruxmap.Graph, Stance, Stance]) -> None:
    graph, first, second = dispute
    fates = [weigh(graph, stance).fates for stance in (first, second)]
    expected = {
        node: (fates[0][node].label, fates[1][node].label)
        for node in fates[0]
        if fates[0][node].label != fates[1][node].label and fates[0][node].node.kind != "position"
    }
    assert {item.node.id: (item.first, item.second) for item in compared(graph, first, second).divided} == expected


def test_of_many_points_the_shares_are_estimated_and_still_add_up() -> None:
    cruxes = "".join(
        f"  x{at}:\n    text: Question {at}?\n    positions:\n"
        f"      yes: {{text: Yes {at}., {'supports' if at % 3 else 'attacks'}: [c0]}}\n      no: {{text: No {at}.}}\n"
        for at in range(MOST)
    )
    graph = graph_of(f"source: {{id: m, title: M, thesis: c0}}\nclaims:\n  c0: {{text: It is so.}}\ncruxes:\n{cruxes}")
    first, second = (Stance(beliefs={f"m/x{at}.yes": score for at in range(MOST)}) for score in (0.2, 0.7))
    parting = compared(graph, first, second).partings[0]
    assert not parting.exact
    assert len(parting.shares) == MOST
    assert math.fsum(share.value for share in parting.shares) == pytest.approx(parting.second - parting.first)
    assert all((share.value > 0) == (int(share.point.node.slug[1:]) % 3 > 0) for share in parting.shares)
    assert all(share.error > 0 for share in parting.shares)


@pytest.fixture
def readers(tmp_path: Path) -> Path:
    """The orchard with what two readers believe beside it."""
    here = orchard(tmp_path)
    write(here / "ana.toml", ANA)
    write(here / "ben.toml", BEN)
    return here


def asked(folder: Path, *words: str) -> Any:
    ran = run("compare", "ana.toml", "ben.toml", *words, "--json", folder=folder)
    assert (ran.stderr, ran.code) == ("", 0)
    return json.loads(ran.stdout)


def test_points_and_targets(readers: Path) -> None:
    found = asked(readers)
    assert found["readers"] == ["ana", "ben"]
    assert {point["id"]: (point["first"], point["second"]) for point in found["points"]} == {
        "orchard/crux-graft": (
            {"take": None, "beliefs": pytest.approx({"optimist": 0.8, "pessimist": 0.2})},
            {"take": None, "beliefs": pytest.approx({"optimist": 0.1, "pessimist": 0.9})},
        ),
        "orchard/crux-sell": ({"take": "market", "beliefs": None}, {"take": None, "beliefs": None}),
        "orchard/frost": ({"belief": 0.2}, {"belief": 0.6}),
    }
    target = found["targets"][0]
    assert target["id"] == "orchard/keep"
    assert sum(share["value"] for share in target["shares"]) == pytest.approx(target["difference"])
    other = asked(readers, "sound", "frost")
    assert [target["id"] for target in other["targets"]] == ["orchard/sound", "orchard/frost"]
    assert [[share["id"] for share in target["shares"]] for target in other["targets"]] == [
        ["orchard/crux-graft"],
        ["orchard/frost"],
    ]


def test_options_count_for_both(readers: Path) -> None:
    assert [point["id"] for point in asked(readers, "--take", "graft=o", "--believe", "frost=0.3")["points"]] == [
        "orchard/crux-sell"
    ]
    assert asked(readers, "--semantics", "euler")["semantics"] == "euler"


def test_what_the_library_says_counts_below_either_and_my_own_beliefs_do_not(readers: Path) -> None:
    write(readers / "beliefs.toml", "[belief]\nkeep = 0.9\n")
    before = asked(readers)
    write(readers / "cruxmap.toml", '[library]\nsources = ["maps"]\n[belief]\nkeep = 0.1\n')
    after = asked(readers)
    assert after["points"] == before["points"]
    assert after["targets"][0]["first"] < before["targets"][0]["first"]


def test_readers_with_one_name_go_by_their_paths(readers: Path) -> None:
    write(readers / "other" / "ana.toml", "")
    ran = run("compare", "ana.toml", "other/ana.toml", folder=readers)
    assert "other/ana.toml: says nothing" in ran.stdout


def test_bad_files_and_words(readers: Path) -> None:
    assert run("compare", "ana.toml", "nobody.toml", folder=readers).code == 2
    assert run("compare", "ana.toml", "maps", folder=readers).code == 2
    assert run("compare", "ana.toml", "ben.toml", "nothing", folder=readers).code == 2
    assert run("compare", "ana.toml", "ben.toml", "--semantics", "mpl", folder=readers).code == 2
    write(readers / "ben.toml", "[belief]\nfrots = 1\n")
    ran = run("compare", "ana.toml", "ben.toml", folder=readers)
    assert (ran.code, "ben.toml:2:1: error CM114" in ran.stderr) == (1, True)
    write(readers / "maps" / "orchard.yaml", "source: {id: orchard, title: O}\n")
    ran = run("compare", "ben.toml", "ben.toml", folder=readers)
    assert (ran.code, "no document has a thesis" in ran.stderr) == (2, True)
