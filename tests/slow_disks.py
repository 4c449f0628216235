"""A disk in tests that can be interrupted in the middle of a line of reviews.jsonl."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from terminals import PATIENCE

if TYPE_CHECKING:
    from pathlib import Path

SLOW_DISK = """
import os, time
write = os.write
def slow(file, data):
    if os.path.exists("half") or not os.path.samestat(os.fstat(file), os.stat("reviews.jsonl")):
        return write(file, data)
    done = write(file, data[: len(data) // 2])
    open("half", "w").close()
    while not os.path.exists("go"):
        time.sleep(0.01)
    return done
os.write = slow
"""


def slow_disk(folder: Path) -> dict[str, str]:
    """A disk that takes half a line and says so by a file `half`, and the rest once there is a file `go`."""
    (folder / "slow").mkdir()
    (folder / "slow" / "sitecustomize.py").write_text(SLOW_DISK, "utf-8")
    (folder / "reviews.jsonl").touch()
    return {"PYTHONPATH": str(folder / "slow")}


def wait_for(path: Path) -> None:
    """Wait until there is such a file."""
    until = time.monotonic() + PATIENCE
    while not path.exists():
        assert time.monotonic() < until
        time.sleep(0.01)
