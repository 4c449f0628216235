"""cruxmap.toml: which files and folders make up a library."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

from ..graph.problem import Finding, Span, quoted
from ..graph.suggest import did_you_mean
from . import not_utf8

if TYPE_CHECKING:
    from collections.abc import Iterable

SETTINGS = "cruxmap.toml"
SHIPPED = "@shipped"
TABLES = {"library": ("sources", "texts"), "check": ("ignore",)}


def source_places(folder: str, findings: list[Finding]) -> list[str]:
    """The files and folders that a library's settings name, else the folder itself.

    What the settings say wrongly is among the findings, and the rest of them counts.
    """
    path = os.path.normpath(os.path.join(folder, SETTINGS))
    if not os.path.isfile(path):
        return [folder]
    document = _document(path, findings)
    table = _table(document, path, findings)
    place = _Place(path, document)
    for name, value in table.items():
        findings.extend(place.unknown(name, TABLES))
        if name in TABLES and isinstance(value, dict):
            for key in value:
                findings.extend(place.unknown(key, TABLES[name]))
    library = table.get("library", {})
    names = library.get("sources", ["."]) if isinstance(library, dict) else None
    if not isinstance(names, list) or not names or not all(isinstance(name, str) for name in names):
        findings.append(place.finding("sources", "[library] sources must be a list of folders"))
        return [folder]
    return [found for name in names for found in place.named(folder, name, findings)]


class _Place:
    """Finds the line of a word in the settings, which the TOML parser does not tell."""

    def __init__(self, path: str, document: str) -> None:
        self.path = path
        self.document = document

    def finding(self, word: str, message: str, hint: str = 'for example: [library] sources = ["maps"]') -> Finding:
        found = re.search(rf'^[ \t]*\[?"?({re.escape(word)})\b', self.document, re.MULTILINE)
        at = found.start(1) if found else max(self.document.find(word), 0)
        line = self.document.count("\n", 0, at) + 1
        column = at - self.document.rfind("\n", 0, at)
        return Finding(rule="bad-settings", message=message, span=Span(self.path, line, column), hint=hint)

    def unknown(self, word: str, known: Iterable[str]) -> list[Finding]:
        if word in known:
            return []
        hint = did_you_mean(word, known) or f"known here: {', '.join(known)}"
        return [self.finding(word, f"unknown setting {quoted(word)}", hint)]

    def named(self, folder: str, name: str, findings: list[Finding]) -> list[str]:
        """The place a name of the settings stands for, [] with a finding if it is not there."""
        if name == SHIPPED:
            return [name]
        place = folder if name == "." else os.path.normpath(os.path.join(folder, name))
        if os.path.exists(place):
            return [place]
        findings.append(self.finding(name, f"[library] sources names {quoted(name)}, which is not there"))
        return []


def _document(path: str, findings: list[Finding]) -> str:
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError as error:
        message = f"cannot be read: {error.strerror or error}"
        findings.append(Finding(rule="bad-settings", message=message, span=Span(path), hint="check its permissions"))
        return ""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        findings.append(not_utf8(data, error, path))
        return ""


def _table(document: str, path: str, findings: list[Finding]) -> dict[str, Any]:
    import tomllib  # only libraries with settings need it

    try:
        return tomllib.loads(document)
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        place = re.search(r" \(at line (\d+), column (\d+)\)$", message)
        span = Span(path, int(place[1]), int(place[2])) if place else Span(path)
        hint = 'for example: [library] sources = ["maps"]'
        said = message[: place.start()] if place else message
        findings.append(Finding(rule="bad-settings", message=said, span=span, hint=hint))
        return {}
