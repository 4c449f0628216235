"""How documents become source maps: FORMATS is the one table of formats, `read` the one door."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from msgspec import Struct

from ..graph.problem import Finding, Span, quoted
from . import map_yaml
from .files import read_bytes
from .parsed import Parsed

if TYPE_CHECKING:
    from collections.abc import Callable


class Format(Struct, frozen=True):
    """A document format: which suffixes it has, and its reader of (text, file name, named by the user)."""

    name: str
    suffixes: tuple[str, ...]
    meaning: str
    read: Callable[[str, str, bool], Parsed]


FORMATS: tuple[Format, ...] = (Format("map", (".yaml", ".yml"), "a cruxmap map", map_yaml.read),)


def has_reader(name: str) -> bool:
    """Whether a format claims a file of that name by its suffix."""
    return _format(name) is not None


def read(path: str, name: str = "", *, named: bool = True) -> Parsed:
    """The document at `path`; findings call it `name`, which is the path unless given.

    A file that was not `named` by the user, only met in a folder, and is of no format is passed over
    (a Parsed with neither map nor findings). Never raises for any content.
    """
    name = name or path
    form = _format(path)
    if form is None:
        suffixes = ", ".join(suffix for known in FORMATS for suffix in known.suffixes)
        message = f"no reader for files like {quoted(os.path.basename(path))}"
        return _refused("unknown-format", name, message, f"cruxmap reads: {suffixes}")
    data, fault = read_bytes(path)
    if fault:
        return _refused("unreadable-file", name, f"the file {fault}", "check the path and its permissions")
    try:
        document = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Parsed(None, (not_utf8(data, error, name),))
    return form.read(document, name, named)


def _format(name: str) -> Format | None:
    suffix = os.path.splitext(name)[1].lower()
    return next((form for form in FORMATS if suffix in form.suffixes), None)


def _refused(rule: str, name: str, message: str, hint: str = "") -> Parsed:
    return Parsed(None, (Finding(rule=rule, message=message, span=Span(name), hint=hint),))


def not_utf8(data: bytes, error: UnicodeDecodeError, name: str) -> Finding:
    """A finding at the first byte that is not UTF-8."""
    before = data[: error.start]
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
    message = f"byte 0x{data[error.start]:02x} is not UTF-8 text"
    hint = "save the file as UTF-8 (from cp1252: iconv -f cp1252 -t utf-8)"
    return Finding(rule="not-utf8", message=message, span=Span(name, line, column), hint=hint)
