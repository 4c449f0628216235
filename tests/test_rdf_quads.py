"""Maps as quads: what a library says in RDF."""

from __future__ import annotations

import cruxmap
from cruxmap.graph.rdf.parts import as_maps
from cruxmap.graph.rdf.quads import quads
from cruxmap.graph.rdf.terms import NS, RELATION_OF, id_iri, id_of
from cruxmap.graph.schema import RELATIONS
from cruxmap.sources.library import read_library
from hypothesis import given
from hypothesis import strategies as st

SHIPPED = read_library(["@shipped"])


def test_every_link_of_the_graph_is_a_direct_triple_and_no_other_is() -> None:
    direct = {
        (id_of(one.subject), RELATION_OF[one.predicate], id_of(str(one.object)))
        for one in quads(SHIPPED.maps)
        if one.predicate in RELATION_OF
    }
    assert direct == {(link.from_id, link.relation, link.to_id) for link in SHIPPED.graph.links}
    assert len(RELATION_OF) == len(RELATIONS)


def test_a_graph_taken_apart_says_what_its_maps_say_but_for_what_they_expect_and_silence() -> None:
    graph = SHIPPED.graph
    beside = (f"{NS}expects", f"{NS}ignores")
    whole = [quad for quad in quads(SHIPPED.maps) if quad.predicate not in beside]
    assert list(quads(as_maps(graph.nodes.values(), graph.links))) == whole


def test_the_order_of_the_maps_does_not_matter() -> None:
    assert list(quads(reversed(SHIPPED.maps))) == list(quads(SHIPPED.maps))


@given(st.text(st.characters(codec="utf-8")))
def test_any_id_has_an_iri_that_gives_it_back(node_id: str) -> None:
    iri = id_iri(node_id)
    assert id_of(iri) == node_id
    assert iri.isascii()
    assert not set(iri[len(id_iri("")) :]) & set('<>"{}|\\^`# ')


def test_a_graph_has_one_iri_for_each_source() -> None:
    graphs = {quad.graph for quad in quads(SHIPPED.maps)}
    assert {id_iri(name) for name in cruxmap.load("@shipped").source_ids()} <= graphs
