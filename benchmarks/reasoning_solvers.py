"""The grounded and one preferred extension of made-up disputes like maps, against pygarg, both in process.

pygarg runs in a process of its own so that it can be ended; it tells the time from the framework as Python lists to its
answer, imports left out, and ours is taken the same way, with grounding and what is built before it. pygarg is
ended at 1,000 times our time: what matters is whether it takes 100 times as long.
"""

from __future__ import annotations

import gc
import statistics
import subprocess
import sys
import time
from importlib import import_module
from typing import TYPE_CHECKING

from cruxmap.graph.reasoning.dispute import dispute
from cruxmap.graph.reasoning.extensions import extension, members
from cruxmap.graph.reasoning.framework import of_attacks
from made_up_disputes import map_like

if TYPE_CHECKING:
    from cruxmap.graph.reasoning.dispute import Extensional

TASKS: dict[str, Extensional] = {"GR": "grounded", "PR": "preferred"}
RUNS = 5
LEAST_RATIO, MOST_RATIO = 100, 1000
MOST_SECONDS = 1.5


def ours(size: int, semantics: Extensional) -> float:
    """The median of seconds for one extension."""
    arguments, attacks = map_like(size)
    taken = []
    for _ in range(RUNS):
        gc.collect()
        gc.disable()  # as at the command line
        begin = time.perf_counter()
        labels = extension(dispute(of_attacks(arguments, attacks)), semantics)
        assert labels is not None
        assert members(labels)
        taken.append(time.perf_counter() - begin)
        gc.enable()
    return statistics.median(taken)


def theirs(size: int, short: str, limit: float) -> float:
    """pygarg's seconds, the limit where that is over first."""
    command = (sys.executable, __file__, short, str(size))
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True, timeout=limit)
    except subprocess.TimeoutExpired:
        return limit
    return float(done.stdout)


def run_pygarg(short: str, size: int) -> float:
    """Seconds for one extension by pygarg, which takes lists of names."""
    solver = import_module("pygarg.dung.solver")  # which the tests do without

    arguments, attacks = map_like(size)
    named = [[arguments[source], arguments[target]] for source, target in attacks]
    begin = time.perf_counter()
    solver.compute_some_extension(arguments, named, short)
    return time.perf_counter() - begin


def against_pygarg(size: int) -> bool:
    """Print both times for both tasks, and whether the ratio is as wanted."""
    good = True
    for short, semantics in TASKS.items():
        mine = ours(size, semantics)
        limit = MOST_RATIO * mine
        other = theirs(size, short, limit)
        ended = "over " if other == limit else ""
        fast = other / mine >= LEAST_RATIO
        print(
            f"SE-{short} of {size} arguments: {mine * 1000:.0f} ms, pygarg {ended}{other:.1f} s, {ended}"
            f"{other / mine:.0f} x, at least {LEAST_RATIO} wanted{'' if fast else '   MISSED'}"
        )
        good &= fast
    return good


def within_bounds(size: int) -> bool:
    """Print our times, and whether they are as wanted."""
    good = True
    for short, semantics in TASKS.items():
        mine = ours(size, semantics)
        fast = mine <= MOST_SECONDS
        missed = "" if fast else "   MISSED"
        print(f"SE-{short} of {size} arguments: {mine:.2f} s, at most {MOST_SECONDS} s wanted{missed}")
        good &= fast
    return good


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(run_pygarg(sys.argv[1], int(sys.argv[2])))
        sys.exit(0)
    good = [against_pygarg(10_000), within_bounds(100_000)]
    sys.exit(not all(good))
