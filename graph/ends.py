"""Ends: which nodes all links join, as arrays of numbers, for questions that go through a whole graph."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from msgspec import Struct

from .schema import RELATION

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    import numpy as np
    from numpy.typing import NDArray

    from .model import Link

    Ints = NDArray[np.int32]
    Bytes = NDArray[np.uint8]

CODE = {name: code for code, name in enumerate(RELATION)}
"""The numbers of the relations."""


class Ends(Struct, frozen=True):
    """Links as the numbers of the nodes they start and stop at and of their relations, in no order.

    Nodes are numbered from 0 in the graph's order: `number` and `node_id` lead from one to the other.
    """

    nodes: int
    starts: Ints
    stops: Ints
    relations: Bytes
    number: Callable[[str], int]
    node_id: Callable[[int], str]


def ends_of(nodes: Collection[str], links: Collection[Link]) -> Ends:
    """The ends of links at hand."""
    import numpy as np  # an extra, and a tenth of a second to import

    ids = list(nodes)
    numbers = {node_id: number for number, node_id in enumerate(ids)}

    def column(field: str, numbers: Mapping[str, int]) -> Iterator[int]:
        return map(numbers.__getitem__, map(attrgetter(field), links))

    return Ends(
        len(ids),
        np.fromiter(column("from_id", numbers), np.int32, len(links)),
        np.fromiter(column("to_id", numbers), np.int32, len(links)),
        np.fromiter(column("relation", CODE), np.uint8, len(links)),
        numbers.__getitem__,
        ids.__getitem__,
    )
