"""Libraries: which files make one up, what cruxmap.toml says, and the graph of them all."""

from __future__ import annotations

import gc
import os
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from ..graph.problem import CruxmapError, Finding, Problem, Span, quoted
from . import formats_of, has_reader
from .documents import read_documents, read_each
from .folder_files import files_below
from .settings import REMOTE, SETTINGS, SHIPPED, Settings, read_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ..graph.graph import Graph
    from ..graph.model import SourceMap
    from .cache_folder import Cache
    from .keeping import Keeping
    from .kept_answers import KeptAnswers

PASSING = ("not-a-document", "text-repaired")
SHIPPED_FOLDER = os.path.join(os.path.dirname(__file__), "maps")


class Document(Struct, frozen=True):
    """A file of a library: where it lies, what findings call it, whether the user named it, and its settings."""

    path: str
    name: str
    named: bool
    settings: Settings = Settings()


class Library(Struct, frozen=True):
    """A library as read: its graph, and what is wrong in its documents, sorted by place.

    `findings` are the same before they were graded, `documents` what the graph comes from; `lost` are the nodes at an
    end of a link that was left out.
    """

    graph: Graph
    problems: list[Problem]
    read_maps: Callable[[], tuple[SourceMap, ...]]
    findings: tuple[Finding, ...] = ()
    documents: tuple[Document, ...] = ()
    lost: frozenset[str] = frozenset()
    answers: KeptAnswers | None = None

    @property
    def maps(self) -> tuple[SourceMap, ...]:
        """The maps that the graph is built from."""
        return self.read_maps()


def load(*paths: str | os.PathLike[str]) -> Graph:
    """The graph of a library: of these files and folders, else of the library found from here.

    Raises CruxmapError, which names every error, if a document is broken; `read_library` gives the graph
    of what could be read instead.

    >>> load("@shipped")
    <Graph of ... nodes and ... links>
    """
    library = read_library([os.fspath(path) for path in paths])
    errors = [problem for problem in library.problems if problem.severity == "error"]
    if errors:
        raise CruxmapError("\n".join(f"{error.span}: {error.code} {error.message}" for error in errors))
    return library.graph


def read_library(
    paths: Sequence[str] = (), *, texts: Sequence[str] = (), repair: bool = True, cache: Cache | None = None
) -> Library:
    """The library named by `paths` ('@shipped' is the maps that come along), or the nearest one upward.

    What lies in the folders `texts` is read for itself only if it is a map. Text that was damaged by a wrong encoding
    is restored where that is certain, unless `repair` or the library's settings say no.
    Never raises for what is in the documents: what cannot be read or linked is a problem, the rest answers.
    With a `cache` what was read is kept there, and not read again until something of it changes.
    """
    if isinstance(paths, str):
        raise TypeError("paths is a sequence of paths, not one")
    findings: list[Finding] = []
    collecting = gc.isenabled()
    gc.disable()  # nothing here is cyclic garbage, and looking for it costs a third of the time
    try:
        documents = _with_settings(find(paths, findings, cache))
        if not repair:
            documents = [replace(known, settings=replace(known.settings, repair=False)) for known in documents]
        keeping = _keeping(cache, paths, documents, texts, findings)
        known = keeping.known() if keeping else None
        if known:
            return known
        found = read_documents(documents, findings, texts, keeping.read if keeping else read_each)
        if not found.maps and all(finding.rule in PASSING for finding in findings):
            findings.append(_nothing(paths))
        from ..graph.build import build  # a library that is kept was built before

        built = build(found.maps)
        told = (*findings, *built.findings)
        library = Library(built.graph, _graded(told), lambda: found.maps, told, found.documents, built.lost)
        if keeping:
            keeping.keep(library, built)
        return library
    finally:
        if collecting:
            gc.enable()


def _keeping(
    cache: Cache | None,
    asked: Sequence[str],
    documents: Sequence[Document],
    texts: Sequence[str],
    told: Sequence[Finding],
) -> Keeping | None:
    """What keeps a library, None where it cannot be kept: other packages' readers may give something else tomorrow."""
    suffixes = {os.path.splitext(document.path)[1] for document in documents}
    is_ours = not any(form.package or form.beside for suffix in suffixes for form in formats_of(f"x{suffix}"))
    if cache is None or not is_ours or len({document.name for document in documents}) < len(documents):
        return None
    try:
        from .keeping import Keeping  # SQLite, which not every Python has

        return Keeping(cache, asked, documents, texts=texts, told=told)
    except (ImportError, UnicodeEncodeError):
        return None


def _graded(findings: tuple[Finding, ...]) -> list[Problem]:
    if not findings:
        return []
    from ..graph.rules import report  # every rule and its check, only where one is broken

    return report(findings)


def find(paths: Sequence[str], findings: list[Finding], cache: Cache | None = None) -> list[Document]:
    """The documents of the library, by name, each once; what is wrong with the paths goes to `findings`.

    What lies on servers is fetched, and kept in the `cache` if there is one.
    """
    if not paths:
        paths = [_library_upward() or SHIPPED]
    found: dict[str, Document] = {}
    for path in paths:
        given = _on_server(path, findings, cache) if path.startswith(REMOTE) else _documents(path, findings, set())
        for place, document in given:
            if place not in found:
                found[place] = document
            elif document.named:
                found[place] = replace(document, settings=found[place].settings)
    return sorted(found.values(), key=lambda document: document.name)


def _on_server(path: str, findings: list[Finding], cache: Cache | None) -> Iterator[tuple[str, Document]]:
    """The graphs of a server as documents, each with where it lies; what a reader adds to them lies in a folder of the
    user's own."""
    from .servers.mirror import home_of, mirrored  # what speaks with servers takes a tenth of a second

    settings = Settings(home_of(path))
    for found in mirrored(path, cache, findings):
        yield os.path.realpath(found.path), Document(found.path, found.name, named=True, settings=settings)


_NO_FILES = (
    "a map is a .yaml file that starts with 'source:', an article is clipped if its front matter has a url; "
    "without -L the shipped maps answer"
)
_NOTHING_YET = (
    "`cruxmap add FILE` takes one in; which folders are read is said under [library] in cruxmap.toml; "
    "`cruxmap -L @shipped …` asks the shipped maps"
)


def _nothing(paths: Sequence[str]) -> Finding:
    where = quoted(paths[0]) if paths else "the library"
    return Finding(
        rule="no-documents",
        message=f"there is no map, study note or clipped article in {where}",
        span=Span(paths[0] if paths else SETTINGS),
        hint=_NO_FILES if paths else _NOTHING_YET,
    )


def _documents(path: str, findings: list[Finding], entered: set[str]) -> Iterator[tuple[str, Document]]:
    """The documents a path stands for, each with where it really lies; `entered` are the folders that led here, so that
    none leads back."""
    if path == SHIPPED:
        yield from _shipped()
    elif os.path.isdir(path):
        is_part = bool(entered)
        entered.add(os.path.realpath(path))
        settings = read_settings(path, findings)
        for folder in settings.places:
            if folder == path:
                found = list(files_below(folder, findings))
                findings.extend([] if found or is_part else [_nothing([folder])])
                for file in found:
                    name = file.path.replace(os.sep, "/")
                    yield file.place, Document(file.path, name, named=False, settings=settings)
            elif os.path.realpath(folder) not in entered:
                for place, document in _documents(folder, findings, entered):
                    yield place, document if document.settings.file else replace(document, settings=settings)
    elif os.path.exists(path):
        yield os.path.realpath(path), Document(path, path, named=True)
    else:
        hint = f"{SHIPPED} names the maps that come along" if path.startswith("@") else "check the path"
        message = f"there is no file or folder {quoted(path)}"
        findings.append(Finding(rule="unreadable-file", message=message, span=Span(path), hint=hint))


def _shipped() -> Iterator[tuple[str, Document]]:
    """The maps that come along, each with where it really lies."""
    for name in sorted(os.listdir(SHIPPED_FOLDER)):
        if has_reader(name):
            place = os.path.join(SHIPPED_FOLDER, name)
            yield os.path.realpath(place), Document(place, f"{SHIPPED}/{name}", named=True)


def _with_settings(documents: list[Document]) -> list[Document]:
    """The documents, each with the settings of the library in whose folder it lies, though they do not name it."""
    known: dict[str, Settings | None] = {}

    def settled(document: Document) -> Document:
        if document.settings.file or document.name.startswith((f"{SHIPPED}/", REMOTE)):
            return document
        folder = os.path.dirname(document.path)
        if folder not in known:
            home = library_above(folder or os.curdir)
            known[folder] = read_settings(home, []) if home else None
        settings = known[folder]
        return replace(document, settings=settings) if settings else document

    return [settled(document) for document in documents]


def library_above(path: str) -> str:
    """The nearest folder at a path or above it with a cruxmap.toml, seen from here, "" if there is none."""
    if path == SHIPPED:
        return ""
    folder = os.path.realpath(path)
    while not os.path.isfile(os.path.join(folder, SETTINGS)):
        if folder == os.path.dirname(folder):
            return ""
        folder = os.path.dirname(folder)
    return os.path.relpath(folder)


def own_library(paths: Sequence[str]) -> str:
    """The folder of the user's own library, seen from here: the one among the paths, else the nearest upward.

    Raises CruxmapError if there is none, or paths name several.
    """
    if not paths:
        found = _library_upward()
        if not found:
            raise CruxmapError(f"there is no {SETTINGS} here or above: `cruxmap init` makes this folder a library")
        return found
    homes = [path for path in paths if os.path.isfile(os.path.join(path, SETTINGS))]
    if len(homes) == 1:
        return os.path.normpath(homes[0])
    if homes:
        raise CruxmapError(f"which library is meant? -L names {len(homes)}: {', '.join(map(quoted, homes))}")
    if paths[0].startswith(REMOTE):
        raise CruxmapError("a server's library is only read: -L FOLDER names one of your own")
    named = next((path for path in paths if path != SHIPPED and not os.path.isfile(path)), "FOLDER")
    raise CruxmapError(f"{quoted(paths[0])} has no {SETTINGS}: `cruxmap init {named}` makes a folder a library")


def _library_upward() -> str:
    """The nearest folder from here upward with a cruxmap.toml, "" if there is none."""
    try:
        return library_above(os.getcwd())
    except FileNotFoundError:  # it was removed under our feet
        return ""
