"""Trees for the terminal: what a node rests on, or what rests on it, each relation named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..graph.schema import KIND, RELATION
from .layout import Line, Span, flow
from .terminal import Page, remarks

if TYPE_CHECKING:
    from ..graph.paths import Ground

_SIGNS = {"+": "+", "-": "−", "!": "!", "": "·"}


def grounds_tree(page: Page, root: Ground) -> list[Line]:
    """What a node rests on."""
    return _tree(page, root, "nothing in this library speaks for it or against it")


def reach_tree(page: Page, root: Ground) -> list[Line]:
    """What rests on a node."""
    return _tree(page, root, "nothing in this library rests on it")


def _tree(page: Page, root: Ground, nothing: str) -> list[Line]:
    """The tree, or `nothing` for a node without branches, with a pointer to its other links."""
    node = root.node
    kind = KIND[node.kind]
    head: list[Span] = [(node.text, "strong"), (kind.label, kind.colour), (f"[{node.id}]", "faint")]
    lines = flow(head, page.width) + _below(page, root, [], node.source)
    if root.for_it or root.against_it:
        return lines
    others = f"; its other links: cruxmap show {page.name(node.id)}" if page.graph.at(node.id) else ""
    return lines + flow([(nothing + others, "faint")], page.width, first=[("  ", "")])


def _below(page: Page, ground: Ground, stem: Line, home: str) -> list[Line]:
    lines: list[Line] = []
    branches = [*ground.for_it, *ground.against_it]
    for place, branch in enumerate(branches):
        last = place == len(branches) - 1
        inner: Line = [*stem, ("   " if last else "│  ", "faint")]
        lines += _branch(page, branch, [*stem, ("└─ " if last else "├─ ", "faint")], inner, home)
        lines += _below(page, branch, inner, home)
    return lines


def _branch(page: Page, branch: Ground, first: Line, rest: Line, home: str) -> list[Line]:
    link = branch.link
    words: list[Span] = []
    if link:
        relation = RELATION[link.relation]
        forward = link.to_id == branch.node.id and link.from_id != branch.node.id
        said = (relation.name if forward else relation.inverse).replace("_", " ")
        sign = _SIGNS[relation.polarity]
        words.append((f"{sign} {said}", "failure" if relation.polarity == "-" else "relation"))
    words += [(branch.node.text, ""), page.tag(branch.node.id, home)]
    words += remarks(link)[:1] if link and link.basis == "inferred" and not link.note else []
    if branch.repeated:
        words.append(("(see its own branch)", "faint"))
    lines = flow(words, page.width, first=first, rest=[*rest, ("  ", "")])
    if branch.hidden:
        lines.append([*rest, (_hidden(branch.hidden), "faint")])
    return lines


def _hidden(count: int) -> str:
    return f"  … {count} more below (--depth)"
