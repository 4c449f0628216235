"""The dot export, read by Graphviz."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from cruxmap.exports import export
from cruxmap.graph.graph import Graph
from cruxmap.graph.model import Node, label
from cruxmap.graph.part import narrowed
from hostile import EMPTY, HOSTILE, UNHOLDABLE, bare, hostile_graph
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import CHARACTERS

if TYPE_CHECKING:
    import cruxmap

SVG = "{http://www.w3.org/2000/svg}"


def drawn(graphviz: str, text: str, form: str, *options: str) -> str:
    """What Graphviz makes of it, without a word of complaint."""
    ran = subprocess.run([graphviz, f"-T{form}", *options], input=text.encode(), capture_output=True, check=False)
    assert (ran.stderr.decode(), ran.returncode) == ("", 0)
    return ran.stdout.decode()


def labels(graphviz: str, graph: cruxmap.Graph) -> dict[str, str]:
    """The labels of nodes as Graphviz draws them, by id, without white space."""
    root = ET.fromstring(drawn(graphviz, export(graph, "dot").text, "svg"))
    shown: dict[str, str] = {}
    for group in root.iter(f"{SVG}g"):
        if group.get("class") == "node":
            texts = (text.text or "" for text in group.iter(f"{SVG}text"))
            shown[group.findtext(f"{SVG}title") or ""] = bare("".join(texts))
    return shown


def test_graphviz_takes_the_shipped_maps(shipped: cruxmap.Graph, graphviz: str) -> None:
    text = export(shipped, "dot").text
    assert text.splitlines()[0] == "digraph cruxmap {"
    drawn(graphviz, text, "canon", "-Gmclimit=0.01", "-Gnslimit=0.1", "-Gnslimit1=0.1")  # drawn roughly, but drawn


@pytest.mark.parametrize("sources", [["dragan"], ["nothing"]])
def test_nodes_links_and_clusters_come_through(shipped: cruxmap.Graph, graphviz: str, sources: list[str]) -> None:
    graph = narrowed(shipped, sources=sources)
    read = json.loads(drawn(graphviz, export(graph, "dot").text, "json"))
    objects = read.get("objects", [])
    nodes = {each["_gvid"]: each["name"] for each in objects if "nodes" not in each}
    assert sorted(nodes.values()) == sorted(graph.nodes)
    assert [len(each["nodes"]) for each in objects if "nodes" in each] == ([len(graph)] if len(graph) else [])
    edges = [(nodes[edge["tail"]], edge["label"], nodes[edge["head"]]) for edge in read.get("edges", [])]
    assert sorted(edges) == sorted((link.from_id, link.relation.replace("_", " "), link.to_id) for link in graph.links)
    dashed = [edge for edge in read.get("edges", []) if edge.get("style") == "dashed"]
    assert len(dashed) == sum(link.basis == "inferred" for link in graph.links)


def test_labels_are_drawn_as_they_are_written(shipped: cruxmap.Graph, graphviz: str) -> None:
    graph = narrowed(shipped, focus="cotra/crux-goals", depth=1)
    assert labels(graphviz, graph) == {node.id: bare(label(node)) for node in graph.nodes.values()}


def test_hostile_labels_read_the_same(graphviz: str) -> None:
    graph = hostile_graph(HOSTILE)
    assert labels(graphviz, graph) == {node.id: bare(node.text) for node in graph.nodes.values()}


def test_what_cannot_be_drawn_is_an_escape_and_no_words_are_the_id(graphviz: str) -> None:
    shown = labels(graphviz, hostile_graph((*UNHOLDABLE, EMPTY)))
    assert list(shown.values()) == [*map(bare, UNHOLDABLE.values()), bare("h/b-0")]


@settings(max_examples=15, deadline=None)
@given(st.lists(st.text(CHARACTERS, min_size=1, max_size=40).filter(bare), min_size=1, max_size=20))
def test_any_label_reads_the_same(graphviz: str, texts: list[str]) -> None:
    printable = [
        "".join(char for char in text if " " <= char <= "~" or (char >= "\xa0" and char not in "\ufffe\uffff")) or "-"
        for text in texts
    ]
    nodes = [Node(id=f"m/n{place}", kind="claim", text=text) for place, text in enumerate(printable)]
    shown = labels(graphviz, Graph(nodes, []))
    assert shown == {node.id: bare(node.text) or bare(node.id) for node in nodes}
