"""Variations: how strong a node is if others are held, left out or start otherwise, for many such cases at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from .flips import between
from .framework import narrowed
from .order import order_of, upstream
from .strength import Pushed, has_numpy, restrengthen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .order import Knot, Order

FEW_CELLS = 30_000
"""How many strengths are worked out one by one sooner than NumPy is imported."""

ROUNDS = 40
"""How often the nodes of a circle are gone over until they come to rest, as a rule."""

CELLS_A_LEVEL = 24
"""How many strengths are worked out one by one while a level of a node or two is worked out in columns."""


class Variation(Struct, frozen=True):
    """What is otherwise: how strong some nodes are held, which are left out with all they say, and base scores."""

    held: Mapping[int, float] = field(default_factory=dict)
    gone: frozenset[int] = frozenset()
    bases: Mapping[int, float] = field(default_factory=dict)


Option = tuple["Mapping[int, float]", "Mapping[int, float]"]
"""Two ways to hold the same nodes, by how strong."""


class Stage(Struct, frozen=True, kw_only=True):
    """As much of a framework as bears on a target, with numbers of its own: `number` gives them for the nodes of the
    whole, `held` how strong nodes are that nothing here moves."""

    pushed: Pushed
    target: int
    number: Mapping[int, int]
    held: Mapping[int, float]

    def __len__(self) -> int:
        return len(self.pushed.framework)


def stage_between(
    pushed: Pushed,
    order: Order,
    values: Sequence[float],
    starts: Iterable[int],
    target: int,
    *,
    pins: Mapping[int, bool],
) -> Stage:
    """What lies between some nodes and a target; all else is as strong as `values` say."""
    nodes = between(pushed.framework, order, starts, [target]) | {target}
    rows = pushed.framework.of_strength
    around = {other for node in nodes for row in rows for other in row.row(node)}.difference(nodes)
    return _stage(pushed, nodes | around, target, {node: values[node] for node in (*around, *pins)})


def stage_behind(pushed: Pushed, target: int, pins: Mapping[int, bool]) -> Stage:
    """All on which the strength of a target may depend."""
    nodes = upstream(pushed.framework, [target])
    return _stage(pushed, nodes, target, {node: float(is_in) for node, is_in in pins.items()})


def work_of(stage: Stage) -> int:
    """How many strengths are worked out for one variation, about: those of circles many times."""
    knots = order_of(stage.pushed.framework).knots
    return sum(len(knot) * (ROUNDS if len(knot) > 1 else 1) for knot in knots)


def under(stage: Stage, variations: Sequence[Variation]) -> list[float]:
    """The strength of the target in each variation, whose nodes are the stage's."""
    if len(variations) * len(stage) > FEW_CELLS and has_numpy():
        from .level_arrays import levels_of
        from .variations_arrays import under_in_columns

        if len(variations) * len(stage) >= CELLS_A_LEVEL * len(levels_of(stage.pushed.framework).left):
            return under_in_columns(stage, variations)
    knots = order_of(stage.pushed.framework).knots
    return [_under(stage, knots, variation) for variation in variations]


def under_sets(stage: Stage, options: Sequence[Option], sets: Sequence[int]) -> list[float]:
    """The strength of the target for each set of options, whose bits say of which the second is chosen."""
    if len(sets) * len(stage) > FEW_CELLS and has_numpy():
        from .variations_arrays import sets_in_columns

        return sets_in_columns(stage, options, sets)
    chosen = ([option[each >> place & 1] for place, option in enumerate(options)] for each in sets)
    return under(stage, [Variation(held={n: s for held in each for n, s in held.items()}) for each in chosen])


def _stage(pushed: Pushed, nodes: set[int], target: int, held: Mapping[int, float]) -> Stage:
    number = {node: place for place, node in enumerate(sorted(nodes))}
    return Stage(
        pushed=Pushed(narrowed(pushed.framework, nodes), pushed.semantics, [pushed.bases[node] for node in number]),
        target=number[target],
        number=number,
        held={number[node]: strength for node, strength in held.items() if node in number},
    )


def _under(stage: Stage, knots: Iterable[Knot], variation: Variation) -> float:
    held = {**stage.held, **variation.held, **dict.fromkeys(variation.gone, 0.0)}
    bases = list(stage.pushed.bases)
    for node, score in variation.bases.items():
        bases[node] = score
    values = [held.get(node, 0.0) for node in range(len(stage))]
    restrengthen(replace(stage.pushed, bases=bases, gone=variation.gone), knots, values, held)
    return values[stage.target]
