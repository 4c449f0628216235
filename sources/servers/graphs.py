"""Which graph on a server each map of a library is: a source's by its id, a file of links' by what is recorded."""

from __future__ import annotations

import os
from itertools import count
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from ...graph.rdf.quads import named
from ...graph.rdf.terms import id_iri, id_of
from ..homes import shipped
from ..settings import REMOTE
from .triples import digest_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ...graph.model import SourceMap
    from ..library import Document
    from .standing import Seen

LINKS = "links."
CODE = 8  # digits


class Here(Struct, frozen=True):
    """A map of the library: its graph, what it says and a digest of that, the path of its document, "" for none, and of
    one that holds only links how the record calls it."""

    graph: str
    map: SourceMap
    digest: str
    path: str
    file: str = ""

    @property
    def name(self) -> str:
        """The id of its source, or the name of its graph if it has none."""
        return id_of(self.graph)


def graphs_here(
    maps: Iterable[SourceMap],
    documents: Iterable[Document],
    record: Mapping[str, Seen],
    there: Mapping[str, str],
    home: str,
) -> list[Here]:
    """The maps of a library that count, in canonical order, each with the graph that it is on a server.

    A file that holds only links is the graph that was recorded with what the file says or, if it says something new,
    with its name; else one that says the same `there` (digests by graphs); else a new one, which is called after what
    the file says, so that those of several libraries do not meet. `home` has the record.
    """
    known = {document.name: document for document in documents}
    found: list[Here] = []
    for graph, source_map in named(one for one in maps if not one.is_view):
        document = known.get(source_map.file)
        here = Here(graph, source_map, digest_of(source_map), document.path if document else "")
        file = _recorded(document, home, [one.file for one in found]) if document and not source_map.id else ""
        found.append(replace(here, file=file))
    graphs = iter(_graphs_of([one for one in found if not one.map.id], record, there))
    return [one if one.map.id else replace(one, graph=next(graphs)) for one in found]


def place_of(path: str, home: str) -> str:
    """How a file is called in the record, which lies in the folder `home`."""
    try:
        return os.path.relpath(path, home).replace(os.sep, "/")
    except ValueError:  # on another drive
        return path


def _recorded(document: Document, home: str, taken: list[str]) -> str:
    """How the record calls a map of links of a document: as the document, of which it may be the second or third."""
    is_elsewhere = shipped(document) or document.name.startswith(REMOTE)
    place = document.name if is_elsewhere else place_of(document.path, home)
    return next(name for number in count(1) if (name := f"{place}#{number}" if number > 1 else place) not in taken)


def _graphs_of(files: list[Here], record: Mapping[str, Seen], there: Mapping[str, str]) -> list[str]:
    """The graph of each file of links; none is that of two."""
    known = [(graph, seen) for graph, seen in record.items() if id_of(graph).startswith(LINKS)]
    chosen = [""] * len(files)

    def choose(at: int, graphs: Iterable[str]) -> None:
        if not chosen[at]:
            chosen[at] = next((graph for graph in graphs if graph not in chosen), "")

    for at, one in enumerate(files):
        choose(at, (graph for graph, seen in known if seen.file == one.file and one.digest in _said(seen)))
    for at, one in enumerate(files):
        choose(at, (graph for graph, seen in known if one.digest in _said(seen)))
    for at, one in enumerate(files):
        choose(at, (graph for graph, seen in known if seen.file == one.file))
    for at, one in enumerate(files):
        choose(at, (graph for graph, said in there.items() if said == one.digest and id_of(graph).startswith(LINKS)))
        choose(at, (id_iri(f"{LINKS}{one.digest[:CODE]}{f'-{number}' * (number > 1)}") for number in count(1)))
    return chosen


def _said(seen: Seen) -> tuple[str, str]:
    """Digests of what a file said when it was recorded."""
    return seen.here, seen.sending
