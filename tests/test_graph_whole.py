"""Questions that go through a whole graph have the same answers in arrays as node by node."""

from __future__ import annotations

import os
import tempfile
from typing import TYPE_CHECKING

import cruxmap
import pytest
from cruxmap.graph import whole
from cruxmap.graph.circles import circles
from cruxmap.graph.ends import CODE
from cruxmap.graph.graph import Graph
from cruxmap.graph.model import Link, Node
from cruxmap.graph.schema import RELATIONS
from cruxmap.sources.kept_graph import KeptGraph, Places, write
from hypothesis import given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable

NAMES = ["supports", "supports", "requires", "requires", "attacks", "same_as", "causes", "contrasts_with"]
NODES = st.integers(0, 13)
LINKS = st.lists(
    st.tuples(NODES, st.sampled_from(NAMES), NODES), max_size=40, unique_by=lambda link: (link[0], link[2])
)


@given(LINKS)
@settings(max_examples=60, deadline=None)
def test_arrays_answer_as_a_walk_from_node_to_node_does(links: list[tuple[int, str, int]]) -> None:
    graph = _graph(links)
    kept = _kept(graph)
    for question in (_ways, _trees, _circles):
        wanted = question(graph)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(whole, "FEW", -10)
            patch.setattr(whole, "LARGE", 0)
            assert question(graph) == question(kept) == wanted


def test_a_long_chain_is_gone_through(monkeypatch: pytest.MonkeyPatch) -> None:
    size = whole.LARGE + 1000
    links = [(number, "supports", number + 1) for number in range(size)]
    graph = _graph([*links, (size, "supports", size - 10)], nodes=size + 1)
    last = [*graph.nodes][-1]
    answers = []
    for large in (whole.LARGE, 1_000_000):
        monkeypatch.setattr(whole, "LARGE", large)
        (way,) = cruxmap.paths(graph, "b/0", last)
        tree = cruxmap.why(graph, last, depth=3)
        answers.append((way, tree, circles(graph, ("supports",))))
    assert answers[0] == answers[1]
    (way, tree, found) = answers[0]
    assert len(way) == size
    assert [branch.for_it[0].for_it[0].hidden for branch in tree.for_it] == [size - 3]
    assert [len(circle) for circle in found] == [11]


def _ways(graph: Graph) -> object:
    ids = list(graph.nodes)[:5]
    pairs = [(start, end) for start in ids for end in ids]
    return [
        (cruxmap.paths(graph, *pair), cruxmap.paths(graph, *pair, via=["attacks"], both_ways=True)) for pair in pairs
    ]


def _trees(graph: Graph) -> object:
    ask: tuple[Callable[..., object], ...] = (cruxmap.why, cruxmap.reach)
    return [question(graph, node, depth=depth) for question in ask for node in graph.nodes for depth in (0, 1, 2)]


def _circles(graph: Graph) -> object:
    return [circles(graph, names) for names in (("supports", "causes"), ("requires",), ("same_as",))]


def _graph(links: list[tuple[int, str, int]], nodes: int = 14) -> Graph:
    ids = [f"{'bac'[number % 3]}/{number}" for number in range(nodes)]
    made = (Node(id=node_id, kind="claim", text=node_id) for node_id in ids)
    return Graph(made, [Link(from_id=ids[a], relation=name, to_id=ids[b]) for a, name, b in links if a != b])


def _kept(graph: Graph) -> Graph:
    """The graph written as if each third of its nodes were a document, and read."""
    ids = [*graph.nodes]
    block, first = 1 << 24, len(ids) // 3
    places = tuple(number % first + number // first * block for number in range(len(ids)))
    ends = tuple(number + (1 << 50) * (number > len(graph.links) // 2) for number in range(len(graph.links)))
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "graph")
        write(path, graph, (), Places(places, ends))
        index = KeptGraph(path)
        found = Graph.over(index)
        assert index.ends().nodes == len(ids)
        return found


def test_relations_fit_their_numbers() -> None:
    assert sorted(CODE.values()) == list(range(len(RELATIONS)))
    assert len(RELATIONS) < 256
