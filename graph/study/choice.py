"""Which cards are wanted: filters over all that a graph gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from ..graph import Graph
    from .card import Card


def chosen(
    graph: Graph,
    cards: Iterable[Card],
    *,
    sources: Collection[str] = (),
    kinds: Collection[str] = (),
    tags: Collection[str] = (),
    facets: Collection[str] = (),
    nodes: Collection[str] = (),
) -> list[Card]:
    """The cards that fit every filter given, in their order.

    Source, kind and tag are those of the node that is asked about. With `nodes`, full ids, that node or the family
    of the card is among them: a crux brings the cards of its sides along.
    """
    return [
        card
        for card in cards
        for node in [graph.node(card.node)]
        if (not sources or node.source in sources)
        and (not kinds or node.kind in kinds)
        and (not tags or not set(tags).isdisjoint(node.tags))
        and (not facets or card.facet in facets)
        and (not nodes or card.node in nodes or card.family in nodes)
    ]
