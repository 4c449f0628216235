"""Gaps: what a map leaves without an answer, a reason, a remedy or an explanation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from .model import Crux, Node, Question
from .query import crux_view

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .graph import Graph

LISTED = ("prerequisite_of", "related_to", "held_by", "cites", "same_as", "asks_about")
"""The relations that say nothing of a node, only that it is listed, cited, held or wanted."""


class Gap(Struct, frozen=True):
    """Something that is missing at a node; `detail` says what, where the name alone does not."""

    gap: str
    node: Node
    detail: str = ""


class GapKind(Struct, frozen=True):
    """A sort of gap: the kind of node that can have it, and the test that gives its details."""

    name: str
    kind: str
    heading: str
    find: Callable[[Graph, Node], Iterator[str]]


def gaps(graph: Graph) -> list[Gap]:
    """Every gap, by sort and in the graph's order. Whatever a twin (`same_as`) has, a node has too."""
    return [
        Gap(sort.name, node, detail)
        for sort in GAPS
        for node in graph.nodes.values()
        if node.kind == sort.kind
        for detail in sort.find(graph, node)
    ]


def explains(graph: Graph, node_id: str) -> bool:
    """Whether any link says something of a node, more than that it is listed, cited, held or wanted."""
    return any(link.relation not in LISTED for link in graph.at(node_id))


def _unmitigated(graph: Graph, node: Node) -> Iterator[str]:
    if node.modality != "hypothetical" and not _any_into(graph, node, "mitigates"):
        yield ""


def _unsupported(graph: Graph, node: Node) -> Iterator[str]:
    if not _any_into(graph, node, "supports"):
        yield ""


def _one_sided(graph: Graph, node: Node) -> Iterator[str]:
    if not isinstance(node, Crux):
        return
    twins = (graph.node(twin) for twin in graph.twins(node.id))
    sides = [side for twin in twins if isinstance(twin, Crux) for side in crux_view(graph, twin).sides]
    reasoned = {side.position.side for side in sides if side.because}
    silent = [name for name in dict.fromkeys(side.position.side for side in sides) if name not in reasoned]
    if len({side.position.side for side in sides}) < 2:
        yield "has fewer than two positions"
    elif silent:
        yield f"no reason given by: {', '.join(silent)}"


def _unanswered(graph: Graph, node: Node) -> Iterator[str]:
    if not any(graph.out(twin, "answered_by") for twin in graph.twins(node.id)):
        yield "left open" if isinstance(node, Question) and node.open else ""


def _unexplained(graph: Graph, node: Node) -> Iterator[str]:
    """A concept nothing is said of: it is only listed, cited, held, or asked for beforehand."""
    if not any(explains(graph, twin) for twin in graph.twins(node.id)):
        yield ""


def _any_into(graph: Graph, node: Node, *relations: str) -> bool:
    return any(graph.into(twin, *relations) for twin in graph.twins(node.id))


GAPS: tuple[GapKind, ...] = (
    GapKind("unmitigated-failure-mode", "failure_mode", "Failure modes nothing mitigates", _unmitigated),
    GapKind("unsupported-claim", "claim", "Claims nothing supports", _unsupported),
    GapKind("one-sided-crux", "crux", "Cruxes on which one side is silent", _one_sided),
    GapKind("unanswered-question", "question", "Questions nothing answers", _unanswered),
    GapKind("unexplained-concept", "concept", "Concepts named but never explained", _unexplained),
)
