"""Strengths under many settings of a small framework at once, a column each, circles among the nodes included."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .order import order_of
from .strength import MOST_ROUNDS, NONE, STEP, TOLERANCE
from .strength_arrays import Level, fill, levels_of, rows_at, strengths_at, whole

if TYPE_CHECKING:
    from .order import Knot
    from .strength import Pushed
    from .strength_arrays import Bools, Floats, Ints, Places, Table


def fill_all(pushed: Pushed, table: Table) -> None:
    """Put the strengths of all nodes into the table, each column as `strengths` promises them for one setting.

    The table's base scores count instead of those of `pushed`.
    """
    levels = levels_of(pushed.framework)
    fill(pushed, levels, table)
    if levels.left:
        work = _Circles(pushed, table)
        for knot in order_of(pushed.framework).knots:
            if knot[0] in levels.left:
                work.settle(knot)


class _Circles:
    """The strengths of nodes that push one another, and of those behind them."""

    def __init__(self, pushed: Pushed, table: Table) -> None:
        self.pushed, self.table = pushed, table
        self.values = table.values
        self.bases = np.broadcast_to(table.bases, table.values.shape)
        self.pushers, self.caps = whole(pushed.framework.pushers), whole(pushed.framework.caps)

    def settle(self, knot: Knot) -> None:
        """Let the nodes of a knot come to rest in every column, as `strength.settle` does in one."""
        nodes = np.array(knot, dtype=np.int32)
        level = Level(nodes, rows_at(*self.pushers, nodes), rows_at(*self.caps, nodes))
        free = ~self.table.held[nodes]
        left = np.arange(self.values.shape[1])
        if len(nodes) == 1:
            self.values[nodes] = np.where(free, self._aims(level, left), self.values[nodes])
            return
        self.values[nodes] = np.where(free, self.bases[nodes], self.values[nodes])
        for _ in range(MOST_ROUNDS):
            here = self.values[np.ix_(nodes, left)]
            step = np.where(free[:, left], self._aims(level, left) - here, 0.0)
            lost = np.isnan(step).any(axis=0)
            self._lose(nodes, left[lost], free)
            moving = ~(lost | (np.abs(step) <= TOLERANCE).all(axis=0))
            left = left[moving]
            if not len(left):
                return
            self.values[np.ix_(nodes, left)] = here[:, moving] + STEP * step[:, moving]
        self._lose(nodes, left, free)

    def _aims(self, level: Level, chosen: Places) -> Floats:
        """What the others make of a level's nodes in some columns."""
        pushing = self.values[np.ix_(level.pushers.sources, chosen)]
        capping = self.table.capping(level.caps.sources, chosen)
        return strengths_at(self.pushed, level, self.bases[np.ix_(level.nodes, chosen)], pushing, capping)

    def _lose(self, nodes: Ints, chosen: Places, free: Bools) -> None:
        """Put down that nothing is stable in these columns."""
        cells = np.ix_(nodes, chosen)
        self.values[cells] = np.where(free[:, chosen], NONE, self.values[cells])
