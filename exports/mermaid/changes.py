"""What changed between two libraries as a flowchart: the nodes and links that did, and what they are linked to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...graph.model import label, source_id
from ...graph.problem import CruxmapError
from ..diff_entries import node_of, title_of
from .chart import Arrow, Box, Chart, Group, arrow, drawn
from .direction import direction
from .hosts import characters, host

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from ...graph.model import Link
    from ..diff_entries import Compared

FEW_NODES = 40
"""Where no more than so many are drawn, so are the links of what changed that did not change themselves."""

_SIGNS = {"added": "+ ", "removed": "− ", "changed": "~ ", "near": ""}
_ADDED, _REMOVED, _CHANGED, _NEAR = _SIGNS


def diagram(found: Compared, at_host: str = "") -> str:
    """The flowchart of what changed, in green what came, in red what went, in yellow what is other now.

    CruxmapError where that is more than the host draws.
    """
    at = host(at_host)
    marks = _marks(found)
    links = list(_changed_links(found))
    known = {(link.from_id, link.relation, link.to_id) for link, _ in links}
    near = [link for link in found.after.links if {link.from_id, link.to_id} & marks.keys()]
    more = [(link, _NEAR) for link in near if (link.from_id, link.relation, link.to_id) not in known]
    if len({*marks, *_ends(links), *_ends(more)}) <= FEW_NODES:
        links += more
    shown = [node_id for node_id in dict.fromkeys((*marks, *_ends(links))) if node_of(found, node_id)]
    keys = {node_id: f"n{place}" for place, node_id in enumerate(shown)}
    arrows = [_arrow(link, mark, keys) for link, mark in links if {link.from_id, link.to_id} <= keys.keys()]
    way = direction(keys.values(), ((one.from_key, one.to_key) for one in arrows))
    groups, boxes = _framed(found, keys, marks)
    nothing = (Box("n0", "nothing changed", _NEAR),)
    chart = Chart(direction=way, groups=groups, boxes=boxes if keys else nothing, arrows=tuple(arrows))
    drawing = drawn(chart, at)
    if drawing.edges > at.most_edges or characters(drawing.text) > at.most_characters:
        size = f"{drawing.nodes} nodes and {drawing.edges} links changed or are next to what did"
        raise CruxmapError(f"{size}, more than {at.name} draws in one map: compare single documents, or use --html")
    return drawing.text


def _marks(found: Compared) -> dict[str, str]:
    """What happened to each node, by id."""
    change = found.change
    marks = {item.after.id: _CHANGED for item in change.changed} | {node.id: _ADDED for node in change.added}
    order = {node_id: place for place, node_id in enumerate(found.after.nodes)}
    marks = {node_id: marks[node_id] for node_id in sorted(marks, key=order.__getitem__)}
    return marks | {node.id: _REMOVED for node in change.removed}


def _changed_links(found: Compared) -> Iterable[tuple[Link, str]]:
    from ...graph.with_ids import link_with_ids  # not for other maps

    change = found.change
    yield from ((link, _ADDED) for link in change.links_added)
    yield from ((item.after, _CHANGED) for item in change.links_changed)
    come, gone = ({node.id for node in nodes} for nodes in (change.added, change.removed))
    yield from ((link, _ADDED) for link in found.after.links if _is_nesting(link, come))
    nested = (link for link in found.before.links if _is_nesting(link, gone))
    yield from ((link_with_ids(link, change.name), _REMOVED) for link in (*change.links_removed, *nested))


def _is_nesting(link: Link, sides: Collection[str]) -> bool:
    """Whether a link is that of one of the sides to its crux, which no document writes."""
    return link.relation == "position_on" and link.from_id in sides


def _ends(links: Iterable[tuple[Link, str]]) -> Iterable[str]:
    return (end for link, _ in links for end in (link.from_id, link.to_id))


def _arrow(link: Link, mark: str, keys: dict[str, str]) -> Arrow:
    plain = arrow(link, keys[link.from_id], keys[link.to_id])
    return Arrow(plain.from_key, plain.to_key, plain.sign, f"{_SIGNS[mark]}{plain.words}", mark)


def _framed(found: Compared, keys: dict[str, str], marks: dict[str, str]) -> tuple[tuple[Group, ...], tuple[Box, ...]]:
    """The boxes, in a frame for each document if there are several."""
    frames: dict[str, list[Box]] = {}
    for node_id, key in keys.items():
        node = node_of(found, node_id)
        mark = marks.get(node_id, _NEAR)
        words = f"{_SIGNS[mark]}{label(node)}" if node else node_id
        frames.setdefault(source_id(node_id), []).append(Box(key, words, mark))
    if len(frames) < 2:
        return (), tuple(box for boxes in frames.values() for box in boxes)
    named = ((title_of(found, source) or source, boxes) for source, boxes in frames.items())
    return tuple(Group(f"g{place}", name, tuple(boxes)) for place, (name, boxes) in enumerate(named)), ()
