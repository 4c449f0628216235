"""What cards are made from: the graph, and what is worked out of the whole of it once, if any card wants it."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from ..model import Position
from ..reasoning.framework import framework
from ..reasoning.semantics import SEMANTICS
from ..reasoning.strength import strengths

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..graph import Graph
    from ..model import Link, Node

_INSIDE = re.compile(r"(?<=[^\W\d_] )[^\W\d_][\w'’-]*")


class Material:
    """A graph to make cards from."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.has_origins: dict[str, bool] = {}
        self._counts: dict[tuple[str, ...], int] = {}

    @cached_property
    def strength(self) -> Mapping[str, float]:
        """How far each node is borne out, from 0 to 1, no side being taken; without those that nothing is said of,
        and those that have no stable strength."""
        found = framework(self.graph)
        values = strengths(found, SEMANTICS[0])
        return {node_id: values[place] for node_id, place in found.place.items() if values[place] == values[place]}

    @cached_property
    def words(self) -> frozenset[str]:
        """The words that stand inside the sentences of the graph, as they are written there."""
        return frozenset(word for node in self.graph.nodes.values() for word in _INSIDE.findall(node.text))

    @cached_property
    def crux(self) -> Mapping[str, str]:
        """For every position and every direct reason for or against one the id of its crux, the least if of several."""
        found: dict[str, str] = {}
        for node in self.graph.of_kinds("position"):
            if isinstance(node, Position):
                reasons = self.graph.into(node.id, "supports", "attacks")
                for node_id in (node.id, *(link.from_id for link in reasons)):
                    found[node_id] = min(found.get(node_id, node.crux), node.crux)
        return found

    def family(self, node: Node) -> str:
        """The full id that the cards about a node share: of the crux it answers or is a reason in, else its own."""
        return self.crux.get(node.id, node.id)

    def into(self, node: Node, *relations: str) -> list[Link]:
        """The links into a node that its own document writes or that are explicit, in the order of the graph."""
        return [link for link in self.graph.into(node.id, *relations) if _told(self.graph, link)]

    def out(self, node: Node, *relations: str) -> list[Link]:
        """The links from a node that its own document writes or that are explicit, in the order of the graph."""
        return [link for link in self.graph.out(node.id, *relations) if _told(self.graph, link)]

    def count(self, node_id: str, *relations: str) -> int:
        """How many links `out` gives for a node, counted once however many ask."""
        key = (node_id, *relations)
        if key not in self._counts:
            self._counts[key] = len(self.out(self.graph.node(node_id), *relations))
        return self._counts[key]

    @cached_property
    def illustrated(self) -> Mapping[str, str]:
        """For every example that of what it illustrates which has the most examples, the least id if several have."""
        links = [link for node in self.graph.of_kinds("example") for link in self.graph.out(node.id, "example_of")]
        many = Counter(link.to_id for link in links)
        found: dict[str, str] = {}
        for link in links:
            if link.basis == "explicit":
                ends = (link.to_id, found.get(link.from_id, link.to_id))
                found[link.from_id] = min(ends, key=lambda end: (-many[end], end))
        return found


def _told(graph: Graph, link: Link) -> bool:
    return link.basis == "explicit" or graph.node(link.from_id).source == graph.node(link.to_id).source
