"""Queries in SPARQL that come along answer what the Python queries answer, whatever the graph."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from cruxmap.graph import query
from cruxmap.graph.gaps import gaps
from cruxmap.graph.model import Source, source_id
from cruxmap.graph.paths import Ground, reach, why
from cruxmap.graph.rdf.terms import class_iri, id_of, property_iri
from cruxmap.graph.solutions import Solutions
from cruxmap.sources.library import read_library
from cruxmap.sources.queries import named_queries
from cruxmap.sources.rdf_store import store_of
from cruxmap.sources.sparql import ask
from dense_graphs import dense_graphs
from hypothesis import given, settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from cruxmap.graph.graph import Graph
    from pyoxigraph import Store

Rows = list[tuple[str, ...]]


def _cruxes(graph: Graph) -> Rows:
    return [
        (view.crux.id, side.position.side, side.position.id, side.position.text)
        for view in query.cruxes(graph)
        for side in view.sides
    ]


def _reasons(graph: Graph) -> Rows:
    return [
        (view.crux.id, side.position.side, way, reason.node.id, reason.node.text)
        for view in query.cruxes(graph)
        for side in view.sides
        for way, reasons in (("because", side.because), ("against", side.against))
        for reason in reasons
    ]


def _gaps(graph: Graph) -> Rows:
    return [(gap.gap, gap.node.id, gap.node.text) for gap in gaps(graph)]


def _counts(graph: Graph) -> Rows:
    counted = query.count(graph).by_kind.items()
    return [(source, class_iri(kind), str(number)) for (kind, source), number in counted]


def _links(graph: Graph) -> Rows:
    counted = query.count(graph).by_relation.items()
    return [(source, property_iri(relation), str(number)) for (relation, source), number in counted]


def _holders(graph: Graph) -> Rows:
    return [
        (link.to_id, link.from_id, link.qualifier, graph.node(link.from_id).text)
        for link in graph.links
        if link.relation == "held_by"
    ]


def _across(graph: Graph) -> Rows:
    return [
        (link.from_id, property_iri(link.relation), link.to_id, link.basis)
        for link in graph.links
        if source_id(link.from_id) != source_id(link.to_id) and not _is_row(graph, link.from_id, link.to_id, link.span)
    ]


def _is_row(graph: Graph, first: str, second: str, span: object) -> bool:
    """Whether a link is only the row of an analogy."""
    mappings = (getattr(node, "mapping", ()) for node in graph.of_kinds("analogy"))
    return any((row.element, row.stands_for, row.span) == (first, second, span) for rows in mappings for row in rows)


def _sources(graph: Graph) -> Rows:
    def thesis(source: Source) -> str:
        return graph.node(source.thesis).text if source.thesis in graph else ""

    return [(source.id, source.title, source.published, thesis(source)) for source in graph.sources()]


def _closure(grow: Callable[..., Ground]) -> Callable[[Graph], Rows]:
    """All that a tree of reasons holds, below each node, twins as one."""

    def rows(graph: Graph) -> Rows:
        found = {
            (graph.one(node), graph.one(below.node.id))
            for node in graph.nodes
            for below in _branches(grow(graph, node, depth=10_000))
        }
        return [pair for pair in found if pair[0] != pair[1]]

    return rows


def _branches(root: Ground) -> Iterator[Ground]:
    queue = [root]
    while queue:
        here = queue.pop()
        queue += [*here.for_it, *here.against_it]
        yield here


def _support(graph: Graph) -> Rows:
    """What supports what through any number of steps, twins as one, by going down from each node."""
    below: dict[str, set[str]] = defaultdict(set)
    for link in graph.links:
        if link.relation in ("supports", "premise_of"):
            below[graph.one(link.to_id)].add(graph.one(link.from_id))
    rows: Rows = []
    for node in list(below):
        seen, queue = {node}, [node]
        while queue:
            fresh = below.get(queue.pop(), set()) - seen
            seen |= fresh
            queue += fresh
        rows += [(node, other) for other in seen - {node}]
    return rows


ANSWERS: dict[str, Callable[[Graph], Rows]] = {
    "across": _across,
    "counts": _counts,
    "cruxes": _cruxes,
    "gaps": _gaps,
    "holders": _holders,
    "links": _links,
    "reach": _closure(reach),
    "reasons": _reasons,
    "sources": _sources,
    "support": _support,
    "why": _closure(why),
}
ORDERED = ("cruxes",)
CLOSURES = ("reach", "support", "why")


def _asked(graph: Graph, name: str, store: Store) -> Rows:
    """The rows of a query that comes along: ids, words and other IRIs, twins as one where it asks for closures."""
    found = ask(store, named_queries()[name].text, given={}, seconds=60)
    assert isinstance(found, Solutions)
    rows = [tuple("" if term is None else id_of(term.value) or term.value for term in row) for row in found.rows]
    if name not in CLOSURES:
        return rows
    pairs = {tuple(graph.one(node) for node in row) for row in rows}
    return [pair for pair in pairs if pair[0] != pair[1]]


def _assert_same(graph: Graph, name: str, store: Store) -> None:
    ours, theirs = ANSWERS[name](graph), _asked(graph, name, store)
    assert sorted(theirs) == sorted(set(ours) if name == "gaps" else ours)
    if name in ORDERED:
        assert theirs == ours


def test_every_query_that_comes_along_is_held_to_one_in_python() -> None:
    assert set(named_queries()) == set(ANSWERS)
    assert all(named.meaning.endswith((".", "=ID")) for named in named_queries().values())


def test_they_answer_the_same_of_the_shipped_maps(shipped: Graph) -> None:
    store = store_of(shipped)
    for name in ANSWERS:
        _assert_same(shipped, name, store)
        assert _asked(shipped, name, store)


def test_they_answer_the_same_of_real_documents(shared: Path) -> None:
    graph = read_library([str(shared / name) for name in ("notes", "articles", "seeds")]).graph
    assert len(graph) > 1000
    store = store_of(graph)
    for name in ANSWERS:
        _assert_same(graph, name, store)


@given(dense_graphs())
@settings(max_examples=60)
def test_they_answer_the_same_of_any_graph(graph: Graph) -> None:
    store = store_of(graph)
    for name in ANSWERS:
        _assert_same(graph, name, store)
