"""The mind map of a draft: the headings of the article, with the nodes found under each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...graph.model import OutlineItem, Position

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...graph.model import Node
    from .draft import Draft
    from .sections import Section

SHOWN = ("crux", "concept", "mechanism", "analogy", "question")
MOST_ITEMS = 2_000
LABEL_WORDS = 8


def outline(draft: Draft, whole: Section, title: str, thesis: str) -> OutlineItem | None:
    """A branch for each heading that has something, and under it cruxes with their sides, terms and steps.

    None if nothing was found to put into it.
    """
    below: dict[int, list[tuple[int, Node]]] = {}
    shown: set[str] = set()
    for at, node_id in sorted(draft.stretches)[:MOST_ITEMS]:
        node = draft.encoding.nodes[node_id]
        if node_id != thesis and node_id not in shown and _is_shown(node):
            shown.add(node_id)
            below.setdefault(draft.section_at(at[0]).start, []).append((at[0], node))
    branches = _branches(whole, below, _positions(draft))
    if len(branches) == 1 and not branches[0].node and branches[0].label == cut_short(title):
        branches = branches[0].children  # the one heading above all others is the title
    root = OutlineItem(node=thesis, label=cut_short(title), children=branches)
    return root if branches or thesis else None


def _is_shown(node: Node) -> bool:
    return node.kind in SHOWN or (node.kind == "claim" and bool(node.title))


def _positions(draft: Draft) -> dict[str, list[Position]]:
    """The positions on each crux."""
    found: dict[str, list[Position]] = {}
    for node in draft.encoding.nodes.values():
        if isinstance(node, Position):
            found.setdefault(node.crux, []).append(node)
    return found


def _branches(
    section: Section, below: Mapping[int, list[tuple[int, Node]]], positions: Mapping[str, list[Position]]
) -> tuple[OutlineItem, ...]:
    """What stands under a heading: its nodes, then the headings below it."""
    inside = [_item(node, positions) for at, node in below.get(section.start, ()) if not _is_heading(at, section)]
    for part in section.parts:
        own = next((node for at, node in below.get(part.start, ()) if _is_heading(at, part)), None)
        children = _branches(part, below, positions)
        if own:
            inside.append(_item(own, positions, children))
        elif children:
            inside.append(OutlineItem(label=cut_short(part.title), children=children))
    return tuple(inside)


def _is_heading(place: int, section: Section) -> bool:
    """Whether what stands at a place is the heading itself."""
    return section.heading is not None and section.heading.start <= place < section.heading.words[1]


def _item(node: Node, positions: Mapping[str, list[Position]], children: tuple[OutlineItem, ...] = ()) -> OutlineItem:
    sides = tuple(
        OutlineItem(node=side.id, label=cut_short(f"{side.side.replace('-', ' ').capitalize()}: {side.text}"))
        for side in positions.get(node.id, ())
    )
    return OutlineItem(node=node.id, label="" if node.title else cut_short(node.text), children=(*sides, *children))


def cut_short(words: str) -> str:
    """Words for a box of a mind map."""
    parts = words.split()
    return " ".join(parts[:LABEL_WORDS]).rstrip(".,;:") + ("…" if len(parts) > LABEL_WORDS else "")
