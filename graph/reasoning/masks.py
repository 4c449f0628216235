"""Masks: the grounded labelling of many cases at once, each case one bit of Python integers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .framework import Csr, Framework


class Masks:
    """In which cases each node is in (`inside`) and out (`outside`), as bits of integers that only ever grow.

    `full` has the bit of every case. Assumptions are neither in nor out but where they are fixed.
    """

    def __init__(self, framework: Framework, full: int) -> None:
        self.framework, self.full = framework, full
        self.inside: dict[int, int] = {}
        self.outside: dict[int, int] = {}
        self.fixed: set[int] = set(framework.assumptions)

    def fix(self, node: int, inside: int, outside: int | None = None) -> None:
        """Settle in which cases a node is in and out, whatever speaks of it; out where it is not in, if not given."""
        self.inside[node] = inside
        self.outside[node] = self.full & ~inside if outside is None else outside
        self.fixed.add(node)

    def run(self, nodes: set[int]) -> None:
        """Label the nodes as `grounded` does in every case. What speaks of them and is not among them must be fixed.

        Goes over the nodes until nothing is to be added, each again once something that speaks of it has grown.
        """
        for node in nodes:
            self.inside.setdefault(node, 0)
            self.outside.setdefault(node, 0)
        rows = self.framework.of_standing
        speaks_of: dict[int, list[int]] = {}
        for node in sorted(nodes):
            for row in rows:
                for other in row.row(node):
                    speaks_of.setdefault(other, []).append(node)
        queue = [node for node in _inner_first(rows, nodes) if node not in self.fixed]
        waiting = set(queue)
        for node in queue:  # grows with the nodes to go over again
            waiting.discard(node)
            if self._grow(node):
                again = [other for other in speaks_of.get(node, ()) if other not in waiting and other not in self.fixed]
                queue.extend(again)
                waiting.update(again)

    def _grow(self, node: int) -> bool:
        attackers, needs = self.framework.attackers.row(node), self.framework.needs.row(node)
        supporters = self.framework.supporters.row(node)
        inside, outside = self.full, 0
        for other in attackers:
            inside &= self.outside[other]
            outside |= self.inside[other]
        for other in needs:
            inside &= self.inside[other]
            outside |= self.outside[other]
        if supporters:
            held, dropped = 0, self.full
            for other in supporters:
                held |= self.inside[other]
                dropped &= self.outside[other]
            inside, outside = inside & held, outside | dropped
        grown = (inside, outside) != (self.inside[node], self.outside[node])
        self.inside[node], self.outside[node] = inside, outside
        return grown


def _inner_first(rows: Sequence[Csr], nodes: set[int]) -> Iterator[int]:
    """The nodes, each after those of them that speak of it as far as there are no circles."""
    seen: set[int] = set()
    for start in sorted(nodes):
        stack = [(start, False)]
        while stack:
            node, done = stack.pop()
            if done:
                yield node
            elif node not in seen:
                seen.add(node)
                stack.append((node, True))
                stack.extend((other, False) for row in rows for other in row.row(node) if other in nodes)
