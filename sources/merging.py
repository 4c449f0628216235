"""Where merged maps are written: into a folder of their own, or into the user's library, only the files that change."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from ..graph.canonical import ordered, without_positions
from ..graph.merge import key_of, together
from ..graph.model import Source, SourceMap
from ..graph.problem import CruxmapError, quoted
from .comment_keeping import keep_comments
from .digest import digest
from .documents import is_map, texts_of
from .drafting import with_text
from .files import read_bytes, write_text, writing
from .map_yaml import read, write
from .merge_record import MERGED, read_written, record_written
from .placing import home_in
from .settings import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..graph.merge import Key
    from ..graph.model import Link
    from .library import Library

LINKS = "links.yaml"


class MergedFile(Struct, frozen=True):
    """A file to be written, what it is to hold, and how many comments of the map it comes from that loses."""

    path: str
    text: str
    lost: int = 0


def check_folder(folder: str) -> None:
    """Raise CruxmapError for a folder in which anything lies that was not merged into it."""
    if os.path.isdir(folder):
        there = set(os.listdir(folder))
        if there and MERGED not in there and _text(os.path.join(folder, SETTINGS)) != _NEW:
            raise CruxmapError(f"{quoted(folder)} holds something else: name a new folder, or an empty one")
    elif os.path.lexists(folder):
        raise CruxmapError(f"{quoted(folder)} is no folder: name a new one")


def into_folder(folder: str, maps: Iterable[SourceMap], sides: Sequence[Library]) -> list[MergedFile]:
    """The files of a library of these maps, merged from both sides, in a folder; those that hold the same already are
    left out.

    Raises CruxmapError where one that would be written over holds what was not merged into it.
    """
    files = [MergedFile(os.path.join(folder, SETTINGS), _NEW)]
    said = (one for one in maps if one.id or one.links or one.expects)
    files += [_file(os.path.join(folder, f"{one.id}.yaml" if one.id else LINKS), one, sides) for one in said]
    files = [file for file in files if not _is_there(file)]
    known = read_written(os.path.join(folder, MERGED))
    for file in files:
        if os.path.lexists(file.path) and (os.path.basename(file.path), _mark(_text(file.path))) not in known:
            keep = f"`cruxmap -L {folder} merge B` takes others in and keeps that"
            raise CruxmapError(f"{file.path} was edited since it was merged, which would be lost: {keep}; or remove it")
    return files


def into_library(library: Library, folder: str, maps: Iterable[SourceMap], theirs: Library) -> list[MergedFile]:
    """The files of the library that become others by merging, and those that come new.

    Raises CruxmapError where what changes is not a map, which alone can be written.
    """
    paths = {document.name: document.path for document in library.documents}
    own = {one.id: one for one in library.maps if one.id and not one.is_view}
    bare = [one for one in library.maps if not one.id and not one.is_view]
    home = home_in(folder)
    files: list[MergedFile] = []
    for one in maps:
        if not one.id:
            files += _links(one, bare, paths, home.maps)
        elif one.id not in own:
            path = os.path.join(home.maps, f"{one.id}.yaml")
            files.append(_file(_free(path, f"the map of {quoted(one.id)}"), one, [theirs]))
        elif _plain(own[one.id]) != _plain(one):
            files.append(_file(_map_at(paths[own[one.id].file]), one, [library, theirs]))
    return files


def note_all(record: str, files: Iterable[MergedFile]) -> None:
    """Put down what is about to be written beside a record of merging, so that edits are known from it later."""
    with writing(record):
        for file in files:
            record_written(record, os.path.basename(file.path), _mark(file.text))


def write_all(files: Iterable[MergedFile]) -> None:
    """Write the files, each in one step. Raises CruxmapError where one cannot be written."""
    for file in files:
        with writing(file.path):
            os.makedirs(os.path.dirname(os.path.abspath(file.path)), exist_ok=True)
            write_text(file.path, file.text)


def _links(one: SourceMap, bare: Sequence[SourceMap], paths: dict[str, str], folder: str) -> list[MergedFile]:
    """The files that hold only links: each link where it was, what is new in the first of them that is a map."""
    left = {key_of(link): link for link in one.links}
    wanted = [replace(known, links=_taken(left, known)) for known in bare]
    said = [without_positions(known) for known in bare]
    more = SourceMap(
        id="",
        links=tuple(left.values()),
        ignores=tuple(each for each in one.ignores if all(each not in known.ignores for known in said)),
        expects=tuple(each for each in one.expects if all(each not in known.expects for known in said)),
    )
    places = [place for place, known in enumerate(bare) if is_map(paths[known.file])]
    files: list[MergedFile] = []
    if places:
        wanted[places[0]] = together(wanted[places[0]], more)
    elif more.links or more.expects:
        files.append(MergedFile(_free(os.path.join(folder, LINKS), "the links of this library"), write(more)))
    for known, now in zip(bare, wanted, strict=True):
        if _plain(known) != _plain(now):
            path = _map_at(paths[known.file])
            files.append(_over(path, now, path))
    return files


def _file(path: str, one: SourceMap, sides: Sequence[Library]) -> MergedFile:
    """A file of a merged map, with the comments of the first of the sides' maps of the same document."""
    one = _with_its_text(path, one, sides)
    for side in sides:
        files = {known.file for known in side.maps if known.id == one.id and not known.is_view}
        there = [document.path for document in side.documents if document.name in files and is_map(document.path)]
        if len(there) == 1:
            return _over(path, one, path if os.path.exists(path) else there[0])
    return MergedFile(path, write(one))


def _with_its_text(path: str, one: SourceMap, sides: Sequence[Library]) -> SourceMap:
    """A map whose `text:` leads from its own file to where the text lies: that of the first side to name it so."""
    for side in sides:
        here = {document.name: document.path for document in side.documents}
        for known in side.maps:
            if known.id != one.id or _text_file(known) != _text_file(one):
                continue
            if here[known.file] == path:
                return one
            for text in texts_of(known, side.documents):
                return with_text(one, text, os.path.realpath(os.path.dirname(path))) if os.path.exists(text) else one
    return one


def _text_file(one: SourceMap) -> str:
    return next((node.text_file for node in one.nodes if isinstance(node, Source)), "")


def _over(path: str, one: SourceMap, old: str) -> MergedFile:
    """A map as it is written over an old file, whose comments, ends of lines and mark in front it keeps."""
    text = _text(old)  # of what is gone, as in a revision, nothing
    after, lost = keep_comments(text.removeprefix(_MARK), write(one))
    return MergedFile(path, _MARK + after if text.startswith(_MARK) else after, lost)


_MARK = "\ufeff"


def _taken(left: dict[Key, Link], known: SourceMap) -> tuple[Link, ...]:
    """Those of the links that a file has, as they are to be; they are left no more."""
    return tuple(left.pop(key) for key in map(key_of, known.links) if key in left)


def _map_at(path: str) -> str:
    if not is_map(path):
        raise CruxmapError(f"{path} is no map and cannot be changed: `cruxmap convert` makes it one")
    return path


def _free(path: str, what: str) -> str:
    if os.path.lexists(path):
        raise CruxmapError(f"{path} is there already, and is not {what}: move it first")
    return path


def _plain(one: SourceMap) -> SourceMap:
    return ordered(without_positions(one))


def _is_there(file: MergedFile) -> bool:
    """Whether a file says it already, maybe with comments of its own."""
    if os.path.basename(file.path) == SETTINGS:
        return os.path.exists(file.path)
    there, wanted = (read(text, "").source_map for text in (_text(file.path), file.text))
    return there is not None and wanted is not None and _plain(there) == _plain(wanted)


def _mark(text: str) -> str:
    """A digest of what a file says, whatever its comments and its form."""
    one = read(text, "").source_map
    return digest((write(_plain(one)) if one else text).encode()).hex()[:32]


def _text(path: str) -> str:
    """What a file holds, "" for one that is not there."""
    return read_bytes(path)[0].decode("utf-8", "replace")


_NEW = "[library]\n"
