"""The network view in a real browser: drawn, filtered, walked by keyboard, and left out where it cannot be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from browsing import Watched, fresh, watched, written
from consoles import run
from cruxmap.exports import export
from cruxmap.exports.exporter import Options
from cruxmap.exports.network.data import MOST_NODES
from cruxmap.graph.graph import Graph
from cruxmap.graph.model import Node
from cruxmap.graph.problem import CruxmapError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import cruxmap
    from playwright.sync_api import Browser, Page

INK = """() => { const canvas = document.querySelector("#main canvas");
  return canvas.width && canvas.height ? canvas.toDataURL().length : 0; }"""
BLANK = 100_000  # nearly three times what an empty canvas of this size takes as a picture


@pytest.fixture(scope="module")
def shown(browser: Browser, shipped: cruxmap.Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    with watched(browser, written(shipped, tmp_path_factory.mktemp("page"), network=True)) as found:
        yield found


def wait_for_ink(page: Page) -> None:
    """Until the canvas shows a picture; the page's policy keeps playwright from waiting by itself."""
    for _ in range(2400):
        if page.evaluate(INK) > BLANK:
            return
        page.wait_for_timeout(25)
    pytest.fail("nothing is drawn")


def said(page: Page) -> str:
    return page.get_attribute("#main [role=application]", "aria-label") or ""


def count(page: Page) -> int:
    found = re.match(r"Network of (\d+) nodes", said(page))
    assert found, said(page)
    return int(found[1])


def test_it_draws_all_nodes_and_tells_what_signs_mean(shown: Watched, shipped: cruxmap.Graph) -> None:
    page = fresh(shown, "#view=network")
    assert count(page) == len(shipped)
    wait_for_ink(page)
    signs = page.locator("#main .legend li").all_text_contents()
    assert len(signs) == len({node.kind for node in shipped.nodes.values()})
    assert any(sign.endswith("failure modes") for sign in signs)


def test_filters_hide_nodes_and_reset_brings_them_back(shown: Watched, shipped: cruxmap.Graph) -> None:
    page = fresh(shown, "#view=network&kind=crux,mitigation")
    kinds = [node.kind for node in shipped.nodes.values()]
    assert count(page) == kinds.count("crux") + kinds.count("mitigation")
    page.keyboard.press("f")
    page.click("#reset")
    assert count(page) == len(shipped)


def test_arrows_follow_links_from_the_chosen_node(shown: Watched, shipped: cruxmap.Graph) -> None:
    page = fresh(shown, "#view=network&node=cotra/crux-goals")
    linked = {end for link in shipped.at("cotra/crux-goals") for end in (link.from_id, link.to_id)}
    page.focus("#main [role=application]")
    for key in ("ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"):
        page.keyboard.press(key)
        if page.get_attribute("#details", "data-node") != "cotra/crux-goals":
            break
    assert page.get_attribute("#details", "data-node") in linked - {"cotra/crux-goals"}
    page.go_back()
    assert page.get_attribute("#details", "data-node") == "cotra/crux-goals"


def test_it_takes_the_theme_and_comes_back_as_it_was_left(shown: Watched) -> None:
    page = fresh(shown, "#view=network")
    wait_for_ink(page)
    page.click("#theme")
    page.click("#theme")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.click("#view-outline")
    page.click("#view-network")
    wait_for_ink(page)


def test_a_search_hit_is_chosen_in_it(shown: Watched) -> None:
    page = fresh(shown, "#view=network")
    page.keyboard.press("/")
    page.keyboard.type("goal guarding")
    page.keyboard.press("Enter")
    assert page.get_attribute("#details", "data-node") == "cotra/mech-goal-guarding"
    assert page.get_attribute("#main", "data-view") == "network"


def test_without_it_the_page_has_no_such_view(browser: Browser, shipped: cruxmap.Graph, tmp_path: Path) -> None:
    with watched(browser, written(shipped, tmp_path, network=False)) as found:
        page = fresh(found, "#view=network")
        assert page.locator("#views a").all_text_contents() == ["Cruxes", "Map", "Outline", "Study"]
        assert page.get_attribute("#main", "data-view") == "cruxes"


def test_too_many_nodes_are_said_and_refused_where_it_was_asked_for() -> None:
    graph = Graph([Node(id=f"s/n{number}", kind="claim", text="x") for number in range(MOST_NODES + 1)], [])
    output = export(graph, "html")
    assert output.notes == (
        "the page has no network view: the network shows up to 5,000 nodes, and these are 5,001: narrow them",
    )
    assert 'id="vis-network"' not in output.text
    with pytest.raises(CruxmapError, match="narrow them"):
        export(graph, "html", Options(network=True))


def test_the_command_takes_both_flags() -> None:
    with_it, without = (run("-L", "@shipped", "export", "html", flag).stdout for flag in ("--network", "--no-network"))
    assert 'id="vis-network"' in with_it
    assert 'id="vis-network"' not in without
