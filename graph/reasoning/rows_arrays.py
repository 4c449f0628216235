"""Rows of a framework as NumPy arrays, and those of some of its nodes laid end to end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

if TYPE_CHECKING:
    from .framework import Csr

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Places = NDArray[np.intp]


class Rows(Struct, frozen=True):
    """What speaks to some nodes: which of them hears anything, and from whom, end to end.

    `heard` are places among the nodes, `starts` where in `sources` each of those begins, `places` where in the
    framework's items the sources stand.
    """

    heard: Ints
    starts: Ints
    sources: Ints
    places: Ints

    def each(self, of_heard: NDArray[Any]) -> NDArray[Any]:
        """What is said of each of the heard, once for each of its sources."""
        return spread(of_heard, self.starts, len(self.sources))


def spread(values: NDArray[Any], starts: NDArray[Any], size: int) -> NDArray[Any]:
    """A value for each group, as one for each member: groups begin at `starts`, and there are `size` members."""
    repeated: NDArray[Any] = np.repeat(values, np.diff(starts, append=np.int32(size)), axis=0)
    return repeated


def whole(rows: Csr) -> tuple[Ints, Ints]:
    """The starts and items of rows as arrays."""
    return np.frombuffer(rows.starts, dtype=np.int32), (
        np.frombuffer(rows.items, dtype=np.int32) if rows.items else np.empty(0, dtype=np.int32)
    )


def turned(starts: Ints, items: Ints) -> tuple[Ints, Ints]:
    """The rows the other way round."""
    size = len(starts) - 1
    owners = np.repeat(np.arange(size, dtype=np.int64), np.diff(starts))
    ends = np.concatenate(([0], np.cumsum(np.bincount(items, minlength=size)))).astype(np.int32)
    pairs = np.sort(items.astype(np.int64) << 32 | owners)  # many times as fast as to sort items and take owners along
    return ends, (pairs & 0xFFFFFFFF).astype(np.int32)


def rows_at(starts: Ints, items: Ints, nodes: Ints) -> Rows:
    """The rows of some nodes."""
    lengths = starts[nodes + 1] - starts[nodes]
    heard = np.flatnonzero(lengths).astype(np.int32)
    lengths = lengths[heard]
    ends = np.cumsum(lengths)
    begins = (ends - lengths).astype(np.int32)
    places = np.arange(ends[-1] if len(ends) else 0, dtype=np.int32) + np.repeat(starts[nodes[heard]] - begins, lengths)
    return Rows(heard, begins, items[places], places)
