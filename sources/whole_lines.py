"""Lines added to a file so that each is there whole or not at all, whoever else adds to it."""

from __future__ import annotations

import os
import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

try:
    import fcntl
except ImportError:  # Windows, where two at once have to take their turn by themselves
    fcntl = None  # type: ignore[assignment]

LONGEST_LINE = 1_000_000


def append_line(path: str, line: bytes, *, is_whole: Callable[[bytes], bool]) -> None:
    """Add a line to a file, which is made if it is not there; on return the disk has it.

    Where the file does not end with a line end, its last line is ended if it `is_whole`, and cut off if not. An
    interruption by the user waits until the line is there. Raises OSError where it cannot be added.
    """
    with _undisturbed(), _open_and_locked(path) as file:
        _heal(file, is_whole)
        rest = line + b"\n"
        while rest:
            rest = rest[os.write(file, rest) :]
        os.fsync(file)


@contextmanager
def _open_and_locked(path: str) -> Iterator[int]:
    file = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
    try:
        if fcntl:
            fcntl.flock(file, fcntl.LOCK_EX)
        yield file
    finally:
        os.close(file)  # which gives up the lock


def _heal(file: int, is_whole: Callable[[bytes], bool]) -> None:
    size = os.fstat(file).st_size
    start = max(0, size - LONGEST_LINE)
    os.lseek(file, start, os.SEEK_SET)
    end = b""
    while start + len(end) < size:
        more = os.read(file, size - start - len(end))
        if not more:
            break
        end += more
    tail = end.rpartition(b"\n")[2]
    if tail and (is_whole(tail) or len(tail) == LONGEST_LINE):
        os.write(file, b"\n")
    elif tail:
        os.ftruncate(file, size - len(tail))


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let Ctrl-C wait until the end of the block; only the main thread hears of it at all."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard: list[int] = []

    def wait(number: int, _frame: Any) -> None:
        heard.append(number)

    before = signal.signal(signal.SIGINT, wait)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before or signal.SIG_DFL)
        if heard and callable(before):
            before(signal.SIGINT, None)
