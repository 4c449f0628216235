"""What the page knows of studying: the cards of its graph in few characters, read only once they are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...graph.difference.contents import key_of
from ...graph.gaps import LISTED
from ...graph.study.facets import FACETS, cards
from ...graph.study.learning import POINTS_TO
from ...graph.study.learning_order import NAMED, TAUGHT, UNRATED
from ...graph.study.needs import NEEDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...graph.difference.contents import Key
    from ...graph.graph import Graph
    from ...graph.study.card import Card, Point
    from ..json_ import Json


def study_data(graph: Graph) -> dict[str, Json]:
    """`{"learning","facets","cards"}`: the rules of learning, the facets by name and meaning, and a card as
    `[facet, node, question, points]`, with a fifth entry for what is not usual.

    Facets, nodes and links are named by their places in the lists.
    """
    place = {node_id: at for at, node_id in enumerate(graph.nodes)}
    links = {key_of(link): at for at, link in enumerate(graph.links)}
    return {
        "learning": learning_data(),
        "facets": [[facet.name, facet.meaning] for facet in FACETS],
        "cards": [_card(card, graph, place, links) for card in cards(graph)],
    }


def learning_data() -> dict[str, Json]:
    """`{"needs","unrated","taught","named","points_to","listed"}`: what the order of learning goes by, a need as
    `[relation, before, says, kinds, any_at_target, but_for]`."""
    return {
        "needs": [
            [need.relation, need.before, need.says, [*need.kinds], need.any_at_target, [*need.but_for]]
            for need in NEEDS
        ],
        "unrated": UNRATED,
        "taught": [*TAUGHT],
        "named": [*NAMED],
        "points_to": [*POINTS_TO],
        "listed": [*LISTED],
    }


_FACET_PLACE = {facet.name: at for at, facet in enumerate(FACETS)}


def _card(card: Card, graph: Graph, place: Mapping[str, int], links: Mapping[Key, int]) -> Json:
    said: list[Json] = [_FACET_PLACE[card.facet], place[card.node], card.question]
    points: list[Json] = [_point(point, graph, place) for point in card.answer]
    rests_on: list[Json] = [links[key_of(link)] for link in card.links if key_of(link) in links]
    fields: dict[str, Json] = {
        "part": card.part,
        "family": "" if card.family == card.node else place.get(card.family, card.family),
        "ordered": card.ordered,
        "links": rests_on,
    }
    extra: dict[str, Json] = {name: value for name, value in fields.items() if value not in ("", False, [])}
    return [*said, points, extra] if extra else [*said, points]


def _point(point: Point, graph: Graph, place: Mapping[str, int]) -> Json:
    """The place of a node that says it; else `[lead, place, text]`, -1 for no node, without the text of the node."""
    at = place.get(point.node, -1)
    is_own = at >= 0 and graph.node(point.node).text == point.text
    if is_own and not point.lead:
        return at
    return [point.lead, at] if is_own else [point.lead, at, point.text]
