"""Cards of the questions that documents ask themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .card import Card, Point

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Node
    from .material import Material


def recall(material: Material, node: Node) -> Iterator[Card]:
    """The question as it stands, with the nodes that answer it."""
    links = material.graph.out(node.id, "answered_by")
    found = (material.graph.node(link.to_id) for link in links)
    answer = tuple(Point(answering.text, answering.id) for answering in found)
    yield Card(node=node.id, facet="recall", family=node.id, question=node.text, answer=answer, links=links)
