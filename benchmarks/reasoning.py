"""Strengths, swings and Shapley values on made-up maps, in process: seconds, and against working all out anew.

A made-up map is a tree of reasons, three in four for and one against, with three cross links to ten nodes; the sides of
the cruxes are nodes anywhere in its lower half. Given are the framework, and for swings its order and the strengths as
they are; what is worked out from these, levels and cones included, is timed. The median of RUNS counts.
"""

from __future__ import annotations

import gc
import random
import statistics
import sys
import time
from array import array
from typing import TYPE_CHECKING

from cruxmap.graph.reasoning.choices import choices
from cruxmap.graph.reasoning.flips import flipped
from cruxmap.graph.reasoning.framework import Csr, Framework, of_attacks
from cruxmap.graph.reasoning.influence import influences
from cruxmap.graph.reasoning.rank import shares_of
from cruxmap.graph.reasoning.semantics import SEMANTICS
from cruxmap.graph.reasoning.stance import NO_STANCE
from cruxmap.graph.reasoning.state import state_of
from cruxmap.graph.reasoning.strength import strengths
from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Callable

RUNS = 7
CROSS = 0.3
TARGET = 0


def map_like(size: int, cruxes: int, seed: int = 1) -> Framework:
    """A framework of so many nodes and 1.3 times as many links, with so many cruxes of two sides."""
    chance = random.Random(seed)
    pairs = {(chance.randrange(node), node) for node in range(1, size)}
    while len(pairs) < size * (1 + CROSS):
        node = chance.randrange(1, size)
        pairs.add((chance.randrange(node), node))
    signs = {pair: -1.0 if chance.random() < 0.25 else 1.0 for pair in sorted(pairs)}
    sides = chance.sample(range(size // 2, size), 2 * cruxes)
    couples = [(sides[at], sides[at + 1]) for at in range(0, len(sides), 2)]
    rivals = {pair for one, other in couples for pair in ((one, other), (other, one))}
    known = set(sides)
    free = {pair: sign for pair, sign in signs.items() if pair[0] not in known}
    plain = of_attacks([f"map/n{node}" for node in range(size)], [])
    return replace(
        plain,
        attackers=rows(size, rivals | {pair for pair, sign in free.items() if sign < 0}),
        supporters=rows(size, {pair for pair, sign in free.items() if sign > 0}),
        pushers=rows(size, pairs),
        weights=array("d", signs.values()),
        cruxes={f"map/crux-{at}": {"optimist": one, "pessimist": other} for at, (one, other) in enumerate(couples)},
        assumptions=frozenset(sides),
    )


def rows(size: int, pairs: set[tuple[int, int]]) -> Csr:
    """The rows of pairs of node spoken of and node that speaks."""
    return of_attacks([""] * size, ((source, target) for target, source in pairs)).attackers


def taken(work: Callable[[], object]) -> float:
    """The median of seconds, after one run that does not count."""
    work()
    seconds = []
    for _ in range(RUNS):
        gc.collect()
        gc.disable()  # as at the command line
        begin = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - begin)
        gc.enable()
    return statistics.median(seconds)


def told(title: str, seconds: float, most: float, more: str = "") -> bool:
    """Print a figure, and whether it is within its bound."""
    good = seconds <= most
    print(f"{title}: {seconds * 1000:.0f} ms, at most {most * 1000:.0f} wanted{more}{'' if good else '   MISSED'}")
    return good


def large() -> bool:
    """Strengths and swings on 100,000 nodes."""
    found = map_like(100_000, 100)
    state = state_of(found, NO_STANCE, SEMANTICS[0])
    links = f"{len(found)} nodes, {len(found.weights)} links"
    whole = taken(lambda: strengths(found, SEMANTICS[0], order=state.order))
    settings = [setting for choice in choices(found) for setting in choice.settings]
    swings = taken(lambda: flipped(state.pushed, state.order, state.strengths, settings, [TARGET], pins={}))
    with_labels = taken(lambda: influences(state, [TARGET], {}))
    against = f"; {len(settings) * whole / swings:.0f} times as fast as one working out anew for each side"
    return all(
        [
            told(f"strength of {links}", whole, 0.03),
            told(f"swings of 100 cruxes on {links}", swings, 0.1, against),
            told("the same with what stands under each side, and ranked", with_labels, 2),
        ]
    )


def small() -> bool:
    """Exact Shapley values of 10 cruxes on 1,000 nodes."""
    found = map_like(1_000, 10)
    state = state_of(found, NO_STANCE, SEMANTICS[0])
    ranked = influences(state, [TARGET], {})
    players = sum(influence.effects[0].reaches for influence in ranked)
    seconds = taken(lambda: shares_of(state, ranked, 0))
    return told(f"exact Shapley values of {players} cruxes on {len(found)} nodes", seconds, 0.1)


if __name__ == "__main__":
    sys.exit(not all([large(), small()]))
