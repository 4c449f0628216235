"""The JSON Schema of the map format, generated from the vocabulary (JSON Schema 2020-12)."""

from __future__ import annotations

from ..graph.expectation import RESULTS
from ..graph.schema import (
    BASES,
    FIELDS_OF,
    INVERSE,
    KIND,
    KINDS,
    MODALITIES,
    RELATIONS,
    SLUG_LIMIT,
    SLUG_PATTERN,
    Field,
    Kind,
    Relation,
    Shape,
)
from .map_expects import BOUNDS

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
Schema = dict[str, Json]

_TEXT: Schema = {"type": "string", "pattern": r"\S"}
_TEXTS: Schema = {"type": "array", "items": _TEXT}
_ID: Schema = {"type": "string", "pattern": r"^[^\s/]+(/[^\s/]+)?$"}
_SCORE: Schema = {"type": "number", "minimum": 0, "maximum": 1}
_DOTS = r"(…|\.\.\.)"
_MARKER: Schema = {
    "type": "string",
    "pattern": r"\S",
    "not": {"pattern": rf"^\s*{_DOTS}(\s|$)|(^|\s){_DOTS}\s*$|\s{_DOTS}\s(.*\s)?{_DOTS}\s"},
}


def map_schema() -> Schema:
    """A schema that accepts what `map_yaml.read` reads without findings, ids that do not exist apart."""
    sections: Schema = {kind.section: _section(kind) for kind in KINDS if kind.name != "position"}
    forms: list[Json] = [{"required": ["source"]}]
    forms += [{"required": [name], "properties": dict.fromkeys(sections, False)} for name in ("links", "expect")]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "cruxmap source map",
        "description": "One document as claims, mechanisms, failure modes and cruxes; or only links between sources.",
        "type": "object",
        "properties": {
            "source": _source(),
            **sections,
            "links": {"type": ["array", "null"], "items": _bare_link()},
            "expect": {"type": ["array", "null"], "items": _expectation()},
        },
        "additionalProperties": False,
        "anyOf": forms,
        "$defs": {
            **{f"{relation.name}_links": _link_list(relation, ["to"]) for relation in _written()},
            **{
                f"{relation.inverse}_links": _link_list(relation, ["to", "from"])
                for relation in INVERSE.values()
                if relation in _written()
            },
            "branch": _branch(),
            "pairing": _object(
                {"element": _TEXT, "stands_for": _TEXT, "basis": _one_of(BASES), "note": _TEXT},
                ["element", "stands_for"],
            ),
        },
    }


def _written() -> list[Relation]:
    """Relations that a map may write; positions answer their crux by standing under it."""
    return [relation for relation in RELATIONS if relation.name != "position_on"]


def _section(kind: Kind) -> Schema:
    return {
        "type": ["object", "null"],
        "description": kind.meaning,
        "propertyNames": _slug(but_not_source=True),
        "additionalProperties": _node(kind),
    }


def _node(kind: Kind) -> Schema:
    properties = _fields(kind.shape) | _relations()
    if kind.name == "crux":
        position = _node(KIND["position"])
        properties["positions"] = {"type": "object", "propertyNames": _slug(), "additionalProperties": position}
    if kind.name == "position":
        properties["because"] = {"$ref": "#/$defs/supported_by_links"}
        properties["against"] = {"$ref": "#/$defs/attacked_by_links"}
    return _object(properties, ["text"])


def _source() -> Schema:
    fields = _fields("source") | _relations()
    own: Schema = {
        "id": _slug(),
        "summary": _TEXT | {"description": "one sentence on what the document is"},
        "thesis": _ID | {"description": "the id of the claim the document argues for"},
        "text": _TEXT | {"description": "the file with the document's text, relative to the map"},
        "outline_root": {"$ref": "#/$defs/branch"},
        "outline": {"type": "array", "items": {"$ref": "#/$defs/branch"}},
    }
    return _object(fields | own, ["id", "title"])


def _branch() -> Schema:
    children: Json = {"type": "array", "items": {"$ref": "#/$defs/branch"}}
    branch = _object({"node": _ID, "label": _TEXT, "children": children}, [])
    return {"anyOf": [_ID, branch | {"anyOf": [{"required": ["node"]}, {"required": ["label"]}]}]}


def _fields(shape: Shape) -> Schema:
    return {name: _field(field) | {"description": field.meaning} for name, field in FIELDS_OF[shape].items()}


def _field(field: Field) -> Schema:
    match field.type:
        case "text":
            return _TEXT
        case "passage":
            return _MARKER
        case "texts":
            return _TEXTS
        case "integer":
            return {"type": "integer", "minimum": field.least, "maximum": field.most}
        case "flag":
            return {"type": "boolean"}
        case "choice":
            return _one_of(field.choices)
        case "date":
            day = r"(0[1-9]|[12]\d|3[01])"
            pattern = rf"^\d{{4}}(-(0[1-9]|1[0-2])(-{day})?)?$"
            return {"type": ["string", "integer"], "pattern": pattern, "minimum": 0, "maximum": 9999}
        case "mapping":
            return {"type": "array", "items": {"$ref": "#/$defs/pairing"}}
        case "data":
            return {"type": ["object", "string"]}


def _relations() -> Schema:
    names = [name for relation in _written() for name in (relation.name, relation.inverse)]
    return {name: {"$ref": f"#/$defs/{name}_links"} for name in dict.fromkeys(names)}


def _link_list(relation: Relation, ends: list[str]) -> Schema:
    properties: Schema = _extras(relation) | dict.fromkeys(ends, _ID)
    one_end: list[Json] = [{"required": [end]} for end in ends]
    item: Schema = {"anyOf": [_ID, _object(properties, []) | {"oneOf": one_end}]}
    return {"type": "array", "items": item, "description": relation.meaning}


def _bare_link() -> Schema:
    rows: list[Json] = [
        _object(
            _extras(relation) | {"from": _ID, "to": _ID, "relation": _one_of(_names(relation))},
            ["from", "relation", "to"],
        )
        for relation in _written()
    ]
    return {"anyOf": rows}


def _expectation() -> Schema:
    """An entry of `expect:`, as `map_expects` reads it."""
    ids: Schema = {"type": "array", "items": _ID}
    bounds = _object(dict.fromkeys(BOUNDS, _SCORE), []) | {"minProperties": 1}
    properties: Schema = {
        "take": _by_id({"type": "string", "pattern": r"^\S+$"}) | {"description": "the sides that are taken, by crux"},
        "assume": ids | {"description": "what is taken to stand, whatever speaks against it"},
        "deny": ids | {"description": "what is taken to fall, whatever speaks for it"},
        "believe": _by_id(_SCORE) | {"description": "base scores, which matter for strength only"},
        "stands": ids | {"description": "what stands then"},
        "falls": ids | {"description": "what falls then"},
        "open": ids | {"description": "what is left open then"},
        "strength": _by_id(bounds) | {"description": "between what the strength of each lies"},
        "note": _TEXT | {"description": "why this is expected"},
    }
    results: list[Json] = [
        {"required": [name], "properties": {name: {"minItems": 1, "minProperties": 1}}} for name in RESULTS
    ]
    return _object(properties, []) | {"anyOf": results}


def _by_id(value: Schema) -> Schema:
    return {"type": "object", "propertyNames": _ID, "additionalProperties": value}


def _names(relation: Relation) -> tuple[str, ...]:
    return (relation.name,) if relation.symmetric else (relation.name, relation.inverse)


def _extras(relation: Relation) -> Schema:
    extras: Schema = {"basis": _one_of(BASES), "modality": _one_of(MODALITIES), "note": _TEXT}
    if relation.acyclic:
        extras["loop"] = {"type": "boolean", "description": "the circle which the link closes is meant"}
    qualifier = relation.qualifier
    if qualifier:
        is_flag = qualifier.is_flag
        values: Schema = {"type": "boolean"} if is_flag else _one_of(qualifier.values) if qualifier.values else _TEXT
        extras[qualifier.name] = values | {"description": qualifier.meaning}
    return extras


def _one_of(words: tuple[str, ...]) -> Schema:
    return {"enum": list(words)}


def _slug(but_not_source: bool = False) -> Schema:
    slug: Schema = {"type": "string", "pattern": f"^{SLUG_PATTERN}$", "maxLength": SLUG_LIMIT}
    return slug | {"not": {"const": "source"}} if but_not_source else slug


def _object(properties: Schema, required: list[str]) -> Schema:
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}
