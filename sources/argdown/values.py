"""What stands in braces or front matter, as the values that Argdown takes it for: YAML 1.2 with timestamps."""

from __future__ import annotations

import math
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ...graph.problem import Findings
from ..yaml_tree import build_tree, plain_data

if TYPE_CHECKING:
    from ...graph.foreign_data import Data
    from ..yaml_tree import Scalar
    from .debate import Fields

LARGEST = 2**53


def fields(image: str) -> Fields | None:
    """The object that YAML text holds, {} if it holds nothing or no object, None if it is not YAML.

    >>> fields("a: [") is None, fields("{a: 1.0, b: yes, c: [~, '1']}")
    (True, {'a': 1, 'b': 'yes', 'c': [None, '1']})
    """
    import yaml  # few texts have data

    findings = Findings()
    try:
        tree = build_tree(image, "", findings)
    except yaml.YAMLError:
        return None
    if any(finding.rule == "yaml-feature" for finding in findings.found()):
        return None
    found = plain_data(tree, _scalar) if tree else {}
    return found if isinstance(found, dict) else {}


def data_of(image: str) -> Fields | None:
    """What stands in braces: YAML's flow style on one line, its block style where the braces stand on other lines."""
    block = _BLOCK.match(image)
    return fields(image[block.end() : image.rindex("}")] if block else image)


def front_of(image: str) -> Fields | None:
    """What stands between two lines of `===`."""
    return fields(image.strip().strip("="))


def number(value: float) -> Data:
    """A number as JavaScript holds and writes it.

    >>> number(3.0), number(2**60 + 1), number(float("nan"))
    (3, 1152921504606846976, None)
    """
    if isinstance(value, int):
        if -LARGEST <= value <= LARGEST:
            return value
        try:
            return int(float(value))
        except OverflowError:
            return None
    if not math.isfinite(value):
        return None
    return int(value) if value.is_integer() else value


def _scalar(value: Scalar) -> Data:
    return _plain(value.value) if value.plain else value.value


def _plain(word: str) -> Data:
    if word in _WORDS:
        return _WORDS[word]
    if _INTEGER.fullmatch(word):
        bare = word.replace("_", "")
        base = {"0b": 2, "0x": 16, "0o": 8}.get(bare.lstrip("+-")[:2], 10)
        return number(int(bare, base)) if len(bare) < 4000 else None
    if _FLOAT.fullmatch(word) and not word.endswith("_"):
        return number(float(word.replace("_", "")))
    stamp = _STAMP.fullmatch(word)
    return _timestamp(stamp) if stamp else word


def _timestamp(stamp: re.Match[str]) -> str:
    """The time as JavaScript's JSON writes it, in universal time; the word itself if there is no such time."""
    year, month, day, hour, minute, second, fraction, sign, off_hours, off_minutes = stamp.groups()
    try:
        found = datetime(
            int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0), tzinfo=UTC
        )
    except ValueError:
        return stamp[0]
    away = (int(off_hours or 0) * 60 + int(off_minutes or 0)) * 60 * (-1 if sign == "-" else 1)
    try:
        found = datetime.fromtimestamp(found.timestamp() - away, UTC)
    except (ValueError, OverflowError, OSError):
        return stamp[0]
    return f"{found:%Y-%m-%dT%H:%M:%S}.{(fraction or '')[:3]:0<3}Z"


_BLOCK = re.compile("{[ \\t]*(?:\\n\\r|\\n)")
_WORDS: dict[str, Data] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(f"{sign}.{word}" for sign in ("", "+", "-") for word in ("inf", "Inf", "INF")),
    **dict.fromkeys((".nan", ".NaN", ".NAN")),
}
_INTEGER = re.compile("[-+]?(?:0b[01_]*[01]|0x[0-9a-fA-F_]*[0-9a-fA-F]|0o[0-7_]*[0-7]|[0-9](?:[0-9_]*[0-9])?)")
_FLOAT = re.compile("[-+]?[0-9][0-9_]*(?:\\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?|\\.[0-9][0-9_]*(?:[eE][-+]?[0-9]+)?")
_STAMP = re.compile(
    "([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"
    "(?:(?:[Tt]|[ \\t]+)([0-9]{1,2}):([0-9]{2}):([0-9]{2})(?:\\.([0-9]*))?"
    "(?:[ \\t]*(?:Z|([-+])([0-9]{1,2})(?::([0-9]{2}))?))?)?"
)
