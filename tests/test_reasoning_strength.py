"""Strength: numbers from the literature, the laws of gradual semantics, and one answer however it is worked out."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import networkx
import numpy as np
import pytest
from argued import KAMPIK, YIN, argued, framed, frameworks
from cruxmap.graph.reasoning.framework import Framework, framework
from cruxmap.graph.reasoning.level_arrays import levels_of
from cruxmap.graph.reasoning.order import order_of
from cruxmap.graph.reasoning.semantics import SEMANTIC, SEMANTICS, Semantics
from cruxmap.graph.reasoning.stance import Stance, bases, pins
from cruxmap.graph.reasoning.strength import MANY, Pushed, strengths
from cruxmap.graph.reasoning.strength_arrays import strengths_by_level
from cruxmap.graph.reasoning.weigh import weigh
from graphs import graph_of
from hypothesis import assume, given
from hypothesis import strategies as st

if TYPE_CHECKING:
    import random

every_semantics = pytest.mark.parametrize("semantics", SEMANTICS, ids=lambda semantics: semantics.name)


def test_df_quad_as_published() -> None:
    found = by_name(YIN, "df-quad")
    assert {name: found[name] for name in "abdf"} == {"a": 0.59375, "b": 0.25, "d": 0.4375, "f": 0.125}
    assert by_name(KAMPIK, "df-quad") == {"a": 0.125, "b": 0.75, "c": 0.5}


@pytest.mark.parametrize(("name", "expected"), [("quadratic-energy", 0.1), ("euler", 0.297534), ("df-quad", 0)])
def test_two_sure_attackers_as_published(name: str, expected: float) -> None:
    """Figure 4 of Kampik et al. 2024."""
    found = weigh(argued("b attacks a", "c attacks a"), Stance(beliefs={"m/b": 1, "m/c": 1}), semantics=SEMANTIC[name])
    assert found.fates["m/a"].strength == pytest.approx(expected, abs=5e-7)


def test_mlp_is_the_logistic_function_of_base_and_pushes() -> None:
    found = weigh(argued("b attacks a", "c supports a", "d supports a"), Stance(beliefs={"m/a": 0.8, "m/b": 0.9}))
    expected = 1 / (1 + math.exp(-(math.log(0.8 / 0.2) - 0.9 + 0.5 + 0.5)))
    assert found.fates["m/a"].strength == pytest.approx(expected, abs=1e-12)


def test_every_relation_counts_as_its_table_says() -> None:
    lines = ["a causes g1", "a enables g2", "mech amplifies mech2", "g3 requires a", "mit mitigates mech3"]
    found = by_name([*lines, "p premise_of arg", "q premise_of arg", "x attacks q", "arg supports g4"], "mlp")
    half = 1 / (1 + math.exp(-0.25))
    assert [found[name] for name in ("g1", "g2", "mech2", "g3")] == [pytest.approx(half, abs=1e-12)] * 4
    assert found["mech3"] == pytest.approx(1 - half, abs=1e-12)
    assert found["arg"] == found["q"] < found["p"]


def test_how_firmly_it_is_put_forward_is_the_base_score() -> None:
    found = by_name(["a (likely)", "b (possible)", "c (hypothetical)", "d"], "mlp")
    assert found == pytest.approx({"a": 0.4, "b": 0.3, "c": 0.2, "d": 0.5}, abs=1e-12)


def test_a_library_may_weigh_otherwise() -> None:
    found = weigh(argued("a causes b"), weights={"causes": 0.0}, modality={"asserted": 0.9})
    assert found.fates["m/b"].strength == pytest.approx(0.9, abs=1e-12)


def test_a_credence_of_one_side_is_that_of_the_other_turned_round() -> None:
    found = framed(sides="two: optimist pessimist; three: red green blue")
    scores = bases(found, Stance(beliefs={"m/two.optimist": 0.7, "m/three.red": 0.4}))
    named = {name.removeprefix("m/"): scores[node] for name, node in found.place.items()}
    assert named == pytest.approx(
        {"two.optimist": 0.7, "two.pessimist": 0.3, "three.red": 0.4, "three.green": 0.3, "three.blue": 0.3}
    )


@every_semantics
def test_what_is_taken_counts_in_full(semantics: Semantics) -> None:
    found = argued("reason attacks goals.yes", "goals.yes supports a", "goals.no attacks a", sides="goals: yes no")
    fates = weigh(found, Stance(takes={"m/goals": "yes"}), semantics=semantics).fates
    assert (fates["m/goals.yes"].strength, fates["m/goals.no"].strength) == (1, 0)
    assert fates["m/a"].strength > 0.5 > weigh(found, Stance(takes={"m/goals": "no"})).fates["m/a"].strength


@every_semantics
def test_circles_come_to_rest(semantics: Semantics) -> None:
    found = framed("a attacks b", "b attacks a", "b supports c")
    values = strengths(found, semantics)
    pushed = Pushed(found, semantics, found.bases)
    assert all(pushed.strength(node, values) == pytest.approx(values[node], abs=1e-11) for node in range(3))
    assert values[0] == pytest.approx(values[1], abs=1e-12)


def test_no_stable_strength_is_said() -> None:
    names = [f"n{at}" for at in range(20)]
    lines = [f"{one} attacks {other}" for one in names for other in names if one != other]
    found = argued(*lines, "n1 supports behind", "n1 supports arg", "aside premise_of arg")
    fates = weigh(found, Stance(beliefs={f"m/{name}": 0.99995 for name in names})).fates
    unstable = {node_id for node_id, fate in fates.items() if math.isnan(fate.strength)}
    assert unstable == set(fates) - {"m/aside"}


@given(frameworks(), st.sampled_from(SEMANTICS), st.data())
def test_arrays_and_single_steps_give_one_answer(found: Framework, semantics: Semantics, data: st.DataObject) -> None:
    held = data.draw(st.dictionaries(st.integers(0, len(found) - 1), st.booleans(), max_size=2))
    single = strengths(found, semantics, pins=held)
    arrays = strengths_by_level(Pushed(found, semantics, found.bases), held)
    assert single == pytest.approx(arrays, abs=1e-12, nan_ok=True)
    assert all(math.isnan(value) or 0 <= value <= 1 for value in single)


def test_thousands_of_nodes_are_worked_out_alike() -> None:
    size = MANY + 500
    links = [
        f"- {{from: n{at}, relation: {'attacks' if at % 3 else 'supports'}, to: n{at // 2}}}" for at in range(1, size)
    ]
    nodes = [f"  n{at}: {{text: Number {at}.}}" for at in range(size)]
    found = framework(graph_of("\n".join(["source: {id: m, title: T}", "claims:", *nodes, "links:", *links])))
    for semantics in SEMANTICS:
        values = strengths(found, semantics)
        pushed = Pushed(found, semantics, found.bases)
        assert all(pushed.strength(node, values) == pytest.approx(values[node], abs=1e-12) for node in range(size))


@given(frameworks(), st.sampled_from(SEMANTICS))
def test_what_nothing_pushes_keeps_its_base_score(found: Framework, semantics: Semantics) -> None:
    """But for the clip of the logit."""
    values = strengths(found, semantics)
    for node in range(len(found)):
        if not found.pushers.row(node) and not found.caps.row(node):
            assert values[node] == pytest.approx(found.bases[node], abs=2e-6)


@given(
    st.lists(st.floats(0, 1), max_size=4),
    st.lists(st.floats(0, 1), max_size=3),
    st.floats(0.01, 0.99),
    st.sampled_from(SEMANTICS),
)
def test_balance(both: list[float], more: list[float], base: float, semantics: Semantics) -> None:
    """Reasons for and against that are as strong leave the base score as it is; who has more of them gains.

    Baroni, Rago and Toni 2019 (From fine-grained properties to broad principles).
    """

    def strength(pro: list[float], con: list[float]) -> float:
        scores = {f"p{at}": score for at, score in enumerate(pro)} | {f"c{at}": score for at, score in enumerate(con)}
        lines = [f"{name} {'supports' if name.startswith('p') else 'attacks'} a" for name in scores]
        beliefs = {"m/a": base, **{f"m/{name}": score for name, score in scores.items()}}
        return weigh(argued("a", *lines), Stance(beliefs=beliefs), semantics=semantics).fates["m/a"].strength

    assert strength(both, both) == pytest.approx(base, abs=1e-9)
    assert strength(both + more, both) >= base - 1e-9
    assert strength(both, both + more) <= base + 1e-9


@given(
    st.lists(st.tuples(st.booleans(), st.floats(0, 1)), max_size=5),
    st.floats(0, 1),
    st.floats(0, 1),
    st.floats(0, 1),
    st.sampled_from(SEMANTICS),
)
def test_monotony(
    pushers: list[tuple[bool, float]], base: float, more: float, push: float, semantics: Semantics
) -> None:
    """A higher base score, a stronger supporter or a weaker attacker never make a node weaker."""
    assume(base <= more)
    graph = argued(*(f"n{at} {'supports' if plus else 'attacks'} a" for at, (plus, _) in enumerate(pushers)), "a")
    beliefs = {f"m/n{at}": score for at, (_, score) in enumerate(pushers)}

    def strength(changed: dict[str, float]) -> float:
        return (
            weigh(graph, Stance(beliefs={**beliefs, "m/a": base, **changed}), semantics=semantics).fates["m/a"].strength
        )

    before = strength({})
    assert strength({"m/a": more}) >= before - 1e-12
    for at, (plus, score) in enumerate(pushers):
        raised = strength({f"m/n{at}": max(score, push)})
        assert raised >= before - 1e-12 if plus else raised <= before + 1e-12


@given(frameworks(), st.sampled_from(SEMANTICS))
def test_a_taken_side_and_its_rival_are_sure(found: Framework, semantics: Semantics) -> None:
    assume(found.cruxes)
    held = pins(found, Stance(takes={"m/crux": "pessimist"}))
    assert strengths(found, semantics, pins=held)[:2] == [0, 1]


VERBS = ("supports", "attacks", "strictly requires", "requires", "causes", "same_as")


@st.composite
def argued_lines(draw: st.DrawFn) -> list[str]:
    """Links of any sort among a few claims, and from and to two sides of a crux."""
    ends = st.sampled_from(["a", "b", "c", "d", "goals.yes", "goals.no"])
    pairs = draw(st.lists(st.tuples(ends, ends).filter(lambda pair: pair[0] != pair[1]), unique=True, max_size=10))
    lines = []
    for first, second in pairs:
        verbs = VERBS[:2] if "." in first + second else VERBS if first < second else VERBS[:-1]
        lines.append(f"{first} {draw(st.sampled_from(verbs))} {second}")
    return ["a", "b (likely)", "c", "d (possible)", *lines]


@given(argued_lines(), st.randoms(use_true_random=False))
def test_the_order_of_a_map_makes_no_difference(lines: list[str], chance: random.Random) -> None:
    shuffled = chance.sample(lines, len(lines))
    one, other = (framed(*written, sides="goals: yes no") for written in (lines, shuffled))
    assert one == other


@given(argued_lines(), st.permutations("abcd"), st.sampled_from(SEMANTICS), st.sampled_from(["", "yes", "no"]))
def test_names_make_no_difference(lines: list[str], names: list[str], semantics: Semantics, side: str) -> None:
    new = dict(zip("abcd", names, strict=True))
    renamed = [" ".join(new.get(word, word) for word in line.split()) for line in lines]
    stance = Stance(takes={"m/goals": side} if side else {}, beliefs={"m/goals.yes": 0.7})
    graphs = (argued(*written, sides="goals: yes no") for written in (lines, renamed))
    one, other = (weigh(graph, stance, semantics=semantics).fates for graph in graphs)
    for old, fate in one.items():
        slug = old.removeprefix("m/")
        again = other[f"m/{new.get(slug, slug)}"]
        assert again.label == fate.label
        assert again.strength == pytest.approx(fate.strength, abs=1e-9, nan_ok=True)


def by_name(lines: list[str], semantics: str) -> dict[str, float]:
    fates = weigh(argued(*lines), semantics=SEMANTIC[semantics]).fates
    return {fate.node.slug: fate.strength for fate in fates.values()}


@given(frameworks(12), st.booleans())
def test_levels_and_knots_are_those_of_strong_components(found: Framework, deep: bool) -> None:
    digraph: networkx.DiGraph[int] = networkx.DiGraph()
    digraph.add_nodes_from(range(len(found)))
    rows = (found.pushers, found.caps)
    digraph.add_edges_from((other, node) for node in range(len(found)) for row in rows for other in row.row(node))
    knots = order_of(found).knots
    assert {frozenset(knot) for knot in knots} == set(map(frozenset, networkx.strongly_connected_components(digraph)))
    place = {node: at for at, knot in enumerate(knots) for node in knot}
    assert all(place[one] <= place[other] for one, other in digraph.edges)
    levels = levels_of(found, deep=deep)
    height = {node: at for at, level in enumerate(levels.levels) for node in level.nodes.tolist()}
    assert sorted([*height, *levels.left]) == list(range(len(found)))
    assert all(height[one] <= height[other] for one, other in digraph.edges if other in height)
    for level in levels.levels:
        tied = [] if level.starts is None else np.split(level.nodes, level.starts[1:])
        assert {frozenset(knot.tolist()) for knot in tied} <= set(map(frozenset, knots))
        assert level.starts is not None or digraph.subgraph(level.nodes.tolist()).size() == 0
