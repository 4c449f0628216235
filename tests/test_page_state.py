"""The page from a file: it asks nobody for anything, and every state of it has an address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browsing import VIEWS, Watched, focused, fresh, state_of, unfold_tree, watched, written
from graphs import graph_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import cruxmap
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="module")
def shown(browser: Browser, shipped: cruxmap.Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    with watched(browser, written(shipped, tmp_path_factory.mktemp("page"))) as found:
        yield found


def test_nothing_is_asked_of_the_network_whatever_is_used(shown: Watched) -> None:
    page = fresh(shown)
    for view in VIEWS:
        page.click(f"#view-{view}")
        page.keyboard.press("/")
        page.keyboard.type("model")
        page.keyboard.press("Enter")
        page.keyboard.press("Escape")
        page.click("#filter-button")
        page.click("#filter-kind-claim")
        page.click("#reset")
        page.click("#filter-button")
        page.click("#help-button")
        page.keyboard.press("Escape")
        page.click("#theme")
    assert shown.requests
    assert set(shown.requests) == {shown.url}
    assert page.evaluate("performance.getEntriesByType('resource').map((entry) => entry.name)") == []
    assert shown.said == []


def test_the_policy_stops_scripts_and_requests_that_are_not_the_page_s_own(
    browser: Browser, shipped: cruxmap.Graph, tmp_path_factory: pytest.TempPathFactory
) -> None:
    url = written(shipped, tmp_path_factory.mktemp("policy"))
    context = browser.new_context()
    page = context.new_page()
    failed: list[tuple[str, str | None]] = []
    page.on("requestfailed", lambda request: failed.append((request.url, request.failure)))
    page.goto(url)
    with page.expect_event("requestfailed"):
        stopped = page.evaluate(
            """async () => {
              const stopped = [];
              document.addEventListener("securitypolicyviolation", (event) => stopped.push(event.effectiveDirective));
              const script = document.createElement("script");
              script.textContent = "window.ran = true";
              const image = document.createElement("img");
              image.src = "https://example.org/a.png";
              const style = document.createElement("style");
              style.textContent = "body { display: none }";
              document.body.append(script, image, style);
              await fetch("https://example.org/").catch(() => 0);
              for (let left = 6000; left && stopped.length < 4; left -= 1) await new Promise((done) => setTimeout(done, 5));
              return [stopped.sort(), "ran" in window, getComputedStyle(document.body).display];
            }"""
        )
    context.close()
    assert stopped == [["connect-src", "img-src", "script-src-elem", "style-src-elem"], False, "flex"]
    assert failed == [("https://example.org/a.png", "csp")]


def test_the_view_switches_by_click_and_by_key(shown: Watched) -> None:
    page = fresh(shown)
    here = {
        "cruxes": "#main .row",
        "map": "#main .layer.focus",
        "network": "#main .network canvas",
        "outline": "#main [role=tree]",
        "study": "#main .study",
    }
    for view in (*reversed(VIEWS), *VIEWS):
        page.click(f"#view-{view}")
        assert [name for name, mark in here.items() if page.locator(mark).count()] == [view]
        assert page.locator("#views [aria-current=page]").get_attribute("id") == f"view-{view}"
        assert focused(page) == f"view-{view}"
    for place, view in enumerate(VIEWS, 1):
        page.keyboard.press(str(place))
        assert page.get_attribute("#main", "data-view") == view


def _switch(page: Page) -> None:
    page.click("#view-outline")


def _node(page: Page) -> None:
    page.click("#main .card-link >> nth=3")


def _map_of_a_node(page: Page) -> None:
    page.click("#main .card-link >> nth=3")
    page.click("#to-map")


def _hops(page: Page) -> None:
    page.click("#view-map")
    page.click("#hops-3")


def _focus(page: Page) -> None:
    page.click("#view-map")
    page.fill("#pick-focus", "schemer model")
    page.press("#pick-focus", "Enter")


def _way(page: Page) -> None:
    page.click("#view-map")
    page.fill("#pick-from", "dragan/world-model")
    page.press("#pick-from", "Enter")
    page.fill("#pick-to", "dragan/deception")
    page.press("#pick-to", "Enter")


def _filters(page: Page) -> None:
    page.click("#filter-button")
    for box in ("kind-claim", "kind-crux", "source-cotra", "modality-likely"):
        page.click(f"#filter-{box}")
    page.click("#filter-button")


def _search(page: Page) -> None:
    page.fill("#query", "trained, 50% & #1 + ü")
    page.fill("#query", "reward model")
    page.wait_for_function("new URLSearchParams(location.hash.slice(1)).get('q') === 'reward model'")


def _grouped(page: Page) -> None:
    page.click("#view-outline")
    page.select_option("#group-by", "section")


def _side(page: Page) -> None:
    page.check('[id="main-cotra/crux-goals.optimist"]')


def _camp(page: Page) -> None:
    page.click("#weigh-bar button:has-text('All pessimist')")


def _weighing(page: Page) -> None:
    page.click("#weigh-button")
    page.select_option("#semantics", "df-quad")
    page.select_option("#target", "cotra/thesis")


def _card(page: Page) -> None:
    page.click("#view-study")
    page.select_option("#facet", "sides")
    page.keyboard.press("Space")


def _path(page: Page) -> None:
    page.click("#view-study")
    page.click("#study-path")
    page.fill("#pick-learn", "schemer model")
    page.press("#pick-learn", "Enter")
    page.check("#needed-only")


STATES = (
    _switch,
    _node,
    _map_of_a_node,
    _hops,
    _focus,
    _way,
    _filters,
    _search,
    _grouped,
    _side,
    _camp,
    _weighing,
    _card,
    _path,
)


@pytest.mark.parametrize("reach", STATES, ids=lambda reach: reach.__name__.strip("_"))
def test_an_address_opened_anew_shows_what_clicking_there_showed(shown: Watched, reach: Callable[[Page], None]) -> None:
    page = fresh(shown)
    before = state_of(page)
    reach(page)
    reached = state_of(page)
    assert reached != before
    assert state_of(fresh(shown, page.evaluate("location.hash"))) == reached


def test_back_and_forward_go_through_what_was_shown(shown: Watched) -> None:
    page = fresh(shown)
    seen = [state_of(page)]
    for step in (_side, _camp, _node, _switch, _hops):
        step(page)
        if step is _hops:
            page.wait_for_selector("#hops-3[aria-pressed=true]")
            continue
        seen.append(state_of(page))
    page.go_back()
    page.go_back()
    for expected in reversed(seen[:-1]):
        page.go_back()
        assert kept(state_of(page)) == kept(expected)
    for expected in seen[1:]:
        page.go_forward()
        assert kept(state_of(page)) == kept(expected)


def kept(state: dict[str, object]) -> list[object]:
    return [state[name] for name in ("details", "view", "taken", "weighing")]


@pytest.mark.parametrize(
    "address",
    [
        "#nonsense",
        "#view=nowhere",
        "#node=no/such&focus=nor/this&from=x&to=y",
        "#view=map&hops=99",
        "#view=__proto__&hops=-1&by=constructor",
        "#kind=none&side=nobody&source=nothing&modality=never",
        "#take=no/such,cotra/schemer-model,,constructor&weigh=maybe&target=cotra/crux-goals&semantics=toString",
        "#view=study&card=no/such%23recall&facet=constructor&answer=shown",
        "#card=toString&facet=none&answer=42",
        "#study=nowhere&learn=no/such&steps=__proto__",
        "#__proto__=1&constructor=2&toString=3",
        "#%E0%A4%A&=&&&view",
        "#main",
    ],
)
def test_nonsense_in_the_address_does_no_harm(shown: Watched, address: str) -> None:
    page = fresh(shown, address)
    view = next((name for name in ("map", "study") if f"view={name}" in address), "cruxes")
    assert page.get_attribute("#main", "data-view") == view
    assert state_of(page) == state_of(fresh(shown, f"#view={view}"))


@pytest.mark.parametrize("way", ["from=dragan/world-model", "to=dragan/deception", "from=dragan/saint&to=no/such"])
def test_half_a_way_shows_the_map(shown: Watched, way: str) -> None:
    page = fresh(shown, f"#view=map&{way}")
    assert page.locator("#main .layer.focus .card").count() == 1


def test_the_view_begins_at_its_top_after_another_was_scrolled(shown: Watched) -> None:
    page = fresh(shown)
    page.click("#view-outline")
    unfold_tree(page)
    page.evaluate("document.getElementById('main').scrollTop = 600")
    page.click("#view-cruxes")
    assert page.evaluate("document.getElementById('main').scrollTop") == 0


def test_what_was_said_of_one_state_does_not_stand_over_the_next(shown: Watched) -> None:
    page = fresh(shown, "#view=map&from=dragan/world-model&to=dragan/deception")
    assert page.text_content("#status") == "2 shortest ways of 5 steps"
    page.click("#view-cruxes")
    assert page.text_content("#status") == ""


def test_opening_one_branch_of_the_outline_keeps_the_others_closed(shown: Watched) -> None:
    page = fresh(shown, "#view=outline")
    root = page.locator("#tree > [role=treeitem]").first
    root.focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowDown")
    page.click("#theme")
    page.click("#view-cruxes")
    page.click("#view-outline")
    assert root.get_attribute("aria-expanded") == "false"


def test_without_cruxes_and_a_thesis_it_opens_where_most_links_are(browser: Browser, tmp_path: Path) -> None:
    text = """
source: {id: ferry, title: Ferry}
claims:
  gulls: {text: Gulls fly.}
  keep: {text: The ferry should stay.}
  jobs: {text: It gives work., supports: [keep]}
  costs: {text: It costs too much., attacks: [keep]}
"""
    with watched(browser, written(graph_of(text), tmp_path)) as found:
        state = state_of(fresh(found))
    assert (state["view"], state["fields"]) == ("Map", ["", "The ferry should stay.", "", ""])
