"""Mermaid maps as text: what is drawn of which graph."""

from __future__ import annotations

import re

import pytest
from cruxmap.exports import export
from cruxmap.exports.exporter import Options
from cruxmap.graph.graph import Graph
from cruxmap.graph.model import Node
from cruxmap.graph.part import narrowed
from cruxmap.graph.schema import KINDS
from graphs import graph_of
from mermaids import chart, mindmap

DISPUTE = """
source: {id: m, title: My map, thesis: t}
claims:
  t: {text: The thesis, section: First}
  r: {text: A reason, section: Second}
  s: {text: A doubt, section: Second, attacks: [r]}
  u: {text: Something else, section: Third}
cruxes:
  c:
    text: Will it?
    positions:
      optimist: {text: It will not, because: [s]}
      pessimist: {text: It will, because: [{to: r, basis: inferred}]}
questions:
  q: {text: Who asks?}
"""
OUTLINED = """
source:
  id: o
  title: Outlined
  outline_root: {label: Root}
  outline:
    - {label: Words, children: [{node: a, label: Claim A}, {node: k, children: [{node: b}]}]}
    - {node: k, label: A term}
    - {label: Only words}
claims: {a: {text: A}, b: {text: B, title: The b}}
concepts: {k: {text: K}}
"""


def test_a_source_without_an_outline_is_drawn_from_its_graph() -> None:
    assert mindmap(export(graph_of(DISPUTE), "mermaid").text).splitlines() == [
        "My map",
        "  The thesis",
        "  Will it?",
        "    optimist: It will not",
        "      A doubt",
        "    pessimist: It will",
        "      A reason",
        "  Something else",
    ]


def test_what_has_no_section_is_drawn_by_kind() -> None:
    graph = graph_of("source: {id: m, title: M}\nclaims: {a: {text: A}}\nconcepts: {b: {text: B}}\n")
    assert mindmap(export(graph, "mermaid").text).splitlines() == ["M", "  claims", "    A", "  concepts", "    B"]


def test_questions_are_drawn_where_nothing_else_is_left() -> None:
    part = narrowed(graph_of(DISPUTE), kinds=["question"])
    assert mindmap(export(part, "mermaid").text).splitlines() == ["m", "  Who asks?"]


def test_outlines_are_drawn_with_their_labels() -> None:
    assert mindmap(export(graph_of(OUTLINED), "mermaid").text).splitlines() == [
        "Root",
        "  Words",
        "    Claim A",
        "    K",
        "      The b",
        "  A term",
        "  Only words",
    ]


def test_outlines_lose_what_the_graph_does_not_hold() -> None:
    graph = graph_of(OUTLINED)
    without = graph.part(set(graph.nodes) - {"o/k"})
    assert mindmap(export(without, "mermaid").text).splitlines() == [
        "Root",
        "  Words",
        "    Claim A",
        "    The b",
        "  Only words",
    ]
    assert mindmap(export(graph.part({"o/a"}), "mermaid").text).splitlines() == ["o", "  A"]


def test_several_sources_are_branches_of_one_root() -> None:
    lines = mindmap(export(graph_of(DISPUTE, OUTLINED), "mermaid", Options(title="Both")).text).splitlines()
    assert [line for line in lines if not line.startswith("   ")] == ["Both", "  My map", "  Root"]


def test_a_focus_outside_of_outlines_stands_in_the_middle() -> None:
    graph = graph_of(DISPUTE)
    part = narrowed(graph, focus="m/r", depth=1)
    assert mindmap(export(part, "mermaid", Options(focus="m/r")).text).splitlines() == [
        "A reason",
        "  supports",
        "    It will",
        "  attacked by",
        "    A doubt",
    ]


def test_the_flowchart_shows_kinds_relations_and_bases() -> None:
    text = export(graph_of(DISPUTE), "mermaid", Options(form="flowchart")).text
    assert chart(text) == [
        "TB",
        '  subgraph g0["Second"]',
        '    n0["A reason"]',
        '    n1["A doubt"]',
        "  end",
        '  subgraph g1["no section"]',
        '    n2{{"Will it?"}}',
        '    n3("It will not")',
        '    n4("It will")',
        "  end",
        '  n1 --x|"attacks"| n0',
        '  n1 -->|"supports"| n3',
        '  n0 -.->|"supports"| n4',
        '  n3 --o|"position on"| n2',
        '  n4 --o|"position on"| n2',
    ]


def test_a_flowchart_of_nodes_without_links_shows_the_nodes() -> None:
    part = narrowed(graph_of(DISPUTE), kinds=["question", "crux"])
    assert chart(export(part, "mermaid", Options(form="flowchart")).text) == [
        "LR",
        '  n0{{"Will it?"}}',
        '  n1{"Who asks?"}',
    ]


def test_each_role_has_a_shape_and_a_colour() -> None:
    nodes = [Node(id=f"s/{kind.name}", kind=kind.name, text="x") for kind in KINDS]
    text = export(Graph(nodes, []), "mermaid", Options(form="flowchart")).text
    shapes = {re.sub(r"n\d+", "", line.strip()) for line in chart(text)[1:]}
    assert len(shapes) == len({kind.colour for kind in KINDS})
    assert set(re.findall(r"classDef (\w+) fill:#", text)) == {kind.colour for kind in KINDS}


def test_a_crux_stands_between_its_sides() -> None:
    text = export(graph_of(DISPUTE), "mermaid", Options(form="cruxes")).text
    assert chart(text) == [
        "TB",
        '  subgraph s0["pessimist"]',
        "    direction LR",
        '    s0n0("It will")',
        '    s0n1["A reason"]',
        '    s0n2["A doubt"]',
        "  end",
        '  subgraph s1["optimist"]',
        "    direction LR",
        '    s1n0("It will not")',
        '    s1n1["A doubt"]',
        "  end",
        '  c0{{"Will it?"}}',
        '  s0n1 -.->|"supports"| s0n0',
        '  s0n2 --x|"attacks"| s0n1',
        '  s0 ---|"pessimist"| c0',
        '  s1n1 -->|"supports"| s1n0',
        '  c0 ---|"optimist"| s1',
    ]


@pytest.mark.parametrize("focus", ["cotra/crux-deploy", "cotra/crux-deploy.optimist"])
def test_the_crux_in_focus_is_the_only_one(shipped: Graph, focus: str) -> None:
    text = export(shipped, "mermaid", Options(form="cruxes", focus=focus)).text
    assert re.findall(r"{{(.*)}}", text) == ['"Will people really put hazardous models to use?"']
    every = export(shipped, "mermaid", Options(form="cruxes", focus="cotra/thesis")).text
    assert len(re.findall(r"{{(.*)}}", every)) == 5


def test_positions_whose_crux_is_filtered_out_are_no_cruxes() -> None:
    part = narrowed(graph_of(DISPUTE), kinds=["position", "claim"])
    for focus in ("", "m/c.optimist"):
        text = export(part, "mermaid", Options(form="cruxes", focus=focus)).text
        assert chart(text) == ["TB", '  n0("No cruxes here")']


@pytest.mark.parametrize("form", ["mindmap", "flowchart", "cruxes"])
def test_an_empty_graph_is_one_box(form: str) -> None:
    text = export(Graph([], []), "mermaid", Options(form=form)).text
    assert re.findall(r'n0\(+"(.*)"\)+', text) == ["No cruxes here" if form == "cruxes" else "Nothing to show"]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Misuse: people, e.g. we", "Misuse: people, e.g. we"),
        ("1. a list", "1#46; a list"),
        ("see www.example.org", "see www#46;example.org"),
        ("- a list", "#45; a list"),
        ("well-known", "well-known"),
        ("a:::b", "a#58;#58;#58;b"),
        ('"&"', "#34;#38;#34;"),
    ],
)
def test_signs_that_older_versions_of_mermaid_misread_are_entities(text: str, written: str) -> None:
    """Up to 11.4, which the tests do not render, a list or a link in a label is shown as an error."""
    graph = Graph([Node(id="s/a", kind="claim", text=text)], [])
    assert chart(export(graph, "mermaid", Options(form="flowchart")).text) == ["TB", f'  n0["{written}"]']
