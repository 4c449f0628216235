"""What is kept of a library between runs: its graph, what was read of each document, and answers that took long.

All is kept under digests of all that went into it, and asked for again only while not one byte of that has changed, in
the documents, the settings or the program. Documents that look as they did are not read to find that out.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import time
from functools import cache, cached_property
from typing import TYPE_CHECKING

import msgspec
from msgspec import MsgspecError, Struct, msgpack
from msgspec.structs import replace

from .. import __version__
from ..graph.graph import Graph
from ..graph.model import Source
from ..graph.problem import Finding, Problem  # noqa: TC001 - msgspec decodes them
from . import cache_folder, kept_documents, kept_graph
from .digest import digest
from .files import read_bytes
from .kept_answers import KeptAnswers
from .kept_documents import KeptDocuments, Row
from .kept_graph import KeptGraph
from .library import Library
from .looks import GONE, Look, look, may_change_unseen
from .parsed import Parsed
from .reading_many import read_many
from .settings import SHIPPED

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from ..graph.model import SourceMap
    from .cache_folder import Cache
    from .library import Document


class Kept(Struct, frozen=True, array_like=True):
    """A library but for its graph: what is wrong in it, the nodes that lost links, the names of its documents, and the
    file and source of each of its maps.

    `frame` is a digest of all it was made from but the documents' content, `seen` one of that and how they looked.
    `unsure` are those that may have changed and look as they did. `ways` are paths that mattered, and where they led.
    `graph` and `read` are the names of two databases and how these looked. `generation` is another one whenever the
    graph is. `paths` are those of the library, for people.
    """

    frame: bytes
    seen: bytes
    unsure: tuple[str, ...]
    generation: bytes
    graph: tuple[str, Look]
    read: tuple[str, Look]
    problems: list[Problem]
    findings: tuple[Finding, ...]
    lost: frozenset[str]
    documents: tuple[str, ...]
    maps: tuple[tuple[str, str], ...]
    ways: tuple[tuple[str, str], ...]
    paths: tuple[str, ...]


class Keeping:
    """Keeps one library, which is known by the paths it was `asked` for by. `told` is what was found before reading."""

    def __init__(
        self,
        cache: Cache,
        asked: Sequence[str],
        documents: Sequence[Document],
        *,
        texts: Sequence[str] = (),
        told: Sequence[Finding] = (),
    ) -> None:
        base = "" if all(os.path.isabs(document.path) for document in documents) else os.getcwd()
        self._began = time.time_ns()
        self._looks = {document.name: look(document.path) for document in documents}
        self._cache = cache
        self._asked = asked
        self._documents = documents
        self._texts = texts
        self._stamp = _stamp()
        self._name = digest(msgpack.encode([base, asked, texts]))[:16].hex()
        self._frame = digest(self._stamp, msgpack.encode([base, asked, documents, texts, told]))
        self._seen = digest(self._frame, msgpack.encode([*self._looks.values()]))
        self._digests: dict[str, bytes] = {}
        self._read: dict[str, bytes] = {}
        self._reads_anew = False

    def known(self) -> Library | None:
        """The library as it was kept, None if it was not, or was made from something else."""
        known = self._kept
        if (
            known is None
            or known.frame != self._frame
            or any(os.path.realpath(path) != end for path, end in known.ways)
        ):
            return None
        try:
            index = KeptGraph(cache_folder.database(self._cache, known.graph[0]))
            if cache_folder.look_of(index.path) != known.graph[1]:
                return None
            if known.seen != self._seen or known.unsure:
                if self._changed(known, index):
                    return None
                known = replace(known, seen=self._seen, unsure=self._unsure(known))
                cache_folder.keep(self._cache, self._name, msgpack.encode(known))
        except (sqlite3.Error, MsgspecError, ValueError):
            return None
        here = {document.name: document for document in self._documents}
        return Library(
            Graph.over(index),
            known.problems,
            cache(lambda: tuple(self._maps(here, known.maps))),
            known.findings,
            tuple(here[name] for name in known.documents),
            known.lost,
            KeptAnswers(self._cache, self._name, known.generation),
        )

    def _changed(self, known: Kept, index: KeptGraph) -> list[Document]:
        """The documents with another content than they had."""
        kept = {name: (msgpack.decode(seen, type=Look), content) for name, seen, content in index.documents()}
        same = {name for name, (seen, _) in kept.items() if seen == self._looks[name] != GONE}
        self._digests = {name: kept[name][1] for name in same.difference(known.unsure)}
        others = [document for document in self._documents if document.name not in self._digests]
        return [document for document in others if self._digest(document) != kept[document.name][1]]

    def _unsure(self, known: Kept | None = None) -> tuple[str, ...]:
        """The documents that may yet change without looking otherwise, of those whose look is not known of old."""
        names = self._looks if known is None or known.seen != self._seen else known.unsure
        return tuple(name for name in names if may_change_unseen(self._looks[name], self._began))

    def _maps(self, here: Mapping[str, Document], wanted: Collection[tuple[str, str]]) -> Iterator[SourceMap]:
        read = self.read([here[name] for name in dict.fromkeys(name for name, _ in wanted)])
        kept = frozenset(wanted)
        return (one for parsed in read for one in parsed.maps if (one.file, one.id) in kept)

    def read(self, documents: Sequence[Document]) -> Iterator[Parsed]:
        """What each of the documents says: as it was kept, else read now."""
        known = self._kept_documents
        kept = {document.name: known.parsed(document.name, self._digest(document)) for document in documents}
        missing = [document for document in documents if kept[document.name] is None]
        read = read_many(missing, sum(self._looks[document.name][0] for document in missing))
        self._reads_anew = self._reads_anew or bool(missing)
        for document in documents:
            parsed = kept.pop(document.name) or next(read)
            self._read[document.name] = parsed
            yield self._decoder.decode(parsed)

    def keep(self, library: Library) -> None:
        """Keep the library, unless a document has changed while it was read."""
        if any(look(document.path) != self._looks[document.name] for document in self._documents):
            return
        generation = os.urandom(16)
        graph, read = (f"{self._name}-{generation.hex()}-{what}" for what in ("graph", "read"))
        rows = [
            (document.name, msgpack.encode(self._looks[document.name]), self._digest(document))
            for document in self._documents
        ]
        graph_look = cache_folder.write_database(
            self._cache, graph, lambda path: kept_graph.write(path, library.graph, rows)
        )
        if self._reads_anew or self._kept is None:
            parsed = (Row(name, self._digests[name], parsed) for name, parsed in self._read.items())
            read_look = cache_folder.write_database(self._cache, read, lambda path: kept_documents.write(path, parsed))
        else:
            read, read_look = self._kept.read
        known = Kept(
            self._frame,
            self._seen,
            self._unsure(),
            generation,
            (graph, graph_look),
            (read, read_look),
            library.problems,
            library.findings,
            library.lost,
            tuple(document.name for document in library.documents),
            tuple((source_map.file, source_map.id) for source_map in library.maps),
            self._ways(library.maps),
            tuple(path if path == SHIPPED else os.path.abspath(path) for path in self._asked or self._homes()),
        )
        if GONE not in (graph_look, read_look) and cache_folder.keep(self._cache, self._name, msgpack.encode(known)):
            before = (self._kept.graph[0], self._kept.read[0]) if self._kept else ()
            cache_folder.remove_others(self._cache, self._name, (graph, read), before)

    def _ways(self, maps: Iterable[SourceMap]) -> tuple[tuple[str, str], ...]:
        """The paths of which it mattered where they lead: those of texts, and then those of all documents."""
        homes = {document.name: os.path.dirname(document.path) for document in self._documents}
        own = ((homes[source_map.file], node) for source_map in maps for node in source_map.nodes[:1])
        named = (
            os.path.join(home, node.text_file) for home, node in own if isinstance(node, Source) and node.text_file
        )
        set_up = (document.settings.texts for document in self._documents if document.settings.texts)
        texts = [*self._texts, *named, *set_up]
        paths = [*texts, *(document.path for document in self._documents)] if texts else []
        return tuple((path, os.path.realpath(path)) for path in dict.fromkeys(paths))

    def _homes(self) -> list[str]:
        """The libraries that were found, where none was asked for."""
        found = (document.settings.folder or SHIPPED for document in self._documents)
        return list(dict.fromkeys(found))

    @cached_property
    def _kept(self) -> Kept | None:
        found = cache_folder.kept(self._cache, self._name)
        try:
            return msgpack.decode(found, type=Kept) if found else None
        except (MsgspecError, ValueError):
            return None

    @cached_property
    def _kept_documents(self) -> KeptDocuments:
        name, seen = self._kept.read if self._kept else ("", GONE)
        path = cache_folder.database(self._cache, name)
        try:
            found = KeptDocuments(path) if self._kept else KeptDocuments()
            return found if cache_folder.look_of(path) == seen else KeptDocuments()
        except sqlite3.Error:
            return KeptDocuments()

    @cached_property
    def _decoder(self) -> msgpack.Decoder[Parsed]:
        return msgpack.Decoder(Parsed)

    def _digest(self, document: Document) -> bytes:
        """A digest of all that decides what is read of a document."""
        if document.name not in self._digests:
            data, fault = read_bytes(document.path)
            read_as = msgpack.encode([document.name, document.named, document.settings.repair, fault])
            self._digests[document.name] = digest(self._stamp, read_as, data)
        return self._digests[document.name]


# Where the code lies that makes a graph, and answers that are kept; whether below these too.
_FOLDERS = {"commands": False, "exports": False, "graph": True, "sources": True}


def _stamp() -> bytes:
    """A digest of the program at work: its version and the state of its code, Python, and the packages it uses."""
    home = os.path.dirname(os.path.dirname(__file__))
    packages = os.stat(os.path.dirname(os.path.dirname(msgspec.__file__))).st_mtime_ns  # changes as they come and go
    code = sorted(row for folder, deep in _FOLDERS.items() for row in _code(os.path.join(home, folder), deep=deep))
    return digest(msgpack.encode([__version__, sys.hexversion, packages, code]))


def _code(folder: str, *, deep: bool) -> Iterator[tuple[str, int, int]]:
    """The modules in a folder, and below it if that is `deep`, each with when it was changed and its size."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                status = entry.stat()
                yield entry.path, status.st_mtime_ns, status.st_size
            elif deep and entry.is_dir() and entry.name != "__pycache__":
                yield from _code(entry.path, deep=True)
