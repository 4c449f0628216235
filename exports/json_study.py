"""What there is to learn as JSON: cards with their answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import json_

if TYPE_CHECKING:
    from ..graph.graph import Graph
    from ..graph.study.card import Card
    from .json_ import Json


def card(graph: Graph, item: Card) -> dict[str, Json]:
    """`{"id","node","facet","part","family","source","question","answer":[{"text","node","lead"}…],"ordered","links"}`."""
    return {
        "id": item.id,
        "node": item.node,
        "facet": item.facet,
        "part": item.part or None,
        "family": item.family,
        "source": graph.node(item.node).source,
        "question": item.question,
        "answer": [
            {"text": point.text, "node": point.node or None, "lead": point.lead or None} for point in item.answer
        ],
        "ordered": item.ordered,
        "links": [json_.link(link) for link in item.links],
    }
