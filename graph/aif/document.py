"""An AIF document as data: nodes and edges as they stand, and everything else that it says.

The forms are those of AIFdb, `{"nodes": […], "edges": […], …}`, of xAIF, which has that graph under "AIF" and what its
tools need round it, and of OVA before it wrote xAIF, in which ids have other names. Nothing here asks whether nodes and
edges are sound: they may be any JSON.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..foreign_data import Data

NODES, EDGES = "nodes", "edges"
WRAPPERS = ("AIF", "aif")
INFERENCE, CONFLICT, INFORMATION, LOCUTION = "RA", "CA", "I", "L"
REPHRASE, PREFERENCE, ILLOCUTION, TRANSITION = "MA", "PA", "YA", "TA"

# The order in which keys are written; others follow by name.
_KEYS = (
    *WRAPPERS,
    *("nodeID", "id", "text", "type", "timestamp", "scheme", "schemeID"),
    *("edgeID", "fromID", "toID", "formEdgeID", "from", "to"),
    *(NODES, EDGES, "schemefulfillments", "descriptorfulfillments", "participants", "locutions"),
    *("personID", "participantID", "firstname", "surname", "dialog", "OVA"),
)


class Document(Struct, frozen=True, kw_only=True):
    """`rest` is what its graph says besides nodes and edges, `lacks` which of these two it does not have at all.

    In xAIF, `around` is what stands round the graph, which has the key `wrapper`; that is "" where there is none.
    """

    nodes: tuple[Data, ...] = ()
    edges: tuple[Data, ...] = ()
    rest: Mapping[str, Data] = field(default_factory=dict)
    lacks: tuple[str, ...] = ()
    around: Mapping[str, Data] = field(default_factory=dict)
    wrapper: str = ""


def document_of(value: Mapping[str, Data]) -> Document:
    """The document that a JSON object is. What should be a list of nodes or edges and is none belongs to the rest."""
    wrapper = "" if _is_graph(value) else next((key for key in WRAPPERS if isinstance(value.get(key), dict)), "")
    inner = value.get(wrapper) if wrapper else value
    graph = inner if isinstance(inner, dict) else dict(value)
    listed = {key: graph[key] for key in (NODES, EDGES) if isinstance(graph.get(key), list)}
    return Document(
        nodes=tuple(listed_in(graph.get(NODES))),
        edges=tuple(listed_in(graph.get(EDGES))),
        rest={key: item for key, item in graph.items() if key not in listed},
        lacks=tuple(key for key in (NODES, EDGES) if key not in listed),
        around={key: item for key, item in value.items() if key != wrapper} if wrapper else {},
        wrapper=wrapper,
    )


def value_of(document: Document) -> dict[str, Data]:
    """The JSON object of a document, the same as it was read from; keys in the usual order."""
    found: dict[str, Data] = dict(document.rest)
    for key, items in ((NODES, document.nodes), (EDGES, document.edges)):
        if items or key not in document.lacks:
            found[key] = list(items)
    found = {key: _listed_in_order(item) for key, item in found.items()}
    graph = in_order(found)
    return in_order({**document.around, document.wrapper: graph}) if document.wrapper else graph


def in_order(item: dict[str, Data]) -> dict[str, Data]:
    """The same object, the usual keys first in their order, then the others by name."""
    known = [key for key in _KEYS if key in item]
    return {key: item[key] for key in (*known, *sorted(item.keys() - set(known)))}


def listed_in(value: Data) -> list[Data]:
    """The items of a list, none where it is no list."""
    return value if isinstance(value, list) else []


def objects_in(values: Iterable[Data]) -> list[dict[str, Data]]:
    """Those that are objects."""
    return [value for value in values if isinstance(value, dict)]


def key_in(item: Data, name: str) -> str:
    """The id that an object has under that name: numbers and words that read alike are the same; "" for none.

    >>> key_in({"nodeID": " 4 "}, "nodeID"), key_in({"nodeID": 4.0}, "nodeID"), key_in({"nodeID": None}, "nodeID")
    ('4', '4', '')
    """
    value = id_in(item, name)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip() if isinstance(value, (str, int)) and not isinstance(value, bool) else ""


def id_in(item: Data, name: str) -> Data:
    """The same as it is written, None for none. OVA's older documents have their own names for ids.

    >>> id_in({"from": {"id": 4}, "to": {"id": 5}}, "toID"), id_in({"id": 7, "type": "I"}, "nodeID")
    (5, 7)
    """
    if not isinstance(item, dict):
        return None
    if name not in item:
        name, sign = _OVA.get(name, ("", ""))
        name = name if sign in item else ""
    value = item.get(name)
    return value.get("id") if isinstance(value, dict) else value


def usual_name(item: dict[str, Data], key: str) -> str:
    """The name that AIF has for an id under that key of an object; else the key.

    >>> usual_name({"id": 7, "type": "I"}, "id"), usual_name({"id": 7}, "id")
    ('nodeID', 'id')
    """
    names = (name for name, (own, sign) in _OVA.items() if own == key and sign in item and name not in item)
    return next(names, key)


# What OVA's older versions call ids, and what else there is in such an object.
_OVA = {
    "nodeID": ("id", "type"),
    "participantID": ("id", "firstname"),
    "fromID": ("from", "to"),
    "toID": ("to", "from"),
}


def type_of(node: Data) -> str:
    """The type of a node in capitals, "" for none."""
    value = node.get("type") if isinstance(node, dict) else None
    return value.strip().upper() if isinstance(value, str) else ""


def _is_graph(value: Mapping[str, Data]) -> bool:
    return isinstance(value.get(NODES), list) and isinstance(value.get(EDGES), list)


def _listed_in_order(item: Data) -> Data:
    return [in_order(row) if isinstance(row, dict) else row for row in item] if isinstance(item, list) else item
