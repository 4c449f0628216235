"""What is kept of a library between runs: its graph, what was read of each document, and answers that took long.

All is kept under digests of all that went into it, and asked for again only while not one byte of that has changed, in
the documents, the settings or the program. Documents that look as they did are not read to find that out.
"""

from __future__ import annotations

import os
import sqlite3
import time
from functools import cache, cached_property
from typing import TYPE_CHECKING

from msgspec import MsgspecError, msgpack
from msgspec.structs import replace

from ..graph.graph import Graph
from ..graph.model import Source
from . import cache_folder, kept_documents, kept_graph
from .digest import digest
from .documents import read_document
from .files import read_bytes
from .kept_answers import KeptAnswers
from .kept_documents import KeptDocuments, Row
from .kept_graph import KeptGraph
from .kept_record import Kept, decoded
from .library import Library
from .looks import GONE, Look, look, may_change_unseen
from .parsed import Parsed
from .program import stamp
from .settings import SHIPPED

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from ..graph.build import Built
    from ..graph.model import SourceMap
    from ..graph.problem import Finding
    from .cache_folder import Cache
    from .kept_update import Change
    from .library import Document


MOST_STALE = 200
_GENERATION = 16


class Keeping:
    """Keeps one library, which is known by the paths it was `asked` for by. `told` is what was found before reading.

    Raises UnicodeEncodeError where paths are no text.
    """

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
        self._stamp = stamp()
        self._name = digest(msgpack.encode([base, asked, texts]))[:16].hex()
        self._frame = digest(self._stamp, msgpack.encode([base, asked, documents, texts, told]))
        self._seen = digest(self._frame, msgpack.encode([*self._looks.values()]))
        self._digests: dict[str, bytes] = {}
        self._read: dict[str, bytes] = {}
        self._is_lasting = True

    def known(self) -> Library | None:
        """The library as it was kept, brought up to date where that is quick; None if it has to be made anew."""
        kept = self._kept
        try:
            found = self._current(kept) if kept and self._is_of_now(kept) else None
        except (sqlite3.Error, MsgspecError, ValueError, OSError):
            return None
        if found is None:
            return None
        index, known = found
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

    def _is_of_now(self, known: Kept) -> bool:
        """Whether a library was made from what this one is made from, but for what its documents say."""
        return known.frame == self._frame and all(os.path.realpath(path) == end for path, end in known.ways)

    def _current(self, known: Kept) -> tuple[KeptGraph, Kept] | None:
        """The graph and the rest as they are now, None if they cannot be believed or have to be made anew."""
        path = cache_folder.database(self._cache, known.graph[0])
        index = KeptGraph(path)
        if cache_folder.look_of(path) != known.graph[1]:
            return None
        if known.seen == self._seen and not known.unsure:
            return index, known
        blocks = {name: block for name, _, _, block in index.documents()}
        changed = self._changed(known, index)
        now = replace(known, seen=self._seen, unsure=self._unsure(known))
        if changed:
            from .kept_update import update  # what is as it was wants none

            index.close()
            changes = self._changes(known, changed, blocks)
            if not (changes and update(path, changes, lambda: cache_folder.look_of(path) == known.graph[1])):
                return None
            index = KeptGraph(path)
            graph = (known.graph[0], cache_folder.settled_look(path))
            stale = known.stale + len(changed)
            now = replace(now, generation=os.urandom(_GENERATION), graph=graph, stale=stale)
        if cache_folder.keep(self._cache, self._name, msgpack.encode(now)) and changed:
            cache_folder.remove_others(self._cache, self._name, (now.graph[0], now.read[0]))
        return index, now

    def _changed(self, known: Kept, index: KeptGraph) -> list[Document]:
        """The documents with another content than they had."""
        kept = {name: (msgpack.decode(seen, type=Look), content) for name, seen, content, _ in index.documents()}
        same = {name for name, (seen, _) in kept.items() if seen == self._looks[name] != GONE}
        self._digests = {name: kept[name][1] for name in same.difference(known.unsure)}
        others = [document for document in self._documents if document.name not in self._digests]
        return [document for document in others if self._digest(document) != kept[document.name][1]]

    def _changes(self, known: Kept, changed: list[Document], blocks: Mapping[str, int | None]) -> list[Change]:
        """What the changed documents say now, [] where the graph cannot be brought up to date by that alone."""
        from .kept_update import Change  # only where a document changed

        changes: list[Change] = []
        told = {finding.span.file for finding in known.findings}
        if known.stale + len(changed) > MOST_STALE:
            return []
        for document in changed:
            name, block = document.name, blocks.get(document.name)
            parsed = read_document(document)
            same = [(one.file, one.id) for one in parsed.maps] == [row for row in known.maps if row[0] == name]
            seen = look(document.path)
            if (
                block is None
                or not parsed.is_lasting
                or parsed.findings
                or name in told
                or not same
                or seen != self._looks[name]
            ):
                return []
            changes.append(Change(name, block, msgpack.encode(seen), self._digest(document), parsed.maps[0]))
        return changes

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
        from .reading_many import read_many  # not where all is as it was

        known = self._kept_documents
        kept = {document.name: known.parsed(document.name, self._digest(document)) for document in documents}
        missing = [document for document in documents if kept[document.name] is None]
        read = read_many(missing, sum(self._looks[document.name][0] for document in missing))
        for document in documents:
            parsed = kept.pop(document.name) or next(read)
            self._read[document.name] = parsed
            found = self._decoder.decode(parsed)
            self._is_lasting &= found.is_lasting
            yield found

    def keep(self, library: Library, built: Built) -> None:
        """Keep the library, unless a document has changed while it was read, or depends on other files."""
        if not self._is_lasting or any(
            look(document.path) != self._looks[document.name] for document in self._documents
        ):
            return
        generation = os.urandom(_GENERATION)
        graph, read = (f"{self._name}-{generation.hex()}-{what}" for what in ("graph", "read"))
        seen = self._write_graph(graph, built)
        seen_too = self._write_read(read) if seen != GONE else GONE
        known = Kept(
            self._frame,
            self._seen,
            self._unsure(),
            generation,
            (graph, seen),
            (read, seen_too),
            library.problems,
            library.findings,
            library.lost,
            tuple(document.name for document in library.documents),
            tuple((source_map.file, source_map.id) for source_map in library.maps),
            self._ways(library.maps),
            tuple(path if path == SHIPPED else os.path.abspath(path) for path in self._asked or self._homes()),
        )
        before = self._standing()  # it may be that of another run at the same time
        if seen_too != GONE and cache_folder.keep(self._cache, self._name, msgpack.encode(known)):
            others = (before.graph[0], before.read[0]) if before else ()
            cache_folder.remove_others(self._cache, self._name, (graph, read), others)
        else:
            cache_folder.remove_databases(self._cache, (graph, read))

    def _write_graph(self, name: str, built: Built) -> Look:
        """Write the graph and its documents to a database; how that looks."""
        from .kept_update import layout  # only where a library is read anew

        laid = layout(built)
        rows = [
            (one.name, msgpack.encode(self._looks[one.name]), self._digest(one), laid.blocks.get(one.name))
            for one in self._documents
        ]
        return cache_folder.write_database(
            self._cache, name, lambda path: kept_graph.write(path, built.graph, rows, laid.places)
        )

    def _write_read(self, name: str) -> Look:
        """Write what was read of the documents to a database; how that looks."""
        rows = (Row(name, self._digests[name], parsed) for name, parsed in self._read.items())
        return cache_folder.write_database(self._cache, name, lambda path: kept_documents.write(path, rows))

    def _ways(self, maps: Iterable[SourceMap]) -> tuple[tuple[bytes, bytes], ...]:
        """The paths of which it mattered where they lead: those of texts, and then those of all documents."""
        homes = {document.name: os.path.dirname(document.path) for document in self._documents}
        own = ((homes[source_map.file], node) for source_map in maps for node in source_map.nodes[:1])
        named = (
            os.path.join(home, node.text_file) for home, node in own if isinstance(node, Source) and node.text_file
        )
        set_up = (document.settings.texts for document in self._documents if document.settings.texts)
        texts = [*self._texts, *named, *set_up]
        paths = [*texts, *(document.path for document in self._documents)] if texts else []
        return tuple((path, os.path.realpath(path)) for path in map(os.fsencode, dict.fromkeys(paths)))

    def _homes(self) -> list[str]:
        """The libraries that were found, where none was asked for."""
        found = (document.settings.folder or SHIPPED for document in self._documents)
        return list(dict.fromkeys(found))

    @cached_property
    def _kept(self) -> Kept | None:
        return self._standing()

    def _standing(self) -> Kept | None:
        """What is kept of the library at this moment."""
        found = cache_folder.kept(self._cache, self._name)
        return decoded(found) if found else None

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
