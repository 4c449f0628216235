"""Shapley values, held against their definition over all orders and the laws that single them out."""

from __future__ import annotations

import math
from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from cruxmap.graph.reasoning.shapley import shapley
from hypothesis import given
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

numbers = st.floats(-1, 1, allow_nan=False)


def game(worth: Sequence[float]) -> Callable[[Sequence[int]], list[float]]:
    return lambda sets: [worth[each] for each in sets]


@st.composite
def games(draw: st.DrawFn) -> tuple[int, list[float]]:
    players = draw(st.integers(0, 5))
    return players, draw(st.lists(numbers, min_size=1 << players, max_size=1 << players))


@given(games())
def test_values_are_the_mean_of_what_is_added_over_all_orders(drawn: tuple[int, list[float]]) -> None:
    players, worth = drawn
    expected = [0.0] * players
    for order in permutations(range(players)):
        there = 0
        for player in order:
            expected[player] += (worth[there | 1 << player] - worth[there]) / math.factorial(players)
            there |= 1 << player
    found = shapley(players, game(worth))
    assert found.exact
    assert found.values == pytest.approx(expected, abs=1e-12)
    assert sum(found.values) == pytest.approx(worth[-1] - worth[0], abs=1e-12)


@given(games(), st.integers(2, 6))
def test_samples_share_out_the_whole_and_give_nothing_to_who_adds_nothing(
    drawn: tuple[int, list[float]], pairs: int
) -> None:
    players, worth = drawn
    idle = [*worth, *worth]  # one more player, in no set of whom anything changes
    found = shapley(players + 1, game(idle), most_exact=0, pairs=pairs)
    assert not found.exact
    assert sum(found.values) == pytest.approx(worth[-1] - worth[0], abs=1e-12)
    assert found.values[players] == 0 == found.errors[players]
    assert found == shapley(players + 1, game(idle), most_exact=0, pairs=pairs)


def test_errors_tell_how_far_off_samples_are() -> None:
    """Of 20 players each of whose pairs with the next is worth something; the exact values follow by symmetry."""
    players = 20

    def worth(sets: Sequence[int]) -> list[float]:
        return [math.sqrt((each & each >> 1).bit_count()) for each in sets]

    exact = shapley(8, worth)
    sampled = shapley(8, worth, most_exact=0)
    pairs = zip(exact.values, sampled.values, sampled.errors, strict=True)
    assert all(abs(first - second) <= 4 * error for first, second, error in pairs)
    many = shapley(players, worth)
    assert 0 < max(many.errors) < 0.05
    assert not many.exact


def test_players_that_can_change_places_get_the_same() -> None:
    found = shapley(4, lambda sets: [float(each.bit_count() >= 3) for each in sets])
    assert found.values == pytest.approx((0.25,) * 4)


def test_no_value_is_made_of_none() -> None:
    def worth(sets: Sequence[int]) -> list[float]:
        return [math.nan if each == 0b11 else float(each.bit_count()) for each in sets]

    assert all(map(math.isnan, shapley(2, worth).values))
    sampled = shapley(2, worth, most_exact=0)
    assert all(map(math.isnan, (*sampled.values, *sampled.errors)))
