"""Contributions: how much of a node's strength is owed to each node that bears on it, in three published measures."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from .grounded import NO_PINS
from .shapley import effort, shapley
from .strength import NONE, Pushed
from .variations import Variation, stage_behind, under, work_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .framework import Framework
    from .semantics import Semantics
    from .variations import Stage

STEPS = (1e-3, 1e-4, 1e-5)
"""How far base scores are moved to see what that does; the step counts that agrees best with the one before."""

_CENTRAL = ((-2, 1), (-1, -8), (1, 8), (2, -1))
_FORWARD = ((0, -25), (1, 48), (2, -36), (3, 16), (4, -3))
_BACKWARD = tuple((-place, -weight) for place, weight in _FORWARD)
"""Slopes to the fourth order: where values are taken, in steps, and their weights in twelfths (Fornberg 1988)."""


class Contribution(Struct, frozen=True):
    """What a node contributes to the strength of another; nan where a strength it takes is not stable.

    `removal` is that strength less what it is without the node; `shapley` the mean of this over all orders in which
    the nodes may come, with its standard `error`, 0 if exact; `gradient` how fast the strength grows with the node's
    base score (0 for a node that is held in or out).
    """

    node: int
    removal: float
    shapley: float
    error: float
    gradient: float


def contributions(
    framework: Framework,
    semantics: Semantics,
    target: int,
    *,
    pins: Mapping[int, bool] = NO_PINS,
    bases: Sequence[float] | None = None,
    nodes: Iterable[int] | None = None,
    gradients: bool = True,
) -> list[Contribution]:
    """The contribution to a target's strength of each node that can reach it, or of these, by number.

    Removal and Shapley contributions as in Kampik et al. 2024 (arXiv 2401.08879), where a node goes with all it says,
    gradients as in Yin et al. 2023 (arXiv 2307.13582). The players of the Shapley values are all nodes that can reach
    the target, whichever are asked for; where these are too many the values are nan. So are gradients that are not
    wanted, which take longest.
    """
    pushed = Pushed(framework, semantics, framework.bases if bases is None else bases)
    stage = stage_behind(pushed, target, pins)
    players = [node for node, number in stage.number.items() if number != stage.target]
    wanted = None if nodes is None else set(nodes)
    asked = [node for node in players if wanted is None or node in wanted]
    whole, *without = under(stage, [Variation(), *(Variation(gone=frozenset([stage.number[node]])) for node in asked)])

    def values(sets: Sequence[int]) -> list[float]:
        return under(stage, [Variation(gone=_absent(stage, players, each)) for each in sets])

    shares = shapley(len(players), values, **effort(len(players), work_of(stage)))
    slopes = _gradients(stage, [stage.number[node] for node in asked]) if gradients else [NONE] * len(asked)
    place = {node: at for at, node in enumerate(players)}
    return [
        Contribution(node, whole - without[at], shares.values[place[node]], shares.errors[place[node]], slopes[at])
        for at, node in enumerate(asked)
    ]


def _absent(stage: Stage, players: Sequence[int], present: int) -> frozenset[int]:
    return frozenset(stage.number[node] for at, node in enumerate(players) if not present >> at & 1)


def _gradients(stage: Stage, nodes: Sequence[int]) -> list[float]:
    """The slope of the target's strength by each node's base score."""
    rough, *finer = (_slopes(stage, nodes, step) for step in STEPS)
    found = []
    for slope, *others in zip(rough, *finer, strict=True):
        steps = list(pairwise((slope, *others)))
        found.append(min(steps, key=lambda pair: abs(pair[0] - pair[1]))[1])
    return found


def _slopes(stage: Stage, nodes: Sequence[int], step: float) -> list[float]:
    bases = stage.pushed.bases
    points = [(node, place, weight) for node in nodes for place, weight in _stencil(bases[node], step)]
    moved = (Variation(bases={node: bases[node] + place * step}) for node, place, _ in points)
    here, *worth = under(stage, [Variation(), *moved])
    found = dict.fromkeys(nodes, 0.0)
    for (node, _, weight), strength in zip(points, worth, strict=True):
        found[node] += weight * (strength - here) / (12 * step)  # the weights sum up to 0
    return list(found.values())


def _stencil(score: float, step: float) -> tuple[tuple[int, int], ...]:
    """Where to take values around a score, between 0 and 1."""
    if score - 2 * step < 0:
        return _FORWARD
    return _BACKWARD if score + 2 * step > 1 else _CENTRAL
