"""Steps: nodes that precede one another, in the one order that they have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..graph import Graph
    from ..model import Link


class Steps(Struct, frozen=True):
    """Ids of nodes in their order, the links from each to the next, and the one by which the last goes back."""

    steps: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    back: Link | None = None


def in_order(graph: Graph, ids: Iterable[str]) -> Steps:
    """Those of the nodes that precede one another, in order; nothing where they branch or no order is told."""
    among = set(ids)
    links = [link for node in sorted(among) for link in graph.out(node, "precedes") if link.to_id in among]
    onward = {link.from_id: link for link in links if not link.loop}
    entered = {link.to_id for link in onward.values()}
    starts = [node for node in onward if node not in entered]
    forward = [link for link in links if not link.loop]
    if len(starts) != 1 or not len(forward) == len(onward) == len(entered):
        return Steps()
    path: list[Link] = []
    at = starts[0]
    while at in onward:
        path.append(onward[at])
        at = onward[at].to_id
    steps = (starts[0], *(link.to_id for link in path))
    if len(path) < len(forward):
        return Steps()
    back = next((link for link in links if link.loop and link.from_id == at and link.to_id in steps), None)
    return Steps(steps, tuple(path), back)
