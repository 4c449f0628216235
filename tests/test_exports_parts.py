"""Every drawn or outlined export takes any part of any graph, small or large, and gives the same text again."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from cruxmap.exports import export
from cruxmap.graph.build import build
from cruxmap.graph.graph import Graph
from cruxmap.graph.model import Link, Node
from hypothesis import HealthCheck, given, settings
from strategies import source_maps

if TYPE_CHECKING:
    import cruxmap
    from cruxmap.graph.model import SourceMap

FORMATS = ("svg", "dot", "graphml", "markdown", "canvas")


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(source_maps())
def test_any_part_of_any_map_is_exported(source_map: SourceMap) -> None:
    whole = build([source_map]).graph
    for graph in (whole, whole.part(list(whole.nodes)[1::2]), whole.part(list(whole.nodes)[-3:])):
        for name in FORMATS:
            assert export(graph, name) == export(graph, name)
        drawn = ET.fromstring(export(graph, "svg").text)
        cards = [card for card in drawn.iter() if card.get("data-id")]
        assert {card.get("data-id") for card in cards} <= set(graph.nodes)
        assert bool(cards) == bool(len(graph))
        texts = [node["id"] for node in json.loads(export(graph, "canvas").text)["nodes"] if node["type"] == "text"]
        assert len(set(texts)) == len(texts) == len(graph)
        outline = export(graph, "markdown").text
        assert {node for node in graph.nodes if f"`{node}`" in outline} == set(graph.nodes)


@pytest.mark.parametrize("name", FORMATS)
def test_ten_thousand_nodes_are_exported(name: str) -> None:
    nodes = [Node(id=f"m/n{place}", kind="claim", text=f"Claim {place}") for place in range(10_000)]
    links = [Link(from_id=f"m/n{place}", relation="supports", to_id=f"m/n{place // 3}") for place in range(1, 10_000)]
    text = export(Graph(nodes, links), name).text
    if name == "svg":
        drawn = len(set(re.findall(r'data-id="([^"]+)"', text)))
        assert f"{drawn} of 10000 nodes are drawn" in text
        assert 40 <= drawn < 600
    else:
        assert len(set(re.findall(r"m/n\d+", text))) == 10_000


def test_positions_without_their_crux_are_drawn_with_their_reasons(shipped: cruxmap.Graph) -> None:
    part = shipped.part(["cotra/crux-goals.optimist", "cotra/opt-goals-tools"])
    drawn = ET.fromstring(export(part, "svg").text)
    assert [card.get("data-id") for card in drawn.iter() if card.get("data-id")] == list(part.nodes)[::-1]
    assert "2 of 2 nodes are drawn" in export(part, "svg").text
