"""What changed between two libraries, as JSON: the shape of `diff --json`. Fields may be added, never renamed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import fields

from ..graph.difference.wording import wording
from ..graph.foreign_data import decoded
from . import json_
from .json_weigh import number

if TYPE_CHECKING:
    from ..graph.difference.beside import Beside
    from ..graph.difference.difference import LinkChange, NodeChange
    from ..graph.difference.effect import CruxFared, Fared, Stood
    from ..graph.graph import Graph
    from ..graph.model import Link, Node
    from .diff_entries import Compared
    from .json_ import Json


def compared(found: Compared) -> dict[str, Json]:
    """`{"before","after","names":{old id:new id},"nodes":{"added","removed","changed"},"links":{…},"standing":{…},
    "beside":[…]}`.

    A changed node is `{"id","was","kind","how":[…],"likeness","fields":{name:{"before","after"[,"words"]}}}`, words
    being `[["=", …], ["-", …], ["+", …]]`; a changed link `{"before":link,"after":link,"relinked","fields":[…]}`.
    What is removed or was has the ids of the first library. Removing, renaming (in every place that names a node),
    setting fields and adding makes the first library the second.
    """
    change = found.change
    return {
        "before": found.names[0],
        "after": found.names[1],
        "changed": found.is_any,
        "names": dict(sorted(change.names.items())),
        "nodes": {
            "added": [_node(found.after, node) for node in change.added],
            "removed": [_node(found.before, node) for node in change.removed],
            "changed": [_node_change(item) for item in change.changed],
        },
        "links": {
            "added": [_link(found.after, link) for link in change.links_added],
            "removed": [_link(found.before, link) for link in change.links_removed],
            "changed": [_link_change(found, item) for item in change.links_changed],
        },
        "standing": {
            "theses": [_fared(item) for item in found.effect.theses],
            "cruxes": [_crux(item) for item in found.effect.cruxes],
            "turned": [_fared(item) for item in found.effect.turned],
        },
        "beside": [_beside(row) for row in found.beside],
    }


def value(item: object) -> Json:
    """The value of a field of a node or link as JSON, with places left out."""
    if isinstance(item, Struct):
        return {field.name: value(getattr(item, field.name)) for field in fields(item) if field.name != "span"}
    if isinstance(item, tuple):
        return [value(each) for each in item]
    return item if isinstance(item, (bool, int, float)) or item is None else str(item)


def _beside(row: Beside) -> Json:
    """`{"source","what":"expects"|"ignores","change":"added"|"removed","text"}`."""
    return {"source": row.source, "what": row.what, "change": "added" if row.is_added else "removed", "text": row.text}


def _node(graph: Graph, node: Node) -> dict[str, Json]:
    """A node in the shape of all answers, with the other fields of its kind."""
    own = {field.name: value(getattr(node, field.name)) for field in fields(node)}
    own = {name: said for name, said in own.items() if name not in ("span", "data")}
    return own | json_.node(graph.nodes.get(node.id, node))


def _link(graph: Graph, link: Link) -> dict[str, Json]:
    here = graph.out(link.from_id, link.relation) if link.from_id in graph else ()
    return json_.link(next((known for known in here if known.to_id == link.to_id), link))


def _node_change(item: NodeChange) -> Json:
    return {
        "id": item.after.id,
        "was": item.before.id,
        "kind": item.after.kind,
        "how": [*item.how],
        "likeness": round(item.likeness, 3),
        "fields": {name: _field(item, name) for name in item.fields},
    }


def _field(item: NodeChange, name: str) -> Json:
    before, after = getattr(item.before, name, None), getattr(item.after, name, None)
    shape: dict[str, Json] = {"before": value(before), "after": value(after)}
    if name == "data":
        return {"before": _data(item.before), "after": _data(item.after)}
    if name in ("text", "title", "note") and isinstance(before, str) and isinstance(after, str):
        shape["words"] = [[*piece] for piece in wording(before, after)]
    return shape


def _data(node: Node) -> Json:
    return decoded(node.data) if node.data else None


def _link_change(found: Compared, item: LinkChange) -> Json:
    return {
        "before": _link(found.before, item.before),
        "after": _link(found.after, item.after),
        "relinked": item.is_relinked,
        "fields": [_LINK_FIELDS.get(name, name) for name in item.fields],
    }


_LINK_FIELDS = {"from_id": "from", "to_id": "to"}


def _fared(item: Fared) -> dict[str, Json]:
    """`{"id","before":{"label","strength"}|null,"after":…}`, a strength null where none is stable."""
    return {"id": item.node.id, "before": _stood(item.before), "after": _stood(item.after)}


def _stood(item: Stood | None) -> Json:
    return {"label": item.label, "strength": number(item.strength)} if item else None


def _crux(item: CruxFared) -> Json:
    """A crux with `"became"` ("new", "gone", "settled", "reopened" or null), its sides, and the place that it has among
    those that move the theses most, null where it moves none."""
    return {
        "id": item.crux.id,
        "became": item.became or None,
        "place_before": item.place_before or None,
        "place_after": item.place_after or None,
        "sides": [_fared(side) for side in item.sides],
    }
