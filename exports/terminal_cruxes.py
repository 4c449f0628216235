"""Cruxes for the terminal: all of them at a glance, or one with its sides next to each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from ..graph.model import Position, label
from .heading import source_name
from .layout import Line, Span, beside, flow, indented, spread
from .terminal import Page, remarks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..graph.graph import Graph
    from ..graph.query import CruxView, Reason, Side

NARROWEST_COLUMN = 36

_Entry = tuple[Line, list[Span]]
"""What an entry starts with, and its words."""

_SIDE_COLOURS = {"optimist": "hopeful", "pessimist": "worried"}


def crux_list(page: Page, views: Iterable[CruxView]) -> Iterator[Line]:
    """Every crux with what each side answers; the sides in columns where there is room. Where several documents have
    cruxes each document stands above its own."""
    is_mixed, above = _several_sources(page.graph), ""
    for number, view in enumerate(views):
        yield from [[]] if number else []
        if is_mixed and view.crux.source != above:
            above = view.crux.source
            yield from [*flow([(source_name(page.graph, above), "heading"), (f"[{above}]", "faint")], page.width), []]
        yield from spread([(view.crux.text, "strong")], [(page.name(view.crux.id), "faint")], page.width)
        yield from _in_columns(page, [_short_side(side) for side in view.sides], page.width - 2, least=46)
        decided = dict.fromkeys(label(item.node) for side in view.sides for item in side.decides)
        if decided:
            words: list[Span] = [(" · ".join(decided), "faint")]
            yield from flow(words, page.width, first=[("  decides ", "heading")])


def _several_sources(graph: Graph) -> bool:
    cruxes = iter(graph.of_kinds("crux"))
    first = next(cruxes, None)
    return any(first and crux.source != first.source for crux in cruxes)


def crux_pages(page: Page, views: Sequence[CruxView]) -> list[Line]:
    """Cruxes in full, one after the other."""
    return [line for view in views for line in crux_page(page, view)]


def crux_page(page: Page, view: CruxView) -> list[Line]:
    """One crux: sides in columns with reasons, attackers and holders, what each decides, what bears on it."""
    crux = view.crux
    lines = flow([(crux.text, "strong")], page.width)
    facts = " · ".join(filter(None, [crux.id, crux.section, str(crux.span)]))
    lines += [*flow([(facts, "faint")], page.width), []]
    lines += _in_columns(page, [_full_side(page, side) for side in view.sides], page.width, least=NARROWEST_COLUMN)
    lines += _decided(page, view)
    lines += _bearing(page, view)
    return lines + _cited(page, view)


class _Column(Struct, frozen=True):
    """A side on its way into a column: its name, and its blocks, which start level with those of its rivals."""

    side: Side
    blocks: tuple[list[_Entry], ...]

    def laid_out(self, width: int) -> list[list[Line]]:
        """The lines of each block."""
        head: Line = [(self.side.position.side.upper(), side_colour(self.side.position))]
        laid = [[line for first, words in block for line in flow(words, width, first=first)] for block in self.blocks]
        return [[head, *laid[0]], *laid[1:]]


def _in_columns(page: Page, columns: list[_Column], width: int, *, least: int) -> list[Line]:
    """The sides next to each other, blocks level; below each other where there is no room."""
    if not columns:
        return [[("  no positions", "faint")]]
    margin = page.width - width
    each = (width - 3 * (len(columns) - 1)) // len(columns)
    if len(columns) == 1 or each < least:
        blank: list[Line] = [[]]
        below = [line for column in columns for block in [*column.laid_out(width), blank] for line in block]
        return indented(below[:-1], margin)
    levels = zip(*(column.laid_out(each) for column in columns), strict=True)
    return indented((line for blocks in levels for line in beside(blocks, [each] * len(columns))), margin)


def _short_side(side: Side) -> _Column:
    counts = f"{len(side.because)} for, {len(side.against)} against" if side.because else "gives no reason"
    return _Column(side, ([([], [(side.position.text, "")]), ([], [(counts, "faint")])],))


def _full_side(page: Page, side: Side) -> _Column:
    position = side.position
    head: list[_Entry] = [([], [(position.text, "strong")])]
    if side.held_by:
        head.append(([], [(f"held by {', '.join(_holder(item) for item in side.held_by)}", "faint")]))
    silent = "the text gives no reason" if position.unreasoned else "no reason given"
    because = _reasons(page, "because", "+ ", side.because, position.source) or [([], []), ([], [(silent, "faint")])]
    return _Column(side, (head, because, _reasons(page, "against it", "− ", side.against, position.source)))


def _reasons(page: Page, title: str, sign: str, reasons: Sequence[Reason], home: str) -> list[_Entry]:
    if not reasons:
        return []
    entries: list[_Entry] = [([], []), ([], [(title, "heading")])]
    for item in reasons:
        words: list[Span] = [(item.node.text, ""), page.tag(item.node.id, home)]
        words += [("(inferred)", "faint")] if item.link.basis == "inferred" else []
        entries.append(([(sign, "heading")], words))
    return entries


def _decided(page: Page, view: CruxView) -> list[Line]:
    """What follows on either side: the links from its position."""
    lines: list[Line] = []
    for side in view.sides:
        if not side.decides:
            continue
        lines += [
            [],
            [("if the ", "heading"), (side.position.side, side_colour(side.position)), (" is right, that", "heading")],
        ]
        for item in side.decides:
            words: list[Span] = [(item.node.text, ""), page.tag(item.node.id, view.crux.source)]
            said = item.link.relation.replace("_", " ")
            lines += flow([*words, *remarks(item.link)], page.width, first=[(f"  {said:<9} ", "relation")])
    return lines


def _bearing(page: Page, view: CruxView) -> list[Line]:
    """What bears on the question, grouped by the side it leans to."""
    if not view.bears_on:
        return []
    lines: list[Line] = [[], [("bears on the question", "heading")]]
    sides = [side.position.side for side in view.sides]
    for lean in sorted({item.link.qualifier for item in view.bears_on}, key=lambda lean: [*sides, lean].index(lean)):
        found = [item for item in view.bears_on if item.link.qualifier == lean]
        lines.append([(f"  for the {lean}" if lean else "  for neither side alone", _SIDE_COLOURS.get(lean, "crux"))])
        for item in found:
            words: list[Span] = [(item.node.text, ""), page.tag(item.node.id, view.crux.source)]
            lines += flow(words, page.width, first=[("  · ", "faint")])
    return lines


def _cited(page: Page, view: CruxView) -> list[Line]:
    if not view.cites:
        return []
    lines: list[Line] = [[], [("read on", "heading")]]
    for item in view.cites:
        url = getattr(item.node, "url", "")
        lines += flow([(label(item.node), ""), (url, "faint")], page.width, first=[("  · ", "faint")])
    return lines


def _holder(item: Reason) -> str:
    return label(item.node).rstrip(".") + (" (in part)" if item.link.qualifier == "partial" else "")


def side_colour(position: Position) -> str:
    """The colour role of a position."""
    return colour_of(position.side)


def colour_of(side: str) -> str:
    """The colour role of a side's name."""
    return _SIDE_COLOURS.get(side, "crux")
