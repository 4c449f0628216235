"""Text for the terminal: the formats that graphs can be exported in, and that documents are read in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from .layout import flow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .exporter import Exporter
    from .layout import Line


class Readable(Struct, frozen=True, kw_only=True):
    """A format that documents are read in; `package` is the one that brings it, "" for ours."""

    name: str
    suffixes: tuple[str, ...]
    meaning: str
    package: str = ""


def readable_list(formats: Sequence[Readable], width: int) -> list[Line]:
    """One format an entry: name, meaning, and the suffixes of its files."""
    wide = max(len(known.name) for known in formats)
    lines: list[Line] = []
    for known in formats:
        package = [(f"(package {known.package})", "faint")] if known.package else []
        words = [(known.meaning, ""), (f"({', '.join(known.suffixes)})", "faint"), *package]
        lines += flow(words, width, first=[(f"{known.name:{wide}}  ", "strong")], rest=[(" " * (wide + 2), "")])
    return lines


def format_list(exporters: Sequence[Exporter], width: int) -> list[Line]:
    """One format an entry: name, meaning, and what --as and --for take."""
    wide = max(len(known.name) for known in exporters)
    lines: list[Line] = []
    for known in exporters:
        words = [(known.meaning, ""), *([(f"(package {known.package})", "faint")] if known.package else [])]
        lines += flow(words, width, first=[(f"{known.name:{wide}}  ", "strong")], rest=[(" " * (wide + 2), "")])
        for option, choices in (("--as", known.forms), ("--for", known.hosts)):
            if choices:
                first = [(f"{'':{wide}}  {option:5} ", "faint")]
                lines += flow([(" | ".join(choices), "")], width, first=list(first), rest=[(" " * (wide + 8), "")])
    return lines
