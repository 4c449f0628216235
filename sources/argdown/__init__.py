"""Argdown, read directly and from what `argdown json` writes; both give the same map."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, cast

from msgspec.structs import replace

from ...graph.problem import Finding, Findings, Span
from ..encoding import source_id_of
from ..markdown import Lines
from ..parsed import Parsed
from .from_json import debate_of
from .including import Whole
from .mapping import map_of
from .reading import read_debate
from .restoring import restored

if TYPE_CHECKING:
    from collections.abc import Callable

    from .debate import Debate, Entry, Fields

JSON_MARK = re.compile(r'\s*\{\s*"(?:arguments|statements|relations|map|sections|tags)"\s*:')


def read(text: str, name: str, named: bool, path: str = "") -> Parsed:
    """The map of a text in Argdown, and of what it includes. Never raises; takes time in proportion to the length.

    `path` is where it lies, if that is not its `name`. What is met in a folder and called `_…` is there to be included,
    and is no debate.
    """
    if not named and os.path.basename(name).startswith("_"):
        return Parsed(None)
    findings = Findings()
    whole = Whole(text.removeprefix("\ufeff"), path or name, name, findings)

    def tell(at: int, message: str, hint: str) -> None:
        findings.add(Finding(rule="argdown-syntax", message=message, span=whole.at(at), hint=hint))

    parsed = _parsed(read_debate(whole.text, tell), name, findings, lambda entry: whole.main_at(entry.at[1]))
    return replace(parsed, is_lasting=whole.is_alone)


def suits_json(text: str) -> bool:
    """Whether a JSON file is what `argdown json` writes."""
    found = _decoded(text) if JSON_MARK.match(text) else None
    return found is not None and all(isinstance(found.get(key), dict) for key in ("statements", "arguments"))


def read_json(text: str, name: str, named: bool) -> Parsed:  # noqa: ARG001 - a reader's signature
    """The map of what `argdown json` wrote, with or without the drawing's map, which adds nothing."""
    found = _decoded(text)
    if found is None:
        message, hint = "this is not JSON as argdown writes it", "write it anew: argdown json FILE"
        return Parsed(None, (Finding(rule="unknown-format", message=message, span=Span(name), hint=hint),))
    places, lines = _places(text), Lines(text)
    return _parsed(debate_of(found), name, Findings(), lambda entry: Span(name, *lines.at(places.get(entry.title, 0))))


def _parsed(debate: Debate, name: str, findings: Findings, span: Callable[[Entry], Span]) -> Parsed:
    given = debate.front.get("id")
    source = source_id_of(name, given if isinstance(given, str) else "")
    maps, told = restored(map_of(debate, source, name, span), debate.front)
    return Parsed(maps[0], (*findings.found(), *told), maps[1:])


def _decoded(text: str) -> Fields | None:
    import json  # few libraries hold Argdown's JSON

    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return cast("Fields", found) if isinstance(found, dict) else None


def _places(text: str) -> dict[str, int]:
    """Where each title first stands in the JSON text."""
    import json

    found: dict[str, int] = {}
    for match in _TITLE.finditer(text):
        try:
            found.setdefault(json.loads(match[1]), match.start())
        except ValueError:
            continue
    return found


_TITLE = re.compile(r'"title"\s*:\s*("(?:[^"\\]|\\.)*")')
