"""A made-up graph in memory: claims that lead to others near them, the same every time."""

from __future__ import annotations

import random

from cruxmap.graph.graph import Graph
from cruxmap.graph.model import Link, Node


def node_id(place: int) -> str:
    """The id of a node by its place."""
    return f"s{place // 1000}/c{place}"


def graph(nodes: int, links: int = 3) -> Graph:
    """Claims of which each leads to some that are not far before it, and a few that follow."""
    chance = random.Random(1)
    made = [Node(id=node_id(place), kind="claim", text=f"Claim {place}.") for place in range(nodes)]
    found: dict[tuple[str, str], Link] = {}
    for _ in range(nodes * links):
        first = chance.randrange(nodes)
        second = min(nodes - 1, max(0, first + int(chance.gauss(0, nodes / 50))))
        first, second = (second, first) if first < second and chance.random() < 0.7 else (first, second)
        if first != second:
            ends = made[first].id, made[second].id
            found[ends] = Link(from_id=ends[0], relation=chance.choice(("supports", "causes")), to_id=ends[1])
    return Graph(made, found.values())
