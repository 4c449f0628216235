"""What a query in SPARQL found, as a table for the terminal and in the W3C's formats for results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..graph.problem import CruxmapError
from ..graph.rdf.terms import BASE, PREFIXES, id_of
from ..graph.solutions import Found, Solutions, Term, Triples, Verdict
from . import json_
from .escape import one_line
from .layout import UNBOUNDED, Line, Span, beside, flow, text_width

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .terminal import Page

LONGEST_WORD = 36
NARROWEST = 16
GAP: Span = ("  ", "")


def table(page: Page, found: Solutions) -> list[Line]:
    """The rows below the names of their variables, in columns as wide as they need and there is room for.

    Where there is too little room for columns each row is a paragraph. Where lists do not wrap a row is one line.
    """
    columns = [
        [[(name, "heading")], *([_cell(page, row[place])] for row in found.rows)]
        for place, name in enumerate(found.variables)
    ]
    if not columns:
        return [[("()", "faint")] for _ in found.rows]
    widths = _widths([[line_of_spans[0][0] for line_of_spans in column] for column in columns], page.list_width)
    if not widths:
        return _paragraphs(page, found)
    lines: list[Line] = []
    for cells in zip(*columns, strict=True):
        blocks = [flow(cell, width) for cell, width in zip(cells, widths, strict=True)]
        lines += beside(blocks, widths, GAP)
    return lines


def result_json(found: Solutions | Verdict) -> str:
    """SPARQL 1.1 Query Results JSON Format (W3C)."""
    if isinstance(found, Verdict):
        return json_.dumps({"head": {}, "boolean": found.holds}) + "\n"
    rows: list[json_.Json] = [
        {name: _json(term) for name, term in zip(found.variables, row, strict=True) if term is not None}
        for row in found.rows
    ]
    return json_.dumps({"head": {"vars": list(found.variables)}, "results": {"bindings": rows}}) + "\n"


def result_csv(found: Solutions) -> bytes:
    """SPARQL 1.1 Query Results CSV (W3C): values alone, lines that end as RFC 4180 has it."""
    import csv  # only for this format
    import io

    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(found.variables)
    writer.writerows(["" if term is None else _plain(term) for term in row] for row in found.rows)
    return text.getvalue().encode()


def result_tsv(found: Solutions) -> str:
    """SPARQL 1.1 Query Results TSV (W3C): terms as N-Triples and Turtle write them."""
    rows = [[f"?{name}" for name in found.variables]]
    rows += [["" if term is None else term.text.replace("\t", "\\t") for term in row] for row in found.rows]
    return "".join("\t".join(row) + "\n" for row in rows)


def triples_text(found: Triples, form: str) -> str:
    """The triples as Turtle, N-Triples, JSON-LD or RDF/XML, with the prefixes they need."""
    from pyoxigraph import RdfFormat, parse, serialize  # they come from it, so it is there

    lines = "".join(f"{line}\n" for line in found.lines)
    if form == "ntriples":
        return lines
    triples = (quad.triple for quad in parse(lines, format=RdfFormat.N_TRIPLES))
    prefixes = {name: iri for name, iri in PREFIXES.items() if f"<{iri}" in lines}
    text = (serialize(triples, format=getattr(RdfFormat, GRAPH_FORMATS[form]), prefixes=prefixes) or b"").decode()
    return text if text.endswith("\n") else text + "\n"


GRAPH_FORMATS = {"turtle": "TURTLE", "ntriples": "N_TRIPLES", "jsonld": "JSON_LD", "rdfxml": "RDF_XML"}
ROW_FORMATS: dict[str, Callable[[Solutions], str | bytes]] = {"json": result_json, "csv": result_csv, "tsv": result_tsv}
FORMATS = ("table", *ROW_FORMATS, *GRAPH_FORMATS)


def written(found: Found, form: str) -> str | bytes:
    """What was found in one of FORMATS but a table. CruxmapError where it cannot be written so."""
    if isinstance(found, Triples):
        if form in ROW_FORMATS and form != "json":
            raise CruxmapError(f"this query gives triples, not {form}: there are {', '.join(GRAPH_FORMATS)}")
        return triples_text(found, "jsonld" if form == "json" else form)
    if form in GRAPH_FORMATS:
        what = "rows" if isinstance(found, Solutions) else "yes or no"
        raise CruxmapError(f"this query gives {what}, not {form}: CONSTRUCT and DESCRIBE give triples")
    if isinstance(found, Verdict):
        return result_json(found) if form == "json" else f"{str(found.holds).lower()}\n"
    return ROW_FORMATS[form](found)


def _cell(page: Page, term: Term | None) -> Span:
    """A term in words: a node by its short id, another IRI by its prefix, a literal by what it says."""
    if term is None:
        return "", ""
    if term.kind == "iri":
        node_id = id_of(term.value)
        return (page.name(node_id), "faint") if node_id else (_short(term.value), "relation")
    words = _plain(term) + (f"@{term.language}" if term.language else "")
    return one_line(words), ""


def _short(iri: str) -> str:
    for prefix, start in PREFIXES.items():
        if iri.startswith(start) and len(iri) > len(start):
            return f"{prefix}:{iri[len(start) :]}"
    return iri.removeprefix(BASE)


def _plain(term: Term) -> str:
    return f"_:{term.value}" if term.kind == "blank" else term.value


def _json(term: Term) -> json_.Json:
    match term.kind:
        case "iri":
            return {"type": "uri", "value": term.value}
        case "blank":
            return {"type": "bnode", "value": term.value}
        case "triple":
            names = ("subject", "predicate", "object")
            return {"type": "triple", "value": dict(zip(names, map(_json, term.parts), strict=True))}
        case "literal":
            extra = {"xml:lang": term.language, "datatype": term.datatype}
            return {"type": "literal", "value": term.value, **{name: word for name, word in extra.items() if word}}


def _widths(columns: Sequence[Sequence[str]], room: int) -> list[int]:
    """How wide each column is, [] where they find no room side by side.

    Each has room for its longest word; what is left goes to those that want more, the same to each.
    """
    wanted = [max(map(text_width, cells)) for cells in columns]
    if room >= UNBOUNDED:
        return [min(width, LONGEST_WORD) for width in wanted[:-1]] + [room]
    room -= (len(columns) - 1) * len(GAP[0])
    if sum(wanted) <= room:
        return wanted
    widths = [min(want, _least(cells)) for want, cells in zip(wanted, columns, strict=True)]
    left = room - sum(widths)
    while left > 0:
        short = [place for place, want in enumerate(wanted) if widths[place] < want]
        more = max(1, left // len(short))
        for place in short[:left]:
            added = min(more, wanted[place] - widths[place])
            widths[place] += added
            left -= added
    return widths if left == 0 else []


def _least(cells: Sequence[str]) -> int:
    """The room that a column's longest word needs, within bounds."""
    longest = max((text_width(word) for cell in cells for word in cell.split()), default=0)
    return max(NARROWEST, min(LONGEST_WORD, longest))


def _paragraphs(page: Page, found: Solutions) -> list[Line]:
    margin = max(map(text_width, found.variables)) + len(GAP[0])
    lines: list[Line] = []
    for row in found.rows:
        for name, term in zip(found.variables, row, strict=True):
            if term is not None:
                lines += flow([_cell(page, term)], page.list_width, first=[(name.ljust(margin), "heading")])
        lines.append([])
    return lines[:-1]
