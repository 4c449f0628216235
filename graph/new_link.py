"""What speaks against a link that somebody wants to add to a graph."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from .canonical import link_key
from .problem import quoted
from .schema import KIND, RELATION, RELATIONS, allows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .graph import Graph
    from .model import Link, Node

BESIDE_SAME_AS = ("related_to", "analogous_to", "about", "cites")
"""What may be said between two nodes besides their being the same thing."""

_OPPOSITES = {"supports": "attacks", "attacks": "supports"}


def objection(graph: Graph, link: Link) -> str:
    """Why a link cannot be added, with what to do instead; "" if it can. Both ends must be nodes of the graph.

    A link is refused that its ends do not allow, that stands already, that contradicts another one or what the map
    says is not there, or that would close a circle of a relation that leads in none.
    """
    return next(_objections(graph, link), "")


def allowed_between(first: Node, second: Node) -> tuple[str, ...]:
    """The relations that may be written from one node to another, in the order of the vocabulary."""
    return tuple(
        relation.name
        for relation in RELATIONS
        if relation.name != "position_on" and allows(relation, first.kind, second.kind)
    )


def _objections(graph: Graph, link: Link) -> Iterator[str]:
    first, second = graph.node(link.from_id), graph.node(link.to_id)
    if first is second:
        yield f"{quoted(first.id)} cannot be linked to itself: name another node"
    elif link.relation not in allowed_between(first, second):
        yield _misfit(first, second, link.relation)
    else:
        yield from _quarrels(graph, link)
        yield from _denials(link, first, second)
        circle = _way_back(graph, link) if RELATION[link.relation].acyclic else []
        if circle:
            yield f"{_said(link)} would lead in a circle: {' → '.join((first.id, *circle))}"


def _quarrels(graph: Graph, link: Link) -> Iterator[str]:
    """What other links between the two nodes or their twins say against this one."""
    here = _between(graph, link)
    for other in here:
        is_alike = _starts_alike(graph, link, other) or RELATION[link.relation].symmetric
        if other.relation == link.relation and is_alike:
            yield f"{_said(other)} stands already: {other.span}"
    if graph.one(link.from_id) == graph.one(link.to_id):
        ends = f"{quoted(link.from_id)} and {quoted(link.to_id)}"
        yield f"{ends} are one thing already, by same_as: nothing leads from one to the other"
    for other in here:
        if _contradicts(graph, link, other):
            yield f"{_said(link)} contradicts {_said(other)}: drop that first, {other.span}"


def _denials(link: Link, *ends: Node) -> Iterator[str]:
    for node in ends:
        key = link_key(link, node.id)
        if key in node.without:
            yield f"{quoted(node.id)} says {key}: [], that there is none: take that back first, {node.span}"


def _misfit(first: Node, second: Node, name: str) -> str:
    there, back = allowed_between(first, second), allowed_between(second, first)
    ends = f"{KIND[first.kind].label} {quoted(first.id)} to {KIND[second.kind].label} {quoted(second.id)}"
    why = "a position is written under its crux" if name == "position_on" else f"no {quoted(name)} leads from {ends}"
    why += ", only the other way round" if name in back else ""
    ways = f"allowed: {', '.join(there)}" if there else f"allowed the other way round: {', '.join(back)}"
    return f"{why}; {ways if there or back else 'nothing is allowed between them'}"


def _between(graph: Graph, link: Link) -> list[Link]:
    """The links between the two ends or their twins."""
    others = set(graph.twins(link.to_id))
    at = (found for node in graph.twins(link.from_id) for found in graph.at(node))
    return list(dict.fromkeys(found for found in at if {found.from_id, found.to_id} & others))


def _starts_alike(graph: Graph, link: Link, other: Link) -> bool:
    return graph.one(link.from_id) == graph.one(other.from_id)


def _contradicts(graph: Graph, link: Link, other: Link) -> bool:
    if "same_as" in (link.relation, other.relation):
        return link.relation != other.relation and {link.relation, other.relation}.isdisjoint(BESIDE_SAME_AS)
    is_alike = _starts_alike(graph, link, other)
    if link.relation == other.relation:
        return link.relation == "refines" and not is_alike
    return is_alike and _OPPOSITES.get(link.relation) == other.relation


def _way_back(graph: Graph, link: Link) -> list[str]:
    """The nodes by which links of the same relation lead from the link's end to its start, [] if they do not."""
    start, goal = link.to_id, graph.one(link.from_id)
    came: dict[str, str] = {graph.one(start): ""}
    names = {graph.one(start): start}
    queue = deque([graph.one(start)])
    while queue:
        here = queue.popleft()
        if here == goal:
            found = [link.from_id]
            while came[here]:
                here = came[here]
                found.append(names[here])
            return found[::-1]
        for node in graph.twins(here):
            for step in graph.out(node, link.relation):
                end = graph.one(step.to_id)
                if end not in came and not step.loop:
                    came[end], names[end] = here, step.to_id
                    queue.append(end)
    return []


def _said(link: Link) -> str:
    return f"'{link.from_id} {link.relation} {link.to_id}'"
