"""Levels, in NumPy arrays: nodes that can be worked out at once, after all they depend on, circles as wholes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from .order import knotted
from .rows_arrays import Ints, Places, Rows, rows_at, turned, whole

if TYPE_CHECKING:
    from .framework import Framework

DEEP = 16
"""With fewer nodes a level than this on average, arrays are slower than a walk from node to node."""

_MOST_PEELED = 200


class Level(Struct, frozen=True):
    """Nodes that depend on no other of them, and what pushes and caps them.

    Of a level of knots, nodes that push one another in circles, `starts` say where each knot begins; None else.
    """

    nodes: Ints
    pushers: Rows
    caps: Rows
    starts: Places | None = None


class Levels(Struct, frozen=True):
    """The levels of a framework, each after all it depends on; `left` are the nodes that lie too deep for them."""

    levels: tuple[Level, ...]
    left: frozenset[int]


def levels_of(framework: Framework, *, deep: bool = False) -> Levels:
    """The levels of a framework: all nodes at once that have waited only for those of earlier levels (Kahn 1962).

    Knots are those of `order_of`. Where levels hold few nodes on average they end, unless they shall go `deep`.
    """
    kahn = _Kahn(framework)
    found: list[Level] = []
    ready = kahn.free()
    while True:
        if not len(ready) and kahn.is_stuck():
            ready = kahn.tie()
        if not len(ready) or not (deep or len(found) < DEEP or kahn.done >= DEEP * len(found)):
            break
        single = kahn.knot[ready] < 0
        if single.any():
            found.append(kahn.level(ready[single]))
        if not single.all():
            found.append(kahn.level(ready[~single]))
        ready = kahn.take(ready)
    left = np.flatnonzero(kahn.waiting >= 0).tolist() if kahn.done < len(framework) else ()
    return Levels(tuple(found), frozenset(left))


class _Kahn:
    """For how many others each node still waits, -1 once it is done, and to which knot it belongs, -1 for none."""

    def __init__(self, framework: Framework) -> None:
        size = len(framework)
        self.framework = framework
        self.rows = [whole(framework.pushers), whole(framework.caps)]
        self.told = [turned(starts, items) for starts, items in self.rows]
        self.waiting = sum((np.diff(starts) for starts, _ in self.rows), np.zeros(size, dtype=np.int64))
        self.knot = np.full(size, -1, dtype=np.int32)
        self.members: Ints = np.empty(0, dtype=np.int32)
        self.missing = np.empty(0, dtype=np.int64)
        self.done = 0
        self.is_tied = False

    def free(self) -> Ints:
        """The nodes that wait for nothing."""
        return np.flatnonzero(self.waiting == 0).astype(np.int32)

    def is_stuck(self) -> bool:
        """Whether there are nodes left, and knots may be what holds them up."""
        return not self.is_tied and self.done < len(self.waiting)

    def level(self, nodes: Ints) -> Level:
        """These nodes, all in knots or none, as a level."""
        starts = None
        if self.knot[nodes[0]] >= 0:
            nodes = nodes[np.argsort(self.knot[nodes], kind="stable")]
            starts = np.flatnonzero(np.diff(self.knot[nodes], prepend=-1))
        return Level(nodes, rows_at(*self.rows[0], nodes), rows_at(*self.rows[1], nodes), starts)

    def take(self, nodes: Ints) -> Ints:
        """Let all that wait for these nodes know that they are done; which of them are ready."""
        self.done += len(nodes)
        self.waiting[nodes] = -1
        told = np.concatenate([self._told(rows, nodes) for rows in self.told])
        others, counts = np.unique(told, return_counts=True)
        self.waiting[others] -= counts
        return self._ready(others[self.waiting[others] == 0].astype(np.int32))

    def tie(self) -> Ints:
        """Find the knots among the nodes that are left, which wait for no node of their own knot then."""
        self.is_tied = True
        core = self._core(np.flatnonzero(self.waiting >= 0).astype(np.int32))
        knots = [knot for knot in knotted(self.framework, set(core.tolist())) if len(knot) > 1]
        if not knots:
            return core[:0]
        self.members = np.concatenate([np.array(knot, dtype=np.int32) for knot in knots])
        self.missing = np.array([len(knot) for knot in knots])
        self.knot[self.members] = np.repeat(np.arange(len(knots), dtype=np.int32), self.missing)
        for starts, items in self.rows:
            rows = rows_at(starts, items, self.members)
            inner = self.knot[rows.sources] == rows.each(self.knot[self.members[rows.heard]])
            np.subtract.at(self.waiting, rows.each(self.members[rows.heard])[inner], 1)
        return self._ready(self.members[self.waiting[self.members] == 0])

    def _ready(self, free: Ints) -> Ints:
        """Of nodes that have become free those that can go: single ones, and knots of which all are free."""
        knots = self.knot[free]
        ready = free[knots < 0]
        if len(ready) == len(free):
            return ready
        np.subtract.at(self.missing, knots[knots >= 0], 1)
        whole_knots = np.unique(knots[knots >= 0])
        whole_knots = whole_knots[self.missing[whole_knots] == 0]
        return np.concatenate([ready, self.members[np.isin(self.knot[self.members], whole_knots)]])

    def _told(self, turned_rows: tuple[Ints, Ints], nodes: Ints) -> Ints:
        """Who waits for these nodes, but for the other nodes of their knots."""
        rows = rows_at(*turned_rows, nodes)
        if not self.is_tied:
            return rows.sources
        knots = rows.each(self.knot[nodes[rows.heard]])
        others: Ints = rows.sources[(knots < 0) | (knots != self.knot[rows.sources])]
        return others

    def _core(self, nodes: Ints) -> Ints:
        """The nodes without those behind which there is no circle, as far as that is quickly seen."""
        ahead = np.full(len(self.waiting), -1, dtype=np.int64)
        ahead[nodes] = 0
        for rows in (rows_at(*told, nodes) for told in self.told):
            is_left = ahead[rows.sources] >= 0
            np.add.at(ahead, rows.each(nodes[rows.heard])[is_left], 1)
        for _ in range(_MOST_PEELED):
            last = nodes[ahead[nodes] == 0]
            if not len(last):
                break
            ahead[last] = -1
            for rows in (rows_at(*own, last) for own in self.rows):
                np.subtract.at(ahead, rows.sources[ahead[rows.sources] > 0], 1)
            nodes = nodes[ahead[nodes] >= 0]
        return nodes
