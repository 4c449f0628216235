"""RDF files read as maps: Turtle, TriG, N-Triples, N-Quads, JSON-LD and RDF/XML, parsed by pyoxigraph."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from ..graph.problem import Finding, Findings, Span
from ..graph.rdf.maps import maps_of
from ..graph.rdf.terms import BASE, NS, Literal, Quad
from .parsed import Parsed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pyoxigraph

_SYNTAX = {
    ".ttl": "TURTLE",
    ".trig": "TRIG",
    ".nt": "N_TRIPLES",
    ".nq": "N_QUADS",
    ".jsonld": "JSON_LD",
    ".rdf": "RDF_XML",
}
MOST_ERRORS = 20
LONGEST_WORDS = 160


def read(document: str, file: str, named: bool = True) -> Parsed:
    """The maps in a file of RDF, of which its suffix tells the syntax; what stands before and after a broken statement
    is kept where that can be told. A file that was not `named` and tells of no node and no link is passed over."""
    if not named and NS not in document:
        return Parsed(None)
    findings = Findings()
    try:
        found = list(_quads(document, file, findings))
    except ImportError:
        message, hint = "reading RDF needs pyoxigraph, which is not installed", 'pip install "cruxmap[rdf]"'
        return Parsed(None, (Finding(rule="missing-extra", message=message, span=Span(file), hint=hint),))
    maps, told = maps_of(found, file, _line_of(document))
    if not maps and not findings.found() and all(finding.rule == "left-out" for finding in told):
        if not named:
            return Parsed(None)
        hint = f"nodes are of a class of <{NS}>, such as cm:Claim; `cruxmap schema --as owl` lists them"
        message = "the file tells of no node and no link"
        return Parsed(None, (Finding(rule="empty-document", message=message, span=Span(file), hint=hint),))
    return Parsed(maps[0] if maps else None, (*findings.found(), *told), maps[1:])


def _quads(document: str, file: str, findings: Findings) -> Iterator[Quad]:
    import pyoxigraph  # a tenth of a second, and not there without the extra

    syntax = _SYNTAX.get(os.path.splitext(file)[1].lower(), "TURTLE")
    if syntax == "JSON_LD" and _is_too_deep(document):
        message = f"brackets stand in brackets more than {DEEPEST} deep"
        findings.add(Finding(rule="broken-rdf", message=message, span=Span(file), hint="name things by @id instead"))
        return
    if syntax == "RDF_XML" and _swells(document):
        message = "its entities stand for more text than is sound"
        findings.add(Finding(rule="broken-rdf", message=message, span=Span(file), hint="write the text itself"))
        return
    if syntax == "RDF_XML":
        document = _with_entities(document, file, findings)
    parser = pyoxigraph.parse(document.encode("utf-8", "replace"), getattr(pyoxigraph.RdfFormat, syntax), base_iri=BASE)
    errors = 0
    while errors < MOST_ERRORS:
        try:
            quad = next(parser)
        except StopIteration:
            return
        except (SyntaxError, ValueError, OSError) as error:
            errors += 1
            findings.add(_broken(error, file))
            continue
        found = plain(quad)
        if found:
            yield found
        else:
            message = "a statement about a statement is left out"
            findings.add(Finding(rule="left-out", message=message, span=Span(file), hint="no map can hold it"))


def _is_too_deep(document: str) -> bool:
    """Whether objects and lists of JSON are nested deeper than the parser, which calls itself for each, can bear."""
    depth = 0
    for found in _BRACKETS.finditer(document):
        depth += {"{": 1, "[": 1, "}": -1, "]": -1}.get(found[0], 0)
        if depth > DEEPEST:
            return True
    return False


DEEPEST = 100
_BRACKETS = re.compile(r'"(?:[^"\\]|\\.)*"|[][{}]', re.DOTALL)


def _swells(document: str) -> bool:
    """Whether the entities of XML would make a text many times as long, as in a "billion laughs"; the parser, which
    fills them in, knows no bounds."""
    sizes: dict[str, int] = {}
    for name, double, single in _ENTITY.findall(document):
        sizes[name] = _filled(double or single, sizes)
    return bool(sizes) and _filled(document, sizes) > LONGEST_FILLED + 10 * len(document)


def _with_entities(document: str, file: str, findings: Findings) -> str:
    """The document with its entities in double quotes, which the parser wants; those of other files are not read: they
    stand for nothing, and are found."""
    for name in _ELSEWHERE.findall(document):
        message = f"the text of &{name}; lies in another file, which is not read"
        findings.add(Finding(rule="left-out", message=message, span=Span(file), hint="write the text itself"))
    sound = _ELSEWHERE.sub(lambda found: f'<!ENTITY {found[1]} "">', document)
    return _SINGLE.sub(lambda found: f'<!ENTITY {found[1]} "{found[2].replace(chr(34), "&#34;")}"', sound)


def _filled(text: str, sizes: dict[str, int]) -> int:
    return len(text) + sum(sizes.get(name, 0) for name in _REFERENCE.findall(text))


LONGEST_FILLED = 10_000_000
_ENTITY = re.compile(r"""<!ENTITY\s+([^\s"'%]+)\s+(?:"([^"]*)"|'([^']*)')""")
_SINGLE = re.compile(r"<!ENTITY\s+([^\s\"'%]+)\s+'([^']*)'")
_ELSEWHERE = re.compile(r"""<!ENTITY\s+([^\s"'%]+)\s+(?:SYSTEM|PUBLIC)\b(?:[^>"']|"[^"]*"|'[^']*')*>""")
_REFERENCE = re.compile(r"&([^;&\s<]+);")


def plain(quad: pyoxigraph.Quad) -> Quad | None:
    """A quad of pyoxigraph as one of ours; None for statements about statements, which no map can hold."""
    from pyoxigraph import Triple  # loaded already

    subject, value, graph = quad.subject, quad.object, quad.graph_name
    if isinstance(subject, Triple) or isinstance(value, Triple):
        return None
    return Quad(_iri(subject), _ours(quad.predicate.value), _term(value), getattr(graph, "value", ""))


def _term(term: pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal) -> str | Literal:
    datatype = getattr(term, "datatype", None)
    if datatype is None:
        return _iri(term)
    language = getattr(term, "language", None)
    return Literal(term.value, "" if language or datatype.value == _STRING else datatype.value, language or "")


def _iri(term: pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal) -> str:
    text = str(term)
    return text if text.startswith("_:") else _ours(term.value)


def _ours(iri: str) -> str:
    """An IRI with the scheme that we write: schema.org goes by both."""
    return f"https{iri[4:]}" if iri.startswith("http://schema.org/") else iri


_STRING = "http://www.w3.org/2001/XMLSchema#string"


def _broken(error: Exception, file: str) -> Finding:
    line, column = getattr(error, "lineno", None) or 1, getattr(error, "offset", None) or 1
    said = re.sub(r"^Parser error (?:at|between) line.*?: (?=\S)", "", str(error.args[0] if error.args else error))
    said = "".join(char if char.isprintable() else repr(char)[1:-1] for char in said)
    hint = "contexts are not fetched: write the @context into the file" if "LoadDocument" in said else ""
    short = said if len(said) <= LONGEST_WORDS else f"{said[: LONGEST_WORDS - 1]}…"
    message = "the @context lies elsewhere" if hint else f"this is no RDF: {short}"
    return Finding(rule="broken-rdf", message=message, span=Span(file, line, column), hint=hint)


def _line_of(document: str) -> Callable[[str], int]:
    """The line on which an IRI first stands at the beginning, 1 if it stands nowhere so."""
    known: dict[str, int] = {}

    def line_of(iri: str) -> int:
        if not known:
            known.update(_lines(document))
            known.setdefault("", 1)
        return known.get(iri, 1)

    return line_of


def _lines(document: str) -> dict[str, int]:
    prefixes: dict[str, str] = dict(_DECLARED.findall(document))
    lines: dict[str, int] = {}
    for number, line in enumerate(document.split("\n"), 1):
        found = _SUBJECT.match(line)
        if found:
            iri, name = found[1] if found[1] is not None else found[2], found[3] or found[2] or ""
            prefix, colon, local = name.partition(":")
            full = prefixes[prefix] + local.replace("\\", "") if colon and prefix in prefixes else iri
            if full is not None:
                lines.setdefault(_ours(full if re.match("[a-z]+:|_:", full) else BASE + full), number)
    return lines


_DECLARED = re.compile(r"""(?:prefix\s+|")([\w.-]*)(?::\s*<|"\s*:\s*")([^>"\s]+)[>"]""", re.IGNORECASE)
_SUBJECT = re.compile(r"""\s*(?:\{\s*)?(?:<([^>]*)>|"@id"\s*:\s*"([^"]*)"|([\w.-]*:[^\s;,.]+(?:\.[^\s;,.]+)*))""")
