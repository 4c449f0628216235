"""A vault: a folder of files that is written again and again, in which whatever the user changed or added stays.

A record in the folder says what was written last. A file that is still as the record has it may be written anew or
taken away; every other belongs to the user. Below a line at the end of each note there is room for the user's words,
which stay when the note is written anew.
"""

from __future__ import annotations

import os
import re
from hashlib import sha256
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from ..graph.problem import CruxmapError, quoted
from .files import read_bytes, write_bytes
from .vault_record import Written, in_either, read_record, save_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ROOM = "%% cruxmap: all above this line is written anew by each export, all below it stays. %%"
NOTE = ".md"
_ROOM = re.compile(r"\r?\n%% cruxmap: [^\r\n]* %%(?:\r?\n|$)")
_ID = re.compile(r"\A---\n(?:(?!---)[^\n]*\n)*?id: *(['\"]?)([^\s'\"]+)\1 *\n")
_LINK = re.compile(r"\[\[([^\]\[|#]+)")
_UPWARD = re.compile(r"^(?:\.{0,2}/)+")
_HEAD = 4096


class Vault(Struct, frozen=True):
    """A folder and what was written there by its path; a note that the user moved is under its new path.

    `places` are the ids of notes by what links call them: their paths and names, also those they had before.
    """

    folder: str
    written: Mapping[str, Written]
    places: Mapping[str, str]

    @property
    def kept(self) -> dict[str, str]:
        """The path of each node's note by the id of the node."""
        return {known.id: path for path, known in self.written.items() if known.id}


class Update(Struct, frozen=True):
    """What became of the files of a vault, by path.

    `added`, `updated` and `removed` were written or taken away, `same` are as they were. The rest is the user's:
    `changed` ones, of these the `stale` ones which would be written otherwise now, `left` ones with the user's words
    whose node is gone, and `strange` ones that stand where a new file would.
    """

    added: tuple[str, ...]
    updated: tuple[str, ...]
    same: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]
    stale: tuple[str, ...]
    left: tuple[str, ...]
    strange: tuple[str, ...]


def written_in(folder: str) -> frozenset[str]:
    """The files that the record of a folder names, none if it has no record that can be read."""
    try:
        return frozenset(os.path.normpath(os.path.join(folder, path)) for path in read_record(folder))
    except CruxmapError:
        return frozenset()


def read_vault(folder: str) -> Vault:
    """What was written to a folder, which need not be there.

    Raises CruxmapError if it is no folder, or its record cannot be understood.
    """
    if os.path.exists(folder) and not os.path.isdir(folder):
        raise CruxmapError(f"{quoted(folder)} is a file: a vault is a folder")
    before = read_record(folder)
    moved = _moved(folder, before)
    written = {moved.get(path, path): known for path, known in before.items()}
    return Vault(folder, dict(sorted(written.items())), _places(before) | _places(written))


def update(vault: Vault, files: Mapping[str, str], *, remove: bool = True) -> Update:
    """Write the files, by path, wherever that takes nothing from the user, and remove those no longer among them.

    Without `remove` nothing is taken away. What was written is recorded in such an order that it is known again though
    the work should be broken off. Raises CruxmapError where something cannot be written.
    """
    strange = {path for path, text in files.items() if _is_strange(vault, path, text)}
    mine = {path: Written((), _id_of(text)) for path, text in files.items() if path not in strange}
    places = {**vault.places, **_places(mine)}
    fates = {path: _fate(vault, path, text, places) for path, text in files.items() if path in mine}
    gone = {path: _fate_of_gone(vault, path, places, remove=remove) for path in vault.written if path not in files}
    rows = {path: replace(row, digests=(_digest(files[path], places),)) for path, row in mine.items()}
    record = {path: known for path, known in vault.written.items() if fates.get(path) in ("changed", "stale")}
    record |= {path: row for path, row in rows.items() if fates[path] in ("added", "updated", "same")}
    record |= {path: vault.written[path] for path, fate in gone.items() if fate in ("left", "same")}
    try:
        save_record(vault.folder, in_either(vault.written, record))
        for path, fate in gone.items():
            if fate == "removed":
                _remove(vault.folder, path)
        for path, fate in fates.items():
            if fate in ("added", "updated"):
                _write(vault.folder, path, files[path])
        save_record(vault.folder, record)
    except OSError as error:
        where = error.filename or vault.folder
        raise CruxmapError(f"{quoted(where)} cannot be written: {error.strerror or error}") from error

    def those(fate: str) -> tuple[str, ...]:
        return tuple(sorted(path for path, found in (*fates.items(), *gone.items()) if found == fate))

    stale = those("stale")
    return Update(
        added=those("added"),
        updated=those("updated"),
        same=tuple(path for path in those("same") if path in files),
        removed=those("removed"),
        changed=tuple(sorted((*those("changed"), *stale))),
        stale=stale,
        left=those("left"),
        strange=tuple(sorted(strange)),
    )


def _is_strange(vault: Vault, path: str, text: str) -> bool:
    """Whether something else stands where a file would: not what was written, nor what is to be."""
    if path in vault.written or not _is_there(vault.folder, path):
        return False
    there = _read(vault.folder, path)
    return there is None or _ours(path, there) != text


def _fate(vault: Vault, path: str, text: str, places: Mapping[str, str]) -> str:
    """What becomes of a file that is to hold a text."""
    if not _is_there(vault.folder, path):
        return "added"
    there = _read(vault.folder, path)
    ours = None if there is None else _ours(path, there)
    if ours == text:
        return "same"
    known = vault.written[path].digests
    if ours is not None and _digest(ours, places) in known:
        return "updated"
    return "changed" if _digest(text, places) == known[-1] else "stale"


def _fate_of_gone(vault: Vault, path: str, places: Mapping[str, str], *, remove: bool) -> str:
    """What becomes of a file that was written and is no longer wanted."""
    there = _read(vault.folder, path)
    if there is None:
        return "forgotten"
    if _theirs(path, there).strip() or _digest(_ours(path, there), places) not in vault.written[path].digests:
        return "left"
    return "removed" if remove else "same"


def _moved(folder: str, written: Mapping[str, Written]) -> dict[str, str]:
    """Where notes lie now that are no longer where they were written, told by the id among their properties."""
    lost = {known.id: path for path, known in written.items() if known.id and not _is_there(folder, path)}
    found: dict[str, str] = {}
    for path in _notes(folder) if lost else ():
        if path not in written:
            with open(os.path.join(folder, path), encoding="utf-8", errors="replace") as file:
                known = _id_of(file.read(_HEAD))
            if known in lost:
                found.setdefault(lost[known], path)
    return found


def _id_of(text: str) -> str:
    """The id among the properties of a note, "" if there is none."""
    named = _ID.match(text)
    return named[2] if named else ""


def _notes(folder: str) -> Iterable[str]:
    """The paths of all notes below a folder, sorted, hidden ones left out."""
    paths = []
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        below = os.path.relpath(root, folder)
        paths += [os.path.normpath(os.path.join(below, name)).replace(os.sep, "/") for name in names if _is_note(name)]
    return sorted(path for path in paths if os.path.isfile(os.path.join(folder, path)))


def _is_note(path: str) -> bool:
    return path.endswith(NOTE)


def _is_there(folder: str, path: str) -> bool:
    return os.path.lexists(os.path.join(folder, path))


def _places(written: Mapping[str, Written]) -> dict[str, str]:
    """The ids of notes by what a link may call them: a path rather than a name where both are the same."""
    paths = {path.removesuffix(NOTE).lower(): known.id for path, known in sorted(written.items()) if known.id}
    return {path.rpartition("/")[2]: node for path, node in paths.items()} | paths


def _digest(text: str, places: Mapping[str, str]) -> str:
    """A digest of the text in which a link counts as the node it leads to, wherever that node's note lies now."""

    def told(link: re.Match[str]) -> str:
        return f"[[{places.get(_UPWARD.sub('', link[1].strip()).lower(), link[1])}"

    return sha256(_LINK.sub(told, text).encode("utf-8", "surrogateescape")).hexdigest()[:32]


def _ours(path: str, text: str) -> str:
    """What of a file was written by us if nobody changed it, its line ends of one sort."""
    line = _ROOM.search(text) if _is_note(path) else None
    return (text[: line.start()] if line else text).replace("\r\n", "\n")


def _theirs(path: str, text: str) -> str:
    """What the user wrote below the line of a note."""
    line = _ROOM.search(text) if _is_note(path) else None
    return text[line.end() :] if line else ""


def _read(folder: str, path: str) -> str | None:
    """The text of a file, None if it is not there or cannot be read."""
    data, fault = read_bytes(os.path.join(folder, path))
    return None if fault else data.decode("utf-8", "surrogateescape").removeprefix("\ufeff")


def _write(folder: str, path: str, text: str) -> None:
    """Write a file; in a note what stands below the line stays. Only that need last, the rest can be written again."""
    place = os.path.join(folder, path)
    os.makedirs(os.path.dirname(place), exist_ok=True)
    theirs = _theirs(path, _read(folder, path) or "")
    held = f"{text}\n{ROOM}\n{theirs}" if _is_note(path) else text
    write_bytes(place, held.encode("utf-8", "surrogateescape"), lasting=bool(theirs))


def _remove(folder: str, path: str) -> None:
    """Take a file away, and the folders that it leaves empty."""
    os.unlink(os.path.join(folder, path))
    above = os.path.dirname(path)
    while above and not os.listdir(os.path.join(folder, above)):
        os.rmdir(os.path.join(folder, above))
        above = os.path.dirname(above)
