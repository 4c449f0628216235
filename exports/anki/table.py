"""The anki-tsv export: cards as tab-separated values, in the form that Anki's text import knows by its first lines.

See https://docs.ankiweb.net/importing/text-files.html. There is no column for the last field, the reader's own: what
an import does not name it leaves alone. Nor are columns named: Anki then fills the fields of the note type `cruxmap`
in their order, and where there is none those of Basic.
"""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

from ..exporter import Output
from .look import NAME
from .note import NO_CARDS, notes

if TYPE_CHECKING:
    from ...graph.graph import Graph
    from ..exporter import Options

HEAD = f"""\
#separator:tab
#html:true
#notetype:{NAME}
#guid column:1
#deck column:2
#tags column:3
"""


def render(graph: Graph, options: Options) -> Output:
    """A line for each card: guid, deck, tags, and the fields up to the reader's own."""
    rows = [(note.guid, note.deck.name, " ".join(note.tags), *note.fields[:-1]) for note in notes(graph, options)]
    text = StringIO(newline="")
    csv.writer(text, "excel-tab", lineterminator="\n").writerows(rows)
    return Output(text=HEAD + text.getvalue(), notes=() if rows else (NO_CARDS,))
