"""The documents of a library read: maps first, then notes and articles that no map stands for."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from msgspec import Struct

from ..graph.model import Source
from ..graph.problem import Finding, quoted
from . import formats_of, read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ..graph.model import SourceMap
    from .library import Document
    from .parsed import Parsed


class ReadDocuments(Struct, frozen=True):
    """The maps made of a library's documents, in the order of these; and the documents that are part of it.

    Left out are the texts of maps, and what is met in a folder and is no document of ours.
    """

    maps: tuple[SourceMap, ...]
    documents: tuple[Document, ...]


def saved_at(documents: Iterable[Document]) -> dict[str, int]:
    """When each document was last saved, by its name, in seconds since 1970; one that is gone is left out."""
    return {known.name: int(os.stat(known.path).st_mtime) for known in documents if os.path.isfile(known.path)}


def read_document(document: Document) -> Parsed:
    """What one document of a library says."""
    return read(document.path, document.name, named=document.named, repair=document.settings.repair)


def read_each(documents: Sequence[Document]) -> Iterable[Parsed]:
    """What each of the documents says."""
    return map(read_document, documents)


def read_documents(
    documents: Sequence[Document],
    findings: list[Finding],
    texts: Sequence[str] = (),
    reader: Callable[[Sequence[Document]], Iterable[Parsed]] = read_each,
) -> ReadDocuments:
    """Read every document once, by the `reader`. What is wrong with them goes to `findings`.

    A document that a map names as its text, and one that lies in a folder of texts, one of `texts` or that of its
    settings, is not read for itself; of a document with the source id of a map the map counts.
    """
    found: dict[str, tuple[SourceMap, ...]] = {}
    first = [document for document in documents if is_map(document.path)]
    for document, parsed in zip(first, reader(first), strict=True):
        _take(document, parsed, findings, found)
    maps = [source_map for several in found.values() for source_map in several]
    named = {path for source_map in maps for path in texts_of(source_map, documents)}
    folders = [os.path.realpath(folder) for folder in texts]
    owners = {source_map.id: source_map.file for source_map in maps if source_map.id}
    own: dict[str, str] = {}
    others = [document for document in documents if not is_map(document.path)]
    others = [document for document in others if not is_text(document, named, folders)]
    for document, parsed in zip(others, reader(others), strict=True):
        _take(document, parsed, findings, found)
        left: list[SourceMap] = []
        for source_map in found.get(document.name, ()):
            is_own = source_map.is_view or not source_map.id
            owner = "" if is_own else owners.get(source_map.id) or own.setdefault(source_map.id, source_map.file)
            if is_own or owner == source_map.file:
                left.append(source_map)
            else:
                findings.append(_taken(source_map, owner, by_map=source_map.id in owners))
        if document.name in found:
            found[document.name] = tuple(left)
    there = tuple(document for document in documents if document.name in found)
    return ReadDocuments(tuple(source_map for document in there for source_map in found[document.name]), there)


def is_map(path: str) -> bool:
    """Whether a file is a map by its name."""
    return any(form.name == "map" for form in formats_of(path))


def _take(document: Document, parsed: Parsed, findings: list[Finding], found: dict[str, tuple[SourceMap, ...]]) -> None:
    findings.extend(parsed.findings)
    if parsed.maps or parsed.findings or is_map(document.path):
        found[document.name] = parsed.maps


def is_text(document: Document, named: set[str], folders: list[str]) -> bool:
    """Whether a document is the text of a map: one of those `named`, or met in a folder of texts."""
    own = document.settings.texts
    if not (named or folders or own):
        return False
    place = os.path.realpath(document.path)
    if own and own not in document.settings.places:
        folders = [*folders, os.path.realpath(own)]
    return place in named or (not document.named and any(is_at_or_in(place, folder) for folder in folders))


def is_at_or_in(place: str, folder: str) -> bool:
    """Whether a place is that folder or lies below it; both are real paths."""
    return place == folder or place.startswith(os.path.join(folder, ""))


def texts_of(source_map: SourceMap, documents: Sequence[Document]) -> list[str]:
    """Where the text lies that a map names, if it names one."""
    own = source_map.nodes[0] if source_map.nodes else None
    if not isinstance(own, Source) or not own.text_file:
        return []
    path = next(document.path for document in documents if document.name == source_map.file)
    return [os.path.realpath(os.path.join(os.path.dirname(path), own.text_file))]


def _taken(source_map: SourceMap, first: str, *, by_map: bool) -> Finding:
    """What to say of a document whose source id a map or another document has."""
    span = source_map.nodes[0].span
    if by_map:
        message = f"{first} has the source id {quoted(source_map.id)} too and is read in its place"
        hint = "if it is the map of this document, name it there: text:; else give this one another id: in front matter"
        return Finding(rule="document-shadowed", message=message, span=span, hint=hint)
    message = f"source id {quoted(source_map.id)} is taken by {first}"
    hint = "this document is left out: rename it, or give it an id of its own in front matter (id: …)"
    return Finding(rule="duplicate-source", message=message, span=span, hint=hint)
