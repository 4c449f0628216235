"""Cards of the questions that documents ask themselves, and of what they claim in the main."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from ..model import Source, label
from .asking import apart, card, said
from .quoting import after, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Node
    from .card import Card
    from .material import Material


def recall(material: Material, node: Node) -> Iterator[Card]:
    """The question as it stands, with the nodes that answer it, or perhaps do where no text says so."""
    links = material.graph.out(node.id, "answered_by")
    lead = "" if any(link.basis == "explicit" for link in links) else "perhaps"
    found = apart([said(material.graph.node(link.to_id), link) for link in links])
    named = [replace(item, point=replace(item.point, lead=lead)) for item in found]
    yield from card(material, node, "recall", node.text, named)


def turns(material: Material, node: Node) -> Iterator[Card]:
    """The cruxes and questions that a question comes down to."""
    links = material.into(node, "part_of")
    found = [said(material.graph.node(link.from_id), link) for link in links]
    if len(found) > 1:
        yield from card(material, node, "turns", after(node.text, "On which questions does this turn?"), found)


def thesis(material: Material, node: Node) -> Iterator[Card]:
    """What a document claims in the main."""
    if isinstance(node, Source) and node.thesis in material.graph:
        question = f"What is the main claim of {quoted(label(node))}?"
        yield from card(material, node, "thesis", question, [said(material.graph.node(node.thesis))])
