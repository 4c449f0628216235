"""cruxmap: argument-dense documents as a typed graph, and the cruxes on which camps part.

>>> import cruxmap
>>> graph = cruxmap.load("@shipped")
>>> graph.node("cotra/schemer-model").title
'Schemer model'
>>> [view.crux.slug for view in cruxmap.cruxes(graph)]
['crux-goals', 'crux-saints', 'crux-checks', 'crux-solve', 'crux-deploy']
>>> view = cruxmap.cruxes(graph)[0]
>>> [(side.position.side, len(side.because)) for side in view.sides]
[('optimist', 6), ('pessimist', 2)]
>>> way = cruxmap.paths(graph, "dragan/world-model", "dragan/deception")[0]
>>> [hop.relation for hop in way]
['enables', 'causes', 'part_of', 'causes', 'causes']
>>> cruxmap.search(graph.nodes.values(), "goal guarding")[0].node.id
'cotra/mech-goal-guarding'
"""

from __future__ import annotations

from .graph.gaps import gaps
from .graph.graph import Graph
from .graph.ids import resolve
from .graph.model import Link, Node, Passage, SourceMap
from .graph.paths import paths, reach, why
from .graph.problem import CruxmapError, Problem, Span
from .graph.query import cruxes, links, select
from .graph.search import search
from .sources.library import Library, load, read_library

__version__ = "0.1.0"

__all__ = [
    "CruxmapError",
    "Graph",
    "Library",
    "Link",
    "Node",
    "Passage",
    "Problem",
    "SourceMap",
    "Span",
    "cruxes",
    "gaps",
    "links",
    "load",
    "paths",
    "reach",
    "read_library",
    "resolve",
    "search",
    "select",
    "why",
]
