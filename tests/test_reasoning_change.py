"""The fewest sides that change what stands, against trying every combination of them."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest
from argued import disputes, framed, stances
from cruxmap.graph.reasoning.change import Changes, change
from cruxmap.graph.reasoning.choices import choices
from cruxmap.graph.reasoning.grounded import LABELS, grounded
from cruxmap.graph.reasoning.stance import NO_STANCE, Stance, pins
from hypothesis import given
from hypothesis import strategies as st

if TYPE_CHECKING:
    from cruxmap.graph.reasoning.framework import Framework


@given(disputes(), st.data())
def test_no_smaller_change_does_and_none_is_missed(found: Framework, data: st.DataObject) -> None:
    held = pins(found, data.draw(stances(found)))
    node = data.draw(st.sampled_from(range(len(found))))
    before = LABELS[grounded(found, held).labels[node]]
    known = choices(found)
    does: dict[frozenset[tuple[str, str]], str] = {}
    for chosen in product(*([None, *range(len(choice.settings))] for choice in known)):
        sides, settled = set(), dict(held)
        for choice, at in zip(known, chosen, strict=True):
            if at is not None and any(held.get(side) != is_in for side, is_in in choice.settings[at].items()):
                sides.add((choice.crux, choice.sides[at]))
                settled.update(choice.settings[at])
        label = LABELS[grounded(found, settled).labels[node]]
        if label != before:
            does[frozenset(sides)] = label
    answer = change(found, node, pins=held)
    assert answer.complete
    assert answer.label == before
    if not does:
        assert answer.never
        return
    size = min(map(len, does))
    smallest = {sides: label for sides, label in does.items() if len(sides) == size}
    assert {frozenset((it.crux, it.side) for it in each.sides): each.label for each in answer.changes} == smallest
    assert answer.tried == size


def changed(*lines: str, sides: str, node: str, stance: Stance = NO_STANCE, most: int = 1000) -> Changes:
    found = framed(*lines, sides=sides)
    return change(found, found.place[node], pins=pins(found, stance), most=most)


def named(changes: Changes) -> list[str]:
    return [
        " ".join(f"{it.crux.removeprefix('m/')}={it.side}" for it in each.sides) + f": {each.label}"
        for each in changes.changes
    ]


def test_one_side_may_do() -> None:
    found = changed("goals.no attacks a", sides="goals: yes no", node="m/a")
    assert (found.label, found.cruxes) == ("undecided", ("m/goals",))
    assert named(found) == ["goals=yes: in", "goals=no: out"]


def test_two_sides_may_be_needed_at_once() -> None:
    lines = ["one.yes supports a", "two.yes supports a"]
    sides = "one: yes no; two: yes no"
    found = changed(*lines, sides=sides, node="m/a", stance=Stance(takes={"m/one": "yes", "m/two": "yes"}))
    assert named(found) == ["one=no two=no: out"]


@pytest.mark.parametrize("assumed", [("m/a",), ()])
def test_what_no_side_changes(assumed: tuple[str, ...]) -> None:
    lines = ["goals.yes supports a", "b supports a"]
    found = changed(*lines, sides="goals: yes no", node="m/a", stance=Stance(assumed=assumed))
    assert found.never
    assert (found.label, found.held, found.cruxes) == ("in", bool(assumed), ("m/goals",))


def test_the_only_side_of_a_crux_may_be_denied() -> None:
    found = changed("goals.yes supports a", sides="goals: yes", node="m/a", stance=Stance(takes={"m/goals": "yes"}))
    assert named(found) == ["goals=: out"]


def test_a_search_that_would_take_too_long_says_how_far_it_came() -> None:
    names = [f"c{at:03}" for at in range(100)]
    lines = [f"{name}.yes supports all" for name in names]
    sides = "; ".join(f"{name}: yes no" for name in names)
    takes = {f"m/{name}": "no" for name in names} | dict.fromkeys([f"m/{name}" for name in names[:3]], "yes")
    found = changed(*lines, sides=sides, node="m/all", stance=Stance(takes=takes))
    assert (found.changes, found.tried, found.complete, found.never) == ((), 1, False, False)
    more = changed(*lines, sides=sides, node="m/all", stance=Stance(takes=takes), most=200_000)
    assert named(more) == ["c000=no c001=no c002=no: out"]
