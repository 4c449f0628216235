"""The tables of a note, which repeat what it says elsewhere so that it can be taken in at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...graph.model import Position
from ...graph.study.note_keys import TEXT_KEYS
from ..markdown_text import escaped
from .words import named, said

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ...graph.study.note_plan import Entry, NotePlan

MOST_SIDES = 4
NOTHING = "—"


def failure_table(plan: NotePlan) -> list[str]:
    """Failure modes against what mitigates them, on one row those that nothing does; none if none is mitigated."""
    failures = [entry for entry in _entries(plan) if entry.node.kind == "failure_mode"]
    met = [(entry.node, _names(plan, entry, "mitigates")) for entry in failures]
    rows = [(named(node, plan.source), said(node, node.kind), names) for node, names in met if names != NOTHING]
    others = "; ".join(named(node, plan.source) for node, names in met if names == NOTHING)
    last = [(others, "", NOTHING)] if others else []
    return _table(("Failure Mode", TEXT_KEYS["failure_mode"], "Mitigated By"), [*rows, *last]) if rows else []


def crux_table(plan: NotePlan) -> list[str]:
    """Cruxes against what each side answers; a column a side, if these are few."""
    cruxes = [entry for entry in _entries(plan) if entry.node.kind == "crux"]
    answers = {entry.node.id: _positions(entry) for entry in cruxes}
    sides = list(dict.fromkeys(position.side for positions in answers.values() for position in positions))
    if not sides:
        return []
    if len(sides) > MOST_SIDES:
        told = ("; ".join(_answer(plan, each) for each in answers[entry.node.id]) or NOTHING for entry in cruxes)
        names = (named(entry.node, plan.source) for entry in cruxes)
        return _table(("Crux", "Answers"), zip(names, told, strict=True))
    rows = (
        (named(entry.node, plan.source), *(_answers(plan, answers[entry.node.id], side) for side in sides))
        for entry in cruxes
    )
    return _table(("Crux", *(escaped(side.replace("-", " ").capitalize()) for side in sides)), rows)


def _entries(plan: NotePlan) -> Iterable[Entry]:
    return (entry for section in plan.sections for entry in section.entries)


def _names(plan: NotePlan, entry: Entry, relation: str) -> str:
    items = (item for told in entry.told if told.key.relation == relation and told.key.inward for item in told.items)
    return "; ".join(named(item.other, plan.source) for item in items) or NOTHING


def _positions(entry: Entry) -> list[Position]:
    items = (item for told in entry.told if told.key.relation == "position_on" for item in told.items)
    return [item.other for item in items if isinstance(item.other, Position)]


def _answers(plan: NotePlan, positions: Iterable[Position], side: str) -> str:
    return "; ".join(named(each, plan.source, whole=True) for each in positions if each.side == side) or NOTHING


def _answer(plan: NotePlan, position: Position) -> str:
    return f"{escaped(position.side)}: {named(position, plan.source, whole=True)}"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = [f"| {' | '.join(heads)} |", f"|{' :--- |' * len(heads)}"]
    return [*lines, *(f"| {' | '.join(row)} |" for row in rows)]
