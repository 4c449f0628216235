"""The svg export in Chromium: every card holds its text, none overlaps another, nothing runs."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from cruxmap.exports import export
from cruxmap.exports.exporter import Options
from cruxmap.exports.measure import width_of, wrapped
from cruxmap.graph.graph import Graph
from cruxmap.graph.model import Crux, Link, Node, Position
from cruxmap.graph.part import narrowed
from graphs import graph_of
from hostile import EMPTY, UNHOLDABLE, bare, hostile_graph
from hypothesis import given
from hypothesis import strategies as st

if TYPE_CHECKING:
    from pathlib import Path

    import cruxmap
    from playwright.sync_api import Browser

SVG = "{http://www.w3.org/2000/svg}"

# In the page: cards with their boxes, their texts with boxes, sizes and colours, and what could run.
LOOK = """() => {
  const box = found => { const b = found.getBBox(); return [b.x, b.y, b.x + b.width, b.y + b.height] }
  const colour = found => getComputedStyle(found).fill
  const behind = text => text.closest('.badge')?.querySelector('rect') ?? text.closest('.card')?.querySelector('.box')
    ?? text.closest('.camp')?.querySelector('rect') ?? document.querySelector('.page')
  const all = [...document.querySelectorAll('text')]
  return {
    cards: [...document.querySelectorAll('.card')].map(card => ({
      id: card.dataset.id, title: card.querySelector('title').textContent, box: box(card.querySelector('.box')),
      texts: [...card.querySelectorAll('text')].map(text => ({
        said: text.textContent, kind: text.getAttribute('class'), box: box(text) })),
      badges: [...card.querySelectorAll('.badge')].map(each => ({
        frame: box(each.querySelector('rect')), box: box(each.querySelector('text')) })),
    })),
    signs: [...document.querySelectorAll('.tie circle')].map(box),
    sizes: all.map(text => parseFloat(getComputedStyle(text).fontSize)),
    colours: all.map(text => colour(text) + ' on ' + colour(behind(text))),
    page: box(document.querySelector('.page')),
    outside: all.map(box),
    scripts: document.querySelectorAll('script, image, a, foreignObject, [onload], [onerror], [href]').length,
    ran: window.ran ?? null,
  }
}"""


Box = tuple[float, float, float, float]


def look(browser: Browser, path: Path, text: str, *, font: str = "", dark: bool = False) -> dict[str, Any]:
    """What the picture looks like, after checking that it asked for nothing and said nothing."""
    path.write_text(text, "utf-8")
    page = browser.new_page(color_scheme="dark" if dark else "light")
    told: list[str] = []
    page.on("request", lambda request: told.append(request.url))
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("dialog", lambda dialog: told.append(dialog.message))
    page.goto(path.as_uri())
    if font:
        page.evaluate("font => document.querySelector('style').append(`text{font-family:${font} !important}`)", font)
    found: dict[str, Any] = page.evaluate(LOOK)
    page.close()
    assert told == [path.as_uri()]
    assert (found["scripts"], found["ran"]) == (0, None)
    return found


def sound(found: dict[str, Any]) -> None:
    """Texts and badges are inside their cards, cards apart from each other and from signs, nothing is small."""
    for card in found["cards"]:
        for inner in [text["box"] for text in card["texts"]] + [badge["frame"] for badge in card["badges"]]:
            assert _within(inner, card["box"]), card["title"][:80]
        assert all(_within(badge["box"], badge["frame"]) for badge in card["badges"])
    boxes = [card["box"] for card in found["cards"]]
    assert [pair for pair in combinations(boxes, 2) if _overlap(*pair)] == []
    assert [sign for sign in found["signs"] for box in boxes if _overlap(sign, box)] == []
    assert [box for box in found["outside"] if not _within(box, found["page"])] == []
    assert min(found["sizes"]) >= 11


def _within(inner: Box, outer: Box) -> bool:
    # Emoji and stacked accents reach a little above and below their line, never sideways.
    return (
        inner[0] >= outer[0] - 0.01
        and inner[2] <= outer[2] + 0.01
        and inner[1] >= outer[1] - 4
        and inner[3] <= outer[3] + 4
    )


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _luminance(colour: str) -> float:
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(pair: str) -> float:
    """The contrast of `rgb(…) on rgb(…)` after WCAG 2."""
    light, dark = sorted((_luminance(colour) for colour in pair.split(" on ")), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def said(card: dict[str, Any]) -> str:
    """The text of a card's node as drawn, without white space."""
    return bare("".join(text["said"] for text in card["texts"] if text["kind"] in ("text", "title")))


def deep(shipped: cruxmap.Graph, name: str) -> tuple[cruxmap.Graph, Options]:
    """A part of the shipped maps by a short name, with the options that belong to it."""
    focus = "cotra/crux-goals"
    match name:
        case "dragan":
            return narrowed(shipped, sources=["dragan"]), Options()
        case "focus":
            return narrowed(shipped, focus=focus, depth=1), Options(focus=focus)
        case "people":
            return narrowed(shipped, kinds=["person", "reference"]), Options(title="People & works")
        case "answers":
            return narrowed(shipped, kinds=["position", "claim"]), Options()
    return shipped, Options()


@pytest.mark.parametrize("name", ["all", "dragan", "focus", "people", "answers"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_pictures_of_the_shipped_maps_are_readable(
    shipped: cruxmap.Graph, browser: Browser, tmp_path: Path, name: str, dark: bool
) -> None:
    graph, options = deep(shipped, name)
    found = look(browser, tmp_path / "a.svg", export(graph, "svg", options).text, dark=dark)
    sound(found)
    assert found["cards"]
    assert {pair: contrast(pair) for pair in found["colours"] if contrast(pair) < 4.5} == {}


@pytest.mark.parametrize("font", ["", "'DejaVu Sans'", "'Liberation Sans'", "'Liberation Serif'"])
def test_hostile_labels_stay_in_their_cards_and_read_the_same(browser: Browser, tmp_path: Path, font: str) -> None:
    graph = hostile_graph()
    found = look(browser, tmp_path / "a.svg", export(graph, "svg").text, font=font)
    sound(found)
    assert {card["id"] for card in found["cards"]} == set(graph.nodes)
    for card in found["cards"]:
        label = bare(graph.node(card["id"]).text)
        shown = said(card)
        assert shown == label or (shown.endswith("…") and label.startswith(shown[:-1]) and len(shown) > 60)
        assert label in bare(card["title"])


def test_what_xml_cannot_hold_is_shown_as_an_escape(browser: Browser, tmp_path: Path) -> None:
    found = look(browser, tmp_path / "a.svg", export(hostile_graph(tuple(UNHOLDABLE)), "svg").text)
    assert sorted(said(card) for card in found["cards"]) == sorted(map(bare, UNHOLDABLE.values()))


def test_a_node_without_any_words_shows_its_id(browser: Browser, tmp_path: Path) -> None:
    found = look(browser, tmp_path / "a.svg", export(hostile_graph((EMPTY,)), "svg").text)
    assert [said(card) for card in found["cards"]] == ["h/crux-0"]


def test_an_empty_graph_gives_a_picture_that_says_so() -> None:
    root = ET.fromstring(export(Graph([], []), "svg").text)
    assert [text.text for text in root.iter(f"{SVG}text")] == [
        "cruxmap",
        "There is nothing to draw: the graph is empty.",
    ]


def test_sides_marks_and_dashes() -> None:
    graph = graph_of("""
source: {id: m, title: Map}
claims: {a: {text: A}, b: {text: B}, c: {text: C}, d: {text: D, attacks: [{to: c, basis: inferred}]}}
evidence: {e: {text: E, supports: [a]}}
cruxes:
  q:
    text: Q?
    positions:
      optimist: {text: "Yes", because: [a], against: [{from: b, basis: inferred}]}
      pessimist: {text: "No", because: [c]}
""")
    root = ET.fromstring(export(graph, "svg").text)
    edges = {
        card.get("data-id"): int(box.get("x", ""))
        for card in root.iter(f"{SVG}g")
        if (card.get("class") or "").startswith("card") and (box := card.find(f"{SVG}rect")) is not None
    }
    assert sorted(edges, key=lambda node: (edges[node], node)) == [
        "m/c",
        "m/q.pessimist",
        "m/q",
        "m/q.optimist",
        "m/a",
        "m/b",
    ]
    ties = [
        (tie.get("class"), "".join(text.text or "" for text in tie.iter(f"{SVG}text")))
        for tie in root.findall(f"{SVG}g")
        if (tie.get("class") or "").startswith("tie")
    ]
    legend = [("tie for", "+"), ("tie against", "−"), ("tie inferred", "")]
    assert ties == [
        *legend,
        ("tie", ""),
        ("tie for", "+"),
        ("tie", ""),
        ("tie for", "+"),
        ("tie against inferred", "−"),
    ]
    camps = [text.text for group in root.findall(f"{SVG}g[@class='camp']") for text in group.iter(f"{SVG}text")]
    assert camps == ["Pessimists", "Cruxes", "Optimists"]
    badges = [
        text.text
        for group in root.iter(f"{SVG}g")
        if group.get("class") == "badge"
        for text in group.iter(f"{SVG}text")
    ]
    assert badges == ["1 attack", "1 evidence"]


@pytest.mark.parametrize(
    ("sides", "heads"),
    [("no yes", ["No", "Yes"]), ("skeptic ann", ["Skeptics", "Ann"]), ("summer-time high", ["High", "Summer-time"])],
)
def test_columns_are_called_as_people_are_or_as_the_sides_are(sides: str, heads: list[str]) -> None:
    positions = "".join(f"      {side}: {{text: {side} it is., because: []}}\n" for side in sides.split())
    text = f"source: {{id: m, title: Map}}\ncruxes:\n  q:\n    text: Which?\n    positions:\n{positions}"
    root = ET.fromstring(export(graph_of(text), "svg").text)
    told = [text.text for group in root.findall(f"{SVG}g[@class='camp']") for text in group.iter(f"{SVG}text")]
    assert [told[0], told[-1]] == heads


def test_badges_count_every_link_that_is_not_drawn(shipped: cruxmap.Graph) -> None:
    root = ET.fromstring(export(shipped, "svg").text)
    drawn = {"cotra/crux-goals.optimist", "cotra/crux-goals.pessimist"}
    for card in root.iter(f"{SVG}g"):
        if card.get("data-id") != "cotra/crux-goals":
            continue
        counted = sum(int(text.text.split()[0]) for text in card.findall(f"{SVG}g/{SVG}text") if text.text)
        links = [link for link in shipped.at("cotra/crux-goals") if link.from_id not in drawn]
        assert counted == len(links) == 12


def test_many_sides_and_many_reasons_fit(browser: Browser, tmp_path: Path) -> None:
    sides = [f"camp-{n}" for n in range(5)]
    nodes: list[Node] = [Crux(id="m/q", kind="crux", text="Which camp?")]
    nodes += [Position(id=f"m/q.{side}", kind="position", text=side, crux="m/q", side=side) for side in sides]
    nodes += [Node(id=f"m/r{n}", kind="claim", text=f"Reason {n}") for n in range(40)]
    links = [Link(from_id=f"m/q.{side}", relation="position_on", to_id="m/q") for side in sides]
    links += [Link(from_id=f"m/r{n}", relation="supports", to_id="m/q.camp-0") for n in range(40)]
    found = look(browser, tmp_path / "a.svg", export(Graph(nodes, links), "svg").text)
    sound(found)
    first = next(card for card in found["cards"] if card["id"] == "m/q.camp-0")
    assert [text["said"] for text in first["texts"]][-1] == "28 reasons"
    assert len(found["cards"]) == 6 + 12


@given(st.text(max_size=200), st.integers(500, 3000), st.booleans())
def test_lines_fit_and_hold_the_whole_text(text: str, room: int, bold: bool) -> None:
    lines = wrapped(text, room, bold=bold)
    assert bare("".join(lines)) == bare(text)
    assert all(width_of(line, bold=bold) <= room or len(line) == 1 for line in lines)
    cut = wrapped(text, room, bold=bold, most=2)
    assert cut == lines if len(lines) <= 2 else (cut[0] == lines[0] and cut[1].endswith("…") and len(cut) == 2)
