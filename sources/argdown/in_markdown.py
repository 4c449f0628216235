"""Argdown in Markdown: the fenced blocks of a document as one debate, each word where it stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from ...graph.problem import Finding, Span
from ..markdown import Lines
from . import read as read_argdown

if TYPE_CHECKING:
    from ..parsed import Parsed

LANGUAGES = ("argdown", "argdown-map")
_FENCED = re.compile(
    r"^ {0,3}(?P<fence>`{3,}+|~{3,}+)[ \t]*+(?P<language>[^\s`]*+)[^\n]*+\n"
    r"(?P<inside>.*?)(?:^ {0,3}(?P=fence)[`~]*[ \t]*$|\Z)",
    re.MULTILINE | re.DOTALL,
)
_FRONT = re.compile(r"\s*===+[ \t]*\n.*?\n[ \t]*===+[ \t]*$", re.MULTILINE | re.DOTALL)
_CHARACTER = re.compile(r"[^\n]")


def suits(text: str) -> bool:
    """Whether a text has a block in Argdown, which no block around it shows as an example."""
    return LANGUAGES[0] in text and bool(_blocks(text))


def read(text: str, name: str, named: bool, path: str = "") -> Parsed:  # noqa: ARG001 - a reader's signature
    """The map of what the blocks of a text say; what stands around them is passed over. Never raises."""
    parts: list[str] = []
    findings: list[Finding] = []
    lines, at = Lines(text), 0
    for start, end in _blocks(text):
        begin, front = start, _FRONT.match(text, start, end)
        if front and parts:
            message, hint = "only the first block has front matter that is read", "put these settings there"
            span = Span(name, *lines.at(text.index("=", start)))
            findings.append(Finding(rule="argdown-syntax", message=message, span=span, hint=hint))
            begin = front.end()
        parts += [_CHARACTER.sub(" ", text[at:begin]), text[begin:end]]
        at = end
    parsed = read_argdown("".join([*parts, _CHARACTER.sub(" ", text[at:])]), name, True, path)
    return replace(parsed, findings=(*findings, *parsed.findings))


def _blocks(text: str) -> list[tuple[int, int]]:
    """Where blocks in Argdown begin and end."""
    return [match.span("inside") for match in _FENCED.finditer(text) if match["language"] in LANGUAGES]
