"""Bytes turned into text: which encoding they are in, and what is said of those in none that is certain."""

from __future__ import annotations

from msgspec import Struct

from ..graph.problem import Finding, Span


class Decoded(Struct, frozen=True):
    """A document's text, its lines ended by line feeds alone; None, with a finding that says why, if it has none."""

    text: str | None
    findings: tuple[Finding, ...] = ()


def decode(data: bytes, name: str, *, repair: bool = True) -> Decoded:  # noqa: ARG001 - comes with the repairing
    """The text of a file's bytes."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Decoded(None, (not_utf8(data, error, name),))
    return Decoded(text)


def not_utf8(data: bytes, error: UnicodeDecodeError, name: str) -> Finding:
    """A finding at the first byte that is not UTF-8."""
    before = data[: error.start]
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
    message = f"byte 0x{data[error.start]:02x} is not UTF-8 text"
    hint = "save the file as UTF-8 (from cp1252: iconv -f cp1252 -t utf-8)"
    return Finding(rule="not-utf8", message=message, span=Span(name, line, column), hint=hint)
