"""Checks of how a map is built: sources, cruxes, arguments, outlines, and circles where there should be none."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from .circles import circles, others, way
from .model import Crux, OutlineItem, Position
from .problem import quoted
from .query import DECIDES
from .rule import Fault, Subject
from .schema import RELATIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .graph import Graph

_DECIDED = ("claim", "mechanism", "failure_mode")


def no_thesis(subject: Subject) -> Iterator[Fault]:
    """Documents that do not say what they argue for."""
    for source in subject.graph.sources():
        if not source.thesis:
            hint = "add thesis: the-id-of-a-claim to its source block"
            yield Fault(source.span, f"source {quoted(source.source)} has no thesis", hint)


def outline_without_thesis(subject: Subject) -> Iterator[Fault]:
    """Outlines in which neither the thesis nor what it is about comes up."""
    for source in subject.graph.sources():
        if source.outline and source.thesis in subject.graph:
            graph = subject.graph
            named = {graph.one(node) for node in _named(source.outline)}
            topics = [link.to_id for twin in graph.twins(source.thesis) for link in graph.out(twin, "about")]
            if named.isdisjoint(graph.one(node) for node in (source.thesis, *topics)):
                hint = f"add it, for example as outline_root: {{node: {source.thesis.partition('/')[2]}}}"
                message = f"the outline leaves out the thesis {quoted(source.thesis)}"
                yield Fault(source.outline.span, message, hint)


def one_position(subject: Subject) -> Iterator[Fault]:
    """Cruxes on which nobody parts."""
    for crux, positions in _cruxes(subject.graph):
        if len({position.side for position in positions}) < 2:
            found = f"only the position {quoted(positions[0].side)}" if positions else "no position"
            hint = "write the other side's answer, or make it a question"
            yield Fault(crux.span, f"crux {quoted(crux.id)} has {found}", hint)


def decides_nothing(subject: Subject) -> Iterator[Fault]:
    """Cruxes whose positions lead to no claim, mechanism or failure mode, however many steps on."""
    graph = subject.graph
    for crux, positions in _cruxes(graph):
        is_meant = all({"supports", "attacks"} <= set(position.without) for position in positions)
        is_open = is_meant or any(position.id in subject.lost for position in positions)
        if not is_open and not any(_decides(graph, position.id) for position in positions):
            hint = "say at a position what it supports or attacks, or supports: [] and attacks: [] at each"
            message = f"crux {quoted(crux.id)} decides nothing: no position leads to a claim, mechanism or failure mode"
            yield Fault(crux.span, message, hint)


def argument_without_premise(subject: Subject) -> Iterator[Fault]:
    """Inferences from nothing."""
    for node in subject.graph.nodes.values():
        is_bare = node.kind == "argument" and "has_premise" not in node.without and node.id not in subject.lost
        if is_bare and not subject.graph.into(node.id, "premise_of"):
            hint = "write premise_of: at each premise, or has_premise: [] at the argument if they stay unsaid"
            yield Fault(node.span, f"argument {quoted(node.id)} has no premise", hint)


def argument_without_conclusion(subject: Subject) -> Iterator[Fault]:
    """Inferences to nothing, or to several things at once."""
    for node in subject.graph.nodes.values():
        if node.kind == "argument" and node.id not in subject.lost:
            ends = subject.graph.out(node.id, "supports", "attacks")
            if not ends and "supports" not in node.without:
                hint = "add supports: or attacks: [its conclusion]"
                yield Fault(node.span, f"argument {quoted(node.id)} has no conclusion", hint)
            elif len({subject.graph.one(link.to_id) for link in ends}) > 1:
                listed = ", ".join(quoted(link.to_id) for link in ends[:6])
                hint = "make it an argument for each conclusion"
                yield Fault(ends[1].span, f"argument {quoted(node.id)} has {len(ends)} conclusions: {listed}", hint)


def loop(subject: Subject) -> Iterator[Fault]:
    """Circles of parts, kinds, needs, lessons and steps; one that is meant has `loop: true` on a link."""
    for relation in RELATIONS:
        if relation.acyclic and relation.name not in ("supports", "premise_of"):
            links = (link for link in subject.graph.links if link.relation == relation.name and not link.loop)
            for circle in circles(subject.graph, links):
                hint = f"drop the link that is wrong, or say loop: true on one if it is meant{others(circle)}"
                yield Fault(circle[-1].span, f"{relation.name} leads in a circle: {way(circle)}", hint)


def _cruxes(graph: Graph) -> Iterator[tuple[Crux, list[Position]]]:
    """Every crux with its positions and those of its twins."""
    for node in graph.nodes.values():
        if isinstance(node, Crux):
            twins = graph.twins(node.id)
            found = (graph.node(link.from_id) for twin in twins for link in graph.into(twin, "position_on"))
            yield node, [position for position in found if isinstance(position, Position)]


def _decides(graph: Graph, position: str) -> bool:
    seen, queue = {position}, deque([position])
    while queue:
        here = queue.popleft()
        ends = [link.to_id for link in graph.out(here, *DECIDES)]
        if here == position:
            ends += [link.from_id for link in graph.into(here, "requires")]
        for end in ends:
            if graph.node(end).kind in _DECIDED:
                return True
            if end not in seen:
                seen.add(end)
                queue.append(end)
    return False


def _named(item: OutlineItem) -> Iterator[str]:
    queue = [item]
    while queue:
        here = queue.pop()
        queue.extend(here.children)
        if here.node:
            yield here.node
