"""Stance: what a reader takes for granted, the sides of cruxes above all, and how it bears on a framework."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from msgspec import Struct, field

from ..problem import CruxmapError, quoted
from .framework import DOUBLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .framework import Framework


class Stance(Struct, frozen=True, kw_only=True):
    """Sides taken, by crux; nodes assumed and denied; credences, 0 to 1, by node. All by full id."""

    takes: Mapping[str, str] = field(default_factory=dict)
    assumed: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    beliefs: Mapping[str, float] = field(default_factory=dict)


NO_STANCE = Stance()


def pins(framework: Framework, stance: Stance) -> dict[int, bool]:
    """The nodes that the stance holds in or out: a side taken or assumed is in and its rivals are out.

    CruxmapError where it holds a node both in and out, and says what clashes.
    """
    held: dict[int, tuple[bool, str]] = {}
    for node, is_in, said in _held(framework, stance):
        before = held.setdefault(node, (is_in, said))
        if before[0] != is_in:
            raise CruxmapError(f"{before[1]} and {said} contradict each other: keep one of them")
    return {node: is_in for node, (is_in, _) in held.items()}


def bases(framework: Framework, stance: Stance) -> array[float]:
    """The base scores with the stance's credences: what is not given to a crux's sides, the other sides share."""
    found = array(DOUBLE, framework.bases)
    given = {framework.place[node_id]: score for node_id, score in sorted(stance.beliefs.items())}
    for sides in framework.cruxes.values():
        others = [node for node in sides.values() if node not in given]
        if 0 < len(others) < len(sides):
            rest = max(0.0, 1 - sum(given[node] for node in sides.values() if node in given)) / len(others)
            for node in others:
                found[node] = rest
    for node, score in given.items():
        found[node] = score
    return found


def _held(framework: Framework, stance: Stance) -> Iterator[tuple[int, bool, str]]:
    """Each node held in or out, and by what words."""
    for crux, side in sorted(stance.takes.items()):
        yield from _taken(framework, framework.cruxes[crux][side], f"taking {quoted(side)} of {quoted(crux)}")
    for node_id in stance.assumed:
        yield from _taken(framework, framework.place[node_id], f"assuming {quoted(node_id)}")
    for node_id in stance.denied:
        yield framework.place[node_id], False, f"denying {quoted(node_id)}"


def _taken(framework: Framework, node: int, said: str) -> Iterator[tuple[int, bool, str]]:
    yield node, True, said
    if node in framework.assumptions:
        for rival in framework.attackers.row(node):
            yield rival, False, said
