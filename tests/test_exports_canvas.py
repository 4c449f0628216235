"""The canvas export, held against the rules of JSON Canvas 1.0 and read as Markdown."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from cruxmap.exports import export
from cruxmap.graph.part import narrowed
from graphs import graph_of, parts_of
from hostile import EMPTY, HOSTILE, UNHOLDABLE, bare, hostile_graph
from outlines import read_markdown

if TYPE_CHECKING:
    import cruxmap

SCHEMA = json.loads((Path(__file__).parent / "data" / "jsoncanvas-1.0.schema.json").read_text("utf-8"))


def canvas(graph: cruxmap.Graph) -> dict[str, list[dict[str, Any]]]:
    """The canvas of a graph, which keeps to the rules of the format."""
    found: dict[str, list[dict[str, Any]]] = json.loads(export(graph, "canvas").text)
    jsonschema.validate(found, SCHEMA)
    ids = [each["id"] for each in (*found["nodes"], *found["edges"])]
    assert len(ids) == len(set(ids))
    ends = {end for edge in found["edges"] for end in (edge["fromNode"], edge["toNode"])}
    assert ends <= {node["id"] for node in texts(found)}
    return found


def texts(found: dict[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """The text nodes of a canvas."""
    return [node for node in found["nodes"] if node["type"] == "text"]


def overlap(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two areas share a point."""
    return bool(
        one["x"] < other["x"] + other["width"]
        and other["x"] < one["x"] + one["width"]
        and one["y"] < other["y"] + other["height"]
        and other["y"] < one["y"] + one["height"]
    )


def holds(group: dict[str, Any], node: dict[str, Any]) -> bool:
    """Whether an area lies inside a group."""
    return bool(
        group["x"] < node["x"]
        and node["x"] + node["width"] < group["x"] + group["width"]
        and group["y"] < node["y"]
        and node["y"] + node["height"] < group["y"] + group["height"]
    )


@pytest.mark.parametrize("name", ["all", "dragan", "focus", "positions", "empty", "hostile"])
def test_every_part_is_a_valid_canvas_without_overlaps(shipped: cruxmap.Graph, name: str) -> None:
    hostile = hostile_graph((*HOSTILE, *UNHOLDABLE, EMPTY))
    part = (parts_of(shipped) | {"hostile": hostile})[name]
    found = canvas(part)
    assert len(texts(found)) == len(part)
    assert len(found["edges"]) == len(part.links)
    assert [pair for pair in combinations(texts(found), 2) if overlap(*pair)] == []
    groups = [node for node in found["nodes"] if node["type"] == "group"]
    for node in texts(found):
        assert any(holds(group, node) for group in groups)
        assert [group["label"] for group in groups if overlap(group, node) and not holds(group, node)] == []


def test_ids_are_the_same_in_every_part(shipped: cruxmap.Graph) -> None:
    whole, part = canvas(shipped), canvas(narrowed(shipped, focus="cotra/crux-goals", depth=2))
    by_id = {node["id"]: node.get("text") or node["label"] for node in whole["nodes"]}
    assert all(by_id[node["id"]] == (node.get("text") or node["label"]) for node in texts(part))
    edges = {edge["id"]: (edge["fromNode"], edge["label"], edge["toNode"]) for edge in whole["edges"]}
    assert all(edges[edge["id"]] == (edge["fromNode"], edge["label"], edge["toNode"]) for edge in part["edges"])


def test_a_small_crux() -> None:
    found = canvas(
        graph_of("""
source: {id: m, title: Map}
claims: {a: {text: A, title: One}, b: {text: B}}
cruxes:
  q:
    text: Q?
    positions:
      optimist: {text: "Yes", because: [a], against: [{from: b, basis: inferred}]}
      pessimist: {text: "No"}
""")
    )
    words = {node["id"]: node["text"] for node in texts(found)}
    assert list(words.values()) == [
        "**Map**\n\nsource `m/source`",
        "**One**\n\nA\n\nclaim `m/a`",
        "B\n\nclaim `m/b`",
        "Q?\n\ncrux `m/q`",
        "Yes\n\nposition `m/q.optimist`",
        "No\n\nposition `m/q.pessimist`",
    ]
    at = {node["text"].split("`")[1]: node for node in texts(found)}
    order = ["m/q.pessimist", "m/q", "m/q.optimist", "m/a"]
    assert [at[node]["x"] for node in order] == [0, 420, 840, 1260]
    assert at["m/a"]["x"] == at["m/b"]["x"]
    edges = {
        (words[edge["fromNode"]].split("`")[1], edge["label"], words[edge["toNode"]].split("`")[1]): edge
        for edge in found["edges"]
    }
    attack = edges["m/b", "attacks (inferred)", "m/q.optimist"]
    assert (attack["fromSide"], attack["toSide"], attack["toEnd"], attack["color"]) == ("left", "right", "arrow", "1")
    assert edges["m/q.pessimist", "position on", "m/q"]["fromSide"] == "right"


def test_texts_read_as_themselves(node_modules: Path) -> None:
    graph = hostile_graph((*HOSTILE, *UNHOLDABLE))
    found = read_markdown(node_modules, [node["text"] for node in texts(canvas(graph))])
    assert {tag for each in found for tag in each["tags"]} == {"code", "p"}
    expected = [f"{UNHOLDABLE.get(node.text, node.text)}{node.kind}{node.id}" for node in graph.nodes.values()]
    assert [bare(each["text"]) for each in found] == [bare(words) for words in expected]
