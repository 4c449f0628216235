"""What is kept of a library between runs: its graph, and what was read of each document.

Both are kept under digests of all that went into them, and asked for again only while not one byte of that has changed,
in the documents, the settings or the program.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from functools import cache, cached_property
from typing import TYPE_CHECKING

import msgspec
from msgspec import MsgspecError, Struct, msgpack

from .. import __version__
from ..graph.graph import Graph
from ..graph.model import Source
from ..graph.problem import Finding, Problem  # noqa: TC001 - msgspec decodes them
from . import cache_folder, kept_documents, kept_graph
from .digest import digest
from .files import read_bytes
from .kept_documents import KeptDocuments, Row
from .kept_graph import KeptGraph
from .library import Library
from .parsed import Parsed
from .reading_many import read_many

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from ..graph.model import SourceMap
    from .cache_folder import Cache
    from .library import Document


class Kept(Struct, frozen=True, array_like=True):
    """A library but for its graph: a digest of what it was made from, what is wrong in it, the nodes that lost links,
    the names of its documents, and the file and source of each of its maps. `ways` are paths that mattered, and where
    they led."""

    made_from: bytes
    problems: list[Problem]
    findings: tuple[Finding, ...]
    lost: frozenset[str]
    documents: tuple[str, ...]
    maps: tuple[tuple[str, str], ...]
    ways: tuple[tuple[str, str], ...]


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
        self._cache = cache
        self._documents = documents
        self._texts = texts
        self._stamp = _stamp()
        self._sizes: dict[str, int] = {}
        self._digests = {document.name: self._digest(document) for document in documents}
        self._name = digest(msgpack.encode([base, asked, texts]))[:16].hex()
        self._made_from = digest(
            self._stamp, msgpack.encode([base, asked, documents, texts, told]), *self._digests.values()
        )
        self._read: dict[str, bytes] = {}
        self._reads_anew = False

    def known(self) -> Library | None:
        """The library as it was kept, None if it was not, or was made from something else."""
        database = cache_folder.kept(self._cache, f"{self._name}-graph")
        if database is None:
            return None
        try:
            index = KeptGraph(database)
            known = msgpack.decode(index.about(), type=Kept)
        except (sqlite3.Error, MsgspecError, ValueError):
            return None
        is_same = known.made_from == self._made_from and all(os.path.realpath(path) == end for path, end in known.ways)
        if not is_same:
            return None
        here = {document.name: document for document in self._documents}
        return Library(
            Graph.over(index),
            known.problems,
            cache(lambda: tuple(self._maps(here, known.maps))),
            known.findings,
            tuple(here[name] for name in known.documents),
            known.lost,
        )

    def _maps(self, here: Mapping[str, Document], wanted: Collection[tuple[str, str]]) -> Iterator[SourceMap]:
        read = self.read([here[name] for name in dict.fromkeys(name for name, _ in wanted)])
        kept = frozenset(wanted)
        return (one for parsed in read for one in parsed.maps if (one.file, one.id) in kept)

    def read(self, documents: Sequence[Document]) -> Iterator[Parsed]:
        """What each of the documents says: as it was kept, else read now."""
        kept = {document.name: self._kept.parsed(document.name, self._digests[document.name]) for document in documents}
        missing = [document for document in documents if kept[document.name] is None]
        read = read_many(missing, sum(self._sizes[document.name] for document in missing))
        self._reads_anew = self._reads_anew or bool(missing)
        for document in documents:
            parsed = kept[document.name] or next(read)
            self._read[document.name] = parsed
            yield self._decoder.decode(parsed)

    def keep(self, library: Library) -> None:
        """Keep the library, unless a document has changed while it was read."""
        if any(self._digest(document) != self._digests[document.name] for document in self._documents):
            return
        known = Kept(
            self._made_from,
            library.problems,
            library.findings,
            library.lost,
            tuple(document.name for document in library.documents),
            tuple((source_map.file, source_map.id) for source_map in library.maps),
            self._ways(library.maps),
        )
        cache_folder.keep(self._cache, f"{self._name}-graph", kept_graph.packed(library.graph, msgpack.encode(known)))
        if self._reads_anew:
            rows = (Row(name, self._digests[name], parsed) for name, parsed in self._read.items())
            cache_folder.keep(self._cache, f"{self._name}-documents", kept_documents.packed(rows))

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

    @cached_property
    def _kept(self) -> KeptDocuments:
        database = cache_folder.kept(self._cache, f"{self._name}-documents")
        try:
            return KeptDocuments(database)
        except (sqlite3.Error, ValueError):
            return KeptDocuments()

    @cached_property
    def _decoder(self) -> msgpack.Decoder[Parsed]:
        return msgpack.Decoder(Parsed)

    def _digest(self, document: Document) -> bytes:
        """A digest of all that decides what is read of a document."""
        data, fault = read_bytes(document.path)
        self._sizes[document.name] = len(data)
        read_as = msgpack.encode([document.name, document.named, document.settings.repair, fault])
        return digest(self._stamp, read_as, data)


def _stamp() -> bytes:
    """A digest of the program that reads: its version and the state of its code, Python, and the packages it uses."""
    home = os.path.dirname(os.path.dirname(__file__))
    packages = os.stat(os.path.dirname(os.path.dirname(msgspec.__file__))).st_mtime_ns  # changes as they come and go
    code = sorted(row for folder in ("graph", "sources") for row in _code(os.path.join(home, folder)))
    return digest(msgpack.encode([__version__, sys.hexversion, packages, code]))


def _code(folder: str) -> Iterator[tuple[str, int, int]]:
    """The modules in a folder and below it, each with when it was changed and its size."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                status = entry.stat()
                yield entry.path, status.st_mtime_ns, status.st_size
            elif entry.is_dir() and entry.name != "__pycache__":
                yield from _code(entry.path)
