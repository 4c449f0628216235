"""Whole processes timed in pairs: a command and `python -c pass`, in turn, each run's own time and memory."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from typing import NamedTuple

BARE = (sys.executable, "-c", "pass")


class Run(NamedTuple):
    """One finished process: wall seconds, processor seconds, and the most memory it held, in megabytes."""

    wall: float
    cpu: float
    megabytes: float


def run(command: tuple[str, ...]) -> Run:
    """Run a command with its output thrown away; SystemExit if it fails."""
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} left with {process.returncode}")
    return Run(time.perf_counter() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def compare(
    title: str,
    command: tuple[str, ...],
    *,
    pairs: int,
    most_ratio: float,
    most_megabytes: float = 0,
    against: tuple[str, ...] = BARE,
    called: str = "python -c pass",
) -> bool:
    """Print the median ratio of wall times, pair by pair after one warm-up, and whether it is within bounds."""
    run(command)
    rows = [(run(against), run(command)) for _ in range(pairs)]
    ratios = sorted(there.wall / bare.wall for bare, there in rows)
    ratio = statistics.median(ratios)
    megabytes = max(there.megabytes for _, there in rows)
    good = ratio <= most_ratio and (not most_megabytes or megabytes <= most_megabytes)
    print(
        f"{title}: {ratio:.1f} x {called} (from {ratios[0]:.1f} to {ratios[-1]:.1f}, {pairs} pairs), "
        f"at most {most_ratio:g} wanted; {megabytes:.0f} MB"
        + (f", at most {most_megabytes:g} wanted" if most_megabytes else "")
        + ("" if good else "   MISSED")
    )
    return good


def keep_in(folder: str) -> None:
    """Let what the commands keep between runs lie in that folder, which is empty at first, and not in the user's."""
    os.environ |= {"CRUXMAP_CACHE": os.path.join(folder, "cache"), "XDG_DATA_HOME": os.path.join(folder, "data")}


def cruxmap(*words: str) -> tuple[str, ...]:
    """The command beside this interpreter."""
    return (os.path.join(os.path.dirname(sys.executable), "cruxmap"), *words)
