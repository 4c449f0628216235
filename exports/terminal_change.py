"""What would change whether something stands, for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..graph.model import label
from ..graph.reasoning.naming import sides_at
from .layout import Line, Span, flow
from .terminal_cruxes import colour_of
from .terminal_weigh import said_lines
from .terminal_words import ROLES, SIGNS, WORDS, listed

if TYPE_CHECKING:
    from ..graph.reasoning.change import Change, Changes
    from ..graph.reasoning.stance import Stance
    from .terminal import Page

MOST_SHOWN = 20
_MOST_NAMED = 6

_STAYS = {"in": "stands", "out": "falls", "undecided": "stays open"}
_BECOMES = {"in": "it stands if you take", "out": "it falls if you take", "undecided": "it is left open if you take"}


def changes(page: Page, found: Changes, *, node_id: str, stance: Stance) -> list[Line]:
    """A node's standing, and the fewest sides that change it, by what becomes of it."""
    node = page.graph.node(node_id)
    lines = said_lines(page, stance)
    lines += [[]] if lines else []
    lines += flow([(node.text, "strong"), page.tag(node_id)], page.width)
    lines += [[(f"{SIGNS[found.label]} {WORDS[found.label]}", ROLES[found.label])], []]
    shown = found.changes[:MOST_SHOWN]
    for name, heading in _BECOMES.items():
        these = [each for each in shown if each.label == name]
        if these:
            lines.append([(heading, "heading")])
            for place, each in enumerate(these):
                lines += _change(page, each, is_first=not place)
            lines.append([])
    if len(found.changes) > len(shown):
        lines += [[(f"… and {len(found.changes) - len(shown)} more (--json has them)", "faint")], []]
    return [*lines, *flow([(_said(page, found, node_id), "")], page.width)]


def _change(page: Page, item: Change, *, is_first: bool) -> list[Line]:
    """Sides to be taken together, instead of those before."""
    lines: list[Line] = []
    for place, settled in enumerate(item.sides):
        crux = page.graph.nodes.get(settled.crux)
        only = next(iter(sides_at(page.graph, settled.crux)), "")
        side: Span = (settled.side or f"not {only}", colour_of(settled.side))
        words: list[Span] = [side, ("on", ""), (label(crux) if crux else settled.crux, ""), page.tag(settled.crux)]
        sign = "     and " if place else "     " if is_first else "  or "
        lines += flow(words, page.width, first=[(sign, "faint")], rest=[("       ", "")])
    return lines


def _said(page: Page, found: Changes, node_id: str) -> str:
    """Why nothing changes it, or how far the search went."""
    if found.held:
        return "You assume or deny it: no side of a crux changes that."
    if not found.cruxes:
        return "No crux can change that: none of their sides speaks for or against it, not even through other nodes."
    named = listed([*map(page.name, found.cruxes)], _MOST_NAMED)
    if found.never:
        why = f"Why: cruxmap weigh --why {page.name(node_id)}."
        return f"No sides change that: whatever you take on {named}, it {_STAYS[found.label]}. {why}"
    if not found.changes:
        sides = "no single side changes it" if found.tried == 1 else f"no {found.tried} sides or fewer change it"
        more = "Larger changes are too many to try: take sides of some with --take."
        return f"{len(found.cruxes)} cruxes bear on it, and {sides}. {more}"
    if not found.complete:
        return f"There may be more changes of {found.tried} sides: they are too many to try."
    if found.tried > 1:
        return f"Nothing less than {found.tried} sides together changes it."
    return f"The cruxes that bear on it: {named}."
