"""Ways, trees and circles, held against networkx."""

from __future__ import annotations

import random
from itertools import pairwise

import cruxmap
import networkx
from cruxmap.graph.circles import circles
from cruxmap.graph.model import Link, Node
from cruxmap.graph.paths import LEADS, Ground
from graphs import graph_of
from hypothesis import given, settings
from hypothesis import strategies as st


def test_ways_are_as_short_as_networkx_says(shipped: cruxmap.Graph) -> None:
    plain: networkx.DiGraph[str] = networkx.DiGraph()
    for link in shipped.links:
        if link.relation in LEADS:
            ends = (link.to_id, link.from_id) if link.relation == "requires" else (link.from_id, link.to_id)
            plain.add_edge(*ends, weight=1)
        if link.relation == "same_as":
            plain.add_edge(link.from_id, link.to_id, weight=0)
            plain.add_edge(link.to_id, link.from_id, weight=0)
    rng = random.Random(1)
    nodes = sorted(shipped.nodes)
    found = 0
    for _ in range(2000):
        start, end = rng.sample(nodes, 2)
        ways = cruxmap.paths(shipped, start, end)
        try:
            length = networkx.shortest_path_length(plain, start, end, weight="weight")
        except (networkx.NetworkXNoPath, networkx.NodeNotFound):
            assert ways == []
            continue
        found += 1
        for way in ways:
            assert (way[0].start, way[-1].end) == (start, end)
            assert all(hop.end == following.start for hop, following in pairwise(way))
            assert sum(hop.link.relation != "same_as" for hop in way) == length
    assert found > 20


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_ways_on_random_graphs(data: st.DataObject) -> None:
    size = data.draw(st.integers(2, 12))
    nodes = [Node(id=f"s/{number}", kind="claim", text=str(number)) for number in range(size)]
    pairs = data.draw(st.sets(st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)), max_size=30))
    links = [Link(from_id=f"s/{a}", relation="supports", to_id=f"s/{b}") for a, b in sorted(pairs) if a != b]
    graph = cruxmap.Graph(nodes, links)
    plain: networkx.DiGraph[str] = networkx.DiGraph((link.from_id, link.to_id) for link in links)
    ways = cruxmap.paths(graph, "s/0", "s/1", most=1000)
    if "s/0" not in plain or "s/1" not in plain or not networkx.has_path(plain, "s/0", "s/1"):
        assert ways == []
        return
    wanted = sorted(networkx.all_shortest_paths(plain, "s/0", "s/1"))
    assert sorted([way[0].start, *(hop.end for hop in way)] for way in ways) == wanted


LOOP = """source: {id: s, title: T}
mechanisms:
  a: {text: A., causes: [b]}
  b: {text: B., causes: [a, c]}
  c: {text: C.}
"""


def test_circles_are_named() -> None:
    graph = graph_of(LOOP)
    assert [[link.from_id for link in circle] for circle in circles(graph, ("causes",))] == [["s/a", "s/b"]]


def shown(ground: Ground) -> list[str]:
    below = [node for branch in (*ground.for_it, *ground.against_it) for node in shown(branch)]
    return [f"{ground.node.slug}{'*' * ground.repeated}", *below]


def test_trees_unfold_every_node_once_and_count_what_is_hidden(shipped: cruxmap.Graph) -> None:
    assert shown(cruxmap.why(graph_of(LOOP), "s/c", depth=9)) == ["c", "b", "a", "b*"]
    whole = cruxmap.why(shipped, "cotra/claim-major-risk", depth=50)
    unfolded = [ground.node.id for ground in _grounds(whole) if ground.for_it or ground.against_it]
    assert len(set(unfolded)) == len(unfolded)
    everything = {ground.node.id for ground in _grounds(whole)}
    for depth in (1, 2, 3, 50):
        grounds = _grounds(cruxmap.why(shipped, "cotra/claim-major-risk", depth=depth))
        hidden = sum(ground.hidden for ground in grounds)
        assert (hidden == 0) == (depth == 50)
        assert len({ground.node.id for ground in grounds}) + hidden == len(everything)


def _grounds(root: Ground) -> list[Ground]:
    return [root, *(below for branch in (*root.for_it, *root.against_it) for below in _grounds(branch))]


def test_reach_turns_why_round(shipped: cruxmap.Graph) -> None:
    for node_id in ("cotra/sgd", "dragan/world-model", "cotra/crux-saints.pessimist", "cotra/reward"):
        for branch in cruxmap.reach(shipped, node_id, depth=1).for_it:
            back = cruxmap.why(shipped, branch.node.id, depth=1)
            assert node_id in [found.node.id for found in back.for_it]
