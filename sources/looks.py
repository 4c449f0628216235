"""What a file looks like from outside, by which it is noticed that it changed."""

from __future__ import annotations

import os

Look = tuple[int, int, int, int, int]
"""A file's size, when its content and its state were last changed (in nanoseconds), and its place on its disk.

Programs can set the first of the two times, but not the second (POSIX calls it ctime), so nobody changes a file and
leaves its look as it was.
"""

GONE: Look = (0, 0, 0, 0, 0)
CHANGED = 2

_MOST = (1 << 63) - 1
_SECOND = 1_000_000_000
_FINE_TICK, _COARSE_TICK = _SECOND // 50, 3 * _SECOND


def look(path: str) -> Look:
    """What the file at a path looks like now, links followed; GONE if there is none."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return GONE
    modified, changed = status.st_mtime_ns & _MOST, status.st_ctime_ns & _MOST  # disks know years before and past ours
    return status.st_size, modified, changed, status.st_ino & _MOST, status.st_dev


def may_change_unseen(seen: Look, now: int) -> bool:
    """Whether a file that looked so at `now` may have another content and still look so.

    That is where it was changed at that very moment: disks tell time in ticks, of milliseconds or, where all they tell
    are whole seconds, of up to two of them.
    """
    changed = seen[CHANGED]
    tick = _FINE_TICK if changed % _SECOND else _COARSE_TICK
    return os.name == "nt" or changed > now - tick  # there the time is that when the file was made
