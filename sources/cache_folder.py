"""The user's cache folder: bytes kept under a name, and believed only as they were written.

Every file ends in a code (keyed BLAKE2, RFC 7693) of its name and content, made with a secret that lies elsewhere, in
the user's data folder. So a file that was damaged, cut short, exchanged or edited is as good as none. Nothing here
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

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST = 1_000_000_000
MOST_BYTES = 2_000_000_000
MOST_DAYS = 60
PREFIX, SUFFIX, UNFINISHED = "cruxmap-", ".sqlite", ".unfinished"
_HOUR = 3600
_DAY = 24 * _HOUR


class Cache(Struct, frozen=True):
    """Where things are kept, and the file with the secret."""

    folder: str
    secret: str


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


def keep(cache: Cache, name: str, content: bytes) -> None:
    """Put the content in place of what was kept under the name, in one step; what is old makes room."""
    if len(content) > LARGEST:
        return
    try:
        secret = _secret(cache) or _new_secret(cache)
        if secret:
            path = _path(cache, name)
            _put(path, content, _code(secret, name, content))
            _make_room(cache.folder, path)
    except OSError:  # no room, no permission: the next run will do without
        return


def _path(cache: Cache, name: str) -> str:
    return os.path.join(cache.folder, f"{PREFIX}{name}{SUFFIX}")


def _code(secret: bytes, name: str, content: bytes | memoryview) -> bytes:
    return digest(name.encode(), content, secret=secret)


def _secret(cache: Cache) -> bytes | None:
    found = _own_file(cache.secret)
    return found if found and len(found) == SIZE else None


def _new_secret(cache: Cache) -> bytes | None:
    """A new secret; of several made at the same time the one that lies there in the end."""
    _put(cache.secret, os.urandom(SIZE))
    return _secret(cache)


def _put(path: str, *parts: bytes) -> None:
    """Write a file that only the user can read, and move it to its place."""
    import tempfile  # reading does without

    folder = os.path.dirname(path)
    os.makedirs(folder, mode=0o700, exist_ok=True)
    descriptor, unfinished = tempfile.mkstemp(dir=folder, prefix=PREFIX, suffix=UNFINISHED)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.writelines(parts)
        os.replace(unfinished, path)
    except BaseException:
        os.unlink(unfinished)
        raise


def _own_file(path: str) -> bytes | None:
    """What a regular file of the user's own holds, None if it is anything else, or too large to be of use."""
    flags = sum(getattr(os, flag, 0) for flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))
    try:
        status = os.lstat(path)
        is_own = not hasattr(os, "geteuid") or status.st_uid == os.geteuid()
        if not (is_own and stat.S_ISREG(status.st_mode) and status.st_size <= LARGEST + SIZE):
            return None
        with open(os.open(path, os.O_RDONLY | flags), "rb") as file:
            return file.read()
    except OSError:
        return None


def _mark_as_used(path: str) -> None:
    """Let the file stay for longer."""
    with suppress(OSError):
        if time.time() - os.stat(path).st_mtime > _DAY:
            os.utime(path)


def _make_room(folder: str, newest: str) -> None:
    """Remove what was not used for long, and the oldest of what takes too much room, but not the newest."""
    room = MOST_BYTES
    for age, size, path in sorted(_files(folder)):
        room -= size
        is_left_over = path.endswith(UNFINISHED) and age > _HOUR
        if path != newest and (is_left_over or age > MOST_DAYS * _DAY or room < 0):
            os.unlink(path)


def _files(folder: str) -> Iterator[tuple[float, int, str]]:
    """The age in seconds, size and path of every file kept there."""
    now = time.time()
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(PREFIX) and entry.name.endswith((SUFFIX, UNFINISHED)):
                status = entry.stat(follow_symlinks=False)
                yield now - status.st_mtime, status.st_size, entry.path
