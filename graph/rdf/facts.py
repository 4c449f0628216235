"""What RDF says of each thing, as words, numbers and things; what nobody asks for in the end is left out, and told."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from ..problem import Finding, Findings, Span, quoted
from ..schema import MODALITIES, RELATIONS
from ..suggest import did_you_mean
from .lists import FIRST, REST, open_lists
from .terms import (
    CLASSES,
    DEFINED_BY,
    EXACT,
    FIELD_IRIS,
    HAS_SELECTOR,
    HAS_SOURCE,
    KIND_OF,
    LABEL,
    NS,
    PREFIXES,
    PRIMARY_SOURCE,
    RELATION_OF,
    TERMS,
    TYPE,
    Literal,
    class_iri,
    id_of,
    property_iri,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ..schema import Field
    from .terms import Quad

LANGUAGES = ("", "en")
"""Of words in several languages these are taken first."""

PROPERTIES = {
    *(iri for iri in FIELD_IRIS.values() if iri.startswith(NS)),
    *(term.iri for term in TERMS),
    *RELATION_OF,
    *(property_iri(relation.qualifier.name) for relation in RELATIONS if relation.qualifier),
    *(property_iri(relation.inverse) for relation in RELATIONS),
}
"""All properties of our own."""
_CLASSES = {*KIND_OF, *(class_iri(name) for name, _ in CLASSES)}
_FOLLOWING = (TYPE, LABEL, DEFINED_BY, PRIMARY_SOURCE, HAS_SOURCE, HAS_SELECTOR, EXACT, property_iri("order"))


class Facts:
    """What is said of each thing, by property, each value once and in the order in which they come.

    Lines count from 1 in `file`; `line_of` tells that on which a thing is first named. Findings are collected.
    """

    def __init__(self, quads: Iterable[Quad], file: str, line_of: Callable[[str], int]) -> None:
        self.file, self._line_of = file, line_of
        self.findings = Findings()
        self.of: dict[str, dict[str, dict[str | Literal, str]]] = {}
        self._asked: set[tuple[str, str]] = set()
        self._no_words: dict[tuple[str, str], int] = {}
        self._languages: dict[tuple[str, str], list[str]] = {}
        for quad in quads:
            self.of.setdefault(quad.subject, {}).setdefault(quad.predicate, {}).setdefault(quad.object, quad.graph)
        for cell in open_lists(self.of):
            self.understood(cell, FIRST, REST)

    def find(self, rule: str, thing: str, message: str, hint: str = "") -> None:
        """Note what is wrong with a thing."""
        self.findings.add(Finding(rule=rule, message=message, span=self.span(thing), hint=hint))

    def span(self, thing: str, name: str = "position") -> Span:
        """Where a thing is written: the place it is said to be from, else the line of this file that first names it."""
        for place in self.literals(thing, property_iri(name)):
            if _PLACE.fullmatch(place):
                file, line, column = place.rsplit(":", 2)
                return Span(file, int(line), int(column))
        return Span(self.file, self._line_of(thing), 1)

    def placed(self, place: str, thing: str) -> Span:
        """The place that a text tells, else where the thing is written."""
        if not _PLACE.fullmatch(place):
            return Span(self.file, self._line_of(thing), 1)
        file, line, column = place.rsplit(":", 2)
        return Span(file, int(line), int(column))

    def values(self, thing: str, predicate: str) -> list[str | Literal]:
        """All that a property of a thing is."""
        self._asked.add((thing, predicate))
        return list(self.of.get(thing, {}).get(predicate, ()))

    def things(self, thing: str, predicate: str) -> list[str]:
        """The things that a property leads to; words there are found."""
        found = self.values(thing, predicate)
        for value in found:
            if isinstance(value, Literal):
                message = f"{compact(predicate)} of {quoted(compact(thing))} is {quoted(value.value)}, which is no IRI"
                self.find("bad-value", thing, message, "name the node by its IRI: <…> or prefix:name")
        return [value for value in found if not isinstance(value, Literal)]

    def thing(self, thing: str, predicate: str) -> str:
        """The one thing that a property leads to, "" for none."""
        found = self.things(thing, predicate)
        self.one(thing, predicate, found)
        return found[0] if found else ""

    def literals(self, thing: str, predicate: str, *names: str) -> list[str]:
        """The words of a property that are not blank; of several languages those of the first of them.

        Of a thing that stands where words should it is what these `names` call it. What is passed over is told in the
        end.
        """
        values = self.values(thing, predicate)
        if not values:
            return []
        found = [value for value in values if isinstance(value, Literal) and value.value.strip()]
        called = [self.words(value, *names) for value in values if not isinstance(value, Literal)]
        languages = {value.language for value in found}
        if len(languages) > 1:
            first = next((language for language in LANGUAGES if language in languages), min(languages))
            self._languages[thing, predicate] = [value.language for value in found if value.language != first]
            found = [value for value in found if value.language == first]
        self._no_words[thing, predicate] = called.count("")
        return list(dict.fromkeys((*(value.value for value in found), *filter(None, called))))

    def words(self, thing: str, *predicates: str) -> str:
        """The words of the first of the properties that has some, "" if none has."""
        for predicate in predicates:
            found = self.literals(thing, predicate)
            if found:
                self.one(thing, predicate, found)
                return found[0]
        return ""

    def flag(self, thing: str, predicate: str) -> bool:
        """Whether a property is true."""
        word = self.words(thing, predicate)
        if word not in ("", "true", "false", "1", "0"):
            message = f"{compact(predicate)} of {quoted(compact(thing))} cannot be {quoted(word)}"
            self.find("bad-value", thing, message, "write true or false")
        return word in ("true", "1")

    def number(self, thing: str, predicate: str, least: int, most: int) -> int | None:
        """A whole number within these bounds, None for none; another is found."""
        word = self.words(thing, predicate)
        if not word:
            return None
        is_number = re.fullmatch(r"[-+]?[0-9]{1,40}", word)
        if is_number and least <= int(word) <= most:
            return int(word)
        message = f"{compact(predicate)} of {quoted(compact(thing))} cannot be {quoted(word)}"
        hint = f"write a whole number from {least} to {most}"
        self.find("out-of-range" if is_number else "bad-value", thing, message, hint)
        return None

    def choice(self, thing: str, predicate: str, choices: tuple[str, ...]) -> str:
        """One of these words, "" for none; another is found."""
        word = self.words(thing, predicate)
        if not word or word in choices:
            return word
        message = f"{compact(predicate)} of {quoted(compact(thing))} cannot be {quoted(word)}"
        self.find("bad-value", thing, message, did_you_mean(word, choices) or f"one of: {', '.join(choices)}")
        return ""

    def modality(self, thing: str) -> str:
        """How firmly a node or link is put forward."""
        return self.choice(thing, FIELD_IRIS["modality"], MODALITIES) or "asserted"

    def order(self, thing: str) -> int | None:
        """A thing's place in the author's order."""
        return self.number(thing, property_iri("order"), 0, 10**12)

    def json(self, thing: str, field: Field | str) -> Any:
        """What the JSON of a property of ours says, None for nothing; what is no JSON is found."""
        name = field if isinstance(field, str) else field.name
        word = self.words(thing, property_iri(name))
        try:
            return json.loads(word, parse_constant=_refused) if word else None
        except (ValueError, RecursionError):
            self.bad_json(thing, name)
            return None

    def bad_json(self, thing: str, name: str) -> None:
        """Note that a property is not the JSON it should be."""
        message = f"{compact(property_iri(name))} of {quoted(compact(thing))} is not the JSON it should be"
        self.find("bad-value", thing, message, "cruxmap writes it: leave it as it is, or leave it out")

    def understood(self, thing: str, *predicates: str) -> None:
        """Take note of properties of a thing that need not be asked for."""
        self._asked.update((thing, predicate) for predicate in predicates)

    def graph_of(self, thing: str) -> str:
        """The named graph in which a thing has its type, "" for the default graph."""
        types = self.of.get(thing, {}).get(TYPE, {})
        return next((graph for graph in types.values() if graph), "")

    def one(self, thing: str, predicate: str, found: list[str]) -> None:
        """Find that a property is more than one, where one can be taken."""
        if len(found) > 1:
            message = f"{quoted(compact(thing))} has {len(found)} different {compact(predicate)}"
            self.find("duplicate-key", thing, message, f"{quoted(found[0])} is taken: drop the others")

    def tell_left_out(self, known: Iterable[str]) -> None:
        """Find what nobody asked for: a mistyped term of ours as such, and of other vocabularies how much it is.

        Of the `known` things what follows from the rest is no loss.
        """
        for thing in known:
            self.understood(thing, *_FOLLOWING)
        counts: Counter[str] = Counter()
        first: dict[str, str] = {}
        for thing, predicate, number in self._never_asked():
            if predicate.startswith(NS) and predicate not in PROPERTIES:
                self._no_term(thing, predicate, "property", PROPERTIES)
            else:
                self._tell_kind(thing, predicate)
                counts[predicate] += number
                first.setdefault(predicate, thing)
        for (thing, predicate), number in self._no_words.items():
            counts[predicate] += number
            first.setdefault(predicate, thing)
        for predicate, count in (+counts).items():
            many = "s are" if count > 1 else " is"
            message = f"{count} statement{many} left out, with {compact(predicate)}"
            self.find("left-out", first[predicate], message)
        others = [language for found in self._languages.values() for language in found]
        if others:
            many = "s are" if len(others) > 1 else " is"
            message = f"{len(others)} statement{many} left out, in another language ({', '.join(sorted(set(others)))})"
            self.find("left-out", next(iter(self._languages))[0], message)

    def _tell_kind(self, thing: str, predicate: str) -> None:
        """Find a class that is none of ours but seems so, and that what says something in our terms is of no class."""
        if predicate == TYPE:
            for value in self.of[thing][TYPE]:
                if isinstance(value, str) and value.startswith(NS) and value not in _CLASSES:
                    self._no_term(thing, value, "class", _CLASSES)
        elif predicate == FIELD_IRIS["text"] and TYPE not in self.of[thing] and PROPERTIES & self.of[thing].keys():
            message = f"{quoted(compact(thing))} is of no kind"
            self.find("missing-key", thing, message, "say of which: a cm:Claim, or another class of ours")

    def _no_term(self, thing: str, term: str, what: str, known: Iterable[str]) -> None:
        hint = did_you_mean(compact(term), map(compact, sorted(known))) or "`cruxmap schema --as owl` lists them"
        self.find("unknown-key", thing, f"{compact(term)} is no {what} of ours", hint)

    def _never_asked(self) -> Iterator[tuple[str, str, int]]:
        for thing, predicates in self.of.items():
            for predicate, values in predicates.items():
                if (thing, predicate) not in self._asked:
                    yield thing, predicate, len(values)


def compact(iri: str) -> str:
    """An IRI as people read it: an id of ours, or with a prefix where there is one.

    >>> compact("https://w3id.org/cruxmap/ns#supports")
    'cm:supports'
    """
    own = id_of(iri)
    if own:
        return own
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def _refused(word: str) -> None:
    raise ValueError(word)


_PLACE = re.compile(r".*:[0-9]{1,9}:[0-9]{1,9}", re.DOTALL)
