"""Imported before all else by the command line, so that it starts without what would only take time."""

from __future__ import annotations

import gc
import sys

_collected = gc.isenabled()
gc.disable()  # what is imported stays: to look for garbage in it takes a twentieth of the start

if "typing_extensions" not in sys.modules:
    sys.modules["typing_extensions"] = None  # type: ignore[assignment] # msgspec would load it for what typing has too
    import msgspec  # noqa: F401

    del sys.modules["typing_extensions"]


def over() -> None:
    """Let everything go on as usual, with what is imported taken as no garbage once and for all."""
    gc.freeze()
    if _collected:
        gc.enable()
