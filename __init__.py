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

from .graph.graph import Graph
from .graph.ids import resolve
from .graph.model import Link, Node, Passage, SourceMap
from .graph.problem import CruxmapError, Problem, Span
from .graph.query import cruxes, links, select
from .sources.library import Library, load, read_library

if TYPE_CHECKING:
    from .graph.gaps import gaps
    from .graph.paths import paths, reach, why
    from .graph.reasoning.rank import rank
    from .graph.reasoning.stance import Stance
    from .graph.reasoning.weigh import weigh
    from .graph.search import search
    from .graph.study.facets import cards
    from .graph.study.learning import learning_path

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

_WHEN_ASKED = {
    "Stance": "reasoning.stance",
    "cards": "study.facets",
    "gaps": "gaps",
    "learning_path": "study.learning",
    "paths": "paths",
    "rank": "reasoning.rank",
    "reach": "paths",
    "search": "search",
    "weigh": "reasoning.weigh",
    "why": "paths",
}


def __getattr__(name: str) -> object:
    """What only some programs want, imported when it is asked for (PEP 562), since every start would pay for it."""
    if name not in _WHEN_ASKED:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".graph.{_WHEN_ASKED[name]}", __name__), name)
