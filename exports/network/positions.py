"""Where the nodes of a network stand: documents apart, in each those together that are linked to each other."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

import networkx
import numpy as np

from ...graph.model import Crux, Source
from .groups import DEPTH, paths

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from ...graph.graph import Graph
    from ...graph.model import Node
    from .groups import Path

    Points = npt.NDArray[np.float64]
    Numbers = npt.NDArray[np.float64]
    Weights = dict[tuple[int, int], float]

# A label is wider than high, so what is laid out in circles is stretched by these: the pixels of one diameter.
WIDTH, HEIGHT = 150, 90

RADIUS, RADIUS_OF_LANDMARKS = 0.5, 0.8
LANDMARKS = (Crux, Source)
GAPS = (1.0, 1.0, 0.3, 0.02)  # between blocks, documents, groups and nodes, in diameters
ROUNDS = 120  # of the springs
HOLD = 0.05  # of the middle on everything, against 1 for a link
ROUNDS_TOGETHER = 60
NEAR_ENOUGH = 0.01


def positions(graph: Graph) -> dict[str, tuple[int, int]]:
    """The place of each node in pixels, of which no two are nearer than about WIDTH across and HEIGHT upright.

    The same graph gives the same places. A document is a disc, and so is each group of nodes in it; what a disc holds
    is laid out by springs (Fruchterman and Reingold 1991), then drawn together without overlap.
    """
    number = {node_id: place for place, node_id in enumerate(graph.nodes)}
    ends = [(number[link.from_id], number[link.to_id]) for link in graph.links]
    nodes = list(graph.nodes.values())
    homes = paths([node.source for node in nodes], ends)
    middles = _middles(homes, [_radius(node) for node in nodes], _weights(homes, ends))
    places = (np.sum([middles[home[:depth]] for depth in range(1, DEPTH + 1)], axis=0) for home in homes)
    return {node.id: (round(x * WIDTH), round(y * HEIGHT)) for node, (x, y) in zip(nodes, places, strict=True)}


def _radius(node: Node) -> float:
    return RADIUS_OF_LANDMARKS if isinstance(node, LANDMARKS) else RADIUS


def _weights(homes: Sequence[Path], ends: Sequence[tuple[int, int]]) -> dict[Path, Weights]:
    """For each disc how many links there are between which of its parts."""
    found: dict[Path, Weights] = defaultdict(lambda: defaultdict(float))
    for one, other in ends:
        depth = next((depth for depth in range(DEPTH) if homes[one][depth] != homes[other][depth]), None)
        if depth is not None:
            found[homes[one][:depth]][homes[one][depth], homes[other][depth]] += 1
    return found


def _middles(homes: Sequence[Path], radii: Sequence[float], weights: dict[Path, Weights]) -> dict[Path, Points]:
    """The middle of each disc and node as seen from the middle of the disc that holds it; small discs first."""
    size: dict[Path, float] = dict(zip(homes, radii, strict=True))
    found: dict[Path, Points] = {}
    for depth in reversed(range(DEPTH)):
        parts: dict[Path, set[int]] = defaultdict(set)
        for home in homes:
            parts[home[:depth]].add(home[depth])
        for disc, members in parts.items():
            inside = [(*disc, part) for part in range(len(members))]
            around = np.array([size[part] + GAPS[depth] / 2 for part in inside])
            points = _arranged(around, weights.get(disc, {}))
            found |= dict(zip(inside, points, strict=True))
            size[disc] = float((np.hypot(*points.T) + around).max())
    return found


def _arranged(radii: Numbers, weights: Weights) -> Points:
    """Discs that do not overlap, the linked ones near each other, around 0, 0."""
    if len(radii) == 1:
        return np.zeros((1, 2))
    points = _sprung(len(radii), weights)
    points -= np.average(points, axis=0, weights=radii**2)
    spread = float(np.average(np.hypot(*points.T), weights=radii**2))
    points *= math.sqrt(float((radii**2).sum())) / spread
    points = _apart(points, radii)
    middle: Points = points - (points.max(axis=0) + points.min(axis=0)) / 2
    return middle


def _sprung(count: int, weights: Weights) -> Points:
    springs: networkx.Graph[int] = networkx.Graph()
    springs.add_nodes_from(range(count + 1))
    for (one, other), weight in weights.items():
        known = springs.get_edge_data(one, other, {"weight": 0})["weight"]
        springs.add_edge(one, other, weight=known + weight)
    for _, _, fields in springs.edges(data=True):
        fields["weight"] = 1 + math.log(fields["weight"])
    springs.add_weighted_edges_from((count, part, HOLD) for part in range(count))
    found = networkx.spring_layout(springs, iterations=ROUNDS, seed=1)
    return np.array([found[part] for part in range(count)])


def _apart(points: Points, radii: Numbers) -> Points:
    """The points drawn together and pushed apart by turns, then only apart until no two discs overlap."""
    least = radii[:, None] + radii[None, :]
    np.fill_diagonal(least, 0)
    # The heavier of two gives way less, as the square of the radii.
    yields = radii[None, :] ** 2 / (radii[:, None] ** 2 + radii[None, :] ** 2)
    turn = 0
    while True:
        away = points[:, None, :] - points[None, :, :]
        distance = np.hypot(away[..., 0], away[..., 1])
        overlap = np.clip(least - distance, 0, None)
        if turn > ROUNDS_TOGETHER and overlap.max() < NEAR_ENOUGH:
            return points
        push = overlap / np.maximum(distance, NEAR_ENOUGH) * yields
        crowd = np.maximum(1, (overlap > 0).sum(axis=1))
        points = points + (away * push[..., None]).sum(axis=1) / np.sqrt(crowd)[:, None]
        turn += 1
        points *= 0.95 if turn <= ROUNDS_TOGETHER else 1.0 + 0.0005 * (turn - ROUNDS_TOGETHER) / ROUNDS_TOGETHER
