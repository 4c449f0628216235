"""The folders that are the user's own, as platformdirs has them."""

from __future__ import annotations

import os
import sys


def cache_folder() -> str:
    """Where what can be made again is kept; "" where the user has no home."""
    return _folder("XDG_CACHE_HOME", ".cache", "user_cache_dir")


def data_folder() -> str:
    """Where what the user adds is kept; "" where the user has no home."""
    return _folder("XDG_DATA_HOME", os.path.join(".local", "share"), "user_data_dir")


def _folder(variable: str, below_home: str, function: str) -> str:
    if sys.platform == "linux":  # platformdirs takes as long to import as Python to start
        base = os.environ.get(variable, "").strip() or os.path.join(os.path.expanduser("~"), below_home)
        found = os.path.join(base, "cruxmap")
    else:
        import platformdirs

        found = getattr(platformdirs, function)("cruxmap", appauthor=False)
    return found if os.path.isabs(found) else ""
