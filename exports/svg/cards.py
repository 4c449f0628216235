"""Cards: what stands on each, in lines that fit, with badges that count what is not drawn."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from ...graph.model import Source, source_id
from ...graph.schema import KIND, RELATION
from ..measure import width_of, wrapped
from ..xml_text import holdable
from .rows import branches, side_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...graph.graph import Graph
    from ...graph.model import Link, Node
    from .rows import Branch, Picture

WIDTH = 240
MOST_LINES = 12
LEFT, RIGHT, TOP, BOTTOM = 16, 10, 9, 10
ROOM = WIDTH - LEFT - RIGHT
BADGE_HEIGHT, BADGE_GAP, BADGE_PADDING = 18, 5, 7
NAMED_ROLES = ("ground", "failure", "remedy", "crux", "study", "document")
NAMED = tuple(kind.name for kind in KIND.values() if kind.colour in NAMED_ROLES)
"""Kinds that badges count by name."""


class Style(Struct, frozen=True):
    """A class of the style sheet with what measuring needs to know of it, in pixels."""

    name: str
    size: int
    height: int
    bold: bool = False


CAPTION = Style("caption", 11, 15)
TITLE = Style("title", 13, 17, bold=True)
TEXT = Style("text", 12, 16)
BADGE = Style("badge", 11, BADGE_HEIGHT)


class Words(Struct, frozen=True):
    """One line of text: `x` and the baseline `y` within its card."""

    text: str
    style: Style
    x: int
    y: int


class Badge(Struct, frozen=True):
    """A count in a frame, at a place within its card."""

    text: str
    x: int
    y: int
    width: int


class Card(Struct, frozen=True):
    """A node's card: its lines and badges and how high it is; `label` holds what may have been cut."""

    node: Node
    label: str
    words: tuple[Words, ...]
    badges: tuple[Badge, ...]
    height: int


def drawn_links(shown: Picture) -> set[tuple[str, str, str]]:
    """The links that the picture draws as lines."""
    return {_key(branch.link) for row in shown.rows for branch in branches(row)}


def card(graph: Graph, node: Node, drawn: set[tuple[str, str, str]], beside: Branch | None, home: str) -> Card:
    """The card of a node that stands beside another or in the middle; `home` is the source that need not be named."""
    words: list[Words] = []
    y = TOP
    for text, style in _texts(graph, node, beside, home):
        most = 3 if style is CAPTION else MOST_LINES
        for line in wrapped(holdable(text), ROOM * 100 // style.size, bold=style.bold, most=most):
            words.append(Words(line, style, LEFT, y + style.size))
            y += style.height
        y += 2
    badges, below = _badges(badge_texts(graph, node, drawn), y + 3)
    return Card(node, full_label(node, beside), tuple(words), badges, below + BOTTOM)


def full_label(node: Node, beside: Branch | None) -> str:
    """Id, title and text in full, and what the link beside which it stands says."""
    lines = [node.id, node.title, node.text]
    if beside:
        said = f"{beside.link.relation.replace('_', ' ')} {beside.link.to_id} ({beside.link.basis})"
        lines += [said, beside.link.note]
    return "\n".join(line for line in lines if line)


def badge_texts(graph: Graph, node: Node, drawn: set[tuple[str, str, str]]) -> list[str]:
    """How many there are at a node, by sort, of the links that are not drawn: attacks first, what is rarer last."""
    links = [link for link in graph.at(node.id) if _key(link) not in drawn and not _is_told(link, node)]
    counts = Counter(_sort(graph, link, node.id) for link in links)
    order = ("reason", "attack", "bearing on it", *NAMED, "more link")
    return [_counted(sort, counts[sort]) for sort in order if counts[sort]]


def _sort(graph: Graph, link: Link, at: str) -> str:
    incoming = link.to_id == at
    other = graph.node(link.from_id if incoming else link.to_id)
    if incoming and link.relation == "attacks":
        return "attack"
    if incoming and link.relation == "bears_on":
        return "bearing on it"
    if other.kind in NAMED:
        return other.kind
    return "reason" if incoming and RELATION[link.relation].polarity in ("+", "!") else "more link"


def _counted(sort: str, count: int) -> str:
    if sort in KIND:
        return f"{count} {KIND[sort].label if count == 1 else KIND[sort].plural}"
    if sort == "bearing on it":
        return f"{count} bear{'s' if count == 1 else ''} on it"
    return f"{count} {sort}{'' if count == 1 else 's'}"


def _texts(graph: Graph, node: Node, beside: Branch | None, home: str) -> Iterable[tuple[str, Style]]:
    yield _caption(node, beside, home), CAPTION
    if node.title and node.title != node.text:
        yield node.title, TITLE
    yield node.text or ("" if node.title else node.id), TITLE if node.kind == "crux" and not node.title else TEXT
    holders = [graph.node(link.to_id) for link in graph.out(node.id, "held_by")] if side_of(node) else []
    if holders:
        yield f"held by {', '.join(holder.title or holder.text or holder.id for holder in holders)}", CAPTION


def _caption(node: Node, beside: Branch | None, home: str) -> str:
    words = [KIND[node.kind].label]
    if side_of(node):
        words = [f"answer: {side_of(node)}"]
    if beside and beside.link.relation == "bears_on":
        words.append(f"bears on it{f', leans {beside.link.qualifier}' if beside.link.qualifier else ''}")
    if source_id(node.id) != home and not isinstance(node, Source):
        words.append(f"in {source_id(node.id)}")
    return " · ".join(words)


def _badges(texts: list[str], y: int) -> tuple[tuple[Badge, ...], int]:
    """The badges in rows from `y` on, and where they end."""
    placed: list[Badge] = []
    x = LEFT
    for text in texts:
        width = -(-width_of(text) * BADGE.size // 100) + 2 * BADGE_PADDING
        if x > LEFT and x + width > WIDTH - RIGHT:
            x, y = LEFT, y + BADGE_HEIGHT + BADGE_GAP
        placed.append(Badge(text, x, y, width))
        x += width + BADGE_GAP
    return tuple(placed), y + BADGE_HEIGHT if placed else y - 5


def _is_told(link: Link, node: Node) -> bool:
    """Whether a card says it in words: who holds an answer."""
    return link.relation == "held_by" and link.from_id == node.id and bool(side_of(node))


def _key(link: Link) -> tuple[str, str, str]:
    return link.from_id, link.relation, link.to_id
