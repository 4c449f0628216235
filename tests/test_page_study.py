"""The page's Study view: every card of the graph, turned over, put away and asked again when it is due."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from browsing import Watched, focused, fresh, gone_through, state_of, texts, watched, written
from cruxmap.graph.graph import Graph
from cruxmap.graph.model import Crux, Link, Node, Position, Question
from cruxmap.graph.study.facets import cards
from graphs import graph_of
from hostile import HOSTILE
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Iterator

    import cruxmap
    from playwright.sync_api import Browser, Page

NOON = datetime(2031, 3, 14, 12, tzinfo=UTC)
APART = 4
TWELVE = (
    "source: {id: m, title: T, url: 'https://example.org/'}\nclaims: {a: {text: A, passage: it is so}}\nquestions:\n"
    + "".join(f"  q{place:02}: {{text: Question {place}?, answered_by: [a]}}\n" for place in range(12))
)
BROKEN = ("", "5", "9 3", "-1 0", "x y", "5 1e9", "null", "{}")


@pytest.fixture
def shown(browser: Browser, shipped: cruxmap.Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    with watched(browser, written(shipped, tmp_path_factory.mktemp("page")), now=NOON) as found:
        yield found


@pytest.fixture
def twelve(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    with watched(browser, written(graph_of(TWELVE), tmp_path_factory.mktemp("page")), now=NOON) as found:
        yield found


def card(page: Page) -> str | None:
    """The id of the card that is asked, None at the end."""
    return page.get_attribute(".flip", "data-card") if page.locator(".flip").count() else None


def to_ask(page: Page) -> str:
    return page.inner_text(".study-sum")


def asked(page: Page, key: str = "y") -> Iterator[str]:
    """Go through all cards, and answer each with the key."""
    while found := card(page):
        page.keyboard.press("Space")
        yield found
        page.keyboard.press(key)


def test_every_card_is_asked_once_with_its_answer(shown: Watched, shipped: cruxmap.Graph) -> None:
    expected = {one.id: one for one in cards(shipped)}
    page = fresh(shown, "#view=study")
    seen = []
    for turned in gone_through(page):
        one = expected[turned["card"]]
        assert turned["question"] == " ".join(one.question.split())
        said = [f"{point.lead}: {point.text}" if point.lead else point.text for point in one.answer]
        assert [point.removesuffix("passage") for point in turned["points"]] == said
        assert turned["linked"] == [point.node for point in one.answer if point.node]
        assert turned["why"] == len(one.links)
        assert turned["ordered"] == one.ordered
        seen.append(one.id)
    assert sorted(seen) == sorted(expected)
    families = [expected[found].family for found in seen]
    near = [at for at, family in enumerate(families) if family in families[max(0, at - APART) : at]]
    assert len(near) < len(seen) / 10  # siblings are kept apart as long as others are left
    assert page.inner_text("#at-the-end strong") == "Nothing more to ask today."
    assert focused(page) == "at-the-end"


def test_what_is_known_rests_longer_each_time_and_what_is_not_comes_again(twelve: Watched) -> None:
    page = fresh(twelve, "#view=study")
    first = card(page)
    rests = []
    day = NOON
    for _ in range(6):
        page = fresh(twelve, f"#view=study&card={(first or '').replace('#', '%23')}&answer=shown")
        rests.append(page.inner_text("#known .when"))
        page.click("#known")
        assert card(page) not in (first, None)
        day += timedelta(days=int("".join(filter(str.isdigit, rests[-1])) or 1))
        twelve.page.clock.set_fixed_time(day - timedelta(days=1))
        assert "11 to ask of 12" in to_ask(fresh(twelve, "#view=study"))
        twelve.page.clock.set_fixed_time(day)
        page = fresh(twelve, "#view=study")
        assert "12 to ask of 12" in to_ask(page)
        assert card(page) == first  # what was begun comes before what is new
    assert rests == ["tomorrow", "in 2 days", "in 4 days", "in 8 days", "in 16 days", "in 16 days"]
    page.keyboard.press("Space")
    page.keyboard.press("n")
    others = []
    for found in asked(page):
        if found == first:
            break
        others.append(found)
    assert len(set(others)) == len(others) == APART
    assert page.inner_text("#known .when") == "tomorrow"


def test_keys_clicks_and_buttons_turn_the_card(twelve: Watched) -> None:
    page = fresh(twelve, "#view=study")
    first = card(page)
    for turn in ("Space", "Enter"):
        page.keyboard.press(turn)
        assert focused(page) == "answer"
        page.keyboard.press(turn)
        assert page.locator("#answer").count() == 0
        assert focused(page) == "turn"
    page.keyboard.press("y")
    assert card(page) == first  # nothing is put away unseen
    page.click(".flip h2")
    page.click("#not-known")
    assert page.text_content("#status") == "Did not know: comes back soon"
    second = card(page)
    assert focused(page) == "turn"
    page.click("#turn")
    page.keyboard.press("y")
    assert page.text_content("#status") == "Knew it: comes back tomorrow"
    assert card(page) not in (first, second)
    page.keyboard.press("u")
    assert card(page) == second
    assert to_ask(page) == "12 to ask of 12 cards: 11 new, 1 begun"
    page.click("#take-back")
    assert card(page) == first
    assert to_ask(page) == "12 to ask of 12 cards: 12 new"
    assert page.locator("#take-back").is_disabled()


def test_the_answer_leads_to_details_and_passages(twelve: Watched) -> None:
    page = fresh(twelve, "#view=study")
    page.keyboard.press("Space")
    assert page.get_attribute(".passage-link", "href") == "https://example.org/#:~:text=it%20is%20so"
    page.focus(".points a[data-node]")
    page.keyboard.press("Enter")
    assert page.get_attribute("#details", "data-node") == "m/a"
    assert page.locator("#answer").count() == 1
    page.keyboard.press("Escape")
    assert focused(page) == "m/a"
    page.click(".flip-why summary")
    assert texts(page, ".flip-why li") == ["Question 0? answered by A"]


def test_boxes_are_kept_for_other_pages_of_the_map_and_broken_ones_are_new(twelve: Watched) -> None:
    page = fresh(twelve, "#view=study")
    for _ in zip(range(3), asked(page), strict=False):
        pass
    page.reload()
    assert to_ask(page).startswith("10 to ask of 12")  # the third was turned, and not put away
    other = page.context.new_page()
    other.clock.set_fixed_time(NOON)
    other.goto(f"{twelve.url}#view=study")
    for _ in asked(other):
        pass
    expect(page.locator(".study-sum")).to_have_text("0 to ask of 12 cards: 12 begun")
    assert card(page) == "m/q02#recall"  # which is asked here still
    page.keyboard.press("y")
    assert card(page) is None
    kept = page.evaluate("JSON.stringify(Object.entries(localStorage).sort())")
    other.wait_for_function("(kept) => JSON.stringify(Object.entries(localStorage).sort()) === kept", arg=kept)
    names = page.evaluate("Object.keys(localStorage)")
    assert len(names) == 12
    other.click("#forget")
    expect(page.locator(".study-sum")).to_have_text("12 to ask of 12 cards: 12 new")
    assert card(page) == "m/q00#recall"
    for broken in BROKEN:
        page.evaluate(
            "([names, broken]) => names.forEach((name) => localStorage.setItem(name, broken))", [names, broken]
        )
        assert to_ask(fresh(twelve, "#view=study")) == "12 to ask of 12 cards: 12 new"
    page.evaluate("(names) => names.forEach((name) => localStorage.setItem(name, '5 999999'))", names)
    assert to_ask(fresh(twelve, "#view=study")) == "0 to ask of 12 cards: 12 known well"
    assert "come back in 16 days" in page.inner_text("#at-the-end")


@pytest.mark.parametrize(
    "broken",
    [
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })",
        "Object.defineProperty(window, 'localStorage', { value: null })",
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }",
    ],
    ids=["refused", "absent", "full"],
)
def test_without_local_storage_it_works_until_the_page_is_closed(twelve: Watched, broken: str) -> None:
    twelve.page.add_init_script(broken)
    page = fresh(twelve, "#view=study")
    assert page.inner_text(".study-foot p").startswith("This browser keeps nothing")
    for _ in asked(page):
        pass
    page.click("#view-map")
    page.click("#view-study")
    assert to_ask(page) == "0 to ask of 12 cards: 12 begun"
    assert to_ask(fresh(twelve, "#view=study")) == "12 to ask of 12 cards: 12 new"


def test_one_can_ask_on_ahead_and_start_anew(twelve: Watched) -> None:
    page = fresh(twelve, "#view=study")
    for _ in asked(page):
        pass
    assert page.inner_text("#at-the-end p >> nth=1") == "12 cards come back tomorrow."
    page.click("#ahead")
    assert focused(page) == "turn"
    first = card(page)
    page.keyboard.press("Space")
    page.keyboard.press("y")
    assert card(page) not in (first, None)
    page.click("#forget")
    assert to_ask(page) == "12 to ask of 12 cards: 12 new"
    assert page.evaluate("localStorage.length") == 0
    page.keyboard.press("u")
    assert to_ask(page) == "0 to ask of 12 cards: 12 begun"


def test_filters_leave_the_cards_of_what_passes_them(shown: Watched, shipped: cruxmap.Graph) -> None:
    every = cards(shipped)
    page = fresh(shown, "#view=study")
    for facet in {one.facet for one in every}:
        page.select_option("#facet", facet)
        left = [one for one in every if one.facet == facet]
        assert f"of {len(left)} card" in to_ask(page)
        assert (card(page) or "").partition("#")[2].partition(":")[0] == facet
    page.select_option("#facet", "")
    page.select_option("#study-source", "dragan")
    left = [one for one in every if shipped.node(one.node).source == "dragan"]
    assert f"of {len(left)} cards" in to_ask(page)
    assert (card(page) or "").startswith("dragan/")
    page.click("#filter-button")
    page.click("#filter-kind-reference")
    assert page.inner_text("#main .empty p >> nth=0") == "No card passes the filters."
    page.click("#main .empty button")
    assert f"of {len(every)} cards" in to_ask(page)


def test_the_section_which_may_give_the_answer_away_is_told_with_it(shown: Watched, shipped: cruxmap.Graph) -> None:
    asked_of = [(one.id, shipped.node(one.node).section) for one in cards(shipped)]
    card_id, section = next((card_id, section) for card_id, section in asked_of if section)
    page = fresh(shown, f"#view=study&card={card_id.replace('#', '%23')}")
    assert section not in page.inner_text(".flip .card-top")
    page.keyboard.press("Space")
    assert f"› {section}" in page.inner_text(".flip .card-top")


def test_back_leads_to_the_card_before(shown: Watched) -> None:
    page = fresh(shown, "#view=study")
    page.keyboard.press("Space")
    before = state_of(page)
    first = card(page)
    page.keyboard.press("n")
    assert card(page) != first
    page.go_back()
    assert card(page) == first
    assert state_of(page)["view"] == before["view"]


def test_hostile_words_are_words_on_cards_too(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> None:
    nodes: list[Node] = []
    links: list[Link] = []
    for place, label in enumerate(HOSTILE):
        nodes += [
            Question(id=f"m/q{place}", kind="question", text=label),
            Node(id=f"m/a{place}", kind="claim", text=HOSTILE[-1 - place]),
            Crux(id=f"m/x{place}", kind="crux", text=label),
        ]
        links.append(Link(from_id=f"m/q{place}", relation="answered_by", to_id=f"m/a{place}"))
        for side in (label, HOSTILE[place - 1]):
            nodes.append(Position(id=f"m/x{place}.{side}", kind="position", text=label, crux=f"m/x{place}", side=side))
            links.append(Link(from_id=f"m/x{place}.{side}", relation="position_on", to_id=f"m/x{place}"))
    graph = Graph(nodes, links)
    expected = {one.id: one for one in cards(graph)}
    with watched(browser, written(graph, tmp_path_factory.mktemp("page"))) as shown:
        page = fresh(shown, "#view=study")
        for found in asked(page):
            assert page.text_content(".flip h2") == expected[found].question
            assert texts(page, ".points a[data-node]") == [point.text for point in expected.pop(found).answer]
        assert expected == {}
        assert page.evaluate(
            "[typeof window.ran, document.querySelectorAll('#main :is(img, iframe, b, svg a)').length]"
        ) == ["undefined", 0]
