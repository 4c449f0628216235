"""The outline: a tree after the ARIA Authoring Practices, with all that the graph holds."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from browsing import Watched, fresh, texts, unfold_tree, watched, written
from cruxmap.graph.schema import RELATION
from graphs import graph_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    import cruxmap
    from playwright.sync_api import Browser, Page

MAP = """
source: {id: m, title: The source}
claims:
  one: {text: Alpha is, title: Zulu, supports: [two], related_to: [two]}
  two: {text: Beta is, attacks: [one]}
concepts:
  three: {text: Gamma is, section: Part, causes: [one]}
"""


@pytest.fixture(scope="module")
def shown(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    with watched(browser, written(graph_of(MAP), tmp_path_factory.mktemp("page"))) as found:
        yield found


@pytest.fixture(scope="module")
def shown_shipped(
    browser: Browser, shipped: cruxmap.Graph, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Watched]:
    with watched(browser, written(shipped, tmp_path_factory.mktemp("page"))) as found:
        yield found


def here(page: Page) -> str:
    """The words of the row that has the focus, which alone is in the Tab order."""
    found: str = page.evaluate(
        """() => { const tree = document.getElementById("tree"), row = document.activeElement;
          const stops = [...tree.querySelectorAll("[tabindex='0']")];
          return stops.length === 1 && stops[0] === row ? row.querySelector(".twig").textContent : `${stops.length} stops`; }"""
    )
    return found


def test_keys_of_a_tree(shown: Watched) -> None:
    page = fresh(shown, "#view=outline")
    page.focus("#tree [tabindex='0']")
    steps = (
        ("", "The source 4"),
        ("ArrowDown", "sources 1"),
        ("ArrowLeft", "The source 4"),
        ("ArrowLeft", "The source 4"),
        ("ArrowDown", "The source 4"),
        ("ArrowRight", "The source 4"),
        ("ArrowRight", "sources 1"),
        ("ArrowDown", "claims 2"),
        ("ArrowRight", "claims 2"),
        ("ArrowRight", "claim Alpha is"),
        ("ArrowDown", "claim Beta is"),
        ("ArrowDown", "concepts 1"),
        ("Enter", "concepts 1"),
        ("ArrowDown", "concept Gamma is"),
        ("Home", "The source 4"),
        ("End", "concept Gamma is"),
        ("ArrowDown", "concept Gamma is"),
        ("ArrowUp", "concepts 1"),
        ("a", "claim Alpha is"),
        ("z", "claim Alpha is"),
        ("c", "concepts 1"),
        ("c", "claims 2"),
        ("b", "claim Beta is"),
        ("ArrowRight", "claim Beta is"),
        ("ArrowRight", "attacks 1"),
        ("ArrowRight", "attacks 1"),
        ("ArrowRight", "claim Alpha is"),
        ("ArrowRight", "claim Alpha is"),
        ("ArrowLeft", "attacks 1"),
        (" ", "attacks 1"),
        ("ArrowDown", "supported by 1"),
    )
    for key, words in steps:
        if key:
            page.keyboard.press(key)
        assert here(page) == words, key


def test_enter_opens_details_and_escape_returns_to_the_very_row(shown: Watched) -> None:
    page = fresh(shown, "#view=outline")
    page.focus("#tree [tabindex='0']")
    for key in ("ArrowDown", "ArrowDown", "ArrowRight", "ArrowRight", "ArrowDown", *["ArrowRight"] * 4):
        page.keyboard.press(key)
    assert here(page) == "claim Alpha is"
    key = page.evaluate("document.activeElement.dataset.key")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "details-title"
    assert page.text_content("#details-title") == "Zulu"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.dataset.key") == key
    assert here(page) == "claim Alpha is"


def test_every_row_says_its_place_and_is_called_by_its_own_words(shown: Watched) -> None:
    page = fresh(shown, "#view=outline")
    unfold_tree(page)
    for group in page.locator("#tree, #tree [role=group]").all():
        rows = group.locator("xpath=./*").all()
        assert [row.get_attribute("role") for row in rows] == ["treeitem"] * len(rows)
        assert [row.get_attribute("aria-posinset") for row in rows] == [str(place) for place in range(1, len(rows) + 1)]
        assert {row.get_attribute("aria-setsize") for row in rows} == {str(len(rows))}
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    names = [node["name"]["value"] for node in nodes if node["role"]["value"] == "treeitem"]
    assert sorted(names) == sorted(texts(page, "#tree .twig"))
    assert page.get_by_role("tree").get_attribute("aria-label") == "All nodes and links"


def links_in_tree(page: Page) -> tuple[list[str], Counter[tuple[str, str, str]]]:
    """The nodes at the third level, and each link as it reads at each of its ends, from the unfolded tree."""
    found = page.evaluate(
        """() => [...document.querySelectorAll("#tree [aria-level='3'][data-node]")].map((row) => [row.dataset.node,
          [...row.querySelectorAll("[aria-level='5'][data-node]")].map((leaf) =>
            [leaf.parentElement.closest("[role=treeitem]").querySelector(".twig").firstChild.data, leaf.dataset.node])])"""
    )
    return [node for node, _ in found], Counter(
        (node, words, other) for node, leaves in found for words, other in leaves
    )


@pytest.mark.parametrize("name", ["shown", "shown_shipped"])
@pytest.mark.parametrize("by", ["kind", "section"])
def test_the_outline_alone_holds_every_node_and_both_ends_of_every_link(
    request: pytest.FixtureRequest, shipped: cruxmap.Graph, name: str, by: str
) -> None:
    graph = graph_of(MAP) if name == "shown" else shipped
    page = fresh(request.getfixturevalue(name), f"#view=outline&by={by}")
    unfold_tree(page)
    nodes, ends = links_in_tree(page)
    assert sorted(nodes) == sorted(graph.nodes)
    expected: Counter[tuple[str, str, str]] = Counter()
    for link in graph.links:
        relation = RELATION[link.relation]
        expected[link.from_id, relation.name.replace("_", " "), link.to_id] += 1
        expected[link.to_id, relation.inverse.replace("_", " "), link.from_id] += 1
    assert ends == expected


def test_a_long_branch_is_folded_and_can_be_opened(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> None:
    many = "source: {id: m, title: T}\nclaims:\n" + "".join(
        f"  c{place}: {{text: Claim {place}}}\n" for place in range(1000)
    )
    with watched(browser, written(graph_of(many), tmp_path_factory.mktemp("many"))) as shown:
        page = fresh(shown, "#view=outline")
        page.focus("#tree [tabindex='0']")
        for key in ("ArrowDown", "ArrowDown", "ArrowRight"):
            page.keyboard.press(key)
        assert page.locator("#tree [data-node]").count() == 400
        unfold_tree(page)
        source, *nodes = page.eval_on_selector_all("#tree [data-node]", "(rows) => rows.map((row) => row.dataset.node)")
        assert nodes == ["m/c" + str(place) for place in range(1000)]
        assert source == "m/source"
        page = fresh(shown, "#view=outline&node=m/c999")
        assert page.locator("#tree .chosen").get_attribute("data-node") == "m/c999"
