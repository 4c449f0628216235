"""What the picture shows: rows of a node with its branches to either side, and what is left to count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from ...graph.camps import PEOPLE
from ...graph.model import Link, Node, Position, Source
from ..two_sided import two_sided

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...graph.graph import Graph
    from ...graph.query import Side
    from ..two_sided import Row as CruxRow

MOST_ROWS = 40
MOST_LOOSE = 100
MOST_TWIGS = 12
ARGUES = ("supports", "attacks")


class Branch(Struct, frozen=True):
    """A node beside the one that its link leads to, and the branches beyond it."""

    node: Node
    link: Link
    twigs: tuple[Branch, ...] = ()


class Row(Struct, frozen=True):
    """A node in the middle with branches to the left, to the right and below."""

    node: Node
    left: tuple[Branch, ...]
    right: tuple[Branch, ...]
    below: tuple[Branch, ...] = ()


class Picture(Struct, frozen=True):
    """Rows under the names of the three parts of the picture, and nodes that belong to none of them."""

    left: str
    middle: str
    right: str
    rows: tuple[Row, ...] = ()
    loose: tuple[Node, ...] = ()


def picture(graph: Graph, focus: str = "") -> Picture:
    """The cruxes with both sides; without a crux what is argued for and against; without that the nodes.

    What bears on a crux is drawn if it is the `focus` or the only one, and counted on its card otherwise.
    """
    found = two_sided(graph)
    if found:
        rows = tuple(_crux_row(graph, row, len(found) == 1 or row.view.crux.id == focus) for row in found)
        return Picture(_camps(found, "left"), "Cruxes", _camps(found, "right"), rows)
    rows = tuple(_argued_rows(graph))
    if rows:
        return Picture("Against", "What is argued", "For", rows)
    own = [node for node in graph.nodes.values() if not isinstance(node, Source)]
    return Picture("", "", "", loose=tuple((own or list(graph.nodes.values()))[:MOST_LOOSE]))


def branches(row: Row) -> list[Branch]:
    """Every branch of a row, those further out after the one they lead to."""
    return [each for first in (*row.left, *row.right, *row.below) for each in (first, *first.twigs)]


def _crux_row(graph: Graph, row: CruxRow, in_full: bool) -> Row:
    crux = row.view.crux
    answers = {link.from_id: link for link in graph.into(crux.id, "position_on")}

    def branch(side: Side) -> Branch:
        reasons = [*side.because, *side.against][:MOST_TWIGS]
        return Branch(side.position, answers[side.position.id], tuple(Branch(each.node, each.link) for each in reasons))

    below = row.view.bears_on[:MOST_TWIGS] if in_full else ()
    return Row(
        crux,
        tuple(map(branch, row.left)),
        tuple(map(branch, row.right)),
        tuple(Branch(each.node, each.link) for each in below),
    )


def _camps(found: list[CruxRow], half: str) -> str:
    sides = (side.position.side for row in found for side in (row.left if half == "left" else row.right))
    return ", ".join(map(_camp, dict.fromkeys(sides)))


def _camp(side: str) -> str:
    """Those who take a side, where its name is known for what people are called; else the side."""
    return f"{side.capitalize()}s" if side in PEOPLE else f"{side[:1].upper()}{side[1:]}"


def _argued_rows(graph: Graph) -> Iterable[Row]:
    """A row for the theses, then for what is argued for or against and argues for nothing itself, then for the rest
    of what is argued, unless all its reasons have been shown beside it already."""
    theses = [node.thesis for node in graph.nodes.values() if isinstance(node, Source) and node.thesis in graph]
    argued = [node for node in graph.nodes if graph.into(node, *ARGUES)]
    ends = [node for node in argued if not graph.out(node, *ARGUES)]
    shown: set[str] = set()
    rows = 0
    for node in dict.fromkeys((*(thesis for thesis in theses if thesis in argued), *ends, *argued)):
        if node in shown or rows >= MOST_ROWS:
            continue
        row = _argued_row(graph, graph.node(node))
        shown |= {node, *(branch.node.id for branch in (*row.left, *row.right))}
        rows += 1
        yield row


def _argued_row(graph: Graph, node: Node) -> Row:
    return Row(node, _reasons(graph, node, "attacks"), _reasons(graph, node, "supports"))


def _reasons(graph: Graph, node: Node, relation: str) -> tuple[Branch, ...]:
    links = graph.into(node.id, relation)[:MOST_TWIGS]
    return tuple(Branch(graph.node(link.from_id), link, _twigs(graph, link.from_id, node.id)) for link in links)


def _twigs(graph: Graph, node_id: str, towards: str) -> tuple[Branch, ...]:
    links = [link for link in graph.into(node_id, *ARGUES) if link.from_id != towards][:MOST_TWIGS]
    return tuple(Branch(graph.node(link.from_id), link) for link in links)


def side_of(node: Node) -> str:
    """The side a position takes, "" for other nodes."""
    return node.side if isinstance(node, Position) else ""
