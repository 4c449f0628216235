"""The two-sided picture: which side of the cruxes each answer stands on, and what stands behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from ..graph.query import cruxes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..graph.graph import Graph
    from ..graph.query import CruxView, Side

Half = Literal["left", "right"]
AGAINST = "pessimist skeptic sceptic critic opponent against con no"
FOR = "optimist proponent supporter advocate for pro yes"
USUAL: dict[str, Half] = {**dict.fromkeys(AGAINST.split(), "left"), **dict.fromkeys(FOR.split(), "right")}


class Row(Struct, frozen=True):
    """A crux with its sides, each in the author's order, on the half of the picture where its camp stands."""

    view: CruxView
    left: tuple[Side, ...]
    right: tuple[Side, ...]


def two_sided(graph: Graph) -> list[Row]:
    """Every crux of the graph as a row of the picture, in the order of `query.cruxes`."""
    views = cruxes(graph)
    halves = camps(views)
    return [
        Row(
            view,
            tuple(side for side in view.sides if halves[side.position.side] == "left"),
            tuple(side for side in view.sides if halves[side.position.side] == "right"),
        )
        for view in views
    ]


def camps(views: Iterable[CruxView]) -> dict[str, Half]:
    """The half of each side's name: those against left, those for right, any other camp the same half at every crux.

    A camp goes where fewer answers stand at the crux at which it is met first, and right where there are as many.
    """
    halves = dict(USUAL)
    for view in views:
        for side in view.sides:
            if side.position.side not in halves:
                known = [halves[other.position.side] for other in view.sides if other.position.side in halves]
                halves[side.position.side] = "left" if known.count("right") > known.count("left") else "right"
    return halves
