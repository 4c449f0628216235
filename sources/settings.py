"""cruxmap.toml: which files and folders make up a library."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from ..graph.problem import Finding, Span, quoted
from ..graph.suggest import did_you_mean
from .decoding import decode
from .reasoning_settings import BELIEF, REASONING, Reasoning, read_reasoning

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..graph.study.schedule import Wish
    from .toml_file import TomlFile

SETTINGS = "cruxmap.toml"
SHIPPED = "@shipped"
REMOTE = "sparql+"
VAULT = ".cruxmap"
TABLES = {"library": ("sources", "texts", "repair"), "check": ("select", "ignore")}
STUDY = "study"
OTHER_TABLES = (REASONING, BELIEF, STUDY)


class Settings(Struct, frozen=True):
    """What the cruxmap.toml of a library folder says.

    `places` are the files and folders that make up the library, `texts` the folder that holds the documents' texts
    ("" if none); `select` and `ignore` the rules that `check` takes and leaves out. `repair` says whether text that
    was damaged by a wrong encoding is restored, `reasoning` how the library wants to be weighed, `study` how it is
    studied if that is said. `file` is "" without settings.
    """

    folder: str = ""
    file: str = ""
    places: tuple[str, ...] = ()
    texts: str = ""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    repair: bool = True
    reasoning: Reasoning = Reasoning()
    study: Wish | None = None


def read_settings(folder: str, findings: list[Finding]) -> Settings:
    """The settings of a library folder; without any, the folder itself is the place.

    What the settings say wrongly is among the findings, and the rest of them counts.
    """
    path = os.path.normpath(os.path.join(folder, SETTINGS))
    if not os.path.isfile(path):
        return Settings(folder, places=(folder,))
    from .toml_file import TomlFile  # only libraries with settings need it

    document = _document(path, findings)
    file = TomlFile(path, document, "bad-settings", findings)
    table = file.tables(_EXAMPLE) or {}
    place = _Place(path, document)
    for name, value in table.items():
        findings.extend(place.unknown(name, (*TABLES, *OTHER_TABLES)))
        if name in TABLES and isinstance(value, dict):
            for key in value:
                findings.extend(place.unknown(key, TABLES[name]))
    library, check = (file.table(table, name) for name in TABLES)
    names = place.words(library, "sources", findings) or ["."]
    places = [found for name in names for found in place.named(folder, name, findings)]
    return Settings(
        folder,
        path,
        tuple(places),
        place.folder(library, "texts", folder, findings),
        tuple(place.words(check, "select", findings)),
        tuple(place.words(check, "ignore", findings)),
        place.switch(library, "repair", findings),
        read_reasoning(file, table),
        _study(file, table),
    )


def _study(file: TomlFile, tables: dict[str, Any]) -> Wish | None:
    if STUDY not in tables:
        return None
    from .study_settings import read_study  # only where it is said how to study

    return read_study(file, tables)


def place_in_settings(path: str, word: str) -> Span:
    """Where a word stands in a settings file, as far as can be told."""
    return _Place(path, _document(path, [])).finding(word, "").span


_EXAMPLE = 'for example: [library] sources = ["maps"]'


class _Place:
    """Finds the line of a word in the settings, which the TOML parser does not tell."""

    def __init__(self, path: str, document: str) -> None:
        self.path = path
        self.document = document

    def finding(self, word: str, message: str, hint: str = _EXAMPLE) -> Finding:
        """A finding at a key or table of that name, else at a text, else at the first such word."""
        name = re.escape(word)
        forms = (rf'^[ \t]*\[?"?({name})\b', rf"^[^#\n]*?[\"']({name})[\"']", rf"({name})")
        places = (re.search(form, self.document, re.MULTILINE) for form in forms)
        at = next((found.start(1) for found in places if found), 0)
        line = self.document.count("\n", 0, at) + 1
        column = at - self.document.rfind("\n", 0, at)
        return Finding(rule="bad-settings", message=message, span=Span(self.path, line, column), hint=hint)

    def words(self, table: dict[str, Any], key: str, findings: list[Finding]) -> list[str]:
        """The list of texts under a key, [] with a finding if it is something else."""
        value = table.get(key, [])
        if isinstance(value, list) and all(isinstance(name, str) for name in value) and (value or key not in table):
            return value
        if key != "sources":
            example = f'for example: {key} = ["CM203"]'
            if value != []:
                findings.append(self.finding(key, f"[check] {key} must be a list of rules", example))
            return []
        findings.append(self.finding(key, "[library] sources must be a list of folders"))
        return []

    def switch(self, table: dict[str, Any], key: str, findings: list[Finding]) -> bool:
        """Whether a key is on, which it is unless it says false; with a finding if it says something else."""
        value = table.get(key, True)
        if not isinstance(value, bool):
            findings.append(self.finding(key, f"[library] {key} must be true or false", f"for example: {key} = false"))
        return value is not False

    def folder(self, table: dict[str, Any], key: str, base: str, findings: list[Finding]) -> str:
        """The folder under a key, "" with a finding if it is none."""
        value = table.get(key, "")
        place = os.path.normpath(os.path.join(base, value)) if isinstance(value, str) and value else ""
        if key in table and not os.path.isdir(place):
            message = f"[library] {key} is no folder: {quoted(str(value))}"
            findings.append(self.finding(key, message, 'for example: texts = "texts"'))
            return ""
        return place

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
    found = decode(data, path, repair=False)
    findings.extend(found.findings)
    return found.text or ""
