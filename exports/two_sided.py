"""The two-sided picture: which side of the cruxes each answer stands on, and what stands behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from ..graph.camps import camps
from ..graph.query import cruxes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..graph.camps import Camp
    from ..graph.graph import Graph
    from ..graph.query import CruxView, Side

Half = Literal["left", "right"]
_HALF: dict[Camp, Half] = {"against": "left", "for": "right"}


class Row(Struct, frozen=True):
    """A crux with its sides, each in the author's order, on the half of the picture where its camp stands."""

    view: CruxView
    left: tuple[Side, ...]
    right: tuple[Side, ...]


def two_sided(graph: Graph) -> list[Row]:
    """Every crux of the graph as a row of the picture, in the order of `query.cruxes`."""
    views = cruxes(graph)
    half = halves(views)
    return [
        Row(
            view,
            tuple(side for side in view.sides if half[side.position.side] == "left"),
            tuple(side for side in view.sides if half[side.position.side] == "right"),
        )
        for view in views
    ]


def halves(views: Iterable[CruxView]) -> dict[str, Half]:
    """The half of each side's name: those against left, those for right."""
    found = camps([side.position.side for side in view.sides] for view in views)
    return {side: _HALF[camp] for side, camp in found.items()}
