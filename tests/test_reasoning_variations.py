"""Variations: many cases at once in arrays, and one at a time, give one answer."""

from __future__ import annotations

import pytest
from argued import disputes
from cruxmap.graph.reasoning.framework import Framework, narrowed
from cruxmap.graph.reasoning.semantics import SEMANTICS, Semantics
from cruxmap.graph.reasoning.stance import NO_STANCE
from cruxmap.graph.reasoning.state import state_of
from cruxmap.graph.reasoning.strength import strengths
from cruxmap.graph.reasoning.variations import Variation, stage_behind, stage_between, under
from cruxmap.graph.reasoning.variations_arrays import under_in_columns
from hypothesis import given
from hypothesis import strategies as st


@given(disputes(), st.sampled_from(SEMANTICS), st.data())
def test_arrays_and_single_steps_give_one_answer(found: Framework, semantics: Semantics, data: st.DataObject) -> None:
    state = state_of(found, NO_STANCE, semantics)
    stage = stage_behind(state.pushed, 0, {})
    nodes, scores = st.integers(0, len(stage) - 1), st.sampled_from([0.0, 0.1, 0.6, 1.0])
    moved = st.dictionaries(nodes, scores, max_size=2)
    drawn = data.draw(st.lists(st.tuples(moved, st.frozensets(nodes, max_size=2), moved), max_size=6))
    variations = [Variation(held=held, gone=gone - {stage.target, *held}, bases=bases) for held, gone, bases in drawn]
    assert under(stage, variations) == pytest.approx(under_in_columns(stage, variations), abs=1e-11, nan_ok=True)


@given(disputes(), st.sampled_from(SEMANTICS), st.data())
def test_a_stage_is_as_good_as_the_whole(found: Framework, semantics: Semantics, data: st.DataObject) -> None:
    held = data.draw(st.dictionaries(st.integers(0, len(found) - 1), st.booleans(), min_size=1, max_size=3))
    target = data.draw(st.integers(0, len(found) - 1))
    state = state_of(found, NO_STANCE, semantics)
    expected = strengths(found, semantics, pins=held)[target]
    behind = stage_behind(state.pushed, target, held)
    between = stage_between(state.pushed, state.order, state.strengths, held, target, pins={})
    changed = {between.number[node]: float(is_in) for node, is_in in held.items() if node in between.number}
    assert under(behind, [Variation()]) == pytest.approx([expected], abs=1e-10, nan_ok=True)
    assert under(between, [Variation(held=changed)]) == pytest.approx([expected], abs=1e-10, nan_ok=True)


@given(disputes(), st.data())
def test_what_is_gone_might_as_well_not_be_there(found: Framework, data: st.DataObject) -> None:
    gone = data.draw(
        st.frozensets(st.integers(1, len(found) - 1), max_size=3) if len(found) > 1 else st.just(frozenset())
    )
    stage = stage_behind(state_of(found, NO_STANCE, SEMANTICS[0]).pushed, 0, {})
    left = narrowed(found, set(range(len(found))) - gone)
    missing = frozenset(stage.number[node] for node in gone if node in stage.number)
    expected = strengths(left, SEMANTICS[0])[0]
    assert under(stage, [Variation(gone=missing)]) == pytest.approx([expected], abs=1e-10, nan_ok=True)
