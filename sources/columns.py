"""Places in a text that was restored, told as whoever opens the file finds them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from ..graph.problem import Span
from .mojibake import Columns

if TYPE_CHECKING:
    from .mojibake import Restored
    from .parsed import Parsed


def as_found(parsed: Parsed, restored: Restored) -> Parsed:
    """The same map and findings, each place at the column where it stands in the file."""
    columns = Columns(restored)
    placed: Parsed = _placed(parsed, columns)
    return placed


def _placed(value: Any, columns: Columns) -> Any:
    if isinstance(value, Span):
        return Span(value.file, value.line, columns.before(value.line, value.column))
    if isinstance(value, Struct):
        fields = {name: getattr(value, name) for name in value.__struct_fields__}
        return replace(value, **{name: _placed(field, columns) for name, field in fields.items()})
    return tuple(_placed(item, columns) for item in value) if isinstance(value, tuple) else value
