"""Which nodes lie on shortest ways between two nodes, searched from both of them at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from heapq import heappop, heappush
from math import inf

Lengths = Callable[[str, bool], Mapping[str, int]]
"""How long the steps are from a node to others or, homeward, from others to it, by their ids."""


def between(lengths: Lengths, start: str, end: str, at_most: float = inf) -> set[str] | None:
    """All nodes on shortest ways from one node to another, searched from both ends until they have met for certain.

    None if more nodes than `at_most` would have to be looked at.
    """
    sides = _Search(lengths, start, homeward=False), _Search(lengths, end, homeward=True)
    best, looked_at = inf, 0
    while sides[0].radius + sides[1].radius <= best and sides[0].queue and sides[1].queue:
        if looked_at >= at_most:
            return None
        looked_at += 1
        side = sides[len(sides[1].queue) < len(sides[0].queue)]
        other = sides[side is sides[0]]
        for there in side.grow():
            if there in other.length:
                best = min(best, side.length[there] + other.length[there])
    out, home = (side.length for side in sides)
    met = {node for node in out.keys() & home.keys() if out[node] + home[node] == best}
    return met.union(*(side.behind(met) for side in sides))


class _Search:
    """A search by growing distance from one end (Dijkstra 1959): lengths, and by which nodes the shortest ways come."""

    def __init__(self, lengths: Lengths, start: str, *, homeward: bool) -> None:
        self.lengths, self.homeward = lengths, homeward
        self.length = {start: 0}
        self.before: dict[str, list[str]] = {start: []}
        self.queue = [(0, start)]

    @property
    def radius(self) -> float:
        """All nodes nearer than this are settled."""
        while self.queue and self.queue[0][0] > self.length[self.queue[0][1]]:
            heappop(self.queue)
        return self.queue[0][0] if self.queue else inf

    def grow(self) -> list[str]:
        """Settle the nearest node, and give those to which a way was found from it that is no longer than others."""
        length, here = heappop(self.queue)
        reached = []
        for there, step in self.lengths(here, self.homeward).items():
            through = length + step
            known = self.length.get(there)
            if known is None or through < known:
                self.length[there] = through
                self.before[there] = [here]
                heappush(self.queue, (through, there))
                reached.append(there)
            elif through == known:
                self.before[there].append(here)
        return reached

    def behind(self, nodes: set[str]) -> set[str]:
        """These nodes and all on the shortest ways by which they were reached."""
        found, queue = set(nodes), list(nodes)
        while queue:
            fresh = [node for node in self.before[queue.pop()] if node not in found]
            found.update(fresh)
            queue += fresh
        return found
