"""Influence: how far the strength of a target moves, and what comes to stand, when a crux is settled the other way."""

from __future__ import annotations

from itertools import combinations
from math import isnan
from typing import TYPE_CHECKING

from msgspec import Struct

from .choices import choices, credences, oriented
from .flips import between, flipped
from .flips_standing import labels_under
from .grounded import LABELS
from .strength import NONE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..camps import Camp
    from .choices import Choice
    from .state import State


class Effect(Struct, frozen=True, kw_only=True):
    """What a crux does to a target: its strength and label under each side, the other cruxes as the reader has them.

    `swing` is the strength under the side at place `first` less that under `second`, of the two that differ most;
    `expected` how far it is expected to move once the crux is settled, Σ p·|S − Σ p·S| over the sides, which is
    2p(1 − p)·|swing| for two. Both are nan where a strength is not stable. `reaches` says whether the sides of the
    crux can bear on the target's strength at all.
    """

    target: int
    reaches: bool
    strengths: tuple[float, ...]
    labels: tuple[str, ...]
    first: int
    second: int
    swing: float
    expected: float

    @property
    def flips(self) -> bool:
        """Whether the target stands, falls or is open under one side and not under another."""
        return len(set(self.labels)) > 1


class Influence(Struct, frozen=True, kw_only=True):
    """A crux and its effects on the targets, in their order.

    `credences` are how likely the reader holds each side, as given if `given`, else all the same. `relabelled` counts
    the nodes that do not have the same label under every side.
    """

    choice: Choice
    credences: tuple[float, ...]
    given: bool
    effects: tuple[Effect, ...]
    relabelled: int

    @property
    def swing(self) -> float:
        """The swings of all targets, whichever way they go, summed up; nan where none is stable."""
        return _sum(abs(effect.swing) for effect in self.effects)

    @property
    def expected(self) -> float:
        """The expected moves of all targets summed up; nan where none is stable."""
        return _sum(effect.expected for effect in self.effects)

    @property
    def flips(self) -> bool:
        """Whether it changes what stands among the targets."""
        return any(effect.flips for effect in self.effects)

    @property
    def reaches(self) -> bool:
        """Whether it bears on any of the targets."""
        return self.flips or any(effect.reaches for effect in self.effects)


def influences(state: State, targets: Sequence[int], camps: Mapping[str, Camp]) -> list[Influence]:
    """The influence of every crux on the targets, the most important first: by expected move, swing, whether it
    changes what stands, and id. Twins are one crux, and a crux moves none of its own sides."""
    known = choices(state.framework)
    settings = [setting for choice in known for setting in choice.settings]
    strengths = flipped(state.pushed, state.order, state.strengths, settings, targets, pins=state.pins)
    labels = labels_under(state.framework, state.standing, settings, pins=state.pins)
    found: list[Influence] = []
    start = 0
    for choice in known:
        count = len(choice.settings)
        rows = strengths[start : start + count]
        given = credences(state.framework, choice, state.stance)
        held = given or (1 / count,) * count
        reached = between(state.framework, state.order, choice.nodes, targets)
        effects = []
        for at, target in enumerate(targets):
            moved = [row[at] for row in rows] if target in reached else [state.strengths[target]] * count
            names = [labels.label(target, start + place) for place in range(count)]
            if target in choice.nodes:
                moved, names = [state.strengths[target]] * count, [LABELS[state.standing.labels[target]]] * count
            first, second = _apart(choice, moved, camps)
            effects.append(
                Effect(
                    target=target,
                    reaches=target in reached and target not in choice.nodes and target not in state.pins,
                    strengths=tuple(moved),
                    labels=tuple(names),
                    first=first,
                    second=second,
                    swing=NONE if any(map(isnan, moved)) else moved[first] - moved[second],
                    expected=_expected(moved, held),
                )
            )
        relabelled = labels.differing(start, count)
        found.append(
            Influence(
                choice=choice, credences=held, given=given is not None, effects=tuple(effects), relabelled=relabelled
            )
        )
        start += count
    return sorted(found, key=_rank)


def _rank(influence: Influence) -> tuple[bool, float, float, bool, str]:
    expected, swing = influence.expected, influence.swing
    return isnan(expected), -expected, -swing, not influence.flips, influence.choice.crux


def _apart(choice: Choice, strengths: Sequence[float], camps: Mapping[str, Camp]) -> tuple[int, int]:
    """The two sides, by place, whose strengths differ most, the first of those that differ as much."""
    pairs = combinations(range(len(strengths)), 2)
    first, second = max(pairs, key=lambda pair: abs(strengths[pair[0]] - strengths[pair[1]]))
    return oriented(choice, first, second, camps)


def _expected(strengths: Sequence[float], credences: Sequence[float]) -> float:
    mean = sum(p * strength for p, strength in zip(credences, strengths, strict=True))
    return sum(p * abs(strength - mean) for p, strength in zip(credences, strengths, strict=True))


def _sum(numbers: Iterable[float]) -> float:
    known = [number for number in numbers if not isnan(number)]
    return sum(known) if known else NONE
