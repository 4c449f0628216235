"""The vocabulary as an ontology: kinds, relations, fields and the rest of our terms, with the published ones near them.

Near is skos:closeMatch and not rdfs:subPropertyOf: terms of other vocabularies are transitive, or have ends that ours
have not, and reasoners would draw conclusions nobody meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..graph.rdf.terms import (
    CLASSES,
    DEFINED_BY,
    FIELD_IRIS,
    LABEL,
    NS,
    TERMS,
    TYPE,
    Literal,
    Quad,
    class_iri,
    expanded,
    property_iri,
)
from ..graph.schema import FIELDS, KINDS, RELATIONS
from .rdf import turtle_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..graph.schema import Relation

ONTOLOGY = NS.removesuffix("#")
_CLASS, _LEADING, _TELLING, _SYMMETRIC = (
    expanded(f"owl:{name}") for name in ("Class", "ObjectProperty", "DatatypeProperty", "SymmetricProperty")
)
_MEANING, _NEAR, _INVERSE = expanded("skos:definition"), expanded("skos:closeMatch"), expanded("owl:inverseOf")
_FROM, _TO = expanded("schema:domainIncludes"), expanded("schema:rangeIncludes")


def ontology() -> str:
    """All terms of ours in Turtle."""
    return turtle_of(_statements())


def _statements() -> Iterator[Quad]:
    yield Quad(ONTOLOGY, TYPE, expanded("owl:Ontology"))
    yield Quad(ONTOLOGY, expanded("dcterms:title"), Literal("The vocabulary of cruxmap"))
    for name, meaning in CLASSES:
        yield from _term(NS + name, _CLASS, name, meaning)
    for kind in KINDS:
        yield from _term(class_iri(kind.name), _CLASS, kind.label, kind.meaning, near=kind.iri)
        yield Quad(class_iri(kind.name), expanded("rdfs:subClassOf"), NS + "Node")
    for relation in RELATIONS:
        yield from _relation(relation)
    names = {term.name for term in TERMS}
    for field in FIELDS:
        iri = FIELD_IRIS.get(field.name, "")
        if iri.startswith(NS) and field.name not in names:
            yield from _term(iri, _TELLING, field.name, field.meaning)
    for term in TERMS:
        sort = _LEADING if term.leads else _TELLING
        is_either = term.name in ("element", "stands_for")  # a node or words
        yield from _term(
            term.iri, expanded("rdf:Property") if is_either else sort, term.name, term.meaning, near=term.near
        )


def _relation(relation: Relation) -> Iterator[Quad]:
    me = property_iri(relation.name)
    is_turned = relation.iri.startswith("^")
    yield from _term(me, _LEADING, relation.name, f"A {relation.meaning} B.", near="" if is_turned else relation.iri)
    for first, second in relation.ends:
        yield from (Quad(me, _FROM, class_iri(kind)) for kind in first)
        yield from (Quad(me, _TO, class_iri(kind)) for kind in second)
    if relation.symmetric:
        yield Quad(me, TYPE, _SYMMETRIC)
    else:
        inverse = property_iri(relation.inverse)
        meaning = f"the inverse of {relation.name.replace('_', ' ')}"
        near = relation.iri[1:] if is_turned else ""
        yield from _term(inverse, _LEADING, relation.inverse, meaning, near=near)
        yield Quad(me, _INVERSE, inverse)
    if relation.qualifier:
        said = relation.qualifier
        yield from _term(property_iri(said.name), _TELLING, said.name, said.meaning)


def _term(iri: str, kind: str, name: str, meaning: str, *, near: str = "") -> Iterator[Quad]:
    yield Quad(iri, TYPE, kind)
    yield Quad(iri, LABEL, Literal(name.replace("_", " ")))
    yield Quad(iri, _MEANING, Literal(meaning))
    yield Quad(iri, DEFINED_BY, ONTOLOGY)
    if near and not near.startswith("cm:"):
        yield Quad(iri, _NEAR, expanded(near))
