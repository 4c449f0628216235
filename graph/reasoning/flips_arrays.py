"""Flips of many nodes at once, in NumPy arrays: a cell for each node that a setting may move, level by level."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from .level_arrays import Level
from .rows_arrays import Bools, Floats, Ints, Places, Rows, rows_at, spread, whole
from .settle_arrays import settle, strengths_at

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .level_arrays import Levels
    from .strength import Pushed

Bits = NDArray[np.uint8]

MOST_CELLS = 1 << 23
"""How many strengths are held at once; more settings are worked out one lot after the other."""


def flipped_by_level(
    pushed: Pushed,
    levels: Levels,
    values: Sequence[float],
    settings: Sequence[Mapping[int, bool]],
    targets: Sequence[int],
    *,
    pins: Mapping[int, bool],
) -> list[list[float]]:
    """What `flipped` promises, for a framework whose nodes are all in the levels."""
    base = np.asarray(values, dtype=np.float64)
    useful = _useful(levels, len(base), targets)
    found: list[list[float]] = []
    lot = len(settings)
    while len(found) < len(settings):
        chosen = settings[len(found) : len(found) + lot]
        moved = _moved(levels, len(base), chosen, pins)
        active = np.flatnonzero(useful & moved.any(axis=1)).astype(np.int32)
        if len(active) * len(chosen) > MOST_CELLS and lot > 8:
            lot = max(8, MOST_CELLS // len(active))
            continue
        cells = _Cells(pushed, base, active, chosen)
        for level in levels.levels:
            cells.fill(level, moved)
        found += cells.columns(targets)
    return found


class _Cells:
    """The strengths of the active nodes, a row each, under some settings, a column each."""

    def __init__(self, pushed: Pushed, base: Floats, active: Ints, settings: Sequence[Mapping[int, bool]]) -> None:
        self.pushed, self.base = pushed, base
        self.pushers, self.caps = whole(pushed.framework.pushers), whole(pushed.framework.caps)
        self.bases = np.asarray(pushed.bases, dtype=np.float64)
        self.place = np.full(len(base), -1, dtype=np.int32)
        self.place[active] = np.arange(len(active), dtype=np.int32)
        self.values = np.repeat(base[active, None], len(settings), axis=1)
        self.free = np.ones(self.values.shape, dtype=bool)
        for column, setting in enumerate(settings):
            for node, is_in in setting.items():
                if self.place[node] >= 0:
                    self.values[self.place[node], column] = float(is_in)
                    self.free[self.place[node], column] = False

    def fill(self, level: Level, moved: Bits) -> None:
        """Work out the cells of a level's nodes that are moved."""
        is_active = self.place[level.nodes] >= 0
        nodes = level.nodes[is_active]
        cells = np.unpackbits(moved[nodes], axis=1, count=self.values.shape[1]).astype(bool)
        at, column = np.nonzero(cells & self.free[self.place[nodes]])
        who = nodes[at]
        if not len(who):
            return
        if level.starts is not None:
            knot = spread(np.arange(len(level.starts)), level.starts, len(level.nodes))[is_active][at]
            alike = knot * self.values.shape[1] + column
            settle(self.pushed, self, who, column, knot=alike, bases=self.bases[who])
            return
        rows = Level(who, rows_at(*self.pushers, who), rows_at(*self.caps, who))
        pushing, capping = self.pushing(rows.pushers, column), self.capping(rows.caps, column)
        found = strengths_at(self.pushed, rows, self.bases[who, None], pushing[:, None], capping[:, None])
        self.put(who, column, found[:, 0])

    def pushing(self, rows: Rows, column: Places) -> Floats:
        """How strong the sources of rows are, each row in its column."""
        place, found = self.place[rows.sources], self.base[rows.sources]
        inside = place >= 0
        found[inside] = self.values[place[inside], rows.each(column[rows.heard])[inside]]
        return found

    capping = pushing

    def put(self, nodes: Ints, column: Places, strengths: Floats | float) -> None:
        """Keep the strengths of nodes in these columns."""
        self.values[self.place[nodes], column] = strengths

    def columns(self, nodes: Sequence[int]) -> list[list[float]]:
        """The strengths of these nodes under each setting."""
        rows = [
            self.values[self.place[node]] if self.place[node] >= 0 else np.full(self.values.shape[1], self.base[node])
            for node in nodes
        ]
        found: list[list[float]] = np.array(rows).reshape(len(nodes), -1).T.tolist()
        return found


def _moved(levels: Levels, size: int, settings: Sequence[Mapping[int, bool]], pins: Mapping[int, bool]) -> Bits:
    """Which settings may move each node, a bit each."""
    moved = np.zeros((size, (len(settings) + 7) // 8), dtype=np.uint8)
    for column, setting in enumerate(settings):
        for node in setting:
            moved[node, column >> 3] |= np.uint8(128 >> (column & 7))
    free = np.ones(size, dtype=bool)
    free[list(pins)] = False
    for level in levels.levels:
        for rows in (level.pushers, level.caps):
            if len(rows.sources):
                heard = level.nodes[rows.heard]
                told = np.bitwise_or.reduceat(moved[rows.sources], rows.starts, axis=0)
                moved[heard[free[heard]]] |= told[free[heard]]
        if level.starts is not None:
            told = spread(np.bitwise_or.reduceat(moved[level.nodes], level.starts), level.starts, len(level.nodes))
            moved[level.nodes[free[level.nodes]]] |= told[free[level.nodes]]
    return moved


def _useful(levels: Levels, size: int, targets: Sequence[int]) -> Bools:
    """The nodes on which the strength of the targets may depend."""
    useful = np.zeros(size, dtype=bool)
    useful[list(targets)] = True
    for level in reversed(levels.levels):
        if level.starts is not None:
            any_useful = np.logical_or.reduceat(useful[level.nodes], level.starts)
            useful[level.nodes] = spread(any_useful, level.starts, len(level.nodes))
        for rows in (level.pushers, level.caps):
            useful[rows.sources[rows.each(useful[level.nodes[rows.heard]])]] = True
    return useful
