"""What a map keeps of an AIF document, in the data of its nodes, so that the document can be written again.

A claim or argument keeps its node, an argument also the edges at it, a person the key of the speaker; the source keeps
all that has no place on the map. `at` is where nodes and edges stood in their lists.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from ..foreign_data import decoded
from .document import Document, listed_in, objects_in, type_of
from .told import ARGUMENT, KIND_OF
from .words import statement

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..foreign_data import Data
    from ..model import Node
    from .told import Told

AIF = "aif"
SPEAKER = "speaker"
_Object = dict[str, "Data"]


class Kept(Struct, frozen=True):
    """What is to be kept: by the places of the nodes that are on the map, and by the source."""

    nodes: dict[int, _Object]
    source: _Object


class Row(Struct, frozen=True):
    """A node or edge as it was kept: where it stood, what it was, and the id of its node on the map, "" for none.

    A `loose` edge is one that named a node which the document did not have.
    """

    at: int
    value: Data
    node_id: str = ""
    loose: bool = False


class Restored(Struct, frozen=True):
    """What a map of an AIF document kept, in the order of the document; `document` holds the same nodes and edges.

    `source` is the id of the map, `is_aif` whether it kept anything at all.
    """

    source: str
    is_aif: bool
    document: Document
    nodes: tuple[Row, ...]
    edges: tuple[Row, ...]


def kept(document: Document, told: Told) -> Kept:
    """What is to be kept of a document, of which that is told."""
    nodes: dict[int, _Object] = {}
    others: list[Data] = []
    for place, node in enumerate(document.nodes):
        if told.kinds[place] and isinstance(node, dict):
            nodes[place] = (
                {"at": place, **_without_text(node)} if told.kinds[place] != ARGUMENT else {"at": place, "node": node}
            )
        else:
            others.append({"at": place, "node": node})
    edges: list[Data] = []
    for number, edge in enumerate(document.edges):
        start, end = told.ends[number]
        owner = _owner(told, nodes, start, end)
        row: _Object = {"at": number, "edge": edge}
        if owner is not None:
            listed_in(nodes[owner].setdefault("edges", [])).append(row)
        else:
            edges.append(row if start >= 0 and end >= 0 else row | {"loose": True})
    source: _Object = {
        "nodes": others,
        "edges": edges,
        "rest": dict(document.rest),
        "lacks": list(document.lacks),
        "around": dict(document.around),
        "wrapper": document.wrapper,
    }
    return Kept(nodes, {key: value for key, value in source.items() if value} or {"rest": {}})


def restored(source: str, own_node: Node | None, nodes: Iterable[Node]) -> Restored:
    """What the nodes of one source, and its own node, have kept; what was edited by hand is taken as far as it goes."""
    own = aif_data(own_node) if own_node else {}
    found = [Row(_at(row), row.get("node")) for row in objects_in(listed_in(own.get("nodes")))]
    edges = _edges(own.get("edges"))
    for node in nodes:
        data = aif_data(node)
        value = data.get("node")
        if isinstance(value, dict) and (KIND_OF.get(type_of(value)) == ARGUMENT) == (node.kind == ARGUMENT):
            found.append(Row(_at(data), _with_text(value, node, lacks_text=bool(data.get("wordless"))), node.id))
            edges += _edges(data.get("edges"))
    found.sort(key=_place)
    edges.sort(key=_place)
    rest, around, wrapper = own.get("rest"), own.get("around"), own.get("wrapper")
    document = Document(
        nodes=tuple(row.value for row in found),
        edges=tuple(row.value for row in edges),
        rest=rest if isinstance(rest, dict) else {},
        lacks=tuple(key for key in listed_in(own.get("lacks")) if isinstance(key, str)),
        around=around if isinstance(around, dict) else {},
        wrapper=wrapper if isinstance(wrapper, str) else "",
    )
    return Restored(source, bool(own or found), document, tuple(found), tuple(edges))


def aif_data(node: Node) -> _Object:
    """What a node has kept of an AIF document, empty if nothing."""
    data = decoded(node.data).get(AIF) if node.data else None
    return data if isinstance(data, dict) else {}


def _owner(told: Told, nodes: dict[int, _Object], start: int, end: int) -> int | None:
    """The node that keeps an edge: the argument at its end, else at its start, else the claim it starts from."""
    if start not in nodes or end not in nodes:
        return None
    return next((place for place in (end, start) if told.kinds[place] == ARGUMENT), start)


def _without_text(node: _Object) -> _Object:
    """The node without its text where that is just what the claim says, which may be worded anew."""
    if node.get("text") == statement(node):
        return {"node": {key: value for key, value in node.items() if key != "text"}}
    return {"node": node} if "text" in node else {"node": node, "wordless": True}


def _with_text(value: _Object, node: Node, *, lacks_text: bool) -> _Object:
    """The node with the text that it had, or the claim's where that is another by now."""
    if node.kind == ARGUMENT:
        return value
    was_told = "text" in value or lacks_text
    return value if was_told and statement(value) == node.text else value | {"text": node.text}


def _edges(rows: Data) -> list[Row]:
    return [Row(_at(row), row.get("edge"), loose=row.get("loose") is True) for row in objects_in(listed_in(rows))]


def _at(row: _Object) -> int:
    at = row.get("at")
    return at if isinstance(at, int) else 0


def _place(row: Row) -> int:
    return row.at
