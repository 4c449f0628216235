"""The page of odd maps weighed: without cruxes, with cruxes that decide nothing, circles, and settings of a library."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from browsing import fates, fresh, texts, watched, written
from consoles import run
from cruxmap.graph.reasoning.semantics import SEMANTIC
from cruxmap.graph.reasoning.weigh import weigh
from graphs import graph_of
from orchards import orchard

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from playwright.sync_api import Browser

NO_CRUX = """
source: {id: m, title: Bread}
claims: {a: {text: Bread is good., attacks: [b]}, b: {text: Bread is bad.}}
"""
CIRCLE = "source: {id: m, title: Bells, thesis: n0}\nclaims:\n" + "".join(
    f"  n{one}: {{text: Bell {one} rings first., attacks: [{', '.join(f'n{other}' for other in range(40) if other != one)}]}}\n"
    for one in range(40)
)


def test_a_map_without_cruxes_says_so_and_what_stands(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with watched(browser, written(graph_of(NO_CRUX), tmp_path_factory.mktemp("page"))) as shown:
        page = fresh(shown, "#view=map&focus=m/a")
        assert page.locator("#weigh-bar").is_hidden()
        page.click("#weigh-button")
        assert "No crux of this map has sides to take." in page.inner_text("#weighing")
        assert texts(page, "#weighing .counts > span") == ["✓ 1 stands ", "✕ 1 falls ", "◐ 0 open "]
        assert page.locator(".ranking").count() == 0
        assert page.text_content('#main [data-id="m/b"] .sign') == "✕falls"


def test_a_map_whose_sides_decide_nothing_says_so(browser: Browser, tmp_path: Path) -> None:
    draft = "source: {id: d, title: A draft, thesis: a}\nclaims: {a: {text: A holds.}}\n"
    draft += "cruxes: {q: {text: Is it so?, positions: {yes: {text: It is.}, no: {text: It is not.}}}}\n"
    with watched(browser, written(graph_of(draft), tmp_path)) as found:
        page = fresh(found)
        assert "so nothing follows from taking one" in page.inner_text("#weigh-bar")
        page.click("#bar-weigh")
        assert "so nothing follows from taking one" in page.inner_text("#weighing header")


def test_where_strength_never_settles_it_is_said(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> None:
    with watched(browser, written(graph_of(CIRCLE), tmp_path_factory.mktemp("page"))) as shown:
        page = fresh(shown, "#weigh=open&semantics=euler")
        expected = weigh(graph_of(CIRCLE), semantics=SEMANTIC["euler"]).fates["m/n0"]
        words = "no stable strength" if expected.strength != expected.strength else f"strength {expected.strength:.3f}"
        assert fates(page, "The thesis") == {"m/n0": f"◐ open {words}"}


def test_the_page_weighs_as_its_library_says(browser: Browser, tmp_path: Path) -> None:
    here = orchard(
        tmp_path,
        settings='[reasoning]\nsemantics = "euler"\n[reasoning.weights]\nattacks = 2\n[reasoning.modality]\nasserted = 0.3\n',
    )
    assert run("export", "html", "-o", "page.html", folder=here).code == 0
    with watched(browser, (here / "page.html").as_uri()) as shown:
        for semantics in ("euler", "mlp"):
            words = ("weigh", "frost", "--semantics", semantics, "--json")
            strength = json.loads(run(*words, folder=here).stdout)["nodes"][0]["strength"]
            page = fresh(shown, "#node=orchard/frost&weigh=open" + ("" if semantics == "euler" else "&semantics=mlp"))
            assert page.inner_text("#details .strength").split()[:2] == ["strength", f"{strength:.3f}"]
            page.keyboard.press("Escape")
            assert page.input_value("#semantics") == semantics


def test_a_side_of_a_long_question_stays_whole_in_the_panel(browser: Browser, tmp_path: Path) -> None:
    question = "How much should one give up today for those who come after, and who is to say how much that is?"
    text = f"source: {{id: d, title: D}}\ncruxes: {{q: {{text: '{question}', positions: {{skeptic: {{text: Little.}}}}}}}}\n"
    with watched(browser, written(graph_of(text), tmp_path)) as found:
        page = fresh(found, "#weigh=open&take=d/q.skeptic")
        assert page.eval_on_selector(".taken-list strong", "(side) => side.getClientRects().length") == 1
        lines = page.inner_text(".taken-list li").splitlines()
        assert lines[0].startswith("skeptic on How much")
