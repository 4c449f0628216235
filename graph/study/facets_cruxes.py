"""Cards of cruxes: what each side says and why, and what hangs on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Crux, Position
from ..query import crux_at, crux_view
from .asking import card, holds, said
from .quoting import after, answered, asked_in, is_ended, is_known, is_question

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Node
    from ..query import Side
    from .asking import Found
    from .card import Card
    from .material import Material

_LEAST_STAKES = 2


def sides(material: Material, node: Node) -> Iterator[Card]:
    """What the sides answer to the crux, each with its reasons."""
    if not isinstance(node, Crux):
        return
    view = crux_view(material.graph, node)
    found: list[Found] = []
    for side in view.sides:
        answers = material.graph.out(side.position.id, "position_on")
        found += [said(side.position, *answers, lead=side.position.side), *_reasons(side, "because")]
    if len(view.sides) > 1:
        reasoned = any(_reasons(side, "") for side in view.sides)
        does = "answer" if is_question(node) else "say"
        ask = f"What does each side {does}, and why?" if reasoned else f"What does each side {does}?"
        yield from card(material, node, "sides", after(asked_in(node), ask), found)


def reasons(material: Material, node: Node) -> Iterator[Card]:
    """The reasons that one side gives for its answer."""
    for crux, side in _side(material, node):
        question = f"{answered(crux, side.position)} For what reasons?"
        if is_question(crux) and is_known(side.position.side) and not is_ended(node.text):
            question = f"{asked_in(crux)} Which reasons does the {side.position.side} give?"
        found = _reasons(side, "")
        if 2 * len(found) >= len(side.because):
            yield from card(material, node, "reasons", question, found)


def stakes(material: Material, node: Node) -> Iterator[Card]:
    """What would fall, or stand less firmly, if one side were right."""
    for crux, side in _side(material, node):
        found = [
            said(end.node, end.link)
            for end in side.decides
            if end.link.relation == "attacks" and end.node.kind != "position"
        ]
        if len(found) >= _LEAST_STAKES:
            question = f"{answered(crux, side.position)} If that is right, what does it count against?"
            yield from card(material, node, "stakes", question, found)


def _side(material: Material, node: Node) -> Iterator[tuple[Crux, Side]]:
    """The side that a position is, with its crux, which a part of a graph may be without."""
    if isinstance(node, Position) and node.crux in material.graph:
        view = crux_at(material.graph, node.id)
        for side in view.sides:
            if side.position.id == node.id:
                yield view.crux, side


def _reasons(side: Side, lead: str) -> list[Found]:
    """The reasons that say more than the answer they are given for."""
    return [
        said(reason.node, reason.link, lead=lead)
        for reason in side.because
        if not holds(side.position.text, reason.node.text)
    ]
