"""The RDF exports: Turtle, TriG, N-Quads and JSON-LD, one named graph a map; Turtle holds the union of them.

The writers are our own since the layout is: sorted, only prefixes that are used, a blank line between things.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from ..graph.rdf.parts import as_maps
from ..graph.rdf.quads import quads
from ..graph.rdf.terms import BASE, BOOLEAN, INTEGER, PREFIXES, TYPE, Literal, Quad
from . import json_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..graph.graph import Graph
    from .exporter import Options

WIDTH = 100


def turtle(graph: Graph, options: Options) -> str:
    """Turtle of the union of all named graphs; each node and link says to which of them it belongs."""
    return turtle_of(told(graph, options))


def turtle_of(given: Iterable[Quad]) -> str:
    """Turtle of any quads, wherever they are."""
    union = {quad._replace(graph="") for quad in given}
    names = _Names(union)
    body = "\n".join(_things(sorted(union, key=_order), names))
    return names.head() + body


def trig(graph: Graph, options: Options) -> str:
    """TriG: Turtle with named graphs."""
    found = list(told(graph, options))
    names = _Names(found)
    parts = []
    for name, inside in groupby(found, key=lambda quad: quad.graph):
        things = "\n".join(_things(inside, names))
        parts.append(f"{names.iri(name)} {{\n{_indented(things)}}}\n")
    return names.head() + "\n".join(parts)


def nquads(graph: Graph, options: Options) -> str:
    """N-Quads: a statement a line, for programs and for comparing."""
    return "".join(
        f"<{quad.subject}> <{quad.predicate}> {_plain(quad.object)} <{quad.graph}> .\n" for quad in told(graph, options)
    )


def jsonld(graph: Graph, options: Options) -> str:
    """JSON-LD 1.1: an object for each named graph, in it one for each thing."""
    found = list(told(graph, options))
    names = _Names(found)
    graphs: list[json_.Json] = []
    for name, inside in groupby(found, key=lambda quad: quad.graph):
        things: list[json_.Json] = [
            {"@id": names.compact(subject), **_members(about, names)}
            for subject, about in groupby(inside, key=lambda quad: quad.subject)
        ]
        graphs.append({"@id": names.compact(name), "@graph": things})
    context: dict[str, json_.Json] = {prefix: names.prefixes[prefix] for prefix in sorted(names.used)}
    return json_.dumps({"@context": context, "@graph": graphs}) + "\n"


def told(graph: Graph, options: Options) -> Iterator[Quad]:
    """What is exported: the maps where all of them are, else those of the part."""
    return quads(options.maps or as_maps(graph.nodes.values(), graph.links))


class _Names:
    """Prefixes for the vocabularies and for the ids of each source, and which of them were used."""

    def __init__(self, found: Iterable[Quad]) -> None:
        homes = {quad.subject[len(BASE) :].partition("/")[0] for quad in found if quad.subject.startswith(BASE)}
        own = {home: f"{BASE}{home}/" for home in sorted(homes) if _PREFIX.fullmatch(home) and home not in PREFIXES}
        self.prefixes = {**PREFIXES, **own, "id": BASE} if "id" not in own else {**PREFIXES, **own}
        self.used: set[str] = set()
        self.is_relative = False
        self._by_namespace = {namespace: prefix for prefix, namespace in self.prefixes.items()}
        self._known: dict[str, str] = {}

    def head(self) -> str:
        """The declarations of what was used, in the order of the alphabet."""
        base = f"@base <{BASE}> .\n" if self.is_relative else ""
        rows = (f"@prefix {prefix}: <{self.prefixes[prefix]}> .\n" for prefix in sorted(self.used))
        return f"{base}{''.join(rows)}\n"

    def iri(self, iri: str) -> str:
        """An IRI as Turtle writes it."""
        written = self._known.get(iri)
        if written is None:
            prefix, local = self._split(iri)
            if prefix and prefix != "id" and _LOCAL.fullmatch(local):
                self.used.add(prefix)
                written = f"{prefix}:{local}"
            else:
                below = iri[len(BASE) :] if iri.startswith(BASE) else ""
                is_relative = bool(_RELATIVE.match(below))
                self.is_relative = self.is_relative or is_relative
                written = f"<{below if is_relative else iri}>"
            self._known[iri] = written
        return written

    def compact(self, iri: str) -> str:
        """An IRI as JSON-LD writes it."""
        prefix, local = self._split(iri)
        if not prefix or local.startswith("//"):
            return iri
        self.used.add(prefix)
        return f"{prefix}:{local}"

    def _split(self, iri: str) -> tuple[str, str]:
        end = max(iri.rfind("#"), iri.rfind("/")) + 1
        if iri.startswith(BASE):
            end = len(BASE) + iri[len(BASE) :].find("/") + 1
        prefix = self._by_namespace.get(iri[:end], "")
        return (prefix, iri[end:]) if prefix else ("", iri)


def _order(quad: Quad) -> tuple[str, bool, str, bool, str | Literal]:
    return quad.subject, quad.predicate != TYPE, quad.predicate, isinstance(quad.object, Literal), quad.object


def _things(found: Iterable[Quad], names: _Names) -> Iterator[str]:
    """A paragraph for each thing."""
    for subject, about in groupby(found, key=lambda quad: quad.subject):
        rows = []
        for predicate, same in groupby(about, key=lambda quad: quad.predicate):
            values = [_value(quad.object, names) for quad in same]
            is_long = sum(map(len, values)) > WIDTH
            joined = (",\n        " if is_long else ", ").join(values)
            verb = "a" if predicate == TYPE else names.iri(predicate)
            rows.append(f"{verb}\n        {joined}" if is_long and len(values) > 1 else f"{verb} {joined}")
        yield f"{names.iri(subject)} " + " ;\n    ".join(rows) + " .\n"


def _indented(text: str) -> str:
    return re.sub(r"^(?=.)", "    ", text, flags=re.MULTILINE)


def _value(value: str | Literal, names: _Names) -> str:
    if not isinstance(value, Literal):
        return names.iri(value)
    if value.datatype in (INTEGER, BOOLEAN):
        return value.value
    text = _quoted(value.value)
    return f"{text}^^{names.iri(value.datatype)}" if value.datatype else text


def _quoted(text: str) -> str:
    """Words in the quotes of Turtle that fewer of their own have to be escaped in."""
    mark = "'" if text.count('"') > text.count("'") else '"'
    return f"{mark}{_escaped(text).replace(mark, chr(92) + mark)}{mark}"


def _plain(value: str | Literal) -> str:
    if not isinstance(value, Literal):
        return f"<{value}>"
    text = '"' + _escaped(value.value).replace('"', '\\"') + '"'
    return f"{text}^^<{value.datatype}>" if value.datatype else text


def _escaped(text: str) -> str:
    """Words as Turtle and N-Quads hold them, but for quotes: on one line, and no sign that cannot be seen."""
    return _HIDDEN.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    sign = found[0]
    return _SHORT.get(sign) or f"\\u{ord(sign):04X}"


def _members(about: Iterable[Quad], names: _Names) -> dict[str, json_.Json]:
    members: dict[str, json_.Json] = {}
    for predicate, same in groupby(about, key=lambda quad: quad.predicate):
        if predicate == TYPE:
            values: list[json_.Json] = [names.compact(str(quad.object)) for quad in same]
        else:
            values = [_json(quad.object, names) for quad in same]
        members["@type" if predicate == TYPE else names.compact(predicate)] = values if len(values) > 1 else values[0]
    return members


def _json(value: str | Literal, names: _Names) -> json_.Json:
    if not isinstance(value, Literal):
        return {"@id": names.compact(value)}
    if value.datatype == INTEGER:
        return int(value.value)
    if value.datatype == BOOLEAN:
        return value.value == "true"
    return {"@type": names.compact(value.datatype), "@value": value.value} if value.datatype else value.value


_PREFIX = re.compile("[a-z](?:[a-z0-9-]*[a-z0-9])?")
_LOCAL = re.compile("[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_RELATIVE = re.compile("[A-Za-z0-9_~-]")
_HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\\\\\u2028\u2029\ufeff\ufffe\uffff]")
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\"}
