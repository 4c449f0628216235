"""What is to be drawn: a tree of branches, and how to draw any part of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable

    from .branch import Branch


class Drawing(Struct, frozen=True):
    """A diagram, how many nodes it shows and how many links."""

    text: str
    nodes: int
    edges: int


class Plan(Struct, frozen=True):
    """A tree whose branches say how the map may be divided, and the function that draws the tree or one branch.

    `told_by_label` says that of a branch without children a drawing shows no more than its label.
    """

    tree: Branch
    draw: Callable[[Branch], Drawing]
    told_by_label: bool = False
