"""The mindmap form: a tree of branches as a Mermaid mind map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .branch import walk
from .encode import label
from .hosts import front_matter
from .plan import Drawing, Plan
from .trees import map_of

if TYPE_CHECKING:
    from ...graph.graph import Graph
    from ..exporter import Options
    from .branch import Branch
    from .hosts import Host

LABEL_LIMIT = 120


def plan(graph: Graph, options: Options, at: Host) -> Plan:
    """The outlines of the sources, or what can be made of a graph without one."""
    return Plan(map_of(graph, options), lambda tree: drawn(tree, at), told_by_label=True)


def drawn(tree: Branch, at: Host) -> Drawing:
    """A tree as a mind map, its root in a circle."""
    lines = ["mindmap"]
    for place, (depth, branch) in enumerate(walk(tree)):
        start, end = ("[", "]") if depth else ("((", "))")
        lines.append(f"{'  ' * (depth + 1)}n{place}{start}{label(branch.label, LABEL_LIMIT)}{end}")
    text = front_matter(at, "mindmap") + "\n".join(lines) + "\n"
    return Drawing(text, nodes=len(lines) - 1, edges=0)
