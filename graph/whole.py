"""Questions that may go through a whole graph: node by node while that is quick, else in arrays, if SciPy is there."""

from __future__ import annotations

from collections import deque
from functools import cache
from importlib.util import find_spec
from math import inf
from typing import TYPE_CHECKING

from .shortest import between

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from .graph import Graph
    from .shortest import Lengths

LARGE = 15_000
"""With fewer nodes, all are looked at before arrays could be made: SciPy takes a third of a second to import."""

FEW = 3_000
"""So many nodes, and one in two hundred of all, are looked at before arrays are made of more."""


def near(
    graph: Graph, start: str, end: str, lengths: Lengths, *, onward: Collection[str], back: Collection[str]
) -> Collection[str]:
    """All nodes on shortest ways from one node to another, and where they are many some of their twins beside.

    Steps go along the relations `onward` and against those `back`, `lengths` has them one by one.
    """
    found = between(lengths, start, end, _few(graph))
    if found is not None or end not in graph:
        return found or ()
    from .whole_arrays import between as between_in_arrays  # needs SciPy

    ends = graph.ends()
    places = between_in_arrays(ends, ends.number(start), ends.number(end), onward=onward, back=back)
    return {ends.node_id(place) for place in places}


def hidden(
    graph: Graph,
    seen: Collection[str],
    leaves: Sequence[str],
    after: Callable[[str], Iterable[str]],
    *,
    onward: Collection[str],
    back: Collection[str],
) -> dict[str, int]:
    """How many nodes that were not `seen` lie behind each leaf: each counts once, for the first of those nearest.

    `after` gives the nodes that steps lead to, as they go along the relations `onward` and against those `back`,
    from all twins of a node alike, but not to them.
    """
    few = _few(graph)
    counts = dict.fromkeys(leaves, 0)
    leaf_of = {leaf: leaf for leaf in leaves}
    queue = deque(leaves)
    while queue and len(leaf_of) - len(leaves) <= few:
        leaf = leaf_of[here := queue.popleft()]
        for there in after(here):
            if there not in seen and there not in leaf_of:
                leaf_of[there] = leaf
                counts[leaf] += 1
                queue.append(there)
    if not queue:
        return counts
    from .whole_arrays import below  # as above

    ends = graph.ends()
    seen_places, leaf_places = ([ends.number(node) for node in nodes] for nodes in (seen, leaves))
    return dict(zip(leaves, below(ends, seen_places, leaf_places, onward=onward, back=back), strict=True))


def may_circle(graph: Graph, relations: Collection[str]) -> Collection[str] | None:
    """The nodes from which links of these relations, and steps to twins, lead back to them; None for a small graph,
    which is quicker gone through."""
    if len(graph) <= _few(graph):
        return None
    from .whole_arrays import knotted  # as above

    ends = graph.ends()
    return {ends.node_id(place) for place in knotted(ends, relations)}


def _few(graph: Graph) -> float:
    return FEW + len(graph) / 200 if len(graph) >= LARGE and _has_scipy() else inf


@cache
def _has_scipy() -> bool:
    """Whether the extra is installed that makes large graphs fast."""
    return find_spec("scipy") is not None
