"""Choices: the cruxes as what may be flipped, twins as one, and what it means to settle each of their sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from .stance import bases

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..camps import Camp
    from .framework import Framework
    from .stance import Stance

DENIED = ""
"""What stands for a second side where a crux has only one."""


class Choice(Struct, frozen=True):
    """A crux, under its first id, and the ways to settle it: `sides` by name in the author's order, and which nodes
    each holds in and out (`settings`). A crux with one side may have it taken or DENIED."""

    crux: str
    twins: tuple[str, ...]
    sides: tuple[str, ...]
    settings: tuple[Mapping[int, bool], ...]

    @property
    def nodes(self) -> tuple[int, ...]:
        """The nodes of its sides."""
        return tuple(self.settings[0])


def choices(framework: Framework) -> list[Choice]:
    """The cruxes that have sides, by id, those that are the same once."""
    same: dict[frozenset[int], list[str]] = {}
    for crux, sides in sorted(framework.cruxes.items()):
        if sides:
            same.setdefault(frozenset(sides.values()), []).append(crux)
    return [_choice(cruxes, framework.cruxes[cruxes[0]]) for cruxes in same.values()]


def oriented(choice: Choice, first: int, second: int, camps: Mapping[str, Camp]) -> tuple[int, int]:
    """Two of its sides, by place, that of the camp for it first; as they come where both are of one camp."""
    sides = choice.sides[first], choice.sides[second]
    if DENIED not in sides and (camps.get(sides[0]), camps.get(sides[1])) == ("against", "for"):
        return second, first
    return first, second


def credences(framework: Framework, choice: Choice, stance: Stance) -> tuple[float, ...] | None:
    """How far the reader believes each side, summing up to 1; None if the stance gives none of them a credence."""
    given = {framework.place[node_id] for node_id in stance.beliefs}
    if given.isdisjoint(choice.nodes):
        return None
    scores = bases(framework, stance)
    found = [scores[node] for node in choice.nodes]
    if len(found) == 1:
        return found[0], 1 - found[0]
    whole = sum(found)
    return tuple(score / whole for score in found) if whole else (1 / len(found),) * len(found)


def _choice(cruxes: list[str], sides: Mapping[str, int]) -> Choice:
    settings = [{node: node == taken for node in sides.values()} for taken in sides.values()]
    names = list(sides)
    if len(sides) == 1:
        settings.append(dict.fromkeys(sides.values(), False))
        names.append(DENIED)
    return Choice(cruxes[0], tuple(cruxes[1:]), tuple(names), tuple(settings))
