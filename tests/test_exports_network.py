"""The network of the page: where its nodes stand, what pyvis is told of them, and when there is none."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from cruxmap.exports.network.data import MOST_NODES, NetworkData, network, why_not
from cruxmap.exports.network.positions import HEIGHT, WIDTH, positions
from cruxmap.graph.graph import Graph
from cruxmap.graph.model import Link, Node
from cruxmap.graph.schema import KINDS, RELATION
from graphs import graph_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SAY = """
import sys, json
sys.modules.update(dict.fromkeys(sys.argv[1:]))
import cruxmap
from cruxmap.exports.network.data import why_not
graph = cruxmap.load("@shipped")
reason = why_not(graph)
if not reason:
    from cruxmap.exports.network.positions import positions
print(json.dumps([reason, {} if reason else positions(graph)]))
"""


def in_a_process(*without: str, seed: str = "0") -> tuple[str, dict[str, list[int]]]:
    """Why the shipped network cannot be shown, and where its nodes stand, in a fresh Python without some packages."""
    env = os.environ | {"PYTHONHASHSEED": seed}
    ran = subprocess.run([sys.executable, "-c", SAY, *without], env=env, capture_output=True, text=True, check=True)
    reason, places = json.loads(ran.stdout)
    return reason, places


def lone_nodes(count: int, source: str = "s") -> list[Node]:
    return [Node(id=f"{source}/n{number}", kind="claim", text="") for number in range(count)]


def star(rays: int) -> Graph:
    nodes = lone_nodes(rays + 1)
    return Graph(nodes, (Link(from_id=node.id, relation="supports", to_id=nodes[0].id) for node in nodes[1:]))


def chain_of_documents(count: int) -> Graph:
    nodes = [node for number in range(count) for node in lone_nodes(1, f"s{number}")]
    return Graph(nodes, (Link(from_id=a.id, relation="same_as", to_id=b.id) for a, b in pairwise(nodes)))


def nearest(graph: Graph) -> float:
    """How far apart the two nearest nodes are, in diameters: one is WIDTH across and HEIGHT upright."""
    places = sorted((x / WIDTH, y / HEIGHT) for x, y in positions(graph).values())
    least = 9.0
    for first, (x, y) in enumerate(places):
        for other_x, other_y in places[first + 1 :]:
            if other_x - x >= least:
                break
            least = min(least, ((other_x - x) ** 2 + (other_y - y) ** 2) ** 0.5)
    return least


@pytest.fixture(scope="module")
def drawn(shipped: Graph) -> NetworkData:
    return network(shipped)


def test_nodes_stand_apart_however_the_graph_is_made(shipped: Graph) -> None:
    mixed = Graph([*lone_nodes(300), *lone_nodes(1, "t")], ())
    for graph in (shipped, star(400), mixed, chain_of_documents(230), star(1)):
        assert list(positions(graph)) == list(graph.nodes)
        assert 0.97 < nearest(graph) < 2.5


def test_the_smallest_graphs_have_places() -> None:
    assert positions(Graph((), ())) == {}
    [node] = lone_nodes(1)
    assert positions(Graph([node], [Link(from_id=node.id, relation="related_to", to_id=node.id)])) == {"s/n0": (0, 0)}


def test_places_are_the_same_whole_numbers_in_every_process(shipped: Graph) -> None:
    here = {node: list(place) for node, place in positions(shipped).items()}
    assert all(isinstance(number, int) for place in here.values() for number in place)
    assert in_a_process(seed="1") == in_a_process("scipy", seed="2") == ("", here)


def test_documents_stand_apart(shipped: Graph) -> None:
    places = positions(shipped)
    across = {source: [places[node][0] for node in shipped.nodes if node.startswith(source)] for source in ("c", "d")}
    assert max(across["d"]) < min(across["c"]) or max(across["c"]) < min(across["d"])


def test_every_node_is_there_with_its_label_shape_and_place(shipped: Graph, drawn: NetworkData) -> None:
    places = positions(shipped)
    assert [(node["id"], node["group"], (node["x"], node["y"])) for node in drawn.nodes] == [
        (node.id, node.kind, places[node.id]) for node in shipped.nodes.values()
    ]
    assert [node["label"] for node in drawn.nodes] == [node.title or node.text for node in shipped.nodes.values()]
    assert not any("title" in node or "color" in node for node in drawn.nodes)


def test_every_link_is_there_dashed_where_inferred_with_the_head_of_its_polarity(
    shipped: Graph, drawn: NetworkData
) -> None:
    assert [(edge["id"], edge["from"], edge["relation"], edge["to"]) for edge in drawn.edges] == [
        (number, link.from_id, link.relation, link.to_id) for number, link in enumerate(shipped.links)
    ]
    assert [edge.get("dashes", False) for edge in drawn.edges] == [link.basis == "inferred" for link in shipped.links]
    heads = {(edge["polarity"], json.dumps(edge["arrows"])) for edge in drawn.edges}
    assert heads == {
        ("", '""'),
        ("", '{"to": {"enabled": true, "type": "vee"}}'),
        ("+", '{"to": {"enabled": true, "type": "arrow"}}'),
        ("-", '{"to": {"enabled": true, "type": "bar"}}'),
        ("!", '{"to": {"enabled": true, "type": "diamond"}}'),
    }
    bare = {edge["relation"] for edge in drawn.edges if edge["arrows"] == ""}
    assert bare == {link.relation for link in shipped.links if RELATION[link.relation].symmetric}


def test_the_same_graph_gives_the_same_data(shipped: Graph, drawn: NetworkData) -> None:
    assert network(shipped) == drawn
    assert json.loads(json.dumps([drawn.nodes, drawn.edges, drawn.options])) == [
        drawn.nodes,
        drawn.edges,
        drawn.options,
    ]


def test_no_two_roles_look_alike_without_colour() -> None:
    one_of_each = Graph((Node(id=f"s/{kind.name}", kind=kind.name, text="") for kind in KINDS), ())
    drawn = network(one_of_each)
    groups = json.loads(json.dumps(drawn.options["groups"]))
    looks = [(node["shape"], json.dumps(groups[node["group"]].get("shapeProperties"))) for node in drawn.nodes]
    assert len(set(looks)) == len({kind.colour for kind in KINDS})
    assert [node["label"] for node in drawn.nodes] == [kind.name for kind in KINDS]


def test_labels_are_cut_between_words_and_hold_one_line() -> None:
    long = " ".join(["word"] * 2000)
    hostile = "</script><img src=x onerror=alert(1)> \u202e x\ty"
    texts = {"a": long, "b": "w" * 10_000, "c": hostile, "d": "two\nlines"}
    graph = Graph((Node(id=f"s/{slug}", kind="claim", text=text) for slug, text in texts.items()), ())
    assert [node["label"] for node in network(graph).nodes] == [
        " ".join(["word"] * 11) + "…",
        "w" * 59 + "…",
        "</script><img src=x onerror=alert(1)> \\u202e x y",
        "two lines",
    ]


def test_more_nodes_than_can_be_shown_are_refused_in_words() -> None:
    assert why_not(Graph(lone_nodes(MOST_NODES), ())) == ""
    assert why_not(Graph(lone_nodes(MOST_NODES + 1), ())) == (
        "the network shows up to 5,000 nodes, and these are 5,001: narrow them"
    )


def test_a_missing_extra_is_said() -> None:
    assert in_a_process("pyvis")[0] == 'the network needs pyvis: pip install "cruxmap[network]"'
    assert in_a_process("numpy", "pyvis")[0] == 'the network needs pyvis and numpy: pip install "cruxmap[network]"'


def test_the_script_can_stand_in_a_page_and_draws_the_network(drawn: NetworkData, browser: Browser) -> None:
    assert "</script" not in drawn.script.lower()
    assert "<!--" not in drawn.script
    assert "\r" not in drawn.script
    assert "sourceMappingURL" not in drawn.script
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.set_content('<div id="net" style="height: 600px"></div>')
    page.add_script_tag(content=drawn.script)
    places = page.evaluate(
        "(data) => new vis.Network(document.getElementById('net'), data, data.options).getPositions()",
        {"nodes": drawn.nodes, "edges": drawn.edges, "options": drawn.options},
    )
    page.close()
    assert said == []  # vis-network prints what is wrong with options
    assert places == {node["id"]: {"x": node["x"], "y": node["y"]} for node in drawn.nodes}


def test_hostile_links_between_the_same_nodes_are_all_drawn() -> None:
    graph = graph_of(
        "source: {id: m, title: M}\n"
        "claims: {a: {text: A, supports: [b], related_to: [b]}, b: {text: B, attacks: [a]}}\n"
    )
    assert [(edge["from"], edge["relation"]) for edge in network(graph).edges] == [
        (link.from_id, link.relation) for link in graph.links
    ]
    assert len(network(graph).edges) == 3
