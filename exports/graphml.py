"""The graphml export: the graph as networkx writes it, read again by networkx, Gephi and yEd."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ..graph.model import label
from .heading import heading
from .xml_text import holdable

if TYPE_CHECKING:
    from collections.abc import Iterable
    from xml.etree.ElementTree import Element

    import networkx

    from ..graph.graph import Graph
    from .exporter import Options

Flat = str | int | bool
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def render(graph: Graph, options: Options) -> str:
    """GraphML of `flat(graph)`.

    Edges have no id there, since the name of a relation names many; their attribute `key` is what networkx takes
    for the key of a multigraph: `parse_graphml(text, force_multigraph=True)`.
    """
    from xml.etree.ElementTree import tostring

    from networkx.readwrite.graphml import GraphMLWriter

    flattened = flat(graph)
    flattened.graph["title"] = _held(heading(graph, options))
    writer = GraphMLWriter(flattened)
    xml = cast("Element", writer.xml)
    for edge in xml.iter("edge"):
        del edge.attrib["id"]
    writer.indent(xml)
    return DECLARATION + tostring(xml, encoding="unicode") + "\n"


def flat(graph: Graph) -> networkx.MultiDiGraph[str]:
    """`graph.to_networkx()` with attributes that GraphML can hold.

    Words, numbers and truth values stay, None is left out, lists and records are JSON text, and characters that
    XML cannot hold are escapes (`\\x1b`). Nodes also have a `label`, edges their relation as `label` and `key`.
    """
    import networkx

    full = graph.to_networkx()
    result: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for node_id, fields in full.nodes(data=True):
        words = label(graph.node(node_id)) or node_id
        result.add_node(_held(node_id), **_flat(fields.items()), label=_held(words))
    for from_id, to_id, key, fields in full.edges(keys=True, data=True):
        start, end = _held(from_id), _held(to_id)
        result.add_edge(start, end, key, **_flat(fields.items()), label=key)
        result.edges[start, end, key]["key"] = key  # add_edge takes it for its own argument
    return result


def _flat(fields: Iterable[tuple[str, object]]) -> dict[str, Flat]:
    return {name: _value(value) for name, value in fields if value is not None}


def _value(value: object) -> Flat:
    if isinstance(value, (bool, int)):
        return value
    if isinstance(value, str):
        return _held(value)
    import json

    return _held(json.dumps(value, ensure_ascii=False))


def _held(text: str) -> str:
    """The text as GraphML holds it: of a carriage return every reader would make a line feed."""
    return holdable(text).replace("\r", "\\r")
