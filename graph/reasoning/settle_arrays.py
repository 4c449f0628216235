"""Strengths of a level's nodes in NumPy arrays: at once, or by steps where they push one another in circles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np

from .level_arrays import Level
from .rows_arrays import rows_at, spread, whole
from .semantics import array_calculus
from .strength import MOST_ROUNDS, NONE, STEP, TOLERANCE

if TYPE_CHECKING:
    from .rows_arrays import Floats, Ints, Places, Rows
    from .semantics import Semantics
    from .strength import Pushed


class Cells(Protocol):
    """Where strengths are kept, a row a node and a column a setting."""

    def pushing(self, rows: Rows, column: Places) -> Floats:
        """How strong the sources of rows are, which are those of nodes in these columns."""

    def capping(self, rows: Rows, column: Places) -> Floats:
        """How strong the sources let others be."""

    def put(self, nodes: Ints, column: Places, strengths: Floats | float) -> None:
        """Keep the strengths of nodes in these columns."""


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


def settle(pushed: Pushed, cells: Cells, nodes: Ints, column: Places, *, knot: Places, bases: Floats) -> None:
    """Let the nodes of knots come to rest, each in its column, as `strength.settle` does with one knot.

    `knot` tells apart those that come to rest together; `bases` are the base scores they start from.
    """
    rows = whole(pushed.framework.pushers), whole(pushed.framework.caps)
    order = np.argsort(knot, kind="stable")
    nodes, column, knot, bases = nodes[order], column[order], knot[order], bases[order]
    here = bases
    is_new = True
    for _ in range(MOST_ROUNDS):
        if is_new:
            starts = np.flatnonzero(np.diff(knot, prepend=-1))
            level = Level(nodes, rows_at(*rows[0], nodes), rows_at(*rows[1], nodes))
        cells.put(nodes, column, here)
        pushing, capping = cells.pushing(level.pushers, column), cells.capping(level.caps, column)
        step = strengths_at(pushed, level, bases[:, None], pushing[:, None], capping[:, None])[:, 0] - here
        off = np.maximum.reduceat(np.abs(step), starts)
        going = spread(off > TOLERANCE, starts, len(nodes))
        lost = spread(np.isnan(off), starts, len(nodes))
        cells.put(nodes[lost], column[lost], NONE)
        is_new = not going.all()
        if is_new:
            nodes, column, knot, bases, here, step = (of[going] for of in (nodes, column, knot, bases, here, step))
            if not len(nodes):
                return
        here = here + STEP * step
    cells.put(nodes, column, NONE)


def _aggregated(semantics: Semantics, pushes: Floats, starts: Ints) -> Floats:
    if semantics.aggregation == "sum":
        return np.add.reduceat(pushes, starts, axis=0)
    spared = [np.maximum(1 - np.maximum(sign * pushes, 0.0), 0.0) for sign in (1.0, -1.0)]
    for_it, against_it = (np.multiply.reduceat(each, starts, axis=0) for each in spared)
    return against_it - for_it
