"""Answers as JSON: the stable shapes that `--json` prints. Fields may be added, never renamed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import asdict

from ..graph.foreign_data import decoded
from ..graph.model import Analogy, Link, Node, OutlineItem, Position, Source
from ..graph.schema import FIELDS_OF, KIND, RELATION
from ..graph.text_fragment import passage_link

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..graph.gaps import Gap
    from ..graph.graph import Graph
    from ..graph.paths import Ground, Hop
    from ..graph.query import Counts, CruxView, Reason, Side
    from ..graph.rule import Rule
    from ..graph.search import Hit
    from ..graph.suggest_links import Suggestion
    from .exporter import Exporter
    from .terminal_formats import Readable

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]

_COMMON = ("text", "title", "section", "passage", "modality", "tags")


def dumps(value: Json) -> str:
    """The value as indented JSON text, keys in the order of the shape, with no line break at the end."""
    import msgspec.json  # only for --json

    try:
        return msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
    except (UnicodeEncodeError, OverflowError):  # a lone surrogate, for which JSON has an escape, or a number too large
        import json  # takes twenty times as long

        text = json.dumps(value, ensure_ascii=False, indent=2)
        return text.translate({code: f"\\u{code:04x}" for code in range(0xD800, 0xE000)})


def node(item: Node) -> dict[str, Json]:
    """`{"id","kind","source","text","title","section","passage","modality","tags",…kind fields,"file","line"}`."""
    passage: Json = {"start": item.passage.start, "end": item.passage.end} if item.passage else None
    shape: dict[str, Json] = {
        "id": item.id,
        "kind": item.kind,
        "source": item.source,
        "text": item.text,
        "title": item.title,
        "section": item.section,
        "passage": passage,
        "modality": item.modality,
        "tags": list(item.tags),
    }
    shape |= _kind_fields(item)
    return shape | {"file": item.span.file, "line": item.span.line, "column": item.span.column}


def link(item: Link) -> dict[str, Json]:
    """`{"from","relation","to","basis","note","modality",…,"file","line"}`; a qualifier under its own name."""
    shape: dict[str, Json] = {
        "from": item.from_id,
        "relation": item.relation,
        "to": item.to_id,
        "basis": item.basis,
        "note": item.note or None,
        "modality": item.modality,
    }
    qualifier = RELATION[item.relation].qualifier
    if qualifier:
        shape[qualifier.name] = item.qualifier == "true" if qualifier.is_flag else item.qualifier or None
    if RELATION[item.relation].acyclic:
        shape["loop"] = item.loop
    return shape | {"file": item.span.file, "line": item.span.line, "column": item.span.column}


def shown(graph: Graph, item: Node) -> dict[str, Json]:
    """A node with `"link"`, to its passage in the live page, and `"out"` and `"in"`, its links in both directions."""
    out, into = graph.out(item.id), graph.into(item.id)
    there: dict[str, Json] = {"link": passage_link(graph, item) or None}
    return node(item) | there | {"out": [link(found) for found in out], "in": [link(found) for found in into]}


def crux(view: CruxView) -> dict[str, Json]:
    """A crux with its positions by side, what bears on it (with `leans`) and what it cites."""
    positions: dict[str, Json] = {side.position.side: _side(side) for side in view.sides}
    shape: dict[str, Json] = {"id": view.crux.id, "text": view.crux.text, "source": view.crux.source}
    return shape | {
        "title": view.crux.title,
        "positions": positions,
        "bears_on": [_reason(item) | {"leans": item.link.qualifier or None} for item in view.bears_on],
        "cites": [_reason(item) for item in view.cites],
    }


def path(hops: Iterable[Hop]) -> list[Json]:
    """Hops as `{"from","relation","to","forward","basis","also"}`: the link's own ends, whether it is walked
    forward, and the names of parallel relations."""
    return [
        {
            "from": hop.link.from_id,
            "relation": hop.link.relation,
            "to": hop.link.to_id,
            "forward": hop.forward,
            "basis": hop.link.basis,
            "also": list(hop.also),
        }
        for hop in hops
    ]


def grounds(root: Ground) -> dict[str, Json]:
    """`{"id","for":[{"link","node","for","against"}…],"against":[…],"hidden"}`."""
    return {"id": root.node.id} | _branches(root)


def hit(item: Hit) -> dict[str, Json]:
    """A node with `"score"` (higher is better) and `"matched"`, the fields that hold the words."""
    return node(item.node) | {
        "score": item.score,
        "matched": ["id" if name == "slug" else name for name in item.matched],
    }


def gap(item: Gap) -> dict[str, Json]:
    """`{"gap","id","detail","text"}`."""
    return {"gap": item.gap, "id": item.node.id, "detail": item.detail or None, "text": item.node.text}


def counts(found: Counts) -> dict[str, Json]:
    """`{"nodes","links","explicit","inferred","with_passage","kinds":{kind:{source:n}},"relations":{…}}`.

    Links between two sources are counted under the source `""`.
    """
    return {
        "nodes": found.nodes,
        "links": found.links,
        "explicit": found.explicit,
        "inferred": found.links - found.explicit,
        "with_passage": found.with_passage,
        "sources": list(found.sources),
        "kinds": _table(found.by_kind, KIND),
        "relations": _table(found.by_relation, RELATION),
    }


def rule(item: Rule) -> dict[str, Json]:
    """`{"code","name","severity","meaning","why","fix","bad","good"}`."""
    return {
        "code": item.code,
        "name": item.name,
        "severity": item.severity,
        "meaning": item.meaning,
        "why": item.why,
        "fix": item.fix,
        "bad": item.bad.strip("\n"),
        "good": item.good.strip("\n"),
    }


def exporter(item: Exporter) -> dict[str, Json]:
    """`{"name","suffix","meaning","forms","hosts","package"}`, the package null for our own."""
    return {
        "name": item.name,
        "suffix": item.suffix,
        "meaning": item.meaning,
        "forms": list(item.forms),
        "hosts": list(item.hosts),
        "package": item.package or None,
    }


def suggestion(item: Suggestion) -> dict[str, Json]:
    """`{"from","relation","to","score","confidence","because":[…],"flags":[…]}`: a link that might be written."""
    return {
        "from": item.from_id,
        "relation": item.relation,
        "to": item.to_id,
        "score": item.score,
        "confidence": item.confidence,
        "because": list(item.because),
        "flags": list(item.flags),
    }


def readable(item: Readable) -> dict[str, Json]:
    """`{"name","suffixes","meaning","package"}`, the package null for our own."""
    return {
        "name": item.name,
        "suffixes": list(item.suffixes),
        "meaning": item.meaning,
        "package": item.package or None,
    }


def outline(item: OutlineItem) -> dict[str, Json]:
    """A branch of a mind map with its children."""
    children: list[Json] = [outline(child) for child in item.children]
    return {"node": item.node or None, "label": item.label or None, "children": children}


def _side(side: Side) -> dict[str, Json]:
    held: list[Json] = [{"id": item.node.id, "degree": item.link.qualifier or "full"} for item in side.held_by]
    return {
        "id": side.position.id,
        "text": side.position.text,
        "title": side.position.title,
        "because": [_reason(item) for item in side.because],
        "against": [_reason(item) for item in side.against],
        "held_by": held,
        "decides": [_reason(item) | {"relation": item.link.relation} for item in side.decides],
    }


def _reason(item: Reason) -> dict[str, Json]:
    return node(item.node) | {"basis": item.link.basis, "link_note": item.link.note or None}


def _branches(item: Ground) -> dict[str, Json]:
    return {
        "for": [_branch(below) for below in item.for_it],
        "against": [_branch(below) for below in item.against_it],
        "hidden": item.hidden,
        "repeated": item.repeated,
    }


def _branch(item: Ground) -> Json:
    shape: dict[str, Json] = {"link": link(item.link) if item.link else None, "node": node(item.node)}
    return shape | _branches(item)


def _kind_fields(item: Node) -> dict[str, Json]:
    shape: dict[str, Json] = {"note": item.note or None, "aliases": list(item.aliases), "without": list(item.without)}
    for name in FIELDS_OF[KIND[item.kind].shape]:
        if name in _COMMON or name in shape or name == "data":
            continue
        value = getattr(item, name)
        shape[name] = list(value) if isinstance(value, tuple) else None if value == "" else value
    if isinstance(item, Analogy):
        shape["mapping"] = [_pairing(asdict(pair)) for pair in item.mapping]
    elif isinstance(item, Position):
        shape |= {"crux": item.crux, "side": item.side, "unreasoned": item.unreasoned}
    elif isinstance(item, Source):
        shape |= {"thesis": item.thesis or None, "outline": outline(item.outline) if item.outline else None}
    if item.data:
        shape["data"] = decoded(item.data)
    return shape


def _table(numbers: Mapping[tuple[str, str], int], order: Iterable[str]) -> dict[str, Json]:
    shape: dict[str, Json] = {}
    for name in order:
        row: dict[str, Json] = {source: number for (key, source), number in sorted(numbers.items()) if key == name}
        if row:
            shape[name] = row
    return shape


def _pairing(fields: dict[str, str]) -> dict[str, Json]:
    return {name: fields[name] or None for name in ("element", "stands_for", "basis", "note")}
