"""Shapley values: what each of several players adds to a value, on average over all orders in which they may come."""

from __future__ import annotations

import math
import random
from typing import TYPE_CHECKING

from msgspec import Struct

from .strength import NONE, has_numpy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

MOST_EXACT = 12
PAIRS = 128
LEAST_PAIRS = 8
_CELLS, _CELLS_ONE_BY_ONE, _MOST_BITS = 1 << 22, 1 << 18, 20
_PATIENCE = 8
_LOT = 1 << 10
SEED = 2017
"""Of the random orders, so that the same question has the same answer."""


class Shapley(Struct, frozen=True):
    """The value of each player, and its standard error: 0 where `exact`. nan where the value of some set is nan, or
    where no order was tried."""

    values: tuple[float, ...]
    errors: tuple[float, ...]
    exact: bool


def shapley(
    players: int,
    values: Callable[[Sequence[int]], Sequence[float]],
    *,
    most_exact: int = MOST_EXACT,
    pairs: int = PAIRS,
) -> Shapley:
    """The Shapley values (1953) of players 0 to `players` − 1, which sum up to the value of all less that of none.

    `values` gives the value of each of some sets of players, where bit i of a set says that player i is in it. Exact,
    from all 2^n sets, for at most `most_exact` players; else sampled from `pairs` (2 or more) random orders, each with
    its reverse (Mitchell et al. 2022, Sampling permutations for Shapley value estimation), the same ones every time.
    With no pairs they are nan.

    >>> shapley(2, lambda sets: [float(each == 0b11) for each in sets]).values
    (0.5, 0.5)
    """
    if players <= most_exact:
        return _exact(players, values)
    return _sampled(players, values, max(2, pairs)) if pairs else Shapley((NONE,) * players, (NONE,) * players, False)


def effort(players: int, size: int, *, share: int = 1) -> dict[str, int]:
    """How exactly to go about it where a value takes about `size` strengths, so that it takes about a second at most,
    or that part of one which falls to each of `share`: `most_exact` and `pairs` for `shapley`. No pairs where even
    the fewest would take many seconds."""
    most = _CELLS if has_numpy() else _CELLS_ONE_BY_ONE
    cells = most // max(1, share)
    is_cheap = size << players <= cells if players <= _MOST_BITS else False
    pair = 2 * (players + 1) * max(1, size)
    pairs = 0 if LEAST_PAIRS * pair > _PATIENCE * most else min(max(cells // pair, LEAST_PAIRS), PAIRS)
    return {"most_exact": players if is_cheap else 0, "pairs": pairs}


def _exact(players: int, values: Callable[[Sequence[int]], Sequence[float]]) -> Shapley:
    worth = values(range(1 << players))
    share = [1 / (players * math.comb(players - 1, size)) for size in range(players)]
    by_size = [share[each.bit_count()] if each.bit_count() < players else 0.0 for each in range(1 << players)]
    found = tuple(
        math.fsum(
            by_size[without] * (worth[without | 1 << player] - worth[without])
            for high in range(0, 1 << players, 2 << player)
            for without in range(high, high + (1 << player))
        )
        for player in range(players)
    )
    return Shapley(found, (0.0,) * players, True)


def _sampled(players: int, values: Callable[[Sequence[int]], Sequence[float]], pairs: int) -> Shapley:
    chance = random.Random(SEED)  # noqa: S311 - to be repeated, not to be secret
    orders: list[list[int]] = []
    for _ in range(pairs):
        order = chance.sample(range(players), players)
        orders += [order, order[::-1]]
    sets = sorted({each for order in orders for each in _growing(order)})
    lots = (sets[start : start + _LOT] for start in range(0, len(sets), _LOT))
    worth = dict(zip(sets, [value for lot in lots for value in values(lot)], strict=True))
    added = [_added(order, [worth[each] for each in _growing(order)]) for order in orders]
    found: list[float] = []
    errors: list[float] = []
    for player in range(players):
        means = [(first[player] + second[player]) / 2 for first, second in zip(added[::2], added[1::2], strict=True)]
        mean = _mean(means)
        found.append(mean)
        errors.append(math.sqrt(_mean((each - mean) ** 2 for each in means) / (pairs - 1)))
    return Shapley(tuple(found), tuple(errors), False)


def _growing(order: Iterable[int]) -> list[int]:
    """The sets there are while players come in that order, the empty one first."""
    sets = [0]
    for player in order:
        sets.append(sets[-1] | 1 << player)
    return sets


def _added(order: Sequence[int], worth: Sequence[float]) -> dict[int, float]:
    return {player: worth[place + 1] - worth[place] for place, player in enumerate(order)}


def _mean(numbers: Iterable[float]) -> float:
    every = list(numbers)
    return math.fsum(every) / len(every) if all(map(math.isfinite, every)) else NONE
