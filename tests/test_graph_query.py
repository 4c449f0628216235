"""Gaps, search and ids as people type them."""

from __future__ import annotations

import cruxmap
import pytest
from graphs import graph_of
from hypothesis import given, settings
from hypothesis import strategies as st

TWINS = """source: {id: s, title: T}
failure_modes:
  a: {text: A., same_as: [b]}
  b: {text: B.}
  c: {text: C.}
  d: {text: D., modality: hypothetical}
mitigations:
  m: {text: M., mitigates: [b]}
"""


def test_gaps_count_what_a_twin_has() -> None:
    gaps = [(gap.gap, gap.node.slug) for gap in cruxmap.gaps(graph_of(TWINS))]
    assert gaps == [("unmitigated-failure-mode", "c")]


def test_gaps_of_every_sort() -> None:
    text = """source: {id: s, title: T}
claims:
  a: {text: A.}
concepts:
  named: {text: N., related_to: [used]}
  used: {text: U., enables: [a]}
cruxes:
  one: {text: One?, positions: {yes: {text: Y., because: [a]}}}
  two: {text: Two?, positions: {"yes": {text: Y., because: [a]}, "no": {text: N., because: []}}}
questions:
  q: {text: Q?}
  open: {text: O?, open: true}
"""
    gaps = [(gap.gap, gap.node.slug, gap.detail) for gap in cruxmap.gaps(graph_of(text))]
    assert gaps == [
        ("unsupported-claim", "a", ""),
        ("one-sided-crux", "one", "has fewer than two positions"),
        ("one-sided-crux", "two", "no reason given by: no"),
        ("unanswered-question", "q", ""),
        ("unanswered-question", "open", "left open"),
        ("unexplained-concept", "named", ""),
    ]


@given(st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_search_survives_any_query(shipped: cruxmap.Graph, words: str) -> None:
    hits = cruxmap.search(shipped.nodes.values(), words)
    assert all(hit.matched for hit in hits)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


@pytest.mark.parametrize(
    ("words", "first", "matched"),
    [
        ("goal guarding", "cotra/mech-goal-guarding", "title"),
        ("sycophants", "cotra/sycophant-model", "title"),
        ("AlphaZero", "dragan/goal-conditioned-alphazero", "title"),
        ('"quoted" AND (broken* NEAR', "cotra/", "text"),
        ("thneebs", "cotra/ex-thneeb", "title"),
    ],
)
def test_search_ranks_titles_first(shipped: cruxmap.Graph, words: str, first: str, matched: str) -> None:
    hit = cruxmap.search(shipped.nodes.values(), words)[0]
    assert hit.node.id.startswith(first)
    assert matched in hit.matched


def test_search_finds_scripts_without_spaces_and_signs() -> None:
    graph = graph_of("source: {id: s, title: T}\nclaims:\n  a: {text: 这是一个论点。}\n  b: {text: 'C++ ?!'}\n")
    assert [hit.node.slug for hit in cruxmap.search(graph.nodes.values(), "论点")] == ["a"]
    assert [hit.node.slug for hit in cruxmap.search(graph.nodes.values(), "?!")] == ["b"]


@pytest.mark.parametrize(
    ("word", "full"),
    [
        ("cotra/sgd", "cotra/sgd"),
        ("sgd", "cotra/sgd"),
        ("SGD", "cotra/sgd"),
        ("cotra", "cotra/source"),
        ("crux-goals", "cotra/crux-goals"),
        ("crux-goals.optimist", "cotra/crux-goals.optimist"),
        ("young-businessperson", "cotra/analogy-young-businessperson"),
        ("schemer model", "cotra/schemer-model"),
    ],
)
def test_short_ids(shipped: cruxmap.Graph, word: str, full: str) -> None:
    assert cruxmap.resolve(shipped, word) == full


@pytest.mark.parametrize(
    ("word", "says"),
    [
        ("thesis", "'thesis' is ambiguous: cotra/thesis, dragan/thesis"),
        ("sgdd", "there is no node 'sgdd': did you mean cotra/sgd?"),
        ("", "there is no node '': `cruxmap search` finds ids by their words"),
        ("cotra/", "there is no node 'cotra/': did you mean"),
        ("\x1b[31m", r"there is no node '\x1b[31m'"),
    ],
)
def test_ids_that_are_not_one_node(shipped: cruxmap.Graph, word: str, says: str) -> None:
    with pytest.raises(cruxmap.CruxmapError) as caught:
        cruxmap.resolve(shipped, word)
    assert str(caught.value).startswith(says)


def test_names_that_two_nodes_have_are_ambiguous_unless_one_is_a_crux() -> None:
    first = (
        "source: {id: s, title: T}\nclaims: {a: {text: A., title: Same}, a-b: {text: B., title: Same}, x: {text: X.}}\n"
    )
    graph = graph_of(first, "source: {id: t, title: U}\ncruxes: {x: {text: 'X?'}}\n")
    assert cruxmap.resolve(graph, "x", kind="crux") == "t/x"
    for word in ("Same", "x"):
        with pytest.raises(cruxmap.CruxmapError, match="is ambiguous"):
            cruxmap.resolve(graph, word)


def test_a_crux_has_the_positions_of_its_twin() -> None:
    positions = "{o: {text: O., because: [x]}}"
    one = f"source: {{id: a, title: A}}\ncruxes: {{k: {{text: 'K?', same_as: [b/k], positions: {positions}}}}}\n"
    two = (
        "source: {id: b, title: B}\nclaims: {x: {text: X., supported_by: [x-2]}, x-2: {text: Y., supported_by: [x]}}\n"
    )
    two += "cruxes: {k: {text: 'K?', positions: {o: {text: O., because: [x]}, p: {text: P., because: [x]}}}}\n"
    graph = graph_of(one + "claims: {x: {text: X., supported_by: [b/x]}}\n", two)
    assert cruxmap.gaps(graph) == []
