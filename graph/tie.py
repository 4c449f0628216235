"""Ties: where the passage markers of nodes stand in the documents' texts, as far as those are at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

if TYPE_CHECKING:
    from .model import Passage

MOST_MARKER_WORDS = 12
MOST_PLACES = 4

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
    """Where a passage was when last verified: its section, and digests of its marker and of its words."""

    section: str
    marker: str
    words: str


class Tie(Struct, frozen=True, kw_only=True):
    """One node's marker looked up in its document's text.

    `fits` counts the places that fit, but if some of several are in the node's section only those; `others` the rest.
    `places` are the first MOST_PLACES of them.
    `miss` says why there is none, `near` what in the text comes closest. `in_section` is False if the node names a
    section and the one place stands under another heading; `sections` are the titles of all headings then.
    `now` is the one place as it would be recorded, `before` what was recorded.
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
