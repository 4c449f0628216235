"""Links as RDF tells them: nodes of their own that say more, and direct statements, which by hand are enough."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ..model import Link, source_id
from ..problem import quoted
from ..schema import BASES, RELATION, RELATIONS
from ..suggest import did_you_mean
from .facts import compact
from .terms import DEFINED_BY, LINK, RELATION_OF, TYPE, Literal, expanded, property_iri

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .facts import Facts
    from .naming import Names

    Ends = tuple[str, str, str]

_INVERSE_OF = {property_iri(relation.inverse): relation.name for relation in RELATIONS if not relation.symmetric}
_NEAR = {relation.iri: relation.name for relation in RELATIONS if not relation.iri.startswith("cm:")}
_PUBLISHED = {expanded(iri.removeprefix("^")): name for iri, name in _NEAR.items()}
_TURNED = {*_INVERSE_OF, *(expanded(iri[1:]) for iri in _NEAR if iri.startswith("^"))}


def links_of(facts: Facts, names: Names, implied: set[Ends], known: set[str]) -> dict[str, list[Link]]:
    """The links by the name of the map that tells them, in the author's order as far as that is told.

    `implied` are those that nodes themselves tell, `known` the sources that have a map with nodes.
    """
    told: dict[str, list[tuple[int, Link]]] = defaultdict(list)
    seen = set(implied)
    for thing, predicates in facts.of.items():
        if LINK in predicates.get(TYPE, ()):
            facts.understood(thing, TYPE)
            link = _described(facts, names, thing)
            if link is not None:
                home = _home(names, [*facts.things(thing, DEFINED_BY), facts.graph_of(thing)], link, known)
                order = facts.order(thing)
                told[home].append((10**13 if order is None else order, link))
                seen.add((link.from_id, link.relation, link.to_id))
    for link, graph in _direct(facts, names, seen):
        told[_home(names, [graph], link, known)].append((10**13, link))
    return {home: [link for _, link in sorted(found, key=lambda one: one[0])] for home, found in told.items()}


def _home(names: Names, graphs: list[str], link: Link, known: set[str]) -> str:
    """The map that tells a link: that of its graph, else that of the source at one of its ends, else one of its own."""
    for graph in graphs:
        name = names.map_of(graph) if graph in names.graphs or names.map_of(graph) in known else ""
        if name:
            return name
    ends = (source_id(link.from_id), source_id(link.to_id))
    return next((end for end in ends if end in known), "links.1")


def _described(facts: Facts, names: Names, thing: str) -> Link | None:
    start, relation, end = (facts.values(thing, property_iri(name)) for name in ("from", "relation", "to"))
    missing = [name for name, found in (("from", start), ("relation", relation), ("to", end)) if not found]
    if missing:
        facts.find("missing-key", thing, f"the link {quoted(compact(thing))} has no cm:{missing[0]}", "add it")
        return None
    word = relation[0].value if isinstance(relation[0], Literal) else relation[0]
    name = word if word in RELATION else RELATION_OF.get(word, "")
    ends = [one[0] for one in (start, end)]
    if not name:
        hint = did_you_mean(compact(word), map(compact, RELATION_OF)) or "`cruxmap schema --as owl` lists them"
        facts.find("bad-value", thing, f"unknown relation {quoted(compact(word))}", hint)
        return None
    if any(isinstance(one, Literal) for one in ends):
        facts.find("bad-value", thing, f"the link {quoted(compact(thing))} has words at an end", "name the node's IRI")
        return None
    ids = [names.end(str(one)) for one in ends]
    spans = [facts.literals(thing, property_iri(side)) for side in ("from_position", "to_position")]
    relation_row = RELATION[name]
    return Link(
        from_id=ids[0],
        relation=name,
        to_id=ids[1],
        basis=facts.choice(thing, property_iri("basis"), BASES) or "explicit",
        modality=facts.modality(thing),
        note=facts.words(thing, property_iri("note")),
        qualifier=_qualifier(facts, thing, name),
        loop=relation_row.acyclic and facts.flag(thing, property_iri("loop")),
        span=facts.span(thing),
        end_spans=(facts.span(thing, "from_position"), facts.span(thing, "to_position")) if all(spans) else None,
    )


def _qualifier(facts: Facts, thing: str, relation: str) -> str:
    qualifier = RELATION[relation].qualifier
    if qualifier is None:
        return ""
    iri = property_iri(qualifier.name)
    if qualifier.is_flag:
        return "true" if facts.flag(thing, iri) else ""
    return facts.choice(thing, iri, qualifier.values) if qualifier.values else facts.words(thing, iri)


def _direct(facts: Facts, names: Names, seen: set[Ends]) -> Iterator[tuple[Link, str]]:
    """Links that are only said directly, with their graph. Those of published terms count between nodes of ours."""
    for thing, predicates in facts.of.items():
        for predicate, values in predicates.items():
            relation = RELATION_OF.get(predicate) or _INVERSE_OF.get(predicate) or _PUBLISHED.get(predicate)
            if not relation:
                continue
            is_ours = predicate not in _PUBLISHED
            for value, graph in values.items():
                if isinstance(value, Literal):
                    if is_ours:
                        facts.things(thing, predicate)
                    continue
                if not is_ours and not (thing in names.ids and value in names.ids):
                    continue
                facts.understood(thing, predicate)
                start, end = (value, thing) if predicate in _TURNED else (thing, value)
                ends = (names.end(start), relation, names.end(end))
                mirrored = (ends[2], relation, ends[0])
                if ends not in seen and not (RELATION[relation].symmetric and mirrored in seen):
                    seen.add(ends)
                    yield Link(from_id=ends[0], relation=relation, to_id=ends[2], span=facts.span(thing)), graph
