"""Cards of what speaks for and against: premises, reasons, and the strongest objection."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .asking import about, card, said
from .naming import STATED, label_of
from .quoting import quoted
from .rows import is_row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Node
    from .card import Card
    from .material import Material

_LEAST_REASONS = 2
_TIE = 1e-6


def premises(material: Material, node: Node) -> Iterator[Card]:
    """What an argument takes together to its conclusion."""
    graph = material.graph
    ends = graph.out(node.id, "supports", "attacks")
    if not ends:
        return
    found = [said(graph.node(link.from_id), link, ends[0]) for link in graph.into(node.id, "premise_of")]
    conclusion = graph.node(ends[0].to_id)
    rivals = {
        link.from_id
        for link in graph.into(conclusion.id, ends[0].relation)
        if graph.into(link.from_id, "premise_of") and link.from_id != node.id
    }
    name = f" {quoted(label_of(material, node))}" if rivals and node.title else ""
    premise = "premises, taken together," if len(found) > 1 else "premise"
    aim = "against" if ends[0].relation == "attacks" else "for"
    whose = "" if name and conclusion.kind in STATED else f" {aim} {{}}"
    question = about(material, conclusion, f"On which {premise} does the argument{_plain(name)}{whose} rest?")
    yield from card(material, node, "premises", question, found, family=material.family(conclusion))


def support(material: Material, node: Node) -> Iterator[Card]:
    """The reasons for a statement, where it has several of which the text gives one."""
    graph = material.graph
    links = [link for link in graph.into(node.id, "supports") if not is_row(graph.node(link.from_id))]
    if len(links) >= _LEAST_REASONS and any(link.basis == "explicit" for link in links):
        found = [said(graph.node(link.from_id), link) for link in links]
        yield from card(material, node, "support", about(material, node, "What speaks for {}?"), found)


def objection(material: Material, node: Node) -> Iterator[Card]:
    """The objection to a statement or an inference; of several the strongest, all those that are equally strong."""
    graph = material.graph
    links = [
        link
        for link in graph.into(node.id, "attacks")
        if graph.node(link.from_id).kind != "position" and not is_row(graph.node(link.from_id))
    ]
    if not links:
        return
    strength = {link.from_id: material.strength.get(link.from_id, 0.0) for link in links} if len(links) > 1 else {}
    most = max(strength.values(), default=0.0)
    best = [link for link in links if strength.get(link.from_id, 0.0) >= most - _TIE]
    ask = "What speaks against {}?" if len(best) == len(links) else "What is the strongest objection to {}?"
    found = [said(graph.node(link.from_id), link) for link in best]
    yield from card(material, node, "objection", about(material, node, ask), found)


def _plain(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")
