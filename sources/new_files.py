"""New files written where nothing was: all of a set or none, and never over what somebody wrote."""

from __future__ import annotations

import errno
import os
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable

AN_HOUR = 3600
_PREFIX, _SUFFIX = ".cruxmap-", ".tmp"
_NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL, errno.EMLINK, errno.EXDEV)


class NewFile(Struct, frozen=True):
    """A file to be written, and what it is to hold."""

    path: str
    data: bytes


def write_new(files: Iterable[NewFile]) -> None:
    """Write the files, and make the folders for them.

    A reader sees each file whole or not at all. Raises FileExistsError where anything has the name of a file, else
    OSError; then nothing of the set is left behind.
    """
    made: list[str] = []
    written: list[str] = []
    try:
        for file in files:
            made += _make_folder(os.path.dirname(file.path))
            _write(file)
            written.append(file.path)
    except BaseException:
        _undo(written, made)
        raise


def clear_halves(folders: Iterable[str]) -> None:
    """Remove from the folders what a run that was killed had begun to write, more than an hour ago."""
    for path in (entry.path for folder in {*folders} if os.path.isdir(folder) for entry in os.scandir(folder)):
        name = os.path.basename(path)
        if name.startswith(_PREFIX) and name.endswith(_SUFFIX):
            with suppress(OSError):
                if time.time() - os.stat(path).st_mtime > AN_HOUR:
                    os.unlink(path)


def _make_folder(folder: str) -> list[str]:
    """Make a folder and those above it; the ones that were not there, outermost first."""
    missing: list[str] = []
    while folder and not os.path.isdir(folder):
        missing.insert(0, folder)
        folder = os.path.dirname(folder)
    done: list[str] = []
    try:
        for name in missing:
            _mkdir(name)
            done.append(name)
    except BaseException:
        _undo([], done)
        raise
    return done


def _mkdir(name: str) -> None:
    if os.path.lexists(name):  # a file, or a link to nothing
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), name)
    os.mkdir(name)


def _write(file: NewFile) -> None:
    import tempfile  # five milliseconds that reading does not need

    with tempfile.NamedTemporaryFile(dir=os.path.dirname(file.path) or ".", prefix=_PREFIX, suffix=_SUFFIX) as draft:
        draft.write(file.data)
        draft.flush()
        os.fsync(draft.fileno())
        os.chmod(draft.name, 0o666 & ~_umask())
        try:
            os.link(draft.name, file.path)  # unlike renaming, refuses to take the place of a file
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            with open(file.path, "xb") as whole:
                whole.write(file.data)


def _undo(files: list[str], folders: list[str]) -> None:
    for path in files:
        os.unlink(path)
    for folder in reversed(folders):
        if not os.listdir(folder):
            os.rmdir(folder)


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
