"""Contributions to a strength: the published numbers, and their definitions on random frameworks."""

from __future__ import annotations

import math
from itertools import permutations

import pytest
from argued import KAMPIK, YIN, disputes, framed, frameworks
from cruxmap.graph.reasoning.contributions import Contribution, contributions
from cruxmap.graph.reasoning.framework import Framework, narrowed, of_attacks
from cruxmap.graph.reasoning.semantics import SEMANTIC, SEMANTICS, Semantics
from cruxmap.graph.reasoning.strength import strengths
from hypothesis import given
from hypothesis import strategies as st


def by_name(lines: list[str], target: str, semantics: str) -> dict[str, Contribution]:
    found = framed(*lines)
    rows = contributions(found, SEMANTIC[semantics], found.place[f"m/{target}"])
    return {found.ids[row.node].removeprefix("m/"): row for row in rows}


def test_gradients_as_published() -> None:
    """Yin, Potyka and Toni 2023 (arXiv 2307.13582)."""
    found = {name: row.gradient for name, row in by_name(YIN, "a", "df-quad").items()}
    expected = {"c": 0.375, "b": 0.125, "f": 0.0625, "g": -0.0625, "h": -0.0625, "e": -0.125, "d": -0.4375}
    assert found == pytest.approx(expected, abs=1e-9)


def test_removal_and_shapley_as_published() -> None:
    """Example 3.1 of Kampik et al. 2024 (arXiv 2401.08879)."""
    found = by_name(KAMPIK, "a", "df-quad")["b"]
    assert (found.removal, found.shapley, found.error) == (-0.375, -0.3125, 0)


def test_slopes_of_the_logistic_function() -> None:
    """Of a leaf's base score p, that pushes with full weight, the slope is σ(1 − σ); near 0 and 1 as well."""
    found = framed("b supports a", "c supports b")
    for score in (1e-4, 0.5, 0.9999):
        bases = [0.5, 0.5, score]
        strong = strengths(found, SEMANTICS[0], bases=bases)
        [b, c] = contributions(found, SEMANTICS[0], 0, bases=bases)
        a_by_b = strong[0] * (1 - strong[0])
        assert c.gradient == pytest.approx(a_by_b * strong[1] * (1 - strong[1]), rel=1e-6)
        assert b.gradient == pytest.approx(a_by_b * strong[1] * (1 - strong[1]) / 0.25, rel=1e-6)


@given(frameworks(5), st.sampled_from(SEMANTICS))
def test_without_a_node_is_without_all_it_says(found: Framework, semantics: Semantics) -> None:
    rows = contributions(found, semantics, 0)
    others = [row.node for row in rows]

    def worth(*present: int) -> float:
        kept = [0, *sorted(present)]
        return strengths(narrowed(found, kept), semantics)[0]

    whole = worth(*others)
    for row in rows:
        removed = worth(*(node for node in others if node != row.node))
        added = []
        for order in permutations(others):
            before = order[: order.index(row.node)]
            added.append(worth(*before, row.node) - worth(*before))
        assert row.removal == pytest.approx(whole - removed, abs=1e-9, nan_ok=True)
        assert row.shapley == pytest.approx(sum(added) / len(added), abs=1e-9, nan_ok=True)
    if not any(math.isnan(row.shapley) for row in rows):
        assert sum(row.shapley for row in rows) == pytest.approx(whole - worth(), abs=1e-9)


@given(disputes(), st.data())
def test_what_is_held_gives_way_to_nothing(found: Framework, data: st.DataObject) -> None:
    held = data.draw(st.dictionaries(st.integers(0, len(found) - 1), st.booleans(), max_size=2))
    rows = contributions(found, SEMANTICS[0], 0, pins=held)
    assert all(row.gradient == 0 for row in rows if row.node in held)
    if 0 in held:
        assert all((row.removal, row.shapley, row.gradient) == (0, 0, 0) for row in rows)


def test_many_players_are_sampled_with_an_error() -> None:
    found = framed(*(f"n{at} {'supports' if at % 3 else 'attacks'} a" for at in range(40)))
    rows = contributions(found, SEMANTICS[0], found.place["m/a"])
    assert all(0 < row.error < 0.01 for row in rows)
    alike = [row for row in rows if int(found.ids[row.node].removeprefix("m/n")) % 3]
    assert len(alike) == 26
    mean = sum(row.shapley for row in alike) / len(alike)
    assert all(abs(row.shapley - mean) < 5 * row.error for row in alike)


def test_only_those_asked_for() -> None:
    found = framed(*YIN)
    every = contributions(found, SEMANTIC["df-quad"], 0)

    assert contributions(found, SEMANTIC["df-quad"], 0, nodes=[every[1].node]) == [every[1]]


def test_of_too_many_players_there_are_no_shares_but_all_else() -> None:
    """A chain so long that its orders could neither be tried nor held in memory."""
    size = 20_000
    found = of_attacks([f"n{at}" for at in range(size)], [(at + 1, at) for at in range(size - 1)])
    [row] = contributions(found, SEMANTIC["df-quad"], 0, nodes=[1])
    assert math.isnan(row.shapley)
    assert math.isnan(row.error)
    assert row.removal == pytest.approx(1 / 3 - 0.5)
    assert row.gradient == pytest.approx(-(1 / 2) * (2 / 3), abs=1e-6)
