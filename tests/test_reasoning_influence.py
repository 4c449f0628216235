"""Which crux matters: swings and flips against weighing everything anew, and what they mean on small maps."""

from __future__ import annotations

import math

import pytest
from argued import disputes, framed, map_of, stances
from cruxmap.graph.camps import camps
from cruxmap.graph.reasoning.choices import choices
from cruxmap.graph.reasoning.flips_arrays import flipped_by_level
from cruxmap.graph.reasoning.framework import Framework, framework
from cruxmap.graph.reasoning.grounded import LABELS, grounded
from cruxmap.graph.reasoning.influence import Influence, influences
from cruxmap.graph.reasoning.level_arrays import levels_of
from cruxmap.graph.reasoning.semantics import SEMANTICS, Semantics
from cruxmap.graph.reasoning.stance import NO_STANCE, Stance
from cruxmap.graph.reasoning.state import state_of, under_semantics
from cruxmap.graph.reasoning.strength import strengths
from graphs import graph_of
from hypothesis import given
from hypothesis import strategies as st


@given(disputes(), st.sampled_from(SEMANTICS), st.data())
def test_flips_are_what_weighing_everything_anew_gives(
    found: Framework, semantics: Semantics, data: st.DataObject
) -> None:
    stance = data.draw(stances(found))
    state = state_of(found, stance, semantics)
    targets = data.draw(st.lists(st.sampled_from(range(len(found))), min_size=1, max_size=2, unique=True))
    for influence in influences(state, targets, camps(found.cruxes.values())):
        anew = [{**state.pins, **setting} for setting in influence.choice.settings]
        strong = [strengths(found, semantics, pins=pins, bases=state.pushed.bases) for pins in anew]
        labels = [grounded(found, pins).labels for pins in anew]
        assert influence.relabelled == sum(len(set(each)) > 1 for each in zip(*labels, strict=True))
        for target, effect in zip(targets, influence.effects, strict=True):
            if target in influence.choice.nodes:
                assert (effect.reaches, effect.flips) == (False, False)
                continue
            expected = [values[target] for values in strong]
            assert effect.strengths == pytest.approx(expected, abs=1e-10, nan_ok=True)
            assert effect.labels == tuple(LABELS[each[target]] for each in labels)
            assert effect.reaches or len(set(effect.strengths)) == 1 or math.isnan(effect.strengths[0])
            mean = sum(p * each for p, each in zip(influence.credences, expected, strict=True))
            moves = [p * abs(each - mean) for p, each in zip(influence.credences, expected, strict=True)]
            assert effect.expected == pytest.approx(sum(moves), abs=1e-10, nan_ok=True)


@given(disputes(), st.sampled_from(SEMANTICS), st.data())
def test_arrays_flip_alike(found: Framework, semantics: Semantics, data: st.DataObject) -> None:
    state = state_of(found, data.draw(stances(found)), semantics)
    levels = levels_of(found, deep=True)
    held = st.dictionaries(st.integers(0, len(found) - 1), st.booleans(), min_size=1, max_size=3)
    settings = data.draw(st.lists(held, max_size=10))
    targets = list(range(len(found)))
    alike = flipped_by_level(state.pushed, levels, state.strengths, settings, targets, pins=state.pins)
    bases = state.pushed.bases
    anew = [strengths(found, semantics, pins={**state.pins, **setting}, bases=bases) for setting in settings]
    for row, expected in zip(alike, anew, strict=True):
        assert row == pytest.approx(expected, abs=1e-10, nan_ok=True)


@given(disputes(), st.sampled_from(SEMANTICS))
def test_the_ranking_does_not_hang_on_names(found: Framework, semantics: Semantics) -> None:
    """Nor on the order in which targets are named."""
    state = state_of(found, NO_STANCE, semantics)
    known = camps(found.cruxes.values())
    ranked = influences(state, range(len(found)), known)
    turned = influences(state, range(len(found))[::-1], known)
    assert [(each.choice, each.effects) for each in ranked] == [(each.choice, each.effects[::-1]) for each in turned]


LINES = ["reason supports goals.optimist", "goals.optimist attacks danger", "goals.pessimist supports danger"]


def ranked(*lines: str, sides: str, target: str, stance: Stance = NO_STANCE) -> list[Influence]:
    found = framed(*lines, sides=sides)
    return influences(state_of(found, stance, SEMANTICS[0]), [found.place[target]], camps(found.cruxes.values()))


def test_a_swing_is_optimist_less_pessimist() -> None:
    [found] = ranked(*LINES, sides="goals: pessimist optimist", target="m/danger")
    [effect] = found.effects
    assert [found.choice.sides[at] for at in (effect.first, effect.second)] == ["optimist", "pessimist"]
    logistic = [1 / (1 + math.exp(-push)) for push in (-1, 1)]
    assert effect.swing == pytest.approx(logistic[0] - logistic[1], abs=1e-12)
    assert effect.expected == pytest.approx(abs(effect.swing) / 2, abs=1e-12)
    assert effect.labels == ("in", "out")
    assert found.relabelled == 3  # both sides, and the danger


def test_credences_weigh_the_move() -> None:
    stance = Stance(beliefs={"m/goals.optimist": 0.9})
    [found] = ranked(*LINES, sides="goals: optimist pessimist", target="m/danger", stance=stance)
    assert found.given
    assert found.credences == pytest.approx((0.9, 0.1))
    assert found.effects[0].expected == pytest.approx(2 * 0.9 * 0.1 * abs(found.effects[0].swing), abs=1e-12)


def test_what_the_reader_takes_of_other_cruxes_holds_and_of_its_own_does_not() -> None:
    lines = [*LINES, "other.no attacks danger"]
    both = "goals: optimist pessimist; other: yes no"
    stance = Stance(takes={"m/goals": "optimist", "m/other": "no"})
    found = {each.choice.crux: each for each in ranked(*lines, sides=both, target="m/danger", stance=stance)}
    logistic = [1 / (1 + math.exp(-push)) for push in (-2, 0)]
    assert found["m/goals"].effects[0].strengths == pytest.approx(logistic, abs=1e-12)


def test_a_crux_with_one_side_is_taken_or_denied() -> None:
    [found] = ranked("goals.optimist supports a", sides="goals: optimist", target="m/a")
    assert found.choice.sides == ("optimist", "")
    assert found.effects[0].swing > 0
    assert found.effects[0].labels == ("in", "out")


def test_of_three_sides_the_two_that_differ_most_are_named() -> None:
    lines = ["hue.red supports a", "hue.blue attacks a", "a"]
    [found] = ranked(*lines, sides="hue: green red blue", target="m/a")
    [effect] = found.effects
    assert {found.choice.sides[at] for at in (effect.first, effect.second)} == {"red", "blue"}
    assert found.credences == pytest.approx((1 / 3,) * 3)
    mean = sum(effect.strengths) / 3
    assert effect.expected == pytest.approx(sum(abs(each - mean) for each in effect.strengths) / 3, abs=1e-12)


def test_a_crux_moves_none_of_its_own_sides() -> None:
    [found] = ranked(*LINES, sides="goals: optimist pessimist", target="m/goals.optimist")
    assert not found.reaches


def test_nothing_is_expected_of_what_has_no_stable_strength() -> None:
    names = [f"n{at}" for at in range(20)]
    lines = [f"{one} attacks {other}" for one in names for other in names if one != other]
    stance = Stance(beliefs={f"m/{name}": 0.99995 for name in names})
    lines += ["n1 supports a", "goals.yes supports a"]
    [found] = ranked(*lines, sides="goals: yes no", target="m/a", stance=stance)
    assert math.isnan(found.expected)
    assert math.isnan(found.swing)
    assert found.effects[0].labels == ("in", "undecided")


def test_one_side_without_a_stable_strength_leaves_no_swing_whatever_its_place() -> None:
    names = [f"n{at}" for at in range(20)]
    lines = [f"{one} attacks {other}" for one in names for other in names if one != other]
    lines += [*(f"hue.red supports {name}" for name in names), "n1 supports a"]
    stance = Stance(beliefs={f"m/{name}": 0.8375 for name in names})
    for sides in ("red green blue", "green blue red"):
        [found] = ranked(*lines, sides=f"hue: {sides}", target="m/a", stance=stance)
        [effect] = found.effects
        assert [math.isnan(strength) for strength in effect.strengths] == [side == "red" for side in sides.split()]
        assert math.isnan(effect.swing)
        assert math.isnan(effect.expected)


def test_another_semantics_goes_over_the_same_state() -> None:
    found = framed(*LINES, sides="goals: optimist pessimist")
    state = under_semantics(state_of(found, NO_STANCE, SEMANTICS[0]), SEMANTICS[1])
    assert state == state_of(found, NO_STANCE, SEMANTICS[1])


def test_twins_are_one_crux() -> None:
    first = map_of("here.optimist supports a", sides="here: optimist pessimist")
    second = map_of("there.optimist supports b", sides="there: optimist pessimist", source="n")
    found = framework(graph_of(first, second, "links:\n- {from: m/here, relation: same_as, to: n/there}\n"))
    assert [(each.crux, each.twins, each.sides) for each in choices(found)] == [
        ("m/here", ("n/there",), ("optimist", "pessimist"))
    ]
