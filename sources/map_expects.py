"""Expectations of a map file: the `expect:` list, read and written.

An entry with a value that does not fit is left out whole: without it, the rest would expect something else.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ..graph.expectation import RESULTS, Bounds, Credence, Expectation, Mention, Taking
from ..graph.problem import quoted
from .map_links import bare_id
from .map_values import Context, shape_of, text, wants_quotes
from .yaml_tree import Mapping, Scalar, Sequence, Value
from .yaml_write import block_node, list_node, text_node, word_node

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import yaml

KEYS = tuple(name for name in Expectation.__struct_fields__ if name != "span")
BOUNDS = ("at_least", "at_most")
_ROW = "write - {take: {some-crux: a-side}, stands: [some-claim]}"
_NUMBER = re.compile(r"[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?", re.ASCII)


def read_expectations(context: Context, value: Value) -> tuple[Expectation, ...]:
    """The entries of an `expect:` list that have nothing wrong with them, in order."""
    if not isinstance(value, Sequence):
        if not (isinstance(value, Scalar) and not value.value):
            context.find("wrong-shape", value, f"'expect' wants a list, this is {shape_of(value)}", _ROW)
        return ()
    found = (_expectation(context, item) for item in value.items)
    return tuple(expectation for expectation in found if expectation)


def expectation_node(expectation: Expectation, own: str) -> yaml.Node:
    """An entry of `expect:` as a map of source `own` writes it, in the order of KEYS."""

    def local(mention: Mention) -> str:
        return mention.id.removeprefix(f"{own}/")

    def ids(mentions: Iterable[Mention]) -> yaml.Node:
        return list_node([text_node(local(mention)) for mention in mentions])

    nodes = {
        "take": block_node(((local(one.crux), text_node(one.side.id)) for one in expectation.take), flow=True),
        "assume": ids(expectation.assume),
        "deny": ids(expectation.deny),
        "believe": block_node(((local(one.node), _number_node(one.value)) for one in expectation.believe), flow=True),
        "stands": ids(expectation.stands),
        "falls": ids(expectation.falls),
        "open": ids(expectation.open),
        "strength": block_node((local(one.node), _bounds_node(one)) for one in expectation.strength),
        "note": text_node(expectation.note),
    }
    return block_node((name, nodes[name]) for name in KEYS if getattr(expectation, name))


def _expectation(context: Context, item: Value) -> Expectation | None:
    if not isinstance(item, Mapping):
        context.find("wrong-shape", item, f"an expectation wants keys, this is {shape_of(item)}", _ROW)
        return None
    fields: dict[str, Any] = {}
    for key, value in item.items:
        if key.value not in KEYS:
            context.unknown_key(key, KEYS)
        fields[key.value] = _field(context, key.value, value) if key.value in KEYS else None
    if None in fields.values():
        return None
    if not any(fields.get(name) for name in RESULTS):
        hint = f"add what should follow: {', '.join(RESULTS)}"
        context.find("missing-key", item, "the expectation says nothing that should follow", hint)
        return None
    return Expectation(**fields, span=context.span(item))


def _field(context: Context, name: str, value: Value) -> object:
    """The value of a key, None where something in it does not fit (which is then among the findings)."""
    match name:
        case "note":
            return _words(context, value, name)
        case "take":
            return _whole(_taking(context, *pair) for pair in _pairs(context, name, value, "some-crux: a-side"))
        case "believe":
            return _whole(_credence(context, *pair) for pair in _pairs(context, name, value, "some-claim: 0.8"))
        case "strength":
            pairs = _pairs(context, name, value, "some-claim: {at_least: 0.6}")
            return _whole(_bounds(context, *pair) for pair in pairs)
        case _:
            return _mentions(context, name, value)


def _whole(found: Iterator[Any]) -> tuple[Any, ...] | None:
    """All that was found, None if one of it is None; every one is looked at."""
    every = tuple(found)
    return None if None in every else every


def _mentions(context: Context, name: str, value: Value) -> tuple[Mention, ...] | None:
    if not isinstance(value, Sequence):
        word = value.value if isinstance(value, Scalar) and 0 < len(value.value) <= 80 else "some-claim"
        message = f"{quoted(name)} wants a list, this is {shape_of(value)}"
        context.find("wrong-shape", value, message, f"write [{word}]")
        return None
    return _whole(_mention(context, item, name) for item in value.items)


def _mention(context: Context, word: Value, name: str) -> Mention | None:
    node_id = bare_id(context, word) if _name(context, word, name) and isinstance(word, Scalar) else ""
    return Mention(node_id, context.span(word)) if node_id else None


def _name(context: Context, value: Value, name: str) -> str | None:
    """What names a node or a side: one word."""
    words = _words(context, value, name)
    if words and words.split() != [words]:
        hint = "small letters and digits, with single hyphens between words"
        context.find("bad-id", value, f"{quoted(words)} cannot be an id", hint)
        return None
    return words


def _words(context: Context, value: Value, name: str) -> str | None:
    words = text(context, value, name)
    is_none = words is not None and isinstance(value, Scalar) and value.plain and wants_quotes(words)
    return None if is_none else words


def _pairs(context: Context, name: str, value: Value, example: str) -> Iterator[tuple[Mention | None, Value]]:
    """The rows of a mapping from ids; None for what is none, and for an id that stands there already."""
    if not isinstance(value, Mapping):
        message = f"{quoted(name)} wants ids with a value each, this is {shape_of(value)}"
        context.find("wrong-shape", value, message, f"write {{{example}}}")
        yield None, value
        return
    seen: dict[str, Scalar] = {}
    for key, below in value.items:
        mention = _mention(context, key, name)
        if mention and mention.id in seen:
            message = f"{quoted(name)} names {quoted(mention.id)} twice"
            hint = f"line {seen[mention.id].line} has it: drop one of the two"
            context.find("duplicate-key", key, message, hint)
            mention = None
        if mention:
            seen[mention.id] = key
        yield mention, below


def _taking(context: Context, crux: Mention | None, value: Value) -> Taking | None:
    side = _name(context, value, "take") if crux else None
    return Taking(crux, Mention(side, context.span(value))) if crux and side else None


def _credence(context: Context, node: Mention | None, value: Value) -> Credence | None:
    score = _number(context, "believe", value) if node else None
    return Credence(node, score) if node and score is not None else None


def _bounds(context: Context, node: Mention | None, value: Value) -> Bounds | None:
    if node is None:
        return None
    if not isinstance(value, Mapping):
        message = f"a strength wants bounds, this is {shape_of(value)}"
        context.find("wrong-shape", value, message, "write {at_least: 0.6}, {at_most: 0.4} or both")
        return None
    found: dict[str, float | None] = {}
    for key, below in value.items:
        if key.value not in BOUNDS:
            context.unknown_key(key, BOUNDS)
        found[key.value] = _number(context, key.value, below) if key.value in BOUNDS else None
    if not value.items:
        context.find("missing-key", value, "a strength has no bound", "add at_least: or at_most:, from 0 to 1")
        return None
    if None in found.values():
        return None
    least, most = found.get("at_least"), found.get("at_most")
    if least is not None and most is not None and least > most:
        message = f"no strength is at least {number_text(least)} and at most {number_text(most)}"
        context.find("bad-value", value, message, "at_least is the smaller of the two")
        return None
    return Bounds(node, least, most)


def _number(context: Context, name: str, value: Value) -> float | None:
    word = value.value if isinstance(value, Scalar) and value.plain else ""
    found = float(word) if _NUMBER.fullmatch(word) else None
    if found is not None and 0 <= found <= 1:
        return found + 0.0  # of -0 as well
    message = f"{quoted(name)} cannot be {shape_of(value)}"
    context.find("bad-value", value, message, "write a number from 0 to 1, without quotes")
    return None


def _bounds_node(bounds: Bounds) -> yaml.Node:
    values = (("at_least", bounds.at_least), ("at_most", bounds.at_most))
    return block_node(((name, _number_node(value)) for name, value in values if value is not None), flow=True)


def _number_node(value: float) -> yaml.Node:
    word = number_text(value)
    return word_node("float" if "." in word else "int", word)


def number_text(value: float) -> str:
    """The number in as few digits as tell it from all others, without an exponent.

    >>> number_text(0.25), number_text(1.0), number_text(1e-7)
    ('0.25', '1', '0.0000001')
    """
    short = repr(value)
    if "e" in short:
        from decimal import Decimal  # only for what nobody writes

        return format(Decimal(short), "f")
    return short.removesuffix(".0")
