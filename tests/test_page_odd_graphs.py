"""Graphs that are not as most are: empty, without cruxes, with other sides, parts of others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browsing import VIEWS, fresh, texts, unfold_tree, watched, written
from cruxmap.graph.part import narrowed
from graphs import graph_of

if TYPE_CHECKING:
    import cruxmap
    from playwright.sync_api import Browser

EMPTY = "links: []"
NO_CRUX = "source: {id: m, title: T}\nclaims: {a: {text: A, supports: [b]}, b: {text: B}}"
ONE_SIDE = "source: {id: m, title: T}\ncruxes: {x: {text: X?, positions: {optimist: {text: Yes}}}}"
NO_SIDE = "source: {id: m, title: T}\ncruxes: {x: {text: X?}}"
THREE_SIDES = """
source: {id: m, title: T}
claims: {a: {text: A}, b: {text: B}}
cruxes:
  x: {text: X?, positions: {optimist: {text: Yes, because: [a]}, pessimist: {text: No}, bystander: {text: Both, because: [b]}}}
"""
OTHER_SIDES = """
source: {id: m, title: T}
claims: {a: {text: A}, b: {text: B}}
cruxes:
  x: {text: X?, positions: {camp-1: {text: Yes, because: [a]}, camp-2: {text: No, because: [b]}}}
  y: {text: Y?, positions: {camp-2: {text: So, because: [b]}, camp-1: {text: Not so, because: []}}}
"""
LOOP = "source: {id: m, title: T}\nconcepts: {a: {text: A, causes: [b]}, b: {text: B, causes: [a], related_to: [a]}}"
GRAPHS = {
    "empty": ([EMPTY], [0, 0]),
    "without cruxes": ([NO_CRUX], [0, 3]),
    "one side": ([ONE_SIDE], [2, 3]),
    "no side": ([NO_SIDE], [1, 2]),
    "three sides": ([THREE_SIDES], [6, 7]),
    "other sides": ([OTHER_SIDES], [9, 9]),
    "a loop": ([LOOP], [0, 3]),
    "two sources": ([NO_CRUX, "source: {id: n, title: N}\nclaims: {a: {text: A, same_as: [m/a]}}"], [0, 5]),
}


def use(graph: cruxmap.Graph, browser: Browser, tmp_path_factory: pytest.TempPathFactory, focus: str = "") -> list[int]:
    """Go through every view and some nodes' details; how many cards the cruxes and nodes the outline hold."""
    found = []
    with watched(browser, written(graph, tmp_path_factory.mktemp("page"), focus=focus)) as shown:
        for view in VIEWS:
            page = fresh(shown, f"#view={view}")
            if view == "outline" and len(graph):
                unfold_tree(page)
            found.append(page.locator("#main .card, #tree [aria-level='3'][data-node]").count())
            for node_id in list(graph.nodes)[:40:5]:
                page.evaluate(
                    "(node) => { location.hash = `#view=map&hops=3&focus=${node}&node=${node}&from=${node}&to=${node}`; }",
                    node_id,
                )
                page.wait_for_function(
                    "(node) => document.getElementById('details').dataset.node === node", arg=node_id
                )
                page.evaluate("(node) => { location.hash = `#view=map&hops=3&focus=${node}`; }", node_id)
            for key in ("f", "Escape", "?", "Escape", "/"):
                page.keyboard.press(key)
            page.keyboard.type("a")
            page.keyboard.press("Enter")
        assert shown.said == []
    return [found[0], found[VIEWS.index("outline")]]


@pytest.mark.parametrize("name", GRAPHS)
def test_every_view_works(browser: Browser, tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    maps, cards = GRAPHS[name]
    assert use(graph_of(*maps), browser, tmp_path_factory) == cards


@pytest.mark.parametrize(
    "part",
    [
        {"kinds": ["position"]},
        {"kinds": ["reference", "crux"]},
        {"sources": ["dragan"], "kinds": ["claim"]},
        {"kinds": ["source"]},
        {"tags": ["archetype"]},
    ],
)
def test_every_view_works_with_a_part_of_a_graph(
    browser: Browser, shipped: cruxmap.Graph, tmp_path_factory: pytest.TempPathFactory, part: dict[str, list[str]]
) -> None:
    graph = narrowed(shipped, kinds=part.get("kinds", ()), sources=part.get("sources", ()), tags=part.get("tags", ()))
    assert use(graph, browser, tmp_path_factory)[1] == len(graph) > 0


def test_an_empty_map_says_so(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> None:
    with watched(browser, written(graph_of(EMPTY), tmp_path_factory.mktemp("page"))) as shown:
        page = fresh(shown)
        assert (page.title(), page.text_content("h1")) == ("cruxmap", "cruxmap")
        assert page.text_content("#main") == "There is no crux in this map."
        for view in ("map", "outline", "study"):
            page.click(f"#view-{view}")
            assert (page.text_content("#main") or "").startswith("There is nothing in this map.")


def test_a_map_without_cruxes_opens_around_what_matters_most(
    browser: Browser, shipped: cruxmap.Graph, tmp_path_factory: pytest.TempPathFactory
) -> None:
    text = NO_CRUX.replace("title: T", "title: T, thesis: b")
    with watched(browser, written(graph_of(text), tmp_path_factory.mktemp("thesis"))) as shown:
        assert fresh(shown).get_attribute("#main .layer.focus .card", "data-id") == "m/b"
    with watched(browser, written(graph_of(text), tmp_path_factory.mktemp("focus"), focus="m/a")) as shown:
        assert fresh(shown).get_attribute("#main .layer.focus .card", "data-id") == "m/a"
    with watched(browser, written(shipped, tmp_path_factory.mktemp("cruxes"), focus="dragan/deception")) as shown:
        page = fresh(shown)
        assert page.get_attribute("#main", "data-view") == "cruxes"
        page.click("#view-map")
        assert page.get_attribute("#main .layer.focus .card", "data-id") == "dragan/deception"


def test_camps_of_any_name_keep_their_half(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> None:
    with watched(browser, written(graph_of(OTHER_SIDES), tmp_path_factory.mktemp("page"))) as shown:
        page = fresh(shown)
        halves = {half: texts(page, f"#main .half-{half} .position .kind") for half in ("left", "right")}
        assert {half: set(sides) for half, sides in halves.items()} == {"left": {"camp-2"}, "right": {"camp-1"}}
        assert texts(page, "#main .camp") == ["camp-2", "2 cruxes", "camp-1"]
        page.focus('#main [data-id="m/x"] .card-link')
        page.keyboard.press("ArrowRight")
        assert page.evaluate("document.activeElement.dataset.node") == "m/x.camp-1"
