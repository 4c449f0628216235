"""Questions that go through a whole graph, asked of SciPy's sparse matrices; twins (`same_as`) are one node in them.

See `whole` for what the answers mean.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import breadth_first_order, connected_components

from .ends import CODE

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from .ends import Ends

    Ints = NDArray[np.int32]
    Bools = NDArray[np.bool_]
    Steps = tuple[Ints, Ints]

_NOWHERE = np.iinfo(np.int32).max


def between(ends: Ends, start: int, end: int, *, onward: Collection[str], back: Collection[str]) -> list[int]:
    """All nodes on ways of fewest steps from one node to another, and their twins: a step to a twin is none."""
    one = _ones(ends)
    steps = _joined(one, _steps(ends, onward, back))
    size = ends.nodes
    order, before = _walked(steps, size, int(one[start]))
    length = _lengths(order, before, size)
    if length[one[end]] == _NOWHERE:
        return []
    first, second = steps
    nearer = (length[first] < length[second]) & (length[second] <= length[one[end]])
    home, _ = _walked((second[nearer], first[nearer]), size, int(one[end]))
    wanted = np.zeros(size, dtype=bool)
    wanted[home] = True
    return _places(wanted[one])


def below(
    ends: Ends, seen: Collection[int], leaves: Sequence[int], *, onward: Collection[str], back: Collection[str]
) -> list[int]:
    """How many nodes lie behind each of the leaves and were not `seen`, which the leaves were.

    A node counts for the leaf that fewest steps lead from, of several the first. All twins of a node step where one
    of them steps, but not to each other.
    """
    one, size = _ones(ends), ends.nodes
    hidden = np.ones(size, dtype=bool)
    hidden[list(seen)] = False
    first, second = _steps(ends, onward, back)
    kept = hidden[second] & (one[first] != one[second])
    first, second = one[first[kept]], second[kept]
    # every leaf steps from a number of its own behind those of the nodes, in its turn, and the root from the last
    turns = np.full(size, -1, dtype=np.int32)
    past = np.setdiff1d(np.fromiter(seen, np.int32), np.array(leaves, np.int32))
    for turn, leaf in reversed([*enumerate(leaves)]):
        turns[one[leaf]] = turn
    turns[one[past]] = -1
    root, shown = size + len(leaves), np.zeros(size, dtype=bool)
    shown[one[~hidden]] = True
    first = np.where(turns[first] >= 0, size + turns[first], first)
    into = ~shown[one[second]]
    starts = np.concatenate((first[into], np.full(len(leaves), root)))
    stops = np.concatenate((one[second[into]], np.arange(size, root)))
    order, before = _walked((starts, stops), root + 1, root)
    leaf_at = _owners(order, before, size)
    reached = np.full(root + 1, _NOWHERE, dtype=np.int32)
    reached[order] = np.arange(len(order))
    soonest = np.full(size, _NOWHERE, dtype=np.int32)
    np.minimum.at(soonest, second, reached[first])
    return [int(count) for count in np.bincount(leaf_at[soonest[soonest < _NOWHERE]], minlength=len(leaves))]


def knotted(ends: Ends, relations: Collection[str]) -> list[int]:
    """The nodes that links of these relations lead from and, through others, back to."""
    one = _ones(ends)
    steps = _joined(one, _steps(ends, relations, ()))
    _, knot = connected_components(_matrix(steps, ends.nodes), connection="strong")
    return _places((np.bincount(knot) > 1)[knot[one]])


def _ones(ends: Ends) -> Ints:
    """For every node the number that stands for it and its twins."""
    same = ends.relations == CODE["same_as"]
    if not same.any():
        return np.arange(ends.nodes, dtype=np.int32)
    twins = _matrix((ends.starts[same], ends.stops[same]), ends.nodes)
    _, one = connected_components(twins, directed=False)
    return one.astype(np.int32, copy=False)


def _steps(ends: Ends, onward: Collection[str], back: Collection[str]) -> Steps:
    """The steps along links of some relations, and back along those of others."""
    along, against = (np.isin(ends.relations, [CODE[name] for name in names]) for names in (onward, back))
    return (
        np.concatenate((ends.starts[along], ends.stops[against])),
        np.concatenate((ends.stops[along], ends.starts[against])),
    )


def _joined(one: Ints, steps: Steps) -> Steps:
    """Steps between nodes that stand for their twins, but for those from one twin to another."""
    first, second = one[steps[0]], one[steps[1]]
    apart = first != second
    return first[apart], second[apart]


def _matrix(steps: Steps, size: int) -> csr_array:
    return coo_array((np.ones(len(steps[0])), steps), shape=(size, size)).tocsr()


def _walked(steps: Steps, size: int, start: int) -> tuple[Ints, Ints]:
    """The nodes that steps lead to, nearest first and else in the order of those before them, and by which node."""
    return breadth_first_order(_matrix(steps, size), start)


def _lengths(order: Ints, before: Ints, size: int) -> Ints:
    """How many steps away each node is, or _NOWHERE."""
    parents = _parents(order, before)
    far = np.minimum(np.arange(len(order), dtype=np.int32), 1)
    while parents.any():  # every round looks twice as far
        far += far[parents]
        parents = parents[parents]
    length = np.full(size, _NOWHERE, dtype=np.int32)
    length[order] = far
    return length


def _owners(order: Ints, before: Ints, size: int) -> Ints:
    """By which child of the root, counted from `size`, each node in order was reached."""
    parents = _parents(order, before)
    child = np.arange(len(order), dtype=np.int32)
    is_child = parents == 0
    parents = np.where(is_child, child, parents)
    while not is_child[parents].all():
        parents = parents[parents]
    return (order - size)[parents]


def _parents(order: Ints, before: Ints) -> Ints:
    """Where in the order the node stands by which each was reached; the first is its own."""
    at = np.zeros(len(before), dtype=np.int32)
    at[order] = np.arange(len(order))
    return np.concatenate((np.zeros(1, np.int32), at[before[order[1:]]]))


def _places(wanted: Bools) -> list[int]:
    found: list[int] = np.flatnonzero(wanted).tolist()
    return found
