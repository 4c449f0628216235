"""SPARQL: a query asked of a store, within a time limit, and what is wrong with one that cannot be read."""

from __future__ import annotations

import re
import threading
from typing import TYPE_CHECKING, Any

from ..graph.problem import CruxmapError, quoted
from ..graph.rdf.terms import BASE, PREFIXES, TYPE
from ..graph.reasoning.time_limit import OutOfTime
from ..graph.solutions import Found, Row, Solutions, Term, Triples, Verdict, sorted_rows
from ..graph.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import Store

STOPPING = 0.2


def ask(store: Store, query: str, *, given: Mapping[str, str], seconds: float) -> Found:
    """What a query finds in all graphs of a store, rows in an order that depends on nothing but them.

    `given` are IRIs or literals, as N-Triples writes them, that variables stand for. The prefixes of PREFIXES need no
    declaring, and relative IRIs are ids: `<cotra/crux-goals>`. Raises CruxmapError for a query that cannot be read or
    answered, and OutOfTime when the seconds are over; the rest of the question is then left to itself.
    """
    if asks_others(query):
        raise CruxmapError("SERVICE asks another server, sparql the library alone: `-L sparql+URL` adds what is there")
    asking = _Asking(store, query, given)
    asking.start()
    try:
        asking.join(seconds)
    finally:
        asking.is_wanted = False  # Ctrl-C, too, comes here
    if asking.is_alive():
        asking.join(STOPPING)
        raise OutOfTime(f"no answer within {seconds:g} seconds: ask for less, or give more time with --limit")
    if isinstance(asking.error, SyntaxError):
        raise CruxmapError(_told(query, str(asking.error))) from asking.error
    if isinstance(asking.error, (OSError, ValueError, RuntimeError)):
        raise CruxmapError(f"the query cannot be answered: {asking.error}") from asking.error
    if asking.error:
        raise asking.error
    assert asking.found is not None
    return asking.found


class _Asking(threading.Thread):
    """The question in a thread of its own, for a query in the works hears neither a clock nor Ctrl-C."""

    def __init__(self, store: Store, query: str, given: Mapping[str, str]) -> None:
        super().__init__(name="sparql", daemon=True)
        self.store, self.query, self.given = store, query, given
        self.is_wanted = True
        self.found: Found | None = None
        self.error: BaseException | None = None

    def run(self) -> None:
        try:
            self.found = self._found()
        except BaseException as error:  # noqa: BLE001 - told where it was asked
            self.error = error

    def _found(self) -> Found:
        from pyoxigraph import QueryBoolean, QuerySolutions, Variable  # the store is there, so it is

        result = self.store.query(
            self.query,
            base_iri=BASE,
            prefixes=dict(PREFIXES),
            use_default_graph_as_union=True,
            substitutions={Variable(name): _read(term) for name, term in self.given.items()},
        )
        if isinstance(result, QueryBoolean):
            return Verdict(bool(result))
        if isinstance(result, QuerySolutions):
            rows: list[Row] = []
            known: dict[Any, Term | None] = {None: None}  # most rows say again what others say
            for row in result:
                self._go_on()
                for term in row:
                    if term not in known:
                        known[term] = _term(term)
                rows.append(tuple([known[term] for term in row]))
            names = tuple(variable.value for variable in result.variables)
            return Solutions(names, tuple(rows) if is_ordered(self.query) else sorted_rows(rows))
        lines = set()
        for triple in result:
            self._go_on()
            lines.add(f"{triple} .")
        return Triples(tuple(sorted(lines, key=_types_first)))

    def _go_on(self) -> None:
        if not self.is_wanted:
            raise OutOfTime("nobody waits any more")


def asks_others(query: str) -> bool:
    """Whether a query wants other servers to be asked.

    >>> asks_others("ASK { SERVICE SILENT <http://x> { } }"), asks_others("ASK { ?service :service 'SERVICE <x>' }")
    (True, False)
    """
    return any(_SERVICE.findall(query))


def _types_first(line: str) -> str:
    return line.replace(f" <{TYPE}> ", " < ", 1)


def is_ordered(query: str) -> bool:
    """Whether the query itself, not one inside it, says in which order its rows come.

    >>> is_ordered("SELECT * { { SELECT ?a { ?a ?b ?c } ORDER BY ?a } } # ORDER BY")
    False
    """
    depth = 0
    for word in _WORDS.findall(query):
        depth += (word == "{") - (word == "}")
        if not depth and re.fullmatch(r"order\s+by", word, re.IGNORECASE):
            return True
    return False


# Strings, IRIs and comments are passed over whole: what looks like a word in them is none.
_SKIPPED = (
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'(?:[^'\\\n]|\\.)*'"
    r'|<[^<>"{}|^`\\\s]*>'
    r"|#[^\n]*"
)
_WORDS = re.compile(rf"(?:{_SKIPPED})|([{{}}]|\border\s+by\b)", re.IGNORECASE | re.DOTALL)
_SERVICE = re.compile(rf"(?:{_SKIPPED})|(?<![\w?$:.@-])(service)(?=\s*[<?$]|\s+\w)", re.IGNORECASE | re.DOTALL)
_FIRST = re.compile(rf"(?:\s|{_SKIPPED}|\b(?:base|prefix)\b|[\w.-]*:)*([a-z]*)", re.IGNORECASE | re.DOTALL)
_UPDATES = ("add", "clear", "copy", "create", "delete", "drop", "insert", "load", "move", "with")
_PLACE = re.compile(r"error at (\d+):(\d+): ?(.*)", re.DOTALL)
_UNBOUND = "variable that is unbound"
_SIGN = re.compile(r'expected "(.)"')
_WIDEST = 100


def _told(query: str, said: str) -> str:
    """What is wrong with a query, where, and what may have been meant."""
    if not query.strip():
        return "the query is empty: `cruxmap sparql --list` shows some to start from"
    first = _FIRST.match(query)
    if first and first.group(1).lower() in _UPDATES:
        return f"{first.group(1).upper()} changes data, and sparql only asks: change the maps, which are what is kept"
    place = _PLACE.match(said)
    if not place:
        return f"the query cannot be read: {said}"
    line, column = int(place.group(1)), int(place.group(2))
    lines = query.splitlines() or [""]
    text = lines[line - 1] if line <= len(lines) else ""
    unknown = _unknown_prefix("\n".join([*lines[: line - 1], text[: column - 1]])) if "Prefix" in said else ""
    if unknown:
        hint = did_you_mean(unknown, PREFIXES) or f"known without declaring: {', '.join(PREFIXES)}"
        said = f"there is no prefix {quoted(unknown + ':')}; {hint}"
        column = max(1, text.rfind(f"{unknown}:", 0, column) + 1)
    else:
        said = f"this is where it stops being SPARQL{_hint(query, place.group(3))}"
    start = max(0, column - _WIDEST // 2)
    excerpt = "".join(char if char.isprintable() else " " for char in text[start : start + _WIDEST])
    return f"the query, line {line}, column {column}: {said}\n  {excerpt}\n  {' ' * (column - 1 - start)}^"


def _unknown_prefix(before: str) -> str:
    """The prefix of the last name before the place where reading failed, "" if it is a known one."""
    names: list[str] = re.findall(r"(?<![\w.<:/#-])([A-Za-z][\w.-]*):", before)
    declared = {name.lower() for name in re.findall(r"\bprefix\s+([\w.-]*):", before, re.IGNORECASE)}
    known = {*PREFIXES, *declared}
    return next((name for name in reversed(names) if name not in known and name.lower() not in declared), "")


def _hint(query: str, expected: str) -> str:
    opened = sum({"{": 1, "}": -1}.get(word, 0) for word in _WORDS.findall(query))
    if opened:
        return "; a { is never closed" if opened > 0 else "; there is a } too many"
    if _UNBOUND in expected:
        return "; each variable that is selected has to be in GROUP BY, or in COUNT, MIN or the like"
    missing = _SIGN.fullmatch(expected)
    return f"; a {missing[1]} is missing here" if missing else ""


def _term(term: Any) -> Term:
    from pyoxigraph import BlankNode, Literal, NamedNode

    if isinstance(term, NamedNode):
        return Term("iri", term.value, str(term))
    if isinstance(term, BlankNode):
        return Term("blank", term.value, str(term))
    if isinstance(term, Literal):
        datatype = "" if term.language or term.datatype.value == _STRING else term.datatype.value
        return Term("literal", term.value, str(term), datatype, term.language or "")
    parts = tuple(map(_term, (term.subject, term.predicate, term.object)))
    return Term("triple", str(term), str(term), parts=parts)


_STRING = "http://www.w3.org/2001/XMLSchema#string"


def _read(text: str) -> Any:
    """The term that N-Triples writes so."""
    from pyoxigraph import RdfFormat, parse

    return next(iter(parse(f"<x:x> <x:x> {text} .", format=RdfFormat.N_TRIPLES))).object
