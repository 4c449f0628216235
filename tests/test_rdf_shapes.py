"""The ontology and the shapes: pySHACL finds in RDF what `check` finds in the maps it was written of."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pyshacl
import pytest
import rdflib
from cruxmap.exports.owl import ontology
from cruxmap.exports.rdf import turtle_of
from cruxmap.exports.shacl import every_shape, shapes
from cruxmap.graph.build import build
from cruxmap.graph.canonical import ordered
from cruxmap.graph.check import check
from cruxmap.graph.model import SHAPE_CLASS, Link, Node, Position, SourceMap
from cruxmap.graph.rdf.maps import maps_of
from cruxmap.graph.rdf.quads import quads
from cruxmap.graph.rdf.terms import (
    FIELD_IRIS,
    LABEL,
    NS,
    PREFIXES,
    Literal,
    Quad,
    class_iri,
    id_iri,
    id_of,
    number,
    property_iri,
)
from cruxmap.graph.rule import Subject
from cruxmap.graph.rules import RULES
from cruxmap.graph.schema import KINDS, RELATION, RELATIONS, allows
from cruxmap.sources import map_yaml
from cruxmap.sources.library import read_library
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cruxmap.graph.schema import Relation

SAID = {shape.rule for shape in every_shape()}
OF_LINKS = {"dangling-id", "self-link", "ends-not-allowed", "same-as-kinds"}
OF_FIELDS = {"missing-key", "duplicate-key", "bad-value", "out-of-range"}
QUOTED = re.compile(r"'(m/[a-z0-9.-]+)'")
NOT_BUILT = {"position_on"}
Broken = set[tuple[str, str]]


@cache
def shape_graph() -> rdflib.Graph:
    return rdflib.Graph().parse(data=shapes(), format="turtle")


def by_pyshacl(told: Iterable[Quad]) -> Broken:
    """The nodes that break a shape, each with the shape's rule; a link by the node at which it starts."""
    given_quads = list(told)
    data = rdflib.Graph().parse(data=turtle_of(given_quads), format="turtle")
    starts = {quad.subject: str(quad.object) for quad in given_quads if quad.predicate == f"{NS}from"}
    _, results, _ = pyshacl.validate(data, shacl_graph=shape_graph())
    shacl = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    found = set()
    for result in results.subjects(rdflib.RDF.type, shacl.ValidationResult):
        focus, message = str(results.value(result, shacl.focusNode)), str(results.value(result, shacl.resultMessage))
        found.add((id_of(starts.get(focus, focus)) or focus, message.split(":", maxsplit=1)[0].split()[1]))
    return found


def by_check(source_map: SourceMap) -> Broken:
    """The same, as our own checks find it; the first node that a message names."""
    built = build([source_map])
    problems = check(Subject(built.graph, lost=built.lost), built.findings, [])
    named: Broken = set()
    for problem in problems:
        if problem.name in SAID:
            names = QUOTED.findall(problem.message)
            named.add((names[0] if names else "m/source", problem.name))
    return named


@st.composite
def any_links(draw: st.DrawFn, *, fitting: bool) -> SourceMap:
    """A map of nodes of all kinds and of any links, or of links that fit, some of them beside missing ones."""
    kinds = draw(st.lists(st.sampled_from([kind for kind in KINDS if kind.name != "position"]), min_size=3, max_size=9))
    nodes: list[Node] = [SHAPE_CLASS["source"](id="m/source", kind="source", text="M", title="M")]
    for place, kind in enumerate(kinds):
        without = draw(st.lists(st.sampled_from(["supports", "mitigated_by", "has_premise", "mapping"]), max_size=1))
        node = SHAPE_CLASS[kind.shape](id=f"m/n{place}", kind=kind.name, text="T", without=tuple(without))
        nodes.append(node)
        if kind.name == "crux":
            sides = draw(st.lists(st.sampled_from(["optimist", "pessimist"]), max_size=2, unique=True))
            nodes += [
                Position(id=f"{node.id}.{side}", kind="position", text="T", crux=node.id, side=side) for side in sides
            ]
    kind_of = {node.id: node.kind for node in nodes}
    ends = [*kind_of, *([] if fitting else ["m/missing"])]

    def fits(relation: Relation, first: str, second: str) -> bool:
        return first in kind_of and second in kind_of and allows(relation, kind_of[first], kind_of[second])

    def once(link: tuple[str, str, str]) -> tuple[str, ...]:  # which no shape tells of: a link that stands twice
        return (link[1], *sorted(link[::2])) if RELATION[link[1]].symmetric else link

    pairs = [
        (first, relation.name, second)
        for relation in RELATIONS
        if relation.name not in NOT_BUILT
        for first in ends
        for second in ends
        if (first != second or not fitting)  # of a node linked to itself `check` says no more than that
        and ((first != second and not fitting) or fits(relation, first, second))
    ]
    chosen = draw(st.lists(st.sampled_from(pairs), max_size=10, unique_by=once)) if pairs else []
    links = tuple(Link(from_id=first, relation=name, to_id=second) for first, name, second in chosen)
    return ordered(SourceMap(id="m", nodes=tuple(nodes), links=links, file="m.yaml"))


@given(any_links(fitting=False))
@settings(max_examples=12, deadline=None, phases=[Phase.generate])  # to shrink takes minutes
def test_pyshacl_finds_the_same_broken_links(source_map: SourceMap) -> None:
    told = {one for one in by_pyshacl(quads([source_map])) if one[1] in OF_LINKS}
    found = {one for one in by_check(source_map) if one[1] in OF_LINKS}
    assert told == found


@given(any_links(fitting=True))
@settings(max_examples=12, deadline=None, phases=[Phase.generate])  # to shrink takes minutes
def test_pyshacl_finds_the_same_missing_and_doubled_parts(source_map: SourceMap) -> None:
    told = by_pyshacl(quads([source_map]))
    assert told == by_check(source_map)


def without(*predicates: str) -> Callable[[Quad], list[Quad]]:
    return lambda quad: [] if quad.predicate in predicates else [quad]


def besides(predicate: str, value: Literal) -> Callable[[Quad], list[Quad]]:
    return lambda quad: [quad, quad._replace(predicate=predicate, object=value)]


BREAKS = {
    "no words": without(FIELD_IRIS["text"], LABEL),
    "two texts": besides(FIELD_IRIS["text"], Literal("Another.")),
    "a word that is none": besides(FIELD_IRIS["modality"], Literal("perhaps")),
    "too hard": besides(FIELD_IRIS["complexity"], number(11)),
    "a link to nowhere": without(f"{NS}to"),
    "no crux": without(f"{NS}positionOn"),
}
"""What to do to the statements on one thing so that a rule on what it says of itself is broken."""
SMALL = """\
source: {id: m, title: M, summary: T}
concepts: {a: {text: A, supports: [b]}}
claims: {b: {text: B}}
cruxes: {c: {text: C, positions: {optimist: {text: P}}}}
"""


@pytest.mark.parametrize("thing", ["a", "a#supports/m/b", "c.optimist"])
@pytest.mark.parametrize("name", BREAKS)
def test_pyshacl_and_the_reader_find_the_same_wrong_with_what_is_said_of_a_thing(thing: str, name: str) -> None:
    source_map = map_yaml.read(SMALL, "m.yaml").source_map
    assert source_map
    iri = f"{id_iri('m')}/{thing}"
    parts = (BREAKS[name](quad) if quad.subject == iri else [quad] for quad in quads([source_map]))
    broken = list(dict.fromkeys(quad for part in parts for quad in part))
    _, findings = maps_of(broken, "m.ttl")
    told = {rule for _, rule in by_pyshacl(broken) if rule in OF_FIELDS}
    assert told == {finding.rule for finding in findings if finding.rule in OF_FIELDS}


def test_the_ontology_has_every_term_of_ours_that_is_written_and_no_published_one_as_its_own() -> None:
    known = rdflib.Graph().parse(data=ontology(), format="turtle")
    ours = {str(term) for term in known.subjects(rdflib.RDF.type) if str(term).startswith(NS)}
    assert ours == {str(term) for term in known.subjects() if str(term).startswith(NS)}
    written = {name for quad in quads(read_library(["@shipped"]).maps) for name in (quad.predicate, quad.object)}
    assert {name for name in written if isinstance(name, str) and name.startswith(NS)} <= ours
    assert {class_iri(kind.name) for kind in KINDS} | {property_iri(one.name) for one in RELATIONS} <= ours
    assert not list(known.subject_objects(rdflib.RDFS.subPropertyOf))
    near = {str(term): str(one) for one, term in known.subject_objects(rdflib.SKOS.closeMatch)}
    assert near[PREFIXES["aif"] + "Premise"] == property_iri("has_premise")


def test_every_shape_is_for_a_rule_and_pyshacl_takes_them_for_shapes() -> None:
    assert {rule.name for rule in RULES} >= SAID
    assert SAID >= OF_LINKS | OF_FIELDS
    conforms, _, text = pyshacl.validate(rdflib.Graph(), shacl_graph=shape_graph())
    assert conforms, text


def test_a_map_without_problems_fits_the_shapes() -> None:
    library = read_library([str(Path(__file__).parent.parent / "sources" / "example")])
    assert {rule for _, rule in by_pyshacl(quads(library.maps))} == {
        one.name for one in library.problems if one.name in SAID
    }
