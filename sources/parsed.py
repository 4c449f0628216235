"""What a reader gives back: the map it could make of a document, and what it found wrong."""

from __future__ import annotations

from msgspec import Struct

from ..graph.model import SourceMap  # noqa: TC001 - msgspec decodes by them
from ..graph.problem import Finding  # noqa: TC001


class Parsed(Struct, frozen=True, array_like=True):
    """`source_map` is None if nothing of the document could be used."""

    source_map: SourceMap | None
    findings: tuple[Finding, ...] = ()
