"""Names in RDF: our namespace and those we point to, the IRIs of kinds, relations, fields and ids, and quads."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import quote, unquote

from ..schema import KINDS, RELATIONS

NS = "https://w3id.org/cruxmap/ns#"
BASE = "https://w3id.org/cruxmap/id/"

SUFFIXES = (".ttl", ".trig", ".nt", ".nq", ".jsonld", ".rdf")
"""What files of RDF end in."""

PREFIXES: dict[str, str] = {
    "aif": "http://www.arg.dundee.ac.uk/aif#",
    "cito": "http://purl.org/spar/cito/",
    "cm": NS,
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


class Literal(NamedTuple):
    """A literal: its text, the IRI of its datatype ("" for plain text) and its language."""

    value: str
    datatype: str = ""
    language: str = ""


class Quad(NamedTuple):
    """A statement in a named graph. IRIs are plain strings, so are blank nodes of foreign files, as `_:name`."""

    subject: str
    predicate: str
    object: str | Literal
    graph: str = ""


def expanded(compact: str) -> str:
    """The IRI that a compact one stands for.

    >>> expanded("cm:supports")
    'https://w3id.org/cruxmap/ns#supports'
    """
    prefix, _, name = compact.partition(":")
    return PREFIXES[prefix] + name


def id_iri(node_id: str) -> str:
    """The IRI of a node by its full id, or of a named graph by its source's; `id_of` takes it back, whatever the id.

    >>> id_iri("cotra/schemer-model")
    'https://w3id.org/cruxmap/id/cotra/schemer-model'
    """
    return BASE + _escaped(node_id)


def id_of(iri: str) -> str:
    """The id that an IRI of ours stands for, "" for any other IRI and for what hangs on a node (`…#passage`)."""
    return unquote(iri[len(BASE) :]) if iri.startswith(BASE) and "#" not in iri else ""


def below(iri: str, *names: str) -> str:
    """The IRI of what hangs on a node: its passage, a row of its mapping, a link from it."""
    return f"{iri}#{'/'.join(map(_escaped, names))}"


def class_iri(kind: str) -> str:
    """The IRI of a kind of node.

    >>> class_iri("failure_mode")
    'https://w3id.org/cruxmap/ns#FailureMode'
    """
    return NS + "".join(word.capitalize() for word in kind.split("_"))


def property_iri(name: str) -> str:
    """The IRI of a relation, a qualifier or a field that no published vocabulary has.

    >>> property_iri("position_on")
    'https://w3id.org/cruxmap/ns#positionOn'
    """
    first, *others = name.split("_")
    return NS + first + "".join(word.capitalize() for word in others)


def _escaped(name: str) -> str:
    return quote(name, safe="/", errors="replace")


KIND_OF: dict[str, str] = {class_iri(kind.name): kind.name for kind in KINDS}
RELATION_OF: dict[str, str] = {property_iri(relation.name): relation.name for relation in RELATIONS}

TYPE = expanded("rdf:type")
LABEL = expanded("rdfs:label")
DEFINED_BY = expanded("rdfs:isDefinedBy")
PRIMARY_SOURCE = expanded("prov:hadPrimarySource")
JSON = expanded("rdf:JSON")
BOOLEAN = expanded("xsd:boolean")
INTEGER = expanded("xsd:integer")

MAP, LINK, BRANCH, PAIRING = (NS + name for name in ("Map", "Link", "Branch", "Pairing"))
SPECIFIC_RESOURCE, QUOTE_SELECTOR = expanded("oa:SpecificResource"), expanded("oa:TextQuoteSelector")
HAS_SOURCE, HAS_SELECTOR, EXACT = (expanded(f"oa:{name}") for name in ("hasSource", "hasSelector", "exact"))

FIELD_IRIS: dict[str, str] = {
    "text": expanded("schema:text"),
    "title": expanded("dcterms:title"),
    "tags": expanded("schema:keywords"),
    "note": expanded("skos:note"),
    "aliases": expanded("skos:altLabel"),
    "authors": expanded("dcterms:creator"),
    "url": expanded("schema:url"),
    "published": expanded("dcterms:issued"),
    **{name: property_iri(name) for name in ("section", "modality", "complexity", "eli", "open", "group", "form")},
    **{name: property_iri(name) for name in ("side", "text_file", "without")},
}
"""The properties of the fields that are words, numbers and flags, or several words; the others are built of more."""


class Term(NamedTuple):
    """A term of ours that no kind, relation or field gives: its name, whether it leads to things, what it means, and
    the published term near it, "" for none."""

    name: str
    leads: bool
    meaning: str
    near: str = ""

    @property
    def iri(self) -> str:
        """Its IRI."""
        return property_iri(self.name)


# fmt: off
CLASSES: tuple[tuple[str, str], ...] = (
    ("Node", "a node of a map, of any kind"),
    ("Map", "what is known of one document, or links between documents: a named graph"),
    ("Link", "a link with what is said of it; the direct statement stands beside it"),
    ("Pairing", "a row of an analogy: what an element stands for"),
    ("Branch", "a branch of the outline of a document"),
)
TERMS: tuple[Term, ...] = (
    Term("from", True, "the node at which a link starts", "rdf:subject"),
    Term("relation", True, "the property that a link tells of", "rdf:predicate"),
    Term("to", True, "the node to which a link leads", "rdf:object"),
    Term("basis", False, "whether the text says so (explicit) or the encoder does (inferred)"),
    Term("loop", False, "whether the circle that a link closes is meant"),
    Term("note", False, "a remark on a link or a row"),
    Term("order", False, "the place in the author's order, from 1"),
    Term("position", False, "where it is written: file:line:column", "prov:atLocation"),
    Term("from_position", False, "where a row of links names its start"),
    Term("to_position", False, "where a row of links names its end"),
    Term("side", False, "the side of a crux that a position takes"),
    Term("without", False, "a relation that the map says there is none of"),
    Term("passage", True, "the passage of the document that a node comes from", "oa:hasTarget"),
    Term("end_selector", True, "the last words of a passage; oa:hasSelector has the first", "oa:hasEndSelector"),
    Term("mapping", True, "a row of an analogy"),
    Term("element", True, "an element of an analogy: a node, or words"),
    Term("stands_for", True, "what the element stands for: a node, or words"),
    Term("thesis", True, "the claim that a document argues for"),
    Term("text_file", False, "where the text of a document lies, seen from its map"),
    Term("outline", True, "the root of the outline of a document"),
    Term("branch", True, "a branch below this one"),
    Term("node", True, "the node that a branch shows"),
    Term("lists", False, "several words in the author's order, as JSON, where sorting would lose it"),
    Term("data", False, "what another tool says of a node, as JSON"),
    Term("source_id", False, "the id of the document that a map is of"),
    Term("is_view", False, "whether a map only shows what others tell"),
    Term("ignores", False, "the comments of a map that silence rules, as JSON"),
    Term("expects", False, "what a map expects of reasoning, as JSON"),
    Term("digest", False, "on a server, a digest of what a map says"),
    Term("triples", False, "on a server, how many triples a map has there"),
)
# fmt: on

TRUE = Literal("true", BOOLEAN)


def literal(text: str, datatype: str = "") -> Literal:
    """Words as a literal; what RDF cannot hold, half of a surrogate pair, becomes U+FFFD."""
    return Literal(text if text.isascii() else _HALF.sub("\ufffd", text), datatype)


_HALF = re.compile("[\ud800-\udfff]")


def number(value: int) -> Literal:
    """A whole number."""
    return Literal(str(value), INTEGER)
