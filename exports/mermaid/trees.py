"""Trees for mind maps: the sources' outlines, or what a graph without one offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from ...graph.model import Source, label, own_source_id
from ...graph.query import cruxes
from ...graph.schema import KIND, RELATION
from ..heading import by_source, source_name
from .branch import Branch, walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ...graph.graph import Graph
    from ...graph.model import Node, OutlineItem
    from ...graph.query import CruxView, Reason
    from ..exporter import Options

APPARATUS = ("question", "reference", "person", "source")


def map_of(graph: Graph, options: Options) -> Branch:
    """The map of a graph: around the focus if no outline shows it, else of its source, or of each of its sources."""
    documents = by_source(graph)
    outlines = {source: _outline(graph, source) for source in documents}
    if options.focus in graph and not any(tree and _shows(tree, options.focus) for tree in outlines.values()):
        root = _around(graph, options.focus)
    else:
        views = _cruxes(graph) if not all(outlines.values()) else {}
        found = [
            tree or _made(graph, source, documents[source], views.get(source, ())) for source, tree in outlines.items()
        ]
        root = found[0] if len(found) == 1 else Branch(heading(len(found)), "", tuple(found))
    return replace(root, label=options.title or root.label)


def heading(sources: int) -> str:
    """What to call a map of several sources, or of none."""
    return f"{sources} documents" if sources else "Nothing to show"


def _outline(graph: Graph, source: str) -> Branch | None:
    """The outline of a source without what is not in the graph; None where that leaves no node, or there is none."""
    known = graph.nodes.get(own_source_id(source))
    if not isinstance(known, Source) or not known.outline:
        return None
    found = list(_outlined(graph, known.outline))
    root = found[0] if len(found) == 1 else Branch(known.outline.label or label(known), "", tuple(found))
    return root if any(branch.node for _, branch in walk(root)) else None


def _outlined(graph: Graph, item: OutlineItem) -> Iterator[Branch]:
    """The item as a branch; its children in its place if neither its node nor a label of it is left."""
    children = tuple(branch for child in item.children for branch in _outlined(graph, child))
    node = graph.nodes.get(item.node)
    said = item.label or (label(node) if node else "")
    if said and (node or children or (not item.node and not item.children)):
        yield Branch(said, node.id if node else "", children)
    elif not node:
        yield from children


def _cruxes(graph: Graph) -> dict[str, list[CruxView]]:
    """The cruxes by source."""
    found: dict[str, list[CruxView]] = {}
    for view in cruxes(graph):
        found.setdefault(view.crux.source, []).append(view)
    return found


def _made(graph: Graph, source: str, nodes: Iterable[Node], views: Iterable[CruxView]) -> Branch:
    """A source without an outline: its thesis, its cruxes with both sides, and all else by section or kind."""
    known = graph.nodes.get(own_source_id(source))
    thesis = graph.nodes.get(known.thesis) if isinstance(known, Source) else None
    branches = [Branch(label(thesis), thesis.id)] if thesis else []
    branches += map(disputed, views)
    shown = {branch.node for tree in branches for _, branch in walk(tree)}
    others = [node for node in nodes if node is not known and node.id not in shown]
    telling = [node for node in others if node.kind not in APPARATUS]
    if telling or not branches:
        branches += _grouped(telling or others)
    return Branch(source_name(graph, source), known.id if known else "", tuple(branches))


def disputed(view: CruxView) -> Branch:
    """A crux: its positions, and below each what speaks for and against it."""
    sides = (
        Branch(
            f"{side.position.side}: {label(side.position)}",
            side.position.id,
            (*_reasons(side.because, ""), *_reasons(side.against, "against: ")),
        )
        for side in view.sides
    )
    return Branch(label(view.crux), view.crux.id, tuple(sides))


def _reasons(reasons: Iterable[Reason], said: str) -> Iterator[Branch]:
    return (Branch(said + label(reason.node), reason.node.id) for reason in reasons)


def _grouped(nodes: list[Node]) -> Iterator[Branch]:
    """Nodes by section if any is known, else by kind, in the order of the graph; a single group's nodes alone."""
    by_section = any(node.section for node in nodes)
    groups: dict[str, list[Branch]] = {}
    for node in nodes:
        name = (node.section or "elsewhere") if by_section else KIND[node.kind].section.replace("_", " ")
        groups.setdefault(name, []).append(Branch(label(node), node.id))
    if len(groups) == 1:
        yield from next(iter(groups.values()))
    else:
        yield from (Branch(name, "", tuple(found)) for name, found in groups.items())


def _around(graph: Graph, focus: str) -> Branch:
    """A node with its neighbours by relation, and below each of them its own."""
    shown = {focus}
    groups: dict[str, list[Node]] = {}
    for said, node in _neighbours(graph, focus, shown):
        groups.setdefault(said, []).append(node)
    branches = [
        Branch(said, "", tuple(_with_neighbours(graph, node, shown) for node in nodes))
        for said, nodes in groups.items()
    ]
    return Branch(label(graph.node(focus)), focus, tuple(branches))


def _with_neighbours(graph: Graph, node: Node, shown: set[str]) -> Branch:
    found = [Branch(f"{said}: {label(other)}", other.id) for said, other in _neighbours(graph, node.id, shown)]
    return Branch(label(node), node.id, tuple(found))


def _neighbours(graph: Graph, node_id: str, shown: set[str]) -> list[tuple[str, Node]]:
    """What a node is linked to and was not shown yet, with the relation as read from the node; now it is shown."""
    found = []
    for link in graph.at(node_id):
        outward = link.from_id == node_id
        other = link.to_id if outward else link.from_id
        if other not in shown:
            shown.add(other)
            relation = RELATION[link.relation]
            said = relation.name if outward else relation.inverse
            found.append((said.replace("_", " "), graph.node(other)))
    return found


def _shows(tree: Branch, node_id: str) -> bool:
    return any(branch.node == node_id for _, branch in walk(tree))
