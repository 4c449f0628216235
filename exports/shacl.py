"""The rules that SHACL can say, as shapes: which node breaks which rule is the same as `cruxmap check` finds.

Each shape is for one rule and says that one of its alternatives holds. A path through `TWINS` sees a node and all that
same_as says is the same; what the map says there is none of (cm:without) is not missing.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec import Struct

from ..graph.rdf.nodes import TEXTS, TITLES
from ..graph.rdf.terms import FIELD_IRIS, NS, PREFIXES, class_iri, property_iri
from ..graph.rules import RULES
from ..graph.schema import BASES, FIELDS, KINDS, RELATION, RELATIONS, allowed_targets

if TYPE_CHECKING:
    from collections.abc import Iterator

SHAPES = "https://w3id.org/cruxmap/shapes#"
_LINK = ("sh:targetClass cm:Link",)
_SEVERITY = {"error": "Violation", "warning": "Warning", "info": "Info"}
_MESSAGES = {rule.name: f"{rule.code} {rule.name}: {rule.meaning}" for rule in RULES}
_SEVERITIES = {rule.name: _SEVERITY[rule.severity] for rule in RULES}


class Shape(Struct, frozen=True):
    """A shape: its name, the rule it says, the nodes it is about, and the alternatives of which one must hold; or a
    query in SPARQL that selects the nodes that break the rule."""

    name: str
    rule: str
    targets: tuple[str, ...]
    alternatives: tuple[str, ...] = ()
    query: str = ""


class Absence(Struct, frozen=True):
    """A rule on what is missing: nodes of a kind want a link of one of these relations, out of them or into them."""

    rule: str
    kind: str
    out: tuple[str, ...] = ()
    into: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


_ARGUES = ("supports", "attacks", "premise_of", "bears_on")
_IS_IN = ("part_of", "specializes")
_SAME = "sh:alternativePath ( cm:sameAs [ sh:inversePath cm:sameAs ] )"
TWINS = f"[ sh:zeroOrMorePath [ {_SAME} ] ]"
_TWINS_QUERY = f"(<{NS}sameAs>|^<{NS}sameAs>)*"

ABSENCES: tuple[Absence, ...] = (
    Absence("no-effect", "mechanism", (*_ARGUES, "causes", "enables", "amplifies", "precedes", *_IS_IN),
            ("requires", "part_of")),
    Absence("no-cause", "failure_mode", ("requires", *_IS_IN), ("causes", "enables", "amplifies", "precedes")),
    Absence("no-mitigation", "failure_mode", into=("mitigates",),
            unless=('[ sh:path cm:modality ; sh:hasValue "hypothetical" ]',)),
    Absence("example-of-nothing", "example", ("example_of", *_ARGUES, *_IS_IN, "precedes", "analogous_to"),
            ("analogous_to", "part_of")),
    Absence("evidence-for-nothing", "evidence", (*_ARGUES, *_IS_IN)),
    Absence("mitigates-nothing", "mitigation", ("mitigates", *_IS_IN)),
    Absence("unanswered-question", "question", ("answered_by",),
            unless=(f"[ sh:path ( {TWINS} cm:open ) ; sh:hasValue true ]",)),
)  # fmt: skip


def shapes() -> str:
    """All shapes in Turtle."""
    used = ("cm", "prov", "rdf", "sh")
    head = [f"@prefix {prefix}: <{PREFIXES[prefix]}> ." for prefix in used]
    return "\n".join([*head, f"@prefix : <{SHAPES}> .", "", "\n\n".join(map(_written, every_shape())), ""])


def every_shape() -> list[Shape]:
    """All shapes, those on links first."""
    return [*_links(), *_fields(), *_structure(), *map(_absence, ABSENCES)]


def _links() -> Iterator[Shape]:
    """Both ends of a link are there, are not one, and are of kinds that the relation may join."""
    ends = [f"sh:target{sort} {_cm(relation.name)}" for relation in RELATIONS for sort in ("SubjectsOf", "ObjectsOf")]
    ends += ["sh:targetObjectsOf cm:node", "sh:targetObjectsOf cm:thesis"]
    yield Shape("there", "dangling-id", tuple(ends), ("[ sh:path rdf:type ; sh:minCount 1 ]",))
    for relation in RELATIONS:
        iri, name = _cm(relation.name), relation.name.replace("_", "-")
        rule = "same-as-kinds" if name == "same-as" else "ends-not-allowed"
        groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for kind in KINDS:
            groups[allowed_targets(relation, kind.name)].append(kind.name)
        for targets, kinds in groups.items():
            starts = tuple(_of(kind) for kind in kinds)
            fit = " ".join(f"[ sh:class {_class(kind)} ]" for kind in targets)
            ends_fit = f"[ sh:path {iri} ; sh:or ( {fit} [ sh:path rdf:type ; sh:maxCount 0 ] ) ]"
            yield Shape(f"{name}-from-{kinds[0].replace('_', '-')}", rule, starts, (ends_fit,))
    for kind in KINDS:
        never = " ".join(f'"{key}"' for key in _impossible(kind.name))
        name, possible = kind.name.replace("_", "-"), f"[ sh:path cm:without ; sh:not [ sh:in ( {never} ) ] ]"
        yield Shape(f"{name}-without", "ends-not-allowed", (_of(kind.name),), (possible,))
    yield Shape("link-to-another", "self-link", _LINK, ("[ sh:path cm:from ; sh:disjoint cm:to ]",))


def _impossible(kind: str) -> list[str]:
    """The relations, by their names at a node of the kind, that it can never have."""
    sides = [(relation, place) for relation in RELATIONS if not relation.symmetric for place in (0, 1)]
    return [
        relation.inverse if place else relation.name
        for relation, place in sides
        if all(kind not in ends[place] for ends in relation.ends)
    ]


def _fields() -> Iterator[Shape]:
    """What nodes and links must and may say of themselves."""
    nodes = tuple(_of(kind.name) for kind in KINDS)
    said = " ".join(f"<{iri}>" for iri in (*TEXTS, FIELD_IRIS["title"], *TITLES))
    some = f"[ sh:path [ sh:alternativePath ( {said} ) ] ; sh:minCount 1 ]"
    yield Shape("words", "missing-key", nodes, (some,))
    for name in ("text", "title"):
        yield Shape(f"one-{name}", "duplicate-key", nodes, (f"[ sh:path <{FIELD_IRIS[name]}> ; sh:maxCount 1 ]",))
    for field in FIELDS:
        holders = tuple(_of(kind.name) for kind in KINDS if not field.shapes or kind.shape in field.shapes)
        if field.choices:
            yield _choice(field.name, holders + _LINK * (field.name == "modality"), field.choices)
        if field.type == "integer":
            bounds = f"sh:minInclusive {field.least} ; sh:maxInclusive {field.most}"
            yield Shape(f"{field.name}-range", "out-of-range", holders, (f"[ sh:path cm:{field.name} ; {bounds} ]",))
    yield _choice("basis", (*_LINK, "sh:targetClass cm:Pairing"), BASES)
    for name in ("from", "relation", "to"):
        yield Shape(f"link-{name}", "missing-key", _LINK, (f"[ sh:path cm:{name} ; sh:minCount 1 ]",))


def _choice(name: str, targets: tuple[str, ...], choices: tuple[str, ...]) -> Shape:
    words = " ".join(f'"{word}"' for word in choices)
    return Shape(f"{name}-word", "bad-value", targets, (f"[ sh:path cm:{name} ; sh:in ( {words} ) ]",))


# fmt: off
def _structure() -> Iterator[Shape]:
    """What arguments, cruxes, positions, analogies, questions and documents are made of."""
    argument, position = (_of("argument"),), (_of("position"),)
    concludes = f"(<{NS}supports>|<{NS}attacks>)"
    yield Shape("position-of-a-crux", "missing-key", position, ("[ sh:path cm:positionOn ; sh:minCount 1 ]",))
    yield Shape("argument-premise", "argument-without-premise", argument, (
        "[ sh:path [ sh:inversePath cm:premiseOf ] ; sh:minCount 1 ]",
        _without("has_premise", path="cm:without")))
    yield Shape("argument-conclusion", "argument-conclusion", argument, (
        "[ sh:path [ sh:alternativePath ( cm:supports cm:attacks ) ] ; sh:minCount 1 ]",
        _without("supports", "attacks", path="cm:without")))
    yield Shape("argument-one-conclusion", "argument-conclusion", argument, query=(
        f"SELECT DISTINCT $this WHERE {{ $this {concludes} ?one . $this {concludes} ?other . FILTER (?one != ?other) "
        f"FILTER NOT EXISTS {{ ?one {_TWINS_QUERY} ?other }} }}"))
    yield Shape("crux-positions", "one-position", (_of("crux"),), (
        f"[ sh:path ( {TWINS} [ sh:inversePath cm:positionOn ] cm:side ) ; sh:minCount 2 ]",))
    yield Shape("position-reason", "no-reason", position, query=(
        f"SELECT $this WHERE {{ $this <{NS}side> ?side . FILTER NOT EXISTS {{ "
        f"$this <{NS}positionOn>/{_TWINS_QUERY}/^<{NS}positionOn> ?same . ?same <{NS}side> ?side . "
        f'{{ ?reason <{NS}supports> ?same }} UNION {{ ?same <{NS}without> "because" }} }} }}'))
    yield Shape("analogy-mapping", "empty-analogy", (_of("analogy"),), (
        f"[ sh:path ( {TWINS} cm:mapping ) ; sh:minCount 1 ]",
        _without("mapping")))
    yield Shape("open-question", "open-and-answered", (_of("question"),), (
        "[ sh:not [ sh:path cm:open ; sh:hasValue true ] ]",
        f"[ sh:path ( {TWINS} cm:answeredBy ) ; sh:maxCount 0 ]"))
    yield Shape("document-thesis", "no-thesis", (_of("source"),), (
        "[ sh:path cm:thesis ; sh:minCount 1 ]",
        "[ sh:path prov:hadPrimarySource ; sh:minCount 1 ]"))
# fmt: on


def _absence(absence: Absence) -> Shape:
    ways = [_cm(name) for name in absence.out] + [f"[ sh:inversePath {_cm(name)} ]" for name in absence.into]
    path = f"( {TWINS} [ sh:alternativePath ( {' '.join(ways)} ) ] )" if len(ways) > 1 else f"( {TWINS} {ways[0]} )"
    keys = dict.fromkeys((*absence.out, *(RELATION[name].inverse for name in absence.into)))
    alternatives = (f"[ sh:path {path} ; sh:minCount 1 ]", _without(*keys), *absence.unless)
    return Shape(absence.rule, absence.rule, (_of(absence.kind),), alternatives)


def _without(*keys: str, path: str = f"( {TWINS} cm:without )") -> str:
    """That the map says of a node or a twin that there is none of one of these relations."""
    words = " ".join(f'"{key}"' for key in keys)
    return f"[ sh:path {path} ; sh:qualifiedValueShape [ sh:in ( {words} ) ] ; sh:qualifiedMinCount 1 ]"


def _cm(name: str) -> str:
    return "cm:" + property_iri(name).removeprefix(NS)


def _of(kind: str) -> str:
    return f"sh:targetClass {_class(kind)}"


def _class(kind: str) -> str:
    return "cm:" + class_iri(kind).removeprefix(NS)


def _written(shape: Shape) -> str:
    by_sort: dict[str, list[str]] = defaultdict(list)
    for target in shape.targets:
        sort, _, end = target.partition(" ")
        by_sort[sort].append(end)
    rows = [f"{sort} {', '.join(ends)}" for sort, ends in by_sort.items()]
    rows += [f'sh:message "{_MESSAGES[shape.rule]}"', f"sh:severity sh:{_SEVERITIES[shape.rule]}"]
    if shape.query:
        message = f'sh:message "{_MESSAGES[shape.rule]}"'
        rows.append(f"sh:sparql [ {message} ; sh:select '''{shape.query}''' ]")
    else:
        rows.append("\n        ".join(["sh:or (", *shape.alternatives]) + "\n    )")
    return f":{shape.name} a sh:NodeShape ;\n    " + " ;\n    ".join(rows) + " ."
