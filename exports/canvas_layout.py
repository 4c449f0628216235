"""Where nodes stand on a canvas: each crux with its sides in a group of its own, the rest by source and kind."""

from __future__ import annotations

from itertools import compress
from typing import TYPE_CHECKING

from msgspec import Struct

from ..graph.model import label
from ..graph.schema import KINDS
from .heading import by_source, source_name
from .measure import wrapped
from .two_sided import two_sided
from .xml_text import holdable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..graph.graph import Graph
    from ..graph.model import Node
    from .two_sided import Row

WIDTH, GAP, PADDING, SIZE, LINE_HEIGHT = 340, 80, 40, 16, 24
ROOM = (WIDTH - 56) * 100 // SIZE
BETWEEN, GROUPS_APART = 30, 240
MOST_HEIGHT = 1600
IN_A_COLUMN = 12


class Area(Struct, frozen=True):
    """A rectangle, in pixels."""

    x: int
    y: int
    width: int
    height: int


class Group(Struct, frozen=True):
    """A frame around nodes; `key` is the same for the same group of any part of a graph."""

    key: str
    label: str
    area: Area


class _Block(Struct, frozen=True):
    """Nodes that were placed together, and the area they take."""

    areas: dict[str, Area]
    area: Area


def laid_out(graph: Graph) -> tuple[dict[str, Area], list[Group]]:
    """The place of every node by its id, and the groups, outer ones first. No two nodes overlap."""
    areas: dict[str, Area] = {}
    groups: list[Group] = []
    y = 0
    for crux, columns in _crux_rows(graph):
        block = _block(columns, 0, y)
        areas |= block.areas
        groups.append(Group(crux.id, label(crux), _framed(block.area)))
        y = block.area.y + block.area.height + GROUPS_APART
    for source, nodes in sorted(by_source(graph).items()):
        blocks = _by_kind([node for node in nodes if node.id not in areas], y)
        if not blocks:
            continue
        frames = {kind: _framed(block.area) for kind, block in blocks.items()}
        around = _framed(_around(frames.values()), 2 * PADDING)
        groups.append(Group(f"{source}/", source_name(graph, source), around))
        for kind, block in blocks.items():
            areas |= block.areas
            groups.append(Group(f"{source}/{kind}", kind.replace("_", " "), frames[kind]))
        y = max(frame.y + frame.height for frame in frames.values()) + GROUPS_APART
    return areas, groups


def _crux_rows(graph: Graph) -> list[tuple[Node, list[list[Node]]]]:
    """Every crux with its columns; those that hold nothing at any crux are left out."""
    placed: set[str] = set()
    rows = [(row.view.crux, _crux_columns(row, placed)) for row in two_sided(graph)]
    used = [any(columns[place] for _, columns in rows) for place in range(5)]
    return [(crux, list(compress(columns, used))) for crux, columns in rows]


def _crux_columns(row: Row, placed: set[str]) -> list[list[Node]]:
    """The reasons and answers of the left, the crux, the answers and reasons of the right; a node is placed once."""

    def new(nodes: Iterable[Node]) -> list[Node]:
        fresh = {node.id: node for node in nodes if node.id not in placed}
        placed.update(fresh)
        return list(fresh.values())

    crux = new([row.view.crux])
    answers = [new(side.position for side in half) for half in (row.left, row.right)]
    reasons = [
        new(reason.node for side in half for reason in (*side.because, *side.against)) for half in (row.left, row.right)
    ]
    return [reasons[0], answers[0], crux, answers[1], reasons[1]]


def _by_kind(nodes: list[Node], y: int) -> dict[str, _Block]:
    """A block for each kind, side by side from the left, its nodes in as many columns as it takes."""
    blocks: dict[str, _Block] = {}
    x = 0
    for kind in KINDS:
        own = [node for node in nodes if node.kind == kind.name]
        if own:
            columns = [own[first : first + IN_A_COLUMN] for first in range(0, len(own), IN_A_COLUMN)]
            blocks[kind.section] = _block(columns, x, y, centred=False)
            x += blocks[kind.section].area.width + 2 * PADDING + GAP
    return blocks


def _block(columns: list[list[Node]], x: int, y: int, *, centred: bool = True) -> _Block:
    """Nodes in columns from a corner on."""
    heights = [sum(map(height_of, column)) + BETWEEN * (len(column) - 1) for column in columns]
    areas: dict[str, Area] = {}
    for place, column in enumerate(columns):
        top = y + ((max(heights) - heights[place]) // 2 if centred else 0)
        for node in column:
            areas[node.id] = Area(x + place * (WIDTH + GAP), top, WIDTH, height_of(node))
            top += height_of(node) + BETWEEN
    return _Block(areas, Area(x, y, len(columns) * (WIDTH + GAP) - GAP, max(heights)))


def _framed(area: Area, by: int = PADDING) -> Area:
    return Area(area.x - by, area.y - by, area.width + 2 * by, area.height + 2 * by)


def _around(areas: Iterable[Area]) -> Area:
    found = list(areas)
    left, top = min(area.x for area in found), min(area.y for area in found)
    right, bottom = max(area.x + area.width for area in found), max(area.y + area.height for area in found)
    return Area(left, top, right - left, bottom - top)


def height_of(node: Node) -> int:
    """How high a node has to be for its text; what is too long is scrolled."""
    parts = [(node.title, True), (node.text, False), (f"{node.kind} {node.id}", True)]
    lines = [wrapped(holdable(text), ROOM, bold=bold, most=MOST_HEIGHT // LINE_HEIGHT) for text, bold in parts]
    filled = [len(part) for part in lines if part]
    return min(sum(filled) * LINE_HEIGHT + (len(filled) - 1) * 16 + 40, MOST_HEIGHT)
