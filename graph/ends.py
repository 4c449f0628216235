"""Ends: which nodes all links join, as arrays of numbers, for questions that go through a whole graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from .schema import RELATION

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

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
    ids = list(nodes)
    numbers = {node_id: number for number, node_id in enumerate(ids)}
    return Ends(
        len(ids),
        _array((numbers[link.from_id] for link in links), len(links)),
        _array((numbers[link.to_id] for link in links), len(links)),
        _codes(CODE, (link.relation for link in links), len(links)),
        numbers.__getitem__,
        ids.__getitem__,
    )


def _array(values: Iterable[int], size: int) -> Ints:
    import numpy as np  # an extra, and a tenth of a second to import

    return np.fromiter(values, np.int32, size)


def _codes(codes: Mapping[str, int], relations: Iterable[str], size: int) -> Bytes:
    import numpy as np  # as above

    return np.fromiter((codes[relation] for relation in relations), np.uint8, size)
