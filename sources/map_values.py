"""Values of a map file's fields: each YAML value to the plain value its field wants, or a finding."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from ..graph.model import OutlineItem, Pairing, Passage
from ..graph.problem import Edit, Finding, Findings, Span, quoted
from ..graph.schema import BASES, Field
from ..graph.suggest import did_you_mean
from .map_data import read_data
from .yaml_tree import Mapping, Scalar, Sequence, Value

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_LISTED = 20

FieldValue = str | int | bool | tuple[str, ...] | tuple[Pairing, ...] | Passage | None


class Context:
    """Where reading stands: the file, the id of its source, and what was found so far."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.source = ""
        self.findings = Findings()

    def span(self, value: Value) -> Span:
        return Span(self.file, value.line, value.column)

    def find(self, rule: str, value: Value, message: str, hint: str = "", edit: Edit | None = None) -> None:
        self.findings.add(Finding(rule=rule, message=message, span=self.span(value), hint=hint, edit=edit))

    def full_id(self, word: str) -> str:
        """The full id of a reference inside this file: without a slash it is local."""
        return word if "/" in word else f"{self.source}/{word}"

    def unknown_key(self, key: Scalar, known: Iterable[str]) -> None:
        words = sorted(set(known))
        listed = f"known here: {', '.join(words)}" if len(words) <= MOST_LISTED else "`cruxmap schema` lists the keys"
        hint = told(key.value) or did_you_mean(key.value, words) or listed
        self.find("unknown-key", key, f"unknown key {quoted(key.value)}", hint)


def told(word: str) -> str:
    """What to write instead of a word that belongs elsewhere, "" for other words."""
    return _TOLD.get(word, "")


_TOLD = {
    "because": "'because' belongs to a position of a crux; here it is 'supported_by'",
    "against": "'against' belongs to a position of a crux; here it is 'attacked_by'",
    "positions": "only a crux has positions",
    "premises": "the premises of an argument are 'has_premise'",
    "conclusion": "an argument 'supports' or 'attacks' its conclusion",
    "position_on": "a position belongs to the crux under whose 'positions:' it is written",
}


def field_value(context: Context, field: Field, value: Value) -> FieldValue:
    """The field's value, or None where it does not fit (which is then among the findings)."""
    match field.type:
        case "text":
            return text(context, value, field.name)
        case "texts":
            return texts(context, value, field.name)
        case "integer":
            return integer(context, value, field)
        case "flag":
            return flag(context, value, field.name)
        case "choice":
            return choice(context, value, field.name, field.choices)
        case "passage":
            return passage(context, value)
        case "date":
            return date(context, value, field.name)
        case "mapping":
            return mapping(context, value)
        case "data":
            return read_data(context, value)


def text(context: Context, value: Value, name: str) -> str | None:
    """The words of a scalar. What YAML would take for a number, a truth value or nothing wants quotes."""
    if not isinstance(value, Scalar):
        message = f"{quoted(name)} wants text, this is {shape_of(value)}"
        context.find("wrong-shape", value, message, "write words, in quotes if they hold ': ' or start with [ or {")
        return None
    if not value.value.strip():
        hint = "write it, in quotes if it starts with #, or leave the key out"
        context.find("bad-value", value, f"{quoted(name)} has no value", hint)
        return None
    if value.plain and wants_quotes(value.value):
        message = f"{quoted(name)} wants text, and {quoted(value.value)} is none in YAML"
        context.find("bad-value", value, message, f'put quotes round it: "{value.value[:60]}"')
    return value.value


def wants_quotes(words: str) -> bool:
    """Whether YAML would take the words, written plainly, for something else than text."""
    return _NO_TEXT.fullmatch(words) is not None


# What the core schema of YAML 1.2 resolves to null, truth values and numbers.
_NO_TEXT = re.compile(
    r"~|null|Null|NULL|true|True|TRUE|false|False|FALSE"
    r"|[-+]?\d+|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)",
    re.ASCII,
)


def texts(context: Context, value: Value, name: str) -> tuple[str, ...] | None:
    if isinstance(value, Scalar) and value.value:
        message = f"{quoted(name)} wants a list, this is {shape_of(value)}"
        context.find("wrong-shape", value, message, f"write [{quoted(value.value)[1:-1]}]")
        return (value.value,)
    if not isinstance(value, Sequence):
        context.find("wrong-shape", value, f"{quoted(name)} wants a list, this is {shape_of(value)}")
        return None
    found = (text(context, item, name) for item in value.items)
    return tuple(item for item in found if item is not None)


def integer(context: Context, value: Value, field: Field) -> int | None:
    word = value.value if isinstance(value, Scalar) and value.plain else ""
    is_number = re.fullmatch(r"-?\d{1,40}", word, re.ASCII)
    if is_number and field.least <= int(word) <= field.most:
        return int(word)
    hint = f"write a whole number from {field.least} to {field.most}"
    if is_number:
        context.find("out-of-range", value, f"{quoted(field.name)} cannot be {word}", hint)
    else:
        message = f"{quoted(field.name)} cannot be {shape_of(value)}"
        context.find("bad-value", value, message, f"{hint}, without quotes")
    return None


def flag(context: Context, value: Value, name: str) -> bool | None:
    word = value.value if isinstance(value, Scalar) and value.plain else ""
    if word in ("true", "True", "TRUE", "false", "False", "FALSE"):
        return word.lower() == "true"
    context.find("bad-value", value, f"{quoted(name)} cannot be {shape_of(value)}", "write true or false")
    return None


def choice(context: Context, value: Value, name: str, choices: tuple[str, ...]) -> str | None:
    word = text(context, value, name)
    if word is None or word in choices:
        return word
    hint = did_you_mean(word, choices) or f"one of: {', '.join(choices)}"
    context.find("bad-value", value, f"{quoted(name)} cannot be {quoted(word)}", hint)
    return None


def date(context: Context, value: Value, name: str) -> str | None:
    word = value.value if isinstance(value, Scalar) else ""
    if _DATE.fullmatch(word):
        return word
    context.find("bad-value", value, f"{quoted(name)} cannot be {shape_of(value)}", "write YYYY, YYYY-MM or YYYY-MM-DD")
    return None


_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)


def passage(context: Context, value: Value) -> Passage | None:
    """A marker `first words … last words`, or one run of words; a literal ellipsis is written `\\…`."""
    words = text(context, value, "passage")
    if words is None:
        return None
    found = marker(words)
    if found is None:
        context.find(
            "bad-value",
            value,
            f"a passage has first and last words, not {quoted(words)}",
            "write: first words … last words, or one short run of words",
        )
        return None
    return replace(found, span=context.span(value))


def marker(words: str) -> Passage | None:
    """What the words of a marker say, None if they are none; the inverse of `passage_text`."""
    parts = [_ESCAPED_DOTS.sub(r"\1", part).strip() for part in _DOTS.split(words)]
    return Passage(parts[0], parts[1] if len(parts) > 1 else None) if len(parts) < 3 and all(parts) else None


_DOTS = re.compile(r"(?<!\S)(?:…|\.\.\.)(?!\S)")
_ESCAPED_DOTS = re.compile(r"(?<!\S)\\(\\*(?:…|\.\.\.))(?!\S)")


def mapping(context: Context, value: Value) -> tuple[Pairing, ...] | None:
    """An analogy's rows. Whether a side names a node is settled when the whole graph is known."""
    if not isinstance(value, Sequence):
        context.find(
            "wrong-shape", value, f"'mapping' wants a list, this is {shape_of(value)}", "- {element: …, stands_for: …}"
        )
        return None
    pairs = (_pairing(context, item) for item in value.items)
    return tuple(pair for pair in pairs if pair)


_ROW = "write both, {element: …, stands_for: …}; plain words do"


def _pairing(context: Context, item: Value) -> Pairing | None:
    words = record(context, item, ("element", "stands_for", "basis", "note"), "a row of a mapping")
    if words is None:
        return None
    if "element" not in words or "stands_for" not in words:
        missing = next(name for name in ("element", "stands_for") if name not in words)
        rule = "half-mapped-analogy" if {"element", "stands_for"} & words.keys() else "missing-key"
        context.find(rule, item, f"a row of a mapping has no {quoted(missing)}", _ROW)
        return None
    basis = words.get("basis")
    return Pairing(
        element=words["element"].value,
        stands_for=words["stands_for"].value,
        basis=(choice(context, basis, "basis", BASES) if basis else None) or "explicit",
        note=words["note"].value if "note" in words else "",
        span=context.span(item),
    )


def record(
    context: Context, item: Value, known: tuple[str, ...], what: str, flags: tuple[str, ...] = ()
) -> dict[str, Scalar] | None:
    """A small mapping of known keys to scalars; what is not known, or not text and no flag, is a finding."""
    if not isinstance(item, Mapping):
        context.find("wrong-shape", item, f"{what} wants keys, this is {shape_of(item)}", f"keys: {', '.join(known)}")
        return None
    words: dict[str, Scalar] = {}
    for key, value in item.items:
        if key.value not in known:
            context.unknown_key(key, known)
        elif isinstance(value, Scalar) and (key.value in flags or text(context, value, key.value) is not None):
            words[key.value] = value
        elif not isinstance(value, Scalar):
            text(context, value, key.value)
    return words


def outline_items(context: Context, value: Value) -> tuple[OutlineItem, ...]:
    """A list of branches; a branch is `{node, label, children}`, or just a node's id."""
    if not isinstance(value, Sequence):
        context.find("wrong-shape", value, f"an outline wants a list, this is {shape_of(value)}")
        return ()
    items = (outline_item(context, item) for item in value.items)
    return tuple(item for item in items if item)


def outline_item(context: Context, value: Value) -> OutlineItem | None:
    if isinstance(value, Scalar) and value.value:
        return OutlineItem(node=context.full_id(value.value), span=context.span(value))
    if not isinstance(value, Mapping):
        context.find("wrong-shape", value, f"a branch wants 'node' or 'label', this is {shape_of(value)}")
        return None
    children: tuple[OutlineItem, ...] = ()
    place: Value = value
    words: dict[str, str | None] = {}
    for key, below in value.items:
        if key.value == "children":
            children = outline_items(context, below)
        elif key.value in ("node", "label"):
            words[key.value] = text(context, below, key.value)
            place = below if key.value == "node" else place
        else:
            context.unknown_key(key, ("node", "label", "children"))
    node, label = words.get("node"), words.get("label")
    if not (node or label):
        context.find("missing-key", value, "a branch of an outline wants 'node' or 'label'", "- {node: some-id}")
        return None
    return OutlineItem(
        node=context.full_id(node) if node else "", label=label or "", children=children, span=context.span(place)
    )


def shape_of(value: Value) -> str:
    """What a value is, for messages."""
    match value:
        case Scalar():
            return quoted(value.value) if value.value else "empty"
        case Mapping():
            return "a mapping"
        case Sequence():
            return "a list"
