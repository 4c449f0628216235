"""Ties: where the passage markers of nodes stand in the documents' texts, as far as those are at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

if TYPE_CHECKING:
    from .model import Passage

MOST_MARKER_WORDS = 12
MOST_PLACES = 4
CONTEXT = 32

Miss = Literal["", "start", "end", "order", "apart"]
"""Why a marker fits nowhere: its first words are not in the text, its last are not, they come in the wrong order,
or too far apart or with a heading between."""


class Place(Struct, frozen=True):
    """A place in a text: the line, the title of the heading above ("" before the first), and the shortest marker
    that fits there and nowhere else, None if there is none."""

    line: int
    section: str
    unique: Passage | None = None


class Verified(Struct, frozen=True, kw_only=True):
    """A passage as it was when last verified.

    `marker` and `hash` are digests of its marker and of its words. `exact` are the words themselves, `prefix` and
    `suffix` the CONTEXT characters before and behind them; `offset` is where they start in the text. `twins` counts
    the other places that the marker fits, were it not for the section; `rival` is how like the words of the place are
    that came nearest (0 to 1), so that it is never taken for the passage itself.
    """

    section: str
    marker: str
    hash: str
    exact: str
    prefix: str = ""
    suffix: str = ""
    offset: int = 0
    twins: int = 0
    rival: float = 0.0


class Moved(Struct, frozen=True, kw_only=True):
    """Where a passage stands whose marker no longer leads there: how like its words are to those last verified (0 to
    1), the shortest marker for them, None if there is none, and what would be recorded under that."""

    line: int
    likeness: float
    marker: Passage | None
    now: Verified


class Tie(Struct, frozen=True, kw_only=True):
    """One node's marker looked up in its document's text.

    `fits` counts the places that fit, but if some of several are in the node's section only those; `others` the rest.
    `places` are the first MOST_PLACES of them.
    `miss` says why there is none, `near` what in the text comes closest. `in_section` is False if the node names a
    section and the one place stands under another heading; `sections` are the titles of all headings then.
    `now` is the one place as it would be recorded, `before` what was recorded of this marker. A passage that was
    verified before and that its marker no longer leads to has either `moved`, or `is_orphan`, with `near` as well.
    """

    node_id: str
    text_file: str
    fits: int = 0
    places: tuple[Place, ...] = ()
    others: int = 0
    miss: Miss = ""
    near: str = ""
    in_section: bool = True
    sections: tuple[str, ...] = ()
    now: Verified | None = None
    before: Verified | None = None
    moved: Moved | None = None
    is_orphan: bool = False


State = Literal["exact", "changed", "elsewhere", "moved", "ambiguous", "missing", "orphan"]
STATES: dict[State, str] = {
    "exact": "found, and nothing speaks against it",
    "changed": "found, with other words between its ends than when last verified",
    "elsewhere": "found, but not in the section it is said to stand in, or stood in",
    "moved": "found again by its words and what surrounds them, though the marker no longer fits",
    "ambiguous": "fits several passages",
    "missing": "not found, and never verified",
    "orphan": "verified once, and no longer there",
}


def state(tie: Tie) -> State:
    """What became of a passage."""
    if tie.moved:
        return "moved"
    if tie.is_orphan:
        return "orphan"
    if tie.now is None:
        return "ambiguous" if tie.fits else "missing"
    if tie.before and tie.before.hash != tie.now.hash:
        return "changed"
    return "exact" if tie.in_section and (not tie.before or tie.before.section == tie.now.section) else "elsewhere"


class SourceTies(Struct, frozen=True, kw_only=True):
    """The markers of one source looked up in its text, "" if none is at hand; `lock` is where they are recorded, "" for
    a document that is its own text."""

    source: str
    text_file: str
    lock: str
    ties: tuple[Tie, ...] = ()
