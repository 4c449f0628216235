"""Filters in the page: counted, combined, taken back at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browsing import Watched, focused, fresh, watched, written
from cruxmap.graph.graph import Graph
from cruxmap.graph.model import Crux, Link, Position
from cruxmap.graph.query import select, sides_by_node

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import cruxmap
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="module")
def shown(browser: Browser, shipped: cruxmap.Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    with watched(browser, written(shipped, tmp_path_factory.mktemp("page"))) as found:
        yield found


def counts(page: Page) -> dict[str, int]:
    """The number beside each choice, by its id."""
    found: dict[str, int] = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll("#filters label")].map((label) =>
          [label.querySelector("input").id.replace("filter-", ""), Number(label.querySelector(".count").textContent)]))"""
    )
    return found


def expected(graph: cruxmap.Graph, **chosen: list[str]) -> dict[str, int]:
    """The same from the graph: how many nodes each choice would leave, given the other facets."""
    spoken = sides_by_node(graph)
    values = {
        "kinds": ["kind", *dict.fromkeys(node.kind for node in graph.nodes.values())],
        "sides": ["side", *dict.fromkeys(side for sides in spoken.values() for side in sides)],
        "sources": ["source", *dict.fromkeys(node.source for node in graph.nodes.values())],
        "modalities": ["modality", *dict.fromkeys(node.modality for node in graph.nodes.values())],
    }
    return {
        f"{name}-{value}": len(select(graph, **{**chosen, facet: [value]}))
        for facet, (name, *choices) in values.items()
        for value in choices
    }


def test_every_choice_counts_the_nodes_it_leaves(shown: Watched, shipped: cruxmap.Graph) -> None:
    page = fresh(shown)
    page.click("#filter-button")
    assert focused(page) == "filter-kind-claim"
    assert counts(page) == expected(shipped)
    assert page.text_content("#filters .filter-sum") == f"{len(shipped)} of {len(shipped)} nodes Reset filters"


def test_choices_of_one_facet_are_alternatives_and_facets_hold_together(shown: Watched, shipped: cruxmap.Graph) -> None:
    page = fresh(shown, "#view=outline")
    page.click("#filter-button")
    chosen: dict[str, list[str]] = {}
    for facet, name, value in (
        ("kinds", "kind", "claim"),
        ("kinds", "kind", "position"),
        ("sides", "side", "optimist"),
        ("sources", "source", "cotra"),
        ("modalities", "modality", "likely"),
    ):
        page.click(f"#filter-{name}-{value}")
        chosen.setdefault(facet, []).append(value)
        left = select(shipped, **chosen)
        assert counts(page) == expected(shipped, **chosen)
        assert (page.text_content("#filters .filter-sum") or "").startswith(f"{len(left)} of {len(shipped)} nodes")
        assert page.text_content("#status") == f"{len(left)} nodes pass the filters"
        assert focused(page) == f"filter-{name}-{value}"
    assert page.text_content("#filter-button") == "Filters (5)"
    page.click("#reset")
    assert counts(page) == expected(shipped)
    assert page.text_content("#filter-button") == "Filters"
    assert page.evaluate("location.hash") == "#view=outline"


def test_each_view_shows_what_passes_and_says_so_where_nothing_does(shown: Watched, shipped: cruxmap.Graph) -> None:
    page = fresh(shown, "#view=outline&kind=failure_mode&source=dragan")
    page.focus("#tree > li >> nth=0")
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    wanted = [node.id for node in select(shipped, kinds=["failure_mode"], sources=["dragan"])]
    assert (
        page.eval_on_selector_all("#tree [aria-level='3']", "(rows) => rows.map((row) => row.dataset.node)") == wanted
    )
    page = fresh(shown, "#kind=failure_mode&side=pessimist")
    drawn = page.eval_on_selector_all("#main .card:not(.context)", "(cards) => cards.map((card) => card.dataset.id)")
    assert {shipped.node(node_id).kind for node_id in drawn} == {"failure_mode"}
    page = fresh(shown, "#view=map&hops=2&kind=claim")
    focus, *others = page.eval_on_selector_all(
        "#main .card:not(.focus .card)", "(cards) => cards.map((card) => card.dataset.id)"
    )
    assert {shipped.node(node_id).kind for node_id in (focus, *others)} == {"claim"}
    for view in ("cruxes", "outline"):
        page = fresh(shown, f"#view={view}&kind=reference&side=optimist")
        assert (page.text_content("#main") or "").startswith(
            f"No{' crux' if view == 'cruxes' else 'thing'} passes the filters."
        )
        page.click("#main .empty button")
        assert page.locator("#main .empty").count() == 0


def test_search_finds_only_what_passes(shown: Watched, shipped: cruxmap.Graph) -> None:
    page = fresh(shown, "#q=model&kind=mechanism")
    ids = page.evaluate(
        "() => [...document.querySelectorAll('#hits [role=option] .kind')].map((kind) => kind.textContent)"
    )
    assert len(ids) > 10
    assert set(ids) == {"mechanism"}
    page.evaluate("location.hash = '#q=model'")
    page.wait_for_function("document.querySelectorAll('#hits [role=option]').length === 40")


def test_names_that_mean_something_to_javascript_are_counted_like_others(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    from cruxmap.graph.graph import Graph
    from cruxmap.graph.model import Crux, Link, Position

    words = ("__proto__", "constructor", "toString", "hasOwnProperty", "length")
    crux = Crux(id="constructor/__proto__", kind="crux", text="Which?", section="__proto__")
    sides = [
        Position(id=f"constructor/p{at}", kind="position", text=word, crux=crux.id, side=word)
        for at, word in enumerate(words)
    ]
    links = [Link(from_id=side.id, relation="position_on", to_id=crux.id) for side in sides]
    graph = Graph([crux, *sides], links)
    with watched(browser, written(graph, tmp_path_factory.mktemp("page"))) as shown:
        page = fresh(shown)
        assert page.locator("#main .card").count() == 6
        page.click("#filter-button")
        assert counts(page) == {
            "kind-crux": 1,
            "kind-position": 5,
            **{f"side-{word}": 1 for word in words},
            "source-constructor": 6,
            "modality-asserted": 6,
        }
        for word in words:
            page.click(f"[id='filter-side-{word}']")
            assert page.eval_on_selector_all(
                "#main .card:not(.context)", "(all) => all.map((one) => one.querySelector('.card-link').textContent)"
            ) == [word]
            page.click(f"[id='filter-side-{word}']")


def test_sides_with_commas_and_backslashes_are_filtered_by_one_at_a_time(browser: Browser, tmp_path: Path) -> None:
    sides = ("those who hope, mostly", "those who hope", "back\\slash, too")
    crux = Crux(id="m/x", kind="crux", text="Who is right?")
    answers = [
        Position(id=f"m/x.{place}", kind="position", text=f"Number {place}", crux=crux.id, side=side)
        for place, side in enumerate(sides)
    ]
    links = [Link(from_id=answer.id, relation="position_on", to_id=crux.id) for answer in answers]
    with watched(browser, written(Graph([crux, *answers], links), tmp_path, network=False)) as found:
        page = fresh(found)
        page.keyboard.press("f")
        for chosen in ((0,), (0, 2)):
            page.click(f'[id="filter-side-{sides[chosen[-1]]}"]'.replace("\\", "\\\\"))
            cards = page.locator("#main .position .card-text").all_text_contents()
            assert sorted(cards) == [f"Number {place}" for place in chosen]
            page.reload()
            assert sorted(page.locator("#main .position .card-text").all_text_contents()) == sorted(cards)
            page.keyboard.press("f")
