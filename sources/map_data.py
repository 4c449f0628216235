"""What other tools say of a node, in a map file: JSON, which is YAML's flow style."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from ..graph.foreign_data import canonical
from .yaml_tree import Scalar, plain_data

if TYPE_CHECKING:
    from ..graph.foreign_data import Data
    from .map_values import Context
    from .yaml_tree import Value

_HINT = 'write an object, as {"aif": {"nodeID": "12"}}'


def read_data(context: Context, value: Value) -> str | None:
    """The object in canonical form; None, and a finding, where it is none.

    Quoted words are strings, plain ones what JSON takes them for, and strings where it takes them for nothing. An
    object that no map file can hold is one string of JSON.
    """
    try:
        found = _text(value) if isinstance(value, Scalar) else plain_data(value, _word)
        if isinstance(found, dict):
            return canonical(found)
    except (ValueError, RecursionError):  # numbers without end, brackets without end
        pass
    context.find("bad-value", value, "'data' wants an object of JSON", _HINT)
    return None


def _text(value: Scalar) -> Data:
    found: Data = json.loads(value.value, parse_constant=_refused)
    return found


def _refused(word: str) -> Data:
    raise ValueError(word)


def _word(value: Scalar) -> Data:
    if not value.plain:
        return value.value
    if value.value in _WORDS:
        return _WORDS[value.value]
    return _text(value) if _NUMBER.fullmatch(value.value) else value.value


_WORDS: dict[str, Data] = {"true": True, "false": False, "null": None, "": None}
_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?", re.ASCII)
