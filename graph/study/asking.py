"""Cards made from what was found: the question that names a node, the points of its answer, and nothing given away."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from ..model import Link, Position
from ..words import words
from .card import Card, Point
from .naming import MOST_KEPT, called, explained, is_bare, is_plural, is_stated, label_of, stems_of
from .quoting import after, answered, beginning, statement
from .rows import row_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..model import Node
    from .material import Material


class Found(Struct, frozen=True):
    """A point of an answer, the links that it rests on, and what must not be told by the question: all that it says,
    or the name where to name it is the answer. It `is_labelled` if its lead says what it answers, as a side does:
    without it others would stand in its place."""

    point: Point
    links: tuple[Link, ...] = ()
    name: str = ""
    is_labelled: bool = False


MOST_POINTS = 24
"""Whose answer has more points than this is not worth learning by heart."""
_LONG = 160
_NOTHING = "  "


def about(material: Material, node: Node, question: str) -> str:
    """A question in which {} stands for the node: its name, or "this" after what it says, and what that answers."""
    if isinstance(node, Position) and node.crux in material.graph:
        return f"{answered(material.graph.node(node.crux), node)} {question.format('this')}"
    if is_stated(node):
        return after(statement(node), question.format("this"))
    if is_plural(material, node):
        question = question.replace("does {}", "do {}").replace("is {}", "are {}")
    return question.format(called(material, node))


def card(
    material: Material,
    node: Node,
    facet: str,
    question: str,
    found: Iterable[Found],
    *,
    part: str = "",
    family: str = "",
    ordered: bool = False,
) -> Iterator[Card]:
    """The card, without the points that the question gives away or another one holds.

    None if they are too many, if the question tells most of them, or all the names that are the answer.
    """
    question = " ".join(question.split())
    found = list(found)
    if len(found) > MOST_POINTS:
        return
    found = apart(found)
    kept = [item for item in found if item.is_labelled or not holds(question, item.point.text)]
    if 2 * len(kept) < len(found) or all(_told_by(question, item) for item in kept):
        return
    yield Card(
        node=node.id,
        facet=facet,
        part=part,
        family=family or material.family(node),
        question=question,
        answer=tuple(item.point for item in kept),
        ordered=ordered,
        links=tuple(dict.fromkeys(link for item in kept for link in item.links)),
    )


def said(node: Node, *links: Link, lead: str = "") -> Found:
    """What a node says."""
    return Found(Point(" ".join(node.text.split()), node.id, lead), links, is_labelled=bool(lead))


def thing(material: Material, node: Node, *links: Link, brief: bool = False) -> Found:
    """What a node is called, and what it says of that, as far as it says more; if `brief`, no more than a sentence."""
    row = row_of(node)
    if row:
        return Found(Point(row.cell, node.id, row.column), links, is_labelled=bool(row.column))
    name = label_of(material, node)
    text = " ".join(node.text.split())
    if is_bare(node):
        return Found(Point(name, node.id), links)
    if explained(material, node, "mitigates"):
        return Found(Point(text, node.id), links)
    if name == text.rstrip(".?:") or holds(text, name):
        return Found(Point(text, node.id), links, name)
    return Found(Point(beginning(text, _LONG) if brief else text, node.id, name), links, name)


def other(node: Node, link: Link) -> str:
    """The id of the other end of a link."""
    return link.from_id if link.to_id == node.id else link.to_id


def part_name(node: Node, of: Node) -> str:
    """What names a node among several in the id of a card about another: its slug, of another document its full id."""
    return node.slug if node.source == of.source else node.id


def apart(found: list[Found]) -> list[Found]:
    """The points but for those whose text is a part of another one's, unless they go by a name of their own."""
    texts = {item.point.text for item in found}
    return [
        item
        for item in found
        if item.point.lead or not any(item.point.text != text and holds(text, item.point.text) for text in texts)
    ]


def holds(text: str, piece: str) -> bool:
    """Whether a text has the words of a piece, one after the other."""
    return _line(piece) != _NOTHING and _line(piece) in _line(text)


def _told_by(question: str, item: Found) -> bool:
    """Whether the question has all the words of the point, or of the name that is the answer."""
    wanted = stems_of(item.name or item.point.text)
    return bool(wanted) and wanted <= stems_of(question)


@lru_cache(maxsize=MOST_KEPT)
def _line(text: str) -> str:
    return f" {' '.join(words(text))} "
