"""Index: nodes and links in order and by their ends, which is what a graph is read from."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from .model import slug_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from .ends import Ends
    from .model import Link, Node

_NO_LINKS: tuple[Link, ...] = ()


class FullText(Protocol):
    """The nodes of a graph in a full-text table that is kept elsewhere (see search)."""

    def matching(self, query: str, most: int) -> list[tuple[Node, float]]:
        """The nodes that match a query of FTS5 best, as search ranks them, each with its rank."""

    def each(self) -> Iterator[Node]:
        """All nodes in order, one at a time."""


class Index(Protocol):
    """Nodes by id in the order of the graph, and its links. One that is kept elsewhere may decode them as asked for."""

    @property
    def nodes(self) -> Mapping[str, Node]: ...

    @property
    def links(self) -> tuple[Link, ...]: ...

    def out(self, node_id: str) -> Sequence[Link]:
        """The links from a node, in the graph's order."""

    def into(self, node_id: str) -> Sequence[Link]:
        """The links to a node, in the graph's order."""

    def shares_slug(self, node_id: str) -> bool:
        """Whether a node of another source has the slug of that id too."""

    def of_kinds(self, kinds: Collection[str]) -> Iterable[Node]:
        """The nodes of these kinds, in the graph's order."""

    def of_relation(self, relation: str) -> Iterable[Link]:
        """The links of that relation, in the graph's order."""

    def lacking(
        self, kind: str, relations: Collection[str], *, into: bool = True, out: bool = False, least: int = 1
    ) -> Iterable[Node]:
        """The nodes of a kind with fewer than `least` links of these relations `into` and `out` of them, in order."""

    def ends(self) -> Ends:
        """The ends of all links in arrays, which need NumPy."""

    def full_text(self) -> FullText | None:
        """The nodes in a table for full-text search, if there is one."""


class MemoryIndex:
    """An index of nodes and links at hand. A link with an end that is no node raises KeyError."""

    def __init__(self, nodes: Iterable[Node], links: Iterable[Link]) -> None:
        self.nodes: Mapping[str, Node] = MappingProxyType({node.id: node for node in nodes})
        self.links: tuple[Link, ...] = tuple(links)
        self._out: dict[str, list[Link]] = defaultdict(list)
        self._into: dict[str, list[Link]] = defaultdict(list)
        for link in self.links:
            self._out[self.nodes[link.from_id].id].append(link)
            self._into[self.nodes[link.to_id].id].append(link)

    def out(self, node_id: str) -> Sequence[Link]:
        return self._out.get(node_id, _NO_LINKS)

    def into(self, node_id: str) -> Sequence[Link]:
        return self._into.get(node_id, _NO_LINKS)

    def shares_slug(self, node_id: str) -> bool:
        return self._slugs[slug_of(node_id)] > (node_id in self.nodes)

    @cached_property
    def _slugs(self) -> Counter[str]:
        return Counter(map(slug_of, self.nodes))

    def of_kinds(self, kinds: Collection[str]) -> Iterable[Node]:
        return (node for node in self.nodes.values() if node.kind in kinds)

    def of_relation(self, relation: str) -> Iterable[Link]:
        return (link for link in self.links if link.relation == relation)

    def ends(self) -> Ends:
        return self._ends

    @cached_property
    def _ends(self) -> Ends:
        from .ends import ends_of  # few questions go through all links

        return ends_of(self.nodes, self.links)

    def full_text(self) -> FullText | None:
        return None

    def lacking(
        self, kind: str, relations: Collection[str], *, into: bool = True, out: bool = False, least: int = 1
    ) -> Iterable[Node]:
        for node in self.of_kinds((kind,)):
            found = (*(self.into(node.id) if into else ()), *(self.out(node.id) if out else ()))
            if sum(link.relation in relations for link in found) < least:
                yield node
