"""Cards of analogies: what their elements stand for, and what something is compared to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from zlib import crc32

from ..model import Analogy, Pairing
from .asking import Found, about, card, part_name, said, thing
from .card import Point
from .naming import label_of, stems_of
from .quoting import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Node
    from .card import Card
    from .material import Material

_WORD = re.compile(r"[^\W_]+")


def stands_for(material: Material, node: Node) -> Iterator[Card]:
    """What each element of an analogy stands for."""
    if not isinstance(node, Analogy):
        return
    graph = material.graph
    by_part: dict[str, list[Pairing]] = {}
    for row in node.mapping:
        known = graph.node(row.element) if row.element in graph else None
        by_part.setdefault(part_name(known, node) if known else _slug(row.element), []).append(row)
    for part, rows in by_part.items():
        element = rows[0].element
        name = label_of(material, graph.node(element)) if element in graph else element
        ask = f"In {quoted(label_of(material, node))}, what does {quoted(name)} stand for?"
        found = [item for item in (_meant(material, node, row) for row in rows) if not _alike(name, item)]
        yield from card(material, node, "stands-for", ask, found, part=part)


def likeness(material: Material, node: Node) -> Iterator[Card]:
    """What analogy something is explained by."""
    graph = material.graph
    links = [link for link in material.into(node, "analogous_to") if graph.node(link.from_id).kind == "analogy"]
    found = [said(graph.node(link.from_id), link) for link in links]
    yield from card(material, node, "likeness", about(material, node, "What is {} compared to?"), found)


def _alike(element: str, item: Found) -> bool:
    """Whether half of what an element stands for is in its own name: the white whale for a whale."""
    wanted = stems_of(item.name or item.point.text)
    return bool(wanted) and 2 * len(wanted & stems_of(element)) >= len(wanted)


def _meant(material: Material, node: Node, row: Pairing) -> Found:
    if row.stands_for in material.graph:
        return thing(material, material.graph.node(row.stands_for))
    return Found(Point(row.stands_for, node.id))


def _slug(element: str) -> str:
    """The words of an element as part of an id; where it has none, what tells it from others without any."""
    return "-".join(_WORD.findall(element.casefold())) or f"{crc32(element.encode('utf-8', 'replace')):08x}"
