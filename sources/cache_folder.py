"""The user's cache folder: what is kept under a name, and believed only as it was written.

Small files end in a code (keyed BLAKE2, RFC 7693) of their name and content, made with a secret that lies elsewhere, in
the user's data folder. So one that was damaged, cut short, exchanged or edited is as good as none. Databases are never
read whole: such a file is believed while it looks as it did when it was written, which a small file says. Nothing here
raises for what is on the disk: where nothing can be kept, nothing is.
"""

from __future__ import annotations

import os
import stat
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from msgspec import Struct

from .digest import SIZE, digest
from .looks import CHANGED, GONE, Look, look

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

LARGEST = 4_000_000_000
MOST_BYTES = 6_000_000_000
MOST_DAYS = 60
PREFIX, SMALL, DATABASE, UNFINISHED = "cruxmap-", ".kept", ".sqlite", ".unfinished"
SUFFIXES = (SMALL, DATABASE, f"{DATABASE}-journal", UNFINISHED)
ANSWER = "-answer-"
_HOUR = 3600
_DAY = 24 * _HOUR
_A_MOMENT = 0.01
_MOST_MOMENTS = 500


class Cache(Struct, frozen=True):
    """Where things are kept, and the file with the secret."""

    folder: str
    secret: str


class KeptFile(Struct, frozen=True):
    """A file in the cache folder: its path, size, age in seconds, and the group it belongs to."""

    path: str
    size: int
    age: float

    @property
    def group(self) -> str:
        """The library it belongs to, the first word of its name; an answer, which may go alone, is by itself."""
        name = os.path.basename(self.path)
        return name if ANSWER in name else self.library

    @property
    def library(self) -> str:
        """The first word of its name."""
        return os.path.basename(self.path).removeprefix(PREFIX).partition(".")[0].partition("-")[0]


def kept(cache: Cache, name: str) -> memoryview | None:
    """What is kept under a name, None if that is nothing or cannot be believed."""
    secret = _secret(cache)
    path = _path(cache, name)
    found = _own_file(path) if secret else None
    if secret is None or found is None:
        return None
    content, code = memoryview(found)[:-SIZE], found[-SIZE:]
    if code != _code(secret, name, content):
        return None
    _mark_as_used(path)
    return content


def keep(cache: Cache, name: str, content: bytes) -> bool:
    """Put the content in place of what was kept under the name, in one step; what is old makes room.

    False if it cannot be kept.
    """
    path = _path(cache, name)
    with suppress(OSError):  # no room, no permission: the next run will do without
        secret = _secret(cache) or _new_secret(cache)
        if secret and len(content) <= LARGEST:
            _put(path, content, _code(secret, name, content))
            _make_room(cache.folder, path)
            return True
    return False


def database(cache: Cache, name: str) -> str:
    """The path of the database of that name, whether there is one or not."""
    return os.path.join(cache.folder, f"{PREFIX}{name}{DATABASE}")


def look_of(path: str) -> Look:
    """What a database looks like, GONE if it is no regular file of the user's own, or somebody was at work on it."""
    is_fit = _is_own(path) and not os.path.lexists(f"{path}-journal")
    return look(path) if is_fit else GONE


def settled_look(path: str) -> Look:
    """What a database looks like that was just written, once nobody can change it and leave that as it is: when the
    clock of its disk, which need not be ours, has gone on. GONE if that takes too long."""
    found = look_of(path)
    for _ in range(_MOST_MOMENTS):
        if found == GONE or os.name == "nt" or _changed_now(os.path.dirname(path)) != found[CHANGED]:
            return found
        time.sleep(_A_MOMENT)
    return GONE


def write_database(cache: Cache, name: str, write: Callable[[str], None]) -> Look:
    """Let a new database be written aside, and put it into its place; how it looks there, GONE if that failed."""
    try:
        path = database(cache, name)
        with _unfinished(cache.folder) as aside:
            write(aside)
            os.replace(aside, path)
        return settled_look(path)
    except OSError:
        return GONE


def files(folder: str) -> Iterator[KeptFile]:
    """Every file kept there."""
    now = time.time()
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(PREFIX) and entry.name.endswith(SUFFIXES):
                status = entry.stat(follow_symlinks=False)
                if not stat.S_ISDIR(status.st_mode):
                    yield KeptFile(entry.path, status.st_size, now - status.st_mtime)


def remove(found: Iterable[KeptFile]) -> None:
    """Remove files, as far as they are there."""
    for file in found:
        with suppress(FileNotFoundError):
            os.unlink(file.path)


def remove_others(cache: Cache, library: str, names: Collection[str], before: Collection[str] = ()) -> None:
    """Remove what is kept of a library beside the small file of its name and databases of these names: its answers, the
    databases of `before`, and old ones, while others may be in the making."""
    mine = {_path(cache, library), *(database(cache, name) for name in names)}
    old = {database(cache, name) for name in before}
    with suppress(OSError):
        others = [file for file in files(cache.folder) if file.library == library and file.path not in mine]
        remove(file for file in others if ANSWER in file.path or file.path in old or file.age > _HOUR)


def remove_databases(cache: Cache, names: Iterable[str]) -> None:
    """Remove databases, as far as they are there."""
    with suppress(OSError):
        remove(KeptFile(database(cache, name), 0, 0) for name in names)


def _path(cache: Cache, name: str) -> str:
    return os.path.join(cache.folder, f"{PREFIX}{name}{SMALL}")


def _code(secret: bytes, name: str, content: bytes | memoryview) -> bytes:
    return digest(name.encode(), content, secret=secret)


def _secret(cache: Cache) -> bytes | None:
    found = _own_file(cache.secret)
    return found if found and len(found) == SIZE else None


def _new_secret(cache: Cache) -> bytes | None:
    """A new secret; of several made at the same time the one that lies there in the end."""
    _put(cache.secret, os.urandom(SIZE))
    return _secret(cache)


class _unfinished:  # noqa: N801 - read as a function; contextlib's would wrap what is raised within
    """A new file that only the user can read, which is gone afterwards unless it was moved."""

    def __init__(self, folder: str) -> None:
        self._folder = folder

    def __enter__(self) -> str:
        import tempfile  # reading does without

        os.makedirs(self._folder, mode=0o700, exist_ok=True)
        descriptor, self._path = tempfile.mkstemp(dir=self._folder, prefix=PREFIX, suffix=UNFINISHED)
        os.close(descriptor)
        return self._path

    def __exit__(self, *_: object) -> None:
        with suppress(FileNotFoundError):
            os.unlink(self._path)


def _changed_now(folder: str) -> int:
    """When a file in a folder was changed that is changed now."""
    with _unfinished(folder) as aside:
        return look(aside)[CHANGED]


def _put(path: str, *parts: bytes) -> None:
    """Write a file that only the user can read, and move it to its place."""
    with _unfinished(os.path.dirname(path)) as aside:
        with open(aside, "wb") as file:
            file.writelines(parts)
        os.replace(aside, path)


def _own_file(path: str) -> bytes | None:
    """What a regular file of the user's own holds, None if it is anything else, or too large to be of use."""
    flags = sum(getattr(os, flag, 0) for flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))
    try:
        if not _is_own(path):
            return None
        with open(os.open(path, os.O_RDONLY | flags), "rb") as file:
            return file.read()
    except OSError:
        return None


def _is_own(path: str) -> bool:
    """Whether there is a regular file of the user's own, of a size of use."""
    try:
        status = os.lstat(path)
    except OSError:
        return False
    is_own = not hasattr(os, "geteuid") or status.st_uid == os.geteuid()
    return is_own and stat.S_ISREG(status.st_mode) and status.st_size <= LARGEST + SIZE


def _mark_as_used(path: str) -> None:
    """Let the file, and those of its group, stay for longer."""
    with suppress(OSError):
        if time.time() - os.stat(path).st_mtime > _DAY:
            os.utime(path)


def _make_room(folder: str, newest: str) -> None:
    """Remove what was not used for long, and the oldest of what takes too much room, but not what is in use now."""
    found = list(files(folder))
    ages: dict[str, float] = {}
    for file in found:
        ages[file.group] = min(file.age, ages.get(file.group, file.age))
    room = MOST_BYTES
    mine = KeptFile(newest, 0, 0).group
    for file in sorted(found, key=lambda file: (ages[file.group], file.age)):
        is_left_over = file.path.endswith(UNFINISHED)
        room -= file.size
        is_old = file.age > _HOUR if is_left_over else ages[file.group] > MOST_DAYS * _DAY or room < 0
        if is_old and (is_left_over or file.group != mine):
            remove([file])
