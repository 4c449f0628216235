"""Nodes as RDF tells them: each with its fields, its passage, the rows of its mapping or its outline."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ..canonical import KEYS
from ..foreign_data import canonical
from ..model import SHAPE_CLASS, OutlineItem, Pairing, Passage
from ..problem import quoted
from ..schema import BASES, FIELDS_OF, KIND
from ..suggest import did_you_mean
from .facts import compact
from .terms import EXACT, FIELD_IRIS, HAS_SELECTOR, HAS_SOURCE, LABEL, TYPE, Literal, expanded, id_of, property_iri

if TYPE_CHECKING:
    from ..model import AnyNode
    from ..schema import Field
    from .facts import Facts
    from .naming import Names

TEXTS = tuple(
    map(
        expanded,
        (
            "schema:text",
            "rdf:value",
            "aif:claimText",
            "skos:definition",
            "schema:description",
            "dcterms:description",
            "rdfs:comment",
        ),
    )
)
TITLES = tuple(map(expanded, ("skos:prefLabel", "schema:name", "foaf:name", "rdfs:label")))
"""What may hold the text of a node, and what it is called, the first that has some; ours are the first of all."""
DEEPEST = 200
"""How far an outline may branch."""


def node_of(facts: Facts, names: Names, thing: str) -> AnyNode:
    """The node that a thing is. What is wrong with it is found, and left out or taken as is usual."""
    kind = names.kinds[thing]
    shape = KIND[kind].shape
    values: dict[str, Any] = {}
    for field in FIELDS_OF[shape].values():
        if field.name not in ("text", "title"):
            value = _value(facts, names, thing, field)
            if value is not None:
                values[field.name] = value
    node_id = names.ids[thing]
    values |= _words(facts, thing, node_id)
    without = _without(facts, thing)
    if shape == "position":
        crux = names.crux(thing)
        values |= {"crux": names.end(crux), "side": node_id.rpartition(".")[2]}
    if shape == "source":
        values |= _document(facts, names, thing)
    found: AnyNode = SHAPE_CLASS[shape](id=node_id, kind=kind, without=without, span=facts.span(thing), **values)
    return found


def _words(facts: Facts, thing: str, node_id: str) -> dict[str, str]:
    """Text and title: what a label says beyond the text is a title, and a title does for a text that is missing."""
    text, title = facts.words(thing, *TEXTS), facts.words(thing, FIELD_IRIS["title"])
    called = facts.words(thing, *TITLES)
    if not text:
        hint = "add schema:text: one sentence, in your own words"
        if not (title or called):
            facts.find("missing-key", thing, f"{quoted(compact(thing))} has no schema:text", hint)
        return {"text": title or called or node_id.rpartition("/")[2], "title": title}
    return {"text": text, "title": title or (called if called != text else "")}


def _value(facts: Facts, names: Names, thing: str, field: Field) -> Any:
    iri = FIELD_IRIS.get(field.name, "")
    match field.type:
        case "text":
            return _address(facts, thing, iri) if field.name == "url" else facts.words(thing, iri)
        case "texts":
            return _texts(facts, thing, field.name)
        case "integer":
            return facts.number(thing, iri, field.least, field.most)
        case "flag":
            return facts.flag(thing, iri)
        case "choice":
            return facts.choice(thing, iri, field.choices) or ("asserted" if field.name == "modality" else "")
        case "date":
            return _date(facts, thing, iri)
        case "passage":
            return _passage(facts, thing)
        case "mapping":
            return _mapping(facts, names, thing)
        case "data":
            return _data(facts, thing)


def _address(facts: Facts, thing: str, iri: str) -> str:
    found = [value.value if isinstance(value, Literal) else value for value in facts.values(thing, iri)]
    facts.one(thing, iri, found)
    return found[0] if found else ""


def _without(facts: Facts, thing: str) -> tuple[str, ...]:
    """The relations that there are none of; what is no relation is found."""
    found = facts.literals(thing, FIELD_IRIS["without"])
    for word in found:
        if word not in KEYS:
            message = f"cm:without of {quoted(compact(thing))} cannot be {quoted(word)}"
            facts.find("bad-value", thing, message, did_you_mean(word, KEYS) or "name a relation, as in a map file")
    return tuple(word for word in found if word in KEYS)


def _texts(facts: Facts, thing: str, name: str) -> tuple[str, ...]:
    """Several words: in the author's order where that is told and still fits, else sorted."""
    iri = FIELD_IRIS[name]
    found = {*facts.literals(thing, iri, *TITLES)}
    lists = facts.json(thing, "lists")
    told = lists.get(name) if isinstance(lists, dict) else None
    if isinstance(told, list) and all(isinstance(word, str) for word in told) and set(told) == found:
        return tuple(told)
    return tuple(sorted(found))


def _date(facts: Facts, thing: str, iri: str) -> str:
    word = facts.words(thing, iri)
    if not word or _DATE.fullmatch(word):
        return word
    message = f"{compact(iri)} of {quoted(compact(thing))} cannot be {quoted(word)}"
    facts.find("bad-value", thing, message, "write YYYY, YYYY-MM or YYYY-MM-DD")
    return ""


_DATE = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")


def _passage(facts: Facts, thing: str) -> Passage | None:
    """The passage that selectors tell of; written by hand, its words do, with … between first and last."""
    values = facts.values(thing, property_iri("passage"))
    if not values:
        return None
    there = values[0]
    if isinstance(there, Literal):
        first, _, last = there.value.partition(" … ")
        return Passage(first.strip(), last.strip() or None, facts.span(thing)) if first.strip() else None
    facts.understood(there, TYPE, HAS_SOURCE)
    ends: list[str] = []
    for has in (HAS_SELECTOR, property_iri("end_selector")):
        selector = facts.thing(there, has)
        facts.understood(selector, TYPE)
        ends.append(facts.words(selector, EXACT) if selector else "")
    if not ends[0]:
        facts.find("missing-key", thing, f"the passage of {quoted(compact(thing))} has no words", "add oa:exact")
        return None
    return Passage(ends[0], ends[1] or None, facts.span(there))


def _mapping(facts: Facts, names: Names, thing: str) -> tuple[Pairing, ...]:
    rows = facts.things(thing, property_iri("mapping"))
    found = (_pairing(facts, names, row) for row in _in_order(facts, rows))
    return tuple(row for row in found if row)


def _pairing(facts: Facts, names: Names, row: str) -> Pairing | None:
    facts.understood(row, TYPE)
    sides: dict[str, str] = {}
    for name in ("element", "stands_for"):
        value = next(iter(facts.values(row, property_iri(name))), None)
        if value is None:
            message = f"a row of a mapping has no {compact(property_iri(name))}"
            facts.find("half-mapped-analogy", row, message, "give both sides; plain words do")
            return None
        sides[name] = value.value if isinstance(value, Literal) else names.end(value)
    return Pairing(
        element=sides["element"],
        stands_for=sides["stands_for"],
        basis=facts.choice(row, property_iri("basis"), BASES) or "explicit",
        note=facts.words(row, property_iri("note")),
        span=facts.span(row),
    )


def _data(facts: Facts, thing: str) -> str:
    found = facts.json(thing, "data")
    if found is None:
        return ""
    if isinstance(found, dict):
        return canonical(found)
    facts.bad_json(thing, "data")
    return ""


def _document(facts: Facts, names: Names, thing: str) -> dict[str, Any]:
    thesis, outline = facts.thing(thing, property_iri("thesis")), facts.thing(thing, property_iri("outline"))
    if thesis and thesis not in names.ids:
        message = f"the thesis {quoted(compact(thesis))} is no node of this file"
        facts.find("dangling-id", thing, message, "name a claim of this file")
    elif thesis and names.kinds[thesis] != "claim":
        message = f"the thesis {quoted(compact(thesis))} is no claim but of kind '{names.kinds[thesis]}'"
        facts.find("bad-value", thing, message, "a thesis is a claim")
    return {
        "thesis": names.end(thesis) if thesis else "",
        "text_file": facts.words(thing, FIELD_IRIS["text_file"]),
        "outline": _branch(facts, names, outline, (thing,)) if outline else None,
    }


def _branch(facts: Facts, names: Names, branch: str, above: tuple[str, ...]) -> OutlineItem | None:
    facts.understood(branch, TYPE, property_iri("order"))
    if branch in above or len(above) > DEEPEST:
        facts.find("bad-value", branch, "the outline leads in a circle, or too deep", "a branch has branches below it")
        return None
    node, label = facts.thing(branch, property_iri("node")), facts.words(branch, LABEL)
    below = _in_order(facts, facts.things(branch, property_iri("branch")))
    children = (_branch(facts, names, one, (*above, branch)) for one in below)
    found = tuple(child for child in children if child)
    if not (node or label):
        facts.find("missing-key", branch, "a branch of an outline has neither cm:node nor rdfs:label", "add one")
        return None
    named = id_of(node) or names.end(node) if node else ""
    return OutlineItem(node=names.ids.get(node, named), label=label, children=found, span=facts.span(branch))


def _in_order(facts: Facts, rows: list[str]) -> list[str]:
    """Rows by the order they tell, those without one last and as they come."""
    orders = {row: facts.order(row) for row in rows}
    return sorted(rows, key=lambda row: (orders[row] is None, orders[row] or 0))
