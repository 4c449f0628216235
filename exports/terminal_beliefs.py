"""Text for the terminal: what a reader believes, and what was said anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..graph.model import label
from .layout import flow
from .terminal import colour

if TYPE_CHECKING:
    from ..graph.problem import Span as Place
    from ..graph.reasoning.outlook import Change, Outlook
    from .layout import Line, Span
    from .terminal import Page


def outlook(page: Page, found: Outlook) -> list[Line]:
    """Credences and sides, one an entry, each with the place where it is written."""
    lines: list[Line] = [[("believed", "heading")]] if found.credences else []
    for item in found.credences:
        words = [(label(item.node), colour(item.node)), page.tag(item.node.id), _place(item.place)]
        lines += flow(words, page.list_width, first=[(f"  {score(item.score):<6}", "strong")])
    lines += [[]] if found.credences and found.settled else []
    lines += [[("sides taken", "heading")]] if found.settled else []
    for taken in found.settled:
        words = [(label(taken.crux), colour(taken.crux)), page.tag(taken.crux.id), _place(taken.place)]
        lines += flow(words, page.list_width, first=[("  ", "")])
        answer = [(f"{taken.side}:", "strong"), (label(taken.position), colour(taken.position))]
        lines += flow(answer, page.list_width, first=[("    ", "")])
    return lines


def change(page: Page, item: Change) -> list[Line]:
    """What is believed now and what was before, and what that leaves for the other sides."""
    lines = flow([(label(item.node), colour(item.node)), page.tag(item.node.id)], page.width, rest=[("  ", "")])
    before = "" if item.before is None else f"before {_said(item.before)}"
    words: list[Span] = [(_said(item.now), "strong"), *([(f"({before})", "faint")] if before else [])]
    lines += flow(words, page.width, first=[("  ", "")])
    for node, left in item.rest:
        rival = [(f"which leaves {score(left)} for", ""), (label(node), colour(node)), page.tag(node.id)]
        lines += flow(rival, page.width, first=[("  ", "")], rest=[("    ", "")])
    return lines


def score(number: float) -> str:
    """A credence or strength, with as many digits as it has, at most four.

    >>> score(0.8), score(1 / 3), score(0)
    ('0.8', '0.3333', '0')
    """
    return f"{number:.4f}".rstrip("0").rstrip(".")


def _said(value: float | str | None) -> str:
    return "nothing is said of it any more" if value is None else value if isinstance(value, str) else score(value)


def _place(place: Place) -> Span:
    return f"({place.file}:{place.line})", "faint"
