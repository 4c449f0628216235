"""What the page knows: a graph as plain JSON values, with links by index to keep large pages small."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...graph.model import Analogy, Person, Position, Question, Reference, Source, Topic
from ...graph.paths import BACKWARD, LEADS
from ...graph.query import sides_by_node
from ...graph.reasoning.naming import sides_at
from ...graph.reasoning.semantics import SEMANTICS
from ...graph.schema import KINDS, RELATIONS
from ..heading import documents
from ..two_sided import halves, two_sided

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...graph.graph import Graph
    from ...graph.model import Link, Node
    from ...graph.query import Reason, Side
    from ...graph.schema import Kind
    from ..exporter import Marks, Options
    from ..json_ import Json
    from ..two_sided import Row

FOLDED_ROLES = ("ground", "failure", "remedy")
"""Kinds of these colour roles are counted on cards by their own name, not as reasons."""


def page_data(graph: Graph, options: Options, title: str) -> dict[str, Json]:
    """`{"title","focus","semantics","kinds","relations","leads","backward","halves","sources","nodes","links","rows"}`.

    Links and rows name nodes and relations by their place in the lists.
    """
    place = {node_id: at for at, node_id in enumerate(graph.nodes)}
    sides = sides_by_node(graph)
    rows = two_sided(graph)
    half = halves(row.view for row in rows)
    return {
        "title": title,
        "focus": options.focus if options.focus in graph else None,
        "semantics": options.semantics or SEMANTICS[0].name,
        "kinds": [_kind(kind) for kind in KINDS],
        "relations": [
            {
                "name": relation.name,
                "label": relation.name.replace("_", " "),
                "inverse": relation.inverse.replace("_", " "),
                "polarity": relation.polarity,
                "symmetric": relation.symmetric,
            }
            for relation in RELATIONS
        ],
        "leads": list(LEADS),
        "backward": list(BACKWARD),
        "halves": {side: name for side, name in half.items() if any(side in found for found in sides.values())},
        "sources": [_document(source) for source in documents(graph, options)],
        "nodes": [_node(node, options, sides) for node in graph.nodes.values()],
        "links": [_link(link, place, options.marks) for link in graph.links],
        "rows": [_row(row, place, graph) for row in rows],
    }


def _document(source: Source) -> Json:
    return {"id": source.source, "title": source.title, "url": source.url, "thesis": source.thesis}


def _kind(kind: Kind) -> Json:
    folds = kind.colour in FOLDED_ROLES
    return {"name": kind.name, "label": kind.label, "many": kind.plural, "role": kind.colour, "folds": folds}


def _node(node: Node, options: Options, sides: Mapping[str, tuple[str, ...]]) -> Json:
    """A node without what is empty or usual."""
    fields: dict[str, Json] = {
        "title": node.title,
        "section": node.section,
        "passage": [node.passage.start, node.passage.end] if node.passage else None,
        "full": options.passages.get(node.id),
        "modality": "" if node.modality == "asserted" else node.modality,
        "tags": list(node.tags),
        "note": node.note,
        "aliases": list(node.aliases),
        "sides": list(sides.get(node.id, ())),
        "written": str(node.span) if node.span.file else "",
    }
    fields |= _kind_fields(node)
    fields |= options.marks.nodes.get(node.id, {}) if options.marks else {}
    said: dict[str, Json] = {"id": node.id, "kind": node.kind, "text": node.text}
    said.update((name, value) for name, value in fields.items() if value)
    return said


def _kind_fields(node: Node) -> dict[str, Json]:
    match node:
        case Topic():
            return {"complexity": node.complexity, "eli": node.eli}
        case Analogy():
            return {"mapping": [[pair.element, pair.stands_for, pair.note] for pair in node.mapping]}
        case Position():
            return {"side": node.side, "crux": node.crux, "unreasoned": node.unreasoned}
        case Question():
            return {"open": node.open}
        case Reference():
            return {"url": node.url}
        case Person():
            return {"group": node.group}
        case Source():
            authors: list[Json] = [*node.authors]
            made: dict[str, Json] = {"form": node.form, "authors": authors, "published": node.published}
            return made | {"url": node.url, "thesis": node.thesis}
        case _:
            return {}


def _link(link: Link, place: Mapping[str, int], marks: Marks | None) -> Json:
    """`[from, relation, to]`, and a fourth entry with what is not usual."""
    ends: list[Json] = [place[link.from_id], _RELATION_PLACE[link.relation], place[link.to_id]]
    fields: dict[str, Json] = {
        "inferred": link.basis == "inferred",
        "note": link.note,
        "modality": "" if link.modality == "asserted" else link.modality,
        "qualifier": link.qualifier,
        "change": marks.links.get((link.from_id, link.relation, link.to_id), "") if marks else "",
    }
    extra: dict[str, Json] = {name: value for name, value in fields.items() if value}
    return [*ends, extra] if extra else ends


_RELATION_PLACE = {relation.name: at for at, relation in enumerate(RELATIONS)}


def _row(row: Row, place: Mapping[str, int], graph: Graph) -> Json:
    """`{"crux","left":[answer…],"right":[answer…]}`, an answer being `{"position","because","against"}`; "twins" are
    the positions with sides that only a twin of the crux has."""
    own = [side.position.side for side in row.view.sides]
    others = [at for side, at in sides_at(graph, row.view.crux.id).items() if side not in own]
    twins: dict[str, Json] = {"twins": [place[position] for position in others]} if others else {}
    return twins | {
        "crux": place[row.view.crux.id],
        "left": [_answer(side, place) for side in row.left],
        "right": [_answer(side, place) for side in row.right],
    }


def _answer(side: Side, place: Mapping[str, int]) -> Json:
    return {
        "position": place[side.position.id],
        "because": _places(side.because, place),
        "against": _places(side.against, place),
    }


def _places(reasons: tuple[Reason, ...], place: Mapping[str, int]) -> list[Json]:
    return [place[reason.node.id] for reason in reasons]
