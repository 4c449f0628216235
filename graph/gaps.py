"""Gaps: what a map leaves without an answer, a reason, a remedy or an explanation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from .model import Crux, Node, Position, Question
from .query import crux_view
from .schema import RELATION, RELATIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from .graph import Graph

LISTED = ("prerequisite_of", "related_to", "held_by", "cites", "same_as", "asks_about")
"""The relations that say nothing of a node, only that it is listed, cited, held or wanted."""

_ARGUED = tuple(relation.name for relation in RELATIONS if relation.polarity)


class Gap(Struct, frozen=True):
    """Something that is missing at a node; `detail` says what, where the name alone does not."""

    gap: str
    node: Node
    detail: str = ""


class GapKind(Struct, frozen=True):
    """A sort of gap: the kind of node that can have it, and what finds those that do, in the graph's order, each with
    its details. `most` is how many of them a reader wants to see at once."""

    name: str
    kind: str
    heading: str
    find: Callable[[Graph], Iterator[tuple[Node, str]]]
    most: int = 20


def gaps(graph: Graph) -> list[Gap]:
    """Every gap, by sort and in the graph's order. Whatever a twin (`same_as`) has, a node has too."""
    return [Gap(sort.name, node, detail) for sort in GAPS for node, detail in sort.find(graph)]


def weightiest(graph: Graph, found: Iterable[Gap]) -> list[Gap]:
    """Gaps with those first at which most matters: theses, then what most links of the argument are at; others keep
    their order."""
    theses = {source.thesis for source in graph.sources()}
    return sorted(found, key=lambda gap: (gap.node.id not in theses, -len(graph.at(gap.node.id, *_ARGUED))))


def explains(graph: Graph, node_id: str) -> bool:
    """Whether any link says something of a node, more than that it is listed, cited, held or wanted."""
    return any(link.relation not in LISTED for link in graph.at(node_id))


def _unmitigated(graph: Graph) -> Iterator[tuple[Node, str]]:
    for node in _lacking(graph, "failure_mode", "mitigates"):
        if node.modality != "hypothetical":
            yield node, ""


def _unsupported(graph: Graph) -> Iterator[tuple[Node, str]]:
    for node in _lacking(graph, "claim", "supports"):
        yield node, ""


def _one_sided(graph: Graph) -> Iterator[tuple[Node, str]]:
    suspects = {node.id for node in graph.lacking("crux", ("position_on",), least=2)}
    suspects |= {node.crux for node in graph.lacking("position", ("supports",)) if isinstance(node, Position)}
    for node in graph.of_kinds("crux"):
        if node.id in suspects or graph.has_twins(node.id):
            for detail in _silence(graph, node):
                yield node, detail


def _silence(graph: Graph, node: Node) -> Iterator[str]:
    """Why a crux is one-sided, if it is."""
    twins = (graph.node(twin) for twin in graph.twins(node.id))
    sides = [side for twin in twins if isinstance(twin, Crux) for side in crux_view(graph, twin).sides]
    reasoned = {side.position.side for side in sides if side.because}
    silent = [name for name in dict.fromkeys(side.position.side for side in sides) if name not in reasoned]
    if len({side.position.side for side in sides}) < 2:
        yield "has fewer than two positions"
    elif silent:
        yield f"no reason given by: {', '.join(silent)}"


def _unanswered(graph: Graph) -> Iterator[tuple[Node, str]]:
    for node in graph.lacking("question", ("answered_by",), out=True, into=False):
        if not any(graph.out(twin, "answered_by") for twin in graph.twins(node.id)):
            yield node, "left open" if isinstance(node, Question) and node.open else ""


def _unexplained(graph: Graph) -> Iterator[tuple[Node, str]]:
    """Concepts nothing is said of: they are only listed, cited, held, or asked for beforehand."""
    telling = tuple(name for name in RELATION if name not in LISTED)
    for node in graph.lacking("concept", telling, out=True):
        if not any(explains(graph, twin) for twin in graph.twins(node.id)):
            yield node, ""


def _lacking(graph: Graph, kind: str, relation: str) -> Iterator[Node]:
    """The nodes of a kind that no link of a relation leads to, nor to a twin of theirs."""
    for node in graph.lacking(kind, (relation,)):
        if not any(graph.into(twin, relation) for twin in graph.twins(node.id)):
            yield node


GAPS: tuple[GapKind, ...] = (
    GapKind("unmitigated-failure-mode", "failure_mode", "Failure modes nothing mitigates", _unmitigated),
    GapKind("unsupported-claim", "claim", "Claims nothing supports", _unsupported, most=10),
    GapKind("one-sided-crux", "crux", "Cruxes on which one side is silent", _one_sided),
    GapKind("unanswered-question", "question", "Questions nothing answers", _unanswered),
    GapKind("unexplained-concept", "concept", "Concepts named but never explained", _unexplained),
)
