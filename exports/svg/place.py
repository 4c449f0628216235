"""Where everything stands: columns of cards that do not touch, and the lines from card to card."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from ...graph.model import source_id
from .cards import WIDTH, Card, card, drawn_links

if TYPE_CHECKING:
    from ...graph.graph import Graph
    from ...graph.model import Link, Node
    from .rows import Branch, Picture, Row

MARGIN, GAP = 24, 56
TWIG_GAP, BRANCH_GAP, ROW_GAP, BELOW_GAP = 12, 22, 44, 16
Direction = Literal[-1, 1]


class Box(Struct, frozen=True):
    """A card with its upper left corner."""

    card: Card
    x: int
    y: int

    @property
    def middle(self) -> int:
        """Half its height down."""
        return self.y + self.card.height // 2


class Tie(Struct, frozen=True):
    """A link drawn from the edge of one card to that of another; `round` is how far out the line has to go round
    other cards, 0 for a line straight across the gap."""

    link: Link
    start: tuple[int, int]
    end: tuple[int, int]
    round: int = 0


class Placed(Struct, frozen=True):
    """All boxes and lines, the height of each row's end, the columns' left edges (outer left to outer right) and how
    far down it all reaches. A column that holds nothing has the edge -1."""

    boxes: list[Box]
    ties: list[Tie]
    ends: list[int]
    columns: tuple[int, int, int, int, int]
    height: int


def width_of_all(shown: Picture) -> int:
    """How wide the picture is, margins included."""
    return max(_columns(shown)) + WIDTH + MARGIN


def placed(graph: Graph, shown: Picture, top: int) -> Placed:
    """The picture's cards from the height `top` on."""
    columns = _columns(shown)
    drawn = drawn_links(shown)
    result = Placed([], [], [], columns, top)
    y = top
    for row in shown.rows:
        y = _place_row(_Row(graph, row, drawn, columns), y, result)
        result.ends.append(y)
        y += ROW_GAP
    y = max(y - ROW_GAP, top) if shown.rows else _place_loose(graph, shown.loose, result, top)
    return Placed(result.boxes, result.ties, result.ends, columns, y)


class _Row(Struct, frozen=True):
    """What placing one row needs to know."""

    graph: Graph
    row: Row
    drawn: set[tuple[str, str, str]]
    columns: tuple[int, int, int, int, int]

    def card(self, node: Node, beside: Branch | None) -> Card:
        return card(self.graph, node, self.drawn, beside, source_id(self.row.node.id))


class _Stack(Struct, frozen=True):
    """A branch's card with those of its twigs."""

    branch: Branch
    card: Card
    twigs: list[Card]

    @property
    def height(self) -> int:
        return max(self.card.height, _height([twig.height for twig in self.twigs], TWIG_GAP))


def _columns(shown: Picture) -> tuple[int, int, int, int, int]:
    lefts = [branch for row in shown.rows for branch in row.left]
    rights = [branch for row in shown.rows for branch in row.right]
    used = [any(each.twigs for each in lefts), lefts, True, rights, any(each.twigs for each in rights)]
    if shown.loose:
        used = [place < len(shown.loose) for place in range(5)]
    x, edges = MARGIN, [-1] * 5
    for place, is_used in enumerate(used):
        if is_used:
            edges[place] = x
            x += WIDTH + GAP
    return edges[0], edges[1], edges[2], edges[3], edges[4]


def _place_row(one: _Row, top: int, result: Placed) -> int:
    """Put the row's boxes and ties into the result; how far down it reaches."""
    sides = {-1: _stacks(one, one.row.left), 1: _stacks(one, one.row.right)}
    middle = one.card(one.row.node, None)
    heights = [_height([stack.height for stack in stacks], BRANCH_GAP) for stacks in sides.values()]
    half = max(*heights, middle.height) // 2
    centre = Box(middle, one.columns[2], top + half - middle.height // 2)
    result.boxes.append(centre)
    _place_side(sides[-1], centre, (-1, *one.columns[1::-1]), top + half - heights[0] // 2, result)
    _place_side(sides[1], centre, (1, *one.columns[3:]), top + half - heights[1] // 2, result)
    return max(top + 2 * half, _place_below(one, centre, result))


def _stacks(one: _Row, branches: tuple[Branch, ...]) -> list[_Stack]:
    return [
        _Stack(branch, one.card(branch.node, branch), [one.card(twig.node, twig) for twig in branch.twigs])
        for branch in branches
    ]


def _place_side(stacks: list[_Stack], centre: Box, half: tuple[Direction, int, int], top: int, result: Placed) -> None:
    """Put one side's stacks below each other from `top` on, tied to the box in the middle; `half` is where it lies
    and the edges of its inner and its outer column."""
    direction, inner, outer = half
    for stack in stacks:
        box = Box(stack.card, inner, top + (stack.height - stack.card.height) // 2)
        result.boxes.append(box)
        result.ties.append(_tie(stack.branch.link, box, centre, direction))
        y = top + (stack.height - _height([twig.height for twig in stack.twigs], TWIG_GAP)) // 2
        for branch, twig in zip(stack.branch.twigs, stack.twigs, strict=True):
            result.boxes.append(Box(twig, outer, y))
            result.ties.append(_tie(branch.link, Box(twig, outer, y), box, direction))
            y += twig.height + TWIG_GAP
        top += stack.height + BRANCH_GAP


def _tie(link: Link, outside: Box, inside: Box, direction: Direction) -> Tie:
    """A line from the inner edge of the box further out to the outer edge of the one further in."""
    start = outside.x + (WIDTH if direction < 0 else 0)
    end = inside.x + (0 if direction < 0 else WIDTH)
    return Tie(link, (start, outside.middle), (end, inside.middle))


def _place_below(one: _Row, centre: Box, result: Placed) -> int:
    """Put what stands below the box in the middle, tied to its left edge; how far down that reaches."""
    y = centre.y + centre.card.height + BELOW_GAP
    for branch in one.row.below:
        box = Box(one.card(branch.node, branch), centre.x, y)
        result.boxes.append(box)
        end = (centre.x, centre.y + centre.card.height - 12)
        result.ties.append(Tie(branch.link, (box.x, box.middle), end, round=16))
        y += box.card.height + BELOW_GAP
    return y - BELOW_GAP


def _place_loose(graph: Graph, nodes: tuple[Node, ...], result: Placed, top: int) -> int:
    """Cards that belong to no row, each in the column that is shortest so far; how far down they reach."""
    columns = [x for x in result.columns if x >= 0]
    ends = dict.fromkeys(columns, top)
    for node in nodes:
        x = min(columns, key=lambda edge: (ends[edge], edge))
        result.boxes.append(Box(card(graph, node, set(), None, ""), x, ends[x]))
        ends[x] += result.boxes[-1].card.height + TWIG_GAP
    return max(ends.values()) - (TWIG_GAP if nodes else 0)


def _height(heights: list[int], gap: int) -> int:
    return sum(heights) + gap * max(len(heights) - 1, 0)
