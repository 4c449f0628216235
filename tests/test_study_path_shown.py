"""Learning paths as they are shown: every width, every label, in the real Mermaid, and of a large graph."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from consoles import run
from cruxmap.exports import json_learning, terminal_learning
from cruxmap.exports.layout import line_width, painted, unpainted
from cruxmap.exports.mermaid.learning import chart
from cruxmap.exports.terminal import Page
from cruxmap.graph.graph import Graph
from cruxmap.graph.model import Link, Node, label
from cruxmap.graph.problem import CruxmapError
from cruxmap.graph.study.learning import learning_path, needed_only
from cruxmap.graph.study.needs import NEEDS
from hostile import HOSTILE
from mermaids import VERSIONS, Mermaid, bare, seen

if TYPE_CHECKING:
    from pathlib import Path

    import cruxmap
    from cruxmap.graph.study.needs import Need
    from playwright.sync_api import Browser

TARGETS = ("cotra/source", "dragan/source", "cotra/schemer-model", "cotra/crux-goals", "cotra/q-how-hard")


def row(count: int) -> Graph:
    """Steps in a row, each needed by the next."""
    nodes = [Node(id=f"s/n{place}", kind="mechanism", text=f"Step {place}.") for place in range(count)]
    links = [Link(from_id=one.id, relation="causes", to_id=two.id) for one, two in pairwise(nodes)]
    return Graph(nodes, links)


@pytest.fixture(scope="module", params=VERSIONS)
def mermaid(browser: Browser, node_modules: Path, request: pytest.FixtureRequest) -> Mermaid:
    return Mermaid(browser, node_modules, request.param)


@pytest.mark.parametrize("target", TARGETS)
def test_the_shipped_paths_in_mermaid(mermaid: Mermaid, shipped: cruxmap.Graph, target: str) -> None:
    path = learning_path(shipped, target)
    for found in (path, needed_only(shipped, path)):
        shown = mermaid.rendered(chart(shipped, found))
        assert sorted(words.split(".")[0] for words in shown.nodes) == sorted(map(str, range(1, len(found.steps) + 1)))
        assert len(shown.groups) == len(found.circles)
        assert shown.foreign == []


def test_any_label_in_mermaid(mermaid: Mermaid) -> None:
    nodes = [Node(id=f"s/n{place}", kind="mechanism", text=text, title=text) for place, text in enumerate(HOSTILE)]
    end = Node(id="s/end", kind="mechanism", text="The end.")
    graph = Graph([*nodes, end], [Link(from_id=node.id, relation="causes", to_id=end.id) for node in nodes])
    path = learning_path(graph, end.id)
    shown = mermaid.rendered(chart(graph, path))
    assert shown.foreign == []
    wanted = [f"{number}.{seen(step.node.title or step.node.text, 80)}" for number, step in enumerate(path.steps, 1)]
    assert sorted(map(bare, shown.nodes)) == sorted(map(bare, wanted))


def test_a_map_too_large_for_mermaid_is_refused_with_what_to_do() -> None:
    graph = row(700)
    with pytest.raises(CruxmapError, match=r"--needed .* --known"):
        chart(graph, learning_path(graph, "s/n699"))


def test_a_large_graph() -> None:
    path = learning_path(row(10_000), "s/n9999")
    assert [step.node.id for step in path.steps] == [f"s/n{place}" for place in range(10_000)]


def test_a_large_circle() -> None:
    graph = row(5_000)
    closed = Graph(graph.nodes.values(), [*graph.links, Link(from_id="s/n4999", relation="causes", to_id="s/n0")])
    path = learning_path(closed, "s/n7")
    assert [len(circle) for circle in path.circles] == [5_000]
    assert path.steps[-1].role == "target"


@pytest.mark.parametrize("width", [40, 60, 100, 160])
@pytest.mark.parametrize("target", TARGETS)
def test_every_width(shipped: cruxmap.Graph, target: str, width: int) -> None:
    path = learning_path(shipped, target, ["cotra/training"])
    page = Page(shipped, width, True)
    lines = terminal_learning.learning_path(page, path, everything=True)
    assert max(map(line_width, lines)) <= width
    text = painted(lines, unpainted)
    assert all(f" {number}. " in text for number in range(1, len(path.steps) + 1))
    assert "\n\n\n" not in text
    folded = terminal_learning.learning_path(page, path)
    assert max(map(line_width, folded)) <= width
    words = "".join(painted(folded, unpainted).split())
    assert all("".join(label(step.node).split()) in words for step in path.steps)


@pytest.mark.parametrize("need", NEEDS, ids=lambda need: need.relation)
def test_every_relation_says_why_in_words(need: Need) -> None:
    first = Node(id="s/first", kind=need.kinds[0] if need.kinds else "claim", text="First.")
    later = Node(id="s/later", kind="claim", text="Later.")
    start, end = (first, later) if need.before == "from" else (later, first)
    graph = Graph([first, later], [Link(from_id=start.id, relation=need.relation, to_id=end.id)])
    path = learning_path(graph, later.id)
    text = painted(terminal_learning.learning_path(Page(graph, 100, True), path), unpainted)
    assert f"→ {need.says.format('“Later.”')}\n" in text


def test_what_is_called_as_it_reads_is_said_once() -> None:
    node = Node(id="s/a", kind="concept", text="A pond", title="A pond")
    graph = Graph([node], [])
    text = painted(terminal_learning.learning_path(Page(graph, 100, True), learning_path(graph, "s/a")), unpainted)
    assert text.partition(" 1. ")[2].count("A pond") == 1


def test_json_names_what_needs_a_step(shipped: cruxmap.Graph) -> None:
    path = learning_path(shipped, "cotra/sycophant-model", ["cotra/reward"])
    shape = json_learning.path(path)
    steps = shape["steps"]
    assert isinstance(steps, list)
    ran = run("-L", "@shipped", "study", "path", "sycophant-model", "--known", "cotra/reward", "--json")
    assert json.loads(ran.stdout) == shape
    ids = {step["node"]["id"] for step in json.loads(ran.stdout)["steps"]}
    assert all(reason["for"] in ids for step in json.loads(ran.stdout)["steps"] for reason in step["because"])


def test_what_is_left_out_is_no_reason(shipped: cruxmap.Graph) -> None:
    path = needed_only(shipped, learning_path(shipped, "cotra/schemer-model"))
    kept = {step.node.id for step in path.steps}
    assert not any(step.optional for step in path.steps)
    assert {end for step in path.steps for link in step.because for end in (link.from_id, link.to_id)} <= kept
