"""Trees to draw: a branch with its label and its children, counted, cut and kept narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_CHILDREN = 36


class Branch(Struct, frozen=True):
    """A branch: what to call it, the full id of the node it stands for ("" for none), and what grows from it."""

    label: str
    node: str = ""
    children: tuple[Branch, ...] = ()


def walk(tree: Branch) -> Iterator[tuple[int, Branch]]:
    """Every branch with its depth, the tree itself with 0 first, each before its children."""
    stack = [(0, tree)]
    while stack:
        depth, branch = stack.pop()
        yield depth, branch
        stack += ((depth + 1, child) for child in reversed(branch.children))


def size(tree: Branch) -> int:
    """How many branches there are, the tree itself among them."""
    return sum(1 for _ in walk(tree))


def cut(tree: Branch, depth: int) -> Branch:
    """The tree without the branches deeper than `depth`."""
    return replace(tree, children=tuple(cut(child, depth - 1) for child in tree.children) if depth else ())


def narrow(tree: Branch) -> Branch:
    """The tree with at most MOST_CHILDREN children at each branch: more of them become branches of their own, called
    after their first and last."""
    children = tuple(narrow(child) for child in tree.children)
    while len(children) > MOST_CHILDREN:
        children = _runs(children, MOST_CHILDREN)
    return replace(tree, children=children)


def halved(tree: Branch) -> Branch:
    """The tree with its children in two runs, if it has more than two and none of them has any."""
    if len(tree.children) < 3 or any(child.children for child in tree.children):
        return tree
    return replace(tree, children=_runs(tree.children, (len(tree.children) + 1) // 2))


def _runs(children: tuple[Branch, ...], length: int) -> tuple[Branch, ...]:
    runs = [children[start : start + length] for start in range(0, len(children), length)]
    return tuple(Branch(f"{run[0].label} … {run[-1].label}", "", run) for run in runs)
