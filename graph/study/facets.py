"""The facets of nodes that cards ask about: FACETS is the one table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from .facets_cruxes import sides
from .facets_questions import recall
from .material import Material

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..graph import Graph
    from ..model import Node
    from .card import Card


class Facet(Struct, frozen=True):
    """A facet: the kinds of node that have it, and the function that makes its cards of one of them."""

    name: str
    kinds: tuple[str, ...]
    meaning: str
    cards: Callable[[Material, Node], Iterator[Card]]


# fmt: off
FACETS: tuple[Facet, ...] = (
    Facet("recall", ("question",), "a recall question of the document, with what answers it", recall),
    Facet("sides", ("crux",), "what each side answers to a crux, and why", sides),
)
# fmt: on


def cards(graph: Graph) -> list[Card]:
    """Every card the graph gives, by facet in the order of the table, then in the order of the nodes.

    No two have the same id, and every one has an answer. The same graph gives the same cards.
    """
    material = Material(graph)
    return [
        card
        for facet in FACETS
        for node in graph.of_kinds(*facet.kinds)
        for card in facet.cards(material, node)
        if card.answer
    ]
