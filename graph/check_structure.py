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
            if not source.span.file.endswith(_EDITED):
                hint += ", in the map that `cruxmap convert` makes of it"
            yield Fault(source.span, f"source {quoted(source.source)} has no thesis", hint)


_EDITED = (".yaml", ".yml", ".md")


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
                yield Fault(source.outline.span if source.outline.span.file else source.span, message, hint)


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
    barren: set[str] = set()
    settled: dict[str, bool] = {}
    for crux, positions in _cruxes(graph):
        group = graph.one(crux.id)
        if group not in settled:
            is_meant = all({"supports", "attacks"} <= set(position.without) for position in positions)
            is_open = is_meant or any(position.id in subject.lost for position in positions)
            settled[group] = is_open or any(_decides(graph, position.id, barren) for position in positions)
        if not settled[group]:
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
            graph = subject.graph
            ends = {graph.one(link.to_id): link for link in reversed(graph.out(node.id, "supports", "attacks"))}
            if not ends and not {"supports", "attacks"} & {*node.without}:
                hint = "add supports: or attacks: [its conclusion], or supports: [] if the text leaves it open"
                yield Fault(node.span, f"argument {quoted(node.id)} has no conclusion", hint)
            elif len(ends) > 1:
                links = list(ends.values())[::-1]
                listed = ", ".join(quoted(link.to_id) for link in links[:6])
                hint = "make it an argument for each conclusion"
                yield Fault(links[1].span, f"argument {quoted(node.id)} has {len(ends)} conclusions: {listed}", hint)


def loop(subject: Subject) -> Iterator[Fault]:
    """Circles of parts, kinds, needs, lessons and steps; one that is meant has `loop: true` on a link."""
    for relation in RELATIONS:
        if relation.acyclic and relation.name not in ("supports", "premise_of"):
            for circle in circles(subject.graph, (relation.name,), lambda link: not link.loop):
                hint = f"drop the link that is wrong, or say loop: true on one if it is meant{others(circle)}"
                yield Fault(circle[-1].span, f"{relation.name} leads in a circle: {way(circle)}", hint)


def _cruxes(graph: Graph) -> Iterator[tuple[Crux, list[Position]]]:
    """Every crux with its positions and those of its twins."""
    positions: dict[str, list[Position]] = {}
    for node in graph.nodes.values():
        if isinstance(node, Position):
            positions.setdefault(graph.one(node.crux), []).append(node)
    for node in graph.nodes.values():
        if isinstance(node, Crux):
            yield node, positions.get(graph.one(node.id), [])


def _decides(graph: Graph, position: str, barren: set[str]) -> bool:
    """Whether a position leads to what can be decided; nodes that do not are added to `barren`."""
    seen, queue = {position}, deque([position])
    while queue:
        here = queue.popleft()
        ends = [link.to_id for link in graph.out(here, *DECIDES)]
        if here == position:
            ends += [link.from_id for link in graph.into(here, "requires")]
        for end in ends:
            if graph.node(end).kind in _DECIDED:
                return True
            if end not in seen and end not in barren:
                seen.add(end)
                queue.append(end)
    barren |= seen
    return False


def _named(item: OutlineItem) -> Iterator[str]:
    queue = [item]
    while queue:
        here = queue.pop()
        queue.extend(here.children)
        if here.node:
            yield here.node
