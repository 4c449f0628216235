"""Doubts of a merge: pairs that only a reader can settle, how each may be settled, and how it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct, field

from .model import Link, Node

if TYPE_CHECKING:
    from collections.abc import Mapping

Choice = Literal["ours", "theirs", "both", "edit", "same", "different"]
Sort = Literal["node", "link", "twins"]

EDITABLE = ("text", "title", "note", "section")
"""Fields that take other words than either side's; what any other may hold is not free."""


class Doubt(Struct, frozen=True, kw_only=True):
    """A pair that nothing but a reader can settle.

    Of a node or link told otherwise on each side `fields` are what both say differently; one side is None where it
    removed what the other changed. Of `twins` each side is a node that only it has, and both may be the same.
    """

    sort: Sort
    name: str
    ours: Node | Link | None
    theirs: Node | Link | None
    fields: tuple[str, ...] = ()

    @property
    def is_conflict(self) -> bool:
        """Whether both sides cannot stand as they are."""
        return self.sort != "twins"

    @property
    def choices(self) -> tuple[Choice, ...]:
        """How it may be settled."""
        if self.sort == "twins":
            return "same", "different"
        is_node = isinstance(self.ours, Node) and isinstance(self.theirs, Node)
        may_be_two = is_node and self.ours is not None and getattr(self.ours, "slug", "") != "source"
        return (
            "ours",
            "theirs",
            *(("both",) if may_be_two else ()),
            *(("edit",) if {*EDITABLE} & {*self.fields} else ()),
        )


class Decision(Struct, frozen=True, kw_only=True):
    """How a doubt was settled; with `edit`, the words for fields that are to have neither side's."""

    choice: Choice
    values: Mapping[str, str] = field(default_factory=dict)
