"""Passages verified: every marker of a library looked up in the texts at hand, and in the record of the last time."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from msgspec import Struct

from ..graph.problem import Finding, quoted
from ..graph.tie import SourceTies
from . import text_of
from .folding import fold
from .lock import lock_path, read_lock
from .markup import plain_at
from .passages import find
from .ties import Page, page_of, ties

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from ..graph.graph import Graph
    from ..graph.model import Node, Source
    from ..graph.tie import Tie, Verified
    from .library import Document, Library

READABLE = (".txt", ".md", ".markdown")
TEXT_SUFFIXES = (*READABLE, ".html", ".htm", ".pdf")
HEAD = 4000


class Verification(Struct, frozen=True):
    """What verifying came to: the sources that point into a text, what is wrong with texts and records, and to which
    map texts and locks belong."""

    sources: tuple[SourceTies, ...]
    findings: tuple[Finding, ...]
    belongs: dict[str, str]

    @property
    def ties(self) -> tuple[Tie, ...]:
        """All markers that were looked up."""
        return tuple(tie for source in self.sources for tie in source.ties)

    @property
    def without_text(self) -> tuple[str, ...]:
        """The sources of which no text is at hand."""
        return tuple(source.source for source in self.sources if not source.text_file)


def verify(
    library: Library, texts: Sequence[str] = (), only: Collection[str] = (), *, recording: bool = False
) -> Verification:
    """Look up every marker of the library, or of it those of the sources `only`; for `recording` with all that is
    recorded.

    A source's text is the file its map names (`text:`), else one of the folders `texts`, else of the folder that
    the settings name: the file called like the source's id or title, or in whose beginning the title stands.
    """
    findings: list[Finding] = []
    found: list[SourceTies] = []
    belongs: dict[str, str] = {}
    known: dict[str, dict[str, Verified]] = {"": {}}
    for source, document, path, marked in _texts_at_hand(library, texts):
        if only and source.source not in only:
            continue
        page = _read(path, source, findings, repair=document.settings.repair) if path else None
        lock = "" if os.path.normpath(document.path) == path else _lock_of(document)
        if path:
            belongs |= {name: document.name for name in (path.replace(os.sep, "/"), lock) if name not in belongs}
        if page and lock not in known:
            known[lock] = read_lock(lock, findings)
        looked = tuple(ties(page, marked, known[lock], recording=recording and bool(lock))) if page else ()
        if page or not path:
            found.append(SourceTies(source=source.source, text_file=path, lock=lock, ties=looked))
    return Verification(tuple(found), tuple(findings), belongs)


def _lock_of(document: Document) -> str:
    return lock_path(document.name, document.path, document.settings.folder if document.settings.file else "")


def full_passages(library: Library, texts: Sequence[str] = ()) -> dict[str, str]:
    """The passages of the library's nodes by id, as far as the texts are at hand and a marker fits one place.

    Texts are found as `verify` finds them; Markdown's links, images and emphasis are taken out.
    """
    found: dict[str, str] = {}
    for source, document, path, marked in _texts_at_hand(library, texts):
        page = _read(path, source, [], repair=document.settings.repair) if path else None
        if page:
            text = page.text
            places = {node.id: find(text, node.passage, node.section).places for node in marked if node.passage}
            places = {node_id: fitting for node_id, fitting in places.items() if len(fitting) == 1}
            words = plain_at(text.original, (place for (place,) in places.values()))
            found.update(zip(places, words, strict=True))
    return found


def _texts_at_hand(library: Library, texts: Sequence[str]) -> Iterator[tuple[Source, Document, str, list[Node]]]:
    """The sources of the library that point into a text: the map's document, the text's path ("" if there is none),
    and the nodes with a marker."""
    documents = {document.name: document for document in library.documents}
    folders = _Folders()
    by_source = _marked_nodes(library.graph)
    for source in library.graph.sources():
        document = documents.get(source.span.file) or documents.get(_carrier(library, source))
        marked = by_source.get(source.source, [])
        if document is not None and (marked or source.text_file):
            yield source, document, _text_of(source, document, [*texts, document.settings.texts], folders), marked


def _carrier(library: Library, source: Source) -> str:
    """The name of the file that tells of a source written elsewhere, as RDF does; "" if there is none."""
    return next((source_map.file for source_map in library.maps if source_map.id == source.source), "")


def _marked_nodes(graph: Graph) -> dict[str, list[Node]]:
    """The nodes with a passage marker, by source."""
    found: dict[str, list[Node]] = {}
    for node in graph.nodes.values():
        if node.passage:
            found.setdefault(node.source, []).append(node)
    return found


class _Folders:
    """The text files below folders, each listed once, and their beginnings, each read once."""

    def __init__(self) -> None:
        self.files: dict[str, list[str]] = {}
        self.heads: dict[str, str] = {}

    def find(self, folder: str, source: Source) -> str:
        """The text file of a source in a folder, "" if none or several could be it."""
        if folder not in self.files:
            self.files[folder] = sorted(_text_files(folder))
        title = _slug(source.title)
        for name in (source.source, title):
            called = [path for path in self.files[folder] if _slug(_stem(path)) == name]
            if called:
                return called[0]
        wanted = fold(source.title)
        prose = (path for path in self.files[folder] if path.lower().endswith(READABLE))  # others take long to open
        holding = [path for path in prose if wanted and wanted in self._head(path)]
        return holding[0] if len(holding) == 1 else ""

    def _head(self, path: str) -> str:
        if path not in self.heads:
            self.heads[path] = fold((text_of(path).text or "")[:HEAD])
        return self.heads[path]


def _text_files(folder: str) -> Iterator[str]:
    for root, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if name.lower().endswith(TEXT_SUFFIXES) and not name.startswith("."):
                yield os.path.join(root, name)


def _text_of(source: Source, document: Document, folders: Sequence[str], listed: _Folders) -> str:
    if source.text_file:
        return os.path.normpath(os.path.join(os.path.dirname(document.path), source.text_file))
    found = next(filter(None, (listed.find(folder, source) for folder in folders if folder)), "")
    return os.path.normpath(found) if found else ""


def _read(path: str, source: Source, findings: list[Finding], *, repair: bool) -> Page | None:
    name = path.replace(os.sep, "/")
    found = text_of(path, name, repair=repair)
    if found.text is None:
        (fault,) = found.findings
        said, hint = f"cannot be read: {fault.message} (line {fault.span.line})", fault.hint
        if fault.rule == "unreadable-file":
            said, hint = fault.message.removeprefix("the file "), "correct text: in the source block"
        message = f"the text of {quoted(source.source)}, {name}, {said}"
        findings.append(Finding(rule="text-unreadable", message=message, span=source.span, hint=hint))
        return None
    findings.extend(found.findings)
    return page_of(found.text, os.path.basename(path))


def _stem(path: str) -> str:
    return os.path.splitext(os.path.basename(path))[0]


def _slug(words: str) -> str:
    return re.sub(r"[\W_]+", "-", words.casefold()).strip("-")
