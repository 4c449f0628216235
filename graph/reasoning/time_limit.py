"""Time limit: a question is given up, with a clear word, when its seconds are over."""

from __future__ import annotations

import time

from msgspec import Struct

from ..problem import CruxmapError

SECONDS = 60.0
"""How long a question may take unless another limit is given."""


class OutOfTime(CruxmapError):  # noqa: N818 - it says what happened
    """The question may have an answer, but it was not found within the limit."""


class TimeLimit(Struct, frozen=True):
    """A number of seconds, and when they are over by the monotonic clock."""

    seconds: float
    end: float

    def check(self) -> None:
        """Raise OutOfTime if they are over."""
        if time.monotonic() >= self.end:
            raise OutOfTime(
                f"no answer within {self.seconds:g} seconds; very many interlocking circles, or extensions, are hard "
                "for every solver: give more time, or ask for the grounded semantics, which is quick"
            )


def within(seconds: float) -> TimeLimit:
    """The limit that ends so many seconds from now."""
    return TimeLimit(seconds, time.monotonic() + seconds)
