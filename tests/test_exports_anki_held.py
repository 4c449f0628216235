"""What cards hold once Anki has taken them in: fields, tags, decks, and any words as themselves."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import TYPE_CHECKING

import pytest
from ankis import (
    AT,
    PACKAGE,
    RISE,
    SIDES,
    TABLE,
    Taken,
    bread_and_well,
    collection,
    decks,
    exported,
    import_package,
    import_table,
    note_of,
    notes,
    said,
    with_note_type,
)
from consoles import run
from cruxmap.exports import export
from cruxmap.exports.exporter import Options
from cruxmap.graph.build import build
from cruxmap.graph.graph import Graph
from cruxmap.graph.model import Crux, Link, Node, Position
from cruxmap.graph.study.facets import cards
from hostile import hostile_graph
from hypothesis import HealthCheck, given, settings
from strategies import source_maps

if TYPE_CHECKING:
    from pathlib import Path

    import cruxmap
    from ankis import Importing
    from playwright.sync_api import Browser


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return bread_and_well(tmp_path)


def test_what_a_note_holds(folder: Path) -> None:
    with collection(folder / "c.anki2") as into:
        import_package(into, exported(folder, "anki"))
        rise, sides = note_of(into, RISE), note_of(into, SIDES)
        assert dict(rise.items()) == {
            "Question": "What makes bread rise?",
            "Answer": "Time does the work.",
            "Passage": f'<p><a href="{AT}">time does … the work</a></p>',
            "Source": '<a href="https://example.org/bread">On bread</a> · Ada Baker, 2020-02-02',
            "Id": RISE,
            "Extra": "",
        }
        assert sides["Answer"] == (
            "<ul><li><b>yes:</b> One must.<ul><li><i>because:</i> Hands do the work.</li></ul></li>"
            "<li><b>no:</b> One need not.<ul><li><i>because:</i> Time does the work.</li></ul></li></ul>"
        )
        assert sides.tags == [
            "cruxmap::facet::sides",
            "cruxmap::kind::crux",
            "cruxmap::source::bread",
            "cruxmap::topic::a-b",
            "cruxmap::topic::leech",
            "cruxmap::topic::method",
        ]
        assert list(decks(into)) == ["On bread", "On wells: a note"]
        order = sorted((card.due, note["Id"]) for note in notes(into).values() for card in note.cards())
        assert [card_id for _, card_id in order] == sorted(said(folder), key=lambda card_id: card_id[0])


def test_passages_are_whole_where_the_text_is_at_hand(folder: Path) -> None:
    (folder / "texts").mkdir()
    (folder / "texts" / "bread.txt").write_text("On bread\n\nHere time does much & more of the work.\n", "utf-8")
    table = exported(folder, "anki-tsv", "deck.tsv", "--texts", "texts").read_text("utf-8")
    assert ">time does much &amp; more of the work</a>" in table
    assert "much" not in exported(folder, "anki-tsv", "deck.tsv", "--texts", "texts", "--no-passages").read_text(
        "utf-8"
    )


def test_a_part_has_the_cards_of_its_nodes_as_the_whole_has_them(folder: Path) -> None:
    whole = exported(folder, "anki-tsv").read_text("utf-8").splitlines()
    crux = exported(folder, "anki-tsv", "crux", "--kind", "crux").read_text("utf-8").splitlines()
    assert [line for line in crux if not line.startswith("#")] == [line for line in whole if "kind::crux" in line]
    well = exported(folder, "anki-tsv", "well", "--source", "well").read_text("utf-8").splitlines()
    assert [line for line in well if not line.startswith("#")] == [line for line in whole if "source::well" in line]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], ["1984 (d)", "Two: names", "c", "two: names (b)"]),
        (
            ["--title", "Reading:: My\n list ::"],
            [f"Reading::My list::{name}" for name in ("1984", "Two: names", "c", "two: names (b)")],
        ),
        (["--title", "Reading", "--source", "b"], ["Reading"]),
        (["--title", "::"], ["1984 (d)", "Two: names", "c", "two: names (b)"]),
    ],
)
def test_decks_are_called_after_the_documents(tmp_path: Path, words: list[str], expected: list[str]) -> None:
    for name, title in (("a", "Two::: names"), ("b", "two:: names"), ("c", "::"), ("d", "1984")):
        asks = "claims: {a: {text: A.}}\nquestions: {q: {text: Q?, answered_by: [a]}}\n"
        (tmp_path / f"{name}.yaml").write_text(f"source: {{id: {name}, title: '{title}'}}\n{asks}", "utf-8")
    for form, take in (("anki", import_package), ("anki-tsv", import_table)):
        assert run("-L", ".", "export", form, "-o", "deck", *words, folder=tmp_path).code == 0
        with collection(tmp_path / f"{form}.anki2") as into:
            take(into, tmp_path / "deck")
            assert sorted(decks(into)) == expected


@pytest.mark.parametrize(("form", "take"), [PACKAGE, TABLE])
def test_hostile_words_are_shown_and_nothing_else(browser: Browser, folder: Path, form: str, take: Importing) -> None:
    graph = asked(hostile_graph())
    output = export(graph, form)
    (folder / "deck").write_bytes(output.data or output.text.encode())
    with collection(folder / "c.anki2") as into, browser.new_context() as context:
        with_note_type(folder, into)
        assert take(into, folder / "deck").new == len(cards(graph))
        page = context.new_page()
        expected = {card.id: card for card in cards(graph)}
        for note in notes(into).values():
            card = expected[html.unescape(note["Id"])]
            (made,) = note.cards()
            page.set_content(f"<body class=card>{made.answer()}</body>")
            assert page.evaluate("window.ran") is None
            assert page.evaluate("document.querySelectorAll('script, img, svg, iframe, anki-play').length") == 0
            assert made.answer_av_tags() == made.question_av_tags() == []
            shown = page.inner_text(".question")
            assert squeezed(shown) == squeezed(card.question)
            said = page.inner_text(".answer")
            assert all(squeezed(point.text) in squeezed(said) for point in card.answer)


def asked(graph: Graph) -> Graph:
    """The graph with a card for every node: a crux that asks its words, and both sides answer with them."""
    nodes: list[Node] = [*graph.nodes.values()]
    links = list(graph.links)
    for place, text in enumerate([*(node.text for node in nodes), "[sound:x.mp3]", "[latex]y[/latex]", "[$]z[/$]"]):
        crux = f"s/asked-{place}"
        nodes.append(Crux(id=crux, kind="crux", text=text, tags=(text,)))
        for side in ("yes", "no"):
            nodes.append(Position(id=f"{crux}.{side}", kind="position", text=f"{text} {side}", crux=crux, side=side))
            links.append(Link(from_id=f"{crux}.{side}", relation="position_on", to_id=crux))
    return Graph(nodes, links)


def squeezed(text: str) -> str:
    """The text in the form of Unicode that Anki keeps, without white space, which HTML runs together, and without
    control characters, which are shown as escapes."""
    words = unicodedata.normalize("NFC", text)
    return re.sub(r"\s+|\\x..|\\u....|[^\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", words)


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(source_maps())
def test_every_card_of_any_map_is_taken_in_once(folder: Path, written: cruxmap.graph.model.SourceMap) -> None:
    graph = asked(build([written]).graph)
    number = len(cards(graph))
    for form, take in (("anki", import_package), ("anki-tsv", import_table)):
        output = export(graph, form, Options(earlier=export(graph, form).data))
        (folder / "deck").write_bytes(output.data or output.text.encode())
        (folder / "c.anki2").unlink(missing_ok=True)
        with collection(folder / "c.anki2") as into:
            with_note_type(folder, into)
            assert take(into, folder / "deck") == Taken(new=number)
            assert take(into, folder / "deck") == Taken(same=number)
