"""What documents say besides nodes and links, compared: what they expect of reasoning, and what they ignore."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from msgspec.structs import replace

from ..expectation import with_mentions
from ..model import source_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..expectation import Bounds, Expectation
    from ..model import SourceMap


class Beside(Struct, frozen=True, order=True):
    """An expectation, or a rule that is ignored at an entry, which came or went: its document, and what it says."""

    source: str
    what: Literal["expects", "ignores"]
    text: str
    is_added: bool


def beside(before: Iterable[SourceMap], after: Iterable[SourceMap], names: Mapping[str, str]) -> tuple[Beside, ...]:
    """What came and went, in order; what only follows the new ids of nodes, `names` by the old, did neither."""
    was, now = Counter(_rows(before, names)), Counter(_rows(after, {}))
    return tuple(
        sorted(
            Beside(*row, is_added)
            for rows, is_added in ((was - now, False), (now - was, True))
            for row in rows.elements()
        )
    )


def _rows(
    maps: Iterable[SourceMap], names: Mapping[str, str]
) -> Iterator[tuple[str, Literal["expects", "ignores"], str]]:
    for source_map in maps:
        for expectation in source_map.expects:
            renamed = with_mentions(expectation, lambda mention: replace(mention, id=names.get(mention.id, mention.id)))
            yield source_map.id, "expects", _said(renamed)
        for ignore in source_map.ignores:
            at = " ".join(names.get(word, word) for word in ignore.at.split())
            if source_id(at) == source_map.id and " " not in at:
                at = at.partition("/")[2]
            note = f" ({ignore.note})" if ignore.note else ""
            yield source_map.id, "ignores", f"{', '.join(ignore.codes)} at {at}{note}"


def _said(found: Expectation) -> str:
    """An expectation in a line."""
    parts = {
        "take": [f"{taking.crux.id}={taking.side.id}" for taking in found.take],
        "assume": [mention.id for mention in found.assume],
        "deny": [mention.id for mention in found.deny],
        "believe": [f"{credence.node.id}={credence.value:g}" for credence in found.believe],
        "stands": [mention.id for mention in found.stands],
        "falls": [mention.id for mention in found.falls],
        "open": [mention.id for mention in found.open],
        "strength": [_bounds(bounds) for bounds in found.strength],
    }
    said = "; ".join(f"{name} {', '.join(words)}" for name, words in parts.items() if words)
    return f"{said} ({found.note})" if found.note else said


def _bounds(bounds: Bounds) -> str:
    ends = (("at least", bounds.at_least), ("at most", bounds.at_most))
    return " ".join([bounds.node.id, *(f"{words} {value:g}" for words, value in ends if value is not None)])
