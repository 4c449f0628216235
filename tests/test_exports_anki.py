"""Cards for Anki, taken in by Anki itself: all new, none new again, updated after an edit, nothing twice."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest
from ankis import (
    PACKAGE,
    RISE,
    SAVED,
    SIDES,
    TABLE,
    WELL,
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
    save,
    with_note_type,
)
from consoles import run
from cruxmap.exports import export
from cruxmap.graph.problem import CruxmapError
from cruxmap.graph.study.facets import cards

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import cruxmap
    from ankis import Importing


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return bread_and_well(tmp_path)


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
