"""Cards as the browser lays them out: none over another, none cut off, nothing too small to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browsing import MIDDLE, NARROW, WIDE, Watched, fresh, unfold_tree, watched, written
from graphs import graph_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import cruxmap
    from playwright.sync_api import Browser, Page

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3
RTL = "הפעולה תצליח רק אם المعنى واضح \u202eabc\u202c"
HARD = f"""
source: {{id: m, title: {LONG}}}
claims:
  a: {{text: {LONG}, title: {LONG}, section: {LONG}, causes: [f], supports: [e]}}
  b: {{text: "{RTL}", supports: [a], tags: [{LONG}]}}
  c: {{text: "{"x" * 10_000}", supports: [a, b]}}
  d: {{text: "{"many words " * 900}", attacks: [a], note: "{"w" * 300}"}}
  e: {{text: "{"😀" * 400}"}}
failure_modes:
  f: {{text: "{RTL * 20}"}}
cruxes:
  x:
    text: {LONG}
    positions:
      {"side-" * 12}one: {{text: "{"x" * 10_000}", because: [a, b, c]}}
      pessimist: {{text: "{RTL}", because: [d, e]}}
"""
ZOOMED = (720, 450)
SIZES = {"wide": WIDE, "middle": MIDDLE, "narrow": NARROW, "zoomed": ZOOMED}
SHIPPED_PLACES = (
    "",
    "#node=cotra/schemer-model",
    "#take=cotra/crux-goals.optimist,cotra/crux-saints.pessimist",
    "#take=cotra/crux-goals.optimist&weigh=open&target=cotra/claim-major-risk",
    "#view=map",
    "#view=map&hops=2&focus=cotra/schemer-model",
    "#view=map&hops=3&focus=dragan/deception&node=dragan/deception",
    "#view=map&from=dragan/world-model&to=dragan/deception",
)
STUDY_PLACES = (
    "#view=study",
    "#view=study&card=cotra/crux-goals%23sides&answer=shown",
    "#view=study&study=path&learn=cotra/schemer-model",
)
HARD_PLACES = (
    "",
    "#node=m/c",
    "#take=m/x.pessimist",
    "#take=m/x.pessimist&weigh=open&target=m/a",
    "#view=map&focus=m/a",
    "#view=map&hops=3&focus=m/a&node=m/d",
    "#view=map&from=m/c&to=m/f",
    "#view=outline&node=m/a",
    "#view=study",
    "#view=study&card=m/x%23sides&answer=shown&node=m/c",
    "#view=study&study=path&learn=m/f",
)

OVERLAPS = """() => {
  const faults = [];
  const main = document.getElementById("main");
  const cards = [...document.querySelectorAll("#main .card")].map((card) => ({ card, box: card.getBoundingClientRect() }));
  const sticky = new Set(document.querySelectorAll("#main .layer.focus"));
  for (const { card, box } of cards) {
    if (!box.width || !box.height) faults.push(`${card.dataset.id} has no size`);
    if (card.scrollWidth > card.clientWidth || card.scrollHeight > card.clientHeight) faults.push(`${card.dataset.id} is clipped`);
    for (const part of card.querySelectorAll("*")) {
      if (part.closest(".unseen") || !part.getClientRects().length) continue;
      const inner = part.getBoundingClientRect();
      if (inner.left < box.left - 1 || inner.right > box.right + 1 || inner.bottom > box.bottom + 1) faults.push(`${card.dataset.id}: ${part.className} sticks out`);
    }
    const left = box.left + main.scrollLeft - main.getBoundingClientRect().left;
    if (left < 0 || left + box.width > main.scrollWidth + 1) faults.push(`${card.dataset.id} cannot be scrolled to`);
  }
  cards.sort((a, b) => a.box.top - b.box.top);
  cards.forEach(({ card, box }, place) => {
    for (const other of cards.slice(place + 1)) {
      if (other.box.top >= box.bottom - 0.5) break;
      if (box.left < other.box.right - 0.5 && other.box.left < box.right - 0.5) faults.push(`${card.dataset.id} and ${other.card.dataset.id} overlap`);
    }
  });
  const bars = [...main.querySelectorAll(".camps, .map-tools")].filter((bar) => getComputedStyle(bar).display !== "none");
  for (const bar of bars) for (const { card, box } of cards) if (box.top < bar.getBoundingClientRect().bottom - 0.5) faults.push(`${card.dataset.id} is under the bar`);
  return [cards.length, faults];
}"""
WIDER = """() => ["html", "#main", "#details", "#weighing", "#weigh-bar", "header", "#filters", ".stage"].map((name) => [name, document.querySelector(name)])
  .filter(([, one]) => one.scrollWidth > one.clientWidth + 1 && one.checkVisibility()).map(([name, one]) => `${name}: ${one.scrollWidth} in ${one.clientWidth}`)"""
SMALL = """() => {
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const small = new Set();
  let number = 0;
  for (let text; (text = words.nextNode());) {
    const around = text.parentElement;
    if (!text.data.trim() || !around.checkVisibility() || around.closest("script, style, .unseen")) continue;
    number += 1;
    const size = parseFloat(getComputedStyle(around).fontSize);
    if (size < 11) small.add(`${around.className || around.tagName}: ${size}`);
  }
  for (const one of document.querySelectorAll("input, select, option")) if (parseFloat(getComputedStyle(one).fontSize) < 11) small.add(one.tagName);
  return [number, [...small]];
}"""


@pytest.fixture(scope="module", params=SIZES)
def sized(
    request: pytest.FixtureRequest, browser: Browser, shipped: cruxmap.Graph, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Watched]:
    size = SIZES[request.param]
    with watched(
        browser, written(shipped, tmp_path_factory.mktemp("page")), size=size, scale=2 if size == ZOOMED else 1
    ) as found:
        yield found


@pytest.fixture(scope="module", params=SIZES)
def hard(
    request: pytest.FixtureRequest, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Watched]:
    size = SIZES[request.param]
    with watched(
        browser, written(graph_of(HARD), tmp_path_factory.mktemp("hard")), size=size, scale=2 if size == ZOOMED else 1
    ) as found:
        yield found


def open_badges(page: Page) -> None:
    """Open the first badge of every card, and what fits behind it."""
    page.evaluate(
        """() => { const keys = [...document.querySelectorAll("#main .badge")].map((badge) => badge.dataset.badge).slice(0, 30);
          for (const key of keys) document.querySelector(`[data-badge="${CSS.escape(key)}"]`)?.click();
          document.getElementById("main").scrollTo(0, 0); }"""
    )


@pytest.mark.parametrize("address", SHIPPED_PLACES)
def test_cards_neither_overlap_nor_clip(sized: Watched, address: str) -> None:
    page = fresh(sized, address)
    page.evaluate("document.getElementById('main').scrollTo(0, 0)")
    number, faults = page.evaluate(OVERLAPS)
    assert number >= 6
    assert faults == []
    open_badges(page)
    more, faults = page.evaluate(OVERLAPS)
    assert more > number or "from=" in address
    assert faults == []


@pytest.mark.parametrize("address", HARD_PLACES)
def test_cards_with_hard_texts_neither_overlap_nor_clip(hard: Watched, address: str) -> None:
    page = fresh(hard, address)
    open_badges(page)
    _, faults = page.evaluate(OVERLAPS)
    assert faults == []
    twigs = page.eval_on_selector_all(
        ".twig, #details *, .study *:not(option, .chooser *, .picker *), #weighing :not(option, .chooser *)",
        "(all) => all.filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth).map((one) => one.outerHTML.slice(0, 80))",
    )
    assert twigs == []


def wider(shown: Watched, address: str) -> list[str]:
    """What is wider than its place with the filters shown; the map may be where there is room for columns."""
    page = fresh(shown, address)
    page.click("#filter-button")
    if "outline" in address:
        unfold_tree(page)
    columns = "map" in address and page.evaluate("innerWidth") > 700
    found: list[str] = page.evaluate(WIDER)
    return [one for one in found if not columns or not one.startswith("#main")]


def test_nothing_is_wider_than_the_window(sized: Watched) -> None:
    for address in (*SHIPPED_PLACES, "#view=outline", *STUDY_PLACES):
        assert wider(sized, address) == [], address


def test_nothing_with_hard_texts_is_wider_than_the_window(hard: Watched) -> None:
    for address in HARD_PLACES:
        assert wider(hard, address) == [], address


@pytest.mark.parametrize("width", [360, 700, 1000, 1024, 1159, 1160, 1440])
def test_the_title_has_room_at_every_width(
    browser: Browser, shipped: cruxmap.Graph, tmp_path: Path, width: int
) -> None:
    with watched(browser, written(shipped, tmp_path), size=(width, 800)) as shown:
        page = fresh(shown)
        assert page.evaluate("document.querySelector('.bar-title').getBoundingClientRect().width") > 120
        assert wider(shown, "") == []


def test_all_text_can_be_read(
    browser: Browser, shipped: cruxmap.Graph, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with watched(browser, written(shipped, tmp_path_factory.mktemp("page"))) as shown:
        for address in (*SHIPPED_PLACES, "#view=outline&node=cotra/analogy-employee", *STUDY_PLACES):
            page = fresh(shown, address)
            page.click("#filter-button")
            page.fill("#query", "model")
            page.wait_for_selector("#hits mark")
            open_badges(page)
            if "outline" in address:
                unfold_tree(page)
            assert page.evaluate(SMALL)[1] == []
            page.click("#help-button")
            number, small = page.evaluate(SMALL)
            assert number > 100
            assert small == []
