"""Anki in tests: collections of the official package, into which exports are imported."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from anki.collection import Collection, ImportLogWithChanges
    from anki.notes import Note


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
