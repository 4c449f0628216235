"""YAML to be written: nodes of plain data, one way to write each, and the text of them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import yaml

from ..graph.foreign_data import decoded
from .decoding import is_damaged, may_be_damaged
from .map_values import wants_quotes
from .yaml_tree import MAX_DEPTH

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ..graph.foreign_data import Data

WIDTH = 100
ONE_LINE = 1_000_000
_DEEPEST = MAX_DEPTH - 20
_LONGEST_KEY = 120


def serialized(node: yaml.Node, width: int = WIDTH) -> str:
    return yaml.serialize(node, Dumper=_DUMPER, allow_unicode=True, width=width, indent=2)


def spelt_out(text: str) -> str:
    """The text with characters beyond the basic plane, emoji above all, which libyaml escapes, as they are.

    Words that would be taken for damaged when the text is read, and restored, are escaped, so that they stay.
    """
    if _ESCAPED.search(text):
        text = _rewritten(text, lambda found, as_is: _ESCAPED.sub(_character, as_is) if found.style == '"' else as_is)
    if is_damaged(text):
        text = _rewritten(text, lambda found, as_is: _escaped(found.value) if may_be_damaged(found.value) else as_is)
    return text


def _rewritten(text: str, change: Callable[[yaml.ScalarEvent, str], str]) -> str:
    """The text with each scalar in it, given as what it is and as it stands, changed."""
    parts: list[str] = []
    done = 0
    for event in yaml.parse(text, Loader=getattr(yaml, "CLoader", yaml.Loader)):
        if isinstance(event, yaml.ScalarEvent) and event.start_mark and event.end_mark:
            start, end = event.start_mark.index, event.end_mark.index
            parts += [text[done:start], change(event, text[start:end])]
            done = end
    return "".join([*parts, text[done:]])


def _character(escape: re.Match[str]) -> str:
    return chr(int(escape[1], 16)) if escape[1] else escape[0]


def _escaped(words: str) -> str:
    """Words in double quotes, with no character in them beyond ASCII."""
    return str(yaml.dump(words, Dumper=_DUMPER, default_style='"', width=ONE_LINE)).strip()


# An escape of YAML's double quotes: of a character beyond the basic plane, or any other.
_ESCAPED = re.compile(r"\\(?:U(00[01][0-9A-F]{5})|.)", re.DOTALL)
_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def text_node(value: str) -> yaml.Node:
    return yaml.ScalarNode("tag:yaml.org,2002:str", value, style="'" if wants_quotes(value) else None)


def list_node(items: list[yaml.Node]) -> yaml.Node:
    """A list: on one line if all its items are plain texts."""
    flow = all(isinstance(item, yaml.ScalarNode) for item in items)
    return yaml.SequenceNode("tag:yaml.org,2002:seq", items, flow_style=flow)


def block_node(pairs: Iterable[tuple[str, yaml.Node]], flow: bool = False) -> yaml.Node:
    items = [(text_node(key), value) for key, value in pairs]
    return yaml.MappingNode("tag:yaml.org,2002:map", items, flow_style=flow)


def word_node(tag: str, word: str) -> yaml.Node:
    """A number or truth value as YAML itself has it, by the short name of its tag."""
    return yaml.ScalarNode(f"tag:yaml.org,2002:{tag}", word)


def data_node(text: str) -> yaml.Node:
    """The object to be written: as an object, or as one string where YAML could not hold it as that."""
    value = decoded(text)
    return _node(value) if _fits(value, _DEEPEST) else text_node(text)


def _fits(value: Data, depth: int) -> bool:
    match value:
        case dict():
            known = all(0 < len(key) <= _LONGEST_KEY and key != "<<" for key in value)
            return depth > 0 and known and all(_fits(item, depth - 1) for item in value.values())
        case list():
            return depth > 0 and all(_fits(item, depth - 1) for item in value)
        case _:
            return True


def _node(value: Data) -> yaml.Node:
    match value:
        case dict():
            items = [(_quoted(key), _node(item)) for key, item in value.items()]
            return yaml.MappingNode("tag:yaml.org,2002:map", items, flow_style=True)
        case list():
            return yaml.SequenceNode("tag:yaml.org,2002:seq", [_node(item) for item in value], flow_style=True)
        case str():
            return _quoted(value)
        case None:
            return word_node("null", "null")
        case bool():
            return word_node("bool", "true" if value else "false")
        case int():
            return word_node("int", str(value))
        case float():
            return word_node("float", _NO_POINT.sub(r"\1.0e", json.dumps(value)))  # 1e-05 is a text in YAML


_NO_POINT = re.compile(r"^(-?\d+)e")


def _quoted(words: str) -> yaml.Node:
    return yaml.ScalarNode("tag:yaml.org,2002:str", words, style='"')
