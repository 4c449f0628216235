"""Cards of cruxes: what each side says, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Crux
from ..query import crux_view
from .card import Card, Point

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Node
    from .material import Material


def sides(material: Material, node: Node) -> Iterator[Card]:
    """What the sides answer to the crux, each with its reasons."""
    if not isinstance(node, Crux):
        return
    view = crux_view(material.graph, node)
    points = [
        point
        for side in view.sides
        for point in (
            Point(side.position.text, side.position.id, side.position.side),
            *(Point(reason.node.text, reason.node.id, "because") for reason in side.because),
        )
    ]
    links = [
        link
        for side in view.sides
        for link in (*material.graph.out(side.position.id, "position_on"), *(reason.link for reason in side.because))
    ]
    if len(view.sides) > 1:
        yield Card(
            node=node.id,
            facet="sides",
            family=node.id,
            question=f"{node.text} What does each side answer, and why?",
            answer=tuple(points),
            links=tuple(links),
        )
