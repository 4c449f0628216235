"""What goes along when part of an AIF document is left out: illocutions of nothing, locutions that say nothing."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ...graph.aif.document import ILLOCUTION, LOCUTION, type_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...graph.aif.kept import Restored
    from ...graph.aif.told import Told

_Side = tuple[int, str]


def hanging(part: Restored, found: Told, gone: Iterable[int]) -> set[int]:
    """The places of nodes which are on no map and go with those that are `gone`, these included.

    The application of a scheme goes when all that led to it is gone, or all that it led to; a locution when the
    illocutions are that it had. What never led anywhere stays.
    """
    holds: dict[_Side, set[int]] = {}
    held_by: dict[int, list[tuple[_Side, int]]] = defaultdict(list)
    for side, number, there in _hooks(part, found):
        holds.setdefault(side, set())
        if there >= 0:
            holds[side].add(number)
            held_by[there].append((side, number))
    lost = set(gone)
    queue = [*lost, *(place for (place, _), numbers in holds.items() if not numbers)]
    while queue:
        place = queue.pop()
        lost.add(place)
        for side, number in held_by.pop(place, ()):
            holds[side].discard(number)
            if not holds[side] and side[0] not in lost:
                queue.append(side[0])
    return lost


def _hooks(part: Restored, found: Told) -> Iterable[tuple[_Side, int, int]]:
    """By which edges the nodes that are on no map hang: (which node on which side, the edge, the node at its end)."""
    types = [type_of(row.value) for row in part.nodes]
    acting = {start for start, end in found.ends if start >= 0 and end >= 0 and types[end] == ILLOCUTION}
    for number, (row, (start, end)) in enumerate(zip(part.edges, found.ends, strict=True)):
        for here, side, there in ((start, "out", end), (end, "in", start)):
            if row.loose or here < 0 or part.nodes[here].node_id:
                continue
            is_locution = types[here] == LOCUTION
            is_act = there >= 0 and types[there] == ILLOCUTION
            if not is_locution or (side == "out" and (is_act or here not in acting)):
                yield (here, side), number, there
