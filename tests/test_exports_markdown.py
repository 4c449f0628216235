"""The markdown export, read by markmap."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from cruxmap.exports import export
from cruxmap.exports.exporter import Options
from cruxmap.graph.graph import Graph
from cruxmap.graph.model import Node
from cruxmap.graph.part import narrowed
from graphs import graph_of
from hostile import EMPTY, HOSTILE, UNHOLDABLE, bare, hostile_graph
from hypothesis import given, settings
from hypothesis import strategies as st
from outlines import read_markdown
from strategies import CHARACTERS

if TYPE_CHECKING:
    from pathlib import Path

    import cruxmap

Tree = tuple[str, tuple["Tree", ...]]


def seen(tree: dict[str, Any]) -> Tree:
    """A tree of markmap as nested tuples."""
    return tree["text"], tuple(map(seen, tree["children"]))


def meant(text: str) -> Tree:
    """The tree that headings and indented bullets say, letters and digits only."""
    stack: list[tuple[int, str, list[Any]]] = [(0, "", [])]
    for line in filter(None, text.splitlines()):
        heading = re.match(r"(#+) (.*)", line)
        bullet = re.match(r"( *)- (.*)", line)
        found = heading or bullet
        assert found, line
        depth = len(found[1]) if heading else 10 + len(found[1])
        while stack[-1][0] >= depth:
            stack.pop()
        branch: list[Any] = []
        stack[-1][2].append((letters(found[2]), branch))
        stack.append((depth, "", branch))

    def frozen(branches: list[Any]) -> tuple[Tree, ...]:
        return tuple((words, frozen(below)) for words, below in branches)

    return frozen(stack[0][2])[0]


def letters(text: str) -> str:
    """The letters and digits of a text."""
    return re.sub(r"[\W_]", "", text)


def only_letters(tree: Tree) -> Tree:
    """A tree with the letters and digits of its texts."""
    return letters(tree[0]), tuple(map(only_letters, tree[1]))


def test_a_small_map_reads_as_an_outline(node_modules: Path) -> None:
    graph = graph_of("""
source: {id: m, title: Map, thesis: a}
claims:
  a: {text: A is so., title: A, section: First, passage: it starts … it ends, note: Not sure.}
  b: {text: B is so., modality: possible, supports: [{to: a, basis: inferred, note: by habit}]}
people: {p: {text: "P, a writer."}}
cruxes:
  q:
    text: Is it so?
    positions:
      optimist: {text: "Yes.", because: [a], held_by: [{to: p, degree: partial}]}
      pessimist: {text: "No.", against: [b]}
""")
    text = export(graph, "markdown", Options(title="My *own*")).text
    assert (
        text
        == r"""# My \*own\*

## Cruxes

### Is it so?

- Is it so? · `m/q`
- **optimist:** Yes. · `m/q.optimist`
  - *because*
    - A `m/a`
  - *held by*
    - P, a writer. `m/p` (degree: partial)
- **pessimist:** No. · `m/q.pessimist`
  - *against*
    - B is so. `m/b`

## Map

### the document

- **source** Map · `m/source`

### First

- **claim** A · A is so. · `m/a`
  - *passage:* it starts … it ends
  - *note:* Not sure.
  - *supported by*
    - B is so. `m/b` (inferred) – by habit

### without a section

- **claim** B is so. · possible · `m/b`
- **crux** Is it so? · `m/q`
  - *has position*
    - Yes. `m/q.optimist`
    - No. `m/q.pessimist`
- **answer: optimist** Yes. · `m/q.optimist`
  - *supported by*
    - A `m/a`
  - *held by*
    - P, a writer. `m/p` (degree: partial)
- **answer: pessimist** No. · `m/q.pessimist`
  - *attacked by*
    - B is so. `m/b`
- **person** P, a writer. · `m/p`
"""
    )
    (read,) = read_markdown(node_modules, [text])
    root, (cruxes, source) = seen(read["tree"])
    assert root == "My *own*"
    assert cruxes[1][0][1][1] == (
        "optimist: Yes. · m/q.optimist",
        (("because", (("A m/a", ()),)), ("held by", (("P, a writer. m/p (degree: partial)", ()),))),
    )
    assert [name for name, _ in source[1]] == ["the document", "First", "without a section"]


def test_markmap_sees_the_tree_that_is_written(shipped: cruxmap.Graph, node_modules: Path) -> None:
    parts = [
        shipped,
        narrowed(shipped, sources=["dragan"]),
        narrowed(shipped, focus="cotra/crux-goals", depth=1),
        narrowed(shipped, kinds=["position"]),
    ]
    written = [export(part, "markdown").text for part in parts]
    read = read_markdown(node_modules, written)
    assert [only_letters(seen(each["tree"])) for each in read] == [meant(text) for text in written]


def test_every_link_is_told_once_in_its_source(shipped: cruxmap.Graph) -> None:
    text = export(shipped, "markdown").text
    told = [line for line in text[text.index("\n## Optim") :].splitlines() if line.startswith("    - ")]
    at_target = {"supports", "attacks", "premise_of", "position_on", "bears_on", "example_of", "mitigates", "part_of"}
    at_target |= {"amplifies", "causes", "enables"}
    links = [
        link
        for link in shipped.links
        if (link.to_id if link.relation in at_target else link.from_id).startswith("dragan/")
    ]
    assert len(told) == len(links) > 100
    assert sum("(inferred)" in line for line in told) == sum(link.basis == "inferred" for link in links)


def test_an_empty_graph_has_a_heading() -> None:
    assert export(Graph([], []), "markdown").text == "# cruxmap\n"


def test_hostile_labels_read_as_themselves(node_modules: Path) -> None:
    labels = {**{label: label for label in HOSTILE}, **UNHOLDABLE, EMPTY: EMPTY}
    nodes = [Node(id=f"m/n{place}", kind="claim", text=text, section="S") for place, text in enumerate(labels)]
    (read,) = read_markdown(node_modules, [export(Graph(nodes, []), "markdown").text])
    assert set(read["tags"]) == {"code", "h1", "h2", "h3", "li", "strong", "ul"}
    expected = [f"claim {labels[node.text]} {'·' if node.text else ''} {node.id}" for node in nodes]
    section = read["tree"]["children"][0]["children"][0]
    assert section["text"] == "S"
    assert [bare(point["text"]) for point in section["children"]] == [bare(words) for words in expected]


def test_hostile_headings_sides_and_notes_change_no_structure(node_modules: Path) -> None:
    graph = hostile_graph(tuple(label for label in HOSTILE if len(label) < 1000))
    text = export(graph, "markdown", Options(title=HOSTILE[0])).text
    (read,) = read_markdown(node_modules, [text])
    assert set(read["tags"]) == {"code", "em", "h1", "h2", "h3", "li", "strong", "ul"}
    cruxes = read["tree"]["children"][0]
    expected = [bare(node.text) for node in graph.nodes.values() if node.kind == "crux"]
    assert [bare(crux["text"]) for crux in cruxes["children"]] == expected


@settings(max_examples=5, deadline=None)
@given(
    st.lists(
        st.text(CHARACTERS | st.sampled_from("*_`[]<>#&\\-+=~^|$:.1!{} \n"), max_size=30), min_size=60, max_size=60
    )
)
def test_any_text_reads_as_itself(node_modules: Path, texts: list[str]) -> None:
    found = [text for text in ("".join(char for char in text if _plain(char)) for text in texts) if bare(text)]
    nodes = [Node(id=f"m/n{place}", kind="claim", text=text) for place, text in enumerate(found)]
    (read,) = read_markdown(node_modules, [export(Graph(nodes, []), "markdown").text])
    points = read["tree"]["children"][0]["children"][0]["children"] if nodes else []
    assert [bare(point["text"]) for point in points] == [bare(f"claim {node.text} · {node.id}") for node in nodes]


def _plain(char: str) -> bool:
    return char in "\n\t" or " " <= char <= "~" or (char >= "\xa0" and char not in "\ufffe\uffff")
