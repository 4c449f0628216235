"""The order in which strengths are worked out: what pushes a node before the node, circles as one."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from msgspec import Struct

from .components import components
from .framework import INT32, Csr, closure

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from .framework import Framework

Knot = tuple[int, ...]  # one node, or several that push one another


class Order(Struct, frozen=True):
    """The knots of a framework, each after all that it depends on, and who depends on each node.

    A knot is a strongly connected component of what pushes and caps: one node, or several, by number. `position`
    gives for a node the place of its knot among them.
    """

    knots: tuple[Knot, ...]
    position: array[int]
    pushed: Csr
    capped: Csr


def order_of(framework: Framework) -> Order:
    """The order of a framework's nodes (Kahn 1962), the same whatever order its links came in."""
    pushed, capped = framework.pushers.turned(), framework.caps.turned()
    waiting = array(INT32, [0]) * len(framework)
    for rows in framework.of_strength:
        for node in range(len(framework)):
            waiting[node] += rows.starts[node + 1] - rows.starts[node]
    ready = [node for node in range(len(framework)) if not waiting[node]]
    for node in ready:  # grows as nodes become ready
        for rows in (pushed, capped):
            for other in rows.row(node):
                waiting[other] -= 1
                if not waiting[other]:
                    ready.append(other)
    knots: list[Knot] = [(node,) for node in ready]
    if len(ready) < len(framework):
        left = {node for node in range(len(framework)) if waiting[node]}
        knots.extend(knotted(framework, left))
    position = array(INT32, [0]) * len(framework)
    for place, knot in enumerate(knots):
        for node in knot:
            position[node] = place
    return Order(tuple(knots), position, pushed, capped)


def downstream(order: Order, starts: Iterable[int]) -> set[int]:
    """The nodes whose strength may change with that of the starts, themselves among them."""
    return closure((order.pushed, order.capped), starts)


def upstream(framework: Framework, starts: Iterable[int]) -> set[int]:
    """The nodes on which the strength of the starts may depend, themselves among them."""
    return closure(framework.of_strength, starts)


def knots_of(order: Order, nodes: Iterable[int]) -> list[Knot]:
    """The knots that hold these nodes, in order."""
    return [order.knots[place] for place in sorted({order.position[node] for node in nodes})]


def knotted(framework: Framework, left: AbstractSet[int]) -> list[Knot]:
    """The knots of some nodes, by what they push and cap among themselves, each after all it depends on."""
    nodes = sorted(left)
    number = {node: place for place, node in enumerate(nodes)}
    every = framework.of_strength
    inputs = [[number[other] for rows in every for other in rows.row(node) if other in left] for node in nodes]
    return [tuple(sorted(nodes[place] for place in found)) for found in components(inputs)]
