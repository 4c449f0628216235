"""What there is to learn for the terminal: cards with their answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .layout import flow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..graph.study.card import Card, Point
    from .layout import Line, Span
    from .terminal import Page


def card_list(page: Page, cards: Iterable[Card]) -> list[Line]:
    """Every card: the question, its points, each with the node that says it, and its id."""
    lines: list[Line] = []
    for card in cards:
        lines += [*flow([(card.question, "strong")], page.width), *answer(page, card)]
        lines += [*flow([(card.id, "faint")], page.width, first=[("  ", "")]), []]
    return lines[:-1]


def answer(page: Page, card: Card) -> list[Line]:
    """The points of a card's answer, numbered where their order counts, reasons below what they are reasons for."""
    lines: list[Line] = []
    for number, point in enumerate(card.answer, 1):
        mark = f"{number}. " if card.ordered else "· "
        lead: list[Span] = [(f"{point.lead}: ", "heading")] if point.lead else []
        tag: list[Span] = [page.tag(point.node)] if point.node else []
        lines += flow([*lead, (point.text, ""), *tag], page.width, first=[(indent(number, point) + mark, "")])
    return lines


def indent(number: int, point: Point) -> str:
    """What stands before a point of an answer, which is the first, second … one."""
    return "    " if number > 1 and point.is_reason else "  "
