"""Strongly connected components: nodes that lead to one another, in the order in which they depend on each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def components(inputs: Sequence[Sequence[int]]) -> list[list[int]]:
    """The components of the nodes 0 to n − 1, each after all those its nodes depend on (Tarjan 1972, on a stack).

    `inputs` gives for each node those it depends on.

    >>> components([[1], [0], [1, 3], []])
    [[1, 0], [3], [2]]
    """
    size = len(inputs)
    order, low = [0] * size, [0] * size  # 0 for a node not seen yet; size + 1 once its component is complete
    seen = 0
    found: list[list[int]] = []
    waiting: list[int] = []
    for start in range(size):
        if order[start]:
            continue
        path = [(start, iter(inputs[start]))]
        seen += 1
        order[start] = low[start] = seen
        waiting.append(start)
        while path:
            node, rest = path[-1]
            for other in rest:
                if not order[other]:
                    seen += 1
                    order[other] = low[other] = seen
                    waiting.append(other)
                    path.append((other, iter(inputs[other])))
                    break
                low[node] = min(low[node], order[other])
            else:
                path.pop()
                if path:
                    low[path[-1][0]] = min(low[path[-1][0]], low[node])
                if low[node] == order[node]:
                    whole: list[int] = []
                    while not whole or whole[-1] != node:
                        whole.append(waiting.pop())
                        order[whole[-1]] = size + 1
                    found.append(whole)
    return found
