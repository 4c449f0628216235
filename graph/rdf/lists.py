"""Lists in RDF (rdf:first, rdf:rest), of which maps know nothing: a property of a list is one of each member."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .terms import Literal, expanded

if TYPE_CHECKING:
    from collections.abc import Iterator

    Values = dict[str | Literal, str]

FIRST, REST, NIL = (expanded(f"rdf:{name}") for name in ("first", "rest", "nil"))


def open_lists(of: dict[str, dict[str, Values]]) -> set[str]:
    """Put the members in the place of lists in what is said of each thing; the cells that the lists are made of."""
    cells = {thing for thing, said in of.items() if FIRST in said or REST in said}
    for thing, said in of.items():
        for predicate, values in said.items():
            if thing not in cells and (NIL in values or not cells.isdisjoint(values)):
                pairs = [(member, graph) for value, graph in values.items() for member in _members(of, value, cells)]
                said[predicate] = dict(pairs)
    return cells


def _members(of: dict[str, dict[str, Values]], value: str | Literal, cells: set[str]) -> Iterator[str | Literal]:
    """What a list has in it, itself for what is none; one that leads in a circle ends there."""
    passed: set[str | Literal] = set()
    while not isinstance(value, Literal) and value in cells and value not in passed:
        passed.add(value)
        yield from of[value].get(FIRST, ())
        value = next(iter(of[value].get(REST, ())), NIL)
    if not passed and value != NIL:
        yield value
