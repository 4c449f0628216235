"""Text for the terminal: links that might be written, each with how to take it and how to reject it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..graph.model import label
from ..graph.schema import KIND
from .layout import flow, spread
from .terminal import colour

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..graph.likeness import Pair
    from ..graph.suggest_links import Suggestion
    from .layout import Line, Span
    from .terminal import Page


def suggestion_list(page: Page, suggestions: Sequence[Suggestion], command: str) -> list[Line]:
    """Both ends of each suggestion, what speaks for it, and the commands to take and to reject it.

    `command` is how `cruxmap` is called, with the library it was called with.
    """
    lines: list[Line] = []
    for item in suggestions:
        lines += suggestion(page, item)
        lines.append([(f"  {accepting(item, command)}", "")])
        lines.append([(f"  {command} link --reject {item.from_id} {item.to_id}", "faint"), ("", "")])
        lines.append([])
    return lines[:-1]


def suggestion(page: Page, item: Suggestion) -> list[Line]:
    """What a suggestion says: its relation and how sure it is, both ends, the reasons and what to look at."""
    head: Line = [(item.relation.replace("_", " "), "relation"), (f"  {item.confidence} {item.score:.2f}", "faint")]
    flags: Line = [(f"! {', '.join(item.flags)}", "worried")] if item.flags else []
    lines = spread(head, flags, min(page.list_width, page.width))
    for node_id in (item.from_id, item.to_id):
        node = page.graph.node(node_id)
        words: list[Span] = [(label(node), "strong" if node.title else "")]
        words += [(KIND[node.kind].label, colour(node)), (f"[{node.id}]", "faint")]
        lines += flow(words, page.list_width, first=[("  ", "")], rest=[("    ", "")])
        if node.title and node.text != node.title:
            lines += flow([(node.text, "")], page.list_width, first=[("    ", "")])
    return lines + flow([("; ".join(item.because), "faint")], page.list_width, first=[("  ", "")])


def accepting(item: Suggestion, command: str) -> str:
    """The command that writes a suggestion."""
    return f"{command} link {item.from_id} {item.relation} {item.to_id}"


def pair_list(page: Page, pairs: Iterable[tuple[Pair, str]]) -> list[Line]:
    """Rejected pairs with their remarks, one an entry."""
    lines: list[Line] = []
    for pair, remark in pairs:
        said: list[Span] = [(" ".join(pair), "strong"), *([(f"({remark})", "faint")] if remark else [])]
        lines += flow(said, page.list_width, rest=[("  ", "")])
        for node_id in pair:
            node = page.graph.nodes.get(node_id)
            words = (label(node), colour(node)) if node else (f"{node_id} is no longer there", "faint")
            lines += flow([words], page.list_width, first=[("  ", "")], rest=[("    ", "")])
    return lines
