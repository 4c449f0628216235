"""Laws of cards, whatever the graph: ids that last, answers that the graph holds, questions that do not tell them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import cruxmap
import pytest
from cruxmap.graph.build import build
from cruxmap.graph.graph import Graph
from cruxmap.graph.model import Analogy, Source
from cruxmap.graph.study.choice import chosen
from cruxmap.graph.study.facets import FACETS, cards
from cruxmap.graph.words import words
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from strategies import source_maps

if TYPE_CHECKING:
    import random

    from cruxmap.graph.study.card import Card

graphs = st.lists(source_maps(), max_size=3).map(lambda maps: build(maps).graph)
TOLD = ("blank", "meaning")
"""Facets whose cards hang on how a text puts things."""
LABELLED = ("sides", "difference", "table")
"""Facets whose points are told by whose they are, so that none may be left out."""


@given(graphs, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_any_graph(graph: Graph, chance: random.Random) -> None:
    found = cards(graph)
    ids = Counter(card.id for card in found)
    assert not ids or max(ids.values()) == 1
    asked = Counter((graph.node(card.node).source, card.question) for card in found)
    assert not asked or max(asked.values()) == 1
    links = set(graph.links)
    for card in found:
        assert card.answer
        assert all(point.text for point in card.answer)
        assert all(not point.node or point.node in graph for point in card.answer)
        assert links.issuperset(card.links)
        assert card.node in graph
        assert card.family in graph
        told = [point for point in card.answer if _holds(card.question, point.text)]
        assert all(card.facet in LABELLED and point.lead for point in told)
    nodes, shuffled = list(graph.nodes.values()), list(graph.links)
    chance.shuffle(nodes)
    chance.shuffle(shuffled)
    assert {card.id for card in cards(Graph(nodes, shuffled))} == set(ids)


def test_rewording_keeps_the_ids() -> None:
    graph = cruxmap.load()
    reworded = Graph([replace(node, text=f"Put otherwise, {node.text}") for node in graph.nodes.values()], graph.links)
    before = {card.id for card in cards(graph) if card.facet not in TOLD}
    after = {card.id for card in cards(reworded) if card.facet not in TOLD}
    assert before == after


def test_shipped_questions_read_as_questions() -> None:
    graph = cruxmap.load()
    found = cards(graph)
    assert {card.facet for card in found} == {facet.name for facet in FACETS} - {"table"}
    for card in found:
        question = card.question
        assert "  " not in question
        assert "{" not in question
        assert not {"node", "relation", "facet"}.intersection(words(question)), question
        assert question.endswith(("?", "”")), question
        assert question.count("“") == question.count("”")


UNLINKED = ("thesis", "meaning", "blank", "stands-for")
"""Facets that ask for what a node itself holds: its thesis, its text, its term, its mapping."""


@pytest.mark.parametrize("facet", [facet.name for facet in FACETS if facet.name != "table"])
def test_a_reader_of_the_shipped_maps_sees_why_each_answer_is_one(shipped: Graph, facet: str) -> None:
    """The links that an answer rests on lead from what is asked about to every node that answers."""
    for card in (card for card in cards(shipped) if card.facet == facet):
        assert any(point.node for point in card.answer), card.id
        assert not card.links if facet in UNLINKED else card.links, card.id
        assert {point.node for point in card.answer} - {""} <= reached(card, shipped), card.id


def reached(card: Card, graph: Graph) -> set[str]:
    """What the links of a card lead to, from its node on, whichever way they point; and what its node names itself."""
    node = graph.node(card.node)
    found = {card.node}
    if isinstance(node, Source):
        found.add(node.thesis)
    if isinstance(node, Analogy):
        found.update(pair.stands_for for pair in node.mapping)
    ends = [{link.from_id, link.to_id} for link in card.links]
    while more := [pair for pair in ends if pair & found and not pair <= found]:
        found = found.union(*more)
    return found


def test_filters() -> None:
    graph = cruxmap.load()
    found = cards(graph)
    assert chosen(graph, found) == found
    assert {card.facet for card in chosen(graph, found, facets=["sides"], sources=["cotra"])} == {"sides"}
    crux = chosen(graph, found, nodes=["cotra/crux-goals"])
    assert {"cotra/crux-goals#sides", "cotra/crux-goals.optimist#reasons"} <= {card.id for card in crux}
    assert all(graph.node(card.node).kind == "crux" for card in chosen(graph, found, kinds=["crux"]))
    tagged = chosen(graph, found, tags=["objection"])
    assert tagged
    assert all("objection" in graph.node(card.node).tags for card in tagged)


@pytest.mark.parametrize("facet", [facet.name for facet in FACETS])
def test_facets_have_names_fit_for_ids(facet: str) -> None:
    assert facet.replace("-", "").isalpha()


def _holds(question: str, text: str) -> bool:
    inside = " ".join(words(text))
    return bool(inside) and f" {inside} " in f" {' '.join(words(question))} "
