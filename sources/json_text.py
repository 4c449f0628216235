"""JSON read with places: where the items of its lists stand, and keys that stand twice."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from ..graph.problem import quoted

if TYPE_CHECKING:
    from ..graph.foreign_data import Data

WALKED = 1  # objects in the outermost object are walked for places too
DEEPEST = 100


TOO_DEEP = f"brackets are nested more than {DEEPEST} deep"


class JsonText(Struct, frozen=True):
    """`value` is what the text says; `places` where the items of a list begin, by the keys that lead to the list.

    `twice` has the keys that stand twice in one object, of which the first counts, and `too_large` the numbers that are
    kept as words, each with its place or that of the item round it.
    """

    value: Data
    places: dict[tuple[str, ...], list[int]]
    twice: tuple[tuple[str, int], ...] = ()
    too_large: tuple[tuple[str, int], ...] = ()


class JsonError(Exception):
    """The text is not JSON (RFC 8259): why, and at which character."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.message = message
        self.at = at


def read_json(text: str) -> JsonText:
    """What a text in JSON says. Raises JsonError."""
    walk = _Walk(text)
    try:
        value = walk.value(_next(text, 0), ())
        if walk.at < len(text):
            raise JsonError("more stands behind the end of the object", walk.at)
    except json.JSONDecodeError as error:
        raise _told(text, error.msg, error.pos) from error
    except RecursionError as error:
        raise JsonError(TOO_DEEP, walk.at) from error
    except ValueError as error:  # numbers of thousands of digits, NaN and Infinity
        said = "a number has thousands of digits" if "digits" in str(error) else str(error)
        raise JsonError(said, walk.at) from error
    if _is_deep(value):
        raise JsonError(TOO_DEEP, 0)
    return JsonText(value, walk.places, tuple(walk.twice), tuple(walk.too_large))


class _Walk:
    """A text being read: outer objects and their lists here, all that is deeper by the library's decoder."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.places: dict[tuple[str, ...], list[int]] = {}
        self.twice: list[tuple[str, int]] = []
        self.too_large: list[tuple[str, int]] = []
        self._decoder = json.JSONDecoder(
            object_pairs_hook=self._object, parse_float=self._float, parse_constant=_refuse
        )

    def value(self, at: int, path: tuple[str, ...]) -> Data:
        """The value that begins at a place; leaves `at` behind it and the blanks that follow."""
        self.at = at
        sign = self.text[at : at + 1]
        if sign == "{" and len(path) <= WALKED:
            return self._walk_object(path)
        if sign == "[" and path:
            return self._walk_list(path)
        found: Data
        found, end = self._decoder.raw_decode(self.text, at)
        self.at = _next(self.text, end)
        return found

    def _walk_object(self, path: tuple[str, ...]) -> Data:
        found: dict[str, Data] = {}
        at = self._opened()
        while self.text[at : at + 1] != "}" or found:
            if self.text[at : at + 1] != '"':
                raise _told(self.text, _NO_KEY, at)
            key, end = self._decoder.raw_decode(self.text, at)
            colon = _next(self.text, end)
            if self.text[colon : colon + 1] != ":":
                raise JsonError("a colon is missing behind the key", colon)
            is_new = key not in found
            value = self.value(_next(self.text, colon + 1), (*path, key) if is_new else (*path, key, ""))
            if is_new:
                found[key] = value
            else:
                self.twice.append((key, at))
            more = self._goes_on("}")
            if more is None:
                return found
            at = more
        self.at = _next(self.text, at + 1)
        return found

    def _walk_list(self, path: tuple[str, ...]) -> Data:
        found: list[Data] = []
        places = self.places.setdefault(path, [])
        at = self._opened()
        while self.text[at : at + 1] != "]" or found:
            places.append(at)
            self.at = at
            value, end = self._decoder.raw_decode(self.text, at)
            found.append(value)
            self.at = _next(self.text, end)
            more = self._goes_on("]")
            if more is None:
                return found
            at = more
        self.at = _next(self.text, at + 1)
        return found

    def _opened(self) -> int:
        return _next(self.text, self.at + 1)

    def _goes_on(self, closing: str) -> int | None:
        """Where the next item begins, None where the brackets close."""
        sign = self.text[self.at : self.at + 1]
        after = _next(self.text, self.at + 1)
        if sign == closing:
            self.at = after
            return None
        if sign != ",":
            raise JsonError(f"a comma or {closing} is missing", self.at)
        return after

    def _object(self, pairs: list[tuple[str, Data]]) -> dict[str, Data]:
        found = dict(pairs)
        if len(found) < len(pairs):
            counts = Counter(key for key, _ in pairs)
            self.twice += [(key, self.at) for key, count in counts.items() if count > 1]
            found = dict(reversed(pairs))
        return found

    def _float(self, word: str) -> float | str:
        number = float(word)
        if math.isfinite(number):
            return number
        self.too_large.append((word, self.at))
        return word


def _is_deep(value: Data) -> bool:
    """Whether the brackets of a value are nested deeper than is sound."""
    level: list[Data] = [value]
    for _ in range(DEEPEST):
        inner = [
            list(item.values()) if isinstance(item, dict) else item for item in level if isinstance(item, (dict, list))
        ]
        if not inner:
            return False
        level = [item for items in inner for item in items if isinstance(item, (dict, list))]
    return bool(level)


def _next(text: str, at: int) -> int:
    """The first place from there on that is not blank."""
    found = _BLANKS.match(text, at)
    return found.end() if found else at


def _refuse(word: str) -> float:
    raise ValueError(f"{word} is no number of JSON")


def _told(text: str, said: str, at: int) -> JsonError:
    """What the library says of a place, in plainer words and as all its versions would."""
    sign, before = text[at : at + 1], text[:at].rstrip(" \t\n\r")
    if said in (_NO_KEY, _NO_VALUE):
        if before.endswith(",") and sign in ("]", "}"):
            return JsonError(_SAID[_ENDS[sign]], len(before) - 1)
        if text.startswith(("//", "/*", "#"), at):
            return JsonError("a comment stands here, and JSON has none", at)
        word = _WORD.match(text, at)
        if said == _NO_VALUE and word:
            return JsonError(f"{quoted(word[0])} is no value of JSON", at)
    return JsonError(_SAID.get(said, said.lower()), at)


_NO_KEY, _NO_VALUE = "Expecting property name enclosed in double quotes", "Expecting value"
_ENDS = {"}": "Illegal trailing comma before end of object", "]": "Illegal trailing comma before end of array"}
_WORD = re.compile(r"[^\s,:\[\]{}\"][^\s,:\[\]{}]*")
_SAID = {
    "Expecting value": "a value is missing",
    "Expecting ',' delimiter": "a comma is missing, or a bracket that closes",
    "Expecting ':' delimiter": "a colon is missing behind the key",
    "Expecting property name enclosed in double quotes": "a key in double quotes is missing",
    "Illegal trailing comma before end of object": "a comma stands before the end of the object",
    "Illegal trailing comma before end of array": "a comma stands before the end of the list",
    "Unterminated string starting at": "the quote that opens here is not closed",
    "Invalid \\escape": "a backslash stands before a sign that it does not go with",
    "Invalid \\uXXXX escape": "four hexadecimal digits are missing behind \\u",
    "Invalid control character at": "a line break, tab or other control character stands bare in a string",
}
_BLANKS = re.compile(r"[ \t\n\r]*")
