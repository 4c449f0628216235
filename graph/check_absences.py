"""Checks for what is missing round a node: no reason, no cause, no effect, nothing it is for. All of them are hints.

A map says that an absence is meant by an empty list under the relation's name: `mitigated_by: []`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .gaps import explains
from .model import Analogy, Node, Position, Question
from .problem import quoted
from .rule import Fault, Subject
from .schema import RELATION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .graph import Graph

_ARGUES = ("supports", "attacks", "premise_of", "bears_on")
_IS_IN = ("part_of", "specializes")
_EFFECT = "write causes: [what it brings about], or causes: [] if the text names no effect"
_LOOSE = ("held_by", "cites", "same_as")


def no_reason(subject: Subject) -> Iterator[Fault]:
    """Positions nothing speaks for, here or on the same side of a twin crux."""
    graph = subject.graph
    positions = [node for node in graph.nodes.values() if isinstance(node, Position)]
    reasoned = {(graph.one(node.crux), node.side) for node in positions if _reasoned(graph, node)}
    for node in positions:
        if node.id not in subject.lost and (graph.one(node.crux), node.side) not in reasoned:
            hint = "name its reasons under because:, or write because: [] if the text gives none"
            yield Fault(node.span, f"position {quoted(node.id)} gives no reason", hint)


def orphan(subject: Subject) -> Iterator[Fault]:
    """Claims, people, references and other documents tied to nothing; a thesis is tied to its source."""
    theses = {source.thesis for source in subject.graph.sources()}
    own = {source.id for source in subject.graph.sources()}
    used = _in_analogies(subject.graph)
    for node in _of_kind(subject.graph, "claim", "person", "reference", "source"):
        if (
            node.id not in theses | own
            and subject.graph.one(node.id) not in used
            and not _tied(subject, node, but=("same_as",))
        ):
            kind = node.kind if node.kind != "source" else "document"
            hint = "link it to what it supports or attacks" if kind == "claim" else "link it, or drop it"
            hint += "; an empty list says that the text ties it to nothing (supports: [])" if kind == "claim" else ""
            yield Fault(node.span, f"{kind} {quoted(node.id)} is tied to nothing", hint)


def no_effect(subject: Subject) -> Iterator[Fault]:
    """Mechanisms that bring nothing about, are needed by nothing and are part of nothing."""
    effects = (*_ARGUES, "causes", "enables", "amplifies", "precedes", *_IS_IN)
    for node in _of_kind(subject.graph, "mechanism"):
        if _lacks(subject, node, effects, ("requires", "part_of")):
            yield Fault(node.span, f"mechanism {quoted(node.id)} has no effect", _EFFECT)


def no_cause(subject: Subject) -> Iterator[Fault]:
    """Failure modes without anything that brings them about or that they need."""
    for node in _of_kind(subject.graph, "failure_mode"):
        if _lacks(subject, node, ("requires", *_IS_IN), ("causes", "enables", "amplifies", "precedes")):
            hint = "write causes: at what causes it, or caused_by: [] here if the text names no cause"
            yield Fault(node.span, f"failure mode {quoted(node.id)} has no cause", hint)


def no_mitigation(subject: Subject) -> Iterator[Fault]:
    """Failure modes nothing mitigates, those inside stories left out."""
    for node in _of_kind(subject.graph, "failure_mode"):
        if node.modality != "hypothetical" and _lacks(subject, node, into=("mitigates",)):
            hint = "write mitigates: at what helps, or mitigated_by: [] here if the text has nothing"
            yield Fault(node.span, f"nothing mitigates failure mode {quoted(node.id)}", hint)


def example_of_nothing(subject: Subject) -> Iterator[Fault]:
    """Examples that illustrate, argue for and belong to nothing."""
    wanted = ("example_of", *_ARGUES, *_IS_IN, "precedes", "analogous_to")
    for node in _of_kind(subject.graph, "example"):
        if _lacks(subject, node, wanted, ("analogous_to", "part_of")):
            hint = "add example_of: [what it shows], or example_of: [] if the text does not say"
            yield Fault(node.span, f"example {quoted(node.id)} shows nothing", hint)


def evidence_for_nothing(subject: Subject) -> Iterator[Fault]:
    """Evidence that speaks neither for nor against anything."""
    for node in _of_kind(subject.graph, "evidence"):
        if _lacks(subject, node, (*_ARGUES, *_IS_IN)):
            hint = "add supports: or attacks: [what it bears on], or supports: [] if the text does not say"
            yield Fault(node.span, f"evidence {quoted(node.id)} speaks for nothing and against nothing", hint)


def mitigates_nothing(subject: Subject) -> Iterator[Fault]:
    """Mitigations without anything they are against."""
    for node in _of_kind(subject.graph, "mitigation"):
        if _lacks(subject, node, ("mitigates", *_IS_IN)):
            hint = "add mitigates: [the failure it is against], or mitigates: [] if the text does not say"
            yield Fault(node.span, f"mitigation {quoted(node.id)} is against nothing", hint)


def unused_concept(subject: Subject) -> Iterator[Fault]:
    """Concepts that nothing uses."""
    used = _in_analogies(subject.graph)
    for node in _of_kind(subject.graph, "concept"):
        if subject.graph.one(node.id) not in used and not _tied(subject, node, but=_LOOSE):
            hint = "link what needs it to it, drop it, or say required_by: [] if the text only names it"
            yield Fault(node.span, f"concept {quoted(node.id)} is never used", hint)


def empty_analogy(subject: Subject) -> Iterator[Fault]:
    """Analogies without a mapping."""
    for node in _of_kind(subject.graph, "analogy"):
        twins = (subject.graph.node(twin) for twin in subject.graph.twins(node.id))
        if not any(isinstance(twin, Analogy) and (twin.mapping or "mapping" in twin.without) for twin in twins):
            hint = "add mapping: [{element: …, stands_for: …}], or mapping: [] if the text does not say"
            yield Fault(node.span, f"analogy {quoted(node.id)} does not say what stands for what", hint)


def unanswered_question(subject: Subject) -> Iterator[Fault]:
    """Questions without an answer that are not marked open."""
    for node in _of_kind(subject.graph, "question"):
        twins = (subject.graph.node(twin) for twin in subject.graph.twins(node.id))
        is_open = any(isinstance(twin, Question) and twin.open for twin in twins)
        if not is_open and _lacks(subject, node, ("answered_by",)):
            hint = "add answered_by: [what answers it], or open: true if nobody does"
            yield Fault(node.span, f"nothing answers question {quoted(node.id)}", hint)


def unexplained_prerequisite(subject: Subject) -> Iterator[Fault]:
    """What is to be learned first, and of which the map says nothing."""
    used = _in_analogies(subject.graph)
    for node in _of_kind(subject.graph, "concept", "mechanism", "failure_mode"):
        twins = subject.graph.twins(node.id)
        later = [link.to_id for twin in twins for link in subject.graph.out(twin, "prerequisite_of")]
        if (
            later
            and node.id not in subject.lost
            and subject.graph.one(node.id) not in used
            and not any(_explained(subject.graph, twin) for twin in twins)
        ):
            hint = "say what it is part of, a kind of, or how it works, or topic_of: [] if the text does not"
            message = f"{quoted(node.id)} is to be learned before {quoted(later[0])}, and nothing explains it"
            yield Fault(node.span, message, hint)


def _of_kind(graph: Graph, *kinds: str) -> Iterator[Node]:
    return (node for node in graph.nodes.values() if node.kind in kinds)


def _lacks(subject: Subject, node: Node, out: tuple[str, ...] = (), into: tuple[str, ...] = ()) -> bool:
    """Whether neither the node nor a twin has a link of these relations, or is said to be without them."""
    graph, keys = subject.graph, {*out, *(RELATION[name].inverse for name in into)}
    return node.id not in subject.lost and not any(
        (out and graph.out(twin, *out)) or (into and graph.into(twin, *into)) or keys & {*graph.node(twin).without}
        for twin in graph.twins(node.id)
    )


def _tied(subject: Subject, node: Node, *, but: tuple[str, ...]) -> bool:
    """Whether the node or a twin has a link of other relations, or is said to be without some."""
    graph, twins = subject.graph, subject.graph.twins(node.id)
    return node.id in subject.lost or any(
        graph.node(twin).without or any(link.relation not in but for link in graph.at(twin)) for twin in twins
    )


def _explained(graph: Graph, node_id: str) -> bool:
    return explains(graph, node_id) or bool(graph.node(node_id).without)


def _reasoned(graph: Graph, position: Position) -> bool:
    return position.unreasoned or bool(graph.into(position.id, "supports"))


def _in_analogies(graph: Graph) -> set[str]:
    """The nodes that rows of analogies name, each by the id that stands for its twins."""
    analogies = (node for node in graph.nodes.values() if isinstance(node, Analogy))
    return {graph.one(side) for node in analogies for pair in node.mapping for side in (pair.element, pair.stands_for)}
