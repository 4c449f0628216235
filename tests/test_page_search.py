"""Search in the page: over texts, titles, sections and ids, with the hits counted, marked and gone through."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browsing import Watched, focused, fresh, texts, watched, written
from graphs import graph_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    import cruxmap
    from playwright.sync_api import Browser, Page

MAP = """
source: {id: m, title: The source}
claims:
  one: {text: Résumés are read by people, title: Alpha, section: The first part, aliases: [curriculum]}
  two: {text: A second thing is said, title: Beta, section: The first part, supports: [one], tags: [odd]}
  three: {text: "A third (thing) costs $5 [or more] *", section: The last part, note: nothing else}
  four: {text: 😀😀 Emoji and ﬁgures}
"""


@pytest.fixture(scope="module")
def shown(browser: Browser, shipped: cruxmap.Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    with watched(browser, written(shipped, tmp_path_factory.mktemp("page"))) as found:
        yield found


@pytest.fixture(scope="module")
def small(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    with watched(browser, written(graph_of(MAP), tmp_path_factory.mktemp("page"))) as found:
        yield found


def search(page: Page, words: str) -> list[str]:
    """Search for words and give the ids of the hits in their order."""
    page.fill("#query", words)
    page.wait_for_function(
        "(words) => new URLSearchParams(location.hash.slice(1)).get('q') === (words.trim() || null)", arg=words
    )
    found = []
    for _ in range(int((page.text_content("#hit-count") or "0 ").split()[0])):
        page.press("#query", "Enter")
        found.append(page.evaluate("new URLSearchParams(location.hash.slice(1)).get('node')"))
    return found


def test_slash_puts_the_focus_into_the_search(shown: Watched) -> None:
    page = fresh(shown)
    page.keyboard.press("/")
    assert focused(page) == "query"
    page.keyboard.type("a/b")
    assert page.input_value("#query") == "a/b"


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("second", ["m/two"]),
        ("beta", ["m/two"]),
        ("first part", ["m/one", "m/two"]),
        ("m/three", ["m/three"]),
        ("thing said", ["m/two"]),
        ("SAID a", ["m/two"]),
        ("curriculum", ["m/one"]),
        ("odd", ["m/two"]),
        ("nothing", ["m/three"]),
        ("resumes", ["m/one"]),
        ("figures", ["m/four"]),
        ("(thing)", ["m/three"]),
        ("$5 [or", ["m/three"]),
        ("thing", ["m/two", "m/three"]),
        ("none of these", []),
        ("  ", []),
    ],
)
def test_it_finds_by_text_title_section_other_names_and_id(small: Watched, words: str, ids: list[str]) -> None:
    assert search(fresh(small), words) == ids


def test_the_count_is_that_of_the_nodes_that_hold_all_words(shown: Watched, shipped: cruxmap.Graph) -> None:
    page = fresh(shown)
    for words in ("deceptive", "reward model", "human evaluators", "cotra/"):
        held = [
            node.id
            for node in shipped.nodes.values()
            if all(
                any(
                    word in field.lower()
                    for field in (node.text, node.title, node.section, node.note, node.id, *node.tags, *node.aliases)
                )
                for word in words.split()
            )
        ]
        page.fill("#query", words)
        page.wait_for_function(f"document.getElementById('hit-count').textContent === '{len(held)} hits'")
        assert page.locator("#hits [role=option]").count() == min(len(held), 40)


def test_next_and_previous_go_round(small: Watched) -> None:
    page = fresh(small)
    search(page, "thing")
    seen = []
    for button in ("next", "next", "next", "previous", "previous"):
        page.click(f"#{button}")
        seen.append((page.text_content("#hit-count"), page.locator("#hits [aria-selected=true]").text_content()))
        assert focused(page) == button
    assert [count for count, _ in seen] == ["1 of 2", "2 of 2", "1 of 2", "2 of 2", "1 of 2"]
    assert seen[0][1] == "claim Beta – A second thing is said"


def test_the_keyboard_goes_through_the_hits_and_names_the_one_at_hand(small: Watched) -> None:
    page = fresh(small)
    page.keyboard.press("/")
    page.keyboard.type("thing")
    page.wait_for_selector("#query[aria-expanded=true]")
    for key, place in (("ArrowDown", 0), ("ArrowDown", 1), ("Enter", 0), ("Shift+Enter", 1), ("ArrowUp", 0)):
        page.keyboard.press(key)
        assert page.get_attribute("#query", "aria-activedescendant") == f"hit-{place}"
        assert page.locator("#hits [aria-selected=true]").get_attribute("id") == f"hit-{place}"
        assert focused(page) == "query"


def test_enter_at_once_goes_to_a_hit_of_what_was_typed(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    many = "source: {id: m, title: T}\nclaims:\n" + "".join(
        f"  c{place}: {{text: Claim {place}}}\n" for place in range(2500)
    )
    with watched(browser, written(graph_of(many), tmp_path_factory.mktemp("many"))) as shown:
        page = fresh(shown, "#view=outline")
        page.keyboard.press("/")
        page.evaluate(
            """() => { const field = document.getElementById("query");
            for (const words of ["Claim", "Claim 77"]) { field.value = words; field.dispatchEvent(new InputEvent("input")); }
            field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true })); }"""
        )
        assert page.text_content("#details .details-head") == "×claimClaim 77T"
        page.evaluate(
            """() => { const field = document.getElementById("query"); field.value = "Claim 9";
            field.dispatchEvent(new InputEvent("input"));
            field.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
            return new Promise((done) => setTimeout(done, 200)); }"""  # longer than a search waits for the next key
        )
        assert (page.input_value("#query"), page.text_content("#hit-count")) == ("", "")


@pytest.mark.parametrize(
    ("words", "marks"),
    [
        ("thing said", ["thing", "said"]),
        ("resumes", ["Résumés"]),
        ("figures", ["ﬁgures"]),
        ("emoji", ["Emoji"]),
        ("$5 [or", ["$5", "[or"]),
        ("curriculum", ["curriculum"]),
        ("last part", ["last", "part"]),
        ("m/two", ["m/two"]),
    ],
)
def test_hits_are_marked_where_they_hold_the_words(small: Watched, words: str, marks: list[str]) -> None:
    page = fresh(small)
    page.fill("#query", words)
    page.wait_for_selector("#hits mark")
    assert texts(page, "#hits li:first-child mark") == marks


def test_escape_takes_the_search_back(small: Watched) -> None:
    page = fresh(small)
    page.keyboard.press("/")
    page.keyboard.type("thing")
    page.wait_for_selector("#hits mark")
    page.keyboard.press("Escape")
    assert page.input_value("#query") == ""
    assert page.text_content("#hit-count") == ""
    assert page.locator("#hits").is_hidden()
    assert page.get_attribute("#query", "aria-expanded") == "false"
    assert page.evaluate("location.hash") == ""


def test_the_hits_close_when_the_focus_leaves_the_search(small: Watched) -> None:
    page = fresh(small)
    search(page, "thing")
    page.focus("#query")
    assert page.locator("#hits").is_visible()
    page.focus("#next")
    assert page.locator("#hits").is_visible()
    page.keyboard.press("Tab")
    assert focused(page) == "filter-button"
    assert page.locator("#hits").is_hidden()


@pytest.mark.parametrize("view", ["cruxes", "map", "outline"])
def test_a_hit_that_the_view_can_show_is_brought_into_sight(shown: Watched, shipped: cruxmap.Graph, view: str) -> None:
    folded = [reason for row in crux_reasons(shipped) for reason in row[3:]]
    for node_id in (folded[0], "dragan/deception") if view != "cruxes" else folded:
        page = fresh(shown, f"#view={view}")
        assert search(page, f"{node_id} {shipped.node(node_id).text}")[0] == node_id
        place = page.locator(f'#main [data-id="{node_id}"], #main [role=treeitem][data-node="{node_id}"]').first
        box = place.locator(".twig").first.bounding_box() if view == "outline" else place.bounding_box()
        assert box
        assert 0 <= box["y"] <= 900 - box["height"]


def crux_reasons(graph: cruxmap.Graph) -> list[list[str]]:
    """For each answer to a crux the ids of its reasons."""
    import cruxmap

    return [[reason.node.id for reason in side.because] for view in cruxmap.cruxes(graph) for side in view.sides]
