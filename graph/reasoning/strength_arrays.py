"""Strengths of many nodes, or under many stances, at once: level by level, in NumPy arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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
Bools = NDArray[np.bool_]
Places = NDArray[np.intp]

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

    def each(self, of_heard: NDArray[Any]) -> NDArray[Any]:
        """What is said of each of the heard, once for each of its sources."""
        repeated: NDArray[Any] = np.repeat(of_heard, np.diff(self.starts, append=np.int32(len(self.sources))))
        return repeated


class Level(Struct, frozen=True):
    """Nodes that depend on no other of them, and what pushes and caps them."""

    nodes: Ints
    pushers: Rows
    caps: Rows


class Levels(Struct, frozen=True):
    """The levels of a framework, each after all it depends on; `left` are the nodes in circles and behind them."""

    levels: tuple[Level, ...]
    left: frozenset[int]


class Table(Struct, frozen=True):
    """Strengths of nodes (rows) under many settings (columns): `values`, filled in but where they are `held`.

    `bases` has a row a node, and one column for all or one each. Nodes that are `gone` must be held at 0: they push
    nothing, and cap nothing either.
    """

    bases: Floats
    values: Floats
    held: Bools
    gone: Bools | None = None

    def capping(self, nodes: Ints, chosen: Places | slice = slice(None)) -> Floats:
        """How strong other nodes may be for the sake of these, in some columns."""
        found: Floats = self.values[nodes][:, chosen]
        return found if self.gone is None else np.where(self.gone[nodes][:, chosen], 1.0, found)


def strengths_by_level(pushed: Pushed, pins: Mapping[int, bool]) -> list[float]:
    """The strengths of all nodes, as `strengths` promises them."""
    size = len(pushed.framework)
    levels = levels_of(pushed.framework)
    bases = np.asarray(pushed.bases, dtype=np.float64)[:, None]
    table = Table(bases, np.full((size, 1), NONE), np.zeros((size, 1), dtype=bool))
    for node, is_in in pins.items():
        table.values[node], table.held[node] = float(is_in), True
    fill(pushed, levels, table)
    values: list[float] = table.values[:, 0].tolist()
    if levels.left:
        knots = (knot for knot in order_of(pushed.framework).knots if knot[0] in levels.left)
        restrengthen(pushed, knots, values, pins)
    return values


def fill(pushed: Pushed, levels: Levels, table: Table) -> None:
    """Put the strengths of the levels' nodes into the table, whose base scores count instead of those of `pushed`."""
    for level in levels.levels:
        pushing, capping = table.values[level.pushers.sources], table.capping(level.caps.sources)
        found = strengths_at(pushed, level, table.bases[level.nodes], pushing, capping)
        table.values[level.nodes] = np.where(table.held[level.nodes], table.values[level.nodes], found)


def strengths_at(pushed: Pushed, level: Level, bases: Floats, pushing: Floats, capping: Floats) -> Floats:
    """The strengths of a level's nodes, from their base scores and the strengths of what pushes and caps them, a row a
    place in the level's `sources`."""
    weights = np.frombuffer(pushed.framework.weights, dtype=np.float64) if pushed.framework.weights else np.empty(0)
    energy = np.zeros((len(level.nodes), pushing.shape[1]))
    if len(pushing):
        pushes = weights[level.pushers.places, None] * pushing
        energy[level.pushers.heard] = _aggregated(pushed.semantics, pushes, level.pushers.starts)
    found: Floats = pushed.semantics.influence(bases, energy, array_calculus())
    if len(capping):
        lowest = np.minimum.reduceat(capping, level.caps.starts, axis=0)
        found[level.caps.heard] = np.minimum(found[level.caps.heard], lowest)
    return found


def _aggregated(semantics: Semantics, pushes: Floats, starts: Ints) -> Floats:
    if semantics.aggregation == "sum":
        return np.add.reduceat(pushes, starts, axis=0)
    spared = [np.maximum(1 - np.maximum(sign * pushes, 0.0), 0.0) for sign in (1.0, -1.0)]
    for_it, against_it = (np.multiply.reduceat(each, starts, axis=0) for each in spared)
    return against_it - for_it


def levels_of(framework: Framework) -> Levels:
    """The levels of a framework: all nodes at once that have waited only for nodes of earlier levels (Kahn 1962)."""
    size = len(framework)
    rows = [whole(framework.pushers), whole(framework.caps)]
    turned = [_turned(starts, items, size) for starts, items in rows]
    waiting = sum((np.diff(starts) for starts, _ in rows), np.zeros(size, dtype=np.int64))
    ready = np.flatnonzero(waiting == 0).astype(np.int32)
    found: list[Level] = []
    done = 0
    while len(ready) and (len(found) < DEEP or done >= DEEP * len(found)):
        found.append(Level(ready, *(rows_at(starts, items, ready) for starts, items in rows)))
        done += len(ready)
        waiting[ready] = -1
        told = [rows_at(starts, items, ready).sources for starts, items in turned]
        others, counts = np.unique(np.concatenate(told), return_counts=True)
        waiting[others] -= counts
        ready = others[waiting[others] == 0].astype(np.int32)
    return Levels(tuple(found), frozenset(np.flatnonzero(waiting >= 0).tolist()) if done < size else frozenset())


def whole(rows: Csr) -> tuple[Ints, Ints]:
    """The starts and items of rows as arrays."""
    return np.frombuffer(rows.starts, dtype=np.int32), (
        np.frombuffer(rows.items, dtype=np.int32) if rows.items else np.empty(0, dtype=np.int32)
    )


def _turned(starts: Ints, items: Ints, size: int) -> tuple[Ints, Ints]:
    """The rows the other way round."""
    owners = np.repeat(np.arange(size, dtype=np.int32), np.diff(starts))
    ends = np.concatenate(([0], np.cumsum(np.bincount(items, minlength=size)))).astype(np.int32)
    return ends, owners[np.argsort(items, kind="stable")]


def rows_at(starts: Ints, items: Ints, nodes: Ints) -> Rows:
    """The rows of some nodes."""
    lengths = starts[nodes + 1] - starts[nodes]
    heard = np.flatnonzero(lengths).astype(np.int32)
    lengths = lengths[heard]
    ends = np.cumsum(lengths)
    begins = (ends - lengths).astype(np.int32)
    places = np.arange(ends[-1] if len(ends) else 0, dtype=np.int32) + np.repeat(starts[nodes[heard]] - begins, lengths)
    return Rows(heard, begins, items[places], places)
