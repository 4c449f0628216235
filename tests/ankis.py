"""Anki in tests: collections of the official package, into which exports are imported."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

import pytest
from consoles import run
from cruxmap import load
from cruxmap.graph.study.facets import cards

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from anki.collection import Collection, ImportLogWithChanges
    from anki.notes import Note

    Importing = Callable[[Collection, Path], "Taken"]

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


class Taken(NamedTuple):
    """What an import did to notes: how many it added, updated, found as they were, and could not place."""

    new: int = 0
    updated: int = 0
    same: int = 0
    failed: int = 0


@contextmanager
def collection(path: Path) -> Iterator[Collection]:
    """A collection in a file, new where there is none."""
    from anki.collection import Collection

    opened = Collection(str(path))
    try:
        yield opened
    finally:
        opened.close()


def import_package(into: Collection, path: Path, *, always: bool = False) -> Taken:
    """Import an .apkg as Anki's dialog does unless it is told otherwise, or with notes updated always."""
    from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest
    from anki.import_export_pb2 import ImportAnkiPackageUpdateCondition as Update

    when = Update.IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_ALWAYS if always else 0
    options = ImportAnkiPackageOptions(update_notes=when)  # type: ignore[arg-type]
    asked = ImportAnkiPackageRequest(package_path=str(path), options=options)
    return _taken(into.import_anki_package(asked).log)


def import_table(into: Collection, path: Path) -> Taken:
    """Import a text file as Anki's dialog does unless it is told otherwise."""
    from anki.collection import ImportCsvRequest

    asked = ImportCsvRequest(path=str(path), metadata=into.get_csv_metadata(str(path), None))
    return _taken(into.import_csv(asked).log)


def notes(of: Collection) -> dict[str, Note]:
    """The notes of a collection by guid."""
    found = map(of.get_note, of.find_notes(""))
    return {note.guid: note for note in found}


def note_of(of: Collection, card_id: str) -> Note:
    """The note of a card."""
    (note,) = (note for note in notes(of).values() if note["Id"] == card_id)
    return note


def decks(of: Collection) -> dict[str, int]:
    """The decks that hold cards, and how many."""
    from anki.decks import DeckId

    known = {deck.name: DeckId(deck.id) for deck in of.decks.all_names_and_ids()}
    counts = {name: of.decks.card_count(deck, include_subdecks=False) for name, deck in known.items()}
    return {name: count for name, count in counts.items() if count}


def _taken(log: ImportLogWithChanges.Log) -> Taken:
    odd = (log.conflicting, log.missing_notetype, log.missing_deck, log.empty_first_field, log.first_field_match)
    return Taken(len(log.new), len(log.updated), len(log.duplicate), sum(map(len, odd)))


def bread_and_well(folder: Path) -> Path:
    """The folder with two maps in it, both saved at SAVED."""
    for name, text in (("bread", BREAD), ("well", WELL)):
        save(folder / f"{name}.yaml", text)
    return folder


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


def with_note_type(folder: Path, into: Collection) -> None:
    """Have the note type in a collection that is otherwise empty."""
    import_package(into, exported(folder, "anki", "first.apkg"))
    into.remove_notes(list(into.find_notes("")))


PACKAGE = pytest.param("anki", import_package, id="package")
TABLE = pytest.param("anki-tsv", import_table, id="table")
"""Both forms in which cards are given to Anki: the export, and what takes it in."""
