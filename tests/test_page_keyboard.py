"""The page by keyboard alone: everything is reached, the focus is seen, arrows follow the lines."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from browsing import Watched, focused, fresh, watched, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    import cruxmap
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="module")
def shown(browser: Browser, shipped: cruxmap.Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    with watched(browser, written(shipped, tmp_path_factory.mktemp("page"))) as found:
        yield found


STEP = """() => {
  const here = document.activeElement;
  if (here === document.body) return null;
  here.dataset.reached = "yes";
  const ringed = [here, here.closest(".card"), here.querySelector(":scope > .twig")].filter(Boolean);
  const outlines = ringed.map((one) => getComputedStyle(one)).filter((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);
  return [here.id || here.dataset.node || here.dataset.badge || here.tagName, outlines.length > 0];
}"""
MISSED = """() => [...document.querySelectorAll("a[href], button:enabled, input:enabled, select, [tabindex='0']")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.dataset.reached && (one.type !== "radio" || one.checked)).map((one) => one.outerHTML.slice(0, 120))"""


def tab_through(page: Page) -> list[str]:
    """Press Tab until the focus leaves the page; what had the focus without showing it."""
    unseen: list[str] = []
    for _ in range(700):
        page.keyboard.press("Tab")
        found = page.evaluate(STEP)
        if found is None:
            return unseen
        if not found[1]:
            unseen.append(found[0])
    raise AssertionError("Tab never leaves the page")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "#node=cotra/schemer-model",
        "#view=map&hops=2",
        "#view=map&from=dragan/world-model&to=dragan/deception",
        "#view=outline",
        "#take=cotra/crux-goals.optimist&weigh=open",
        "#take=cotra/crux-goals.optimist&node=cotra/crux-saints",
        "#view=study&facet=sides",
        "#view=study&card=cotra/crux-goals%23sides&answer=shown",
        "#view=study&study=path&learn=dragan/deception",
    ],
)
def test_tab_reaches_everything_and_the_focus_is_seen(shown: Watched, address: str) -> None:
    page = fresh(shown, address)
    page.evaluate("document.getElementById('filter-button').click()")
    page.evaluate("document.activeElement.blur()")
    page.evaluate("getSelection().removeAllRanges()")
    page.focus("[data-skip]")
    assert page.evaluate(STEP)[1]
    assert tab_through(page) == []
    assert page.evaluate(MISSED) == []


def test_the_skip_link_leads_past_the_header(shown: Watched) -> None:
    page = fresh(shown)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the map"
    assert page.locator("[data-skip]").bounding_box()["height"] > 20  # type: ignore[index]
    page.keyboard.press("Enter")
    assert focused(page) == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#main') !== null")


def test_arrows_follow_the_lines_between_cards(shown: Watched, shipped: cruxmap.Graph) -> None:
    page = fresh(shown)
    crux = "cotra/crux-goals"
    page.focus(f'#main [data-id="{crux}"] .card-link')
    page.keyboard.press("ArrowLeft")
    assert focused(page) == f"{crux}.pessimist"
    page.keyboard.press("ArrowLeft")
    reason = focused(page)
    assert [link.relation for link in shipped.out(reason) if link.to_id == f"{crux}.pessimist"] == ["supports"]
    page.keyboard.press("ArrowDown")
    below = focused(page)
    assert below != reason
    page.keyboard.press("ArrowUp")
    assert focused(page) == reason
    page.keyboard.press("ArrowLeft")
    assert focused(page) == reason
    for expected in (f"{crux}.pessimist", crux, f"{crux}.optimist"):
        page.keyboard.press("ArrowRight")
        assert focused(page) == expected
    page.keyboard.press("ArrowRight")
    assert focused(page) in [link.from_id for link in shipped.into(f"{crux}.optimist", "supports")]
    page.focus(f'#main [data-id="{crux}"] .card-link')
    page.keyboard.press("ArrowDown")
    assert focused(page) == "cotra/crux-saints"


def test_arrows_follow_the_links_of_the_map_and_of_a_way(shown: Watched, shipped: cruxmap.Graph) -> None:
    page = fresh(shown, "#view=map&focus=cotra/schemer-model")
    page.focus("#main .layer.focus .card-link")
    page.keyboard.press("ArrowRight")
    there = focused(page)
    assert there in {link.to_id for link in shipped.out("cotra/schemer-model")}
    page.keyboard.press("ArrowLeft")
    assert focused(page) == "cotra/schemer-model"
    page = fresh(shown, "#view=map&from=dragan/world-model&to=dragan/deception")
    page.focus("#main .way .card-link >> nth=0")
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    assert focused(page) == "dragan/deception"
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('.way').getAttribute('aria-label')") == "Way 2 of 2"


def test_arrows_lead_back_from_what_a_badge_opened(shown: Watched) -> None:
    page = fresh(shown)
    page.focus('#main [data-id="cotra/crux-goals"] .badge >> nth=0')
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.focus("#main .middle .behind .card-link >> nth=0")
    page.keyboard.press("ArrowLeft")
    assert focused(page) == "cotra/crux-goals"


def test_enter_opens_details_with_the_focus_and_escape_gives_it_back(shown: Watched) -> None:
    page = fresh(shown)
    for place in (0, 4, 9):
        link = page.locator("#main .card-link").nth(place)
        node = link.get_attribute("data-node")
        link.focus()
        page.keyboard.press("Enter")
        assert focused(page) == "details-title"
        assert page.locator("#details .facts").text_content()
        page.keyboard.press("Escape")
        assert page.locator("#details").is_hidden()
        assert focused(page) == node


def test_escape_gives_the_focus_back_to_the_very_card_of_several_of_one_node(shown: Watched) -> None:
    page = fresh(shown, "#view=map&from=dragan/world-model&to=dragan/deception")
    page.focus("#main .way >> nth=1 >> .card-link >> nth=0")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.closest('.way').getAttribute('aria-label')") == "Way 2 of 2"


def test_escape_gives_the_focus_back_to_where_a_walk_through_the_links_began(shown: Watched) -> None:
    page = fresh(shown)
    page.focus('#main [data-id="cotra/crux-goals"] .card-link')
    page.keyboard.press("Enter")
    page.focus("#details .links a >> nth=-1")
    page.keyboard.press("Enter")
    assert focused(page) == "details-title"
    page.keyboard.press("Escape")
    assert focused(page) == "cotra/crux-goals"


def test_buttons_that_draw_anew_keep_the_focus(shown: Watched) -> None:
    page = fresh(shown, "#node=cotra/schemer-model")
    for button in ("to-map", "way-from", "way-to"):
        page.focus(f"#{button}")
        page.keyboard.press("Enter")
        assert focused(page) == button
    page.focus("#to-outline")
    page.keyboard.press("Enter")
    assert focused(page) == "details-title"
    page.focus("#close")
    page.keyboard.press("Enter")
    assert page.evaluate("document.getElementById('main').contains(document.activeElement)")
    page = fresh(shown, "#view=map")
    for field in ("hops-2", "hops-3", "theme"):
        page.focus(f"#{field}")
        page.keyboard.press("Enter")
        assert focused(page) == field
    page.focus("#main .badge >> nth=2")
    badge = focused(page)
    page.keyboard.press("Enter")
    assert focused(page) == badge
    more = page.locator("#main .more").first
    more.focus()
    cards = page.locator("#main .card").count()
    page.keyboard.press("Enter")
    assert page.locator("#main .card").count() > cards
    assert page.evaluate("document.activeElement.matches('.card-link')")


def test_keys_for_filters_and_help(shown: Watched) -> None:
    page = fresh(shown)
    page.focus("#theme")
    page.keyboard.press("f")
    assert focused(page) == "filter-kind-claim"
    page.keyboard.press("Space")
    assert page.evaluate("location.hash") == "#kind=claim"
    page.keyboard.press("Escape")
    assert page.locator("#filters").is_hidden()
    assert focused(page) == "filter-button"
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("2")
    assert page.get_attribute("#main", "data-view") == "cruxes"
    page.keyboard.press("Escape")
    assert page.locator("#help").is_hidden()
    assert focused(page) == "filter-button"


def test_typing_an_id_into_the_map_s_field_to_its_end_is_possible(shown: Watched, shipped: cruxmap.Graph) -> None:
    ids = sorted(shipped.nodes)
    longer = next(second for first, second in pairwise(ids) if second.startswith(first) and not first.endswith("/"))
    page = fresh(shown, "#view=map")
    page.focus("#pick-focus")
    page.keyboard.type(longer)
    assert page.input_value("#pick-focus") == longer
    page.keyboard.press("Enter")
    assert page.locator("#main .layer.focus .card").get_attribute("data-id") == longer
    assert focused(page) == "pick-focus"
    page.keyboard.press("Enter")
    assert page.locator("#main .layer.focus .card").get_attribute("data-id") == longer
    page.keyboard.type("no such words")
    page.keyboard.press("Enter")
    assert page.text_content("#status") == "Nothing found for no such words"
