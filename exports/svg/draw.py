"""The picture as SVG: one element after the other, all text through the one escaping function."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from ..measure import squeezed, wrapped
from ..xml_text import escaped, holdable
from .cards import BADGE_HEIGHT, WIDTH
from .place import MARGIN, ROW_GAP, placed, width_of_all
from .rows import picture
from .style import classes, mark, style_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...graph.graph import Graph
    from .cards import Card
    from .place import Box, Placed, Tie
    from .rows import Picture

HEADING_SIZE, HEADING_HEIGHT, CAMP_HEIGHT, LEGEND_HEIGHT = 20, 26, 28, 22
LEAST_WIDTH = 620
LEGEND = (
    ("+", "for", "speaks for it"),
    ("−", "against", "speaks against it"),
    ("", "inferred", "dashed: inferred, not said in so many words"),
)


class _Frame(Struct, frozen=True):
    """What stands around the cards: heading and notes in lines, and how wide it all is."""

    heading: list[str]
    notes: list[str]
    width: int
    height: int


def drawing(graph: Graph, title: str, focus: str) -> str:
    """The picture of the graph under a title, as a file of its own; of the crux `focus` it shows more."""
    shown = picture(graph, focus)
    width = max(width_of_all(shown), LEAST_WIDTH)
    heading = wrapped(holdable(title), (width - 2 * MARGIN) * 100 // HEADING_SIZE, bold=True, most=3)
    camps_at = MARGIN + HEADING_HEIGHT * len(heading) + 8
    cards_at = camps_at + (CAMP_HEIGHT + 20 if shown.rows else 0)
    at = placed(graph, shown, cards_at)
    notes = [line for note in _notes(graph, shown, at) for line in wrapped(note, (width - 2 * MARGIN) * 100 // 12)]
    below = LEGEND_HEIGHT * ((1 if shown.rows else 0) + len(notes))
    frame = _Frame(heading, notes, width, at.height + 32 + below + MARGIN)
    return "\n".join([*_opening(title, notes, frame), *_around(shown, at, frame, camps_at), *_inside(at), "</svg>\n"])


def _notes(graph: Graph, shown: Picture, at: Placed) -> list[str]:
    """What the picture holds and what it leaves out, in words."""
    there = {box.card.node.id for box in at.boxes}
    left_out = len(graph) - len(there)
    if not len(graph):
        return ["There is nothing to draw: the graph is empty."]
    said = f"{len(there)} of {len(graph)} nodes are drawn."
    counted = " Badges count the links of a card that are not drawn." if shown.rows else ""
    return [said + counted] if left_out or shown.rows else [f"All {len(graph)} nodes are drawn."]


def _opening(title: str, notes: list[str], frame: _Frame) -> Iterator[str]:
    size = f'width="{frame.width}" height="{frame.height}" viewBox="0 0 {frame.width} {frame.height}"'
    yield f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img">'
    yield f"<title>{escaped(squeezed(title))}</title>"
    yield f"<desc>{escaped(' '.join(notes))}</desc>"
    yield f"<style>\n{style_sheet()}</style>"
    yield f'<rect class="page" width="{frame.width}" height="{frame.height}"/>'


def _around(shown: Picture, at: Placed, frame: _Frame, camps_at: int) -> Iterator[str]:
    for place, line in enumerate(frame.heading):
        yield _text(line, "heading", MARGIN, MARGIN + HEADING_SIZE + HEADING_HEIGHT * place)
    if shown.rows:
        yield from _camps(shown, at, camps_at)
        for end in at.ends[:-1]:
            y = end + ROW_GAP // 2
            yield f'<path class="rule" d="M{MARGIN} {y}H{frame.width - MARGIN}"/>'
    y = at.height + 32
    if shown.rows:
        yield from _legend(y)
        y += LEGEND_HEIGHT
    for place, line in enumerate(frame.notes):
        yield _text(line, "caption", MARGIN, y + LEGEND_HEIGHT * place + 12)


def _camps(shown: Picture, at: Placed, y: int) -> Iterator[str]:
    """The names of the three parts above their columns; a part that holds nothing has none."""
    parts = ((shown.left, at.columns[:2]), (shown.middle, at.columns[2:3]), (shown.right, at.columns[3:]))
    for name, edges in parts:
        there = [edge for edge in edges if edge >= 0]
        if not there:
            continue
        x, width = min(there), max(there) + WIDTH - min(there)
        label = wrapped(holdable(name), (width - 16) * 100 // 14, bold=True, most=1)
        yield f'<g class="camp"><rect x="{x}" y="{y}" width="{width}" height="{CAMP_HEIGHT}" rx="6"/>'
        yield f"{_text(label[0] if label else '', '', x + width // 2, y + 19)}</g>"


def _legend(y: int) -> Iterator[str]:
    x = MARGIN
    for sign, kind, words in LEGEND:
        yield f'<g class="tie {kind}"><path class="line" d="M{x} {y + 8}h44"/>{_sign(sign, x + 11, y + 8)}</g>'
        yield _text(words, "caption", x + 52, y + 12)
        x += 52 + len(words) * 7 + 20


def _inside(at: Placed) -> Iterator[str]:
    for tie in at.ties:
        yield _line(tie)
    for box in at.boxes:
        yield _box(box)


def _line(tie: Tie) -> str:
    """A line with its sign at the start and its head at the end."""
    (x, y), (to_x, to_y) = tie.start, tie.end
    sign = mark(tie.link)
    if tie.round:
        path = f"M{x} {y}H{x - tie.round}V{to_y}H{to_x - 7}"
        return f'<g class="{classes(tie.link)}"><path class="line" d="{path}"/>{_head(to_x, to_y, 1)}</g>'
    way = 1 if to_x > x else -1
    first, last = x + (20 if sign else 0) * way, to_x - 7 * way
    half = (first + last) // 2
    path = f"M{first} {y}C{half} {y} {half} {to_y} {last} {to_y}"
    drawn = f'<path class="line" d="{path}"/>{_head(to_x, to_y, way)}{_sign(sign, x + 11 * way, y)}'
    return f'<g class="{classes(tie.link)}">{drawn}</g>'


def _head(x: int, y: int, way: int) -> str:
    return f'<path class="head" d="M{x - way} {y}l{-7 * way} -4v8z"/>'


def _sign(sign: str, x: int, y: int) -> str:
    return f'<circle cx="{x}" cy="{y}" r="8"/>{_text(sign, "", x, y + 5)}' if sign else ""


def _box(box: Box) -> str:
    held = box.card
    frame = f'x="{box.x}" y="{box.y}" height="{held.height}"'
    parts = [
        f'<g class="card {held.node.kind}" data-id="{escaped(held.node.id)}"><title>{escaped(held.label)}</title>',
        f'<rect class="box" {frame} width="{WIDTH}" rx="5"/><rect class="stripe" {frame} width="5" rx="2"/>',
        *(_text(line.text, line.style.name, box.x + line.x, box.y + line.y) for line in held.words),
        *_badges(held, box),
    ]
    return "".join(parts) + "</g>"


def _badges(held: Card, box: Box) -> Iterator[str]:
    for badge in held.badges:
        x, y = box.x + badge.x, box.y + badge.y
        frame = f'<rect x="{x}" y="{y}" width="{badge.width}" height="{BADGE_HEIGHT}" rx="9"/>'
        yield f'<g class="badge">{frame}{_text(badge.text, "", x + badge.width // 2, y + 13)}</g>'


def _text(text: str, kind: str, x: int, y: int) -> str:
    named = f' class="{kind}"' if kind else ""
    return f'<text{named} x="{x}" y="{y}">{escaped(text)}</text>'
