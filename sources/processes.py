"""Processes that work for this one and end with it, whatever way it ends."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.connection import wait
from typing import TYPE_CHECKING

from .placing_many import outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Submit = Callable[[bytes], Future[bytes] | None]


@contextmanager
def processes(count: int) -> Iterator[Submit]:
    """A way to have tasks done by that many processes. Where one of them was killed, nothing more is taken on."""
    way = "fork" if sys.platform == "linux" else "spawn"  # elsewhere splitting a process is not safe, or cannot be done
    before = set(multiprocessing.active_children())
    pool = ProcessPoolExecutor(count, multiprocessing.get_context(way), _begin)

    def submit(task: bytes) -> Future[bytes] | None:
        try:
            return pool.submit(outcome, task)
        except BrokenProcessPool:
            return None

    try:
        with _undisturbed():
            pool.submit(os.getpid)  # starts them
        yield submit
    except BaseException:
        for process in multiprocessing.active_children():
            if process not in before:
                process.kill()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Hear Ctrl-C a little later: Python forgets what interrupts it while a process is split."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin() -> None:
    """Leave Ctrl-C to the process above, and end when that ends, even if it was killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
