"""The cruxes form: each crux between its sides, with their reasons and what attacks these."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from ...graph.model import Position, label
from ..two_sided import two_sided
from .branch import Branch, walk
from .chart import Arrow, Box, Chart, Group, arrow, drawn
from .plan import Plan

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...graph.graph import Graph
    from ...graph.model import Link, Node
    from ...graph.query import Reason, Side
    from ..exporter import Options
    from ..two_sided import Row
    from .hosts import Host

_BEHIND = ("premise_of", "attacks")


class _Part(Struct, frozen=True):
    """A crux by its place, or one side of it, or one reason of that side: what a branch of the map stands for."""

    crux: int
    side: int | None = None
    reason: Reason | None = None


def plan(graph: Graph, options: Options, at: Host) -> Plan:
    """The crux in focus, or every crux of the graph, each with its sides."""
    rows = two_sided(graph)
    wanted = _crux_of(graph, options.focus)
    rows = [row for row in rows if row.view.crux.id == wanted] or rows
    parts: dict[str, _Part] = {}
    branches = tuple(_branch(place, row, parts) for place, row in enumerate(rows))
    heading = options.title or ("Cruxes" if rows else "No cruxes here")
    root = branches[0] if len(branches) == 1 else Branch(heading, "", branches)

    def draw(branch: Branch) -> Chart:
        found = [parts[below.node] for _, below in walk(branch) if below.node]
        return _chart(graph, rows, found, options.title) if found else Chart(boxes=(Box("n0", heading),))

    return Plan(root, lambda branch: drawn(draw(branch), at))


def _crux_of(graph: Graph, focus: str) -> str:
    node = graph.nodes.get(focus)
    return node.crux if isinstance(node, Position) else focus


def _branch(crux: int, row: Row, parts: dict[str, _Part]) -> Branch:
    """A crux as a branch, its sides and their reasons below; what each stands for goes to `parts`."""
    sides = []
    for place, side in enumerate((*row.left, *row.right)):
        reasons = [_kept(label(item.node), _Part(crux, place, item), parts) for item in (*side.because, *side.against)]
        sides.append(_kept(side.position.side, _Part(crux, place), parts, reasons))
    return _kept(label(row.view.crux), _Part(crux), parts, sides)


def _kept(words: str, part: _Part, parts: dict[str, _Part], below: Iterable[Branch] = ()) -> Branch:
    key = f"p{len(parts)}"
    parts[key] = part
    return Branch(words, key, tuple(below))


def _chart(graph: Graph, rows: list[Row], parts: list[_Part], title: str) -> Chart:
    """Parts of cruxes as a chart, crux under crux, each between its sides."""
    shown: dict[int, dict[int, list[Reason]]] = {}
    for part in parts:
        sides = shown.setdefault(part.crux, {})
        if part.side is not None:
            sides.setdefault(part.side, []).extend([part.reason] if part.reason else [])
    groups: list[Group] = []
    boxes: list[Box] = []
    arrows: list[Arrow] = []
    last = ""
    if title:  # in a frame around them the sides would not keep their own direction
        last = "t0"
        boxes.append(Box(last, title, "title"))
    for crux, sides in shown.items():
        keys = _crux(graph, f"c{crux}", rows[crux], sides, (groups, boxes, arrows))
        arrows += [Arrow(last, keys[0], "~~~")] if last else []
        last = keys[-1]
    return Chart(groups=tuple(groups), boxes=tuple(boxes), arrows=tuple(arrows))


def _crux(
    graph: Graph, key: str, row: Row, sides: dict[int, list[Reason]], onto: tuple[list[Group], list[Box], list[Arrow]]
) -> list[str]:
    """Put a crux on a chart, the left sides above it, the right ones below; the keys from top to bottom."""
    groups, boxes, arrows = onto
    keys = [key]
    boxes.append(Box(key, row.view.crux.text, "crux"))
    for place, side in enumerate((*row.left, *row.right)):
        if place in sides:
            group, found = _side(graph, f"s{len(groups)}", side, sides[place])
            above = place < len(row.left)
            ends = (group.key, key) if above else (key, group.key)
            groups.append(group)
            arrows += [*found, Arrow(*ends, "---", side.position.side)]
            keys.insert(keys.index(key) if above else len(keys), group.key)
    return keys


def _side(graph: Graph, key: str, side: Side, reasons: list[Reason]) -> tuple[Group, list[Arrow]]:
    """One side in a frame: its position, the reasons for and against it, and what lies behind or attacks them."""
    boxes: dict[str, Box] = {}

    def shown(node: Node, words: str) -> str:
        return boxes.setdefault(node.id, Box(f"{key}n{len(boxes)}", words, node.kind)).key

    def drawn_link(link: Link) -> Arrow:
        ends = (graph.node(link.from_id), graph.node(link.to_id))
        return arrow(link, *(shown(node, label(node)) for node in ends))

    shown(side.position, side.position.text)
    links = [link for item in reasons for link in (item.link, *graph.into(item.node.id, *_BEHIND))]
    arrows = [drawn_link(link) for link in dict.fromkeys(links)]
    return Group(key, side.position.title or side.position.side, tuple(boxes.values()), "LR"), arrows
