"""The law of study notes: what reads back of a note written of a graph is the graph's projection, whatever it says."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import cruxmap
import pytest
from cruxmap.exports import export
from cruxmap.graph.build import build
from cruxmap.graph.canonical import without_positions
from cruxmap.graph.graph import Graph
from cruxmap.graph.model import Crux, Link, Node, Topic
from cruxmap.graph.part import narrowed
from cruxmap.graph.study.note_plan import as_graph, project
from cruxmap.sources import study_note
from cruxmap.sources.written_notes import suits
from cruxmap.sources.written_notes.note import read as read_note
from documents import CLIP, NOTE, write
from hostile import HOSTILE, UNHOLDABLE, hostile_graph
from hypothesis import example, given, settings
from hypothesis import strategies as st
from strategies import CHARACTERS, source_maps

SHARED = Path(cruxmap.__file__).resolve().parent.parent / "shared"


WORDS = st.text(CHARACTERS, max_size=40)
PIECES = (
    *(
        "# a",
        "## 🧠 Core Thesis",
        "## 🔑 Key Concepts",
        "## 📊 Structural Analysis",
        "### Claims",
        "### Cruxes",
        "*   r *(position)* ^s",
        "*   r *(source)*",
        "### b ^c",
    ),
    *("*   **Because**: x", "    *   y ^z", "| a |\n|---|\n| b |", "*   **Tags**: q", "\n", "> w", "**t**: u ^v"),
    *("*   [p](#^v) *(inferred)* – n", "*   [p](#^) *(leans)*", "*   **What Stands for What**:", "    *   a → b"),
    *("    *   *a* → ", "*   **How**: *(x)*", "*   **Form**: nothing", "*   **By**: ", "*   **Thesis**: x"),
    *(
        "*   **Tuesday**: x",
        "```mermaid\n```",
        "*   **Held by**: none",
        "- **Sides**: one",
        "* **In the Text**: *x* – y",
    ),
)


def holds(graph: Graph) -> str:
    """The note of a graph, which keeps the law."""
    projected = project(graph)
    assert project(as_graph(projected)) == projected
    text = export(graph, "note").text
    parsed = read_note(text, "n.md", True)
    assert suits(text)
    assert parsed.findings == ()
    assert parsed.source_map is not None
    assert without_positions(parsed.source_map) == projected
    again = export(as_graph(parsed.source_map), "note").text
    assert _without_map(again) == _without_map(text)
    return text


def _without_map(text: str) -> str:
    """A note without the mind map, which shows the outlines that notes do not carry, and without its own title."""
    return re.sub(r"(?s)```mermaid.*?```|^title: .*?$|^# .*?$", "", text, flags=re.MULTILINE)


@given(st.lists(source_maps(), min_size=1, max_size=3))
@settings(max_examples=50, deadline=None)
def test_a_note_reads_back_as_the_projection_of_its_graph(maps: list[cruxmap.SourceMap]) -> None:
    holds(build(maps).graph)


@given(
    st.text(CHARACTERS, max_size=40),
    st.text(CHARACTERS, max_size=40),
    st.sampled_from(["claim", "concept", "crux", "question"]),
)
@example("1. a (Complexity: 5)", " ^b", "concept")
@example("**a**: b", "c *(claim)* ^d", "claim")
@example("a:", "a:", "claim")
@example("", "a:", "question")
@example("a ·", "b · **Note**: c ·", "claim")
@example("(inferred) – [x](#^y)", "; ", "claim")
@settings(max_examples=100, deadline=None)
def test_any_words_come_back(title: str, text: str, kind: str) -> None:
    shape = Node if kind == "claim" else type(next(iter(_of_kind(kind))))
    nodes = [shape(id="s/a", kind=kind, title=title, text=text), Node(id="s/b", kind="claim", text=title, note=text)]
    holds(Graph(nodes, [Link(from_id="s/b", relation="related_to", to_id="s/a", note=text)]))


@given(
    st.sampled_from(["", "inferred", "possible", "claim", "explicit: a", "loop: b", "leans: c: d", "a, b", "table 2"])
)
@settings(deadline=None)
def test_what_is_said_of_a_tie_comes_back(words: str) -> None:
    nodes = [
        Topic(id="s/t", kind="concept", text="T", complexity=1),
        Crux(id="s/k", kind="crux", text="K?"),
        *(Node(id=f"s/{slug}", kind="claim", text=slug, modality="possible") for slug in "abcd"),
    ]
    holds(
        Graph(
            nodes,
            [
                Link(from_id="s/a", relation="about", to_id="s/t", note=words),
                Link(from_id="s/b", relation="about", to_id="s/t", note=words, basis="inferred", modality="likely"),
                Link(from_id="s/c", relation="bears_on", to_id="s/k", note=words, qualifier="one: two"),
                Link(from_id="s/d", relation="about", to_id="s/t", note=words, modality="possible"),
            ],
        )
    )


def _of_kind(kind: str) -> list[Node]:
    return [node for node in cruxmap.load("@shipped").nodes.values() if node.kind == kind]


def test_hostile_words_come_back() -> None:
    holds(hostile_graph((*HOSTILE, *UNHOLDABLE)))


def test_ids_that_no_block_can_have_are_written_otherwise() -> None:
    ids = ["My Source/Ä b", "My Source/--", "s/A_b", "s/a-b", "s/source", "s/a.b.c"]
    nodes = [Node(id=node_id, kind="claim", text=node_id) for node_id in ids]
    links = [Link(from_id=one, relation="supports", to_id=two) for one, two in product(ids, ids) if one != two]
    text = holds(Graph(nodes, links))
    assert len(read_note(text, "n.md", True).source_map.links) == len(links)  # type: ignore[union-attr]


@pytest.mark.parametrize("source", ["cotra", "dragan", ""])
def test_the_shipped_maps_come_back(source: str) -> None:
    graph = cruxmap.load("@shipped")
    part = narrowed(graph, sources=[source]) if source else graph
    projected = project(part)
    assert {node.id for node in projected.nodes} == set(part.nodes)
    said = {(link.from_id, link.relation, link.to_id, link.basis, link.note) for link in build([projected]).graph.links}
    assert said == {(link.from_id, link.relation, link.to_id, link.basis, link.note) for link in part.links}
    for node in projected.nodes:
        was = part.node(node.id)
        assert (node.text, node.title, node.passage and node.passage.start) == (
            was.text,
            was.title,
            was.passage and was.passage.start,
        )
    holds(part)


@given(st.data())
@settings(max_examples=25, deadline=None)
def test_parts_of_the_shipped_maps_come_back(data: st.DataObject) -> None:
    graph = cruxmap.load("@shipped")
    focus = data.draw(st.sampled_from(sorted(graph.nodes)))
    holds(narrowed(graph, focus=focus, depth=data.draw(st.integers(1, 3))))


@pytest.mark.parametrize("text", [NOTE, CLIP], ids=["note", "article"])
def test_documents_read_as_they_stand_come_back(text: str, tmp_path: Path) -> None:
    written = holds(cruxmap.load(write(tmp_path / "d.md", text)))
    assert study_note.suits(written.partition("---\n\n")[2])


@pytest.mark.parametrize("path", sorted(SHARED.glob("*/*.md")), ids=lambda path: path.stem[:30])
def test_shared_documents_come_back(path: Path) -> None:
    holds(cruxmap.load(path))


def test_what_is_said_of_a_topic_stands_under_its_own_name() -> None:
    names = ("The Logic", "Because", "note", "Why, then?", "ends:", "", "The Logic")
    topic = Topic(id="s/t", kind="concept", text="Bees shiver. ^b", title="Hive")
    claims = [Node(id=f"s/c{n}", kind="claim", text="x ^y", title=f"Hive: {name}") for n, name in enumerate(names)]
    text = holds(Graph([topic, *claims], [Link(from_id=node.id, relation="about", to_id="s/t") for node in claims]))
    assert "\n*   **Why, then?**: x \\^y ^c3\n" in text


def test_an_empty_graph_gives_a_note() -> None:
    assert holds(Graph((), ())).endswith("# cruxmap\n")


@given(st.lists(st.sampled_from(PIECES)))
@settings(max_examples=150, deadline=None)
def test_no_note_makes_reading_fail(lines: list[str]) -> None:
    text = "---\ncruxmap: note\nid: s\ntitle: T\n---\n" + "\n".join(lines)
    parsed = read_note(text, "n.md", True)
    assert parsed.source_map is not None
    holds(build([parsed.source_map]).graph)
    assert all(1 <= finding.span.line <= text.count("\n") + 1 for finding in parsed.findings)


@given(st.text())
def test_no_text_makes_reading_fail(text: str) -> None:
    assert read_note(f"---\ncruxmap: note\n---\n{text}", "n.md", True).source_map is not None
    assert read_note(text, "n.md", True).source_map is not None
