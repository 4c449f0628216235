"""Passages for the terminal: how many of each source still hold, and those that somebody must look at."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ..graph.model import passage_text
from ..graph.tie import STATES, state
from .layout import Line, flow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..graph.model import Node
    from ..graph.tie import SourceTies, State, Tie
    from .terminal import Page

ROLES: dict[State, str] = {"exact": "hopeful", "missing": "worried", "orphan": "worried"}
MOST_SOURCES, WIDEST = 20, 30
_WIDE = 12


def passage_report(page: Page, sources: Sequence[SourceTies]) -> list[Line]:
    """A line for each source, then every passage that is not as it was or not where it should be.

    Of many sources those of which nothing need be said are only counted.
    """
    wide = min(max((len(source.source) for source in sources), default=0), WIDEST)
    ties = [tie for source in sources for tie in source.ties]
    odd = [tie for tie in ties if state(tie) != "exact"]
    troubled = {page.graph.node(tie.node_id).source for tie in odd}
    listed = [source for source in sources if source.source in troubled or len(sources) <= MOST_SOURCES]
    lines = [line for source in listed for line in _summary(page, source, wide)]
    if len(listed) < len(sources):
        rest = [tie for source in sources if source.source not in troubled for tie in source.ties]
        said = f"{len(sources) - len(listed)} {'more ' if listed else ''}sources: {len(rest)} exact"
        lines += flow([(said, "hopeful")], page.width)
    for tie in odd:
        lines += [[], *_item(page, tie)]
    if any(tie.moved or (tie.now and tie.before) for tie in odd):
        lines += [[], *flow([("`cruxmap verify --accept` takes what moved or changed as read", "faint")], page.width)]
    return lines


def _summary(page: Page, source: SourceTies, wide: int) -> list[Line]:
    first: Line = [(source.source.ljust(wide) + "  ", "strong")]
    if not source.text_file:
        return flow([("no text at hand", "faint")], page.width, first=first, rest=[("    ", "")])
    states = Counter(map(state, source.ties))
    counted = [(f"{states[name]} {name}", ROLES.get(name, "crux")) for name in STATES if states[name]]
    words = [(f"{said},", role) for said, role in counted[:-1]] + (counted[-1:] or [("no passages", "faint")])
    where = [(f"in {source.text_file}", "faint")] if source.lock else []
    return flow([*words, *where], page.width, first=first, rest=[("    ", "")])


def _item(page: Page, tie: Tie) -> list[Line]:
    node = page.graph.node(tie.node_id)
    name = state(tie)
    span = node.passage.span if node.passage and node.passage.span.file else node.span
    lines = flow(
        [(f"{name}:", ROLES.get(name, "crux")), (node.id, "strong"), (str(span), "faint")],
        page.width,
        rest=[("  ", "")],
    )
    for title, words in _facts(node, tie):
        lines += flow([(words, "")], page.width, first=[(f"  {title.ljust(_WIDE)}", "heading")])
    return lines


def _facts(node: Node, tie: Tie) -> list[tuple[str, str]]:
    """What there is to say of a passage, as rows."""
    rows = [("marker", passage_text(node.passage) if node.passage else "")]
    before = tie.before.exact if tie.before else ""
    match state(tie):
        case "moved":
            rows += [("was", before), ("now", tie.moved.now.exact if tie.moved else "")]
            rows += _moved_rows(tie)
        case "orphan":
            rows += [("was", before), ("nearest", tie.near or "nothing comes near")]
        case "missing":
            rows += [("nearest", tie.near or _WHY[tie.miss])]
        case "changed":
            rows += [("was", before), ("now", tie.now.exact if tie.now else ""), *_place_rows(tie)]
        case "elsewhere":
            was = tie.before.section if tie.before and tie.in_section else node.section
            rows += [("expected", f"in {was}" if was else "before the first heading"), *_place_rows(tie)]
        case "ambiguous":
            for place in tie.places:
                unique = f": {passage_text(place.unique)}" if place.unique else ""
                rows.append((f"line {place.line}", (f"in {place.section}" if place.section else "") + unique))
        case _:
            pass
    return [(title, words) for title, words in rows if words]


_WHY = {
    "": "",
    "start": "the first words are not there, nor any that come near",
    "end": "the last words are not there, nor any that come near",
    "order": "the last words come before the first",
    "apart": "first and last words stand in no one passage",
}


def _moved_rows(tie: Tie) -> list[tuple[str, str]]:
    if tie.moved is None:
        return []
    new = passage_text(tie.moved.marker) if tie.moved.marker else "none is short enough: choose words for it"
    return [("stands", _place(tie.moved.line, tie.text_file, tie.moved.now.section)), ("new marker", new)]


def _place_rows(tie: Tie) -> list[tuple[str, str]]:
    return [("stands", _place(tie.places[0].line, tie.text_file, tie.places[0].section))]


def _place(line: int, text_file: str, section: str) -> str:
    return f"line {line} of {text_file}" + (f", in {section}" if section else "")
