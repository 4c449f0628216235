"""Files read whole, if they are files, and written so that nothing is lost on the way."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ..graph.problem import CruxmapError

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST_FILE = 64_000_000
LARGEST_DUMP = 256_000_000
DUMPS = (".nt", ".nq", ".ttl", ".trig")
"""What whole stores of RDF are written as."""


def read_bytes(path: str) -> tuple[bytes, str]:
    """What a file holds, and why it could not be read, "" if it could; a pipe or device might never end."""
    try:
        if not os.path.isfile(path):
            return b"", "is no regular file" if os.path.exists(path) else "is not there"
        largest = LARGEST_DUMP if path.lower().endswith(DUMPS) else LARGEST_FILE
        if os.path.getsize(path) > largest:
            return b"", f"is larger than {largest // 1_000_000} MB"
        with open(path, "rb") as file:
            return file.read(), ""
    except OSError as error:
        return b"", f"cannot be read: {error.strerror or error}"


def read_utf8(path: str) -> tuple[str, str]:
    """What a text file holds, with line ends of one sort, and what is wrong with it, "" if nothing."""
    data, fault = read_bytes(path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return "", f"is not UTF-8 text: byte 0x{data[error.start]:02x}"
    return text.replace("\r\n", "\n"), fault


def write_text(path: str, text: str) -> None:
    """Put the text, as UTF-8 and with its own line ends, in place of the file, as `write_bytes` does."""
    write_bytes(path, text.encode())


def write_bytes(path: str, data: bytes, *, lasting: bool = True) -> None:
    """Put the bytes in place of the file in one step: a reader sees the old one or the new one, never half of it.

    Links are followed and permissions kept. What is there and no regular file (a pipe, a device) is written to and
    stays what it is. A `lasting` file outlives the loss of power from here on, which takes some milliseconds. Raises
    OSError, with the old file untouched.
    """
    import tempfile  # five milliseconds that reading does not need

    if os.path.exists(path) and not os.path.isfile(path):
        with open(path, "wb") as file:
            file.write(data)
        return
    target = os.path.realpath(path)
    mode = os.stat(target).st_mode & 0o7777 if os.path.exists(target) else 0o666 & ~_umask()
    descriptor, temporary = tempfile.mkstemp(dir=os.path.dirname(target), prefix=".cruxmap-", suffix=".tmp")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            if lasting:
                os.fsync(file.fileno())
        os.chmod(temporary, mode)
        os.replace(temporary, target)
    except BaseException:
        os.unlink(temporary)
        raise


@contextmanager
def writing(path: str) -> Iterator[None]:
    """Say of what cannot be written why. Raises CruxmapError for OSError."""
    try:
        yield
    except OSError as error:
        raise CruxmapError(f"{path} cannot be written: {error.strerror or error}") from error


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
