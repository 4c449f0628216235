"""Graph: a read-only index over nodes and links, the form in which every question is asked."""

from __future__ import annotations

import gc
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import asdict

from .index import MemoryIndex
from .model import Source, source_id
from .schema import RELATION, SOURCE_SLUG

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    import networkx
    import rdflib

    from .ends import Ends
    from .index import FullText, Index
    from .model import Link, Node


class Graph:
    """Nodes by id, links, and both indexed by their ends.

    `nodes` and `links` keep the order they are given in; every answer does too. Both ends of every link
    must be among the nodes (`build` sees to that); a link with a missing end raises KeyError.
    """

    def __init__(self, nodes: Iterable[Node], links: Iterable[Link]) -> None:
        self._index: Index = MemoryIndex(nodes, links)

    @classmethod
    def over(cls, index: Index) -> Graph:
        """The graph of the nodes and links of an index, which is asked for no more of them than answers need."""
        graph = cls((), ())
        graph._index = index
        return graph

    @property
    def nodes(self) -> Mapping[str, Node]:
        """The nodes by id."""
        return self._index.nodes

    @property
    def links(self) -> tuple[Link, ...]:
        """All links."""
        return self._index.links

    def __len__(self) -> int:
        return len(self.nodes)

    def __contains__(self, node_id: object) -> bool:
        return node_id in self.nodes

    def __repr__(self) -> str:
        return f"<Graph of {len(self.nodes)} nodes and {len(self.links)} links>"

    def node(self, node_id: str) -> Node:
        """The node with that full id. KeyError if there is none; `cruxmap.resolve` takes short ids."""
        try:
            return self.nodes[node_id]
        except KeyError:
            raise KeyError(f"no node has the id {node_id!r}: it takes source/slug, resolve() takes short ids") from None

    def out(self, node_id: str, *relations: str) -> tuple[Link, ...]:
        """Links from a node, in the author's order, those written in other files last; of these relations if named."""
        found = _chosen(self._index.out(node_id), relations)
        return self._at_home_first(node_id, found, [link.to_id for link in found])

    def into(self, node_id: str, *relations: str) -> tuple[Link, ...]:
        """Links into a node, in the author's order, those written in other files last and by id."""
        found = _chosen(self._index.into(node_id), relations)
        return self._at_home_first(node_id, found, [link.from_id for link in found])

    def _at_home_first(self, node_id: str, links: tuple[Link, ...], others: list[str]) -> tuple[Link, ...]:
        """Links written in the node's own file in their order, then those of other files by the other end's id."""
        home = self.nodes[node_id].span.file if links else ""
        foreign = sorted((other, place) for place, other in enumerate(others) if links[place].span.file != home)
        if not foreign:
            return links
        return (*(link for link in links if link.span.file == home), *(links[place] for _, place in foreign))

    def at(self, node_id: str, *relations: str) -> tuple[Link, ...]:
        """All links at a node, outgoing first."""
        return self.out(node_id, *relations) + self.into(node_id, *relations)

    def twins(self, node_id: str) -> tuple[str, ...]:
        """The node and all that `same_as` says is the same thing, the node first, then by id."""
        group = self._groups.get(node_id)
        return (node_id, *(twin for twin in group if twin != node_id)) if group else (node_id,)

    def has_twins(self, node_id: str) -> bool:
        """Whether `same_as` says that a node is the same as another."""
        return node_id in self._groups

    def one(self, node_id: str) -> str:
        """The id that stands for a node and all its twins, the same for each of them."""
        group = self._groups.get(node_id)
        return group[0] if group else node_id

    @cached_property
    def _groups(self) -> dict[str, tuple[str, ...]]:
        """For every node that has twins the ids of them all, itself among them, sorted."""
        joined: dict[str, list[str]] = defaultdict(list)
        for link in self._index.of_relation("same_as"):
            joined[link.from_id].append(link.to_id)
            joined[link.to_id].append(link.from_id)
        groups: dict[str, tuple[str, ...]] = {}
        for start in joined:
            if start not in groups:
                found, queue = {start}, [start]
                while queue:
                    fresh = [other for other in joined[queue.pop()] if other not in found]
                    found.update(fresh)
                    queue.extend(fresh)
                groups |= dict.fromkeys(found, tuple(sorted(found)))
        return groups

    def sources(self) -> tuple[Source, ...]:
        """The documents that were read, by id. Documents they only mention are nodes like others."""
        found = (node for node in self.of_kinds("source") if isinstance(node, Source) and node.slug == SOURCE_SLUG)
        return tuple(sorted(found, key=lambda node: node.source))

    def source_ids(self) -> list[str]:
        """The ids of all sources that have a node, sorted."""
        return sorted({source_id(node_id) for node_id in self.nodes})

    def shares_slug(self, node_id: str) -> bool:
        """Whether a node of another source has the slug of that id too."""
        return self._index.shares_slug(node_id)

    def of_kinds(self, *kinds: str) -> Iterable[Node]:
        """The nodes of these kinds."""
        return self._index.of_kinds(kinds)

    def lacking(
        self, kind: str, relations: Collection[str], *, into: bool = True, out: bool = False, least: int = 1
    ) -> Iterable[Node]:
        """The nodes of a kind with fewer than `least` links of these relations `into` and `out` of them."""
        return self._index.lacking(kind, relations, into=into, out=out, least=least)

    def ends(self) -> Ends:
        """The ends of all links in arrays, for questions that go through all of them. They need NumPy."""
        return self._index.ends()

    def full_text(self) -> FullText | None:
        """The nodes in a table for full-text search, where one is kept."""
        return self._index.full_text()

    def part(self, keep: Iterable[str]) -> Graph:
        """The graph of these nodes and the links among them, in the same order; unknown ids are ignored."""
        ids = set(keep)
        nodes = (node for node in self.nodes.values() if node.id in ids)
        return Graph(nodes, (link for link in self.links if link.from_id in ids and link.to_id in ids))

    def to_rdflib(self) -> rdflib.Dataset:
        """The graph as an rdflib Dataset whose default graph is the union: one named graph for each source.

        docs/exchange.md shows which terms are used.
        """
        import rdflib  # a tenth of a second to import, and only some want it

        from .rdf.parts import as_maps  # with rdflib, only where it is asked for
        from .rdf.quads import quads
        from .rdf.terms import PREFIXES, Literal

        result = rdflib.Dataset(default_union=True)
        for prefix, namespace in PREFIXES.items():
            result.bind(prefix, namespace)

        def term(value: str | Literal) -> rdflib.term.Node:
            if not isinstance(value, Literal):
                return rdflib.URIRef(value)
            datatype = rdflib.URIRef(value.datatype) if value.datatype else None
            return rdflib.Literal(value.value, datatype=datatype, normalize=False)

        for subject, predicate, value, graph in quads(as_maps(self.nodes.values(), self.links)):
            result.graph(rdflib.URIRef(graph)).add((rdflib.URIRef(subject), rdflib.URIRef(predicate), term(value)))
        return result

    def to_networkx(self) -> networkx.MultiDiGraph[str]:
        """The graph as a networkx MultiDiGraph: node and edge attributes are the fields of the model
        as plain dicts, lists and words.

        Edge keys are relation names; an edge also carries the relation's `polarity` and `symmetric`.
        """
        import networkx  # a quarter of a second to import, and only some want it

        result: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
        collecting = gc.isenabled()
        gc.disable()  # nothing here is garbage, and looking for it takes half of the time
        try:
            for node in self.nodes.values():
                result.add_node(node.id, **_plain(node), source=node.source)
            for link in self.links:
                relation = RELATION[link.relation]
                fields = _plain(link)
                ends = (fields.pop("from_id"), fields.pop("to_id"))
                result.add_edge(
                    *ends, key=link.relation, **fields, polarity=relation.polarity, symmetric=relation.symmetric
                )
        finally:
            if collecting:
                gc.enable()
        return result


_AS_THEY_ARE = frozenset((str, bool, int, type(None)))


def _plain(value: object) -> Any:
    if isinstance(value, Struct):
        fields = asdict(value)
        return {name: field if type(field) in _AS_THEY_ARE else _plain(field) for name, field in fields.items()}
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def _chosen(links: Sequence[Link], relations: tuple[str, ...]) -> tuple[Link, ...]:
    return tuple(links) if not relations else tuple(link for link in links if link.relation in relations)
