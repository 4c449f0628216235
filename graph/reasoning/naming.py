"""What people name when they take a stance: nodes that are weighed, cruxes, their sides, and credences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..ids import resolve
from ..model import Crux, Position, Source
from ..problem import CruxmapError, quoted
from ..schema import KIND
from ..suggest import did_you_mean
from .counting import WEIGHED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..graph import Graph

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.IGNORECASE)


def weighed(graph: Graph, word: str) -> str:
    """The full id of the node meant by a word, which must be of a kind that stands or falls. CruxmapError else."""
    node = graph.node(_side_or_node(graph, word))
    if node.kind in WEIGHED:
        return node.id
    what = f"{quoted(word)} is a {KIND[node.kind].label}, which neither stands nor falls"
    sides = list(sides_at(graph, node.id)) if isinstance(node, Crux) else []
    if sides:
        raise CruxmapError(f"{what}: name a side of it, {node.id}.{sides[0]}")
    if isinstance(node, Source) and node.thesis in graph:
        raise CruxmapError(f"{what}: name its thesis, {node.thesis}")
    raise CruxmapError(what)


def crux_meant(graph: Graph, word: str) -> str:
    """The full id of the crux meant by a word for it or for one of its sides. CruxmapError for anything else."""
    node = graph.node(resolve(graph, word, kind="crux"))
    if isinstance(node, Position):
        return node.crux
    if not isinstance(node, Crux):
        raise CruxmapError(f"{quoted(word)} is a {KIND[node.kind].label}, not a crux: `cruxmap cruxes` lists them")
    return node.id


def side_meant(graph: Graph, crux: str, word: str) -> str:
    """The side of a crux meant by its name or an unambiguous beginning of it. CruxmapError, with the sides, else."""
    sides = list(sides_at(graph, crux))
    found = begun(word, sides)
    if len(found) == 1:
        return found[0]
    if found:
        raise CruxmapError(f"{quoted(word)} is ambiguous: {crux} has the sides {', '.join(found)}")
    hint = did_you_mean(word, sides)
    there = f"its sides are {', '.join(sides)}" if sides else "it has none"
    raise CruxmapError(f"{crux} has no side {quoted(word)}: {there}" + (f"; {hint}" if hint else ""))


def begun(word: str, names: Iterable[str]) -> list[str]:
    """The name that the word is, else those it begins; capitals do not count.

    >>> begun("pro", ["proponent", "pro"]), begun("P", ["proponent", "pessimist", "optimist"])
    (['pro'], ['proponent', 'pessimist'])
    """
    wanted, known = word.strip().casefold(), list(names)
    exact = [name for name in known if name.casefold() == wanted]
    return exact or [name for name in known if wanted and name.casefold().startswith(wanted)]


def sides_at(graph: Graph, crux: str) -> dict[str, str]:
    """The sides of a crux, those that only a twin of it has last, each with its position."""
    found: dict[str, str] = {}
    for twin in graph.twins(crux):
        for link in graph.into(twin, "position_on"):
            position = graph.node(link.from_id)
            if isinstance(position, Position):
                found.setdefault(position.side, position.id)
    return found


def credence(word: str) -> float:
    """The number from 0 to 1 that a word says, also as a percentage. CruxmapError for anything else.

    >>> credence("0.8"), credence("70%")
    (0.8, 0.7)
    """
    digits = word.strip()
    scale = 100 if digits.endswith("%") else 1
    digits = digits.removesuffix("%").rstrip()
    number = float(digits) / scale if _NUMBER.fullmatch(digits) else -1.0
    if not 0 <= number <= 1:
        raise CruxmapError(f"{quoted(word)} is no number from 0 to 1: write 0.7, or 70%")
    return number


def _side_or_node(graph: Graph, word: str) -> str:
    """The id of the node meant, where a side may be cut short too: `goals.opt`."""
    try:
        return resolve(graph, word)
    except CruxmapError:
        crux, dot, side = word.rpartition(".")
        if not (crux and dot):
            raise
        try:
            meant = crux_meant(graph, crux)
            return sides_at(graph, meant)[side_meant(graph, meant, side)]
        except CruxmapError:
            pass
        raise
