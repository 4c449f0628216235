"""What a reader gives back: the map it could make of a document, and what it found wrong."""

from __future__ import annotations

from msgspec import Struct

from ..graph.model import SourceMap  # noqa: TC001 - msgspec decodes by them
from ..graph.problem import Finding  # noqa: TC001


class Parsed(Struct, frozen=True, array_like=True):
    """`source_map` is None if nothing of the document could be used; `more` are further maps of the same file. It
    `is_lasting` unless it depends on other files: such are not kept between runs."""

    source_map: SourceMap | None
    findings: tuple[Finding, ...] = ()
    more: tuple[SourceMap, ...] = ()
    is_lasting: bool = True

    @property
    def maps(self) -> tuple[SourceMap, ...]:
        """All that the document says."""
        return (self.source_map, *self.more) if self.source_map else self.more
