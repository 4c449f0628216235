"""Flips: how strong some nodes are once others are settled otherwise, worked out only where that makes a difference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .framework import closure
from .order import downstream, knots_of
from .strength import MANY, has_numpy, restrengthen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .framework import Framework
    from .order import Order
    from .strength import Pushed


def flipped(
    pushed: Pushed,
    order: Order,
    values: Sequence[float],
    settings: Sequence[Mapping[int, bool]],
    targets: Sequence[int],
    *,
    pins: Mapping[int, bool],
) -> list[list[float]]:
    """The strengths of the targets, in their order, under each setting: which nodes it holds in and out.

    `values` are the strengths of all nodes under the `pins`, over which the settings go. They are exact: only what
    lies between a setting's nodes and the targets is worked out, and that anew.
    """
    if len(pushed.framework) >= MANY and has_numpy():
        from .flips_arrays import flipped_by_level
        from .level_arrays import levels_of

        levels = levels_of(pushed.framework)
        if not levels.left:
            return flipped_by_level(pushed, levels, values, settings, targets, pins=pins)
    work = list(values)
    cones: dict[tuple[int, ...], set[int]] = {}
    found = []
    for setting in settings:
        nodes = tuple(setting)
        if nodes not in cones:
            cones[nodes] = between(pushed.framework, order, nodes, targets)
        for node, is_in in setting.items():
            work[node] = float(is_in)
        restrengthen(pushed, knots_of(order, cones[nodes]), work, {**pins, **setting})
        found.append([work[target] for target in targets])
        for node in (*cones[nodes], *nodes):
            work[node] = values[node]
    return found


def between(framework: Framework, order: Order, starts: Iterable[int], ends: Iterable[int]) -> set[int]:
    """The nodes whose strength may change with that of the starts and on which that of the ends may depend."""
    below = downstream(order, starts)
    return below & closure(framework.of_strength, below.intersection(ends), beyond=below.__contains__)
