"""The files with a known suffix below a folder, of which there may be tens of thousands."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from ..graph.problem import Finding, Span
from . import OURS, formats_of
from .settings import VAULT

if TYPE_CHECKING:
    from collections.abc import Iterator


class FolderFile(NamedTuple):
    """A file below a folder: its path, seen from where the folder is, and the real one."""

    path: str
    place: str


def files_below(folder: str, findings: list[Finding]) -> Iterator[FolderFile]:
    """Files with a known suffix below a folder, links followed, hidden ones and what was exported left out.

    By folder, and in each by name. Folders that cannot be read go to `findings`.
    """
    seen: set[str] = set()
    exported: set[str] = set()
    readable = cache(_is_readable)
    queue = [os.path.normpath(folder)]
    while queue:
        root = queue.pop()
        place = os.path.realpath(root)
        if place in seen:  # a link back to a folder above
            continue
        seen.add(place)
        try:
            with os.scandir(root) as found:
                entries = sorted((entry for entry in found if entry.name[0] != "."), key=_name)
        except OSError as error:
            findings.append(_refused(root, error))
            continue
        if os.path.isdir(os.path.join(root, VAULT)):
            from .vault import written_in  # only where there is one

            exported |= written_in(root)
        head = "" if root == os.curdir else os.path.join(root, "")
        below = os.path.join(place, "")
        folders: list[str] = []
        for entry in entries:
            name = entry.name
            path = head + name
            if _is_folder(entry):
                folders.append(path)
            elif readable(name[max(0, name.rfind(".")) :]) and not name.endswith(OURS) and path not in exported:
                yield FolderFile(path, os.path.realpath(path) if entry.is_symlink() else below + name)
        queue.extend(reversed(folders))


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads in a circle
        return False


def _is_readable(ending: str) -> bool:
    return bool(formats_of(f"x{ending}"))


def _refused(folder: str, error: OSError) -> Finding:
    message = f"cannot be read: {error.strerror or error}"
    return Finding(rule="unreadable-file", message=message, span=Span(folder), hint="check its permissions")
