"""Sides taken in the page: switches, what stands then, the ranking and the reasons, as Python works them out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browsing import NARROW, Watched, fates, focused, fresh, texts, watched, written
from cruxmap.graph.reasoning.rank import rank
from cruxmap.graph.reasoning.semantics import SEMANTIC
from cruxmap.graph.reasoning.stance import Stance
from cruxmap.graph.reasoning.weigh import Weighing, weigh
from graphs import graph_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import cruxmap
    from playwright.sync_api import Browser, Page

WORDS = {"in": "stands", "out": "falls", "undecided": "open"}
DISPUTE = """
source: {id: m, title: The mill, thesis: keep}
claims:
  keep: {text: The mill should be kept.}
  pays: {text: The mill pays., supports: [keep]}
  dear: {text: The mill is dear., attacks: [pays]}
  old: {text: The mill is old.}
cruxes:
  water: {text: Will there be water?, positions: {wet: {text: There will., attacks: [dear]}, dry: {text: There will not.}}}
  roof: {text: Will the roof hold?, positions: {holds: {text: It will., supports: [keep]}}}
  who: {text: Who is to mill?, positions: {us: {text: We.}, them: {text: They., supports: [old]}, nobody: {text: None.}}}
"""
TWIN = """
source: {id: n, title: The weir}
claims: {flows: {text: The weir is fed.}}
cruxes: {brook: {text: Is the brook full?, same_as: [m/water], positions: {wet: {text: It is., supports: [flows]}, icy: {text: It freezes.}}}}
"""


@pytest.fixture(scope="module")
def shown(browser: Browser, shipped: cruxmap.Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    with watched(browser, written(shipped, tmp_path_factory.mktemp("page"))) as found:
        yield found


@pytest.fixture(scope="module")
def dispute(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    with watched(browser, written(graph_of(DISPUTE), tmp_path_factory.mktemp("dispute"))) as found:
        yield found


@pytest.fixture(scope="module")
def twins(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    with watched(browser, written(graph_of(DISPUTE, TWIN), tmp_path_factory.mktemp("twins"))) as found:
        yield found


def take(page: Page, position: str) -> None:
    """Take a side among the cruxes by its switch."""
    page.check(f'[id="main-{position}"]')


def said_of(weighing: Weighing, node_id: str) -> str:
    """What the page says of a node: its standing and its strength, with what that was before."""
    fate = weighing.fates[node_id]
    sign = {"in": "✓", "out": "✕", "undecided": "◐"}[fate.label]
    now, then = f"{fate.strength:.3f}", f"{fate.strength_before:.3f}"
    return f"{sign} {WORDS[fate.label]} strength {now}" + (f" was {then}" if now != then else "")


def everywhere(graph: cruxmap.Graph, side: str) -> dict[str, str]:
    return {node.id: side for node in graph.of_kinds("crux")}


@pytest.mark.parametrize("semantics", SEMANTIC)
def test_switches_change_theses_claims_and_cards_as_python_says(
    shown: Watched, shipped: cruxmap.Graph, semantics: str
) -> None:
    page = fresh(shown, f"#weigh=open&semantics={semantics}")
    stances: list[Mapping[str, str]] = [{}, {"cotra/crux-goals": "optimist"}]
    stances.append({**stances[1], "cotra/crux-saints": "pessimist"})
    stances += [everywhere(shipped, "pessimist"), everywhere(shipped, "optimist")]
    for takes in stances:
        if len(takes) == 5:
            page.click(f"#weighing button:has-text('All {takes['cotra/crux-goals']}')")
        elif takes:
            crux, side = [*takes.items()][-1]
            take(page, f"{crux}.{side}")
        expected = weigh(shipped, Stance(takes=takes), semantics=SEMANTIC[semantics])
        assert fates(page, "The theses") == {thesis: said_of(expected, thesis) for thesis in expected.theses}
        told = [fate for fate in expected.fates.values() if fate.node.kind != "position"]
        counts = [sum(fate.label == label for fate in told) for label in WORDS]
        assert [int(words.split()[1]) for words in texts(page, "#weighing .counts > span")] == counts
        if page.locator("#all-changes").count():
            page.click("#all-changes")
        changed = {fate.node.id: f"was {WORDS[fate.before]}" for fate in told if fate.changed}
        assert {node: words.split(" ", 2)[2] for node, words in fates(page, "What changes").items()} == changed
        signs = page.eval_on_selector_all(
            "#main .card:has(> .sign)",
            "(all) => all.map((one) => [one.dataset.id, one.querySelector('.sign .unseen').textContent])",
        )
        assert len(signs) > 10
        assert dict(signs) == {node: WORDS[expected.fates[node].label] for node, _ in signs}


def test_before_a_side_is_taken_the_page_is_as_calm_as_ever(shown: Watched) -> None:
    page = fresh(shown)
    assert page.locator("#main .sign").count() == 0
    assert page.locator("#weighing").is_hidden()
    assert page.locator("#main .switch input:checked").count() == page.locator("#main .switch").count() == 5
    assert set(texts(page, "#main .switch label:has(:checked)")) == {"open"}
    take(page, "cotra/crux-goals.optimist")
    assert page.locator("#main .sign").count() > 10
    page.click("#clear-sides")
    assert page.locator("#main .sign").count() == 0
    assert page.evaluate("location.hash") == ""


@pytest.mark.parametrize("takes", [{}, {"cotra/crux-goals": "optimist"}])
def test_cruxes_are_ranked_as_the_command_ranks_them(
    shown: Watched, shipped: cruxmap.Graph, takes: dict[str, str]
) -> None:
    address = f"#weigh=open&take={','.join(f'{crux}.{side}' for crux, side in takes.items())}"
    for target in ("", "cotra/claim-major-risk", "dragan/deception"):
        page = fresh(shown, f"{address}&target={target}")
        found = rank(shipped, Stance(takes=takes), [target] if target else ())
        told = [(one.choice.crux, one.swing, one.flips) for one in found.influences if one.swing or one.flips]
        assert bool(told) is (target != "dragan/deception")
        assert ("No crux reaches it." in page.inner_text("#weighing")) is (not told)
        rows = page.eval_on_selector_all(".ranking li", "(all) => all.map((one) => [one.dataset.crux, one.innerText])")
        assert [crux for crux, _ in rows] == [crux for crux, _, _ in told]
        for (_, words), (_, swing, flips) in zip(rows, told, strict=True):
            assert f"by {swing:.3f}" in words
            assert ("changes what stands" in words) is flips


def test_what_matters_most_is_ranked_for_what_was_chosen(dispute: Watched) -> None:
    page = fresh(dispute, "#weigh=open")
    ranked = "(all) => all.map((one) => one.dataset.crux)"
    assert page.eval_on_selector_all(".ranking li", ranked) == ["m/roof", "m/water"]
    assert "1 other crux does not reach it." in (page.text_content("#weighing") or "")
    assert "changes what stands" in texts(page, ".ranking li")[0]
    take(page, "m/water.wet")
    page.click('#main [data-id="m/water"] .card-link')
    page.click('#details .links a:has-text("There will.")')
    page.click('#details .links a:has-text("The mill is dear.")')
    page.click("#to-weighing")
    assert page.eval_on_selector_all(".ranking li", ranked) == ["m/water"]
    assert page.input_value("#target") == "m/dear"
    page.select_option("#target", label="The mill should be kept.")
    assert page.eval_on_selector_all(".ranking li", ranked) == ["m/roof", "m/water"]
    page.click('#weighing .ranking a:has-text("roof")')
    assert page.get_attribute("#details", "data-node") == "m/roof"
    page.keyboard.press("Escape")
    assert page.locator("#weighing").is_visible()


def test_the_details_say_how_a_node_stands_and_why(dispute: Watched) -> None:
    def told(node: str, takes: str = "") -> str:
        page = fresh(dispute, f"#node={node}&take={takes}")
        return " ".join(page.inner_text("#details .fate").split())

    assert told("m/dear") == "◐ open strength 0.378 Attacked by “There will.”, which is open."
    assert told("m/dear", "m/water.wet") == "✕ falls strength 0.269 was 0.378 Attacked by “There will.”, which stands."
    assert told("m/dear", "m/water.dry").endswith("What attacks it falls: “There will.”")
    assert told("m/pays", "m/water.dry").endswith("Attacked by “The mill is dear.”, which stands.")
    assert told("m/keep", "m/water.wet").endswith("Supported by “The mill pays.”, which stands.")
    assert told("m/water.dry") == "◐ open strength 0.500 A side of a crux is open until you take one."
    assert told("m/water.dry", "m/water.wet").endswith("was 0.500 You take the other side: “There will.”")
    assert told("m/water.dry", "m/water.dry").endswith("You take this side.")
    assert told("m/old").endswith("Nothing that supports it stands yet: “They.” is open.")


def test_sides_of_any_number_can_be_taken_and_given_back(dispute: Watched) -> None:
    page = fresh(dispute)
    assert texts(page, '#main .middle:has([data-id="m/roof"]) .switch label') == ["open", "holds"]
    take(page, "m/roof.holds")
    page.select_option('[id="main-m/who"]', "them")
    assert page.evaluate("location.hash") == "#take=m/roof.holds,m/who.them"
    assert page.text_content('[data-id="m/who.us"] .sign') == "✕falls"
    page.select_option('[id="main-m/who"]', "us")
    assert page.evaluate("location.hash") == "#take=m/roof.holds,m/who.us"
    page.select_option('[id="main-m/who"]', "open")
    page.check('[id="main-m/roof-open"]')
    assert page.evaluate("location.hash") == ""


def test_cruxes_that_are_the_same_are_switched_as_one(twins: Watched) -> None:
    page = fresh(twins)
    for crux in ("m/water", "n/brook"):
        assert sorted(texts(page, f'[id="main-{crux}"] option')) == ["dry", "icy", "open", "wet"]
    page.select_option('[id="main-n/brook"]', "wet")
    assert page.input_value('[id="main-m/water"]') == "wet"
    page.select_option('[id="main-m/water"]', "icy")
    assert page.input_value('[id="main-n/brook"]') == "icy"
    assert page.evaluate("location.hash") == "#take=n/brook.icy"


def test_an_address_with_rivals_keeps_the_first_of_them(twins: Watched) -> None:
    page = fresh(twins, "#take=m/water.dry,n/brook.wet,m/roof.holds,m/keep,no/such,constructor")
    assert texts(page, ".weigh-sum strong")[0].strip() == "2 sides taken"
    page.click("#bar-weigh")
    assert page.evaluate("location.hash") == "#take=m/water.dry,m/roof.holds&weigh=open"


def test_keys_move_a_switch_and_keep_the_focus_and_the_place(shown: Watched) -> None:
    page = fresh(shown)
    page.focus('[id="main-cotra/crux-saints-open"]')
    before = page.locator('[id="main-cotra/crux-saints-open"]').bounding_box()
    page.keyboard.press("ArrowRight")
    assert focused(page) == "main-cotra/crux-saints.optimist"
    assert page.evaluate("location.hash") == "#take=cotra/crux-saints.optimist"
    after = page.locator('[id="main-cotra/crux-saints-open"]').bounding_box()
    assert before
    assert after
    assert abs(before["y"] - after["y"]) <= 1
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("location.hash") == "#take=cotra/crux-saints.pessimist"
    page.focus('#main [data-id="cotra/crux-goals"] .card-link')
    page.keyboard.press("w")
    assert page.locator("#weighing").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#weighing").is_hidden()


def test_the_panel_gives_the_focus_back(shown: Watched) -> None:
    page = fresh(shown, "#weigh=open&take=cotra/crux-goals.optimist")
    page.focus("#semantics")
    page.select_option("#semantics", "euler")
    assert focused(page) == "semantics"
    page.focus("#weighing .ranking a >> nth=0")
    crux = page.evaluate("document.activeElement.dataset.node")
    page.keyboard.press("Enter")
    assert focused(page) == "details-title"
    page.keyboard.press("Escape")
    assert page.evaluate("[document.activeElement.dataset.node, document.activeElement.closest('aside').id]") == [
        crux,
        "weighing",
    ]
    page.click("#close-weighing")
    assert page.locator("#weighing").is_hidden()
    assert focused(page) == "weigh-button"


def test_listeners_are_told_what_follows(dispute: Watched) -> None:
    page = fresh(dispute)
    assert page.text_content("#weigh-said") == ""
    take(page, "m/roof.holds")
    assert page.text_content("#weigh-said") == "1 side taken: 1 stands, 0 fall, 3 open, 1 changed"


def test_on_a_small_screen_the_switch_and_the_bar_fit(
    browser: Browser, shipped: cruxmap.Graph, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with watched(browser, written(shipped, tmp_path_factory.mktemp("page")), size=NARROW) as shown:
        page = fresh(shown)
        take(page, "cotra/crux-goals.optimist")
        for one in page.locator("#main .switch label, #weigh-bar button:visible").all():
            box = one.bounding_box()
            assert box
            assert box["height"] >= 24
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= NARROW[0]
