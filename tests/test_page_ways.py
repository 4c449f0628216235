"""The ways of the map: the same as those of `cruxmap path`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cruxmap
import pytest
from browsing import Watched, fresh, watched, written
from graphs import graph_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

TWINS = """
source: {id: m, title: T}
claims:
  a: {text: A, supports: [b, x], same_as: [p]}
  b: {text: B, supports: [c]}
  c: {text: C}
  p: {text: P, same_as: [q]}
  q: {text: Q, supports: [c]}
  x: {text: X, related_to: [c], attacks: [b]}
  l: {text: L}
concepts:
  k: {text: K, requires: [j], amplifies: [j], causes: [{to: j, basis: inferred}]}
  j: {text: J, causes: [l], enables: [{to: l, basis: inferred}]}
"""
DRAWN = """() => [...document.querySelectorAll("#main .way")].map((way) => [...way.querySelectorAll(".item > .card")].map((card) =>
  [card.dataset.id, (card.querySelector(".relation") || { textContent: "" }).textContent.slice(2)]))"""


@pytest.fixture(scope="module")
def shown(browser: Browser, shipped: cruxmap.Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    with watched(browser, written(shipped, tmp_path_factory.mktemp("page"))) as found:
        yield found


def told(graph: cruxmap.Graph, start: str, end: str) -> list[list[tuple[str, str]]]:
    """Every shortest way as the nodes it comes by and the relations that lead to them."""
    return [
        [(start, ""), *((hop.end, hop.relation.replace("_", " ")) for hop in way)]
        for way in cruxmap.paths(graph, start, end, most=1000)
    ]


def check(shown: Watched, graph: cruxmap.Graph, start: str, end: str) -> int:
    """The ways drawn are three of the shortest, or all; how many steps they have."""
    page = shown.page
    page.evaluate("([from, to]) => { location.hash = `#view=map&from=${from}&to=${to}`; }", [start, end])
    page.wait_for_function(
        "([from, to]) => location.hash.includes(`from=${from}&to=${to}`) && document.querySelector('#main .ways')",
        arg=[start, end],
    )
    every = told(graph, start, end)
    drawn = [[tuple(step) for step in way] for way in page.evaluate(DRAWN)]
    assert len(drawn) == min(len(every), 3), (start, end)
    assert all(way in every for way in drawn), (start, end)
    assert len({tuple(way) for way in drawn}) == len(drawn)
    if not every:
        assert (page.text_content("#main .empty p") or "").startswith("No way leads from “")
    return len(every[0]) - 1 if every else 0


def test_ways_are_those_of_the_command(shown: Watched, shipped: cruxmap.Graph) -> None:
    fresh(shown, "#view=map")
    ids = list(shipped.nodes)
    pairs = [(ids[(place * 37) % len(ids)], ids[(place * 101 + 5) % len(ids)]) for place in range(60)]
    starts = ("dragan/world-model", "cotra/human-approval", "cotra/training", "dragan/reward-model")
    ends = ("dragan/deception", "cotra/claim-major-risk", "cotra/thesis", "cotra/crux-deploy.pessimist")
    pairs += [(start, end) for start in starts for end in ends if start in shipped and end in shipped]
    lengths = [check(shown, shipped, start, end) for start, end in pairs]
    assert max(lengths) > 4
    assert lengths.count(0) > 5


def test_what_is_the_same_weighs_nothing_and_one_step_is_named_of_several(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    graph = graph_of(TWINS)
    with watched(browser, written(graph, tmp_path_factory.mktemp("twins"))) as shown:
        fresh(shown, "#view=map")
        steps = {(start, end): check(shown, graph, f"m/{start}", f"m/{end}") for start in "abpqk" for end in "cjlp"}
    assert steps["a", "c"] == 3
    assert steps["k", "l"] == 2
    assert steps["b", "p"] == 0
