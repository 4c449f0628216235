"""What a map says beside its graph, as JSON text in RDF and back: what its comments silence, and what it expects."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ..expectation import Bounds, Credence, Expectation, Mention, Taking
from ..model import Ignore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ..problem import Span

    Told = Callable[[Span], str]
    Placed = Callable[[str], Span]

MOST_LINES = 10**9


def ignores_text(ignores: Iterable[Ignore], told: Told) -> str:
    """The comments that silence rules, as JSON; the lines they cover only where places are told."""
    rows = []
    for one in ignores:
        row: dict[str, Any] = {"at": one.at, "codes": list(one.codes), "note": one.note}
        place = told(one.span)
        rows.append(row | {"position": place, "first": one.first, "last": one.last} if place else row)
    return _text(rows)


def ignores_of(text: str, placed: Placed) -> tuple[Ignore, ...]:
    """The inverse. Raises ValueError, KeyError or TypeError for what is no such text."""
    return tuple(
        Ignore(
            at=str(row["at"]),
            codes=tuple(map(str, row["codes"])),
            note=str(row["note"]),
            span=placed(row.get("position", "")),
            first=_line(row.get("first", 1)),
            last=_line(row.get("last", 1)),
        )
        for row in json.loads(text)
    )


def expects_text(expects: Iterable[Expectation], told: Told) -> str:
    """What the map expects of reasoning, as JSON with full ids."""
    return _text([_expectation(one, told) for one in expects])


def expects_of(text: str, placed: Placed) -> tuple[Expectation, ...]:
    """The inverse. Raises ValueError, KeyError or TypeError for what is no such text."""
    return tuple(_read(row, placed(row.get("position", ""))) for row in json.loads(text))


def _expectation(one: Expectation, told: Told) -> dict[str, Any]:
    row: dict[str, Any] = {
        "take": [[taking.crux.id, taking.side.id] for taking in one.take],
        **{name: [mention.id for mention in getattr(one, name)] for name in _MENTIONS},
        "believe": [[credence.node.id, credence.value] for credence in one.believe],
        "strength": [[bounds.node.id, bounds.at_least, bounds.at_most] for bounds in one.strength],
        "note": one.note,
        "position": told(one.span),
    }
    return {name: value for name, value in row.items() if value}


def _read(row: dict[str, Any], span: Span) -> Expectation:
    def mention(word: object) -> Mention:
        return Mention(str(word), span)

    return Expectation(
        take=tuple(Taking(mention(crux), mention(side)) for crux, side in row.get("take", ())),
        believe=tuple(Credence(mention(node), _score(value)) for node, value in row.get("believe", ())),
        strength=tuple(
            Bounds(mention(node), *(None if end is None else _score(end) for end in (least, most)))
            for node, least, most in row.get("strength", ())
        ),
        note=str(row.get("note", "")),
        span=span,
        **{name: tuple(map(mention, row.get(name, ()))) for name in _MENTIONS},
    )


def _line(value: Any) -> int:
    """The number of a line. Raises ValueError or TypeError for what is none."""
    if not 0 <= value <= MOST_LINES:
        raise ValueError(value)
    return int(value)


def _score(value: Any) -> float:
    """A number from 0 to 1. Raises ValueError or TypeError for what is none."""
    if not 0 <= value <= 1:
        raise ValueError(value)
    return float(value)


_MENTIONS = ("assume", "deny", "stands", "falls", "open")


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
