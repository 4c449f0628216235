"""A SPARQL server: asked by the Query protocol, given graphs by the Graph Store HTTP Protocol (both SPARQL 1.1)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec
from msgspec import MsgspecError, Struct

from ...graph.problem import CruxmapError
from ...graph.rdf.terms import BASE, NS, TYPE, Literal, Quad, number
from ..model_http import short
from . import Fault
from .address import query_addresses, store_addresses, usable
from .triples import Unreadable, as_n_triples, triples

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Self

    from .address import Login, Patience
    from .connection import Connection, Reply

MANIFEST = BASE.removesuffix("id/") + "manifest"
PAGE = 5000
MOST_WRITES = 4
DIGEST = NS + "digest"
RDF = "application/n-triples, text/turtle;q=0.5"
TURTLE = "text/turtle; charset=utf-8"
RESULTS = "application/sparql-results+json"


class Row(Struct, frozen=True):
    """What the manifest says of a graph: a digest of the map it was made from, and how many triples it has."""

    digest: str
    triples: int


class Server:
    """A server whose address for queries is known; that for graphs is looked for when it is first needed.

    It is a context manager, which closes the connection."""

    def __init__(self, connection: Connection, query: str, software: str, store: str = "") -> None:
        self.query = query
        self._connection = connection
        self._software = software
        self._store = store

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def listing(self) -> dict[str, Row | None]:
        """The named graphs there that hold maps, by their IRIs, each with what the manifest says of it.

        Of a graph that has another number of triples than the manifest says, or another digest in it, the digest is "":
        it was changed by other means, or by two at once.
        """
        inside = self.digests()
        found: dict[str, Row | None] = dict.fromkeys(row["graph"] for row in self._pages(_MAPS, "graph"))
        for row in self._pages(_COUNTS, "graph", "digest", "triples", "count"):
            is_sound = row["count"] == row["triples"] and row["digest"] == inside.get(row["graph"])
            if _NUMBER.fullmatch(row["count"]):
                found[row["graph"]] = Row(row["digest"] if is_sound else "", int(row["count"]))
        return dict(sorted(found.items()))

    def digests(self) -> dict[str, str]:
        """The digests that the graphs have in themselves; each came there with its graph."""
        return {row["graph"]: row["digest"] for row in self._pages(_INSIDE, "graph", "digest")}

    def digest(self, graph: str) -> str:
        """The digest that a graph has in itself, "" for none."""
        rows = self._rows(f"SELECT ?digest WHERE {{ GRAPH <{graph}> {{ <{graph}> <{DIGEST}> ?digest }} }}")
        return next((row["digest"] for row in rows if "digest" in row), "")

    def manifest(self) -> dict[str, Row]:
        """What the manifest says of each graph."""
        rows = self._pages(_ROWS, "graph", "digest", "triples")
        return {
            row["graph"]: Row(row["digest"], int(row["triples"])) for row in rows if _NUMBER.fullmatch(row["triples"])
        }

    def graph(self, iri: str, row: Row | None = None) -> list[Quad]:
        """What a named graph holds ("": the default graph). Raises Fault where the server gives less than it has."""
        pattern = f"GRAPH <{iri}> {{ ?s ?p ?o }}" if iri else "?s ?p ?o"
        count = row.triples if row else self._count(pattern)
        found = self._constructed(pattern, iri)
        if len(found) < count:  # servers cut long answers
            found = list(dict.fromkeys(self._subject_by_subject(pattern, iri)))
        if len(found) < count and len(found) < self._count(pattern):
            raise Fault(f"it gives only {len(found)} of the {count} triples of <{iri}>")
        return found

    def put(self, iri: str, quads: list[Quad]) -> None:
        """Let a named graph hold this and nothing else."""
        reply = self._connection.ask(
            "PUT",
            self.store(),
            {"graph": iri},
            accept="*/*",
            body=as_n_triples(quads),
            kind="text/turtle; charset=utf-8",
        )
        if not reply.is_good:
            raise Fault(f"it does not take <{iri}>: {reply.said}")

    def delete(self, iri: str) -> None:
        """Remove a named graph."""
        reply = self._connection.ask("DELETE", self.store(), {"graph": iri}, accept="*/*")
        if not reply.is_good and reply.status != 404:
            raise Fault(f"it does not remove <{iri}>: {reply.said}")

    def record(self, changes: Mapping[str, Row | None]) -> None:
        """Write into the manifest what has been put, and take out what has been removed (None); again, where another
        wrote into it at the same time."""
        rows = self.manifest()
        for _ in range(MOST_WRITES):
            self.put(MANIFEST, list(_manifest_of({**rows, **changes})))
            rows = self.manifest()
            if all(rows.get(iri) == row for iri, row in changes.items()):
                return

    def store(self) -> str:
        """The address for graphs. Raises Fault if there is none."""
        if not self._store:
            tried = store_addresses(self.query, self._software)
            self._store = next((address for address in tried if self._holds_graphs(address)), "")
            if not self._store:
                raise Fault("it has no graph store that is known: --graph-store URL names it")
        return self._store

    def _holds_graphs(self, address: str) -> bool:
        """Whether the Graph Store protocol is spoken there: asked for a graph that is there, it gives one."""
        iri = next((row["graph"] for row in self._rows(_ANY_GRAPH) if _is_sound(row, "graph")), MANIFEST)
        reply = self._connection.ask("GET", address, {"graph": iri}, accept=RDF)
        is_missing = reply.status == 404 and iri == MANIFEST
        return is_missing or (reply.is_good and "html" not in reply.kind and "sparql-results" not in reply.kind)

    def _constructed(self, pattern: str, iri: str) -> list[Quad]:
        reply = self._asked(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {pattern} }}", RDF)
        try:
            return triples(reply.body, reply.kind, iri)
        except Unreadable as error:
            raise Fault(f"what it gives for <{iri}> is no RDF: {error}") from error

    def _subject_by_subject(self, pattern: str, iri: str) -> Iterator[Quad]:
        """What matches in the order of the subjects, as many of them at a time as fit into a page."""
        last = ""
        while True:
            later = f'{pattern} FILTER(STR(?s) > "{_as_text(last)}")'
            page = self._constructed(f"{{ SELECT ?s ?p ?o WHERE {{ {later} }} ORDER BY STR(?s) LIMIT {PAGE} }}", iri)
            if len(page) < PAGE:
                yield from page
                return
            subjects = sorted({quad.subject for quad in page})
            if len(subjects) < 2 or subjects[-2] <= last:  # it does not keep to the order or the limit
                return
            yield from (quad for quad in page if quad.subject != subjects[-1])
            last = subjects[-2]

    def _count(self, pattern: str) -> int:
        rows = list(self._rows(f"SELECT (COUNT(*) AS ?count) WHERE {{ {pattern} }}"))
        return int(rows[0]["count"]) if rows and _NUMBER.fullmatch(rows[0].get("count", "")) else 0

    def _pages(self, query: str, *names: str) -> Iterator[dict[str, str]]:
        """All rows of a query that have these names, in the order of ?graph; servers cut long answers."""
        last = ""
        while True:
            after = query.replace("LAST", _as_text(last))
            rows = list(self._rows(f"{after} ORDER BY STR(?graph) LIMIT {PAGE}"))
            sound = [row for row in rows if _is_sound(row, *names)]
            yield from sound
            if len(rows) < PAGE or not sound or sound[-1]["graph"] <= last:  # as above
                return
            last = sound[-1]["graph"]

    def _rows(self, query: str) -> Iterator[dict[str, str]]:
        reply = self._asked(query, RESULTS)
        try:
            found = msgspec.json.decode(reply.body, type=_Results)
        except MsgspecError as error:
            raise Fault(f"its answer is no SPARQL result: {short(reply.said, 80)}") from error
        for row in found.results.bindings if found.results else ():
            yield {name: value.value for name, value in row.items()}

    def _asked(self, query: str, accept: str) -> Reply:
        reply = self._connection.ask("GET", self.query, {"query": query}, accept=accept)
        if not reply.is_good:
            raise Fault(f"it does not answer a query: {reply.said}")
        return reply


def reach(address: str, login: Login, patience: Patience, store: str = "") -> Server:
    """The server at an address: its own, that for queries or that for graphs; `store` is the one for graphs if that
    cannot be told. Raises CruxmapError for what is no address, Fault if no server answers there."""
    address, store = usable(address), store and usable(store)
    try:
        from .connection import Connection  # httpx, of an extra
    except ImportError as error:
        raise CruxmapError('servers need httpx: pip install "cruxmap[rdf]"') from error
    connection = Connection(address, login, patience)
    try:
        query, software = _discovered(connection, address)
    except BaseException:
        connection.close()
        raise
    return Server(connection, query, software, store)


def _discovered(connection: Connection, address: str) -> tuple[str, str]:
    """The address for queries, and what the server calls itself. Raises Fault if no SPARQL is spoken there."""
    replies: list[Reply] = []
    for query in query_addresses(address):
        try:
            reply = connection.ask("GET", query, {"query": "ASK { }"}, accept=RESULTS)
        except Fault:
            if not replies:
                raise
            continue
        if reply.is_good and _is_answer(reply.body):
            return query, reply.server
        replies.append(reply)
    said = f" ({replies[0].said})" if not replies[0].is_good else ""
    raise Fault(f"no SPARQL is spoken there{said}: {address} answers otherwise, and so do /query and /sparql below it")


_MAPS = f"""SELECT DISTINCT ?graph WHERE {{
  {{ GRAPH ?graph {{ ?graph <{TYPE}> <{NS}Map> }} }} UNION {{ GRAPH ?graph {{ ?source <{TYPE}> <{NS}Source> }} }}
  FILTER(STR(?graph) > "LAST") }}"""
_ROWS = f"""SELECT ?graph ?digest ?triples WHERE {{
  GRAPH <{MANIFEST}> {{ ?graph <{NS}digest> ?digest ; <{NS}triples> ?triples }}
  FILTER(STR(?graph) > "LAST") }}"""
_COUNTS = f"""SELECT ?graph ?digest ?triples (COUNT(*) AS ?count) WHERE {{
  GRAPH <{MANIFEST}> {{ ?graph <{NS}digest> ?digest ; <{NS}triples> ?triples }}
  GRAPH ?graph {{ ?s ?p ?o }}
  FILTER(STR(?graph) > "LAST") }} GROUP BY ?graph ?digest ?triples"""
_INSIDE = f"""SELECT ?graph ?digest WHERE {{
  GRAPH ?graph {{ ?graph <{DIGEST}> ?digest }} FILTER(STR(?graph) > "LAST") }}"""
_NUMBER = re.compile(r"[0-9]{1,15}")
_IRI = re.compile(r'[^\x00-\x20<>"{}|^`\\]+')
_ANY_GRAPH = "SELECT ?graph WHERE { GRAPH ?graph { ?s ?p ?o } } LIMIT 1"


class _Value(Struct, frozen=True):
    value: str = ""


class _Bindings(Struct, frozen=True):
    bindings: list[dict[str, _Value]] = []


class _Results(Struct, frozen=True):
    """The SPARQL 1.1 Query Results JSON Format, as far as it is used."""

    results: _Bindings | None = None
    boolean: bool | None = None


def _manifest_of(rows: Mapping[str, Row | None]) -> Iterator[Quad]:
    for iri, row in sorted(rows.items()):
        if row:
            yield Quad(iri, DIGEST, Literal(row.digest), MANIFEST)
            yield Quad(iri, NS + "triples", number(row.triples), MANIFEST)


def _is_sound(row: Mapping[str, str], *names: str) -> bool:
    """Whether a row has all these values, and an IRI for its graph."""
    return all(name in row for name in names) and _IRI.fullmatch(row["graph"]) is not None


def _is_answer(body: bytes) -> bool:
    try:
        return msgspec.json.decode(body, type=_Results).boolean is True
    except MsgspecError:
        return False


def _as_text(words: str) -> str:
    return words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
