"""The graphml export, read back by networkx."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import networkx as nx
from cruxmap.exports import export
from cruxmap.graph.build import build
from cruxmap.graph.graph import Graph
from cruxmap.graph.model import label
from cruxmap.graph.part import narrowed
from hostile import UNHOLDABLE, hostile_graph
from hypothesis import HealthCheck, given, settings
from strategies import source_maps

if TYPE_CHECKING:
    import cruxmap
    from cruxmap.graph.model import SourceMap

XMLNS = "{http://graphml.graphdrawing.org/xmlns}"


def read_back(graph: cruxmap.Graph) -> nx.MultiDiGraph[str]:
    """What networkx makes of the export."""
    back = nx.parse_graphml(export(graph, "graphml").text, force_multigraph=True)
    assert isinstance(back, nx.MultiDiGraph)
    return back


def expected(value: object) -> object:
    """An attribute as GraphML holds it: plain values as they are, but for what XML cannot hold; the rest as JSON."""
    if isinstance(value, (bool, int)):
        return value
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return "".join(char if _holds(char) else char.encode("unicode_escape").decode() for char in text)


def _holds(char: str) -> bool:
    code = ord(char)
    return (
        code in (0x9, 0xA, 0x85)
        or 0x20 <= code <= 0x7E
        or 0xA0 <= code <= 0xD7FF
        or 0xE000 <= code <= 0xFFFD
        or code >= 0x10000
    )


def same_graph(graph: cruxmap.Graph) -> None:
    """The export comes back node for node and edge for edge, with every attribute."""
    full, back = graph.to_networkx(), read_back(graph)
    assert list(back.nodes) == list(full.nodes)
    for node_id, fields in full.nodes(data=True):
        held = {name: expected(value) for name, value in fields.items() if value is not None}
        assert back.nodes[node_id] == {**held, "label": expected(label(graph.node(node_id)) or node_id)}
    assert sorted(back.edges(keys=True)) == sorted(full.edges(keys=True))
    for start, end, key, fields in full.edges(keys=True, data=True):
        held = {name: expected(value) for name, value in fields.items() if value is not None}
        assert back.edges[start, end, key] == {**held, "label": key, "key": key}


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(source_maps())
def test_any_map_comes_back(source_map: SourceMap) -> None:
    same_graph(build([source_map]).graph)


def test_the_shipped_maps_and_parts_of_them_come_back(shipped: cruxmap.Graph) -> None:
    same_graph(shipped)
    same_graph(narrowed(shipped, sources=["dragan"]))
    same_graph(narrowed(shipped, kinds=["position"]))
    same_graph(Graph([], []))


def test_parallel_links_keep_their_relations_as_keys(shipped: cruxmap.Graph) -> None:
    back = read_back(shipped)
    pairs = [(start, end) for start, end in back.edges() if back.number_of_edges(start, end) > 1]
    assert pairs
    start, end = pairs[0]
    links = [link for link in shipped.out(start) if link.to_id == end]
    assert sorted(back[start][end]) == sorted(link.relation for link in links)


def test_hostile_texts_come_back() -> None:
    same_graph(hostile_graph())
    back = read_back(hostile_graph(tuple(UNHOLDABLE)))
    assert [fields["text"] for _, fields in back.nodes(data=True)] == list(UNHOLDABLE.values())


def test_ids_are_unique_and_every_key_is_declared(shipped: cruxmap.Graph) -> None:
    root = ET.fromstring(export(shipped, "graphml").text)
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    declared = {(key.get("id"), key.get("for")) for key in root.iter(f"{XMLNS}key")}
    used = {
        (data.get("key"), sort) for sort in ("node", "edge") for each in root.iter(f"{XMLNS}{sort}") for data in each
    }
    assert used <= declared
