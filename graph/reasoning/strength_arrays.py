"""Strengths of many nodes, or under many stances, at once: level by level, in NumPy arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from .order import order_of
from .semantics import array_calculus
from .strength import NONE, restrengthen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .framework import Csr, Framework
    from .semantics import Semantics
    from .strength import Pushed

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]

DEEP = 16
"""With fewer nodes a level than this on average, arrays are slower than a walk from node to node."""


class Rows(Struct, frozen=True):
    """What speaks to some nodes of a level: which of them hears anything, and from whom, end to end.

    `heard` are places among the level's nodes, `starts` where in `sources` each of those begins, `places` where in
    the framework's items the sources stand.
    """

    heard: Ints
    starts: Ints
    sources: Ints
    places: Ints


class Level(Struct, frozen=True):
    """Nodes that depend on no other of them, and what pushes and caps them."""

    nodes: Ints
    pushers: Rows
    caps: Rows


class Levels(Struct, frozen=True):
    """The levels of a framework, each after all it depends on; `left` are the nodes in circles and behind them."""

    levels: tuple[Level, ...]
    left: frozenset[int]


def strengths_by_level(pushed: Pushed, pins: Mapping[int, bool]) -> list[float]:
    """The strengths of all nodes, as `strengths` promises them."""
    framework = pushed.framework
    levels = levels_of(framework)
    fixed = {node: np.array([float(is_in)]) for node, is_in in pins.items()}
    bases = np.asarray(pushed.bases, dtype=np.float64)
    values: list[float] = columns(framework, pushed.semantics, levels, bases, fixed=fixed, count=1)[:, 0].tolist()
    if levels.left:
        for node, is_in in pins.items():
            values[node] = float(is_in)
        knots = (knot for knot in order_of(framework).knots if knot[0] in levels.left)
        restrengthen(pushed, knots, values, pins)
    return values


def columns(
    framework: Framework,
    semantics: Semantics,
    levels: Levels,
    bases: Floats,
    *,
    fixed: Mapping[int, Floats],
    count: int,
) -> Floats:
    """Strengths as an array of nodes by `count` columns; `fixed` gives some nodes' values in each column.

    Nodes that the levels leave out are nan.
    """
    calculus = array_calculus()
    values = np.full((len(framework), count), NONE)
    weights = np.frombuffer(framework.weights, dtype=np.float64) if framework.weights else np.empty(0)
    held = np.zeros(len(framework), dtype=bool)
    for node, column in fixed.items():
        held[node], values[node] = True, column
    for level in levels.levels:
        pushes = weights[level.pushers.places, None] * values[level.pushers.sources]
        energy = _aggregated(semantics, pushes, level, count)
        found = semantics.influence(bases[level.nodes, None], energy, calculus)
        if len(level.caps.heard):
            lowest = np.minimum.reduceat(values[level.caps.sources], level.caps.starts, axis=0)
            found[level.caps.heard] = np.minimum(found[level.caps.heard], lowest)
        free = ~held[level.nodes]
        values[level.nodes[free]] = found[free]
    return values


def _aggregated(semantics: Semantics, pushes: Floats, level: Level, count: int) -> Floats:
    energy = np.zeros((len(level.nodes), count))
    if not len(pushes):
        return energy
    if semantics.aggregation == "sum":
        energy[level.pushers.heard] = np.add.reduceat(pushes, level.pushers.starts, axis=0)
        return energy
    for sign in (1.0, -1.0):
        spared = np.maximum(1 - np.maximum(sign * pushes, 0.0), 0.0)
        energy[level.pushers.heard] -= sign * np.multiply.reduceat(spared, level.pushers.starts, axis=0)
    return energy


def levels_of(framework: Framework) -> Levels:
    """The levels of a framework: all nodes at once that have waited only for nodes of earlier levels (Kahn 1962)."""
    size = len(framework)
    rows = [_whole(framework.pushers), _whole(framework.caps)]
    turned = [_turned(starts, items, size) for starts, items in rows]
    waiting = sum((np.diff(starts) for starts, _ in rows), np.zeros(size, dtype=np.int64))
    ready = np.flatnonzero(waiting == 0).astype(np.int32)
    found: list[Level] = []
    done = 0
    while len(ready) and (len(found) < DEEP or done >= DEEP * len(found)):
        found.append(Level(ready, *(_rows(starts, items, ready) for starts, items in rows)))
        done += len(ready)
        waiting[ready] = -1
        told = [_rows(starts, items, ready).sources for starts, items in turned]
        others, counts = np.unique(np.concatenate(told), return_counts=True)
        waiting[others] -= counts
        ready = others[waiting[others] == 0].astype(np.int32)
    return Levels(tuple(found), frozenset(np.flatnonzero(waiting >= 0).tolist()) if done < size else frozenset())


def _whole(rows: Csr) -> tuple[Ints, Ints]:
    return np.frombuffer(rows.starts, dtype=np.int32), (
        np.frombuffer(rows.items, dtype=np.int32) if rows.items else np.empty(0, dtype=np.int32)
    )


def _turned(starts: Ints, items: Ints, size: int) -> tuple[Ints, Ints]:
    """The rows the other way round."""
    owners = np.repeat(np.arange(size, dtype=np.int32), np.diff(starts))
    ends = np.concatenate(([0], np.cumsum(np.bincount(items, minlength=size)))).astype(np.int32)
    return ends, owners[np.argsort(items, kind="stable")]


def _rows(starts: Ints, items: Ints, nodes: Ints) -> Rows:
    """The rows of some nodes."""
    lengths = starts[nodes + 1] - starts[nodes]
    heard = np.flatnonzero(lengths).astype(np.int32)
    lengths = lengths[heard]
    ends = np.cumsum(lengths)
    begins = (ends - lengths).astype(np.int32)
    places = np.arange(ends[-1] if len(ends) else 0, dtype=np.int32) + np.repeat(starts[nodes[heard]] - begins, lengths)
    return Rows(heard, begins, items[places], places)
