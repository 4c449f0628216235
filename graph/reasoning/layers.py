"""Stances laid over one another: what a reader says here counts over what was said before of the same thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Position
from .stance import Stance

if TYPE_CHECKING:
    from ..graph import Graph


def over(graph: Graph, above: Stance, below: Stance) -> Stance:
    """The stance above, and of the one below what the one above says nothing of.

    Twins are one thing. Who gives a credence to a side of a crux, takes, assumes or denies one, has spoken of all
    that was believed of its sides, and of the side taken.
    """
    spoken = {one(graph, node_id) for node_id in above.beliefs}
    named = (*above.beliefs, *above.assumed, *above.denied)
    settled = {crux for crux in (crux_of(graph, node_id) for node_id in named) if crux}
    settled |= {graph.one(crux) for crux in above.takes}
    believed = {crux_of(graph, node_id) for node_id in above.beliefs} - {""}
    held = {one(graph, node_id) for node_id in (*above.assumed, *above.denied)}
    return Stance(
        takes={crux: side for crux, side in below.takes.items() if graph.one(crux) not in settled} | dict(above.takes),
        assumed=(*(node for node in below.assumed if one(graph, node) not in held), *above.assumed),
        denied=(*(node for node in below.denied if one(graph, node) not in held), *above.denied),
        beliefs={
            node: score
            for node, score in below.beliefs.items()
            if one(graph, node) not in spoken and crux_of(graph, node) not in believed
        }
        | dict(above.beliefs),
    )


def one(graph: Graph, node_id: str) -> tuple[str, str]:
    """What is equal for nodes that are weighed as one: twins, and positions with one side of cruxes that are."""
    node = graph.node(node_id)
    return (graph.one(node.crux), node.side) if isinstance(node, Position) else (graph.one(node_id), "")


def crux_of(graph: Graph, node_id: str) -> str:
    """The crux that a position answers, the same id for its twins; "" for other nodes."""
    node = graph.node(node_id)
    return graph.one(node.crux) if isinstance(node, Position) else ""
