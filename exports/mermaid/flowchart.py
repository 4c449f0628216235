"""The flowchart form: the causal chain or the argument, what supports, attacks, causes or comes before what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from ...graph.model import label
from ...graph.schema import RELATIONS
from ..heading import source_name
from .branch import Branch, walk
from .chart import Arrow, Box, Chart, Group, arrow, drawn
from .direction import direction
from .encode import shortened
from .plan import Drawing, Plan
from .split import MOST_NODES
from .trees import heading

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...graph.graph import Graph
    from ...graph.model import Link, Node
    from ..exporter import Options
    from .hosts import Host

CHAIN = (*(relation.name for relation in RELATIONS if relation.polarity), "position_on", "precedes", "part_of")
_NOWHERE = "no section"


def plan(graph: Graph, options: Options, at: Host) -> Plan:
    """The links that pass belief on, take it away or make a chain, and what they connect; all nodes if there are
    none."""
    links = [link for link in graph.links if link.relation in CHAIN]
    ends = {end for link in links for end in (link.from_id, link.to_id)} | {options.focus}
    nodes = [node for node in graph.nodes.values() if node.id in ends] or list(graph.nodes.values())
    tree = _tree(graph, nodes, options.title)
    return Plan(tree, lambda branch: _draw(graph, branch, links, options.title, at))


def _tree(graph: Graph, nodes: Iterable[Node], title: str) -> Branch:
    """Sources, their sections, and the nodes in them."""
    places: dict[str, dict[str, list[Branch]]] = {}
    for node in nodes:
        sections = places.setdefault(node.source, {})
        sections.setdefault(node.section or _NOWHERE, []).append(Branch(label(node), node.id))
    sources = [Branch(source_name(graph, source), "", _sections(found)) for source, found in places.items()]
    root = sources[0] if len(sources) == 1 else Branch(heading(len(sources)), "", tuple(sources))
    return replace(root, label=title or root.label)


def _sections(places: dict[str, list[Branch]]) -> tuple[Branch, ...]:
    """A branch for each section, or the nodes of the only one."""
    found = tuple(Branch(name, "", tuple(nodes)) for name, nodes in places.items())
    return found if len(found) > 1 else found[0].children


def _draw(graph: Graph, branch: Branch, links: list[Link], title: str, at: Host) -> Drawing:
    """The nodes of a branch with the links among them, and with pointers to the sections to which links lead away."""
    nodes = [graph.node(found.node) for _, found in walk(branch) if found.node]
    keys = {node.id: f"n{place}" for place, node in enumerate(nodes)}
    inner = [link for link in links if link.from_id in keys and link.to_id in keys]
    arrows = [arrow(link, keys[link.from_id], keys[link.to_id]) for link in inner]
    away, leading = _away(graph, links, keys)
    if len(nodes) + len(away) <= MOST_NODES:
        arrows += leading
    else:
        away = []
    groups, boxes = _framed(graph, nodes, keys)
    way = direction([*keys.values(), *(box.key for box in away)], ((one.from_key, one.to_key) for one in arrows))
    chart = Chart(direction=way, title=title, groups=groups, boxes=(*boxes, *away), arrows=tuple(arrows))
    return drawn(chart if nodes else Chart(boxes=(Box("n0", heading(0)),)), at)


def _away(graph: Graph, links: list[Link], keys: dict[str, str]) -> tuple[list[Box], list[Arrow]]:
    """A box for each section outside to which links lead, and one arrow for all links of a node and relation to it."""
    places: dict[tuple[str, str], str] = {}
    arrows: dict[Arrow, None] = {}
    for link in links:
        if (link.from_id in keys) != (link.to_id in keys):
            outside = graph.node(link.to_id if link.from_id in keys else link.from_id)
            key = places.setdefault((outside.source, outside.section), f"a{len(places)}")
            arrows[arrow(link, keys.get(link.from_id, key), keys.get(link.to_id, key))] = None
    several = len({node.source for node in graph.nodes.values()}) > 1
    return [Box(key, _place(graph, *place, named=several)) for place, key in places.items()], list(arrows)


def _place(graph: Graph, source: str, section: str, *, named: bool) -> str:
    return f"{shortened(source_name(graph, source), 40)}: {section or _NOWHERE}" if named else section or _NOWHERE


def _framed(graph: Graph, nodes: list[Node], keys: dict[str, str]) -> tuple[tuple[Group, ...], tuple[Box, ...]]:
    """Boxes in a frame for each source, or for each section of the only source, or in none."""
    by_source = len({node.source for node in nodes}) > 1
    frames: dict[str, list[Box]] = {}
    for node in nodes:
        frames.setdefault(node.source if by_source else node.section, []).append(_box(node, keys))
    if len(frames) == 1:
        return (), tuple(_box(node, keys) for node in nodes)
    names = [source_name(graph, name) if by_source else name or _NOWHERE for name in frames]
    titled = zip(names, frames.values(), strict=True)
    return tuple(Group(f"g{place}", name, tuple(boxes)) for place, (name, boxes) in enumerate(titled)), ()


def _box(node: Node, keys: dict[str, str]) -> Box:
    return Box(keys[node.id], label(node), node.kind)
