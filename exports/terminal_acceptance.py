"""Extensions, for the terminal: what stands in all, in some and in none of the ways to settle what grounding leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .layout import Line, Span, flow
from .terminal_weigh import MOST, stance_lines
from .terminal_words import left_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..graph.reasoning.acceptance import Acceptance
    from ..graph.reasoning.weigh import Weighing
    from .terminal import Page

GROUPS = (
    ("stands in all of them", "hopeful", "● in all", ("all", "none")),
    ("stands in some, falls in others", "crux", "◐ disputed", ("some", "some")),
    ("stands in some, stays open in others", "crux", "◐ in some", ("some", "none")),
    ("falls in some, stays open in others", "worried", "◐ out in some", ("none", "some")),
    ("falls in all of them", "worried", "○ out in all", ("none", "all")),
    ("stays open in all of them", "crux", "◐ open", ("none", "none")),
)
"""Heading, colour role, mark, and in how many labellings a node stands and falls."""

_WAYS = {
    "complete": "settle what is open, or leave it so, that hold together",
    "preferred": "settle as much of what is open as holds together",
    "stable": "settle all that is open",
}


def accepted(
    page: Page, weighing: Weighing, *, semantics: str, acceptance: Acceptance, ids: Sequence[str], everything: bool
) -> list[Line]:
    """How many labellings there are, and of these nodes in how many they stand."""
    lines = stance_lines(page, weighing)
    place = weighing.framework.place
    lines += [*_count(page, semantics, acceptance), []]
    if not acceptance.count or not ids:
        nothing: list[Line] = [[("nothing is left open to be settled in several ways", "faint")]]
        return [*lines[:-1], *(nothing if acceptance.count else [])]
    for heading, role, mark, shares in GROUPS:
        found = [at for at in ids if (acceptance.stands[place[at]], acceptance.falls[place[at]]) == shares]
        if not found:
            continue
        shown = found if everything else found[:MOST]
        lines.append([(f"{heading} ({len(found)})", "heading")])
        for node_id in shown:
            words = [(weighing.fates[node_id].node.text, ""), page.tag(node_id)]
            lines += flow(words, page.width, first=[(f"{mark:<14}", role)])
        lines += [*left_out(len(found) - len(shown), " (--all)"), []]
    return lines[:-1]


def _count(page: Page, semantics: str, acceptance: Acceptance) -> list[Line]:
    """How many labellings there are."""
    if not acceptance.count:
        said = f"there is no {semantics} labelling: some circle cannot be settled either way; ask for preferred"
        return flow([(said, "failure")], page.width)
    many = f"more than {acceptance.count}" if acceptance.more else f"{acceptance.count}"
    plural = "" if acceptance.count == 1 and not acceptance.more else "s"
    ways = "ways" if plural else "the one way"
    head: list[Span] = [(f"{many} {semantics} labelling{plural}:", "heading")]
    return flow([*head, (f"{ways} to {_WAYS[semantics]}", "faint")], page.width)
