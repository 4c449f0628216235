"""The anki export: cards as an .apkg, the package that Anki imports; the same cards give the same bytes.

genanki writes the collection inside: a SQLite database in the form of Anki's schema 11, which every Anki reads.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from itertools import count, groupby
from typing import TYPE_CHECKING

from ...graph.problem import CruxmapError
from ..exporter import Output
from .earlier import unchanged_since
from .look import CHANGED, MODEL_ID, NAME, part
from .note import FIELDS, LONG_AGO, NO_CARDS, notes
from .zipped import zipped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...graph.graph import Graph
    from ..exporter import Options
    from .note import Note


def render(graph: Graph, options: Options) -> Output:
    """The package. Anki updates a note it has already where the one that comes is newer.

    A note is as new as the document it is drawn from was saved; but one that stands just so in the package which this
    one replaces keeps its time, and one that stands there otherwise is newer than that.
    """
    found = unchanged_since(options.earlier, notes(graph, options))
    data = zipped({"collection.anki2": _collection(found), "media": b"{}"})
    return Output(data=data, notes=() if found else (NO_CARDS,))


def _collection(found: Sequence[Note]) -> bytes:
    try:
        import genanki  # type: ignore[import-untyped] # an extra, and slow to import
    except ImportError as error:
        raise CruxmapError('decks for Anki need genanki: pip install "cruxmap[anki]"') from error

    model = genanki.Model(
        MODEL_ID,
        NAME,
        fields=[{"name": name} for name in FIELDS],
        templates=[{"name": "Card", "qfmt": part("front.html"), "afmt": part("back.html")}],
        css=part("style.css"),
    )
    decks = []
    due = count(1)
    for deck, members in groupby(found, key=lambda note: note.deck):
        decks.append(genanki.Deck(deck.id, deck.name))
        for note in members:
            decks[-1].add_note(
                genanki.Note(model=model, fields=[*note.fields], tags=[*note.tags], guid=note.guid, due=next(due))
            )
    newest = max((note.changed for note in found), default=LONG_AGO)
    with closing(sqlite3.connect(":memory:")) as database:
        genanki.Package(decks).write_to_db(database.cursor(), CHANGED, count(newest * 1000))
        ids = [held for (held,) in database.execute("SELECT id FROM notes ORDER BY id")]
        dates = [(note.changed, held) for note, held in zip(found, ids, strict=True)]
        database.executemany("UPDATE notes SET mod = ? WHERE id = ?", dates)
        database.commit()
        return database.serialize()
