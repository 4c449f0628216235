"""Badges and buttons that count: what they say is hidden is what they show."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cruxmap
import pytest
from browsing import Watched, fresh, watched, written
from cruxmap.graph.part import around
from graphs import graph_of
from made_up import generate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

REASONS = """
source: {id: m, title: T}
claims:
  a: {text: A}
  b: {text: B, supports: [a]}
  c: {text: C}
  d: {text: D}
  e: {text: E}
evidence:
  f: {text: F}
  g: {text: G}
failure_modes:
  h: {text: H}
cruxes:
  x:
    text: X?
    positions:
      optimist: {text: Yes, because: [a, b, c, d, f, h], against: [e, g]}
      pessimist: {text: No, because: [e, a]}
"""

# Opens each badge of the view in turn, and closes it again: what it counts, what cards it brings, what stood by then.
EACH_BADGE = """() => {
  const faults = [];
  const cards = () => [...document.querySelectorAll("#main .card")];
  const keys = [...document.querySelectorAll("#main [data-badge][aria-expanded=false]")].map((badge) => badge.dataset.badge);
  const find = (key) => document.querySelector(`[data-badge="${CSS.escape(key)}"]`);
  for (const key of keys) {
    const count = Number(find(key).dataset.count);
    const words = find(key).textContent;
    const before = cards().length;
    const beside = linked(find(key).closest(".card"));
    const groups = new Set([...find(key).closest(".item").querySelectorAll(":scope > .behind")].map((one) => one.getAttribute("aria-label")));
    find(key).click();
    const opened = find(key);
    const group = [...opened.closest(".item").querySelectorAll(":scope > .behind")].find((one) => !groups.has(one.getAttribute("aria-label")));
    const added = cards().length - before;
    const shown = group ? [...group.querySelectorAll(":scope > .item > .card")].map((card) => card.dataset.id) : [];
    if (added !== count || !words.includes(String(count))) faults.push(`${key}: ${count} said, ${added} shown`);
    if (group && shown.length !== count) faults.push(`${key}: ${count} said, ${shown.length} behind it`);
    for (const id of shown) if (beside.has(id)) faults.push(`${key}: ${id} stood beside it`);
    if (opened.getAttribute("aria-expanded") !== "true" || opened !== document.activeElement) faults.push(`${key}: is not open`);
    opened.click();
    if (cards().length !== before) faults.push(`${key}: does not close`);
  }
  function linked(card) {
    const at = (place) => [...(place || card).querySelectorAll(":scope > .item > .card")].map((one) => one.dataset.id);
    const answer = card.closest(".answer"), row = card.closest(".row");
    if (card.closest(".behind")) return new Set([card.closest(".behind").parentElement.querySelector(".card").dataset.id]);
    if (card.closest(".middle")) return new Set([...row.querySelectorAll(".position")].flatMap(at));
    if (card.closest(".position")) return new Set([...at(answer.querySelector(".reasons")), ...at(row.querySelector(".middle"))]);
    return new Set(answer ? at(answer.querySelector(".position")) : [...document.querySelectorAll(".layer.focus")].flatMap(at));
  }
  return [keys.length, faults];
}"""


@pytest.fixture(scope="module")
def shown(browser: Browser, shipped: cruxmap.Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    with watched(browser, written(shipped, tmp_path_factory.mktemp("page"))) as found:
        yield found


@pytest.fixture(scope="module")
def large(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    folder = tmp_path_factory.mktemp("large")
    generate(str(folder / "maps"))
    with watched(browser, written(cruxmap.load(str(folder / "maps")), folder)) as found:
        yield found


@pytest.mark.parametrize(
    "address",
    [
        "",
        "#kind=claim",
        "#side=pessimist",
        "#view=map",
        "#view=map&hops=2",
        "#view=map&hops=3&focus=cotra/schemer-model",
    ],
)
def test_a_badge_shows_as_many_cards_as_it_counts(shown: Watched, address: str) -> None:
    number, faults = fresh(shown, address).evaluate(EACH_BADGE)
    assert number > (10 if address in ("", "#kind=claim", "#view=map") else 0)
    assert faults == []


def test_what_is_behind_a_badge_has_badges_that_hold_as_well(shown: Watched) -> None:
    page = fresh(shown)
    page.click('#main [data-id="cotra/crux-goals"] .badge >> nth=2')
    page.click("#main .behind .badge >> nth=0")
    _, faults = page.evaluate(EACH_BADGE)
    assert faults == []


def test_reasons_of_any_kind_are_counted_once(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> None:
    with watched(browser, written(graph_of(REASONS), tmp_path_factory.mktemp("page"))) as small:
        page = fresh(small)
        number, faults = page.evaluate(EACH_BADGE)
        assert number > 4
        assert faults == []
        badges = page.locator('#main .position [data-id="m/x.optimist"] .badge').all_text_contents()
        assert badges == ["+ 3 for", "+ 2 against"]


def test_what_stands_beside_a_card_of_the_map_is_not_counted(shown: Watched, shipped: cruxmap.Graph) -> None:
    for hops in "123":
        page = fresh(shown, f"#view=map&focus=cotra/schemer-model&hops={hops}")
        counted = page.evaluate(
            """() => Object.fromEntries([...document.querySelectorAll("#main .card")].map((card) =>
              [card.dataset.id, Number((card.querySelector(".badge") || { dataset: { count: 0 } }).dataset.count)]))"""
        )
        near = around(shipped, "cotra/schemer-model", int(hops))
        for node_id, count in counted.items():
            others = {end for link in shipped.at(node_id) for end in (link.from_id, link.to_id)} - {node_id}
            assert count == len(others - near), node_id


def test_a_button_for_more_shows_as_many_as_it_counts(shown: Watched, large: Watched) -> None:
    page = fresh(shown, "#view=map&hops=3&focus=cotra/schemer-model")
    for _ in range(page.locator("#main .more").count()):
        button = page.locator("#main .more").first
        count = int(button.get_attribute("data-count") or 0)
        before = page.locator("#main .card").count()
        assert button.text_content() == f"+ {count} more here"
        button.click()
        assert page.locator("#main .card").count() == before + count
    assert page.locator("#main .more").count() == 0
    page = fresh(large)
    for _ in range(3):
        button = page.locator("#main .more")
        count = int(button.get_attribute("data-count") or 0)
        reasons = page.locator("#main .reasons .card").count()
        before = page.locator("#main .row").count()
        assert count == 10
        assert button.text_content() == f"+ 10 of {500 - before} more cruxes"
        button.click()
        assert page.locator("#main .row").count() == before + count
        assert page.locator("#main .reasons .card").count() >= reasons


@pytest.mark.parametrize("address", ["", "#view=map", "#view=map&hops=2", "#view=map&hops=3"])
def test_at_first_no_more_cards_are_open_than_can_be_read(shown: Watched, large: Watched, address: str) -> None:
    for which in (shown, large):
        assert 2 <= fresh(which, address).locator("#main .card").count() <= 42


def test_a_chosen_node_s_row_is_among_those_shown(large: Watched) -> None:
    page = fresh(large, "#node=map-0077/crux-2")
    assert page.locator('#main [data-id="map-0077/crux-2"]').count() == 1
    before = page.locator("#main .row").count()
    count = int(page.locator("#main .more").get_attribute("data-count") or 0)
    page.click("#main .more")
    assert page.locator("#main .row").count() == before + count


def test_a_crux_with_many_answers_keeps_to_the_limit(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    lines = ["source: {id: m, title: T}", "cruxes:"]
    for crux in range(13):
        lines += [f"  x{crux}:", f"    text: Question {crux}?", "    positions:"]
        lines += [f"      side-{side}: {{text: Answer {side}}}" for side in range(6)]
    with watched(browser, written(graph_of("\n".join(lines)), tmp_path_factory.mktemp("page"))) as many:
        assert fresh(many).locator("#main .card").count() <= 42


def test_evidence_against_an_answer_is_counted_as_against_and_not_as_evidence_alone(
    browser: Browser, tmp_path: Path
) -> None:
    graph = graph_of(
        "source: {id: m, title: M}\n"
        "evidence: {seen: {text: It was seen., supports: [x.yes], attacks: [x.no]}}\n"
        "cruxes: {x: {text: Is it?, positions: {yes: {text: It is.}, no: {text: It is not.}}}}\n"
    )
    with watched(browser, written(graph, tmp_path, network=False)) as found:
        badges = fresh(found).locator('#main [data-id="m/x.no"] .badge')
        assert badges.all_text_contents() == ["+ 1 against"]
