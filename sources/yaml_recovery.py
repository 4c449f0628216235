"""YAML with mistakes, read as far as it goes: each syntax error costs the entry in which it lies."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from ..graph.problem import Finding, Findings, Span, quoted
from .yaml_tree import build_tree

if TYPE_CHECKING:
    from .yaml_tree import Value

FEWEST_RETRIES = 12
MOST_RETRIES = 200
CHARACTERS_OF_WORK = 3_000_000


def parse(text: str, file: str, findings: Findings) -> Value | None:
    """The document's tree, None if nothing of it could be read; mistakes go to `findings`.

    Never raises for any text. After each syntax error the entry round it (a line indented no deeper than
    the entries of the first section, and all that hangs on it) is blanked and the rest is read again; after
    as many errors as the length of the text allows, what follows the first of them is left out.
    """
    retries = min(MOST_RETRIES, max(FEWEST_RETRIES, CHARACTERS_OF_WORK // (len(text) + 1)))
    first_line = 0
    for _ in range(retries):
        here = Findings()
        try:
            tree = build_tree(text, file, here)
        except yaml.YAMLError as error:
            line = _report(error, text, file, findings)
            first_line = min(first_line, line) if first_line else line
            smaller = _without_entry(text, line)
            if smaller == text:
                break
            text = smaller
        else:
            for finding in here.found():
                findings.add(finding)
            return tree
    return _beginning(text, file, first_line, findings)


def _beginning(text: str, file: str, line: int, findings: Findings) -> Value | None:
    """What stands before the first of too many syntax errors."""
    message = "too many mistakes: nothing from this line on is read"
    findings.add(Finding(rule="broken-yaml", message=message, span=Span(file, line), hint="mend the ones above first"))
    try:
        return build_tree("\n".join(text.split("\n")[: line - 1]), file, findings)
    except yaml.YAMLError:
        return None


def _report(error: yaml.YAMLError, text: str, file: str, findings: Findings) -> int:
    """Add a finding for a syntax error; the line, counted from 1, on which the broken construct began."""
    span, message = _explained(error, text, file)
    hint = _hint(text, span, message)
    findings.add(Finding(rule="broken-yaml", message=f"not readable as YAML: {message}", span=span, hint=hint))
    return span.line


_OPENINGS = ("quoted scalar", "flow mapping", "flow sequence", "simple key")


def _explained(error: yaml.YAMLError, text: str, file: str) -> tuple[Span, str]:
    """Where an error began, and what is wrong in words."""
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        mark, context = error.problem_mark, error.context_mark
        message = str(error.problem)
        if context and str(error.context).endswith(_OPENINGS):
            kind = str(error.context).rpartition(" a ")[2]
            met = f" on line {mark.line + 1}" if mark.line != context.line else ""
            return Span(file, context.line + 1, context.column + 1), f"{message}{met}, in the {kind} that starts here"
        return Span(file, mark.line + 1, mark.column + 1), message
    # What libyaml's reader refuses (YAML 1.1, section 5.1); compiled here because it takes milliseconds.
    allowed = "\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff"
    found = re.search(f"[^{allowed}]", text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - text.rfind("\n", 0, found.start())
        return Span(file, line, column), f"character {found.group()!r} is not allowed"
    return Span(file), quoted(str(error))


def _hint(text: str, span: Span, message: str) -> str:
    lines = text.split("\n")
    line = lines[span.line - 1] if span.line <= len(lines) else ""
    if line.lstrip(" ").startswith("\t"):
        return "indent with spaces: YAML allows no tab there"
    if "mapping values are not allowed" in message:
        return "put quotes round a text that holds ': '"
    if "did not find expected ',' or" in message:
        return "close the bracket, or put quotes round a text that holds ': ', ', ' or a bracket"
    if "cannot start any token" in message or "scanning an a" in message:
        return "put quotes round a text that starts with @ ` % & * ! | or >"
    if "quoted scalar" in message:
        return "close the quote; the entry on these lines is left out, the rest of the file is read"
    return "the entry on these lines is left out; the rest of the file is read"


def _without_entry(text: str, line: int) -> str:
    """The text with the entry round that line blanked, all other lines where they were."""
    lines = text.split("\n")
    depth = _entry_depth(lines)
    at = min(line, len(lines)) - 1
    while at > 0 and not lines[at].strip():
        at -= 1
    first = at
    while first > 0 and not _starts_entry(lines[first], depth):
        first -= 1
    after = at + 1
    while after < len(lines) and not _starts_entry(lines[after], depth):
        after += 1
    return "\n".join(lines[:first] + [""] * (after - first) + lines[after:])


def _entry_depth(lines: list[str]) -> int:
    """How far the entries of sections are indented: as the first indented line is."""
    indents = (len(line) - len(line.lstrip(" ")) for line in lines if line.strip() and line.lstrip(" ")[0] != "#")
    return next((indent for indent in indents if indent), 2)


def _starts_entry(line: str, depth: int) -> bool:
    words = line.lstrip(" ")
    return bool(words) and words[0] not in "#\t\r" and len(line) - len(words) <= depth
