"""What a query in SPARQL answers: terms of RDF, rows of them, triples, or yes and no."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from msgspec import Struct

TermKind = Literal["iri", "literal", "blank", "triple"]


class Term(NamedTuple):
    """A term: the IRI, the words of a literal, a blank node's name, or a triple as N-Triples writes it.

    `datatype` is an IRI and `language` a tag, of literals alone; "" for plain strings. `text` is all of it as
    N-Triples writes it; `parts` are the three terms of a triple.
    """

    kind: TermKind
    value: str
    text: str
    datatype: str = ""
    language: str = ""
    parts: tuple[Any, ...] = ()


Row = tuple[Term | None, ...]


class Solutions(Struct, frozen=True):
    """What SELECT found: its variables without the question mark, and a term or None for each of them in each row."""

    variables: tuple[str, ...]
    rows: tuple[Row, ...]


class Verdict(Struct, frozen=True):
    """What ASK found."""

    holds: bool


class Triples(Struct, frozen=True):
    """What CONSTRUCT or DESCRIBE gave: sorted N-Triples, no line twice."""

    lines: tuple[str, ...]


Found = Solutions | Verdict | Triples


def sorted_rows(rows: list[Row]) -> tuple[Row, ...]:
    """The rows in an order that depends on nothing but them: numbers by size, all else by its letters.

    >>> ten, two = (Term("literal", n, f'"{n}"', "http://www.w3.org/2001/XMLSchema#integer") for n in ("10", "2"))
    >>> [row[0].value for row in sorted_rows([(ten,), (two,), (None,)]) if row[0]]
    ['2', '10']
    """
    return tuple(sorted(rows, key=lambda row: tuple(map(_key, row))))


def _key(term: Term | None) -> tuple[int, float, str]:
    if term is None:
        return 0, 0, ""
    number = _number(term)
    return (3, 0, term.text) if number is None else (2, number, term.text)


def _number(term: Term) -> float | None:
    """What a number counts, None for what is no number."""
    if not term.datatype.startswith(_XSD) or term.datatype[len(_XSD) :] not in _NUMBERS:
        return None
    try:
        number = float(term.value)
    except ValueError:  # "ten"^^xsd:integer is a literal like others
        return None
    return number if number == number else None  # noqa: PLR0124 - not a number is in no order


_XSD = "http://www.w3.org/2001/XMLSchema#"
_NUMBERS = ("integer", "decimal", "double", "float", "int", "long", "nonNegativeInteger", "positiveInteger")
