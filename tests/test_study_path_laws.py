"""Laws of learning paths, whatever the graph: all that is needed, each thing after what it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cruxmap.graph.graph import Graph
from cruxmap.graph.model import Link, Topic
from cruxmap.graph.study.learning import learning_path
from cruxmap.graph.study.needs import NEEDS, ends, is_weak
from hypothesis import given
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Iterable


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Topics of any complexity, with links of the relations of NEEDS and twins, most of them anywhere."""
    count = draw(st.integers(1, 8))
    complexities = draw(st.lists(st.none() | st.integers(1, 10), min_size=count, max_size=count))
    nodes = [
        Topic(id=f"s{place % 2}/n{place}", kind="mechanism", text=f"Node {place}.", complexity=complexity)
        for place, complexity in enumerate(complexities)
    ]
    ids = st.sampled_from([node.id for node in nodes])
    relations = st.sampled_from([*(need.relation for need in NEEDS), "same_as", "contrasts_with"])
    links = st.builds(
        Link,
        from_id=ids,
        relation=relations,
        to_id=ids,
        basis=st.sampled_from(["explicit", "inferred"]),
        modality=st.sampled_from(["asserted", "possible"]),
    )
    return Graph(nodes, draw(st.lists(links, max_size=16)))


def needs_of(graph: Graph, target: str = "", *, firm: bool = False) -> dict[str, set[str]]:
    """What each thing needs, read off the links one by one, if one sets out to learn the target."""
    rows = {need.relation: need for need in NEEDS}
    found: dict[str, set[str]] = {graph.one(node_id): set() for node_id in graph.nodes}
    for link in graph.links:
        need = rows.get(link.relation)
        if need and not (firm and is_weak(link)):
            first, later = ends(link)
            is_aim = need.any_at_target and target and graph.one(target) == graph.one(later)
            fits = is_aim or not need.kinds or graph.node(first).kind in need.kinds
            if fits and graph.node(later).kind not in need.but_for:
                found[graph.one(later)].add(graph.one(first))
    return found


def closure(needs: dict[str, set[str]], start: str, without: Iterable[str] = ()) -> set[str]:
    found: set[str] = set()
    fresh = {start} - {*without}
    while fresh:
        found |= fresh
        fresh = {first for thing in fresh for first in needs[thing]} - found - {*without}
    return found


@given(graphs(), st.data())
def test_a_path_holds_all_that_is_needed_and_nothing_else_in_order(graph: Graph, data: st.DataObject) -> None:
    target = data.draw(st.sampled_from(list(graph.nodes)))
    known = data.draw(st.lists(st.sampled_from(list(graph.nodes)), max_size=2))
    path = learning_path(graph, target, known)
    things = [graph.one(step.node.id) for step in path.steps]
    needs, firm = needs_of(graph, target), needs_of(graph, target, firm=True)
    familiar = {graph.one(node) for node in known}
    assert len(things) == len(set(things))
    assert set(things) == closure(needs, graph.one(target), familiar)
    everything = closure(needs, graph.one(target))
    left_out = {graph.one(node.id) for node in (*path.known, *path.skipped)}
    assert left_out.isdisjoint(things)
    assert left_out | set(things) | {graph.one(target)} == everything
    assert {graph.one(node.id) for node in path.unneeded} == familiar - everything
    wanted_firmly = closure(firm, graph.one(target), familiar)
    assert {thing for thing, step in zip(things, path.steps, strict=True) if not step.optional} == wanted_firmly
    place = {thing: number for number, thing in enumerate(things)}
    for step, thing in zip(path.steps, things, strict=True):
        for first in needs[thing] & set(things) - {thing}:
            mutual = thing in closure(needs, first, familiar)
            same_circle = step.circle and path.steps[place[first]].circle == step.circle
            assert place[first] < place[thing] or same_circle or (mutual and first not in firm[thing])


@given(graphs(), st.data())
def test_what_stands_in_a_circle_needs_one_another_and_stands_together(graph: Graph, data: st.DataObject) -> None:
    target = data.draw(st.sampled_from(list(graph.nodes)))
    path = learning_path(graph, target)
    firm = needs_of(graph, target, firm=True)
    numbers = [step.circle for step in path.steps]
    for circle in path.circles:
        number = circle[0].circle
        assert len(circle) > 1
        assert numbers[numbers.index(number) :][: len(circle)] == [number] * len(circle)
        things = [graph.one(step.node.id) for step in circle]
        for thing in things:
            assert set(things) <= closure(firm, thing)


@given(graphs(), st.data())
def test_every_step_but_the_target_says_what_needs_it(graph: Graph, data: st.DataObject) -> None:
    path = learning_path(graph, data.draw(st.sampled_from(list(graph.nodes))))
    on_path = {graph.one(step.node.id) for step in path.steps}
    for step in path.steps:
        assert step.because or step.role == "target"
        for link in step.because:
            first, later = ends(link)
            assert graph.one(first) == graph.one(step.node.id)
            assert graph.one(later) in on_path


@given(graphs(), st.data())
def test_knowing_more_never_makes_a_path_longer(graph: Graph, data: st.DataObject) -> None:
    ids = list(graph.nodes)
    target, known = data.draw(st.sampled_from(ids)), data.draw(st.lists(st.sampled_from(ids), max_size=3))
    longer = {step.node.id for step in learning_path(graph, target, known[:1]).steps}
    assert {step.node.id for step in learning_path(graph, target, known).steps} <= longer
