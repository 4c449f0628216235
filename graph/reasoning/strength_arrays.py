"""Strengths of many nodes, or under many settings, at once: level by level, in NumPy arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from .level_arrays import levels_of
from .order import order_of
from .rows_arrays import spread
from .settle_arrays import settle, strengths_at
from .strength import NONE, restrengthen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .level_arrays import Level, Levels
    from .rows_arrays import Bools, Floats, Ints, Places, Rows
    from .strength import Pushed


class Table(Struct, frozen=True):
    """Strengths of nodes (rows) under many settings (columns): `values`, filled in but where they are `held`.

    `bases` has a row a node, and one column for all or one each. Nodes that are `gone` must be held at 0: they push
    nothing, and cap nothing either.
    """

    bases: Floats
    values: Floats
    held: Bools
    gone: Bools | None = None

    def pushing(self, rows: Rows, column: Places) -> Floats:
        """How strong the sources of rows are, each row in its column."""
        found: Floats = self.values[rows.sources, rows.each(column[rows.heard])]
        return found

    def capping(self, rows: Rows, column: Places) -> Floats:
        """How strong the sources of rows let others be."""
        found = self.pushing(rows, column)
        if self.gone is not None:
            found[self.gone[rows.sources, rows.each(column[rows.heard])]] = 1.0
        return found

    def put(self, nodes: Ints, column: Places, strengths: Floats | float) -> None:
        """Keep the strengths of nodes in these columns."""
        self.values[nodes, column] = strengths


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
        if level.starts is not None:
            _settle(pushed, level, level.starts, table)
            continue
        pushing, capping = table.values[level.pushers.sources], table.values[level.caps.sources]
        if table.gone is not None:
            capping = np.where(table.gone[level.caps.sources], 1.0, capping)
        found = strengths_at(pushed, level, table.bases[level.nodes], pushing, capping)
        table.values[level.nodes] = np.where(table.held[level.nodes], table.values[level.nodes], found)


def _settle(pushed: Pushed, level: Level, starts: Places, table: Table) -> None:
    """Let the knots of a level come to rest in each column."""
    count = table.values.shape[1]
    at, column = np.nonzero(~table.held[level.nodes])
    knot = spread(np.arange(len(starts)), starts, len(level.nodes))[at] * count + column
    nodes = level.nodes[at]
    bases = np.broadcast_to(table.bases, table.values.shape)[nodes, column]
    settle(pushed, table, nodes, column, knot=knot, bases=bases)
