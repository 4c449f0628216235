"""Cards of what leads to what: causes, effects, needs, steps in order, and what is proposed against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .asking import MOST_POINTS, Found, about, card, thing
from .card import Point
from .naming import label_of
from .rows import is_row
from .steps import in_order

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..model import Link, Node
    from .card import Card
    from .material import Material
    from .steps import Steps

_BRINGS = ("causes", "enables")
_LEAST_CHAIN = 3
_LEAST = 2


def origins(material: Material, node: Node) -> Iterator[Card]:
    """What brings something about or makes it possible."""
    links = [] if is_row(node) else material.into(node, *_BRINGS)
    if not any(link.basis == "explicit" for link in links):
        return
    if len(links) > 1 or any(material.count(link.from_id, *_BRINGS) == 1 for link in links):
        ask = _asked(links, "What leads to {}?", "What makes {} possible?", "What leads to {} or makes it possible?")
        found = [thing(material, material.graph.node(link.from_id), link) for link in links]
        yield from card(material, node, "origins", about(material, node, ask), found)


def effects(material: Material, node: Node) -> Iterator[Card]:
    """What something brings about, where this is more than one thing, or one whose name would give the cause away."""
    links = material.out(node, *_BRINGS)
    ends = [material.graph.node(link.to_id) for link in links]
    told = any(link.basis == "explicit" for link in links)
    if len(ends) >= _LEAST or (told and any(not _has_origins(material, end) for end in ends)):
        ask = _asked(
            links, "What does {} lead to?", "What does {} make possible?", "What does {} lead to or make possible?"
        )
        found = [thing(material, end, link) for end, link in zip(ends, links, strict=True)]
        yield from card(material, node, "effects", about(material, node, ask), found)


def needs(material: Material, node: Node) -> Iterator[Card]:
    """What something cannot do without."""
    links = material.out(node, "requires")
    found = [thing(material, material.graph.node(link.to_id), link) for link in links]
    if len(found) >= _LEAST:
        yield from card(material, node, "needs", about(material, node, "What does {} require?"), found)


def remedy(material: Material, node: Node) -> Iterator[Card]:
    """What is proposed against something, unless that is one thing which is proposed against others too."""
    links = material.into(node, "mitigates")
    found = [thing(material, material.graph.node(link.from_id), link) for link in links]
    if len(found) >= _LEAST or any(material.count(link.from_id, "mitigates") == 1 for link in links):
        yield from card(material, node, "remedy", about(material, node, "What is proposed against {}?"), found)


def purpose(material: Material, node: Node) -> Iterator[Card]:
    """What a mitigation is proposed against, if this is several things."""
    links = material.out(node, "mitigates")
    if len(links) >= _LEAST:
        found = [thing(material, material.graph.node(link.to_id), link) for link in links]
        yield from card(material, node, "purpose", about(material, node, "Against what is {} proposed?"), found)


def steps(material: Material, node: Node) -> Iterator[Card]:
    """The steps that make up something, in order; those that lead on from one where they make up nothing."""
    graph = material.graph
    links = graph.into(node.id, "part_of")
    whole = in_order(graph, [link.from_id for link in links])
    if len(whole.steps) >= _LEAST_CHAIN:
        which = "Which steps does {} take" if node.kind == "claim" else "What are the steps of {}"
        ask = f"{which}, in order{', and to which of them does it return?' if whole.back else '?'}"
        member = {link.from_id: link for link in links}
        found = _in_turn(material, whole, [(member[step],) for step in whole.steps])
        yield from card(material, node, "steps", about(material, node, ask), found, ordered=True)
    chain = _chain(material, node)
    if chain.steps:
        found = _in_turn(material, chain, [() for _ in chain.steps])[1:]
        ask = about(material, node, "What follows on {}, step by step?")
        yield from card(material, node, "steps", ask, found, part="on", ordered=True)


def _has_origins(material: Material, node: Node) -> bool:
    """Whether a card asks what leads to a node, found out once however many causes it has."""
    if node.id not in material.has_origins:
        material.has_origins[node.id] = any(origins(material, node))
    return material.has_origins[node.id]


def _chain(material: Material, node: Node) -> Steps:
    """The steps on from a node that none precedes, where they are several and no whole has two of them."""
    graph = material.graph
    if graph.into(node.id, "precedes") or not graph.out(node.id, "precedes"):
        return in_order(graph, ())
    ids, at = [node.id], node.id
    while len(ids) <= MOST_POINTS and (onward := graph.out(at, "precedes")) and onward[0].to_id not in ids:
        at = onward[0].to_id
        ids.append(at)
    wholes = [link.to_id for step in ids for link in graph.out(step, "part_of")]
    if not _LEAST_CHAIN <= len(ids) <= MOST_POINTS or len(wholes) > len(set(wholes)):
        return in_order(graph, ())
    return in_order(graph, ids)


def _in_turn(material: Material, found: Steps, links: Sequence[tuple[Link, ...]]) -> list[Found]:
    """A point for every step with the link that leads to it, and one for the step to which the last goes back."""
    arriving: list[tuple[Link, ...]] = [(), *((link,) for link in found.links)]
    points = [
        thing(material, material.graph.node(step), *arrived, *own)
        for step, arrived, own in zip(found.steps, arriving, links, strict=True)
    ]
    if found.back:
        again = material.graph.node(found.back.to_id)
        points.append(Found(Point(label_of(material, again), again.id, "and again"), (found.back,)))
    return points


def _asked(links: Sequence[Link], causes: str, enables: str, both: str) -> str:
    relations = {link.relation for link in links}
    return both if len(relations) > 1 else causes if "causes" in relations else enables
