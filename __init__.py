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
>>> stance = cruxmap.Stance(takes={"cotra/crux-goals": "optimist"})
>>> cruxmap.weigh(graph, stance).fates["cotra/mech-goal-guarding"].label
'out'
>>> [step.node.slug for step in cruxmap.learning_path(graph, "cotra/mech-seems-good").steps]
['claim-evaluators-fallible', 'partial-observability', 'mech-seems-good']
>>> [card.question for card in cruxmap.cards(graph) if card.id == "cotra/mit-restraint#objection"]
['What is the strongest objection to “Restraint”?']
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .graph.gaps import gaps
    from .graph.graph import Graph
    from .graph.ids import resolve
    from .graph.model import Link, Node, Passage, SourceMap
    from .graph.paths import paths, reach, why
    from .graph.problem import CruxmapError, Problem, Span
    from .graph.query import cruxes, links, select
    from .graph.reasoning.rank import rank
    from .graph.reasoning.stance import Stance
    from .graph.reasoning.weigh import weigh
    from .graph.search import search
    from .graph.study.facets import cards
    from .graph.study.learning import learning_path
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
    "Stance",
    "cards",
    "cruxes",
    "gaps",
    "learning_path",
    "links",
    "load",
    "paths",
    "rank",
    "reach",
    "read_library",
    "resolve",
    "search",
    "select",
    "weigh",
    "why",
]

_HOMES = {
    "CruxmapError": "graph.problem",
    "Graph": "graph.graph",
    "Library": "sources.library",
    "Link": "graph.model",
    "Node": "graph.model",
    "Passage": "graph.model",
    "Problem": "graph.problem",
    "SourceMap": "graph.model",
    "Span": "graph.problem",
    "Stance": "graph.reasoning.stance",
    "cards": "graph.study.facets",
    "cruxes": "graph.query",
    "gaps": "graph.gaps",
    "learning_path": "graph.study.learning",
    "links": "graph.query",
    "load": "sources.library",
    "paths": "graph.paths",
    "rank": "graph.reasoning.rank",
    "reach": "graph.paths",
    "read_library": "sources.library",
    "resolve": "graph.ids",
    "search": "graph.search",
    "select": "graph.query",
    "weigh": "graph.reasoning.weigh",
    "why": "graph.paths",
}


def __getattr__(name: str) -> object:
    """A public name, imported from its home when it is asked for (PEP 562), since every start would pay for all."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_HOMES[name]}", __name__), name)


def __dir__() -> list[str]:
    """What there is, imported or not."""
    return sorted({*globals(), *__all__})
