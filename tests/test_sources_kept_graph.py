"""A graph that was kept is the graph that it was, whatever is asked first."""

from __future__ import annotations

import os
import tempfile
from typing import TYPE_CHECKING

import cruxmap
import pytest
from cruxmap.exports import export
from cruxmap.exports.html.study_data import study_data
from cruxmap.graph.build import build
from cruxmap.graph.graph import Graph
from cruxmap.graph.ids import resolve, short_form
from cruxmap.graph.problem import CruxmapError
from cruxmap.graph.schema import KINDS, RELATIONS
from cruxmap.graph.search import search, search_kept
from cruxmap.sources.kept_graph import KeptGraph, write
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from strategies import source_maps

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from cruxmap.graph.model import SourceMap

QUESTIONS: tuple[Callable[[Graph], object], ...] = (
    len,
    repr,
    cruxmap.cruxes,
    cruxmap.gaps,
    cruxmap.links,
    cruxmap.select,
    lambda graph: graph.links,
    lambda graph: [*graph.nodes],
    lambda graph: [*graph.nodes.values()],
    lambda graph: [*graph.nodes.items()],
    lambda graph: dict(graph.nodes),
    lambda graph: graph.sources(),
    lambda graph: graph.source_ids(),
    lambda graph: [graph.node(node_id) for node_id in graph.nodes],
    lambda graph: [short_form(graph, word) for word in _words(graph)],
    lambda graph: [word in graph for word in _words(graph)],
    lambda graph: [_resolved(graph, word) for word in _words(graph)],
    lambda graph: [(graph.out(word), graph.into(word), graph.at(word)) for word in _words(graph)],
    lambda graph: [graph.twins(word) for word in graph.nodes],
    lambda graph: [[*graph.of_kinds(kind.name)] for kind in KINDS],
    lambda graph: [*graph.of_kinds("claim", "position", "crux")],
    lambda graph: [cruxmap.links(graph, relations=[relation.name]) for relation in RELATIONS],
    lambda graph: [cruxmap.why(graph, node_id) for node_id in graph.nodes],
    lambda graph: export(graph, "json").text,
    lambda graph: export(graph, "argdown").text,
    study_data,
)


@given(st.lists(source_maps(), max_size=4), st.permutations(QUESTIONS), st.randoms())
@settings(max_examples=25, deadline=None)
def test_a_kept_graph_answers_as_it_did(
    maps: list[SourceMap], questions: list[Callable[[Graph], object]], rng: random.Random
) -> None:
    files = ["a.yaml", "b.yaml"]
    graph = build(replace(source_map, file=rng.choice(files)) for source_map in maps).graph
    kept = _kept(graph)
    for question in questions:
        assert question(kept) == question(graph)


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_shipped_maps_answer_each_question_as_the_first(
    shipped: Graph, question: Callable[[Graph], object]
) -> None:
    assert question(_kept(shipped)) == question(shipped)


QUERIES = (
    "goal guarding",
    "GOAL-guard",
    "a",
    "the model",
    "nothing-like-it",
    "–",
    "…",
    "é",
    "x y",
    "\0",
    '"',
    "論",
    "",
)


@given(st.lists(source_maps(), max_size=4), st.text(max_size=5), st.integers(1, 5))
@settings(max_examples=20, deadline=None)
def test_the_kept_text_finds_what_a_search_of_all_nodes_finds(maps: list[SourceMap], words: str, most: int) -> None:
    graph = build(maps).graph
    text = _kept(graph).full_text()
    assert text
    found = [word for node in graph.nodes.values() for word in (node.text, node.title, node.slug, node.note[:3])]
    for query in (words, *QUERIES, *found):
        assert search_kept(text, query, most=most) == search(graph.nodes.values(), query, most=most)


@pytest.mark.parametrize("query", QUERIES)
def test_the_shipped_maps_are_searched_alike(shipped: Graph, query: str) -> None:
    text = _kept(shipped).full_text()
    assert text
    assert search_kept(text, query) == search(shipped.nodes.values(), query)


def test_nodes_and_links_come_back_in_their_shapes(shipped: Graph) -> None:
    kept = _kept(shipped)
    assert [type(node) for node in kept.nodes.values()] == [type(node) for node in shipped.nodes.values()]
    assert {type(link.span.line) for link in kept.links} == {int}


def test_an_unknown_id_is_said_to_be_unknown(shipped: Graph) -> None:
    kept = _kept(shipped)
    for word in ("cotra/nothing", "nothing", "", "/", "a/b/c"):
        assert word not in kept
        with pytest.raises(KeyError, match="no node has the id"):
            kept.node(word)


def _kept(graph: Graph) -> Graph:
    """The graph written to a database, and read from there."""
    descriptor, path = tempfile.mkstemp()
    os.close(descriptor)
    try:
        write(path, graph, [])
        return Graph.over(KeptGraph(path))
    finally:
        os.unlink(path)


def _words(graph: Graph) -> list[str]:
    """Ids, full and short, of nodes that are there and of some that are not."""
    ids = [*graph.nodes]
    return [*ids, *(word for node_id in ids for word in node_id.split("/")), "x/y", "y", "", "/", "x/", "/y", "x/y/z"]


def _resolved(graph: Graph, word: str) -> str:
    try:
        return resolve(graph, word)
    except CruxmapError as error:
        return str(error)
