"""How the page looks to everybody: axe-core, dark and light, without motion, on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browsing import NARROW, WIDE, Watched, fresh, texts, unfold_tree, watched, written

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import cruxmap
    from browsing import Scheme
    from playwright.sync_api import Browser, Page

PLACES = (
    "",
    "#node=cotra/schemer-model",
    "#take=cotra/crux-goals.optimist,cotra/crux-saints.pessimist&weigh=open&target=cotra/claim-major-risk",
    "#view=map&hops=2",
    "#view=map&from=dragan/world-model&to=dragan/deception&node=dragan/analogy-child-chores",
    "#view=outline&node=dragan/deception",
    "#view=outline&kind=reference&side=optimist",
    "#take=cotra/crux-goals.pessimist&node=cotra/claim-major-risk",
    "#view=study",
    "#view=study&card=cotra/crux-goals%23sides&answer=shown&node=cotra/crux-goals",
    "#view=study&study=path&learn=cotra/schemer-model",
)
AXE = """async (rules) => {
  const found = await axe.run(document, { resultTypes: ["violations"], ...(rules && { runOnly: rules }) });
  return found.violations.filter((one) => ["serious", "critical"].includes(one.impact))
    .map((one) => [one.id, one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160))]);
}"""
CONTRAST = """() => {
  const colour = (element, name) => getComputedStyle(element)[name].match(/[0-9.]+/g).slice(0, 3).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((one) => one / 255).map((one) => (one <= 0.03928 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4))
    .reduce((sum, one, at) => sum + one * [0.2126, 0.7152, 0.0722][at], 0);
  const card = document.querySelector("#main .card");
  return { ink: light(colour(card.querySelector(".card-link"), "color")), ground: light(colour(card, "backgroundColor")) };
}"""


@pytest.fixture(scope="module")
def url(shipped: cruxmap.Graph, tmp_path_factory: pytest.TempPathFactory) -> str:
    full = {node: "\n\n".join(["A long passage. " * 60] * 8) for node in ("cotra/schemer-model", "dragan/deception")}
    return written(shipped, tmp_path_factory.mktemp("page"), passages=full)


@pytest.fixture(scope="module")
def shown(browser: Browser, url: str) -> Iterator[Watched]:
    with watched(browser, url) as found:
        yield found


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(
    browser: Browser, url: str, node_modules: Path, scheme: Scheme, size: tuple[int, int]
) -> None:
    axe = (node_modules / "axe-core" / "axe.min.js").read_text("utf-8")
    rules = ["color-contrast"] if scheme == "dark" else None  # the dark page differs from the light one in colours only
    with watched(browser, url, scheme=scheme, size=size, bypass_csp=True) as shown:
        for address in PLACES if size == WIDE else PLACES[1:3] + PLACES[6:]:
            page = fresh(shown, address)
            if page.locator("#tree").count():
                page.focus("#tree [tabindex='0']")
                page.keyboard.press("ArrowRight")
                page.keyboard.press("ArrowDown")
                page.keyboard.press("ArrowRight")
            page.evaluate(axe)
            assert page.evaluate(AXE, rules) == [], address
            page.click("#filter-button")
            page.fill("#query", "model")
            page.wait_for_function("document.getElementById('hit-count').textContent !== ''")
            assert page.evaluate(AXE, rules) == [], address
        page.press("#query", "Escape")
        page.click("#help-button")
        assert page.evaluate(AXE, rules) == []


def is_dark(page: Page) -> bool:
    """Whether the cards are dark with light words; anything between is neither."""
    found = page.evaluate(CONTRAST)
    lighter, darker = max(found.values()), min(found.values())
    assert (lighter + 0.05) / (darker + 0.05) >= 7
    return bool(found["ink"] > found["ground"])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_dark_follows_the_system_until_the_button_says_otherwise(shown: Watched, scheme: Scheme) -> None:
    shown.page.emulate_media(media="screen")
    page = fresh(shown)
    other: Scheme = "light" if scheme == "dark" else "dark"
    page.emulate_media(color_scheme=other, reduced_motion="reduce")
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    assert is_dark(page) is (scheme == "dark")
    for name, dark in (("light", False), ("dark", True), ("auto", scheme == "dark")):
        page.click("#theme")
        assert page.text_content("#theme") == f"Theme: {name}"
        assert is_dark(page) is dark
    page.emulate_media(color_scheme="light")


MOVING = """() => [...document.querySelectorAll("*")].filter((one) => { const style = getComputedStyle(one);
  return parseFloat(style.transitionDuration) > 0 || parseFloat(style.animationDuration) > 0 || style.scrollBehavior === "smooth"; }).length"""


def test_nothing_moves_where_that_is_not_wanted(shown: Watched) -> None:
    shown.page.emulate_media(media="screen")
    page = fresh(shown)
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate(MOVING) > 0
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(MOVING) == 0
    page.fill("#query", "cotra/crux-deploy ")
    page.wait_for_selector("#hits mark")
    page.press("#query", "Enter")
    assert page.locator('#main [data-id="cotra/crux-deploy"]').bounding_box()["y"] < WIDE[1]  # type: ignore[index]


@pytest.mark.parametrize("address", PLACES[:6])
@pytest.mark.parametrize("theme", ["auto", "dark"])
def test_paper_shows_the_cards_without_controls_in_dark_on_white(shown: Watched, address: str, theme: str) -> None:
    shown.page.emulate_media(media="screen", color_scheme="dark")
    page = fresh(shown, address)
    while page.text_content("#theme") != f"Theme: {theme}":
        page.click("#theme")
    if "outline" in address:
        unfold_tree(page)
    wanted = texts(page, "#main .card-text, #main .twig, #details h2")
    page.emulate_media(media="print", color_scheme="dark")
    controls = page.locator("input, select, textarea, #tools button, #close, #views a, #search, .more, [data-skip]")
    assert [one for one in controls.all() if one.is_visible()] == []
    seen = page.evaluate(
        """() => [...document.querySelectorAll("#main .card-text, #main .twig, #details h2")]
          .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height > 0).map((one) => one.textContent)"""
    )
    assert seen == wanted
    clipped = page.evaluate(
        """() => ["html", "body", ".stage", "#main", "#details", ".passage blockquote"].map((name) => document.querySelector(name))
          .filter((one) => one && one.checkVisibility() && one !== document.documentElement && one.scrollHeight > one.clientHeight + 1
            && getComputedStyle(one).overflowY !== "visible").map((one) => one.tagName)"""
    )
    assert clipped == []
    if page.locator("#main .card").count():
        assert is_dark(page) is False


def test_a_relation_is_told_in_words_and_signs_and_an_inferred_one_by_its_dashes(shown: Watched) -> None:
    shown.page.emulate_media(media="screen")
    page = fresh(shown)
    relations = texts(page, "#main .reasons .card .relation")
    assert len(relations) > 10
    assert set(relations) == {"+ supports"}
    page.click('#main .card:has-text("habit") .group-against')
    assert "− attacks" in texts(page, "#main .relation")
    dashed = page.eval_on_selector_all(
        ".line.inferred:not(.head)", "(lines) => lines.map((line) => getComputedStyle(line).strokeDasharray)"
    )
    inferred = [
        remark for remark in texts(page, "#main .reasons > .item > .card > .card-top .remark") if "inferred" in remark
    ]
    assert len(dashed) == len(inferred) > 1
    assert "none" not in dashed
