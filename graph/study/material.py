"""What cards are made from: the graph, and what is worked out of the whole of it once, if any card wants it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ..reasoning.framework import framework
from ..reasoning.semantics import semantics_named
from ..reasoning.strength import strengths

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..graph import Graph


class Material:
    """A graph to make cards from."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph

    @cached_property
    def strength(self) -> Mapping[str, float]:
        """How far each node is borne out, from 0 to 1, no side being taken; without those that nothing is said of,
        and those that have no stable strength."""
        found = framework(self.graph)
        values = strengths(found, semantics_named(""))
        return {node_id: values[place] for node_id, place in found.place.items() if values[place] == values[place]}
