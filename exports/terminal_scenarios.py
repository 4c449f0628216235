"""Every combination of sides, for the terminal: under which choices each node stands and falls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..graph.reasoning.scenarios import conditions
from .layout import Line, Span, flow
from .terminal_weigh import stance_lines
from .terminal_words import ROLES, SIGNS, WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..graph.reasoning.scenarios import Scenarios
    from ..graph.reasoning.weigh import Weighing
    from .terminal import Page

MOST_SHOWN = 6
_MOST_NAMED = 4


def scenario_table(
    page: Page, weighing: Weighing, *, tables: Mapping[str, Scenarios], untried: Sequence[str] = ()
) -> list[Line]:
    """For each node in how many combinations it stands, falls and is open, and the sides that make it so.

    Where all nodes have one table its cruxes are told at the head, else those of each node with the node. `untried` are
    those that hang on too many cruxes.
    """
    lines = stance_lines(page, weighing)
    shared = {id(found): found for found in tables.values()}
    for found in shared.values() if len(shared) == 1 else ():
        lines += [*_head(page, found), []]
    for node_id, found in tables.items():
        lines += [*_entry(page, weighing, found, node_id), []]
    return [*lines, *_untried(page, untried)] if untried else lines[:-1]


def _untried(page: Page, untried: Sequence[str]) -> list[Line]:
    named = ", ".join(map(page.name, untried[:_MOST_NAMED]))
    more = f" and {len(untried) - _MOST_NAMED} more" if len(untried) > _MOST_NAMED else ""
    hang = "hangs" if len(untried) == 1 else "hang"
    said = f"{named}{more} {hang} on too many cruxes to try every combination: take sides with --take, or ask"
    return flow([(f"{said} cruxmap change {page.name(untried[0])}", "faint")], page.width)


def _head(page: Page, found: Scenarios) -> list[Line]:
    listed = ", ".join(map(page.name, found.cruxes))
    counts = f"{found.count} combination" + ("s" if found.count != 1 else "")
    head = f"{counts} of the sides of {len(found.cruxes)} crux" + ("es" if len(found.cruxes) != 1 else "")
    return flow([(head + (":" if listed else ""), "heading"), (listed, "faint")], page.width)


def _entry(page: Page, weighing: Weighing, found: Scenarios, node_id: str) -> list[Line]:
    node, text = weighing.framework.place[node_id], weighing.fates[node_id].node.text
    lines = flow([(text, "strong"), page.tag(node_id)], page.width)
    masks = {"in": found.inside[node], "out": found.outside[node]}
    masks["undecided"] = found.full & ~(masks["in"] | masks["out"])
    for label, mask in masks.items():
        count = mask.bit_count()
        if count:
            share = f"{count:>{len(str(found.count))}} of {found.count} "
            words = f"{WORDS[label]} in {share}" if mask != found.full else f"{WORDS[label]} "
            first: Line = [(f"  {SIGNS[label]} {words}", ROLES[label])]
            lines += flow(_when(page, found, mask), page.width, first=first)
    return lines


def _when(page: Page, found: Scenarios, mask: int) -> list[Span]:
    """The choices of sides that make it so: any one of them is enough."""
    choices, is_all = conditions(found, mask)
    if choices == [{}]:
        return [("whatever the sides", "")]
    shown = choices[:MOST_SHOWN]
    spans: list[Span] = [("when", "heading")]
    for at, choice in enumerate(shown):
        spans += [*([("or", "heading")] if at else []), (choice_text(page, found, choice), "")]
    more = len(choices) - len(shown)
    if more or not is_all:
        spans.append((f"or {more}{'' if is_all else '+'} other choices", "faint"))
    return spans


def choice_text(page: Page, found: Scenarios, choice: Mapping[str, str]) -> str:
    """Sides joined by a plus: `crux-goals=pessimist + crux-saints=optimist`."""
    only = {crux: sides[0] for crux, sides in zip(found.cruxes, found.sides, strict=True)}
    return " + ".join(
        f"{page.name(crux)}={side}" if side else f"not {page.name(crux)}={only[crux]}" for crux, side in choice.items()
    )
