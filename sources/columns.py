"""Places of a map and its findings moved: to where whoever opens the file finds them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from ..graph.problem import Span
from .mojibake import Columns

if TYPE_CHECKING:
    from collections.abc import Callable

    from .mojibake import Restored
    from .parsed import Parsed


def as_found(parsed: Parsed, restored: Restored) -> Parsed:
    """The same map and findings, made of a restored text, each place at the column where it stands in the file."""
    columns = Columns(restored)
    return moved(parsed, lambda span: Span(span.file, span.line, columns.before(span.line, span.column)))


def moved(parsed: Parsed, move: Callable[[Span], Span]) -> Parsed:
    """The same map and findings with every place moved."""
    found: Parsed = _moved(parsed, move)
    return found


def _moved(value: Any, move: Callable[[Span], Span]) -> Any:
    if isinstance(value, Span):
        return move(value)
    if isinstance(value, Struct):
        fields = {name: getattr(value, name) for name in value.__struct_fields__}
        return replace(value, **{name: _moved(field, move) for name, field in fields.items()})
    return tuple(_moved(item, move) for item in value) if isinstance(value, tuple) else value
