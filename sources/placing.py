"""Where in a library a document belongs: which files it comes to there, and the map as it will be read."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from ..graph.model import Source
from ..graph.problem import CruxmapError, Edit, Span, quoted
from ..graph.rules import report
from .documents import is_at_or_in
from .drafting import draft_text, with_text
from .encoding import slug_of_whole, source_id_of
from .given import STANDARD_INPUT, UNNAMED
from .map_edits import apply_edits
from .map_yaml import read as read_map
from .map_yaml import write as write_map
from .new_files import NewFile
from .renaming import renamed
from .settings import SETTINGS, read_settings
from .starting import MAPS, NOTES, TEXTS
from .yaml_recovery import parse
from .yaml_tree import Mapping, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..graph.model import SourceMap
    from ..graph.problem import Finding
    from .given import Given


class Home(Struct, frozen=True):
    """A library that documents are added to: its folder, and those in it that take notes, maps and texts."""

    folder: str
    notes: str
    maps: str
    texts: str


class Plan(Struct, frozen=True):
    """What adding a document comes to: its source id, the map as it will be read, the files to write.

    `refused` says why it is not added, `there` that it is in the library already.
    """

    given: Given
    source: str = ""
    source_map: SourceMap | None = None
    findings: tuple[Finding, ...] = ()
    files: tuple[NewFile, ...] = ()
    refused: str = ""
    there: str = ""


def place(given: Given, home: Home, source: str) -> Plan:
    """What adding a document to the library comes to, under its own source id or the one asked for."""
    match given.sort:
        case "map":
            return place_map(given, home, source)
        case "note":
            return place_note(given, home, source)
        case "article":
            return place_article(given, home, source)
        case _:
            return place_converted(given, home, source)


def home_in(folder: str) -> Home:
    """Where documents of each sort go in a library. Raises CruxmapError if its settings leave no place for them."""
    settings = read_settings(folder, [])
    folders = [place for place in settings.places if os.path.isdir(place)]
    if not folders:
        raise CruxmapError(f"{os.path.join(folder, SETTINGS)} names no folder under sources that is there")

    def place(name: str, *, is_there: bool) -> str:
        """The folder of that name if it is read, and is there if it has to be, else the first that is read."""
        own = os.path.normpath(os.path.join(folder, name))
        is_read = any(is_at_or_in(os.path.realpath(own), os.path.realpath(known)) for known in folders)
        return own if is_read and (os.path.isdir(own) or not is_there) else folders[0]

    texts = settings.texts or os.path.normpath(os.path.join(folder, TEXTS))
    return Home(folder, place(NOTES, is_there=True), place(MAPS, is_there=False), texts)


def place_note(given: Given, home: Home, source: str) -> Plan:
    """A study note: copied as it is, under its own name or its id's."""
    name = os.path.basename(given.path) if given.path != STANDARD_INPUT else UNNAMED
    path = _in(home.notes, name)
    parsed = given.parsed(_posix(path))
    found = parsed.source_map
    if found is not None and found.is_view and not found.id:
        return Plan(given, findings=parsed.findings, refused=_OF_SEVERAL)
    wanted = source or _own_id(given, found, path)
    if found is None or not wanted:
        return Plan(given, findings=parsed.findings, refused=_why(parsed.findings) or _NO_ID)
    if found.id != wanted or given.path == STANDARD_INPUT:
        path = _in(home.notes, wanted + (os.path.splitext(name)[1] or ".md"))
        parsed = given.parsed(_posix(path))
    if parsed.source_map is None or parsed.source_map.id != wanted:
        said = f"its front matter gives it the id {quoted(found.id)}: change it there"
        return Plan(given, wanted, findings=parsed.findings, refused=said)
    return Plan(given, wanted, parsed.source_map, parsed.findings, (NewFile(path, given.data),))


def place_article(given: Given, home: Home, source: str) -> Plan:
    """An article, or what is read as one: its text, and a map drafted from it that names the text."""
    parsed = given.parsed(UNNAMED if given.path == STANDARD_INPUT else _posix(given.path))
    wanted = source or _own_id(given, parsed.source_map, given.path)
    if parsed.source_map is None or not wanted or given.text is None:
        return Plan(given, findings=parsed.findings, refused=_why(parsed.findings) or _NO_ID)
    is_there = not given.is_extracted and lies_in_texts(given.path, home)
    text = os.path.normpath(given.path) if is_there else _in(home.texts, f"{wanted}.md")
    path = _in(home.maps, f"{wanted}.yaml")
    drafted = draft_text(with_text(renamed(parsed.source_map, wanted), text, home.maps))
    files = [] if is_there else [NewFile(text, given.text.encode())]
    source_map = read_map(drafted, _posix(path)).source_map
    findings = tuple(replace(found, span=replace(found.span, file=_posix(text))) for found in parsed.findings)
    return Plan(given, wanted, source_map, findings, (*files, NewFile(path, drafted.encode())))


def lies_in_texts(path: str, home: Home) -> bool:
    """Whether a file lies in the library's folder of texts already."""
    return path != STANDARD_INPUT and is_at_or_in(os.path.realpath(path), os.path.realpath(home.texts))


def place_converted(given: Given, home: Home, source: str) -> Plan:
    """What another tool made: a map of all that it says, without what is for people to judge."""
    parsed = given.parsed(UNNAMED if given.path == STANDARD_INPUT else _posix(given.path))
    if parsed.more:
        return Plan(given, findings=parsed.findings, refused=_OF_SEVERAL_SOURCES)
    wanted = source or _own_id(given, parsed.source_map, given.path)
    if parsed.source_map is None or not wanted:
        return Plan(given, findings=parsed.findings, refused=_why(parsed.findings) or _NO_ID)
    path = _in(home.maps, f"{wanted}.yaml")
    written = write_map(renamed(parsed.source_map, wanted))
    source_map = read_map(written, _posix(path)).source_map
    return Plan(given, wanted, source_map, parsed.findings, (NewFile(path, written.encode()),))


def place_map(given: Given, home: Home, source: str) -> Plan:
    """A map: copied as it is, but for the path of its text, which is copied too if it is at hand."""
    name = os.path.basename(given.path) if given.path != STANDARD_INPUT else ""
    before = given.parsed()
    found = before.source_map
    if found is None:
        return Plan(given, findings=before.findings, refused=_why(before.findings) or "there is no map in it")
    if source and source != found.id:
        said = f"a map says itself which source it is, this one {quoted(found.id)}: change id: in it"
        return Plan(given, found.id, findings=before.findings, refused=said)
    path = _in(home.maps, name or f"{found.id or 'links'}.yaml")
    data, copied = _with_its_text(given, found, path, home)
    parsed = read_map(data.decode("utf-8-sig"), _posix(path))
    errors = _why(parsed.findings)
    return Plan(given, found.id, parsed.source_map, parsed.findings, (*copied, NewFile(path, data)), errors)


_OF_SEVERAL = "it is a note of several documents, which has no id: put it into the library as it is"
_OF_SEVERAL_SOURCES = "it holds several sources: put it into the library as it is"
_NO_ID = "nothing tells what to call it: --id ID does"


def _with_its_text(given: Given, source_map: SourceMap, path: str, home: Home) -> tuple[bytes, list[NewFile]]:
    """What the map's file is to hold where it will lie, and the text to be copied beside it."""
    own = source_map.nodes[0] if source_map.nodes else None
    if not isinstance(own, Source) or not own.text_file or given.path == STANDARD_INPUT:
        return given.data, []
    text = os.path.normpath(os.path.join(os.path.dirname(given.path), own.text_file))
    if not os.path.isfile(text) or given.text is None:
        return given.data, []
    copied: list[NewFile] = []
    if not is_at_or_in(os.path.realpath(text), os.path.realpath(home.folder)):
        with open(text, "rb") as file:
            copied = [NewFile(_in(home.texts, os.path.basename(text)), file.read())]
        text = copied[0].path
    there = os.path.relpath(text, os.path.dirname(path)).replace(os.sep, "/")
    span = _place_of_text(given.text)
    if there == own.text_file or span is None:
        return given.data, copied
    edited, count = apply_edits(given.text, [Edit(span, own.text_file, there)])
    return (edited.encode() if count else given.data), copied


def _place_of_text(document: str) -> Span | None:
    """Where a map names its text."""
    from ..graph.problem import Findings

    root = parse(document, "", Findings())
    blocks = [value for key, value in root.items if key.value == "source"] if isinstance(root, Mapping) else []
    for block in blocks:
        for key, value in block.items if isinstance(block, Mapping) else ():
            if key.value == "text" and isinstance(value, Scalar):
                return Span("", value.line, value.column)
    return None


def from_title(source_map: SourceMap | None) -> str:
    """An id made of a document's title, "" if it has none but what the reader makes of the file's name."""
    own = source_map.nodes[0] if source_map and source_map.nodes else None
    title = slug_of_whole(own.title) if isinstance(own, Source) else ""
    return "" if title in (source_map.id if source_map else "", slug_of_whole(UNNAMED)) else title


def _own_id(given: Given, source_map: SourceMap | None, path: str) -> str:
    """The id of a document, read as if it lay at the path: its front matter's, else its own file's, or its title's."""
    if source_map is None or given.path == STANDARD_INPUT:
        return from_title(source_map)
    is_of_file = source_map.id == source_id_of(path)
    return source_id_of(given.path) if is_of_file else source_map.id


def _why(findings: Iterable[Finding]) -> str:
    """The first error among the findings, in words, "" if there is none."""
    wrong = next((problem for problem in report(findings) if problem.severity == "error"), None)
    return f"line {wrong.span.line}: {wrong.message}" if wrong else ""


def _in(folder: str, name: str) -> str:
    return os.path.normpath(os.path.join(folder, name))


def _posix(path: str) -> str:
    return path.replace(os.sep, "/")
