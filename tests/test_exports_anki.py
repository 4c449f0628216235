"""Cards for Anki, taken in by Anki itself: all new, none new again, updated after an edit, nothing twice."""

from __future__ import annotations

import html
import io
import os
import re
import subprocess
import sys
import unicodedata
import zipfile
from typing import TYPE_CHECKING

import pytest
from ankis import Taken, collection, decks, import_package, import_table, note_of, notes
from consoles import run
from cruxmap import load
from cruxmap.exports import export
from cruxmap.exports.exporter import Options
from cruxmap.graph.build import build
from cruxmap.graph.graph import Graph
from cruxmap.graph.model import Crux, Link, Node, Position
from cruxmap.graph.problem import CruxmapError
from cruxmap.graph.study.facets import cards
from hostile import hostile_graph
from hypothesis import HealthCheck, given, settings
from strategies import source_maps

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import cruxmap
    from anki.collection import Collection
    from playwright.sync_api import Browser

    Importing = Callable[[Collection, Path], Taken]

BREAD = """\
source:
  id: bread
  title: On bread
  authors: [Ada Baker]
  published: 2020-02-02
  url: https://example.org/bread
claims:
  time: {text: Time does the work., passage: time does … the work}
  hands: {text: Hands do the work.}
cruxes:
  crux-knead:
    text: Must one knead?
    tags: [method, leech, a b]
    positions:
      yes: {text: One must., because: [hands]}
      no: {text: One need not., because: [time]}
questions:
  q-rise: {text: What makes bread rise?, answered_by: [time]}
"""
WELL = """\
source: {id: well, title: "On wells: a note"}
claims: {deep: {text: Deep ones last.}}
questions: {q-last: {text: Which wells last?, answered_by: [deep]}}
"""
AT = "https://example.org/bread#:~:text=time%20does,the%20work"
SAVED = 1_700_000_000
SIDES, RISE = "bread/crux-knead#sides", "bread/q-rise#recall"

PACKAGE = pytest.param("anki", import_package, id="package")
TABLE = pytest.param("anki-tsv", import_table, id="table")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two maps, both saved at SAVED."""
    for name, text in (("bread", BREAD), ("well", WELL)):
        save(tmp_path / f"{name}.yaml", text)
    return tmp_path


def save(path: Path, text: str, at: int = SAVED) -> None:
    """Save a document at a time."""
    path.write_text(text, "utf-8")
    os.utime(path, (at, at))


def exported(folder: Path, form: str, name: str = "deck", *words: str) -> Path:
    """The path of an export of the maps in the folder."""
    ran = run("-L", "bread.yaml", "-L", "well.yaml", "export", form, "-o", name, *words, folder=folder)
    assert (ran.stdout, ran.stderr, ran.code) == ("", f"wrote {name}\n", 0)
    return folder / name


def said(folder: Path) -> dict[str, tuple[object, ...]]:
    """What the cards of the maps in the folder ask and answer, by id."""
    graph = load(folder / "bread.yaml", folder / "well.yaml")
    return {card.id: (card.question, card.answer) for card in cards(graph)}


def edit(folder: Path, at: int) -> Taken:
    """Word a claim of the map on bread anew, or back, and what an import of just what changed should do."""
    before, text = said(folder), (folder / "bread.yaml").read_text("utf-8")
    old, new = ("Hands do", "Hands alone do") if "Hands do" in text else ("Hands alone do", "Hands do")
    save(folder / "bread.yaml", text.replace(old, new), at)
    after = said(folder)
    assert after.keys() == before.keys()
    changed = sum(after[card_id] != before[card_id] for card_id in after)
    assert 0 < changed < len(after)
    return Taken(updated=changed, same=len(after) - changed)


def with_note_type(folder: Path, into: Collection) -> None:
    """Have the note type in a collection that is otherwise empty."""
    import_package(into, exported(folder, "anki", "first.apkg"))
    into.remove_notes(list(into.find_notes("")))


@pytest.mark.parametrize(("form", "take"), [PACKAGE, TABLE])
def test_the_shipped_maps_are_all_new_and_none_is_new_again(
    shipped: cruxmap.Graph, tmp_path: Path, folder: Path, form: str, take: Importing
) -> None:
    output = export(shipped, form)
    (tmp_path / "deck").write_bytes(output.data or output.text.encode())
    number = len(cards(shipped))
    with collection(tmp_path / "c.anki2") as into:
        with_note_type(folder, into)
        assert take(into, tmp_path / "deck") == Taken(new=number)
        assert {note["Id"] for note in notes(into).values()} == {card.id for card in cards(shipped)}
        assert take(into, tmp_path / "deck") == Taken(same=number)
        assert into.card_count() == into.note_count() == number
        assert into.fix_integrity() == ("Database rebuilt and optimized.", True)


@pytest.mark.parametrize(("form", "take"), [PACKAGE, TABLE])
def test_a_card_worded_anew_is_updated_and_keeps_its_progress(folder: Path, form: str, take: Importing) -> None:
    with collection(folder / "c.anki2") as into:
        with_note_type(folder, into)
        take(into, exported(folder, form))
        before = notes(into)
        (learnt,) = note_of(into, SIDES).cards()
        into.sched.set_due_date([learnt.id], "5!")
        learnt.load()
        expected = edit(folder, SAVED + 1)
        assert take(into, exported(folder, form)) == expected
        assert "Hands alone do the work." in note_of(into, SIDES)["Answer"]
        assert {guid: note.id for guid, note in notes(into).items()} == {guid: note.id for guid, note in before.items()}
        (card,) = note_of(into, SIDES).cards()
        assert (card.id, card.due, card.ivl) == (learnt.id, learnt.due, 5)
        assert into.card_count() == len(before)


def test_a_package_elsewhere_updates_what_is_drawn_from_documents_saved_since(folder: Path) -> None:
    with collection(folder / "c.anki2") as into:
        import_package(into, exported(folder, "anki", "one.apkg"))
        edit(folder, SAVED + 1)
        of_bread = sum(card_id.startswith("bread/") for card_id in said(folder))
        expected = Taken(updated=of_bread, same=len(said(folder)) - of_bread)
        assert import_package(into, exported(folder, "anki", "two.apkg")) == expected
        assert import_package(into, folder / "one.apkg") == Taken(same=len(said(folder)))
        assert "Hands alone do the work." in note_of(into, SIDES)["Answer"]
        assert import_package(into, folder / "one.apkg", always=True) == expected
        assert "Hands do the work." in note_of(into, SIDES)["Answer"]


def test_a_package_in_place_of_another_updates_only_what_changed(folder: Path) -> None:
    with collection(folder / "c.anki2") as into:
        import_package(into, exported(folder, "anki"))
        mine = note_of(into, RISE)
        mine["Extra"] = "my own words"
        into.update_note(mine)
        expected = edit(folder, SAVED)  # within the same second
        assert import_package(into, exported(folder, "anki")) == expected
        expected = edit(folder, 4_000_000_000)  # later than whatever is written in Anki
        assert import_package(into, exported(folder, "anki")) == expected
        assert "Hands do the work." in note_of(into, SIDES)["Answer"]
        assert note_of(into, RISE)["Extra"] == "my own words"


def test_a_table_leaves_the_spare_field_and_the_deck_alone(folder: Path) -> None:
    with collection(folder / "c.anki2") as into:
        import_package(into, exported(folder, "anki"))
        mine = note_of(into, SIDES)
        mine["Extra"] = "my own words"
        into.update_note(mine)
        into.set_deck(mine.card_ids(), into.decks.id_for_name("Default") or 1)
        assert import_table(into, exported(folder, "anki-tsv", "deck.tsv")) == Taken(same=len(said(folder)))
        expected = edit(folder, SAVED)
        assert import_table(into, exported(folder, "anki-tsv", "deck.tsv")) == expected
        assert note_of(into, SIDES)["Extra"] == "my own words"
        assert decks(into)["Default"] == 1


def test_a_table_becomes_plain_cards_where_the_note_type_is_unknown(folder: Path) -> None:
    with collection(folder / "c.anki2") as into:
        path = exported(folder, "anki-tsv", "deck.tsv")
        assert import_table(into, path) == Taken(new=len(said(folder)))
        plain = {note["Front"]: note["Back"] for note in notes(into).values()}
        assert plain["What makes bread rise?"] == "Time does the work."
        assert {note.note_type()["name"] for note in notes(into).values()} == {"Basic"}  # type: ignore[index]
        assert import_table(into, path) == Taken(same=len(plain))


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


def test_the_package_is_the_same_bytes_at_any_time_and_place(folder: Path) -> None:
    script = "import sys; from cruxmap.cli import main; sys.argv[1:] = ['-L', 'bread.yaml', 'export', 'anki']; main()"
    packages = {
        subprocess.run(
            [sys.executable, "-c", script],
            cwd=folder,
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }
    first = exported(folder, "anki").read_bytes()
    assert exported(folder, "anki").read_bytes() == first
    assert len(packages) == 1
    (folder / "there").mkdir()
    (folder / "there" / "anki.apkg").write_bytes(first)
    save(folder / "well.yaml", WELL, SAVED + 1)
    assert exported(folder, "anki", "elsewhere").read_bytes() != first
    exported_into = run("-L", "bread.yaml", "-L", "well.yaml", "export", "anki", "-o", "there", folder=folder)
    assert exported_into.stderr == "wrote there/anki.apkg\n"
    assert (folder / "there" / "anki.apkg").read_bytes() == first


def damaged() -> dict[str, Callable[[bytes], bytes]]:
    """Files that may lie where the package goes."""

    def repacked(change: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
        def change_it(data: bytes) -> bytes:
            held = io.BytesIO()
            with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(held, "w") as new:
                for name in old.namelist():
                    new.writestr(name, change(old.read(name)))
            return held.getvalue()

        return change_it

    return {
        "empty": lambda _: b"",
        "text": lambda _: b"my notes\n",
        "cut": lambda data: data[: len(data) // 2],
        "a-flipped-byte": lambda data: data[:300] + bytes([data[300] ^ 255]) + data[301:],
        "another-zip": repacked(lambda _: b"x"),
        "no-database": repacked(lambda _: b""),
        "half-a-database": repacked(lambda data: data[: len(data) // 2]),
        "no-tables": repacked(lambda data: data[:100] + b"\0" * (len(data) - 100)),
        "other-values": repacked(lambda data: data.replace(RISE.encode(), b"\xff" * len(RISE))),
    }


@pytest.mark.parametrize("name", list(damaged()))
def test_what_is_no_package_is_written_over(folder: Path, name: str) -> None:
    first = exported(folder, "anki").read_bytes()
    (folder / "deck").write_bytes(damaged()[name](first))
    again = exported(folder, "anki")
    with collection(folder / "c.anki2") as into:
        assert import_package(into, again) == Taken(new=len(said(folder)))


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


def test_a_library_without_cards_is_told(tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_text("source: {id: m, title: M}\n", "utf-8")
    for form in ("anki-tsv", "anki"):
        ran = run("-L", "m.yaml", "export", form, "-o", "deck", folder=tmp_path)
        assert (ran.stderr, ran.code) == ("there are no cards in this\nwrote deck\n", 0)
    with collection(tmp_path / "c.anki2") as into:
        assert import_package(into, tmp_path / "deck") == Taken()


def test_without_genanki_the_extra_is_named(monkeypatch: pytest.MonkeyPatch, shipped: cruxmap.Graph) -> None:
    monkeypatch.setitem(sys.modules, "genanki", None)
    with pytest.raises(CruxmapError, match=r'decks for Anki need genanki: pip install "cruxmap\[anki\]"'):
        export(shipped, "anki")
    assert export(shipped, "anki-tsv").text.count("\n") > 6
