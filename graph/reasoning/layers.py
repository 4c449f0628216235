"""Stances laid over one another: what a reader says here counts over what was said before of the same thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Position
from .naming import sides_at
from .stance import Stance

if TYPE_CHECKING:
    from ..graph import Graph


def over(graph: Graph, above: Stance, below: Stance) -> Stance:
    """The stance above, and of the one below what the one above says nothing of.

    Twins are one thing. Who gives a credence to one of two sides has given the other the rest; who believes, assumes
    or denies a side no longer takes one for that reason alone.
    """
    spoken = {thing for node_id in above.beliefs for thing in spoken_of(graph, node_id)}
    held = {one(graph, node_id) for node_id in (*above.assumed, *above.denied)}
    named = (*above.beliefs, *above.assumed, *above.denied)
    settled = {crux_of(graph, node_id) for node_id in named} | {graph.one(crux) for crux in above.takes}
    return Stance(
        takes={crux: side for crux, side in below.takes.items() if graph.one(crux) not in settled} | dict(above.takes),
        assumed=(*(node for node in below.assumed if one(graph, node) not in held), *above.assumed),
        denied=(*(node for node in below.denied if one(graph, node) not in held), *above.denied),
        beliefs={node: score for node, score in below.beliefs.items() if one(graph, node) not in spoken}
        | dict(above.beliefs),
    )


Thing = tuple[str, str]
"""What is equal for nodes that are weighed as one."""


def one(graph: Graph, node_id: str) -> Thing:
    """The thing a node is: twins are one, and so are positions with the same side of cruxes that are."""
    node = graph.node(node_id)
    return (graph.one(node.crux), node.side) if isinstance(node, Position) else (graph.one(node_id), "")


def crux_of(graph: Graph, node_id: str) -> str:
    """The crux that a position answers, the same id for its twins; "" for other nodes."""
    node = graph.node(node_id)
    return graph.one(node.crux) if isinstance(node, Position) else ""


def spoken_of(graph: Graph, node_id: str) -> set[Thing]:
    """The things of which a credence for a node speaks: itself, and where it is one of two sides the other."""
    crux = crux_of(graph, node_id)
    sides = sides_at(graph, crux) if crux else {}
    return {(crux, side) for side in sides} if len(sides) == 2 else {one(graph, node_id)}
