"""What a reader gives back: the map it could make of a document, and what it found wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from ..graph.model import SourceMap
    from ..graph.problem import Finding


class Parsed(Struct, frozen=True, array_like=True):
    """`source_map` is None if nothing of the document could be used."""

    source_map: SourceMap | None
    findings: tuple[Finding, ...] = ()
