"""Triples as N-Triples and N-Quads (RDF 1.1), written line by line and read by pyoxigraph; maps told by digests."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...graph.problem import CruxmapError
from ...graph.rdf.quads import quads
from ..digest import digest
from ..rdf import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...graph.model import SourceMap
    from ...graph.rdf.terms import Literal, Quad

_SPECIAL = re.compile(r'["\\\x00-\x1f\x7f]')
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_FORMATS = {"text/plain": "application/n-triples", "application/x-turtle": "text/turtle", "": "application/n-triples"}


class Unreadable(ValueError):  # noqa: N818 - it is told in words
    """Why what was received is no RDF."""


def as_n_triples(statements: Iterable[Quad]) -> bytes:
    """The statements without their graphs, one a line."""
    return "".join(f"{_facts(quad)} .\n" for quad in statements).encode("utf-8", "replace")


def as_n_quads(statements: Iterable[Quad]) -> bytes:
    """The statements with their graphs, sorted, one a line."""
    lines = (f"{_facts(quad)}{f' <{quad.graph}>' if quad.graph else ''} .\n" for quad in statements)
    return "".join(sorted(lines)).encode("utf-8", "replace")


def digest_of(source_map: SourceMap) -> str:
    """A digest of all that a map says, wherever it is written."""
    return digest(as_n_triples(quads([source_map], positions=False))).hex()


def triples(body: bytes, kind: str, graph: str) -> list[Quad]:
    """The statements of a document of that media type, as those of a named graph. Raises Unreadable."""
    try:
        import pyoxigraph  # of an extra
    except ImportError as error:
        raise CruxmapError('RDF needs pyoxigraph: pip install "cruxmap[rdf]"') from error
    form = pyoxigraph.RdfFormat.from_media_type(_FORMATS.get(kind, kind))
    if form is None:
        raise Unreadable(f"it calls itself {kind}")
    try:
        found = (plain(one) for one in pyoxigraph.parse(body, format=form))
        return [quad._replace(graph=graph) for quad in found if quad]
    except (SyntaxError, ValueError, OSError) as error:
        raise Unreadable(str(error)) from error


def _facts(quad: Quad) -> str:
    return f"{_term(quad.subject)} <{quad.predicate}> {_term(quad.object)}"


def _term(term: str | Literal) -> str:
    if isinstance(term, str):
        return term if term.startswith("_:") else f"<{term}>"
    words = '"' + _SPECIAL.sub(_escaped, term.value) + '"'
    if term.language:
        return f"{words}@{term.language}"
    return f"{words}^^<{term.datatype}>" if term.datatype else words


def _escaped(found: re.Match[str]) -> str:
    char = found[0]
    return _SHORT.get(char) or f"\\u{ord(char):04X}"
