"""Circles: links that lead back to where they started, twins (`same_as`) being one node."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from .problem import quoted
from .whole import may_circle

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from .graph import Graph
    from .model import Link

_SHOWN = 6


def circles(
    graph: Graph, relations: Collection[str], counts: Callable[[Link], bool] = lambda _: True
) -> list[list[Link]]:
    """A shortest circle of links through every knot of nodes that lead to one another, twins being one node.

    The links are those of some relations that `counts` does not leave out.

    A circle starts with the first of the knot's links; circles come in the order of those. A link between twins
    is no circle. Knots are strongly connected components (Tarjan 1972).
    """
    within = may_circle(graph, relations)
    ways: dict[str, dict[str, Link]] = {}
    for link in graph.links if within is None or within else ():
        if link.relation not in relations or (within is not None and link.from_id not in within) or not counts(link):
            continue
        start, end = graph.one(link.from_id), graph.one(link.to_id)
        if start != end:
            ways.setdefault(start, {}).setdefault(end, link)
    knot = _knots(ways)
    found: dict[int, list[Link]] = {}
    for start, ends in ways.items():
        for end, link in ends.items():
            if start in knot and knot[start] == knot.get(end) and knot[start] not in found:
                found[knot[start]] = [link, *_way_home(ways, end, start)]
    return list(found.values())


def way(circle: list[Link]) -> str:
    """The nodes of a circle in order, the first of them again at the end; twins as `one = other`."""
    into = [circle[-1].to_id, *(link.to_id for link in circle)]
    pairs = zip(into, (link.from_id for link in circle), strict=False)
    stops = [quoted(" = ".join(dict.fromkeys(pair)))[1:-1] for pair in pairs]
    shown = stops if len(stops) <= _SHOWN else [*stops[: _SHOWN - 1], f"{len(stops) - _SHOWN + 1} more"]
    return " → ".join([*shown, stops[0]])


def others(circle: list[Link]) -> str:
    """Where the links of a circle stand, but for the last."""
    places = [str(link.span) for link in circle[:-1][:_SHOWN]]
    return f"; the others: {', '.join(places)}" if places else ""


def _knots(ways: Mapping[str, Mapping[str, Link]]) -> dict[str, int]:
    """The number of its knot for every node that is in one with others."""
    left = _behind_knots(ways)
    if not left:
        return {}
    import networkx  # its strongly connected components are iterative and well tested

    digraph: networkx.DiGraph[str] = networkx.DiGraph((start, end) for start in left for end in ways.get(start, ()))
    groups = [group for group in networkx.strongly_connected_components(digraph) if len(group) > 1]
    return {node: number for number, group in enumerate(groups) for node in group}


def _behind_knots(ways: Mapping[str, Mapping[str, Link]]) -> list[str]:
    """The nodes in knots and behind them: what is left when nodes that nothing leads to are taken away, one by one.

    Where there are no knots that is nothing, and most graphs have few (Kahn 1962).
    """
    leading = dict.fromkeys(ways, 0)
    for ends in ways.values():
        for end in ends:
            leading[end] = leading.get(end, 0) + 1
    free = [node for node, count in leading.items() if not count]
    while free:
        for end in ways.get(free.pop(), ()):
            leading[end] -= 1
            if not leading[end]:
                free.append(end)
    return [node for node, count in leading.items() if count]


def _way_home(ways: Mapping[str, Mapping[str, Link]], start: str, home: str) -> list[Link]:
    """The shortest way from one node to another, which must be there, as links."""
    into: dict[str, tuple[str, Link]] = {}
    queue = deque([start])
    while home not in into:
        here = queue.popleft()
        for end, link in ways.get(here, {}).items():
            if end not in into and end != start:
                into[end] = (here, link)
                queue.append(end)
    found: list[Link] = []
    while home != start:
        home, link = into[home]
        found.append(link)
    return found[::-1]
