"""What stands in braces or front matter, as the values that Argdown takes it for: YAML 1.2 with timestamps."""

from __future__ import annotations

import math
import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from ...graph.problem import Findings
from ..yaml_tree import build_tree, plain_data

if TYPE_CHECKING:
    from ...graph.foreign_data import Data
    from ...graph.problem import Finding
    from ..yaml_tree import Scalar
    from .debate import Fields

LARGEST = 2**53


class Fault(Struct, frozen=True):
    """What is wrong in YAML text: a place of it, what, and what to do."""

    at: int
    message: str
    hint: str = ""


def fields(image: str) -> tuple[Fields, Fault | None]:
    """The object that YAML text holds, as far as it can be read, and the first that is wrong with it.

    >>> fields("{a: 1.0, b: yes, c: [~, '1']}")
    ({'a': 1, 'b': 'yes', 'c': [None, '1']}, None)
    >>> fields("a: [")[1].message
    'this is not YAML'
    """
    import yaml  # few texts have data

    findings = Findings()
    try:
        tree = build_tree(image, "", findings)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        at = _offset(image, mark.line + 1, mark.column + 1) if mark else 0
        return {}, Fault(min(at, len(image.rstrip())), "this is not YAML", "write {key: value}, or \\{ for a brace")
    fault = next((_fault(image, finding) for finding in findings.found()), None)
    found = plain_data(tree, _scalar) if tree else {}
    if isinstance(found, list):  # as Argdown's program takes it
        found = {str(place): item for place, item in enumerate(found)}
    if isinstance(found, dict):
        return found, fault
    return {}, fault or Fault(0, "this has no keys", "write {key: value}, or \\{ for a brace")


def _fault(image: str, found: Finding) -> Fault:
    at = _offset(image, found.span.line, found.span.column)
    if found.rule == "duplicate-key":
        message = found.message.partition(" in this ")[0]
        return Fault(at, message, "Argdown's program takes none of it: join the two, or rename one")
    return Fault(at, f"{found.message.removeprefix('maps may not use ')}: not read here", "write plain keys and values")


def _offset(image: str, line: int, column: int) -> int:
    """Where a line and column are in a text, by YAML's ends of lines."""
    starts = [0, *(match.end() for match in _LINE_END.finditer(image))]
    return starts[min(line, len(starts)) - 1] + column - 1


def data_of(image: str) -> tuple[Fields, Fault | None]:
    """What stands in braces: YAML's flow style on one line, its block style where the braces stand on other lines."""
    block = _BLOCK.match(image)
    return _inside(image, block.end(), image.rindex("}")) if block else fields(image)


def front_of(image: str) -> tuple[Fields, Fault | None]:
    """What stands between two lines of `===`."""
    begin = _OPENING.match(image)
    return _inside(image, begin.end() if begin else 0, len(image.rstrip().rstrip("=").rstrip()))


def _inside(image: str, start: int, end: int) -> tuple[Fields, Fault | None]:
    found, fault = fields(image[start:end].rstrip())
    return found, replace(fault, at=fault.at + start) if fault else None


def number(value: float) -> Data:
    """A number as JavaScript holds and writes it; None where it has none.

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
        base = {"0b": 2, "0x": 16, "0o": 8}.get(word.lstrip("+-")[:2], 10)
        found = number(int(word, base)) if len(word) < 4000 else None
        return word if found is None else found
    if _FLOAT.fullmatch(word):
        found = number(float(word))
        return word if found is None else found
    stamp = _STAMP.fullmatch(word)
    return _timestamp(stamp) if stamp else word


def _timestamp(stamp: re.Match[str]) -> str:
    """The time as JavaScript's JSON writes it, in universal time; a day too many is one of the next month. The word
    itself if there is no such time."""
    year, month, day, hour, minute, second, fraction, sign, off_hours, off_minutes = stamp.groups()
    away = timedelta(hours=int(off_hours or 0), minutes=int(off_minutes or 0)) * (-1 if sign == "-" else 1)
    more = timedelta(int(day) - 1, hours=int(hour or 0), minutes=int(minute or 0), seconds=int(second or 0))
    years, months = divmod(int(month) - 1, 12)
    try:
        found = datetime(int(year) + years, months + 1, 1, tzinfo=UTC) + more - away
    except (ValueError, OverflowError):
        return stamp[0]
    return f"{found.year:04}-{found:%m-%dT%H:%M:%S}.{(fraction or '')[:3]:0<3}Z"


_BLOCK = re.compile("{[ \\t]*(?:\\n\\r|\\n)")
_WORDS: dict[str, Data] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(f"{sign}.{word}" for sign in ("", "+", "-") for word in ("inf", "Inf", "INF")),
    **dict.fromkeys((".nan", ".NaN", ".NAN")),
}
_INTEGER = re.compile("[-+]?(?:0b[01]+|0x[0-9a-fA-F]+|0o[0-7]+|[0-9]+)")
_FLOAT = re.compile("[-+]?[0-9]+(?:\\.[0-9]*)?(?:[eE][-+]?[0-9]+)?|\\.[0-9]+(?:[eE][-+]?[0-9]+)?")
_STAMP = re.compile(
    "([0-9]{4})-(?=[0-9]{2}-[0-9]{2}$|.*:)([0-9]{1,2})-([0-9]{1,2})"
    "(?:(?:[Tt]|[ \\t]+)([0-9]{1,2}):([0-9]{2}):([0-9]{2})(?:\\.([0-9]*))?"
    "(?:[ \\t]*(?:Z|([-+])([0-9]{1,2})(?::([0-9]{2}))?))?)?"
)
_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_OPENING = re.compile("\\s*===+[ \\t]*")
