"""Text for the terminal: where two readers part, and which points explain it most."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ..graph.model import label
from .layout import flow, spread, text_width
from .terminal import Page, colour
from .terminal_beliefs import score
from .terminal_words import LEAST, ROLES, WORDS, left_out, signed, strength_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..graph.reasoning.compare import Comparison, Divided, Opinion, Parting, Point, Share
    from .layout import Line, Span

Readers = tuple[str, str]

MOST = 20
_MORE = " (--json has all)"


def comparison(page: Page, found: Comparison, readers: Readers) -> list[Line]:
    """Each target with what explains the difference, the other points, and what stands for one reader alone."""
    if not found.points:
        return [[(f"{readers[0]} and {readers[1]} say the same: there is nothing on which they part", "")]]
    lines: list[Line] = []
    for parting in found.partings:
        lines += [*_target(page, parting, readers), []]
    told = {share.point for parting in found.partings for share in parting.shares}
    others = [point for point in found.points if point not in told]
    if others:
        heading = "they part here too, which bears on none of that" if found.partings else "they part here"
        lines.append([(heading, "heading")])
        for point in others[:MOST]:
            lines += _point(page, point, readers, [("  ", "")])
        lines += [*left_out(len(others) - MOST, _MORE), []]
    return lines + _standing(page, found.divided, readers)


def _target(page: Page, parting: Parting, readers: Readers) -> list[Line]:
    node = parting.node
    lines = spread([(label(node), "strong")], [(node.id, "faint")], page.width)
    lines += flow([(node.text, "")], page.width) if node.title else []
    change = parting.second - parting.first
    said = " · ".join(
        f"{name} {strength_text(at)}" for name, at in zip(readers, (parting.first, parting.second), strict=True)
    )
    moved = "" if math.isnan(change) else f", {signed(change)} from {readers[0]} to {readers[1]}"
    lines += flow([(f"strength: {said}{moved}", "")], page.width)
    if not parting.shares:
        return [*lines, [("nothing on which they part bears on it", "faint")]]
    shown = [share for share in parting.shares if not abs(share.value) < LEAST]
    for share in shown[:MOST]:
        first: Line = [(f"  {_value(share):<9} ", "strong")]
        lines += _point(page, share.point, readers, first)
    lines += left_out(len(shown) - MOST, _MORE)
    left = len(parting.shares) - len(shown)
    if left:
        lines.append([(f"  {left} more that explain{'s' if left == 1 else ''} less than {LEAST:g}", "faint")])
    if not parting.exact:
        worst = max(share.error for share in parting.shares)
        said = f"estimated from random orders of {len(parting.shares)} points, each to about ±{2 * worst:.3f}"
        lines += flow([(said, "faint")], page.width, first=[("  ", "")])
    return lines


def _value(share: Share) -> str:
    return "unstable" if math.isnan(share.value) else signed(share.value)


def _point(page: Page, point: Point, readers: Readers, first: Line) -> list[Line]:
    """A point and what each of the two says there."""
    margin = " " * sum(text_width(text) for text, _ in first)
    words: list[Span] = [(label(point.node), colour(point.node)), page.tag(point.node.id)]
    lines = flow(words, page.width, first=first, rest=[(margin, "")])
    said = [
        (f"{name}: {_said(opinion)}", "faint")
        for name, opinion in zip(readers, (point.first, point.second), strict=True)
    ]
    return lines + flow([said[0], ("·", "faint"), said[1]], page.width, first=[(margin, "")])


def _said(opinion: Opinion) -> str:
    if opinion.side:
        return f"takes {opinion.side}"
    return ", ".join(f"{side} {score(at)}".strip() for side, at in opinion.scores) or "says nothing"


def _standing(page: Page, divided: Iterable[Divided], readers: Readers) -> list[Line]:
    """What stands, falls or is open for one of them alone."""
    found = list(divided)
    if not found:
        return [[("the same stands and falls for both", "faint")]]
    lines: list[Line] = [[(f"what stands for one of them alone, or falls for one ({len(found)})", "heading")]]
    for item in found[:MOST]:
        words: list[Span] = [(label(item.node), colour(item.node)), page.tag(item.node.id)]
        fates: list[Span] = []
        for name, fate in zip(readers, (item.first, item.second), strict=True):
            fates += [("·", "faint"), (f"{name}:", "faint"), (WORDS[fate], ROLES[fate])]
        lines += flow([*words, *fates], page.width, first=[("  ", "")], rest=[("    ", "")])
    return lines + left_out(len(found) - MOST, _MORE)
