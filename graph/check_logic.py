"""Checks of what is argued: contradictions, circles of reasons, and sides that are not kept apart.

Everywhere twins (`same_as`) count as one node.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from .circles import circles, others, way
from .model import Position
from .problem import quoted
from .rule import Fault, Subject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from .graph import Graph
    from .model import Link

_BRINGS_ABOUT = ("causes", "enables", "amplifies")
_OPPOSED = ("attacks", "contrasts_with")
_BETWEEN_TWO = (
    "supports", "premise_of", "causes", "enables", "amplifies", "requires", "mitigates", "precedes",
    "specializes", "part_of", "example_of", "prerequisite_of",
)  # fmt: skip


def supports_and_attacks(subject: Subject) -> Iterator[Fault]:
    """Nodes that speak for and against one node; against a position, see `supported_by_attacker`."""
    graph = subject.graph
    supports = _through_arguments(graph) | _by_ends(graph, "supports", "premise_of")
    for ends, attack in _by_ends(graph, "attacks").items():
        support = supports.get(ends)
        if support and graph.node(attack.to_id).kind != "position":
            message = f"{quoted(attack.from_id)} both supports and attacks {quoted(attack.to_id)}"
            hint = f"it supports it at {support.span}: keep one, or split the node"
            yield Fault(attack.span, message + _through(support, attack), hint)


def circular_support(subject: Subject) -> Iterator[Fault]:
    """Reasons that rest on themselves, through any number of steps."""
    graph = subject.graph
    short = set(_own_conclusions(graph))
    for circle in circles(graph, ("supports", "premise_of"), lambda link: not link.loop and link not in short):
        hint = f"drop the step that is no reason, or say loop: true on one if it is meant{others(circle)}"
        yield Fault(circle[-1].span, f"reasons go round in a circle: {way(circle)}", hint)


def conclusion_as_premise(subject: Subject) -> Iterator[Fault]:
    """Arguments that take what they conclude for granted."""
    for premise in _own_conclusions(subject.graph):
        message = f"argument {quoted(premise.to_id)} uses its conclusion {quoted(premise.from_id)} as a premise"
        yield Fault(premise.span, message, "drop the premise, or name what really leads to the conclusion")


def reason_for_both_sides(subject: Subject) -> Iterator[Fault]:
    """Reasons that speak for two positions of one crux."""
    graph = subject.graph
    camps = _camps(graph)
    seen: dict[tuple[str, str], Link] = {}
    for link, position in _to_positions(graph, "supports"):
        key = graph.one(link.from_id), camps(position)
        first = seen.setdefault(key, link)
        if _side(graph, first.to_id) != position.side:
            message = f"{quoted(link.from_id)} is a reason for {quoted(first.to_id)} and for {quoted(link.to_id)}"
            hint = (
                f"the other is at {first.span}: write its two readings as two nodes, or say that it bears_on the crux"
            )
            yield Fault(link.span, message, hint)


def holder_of_both(subject: Subject) -> Iterator[Fault]:
    """People who hold two positions of one crux in full."""
    graph = subject.graph
    camps = _camps(graph)
    seen: dict[tuple[str, str], Link] = {}
    for node in graph.nodes.values():
        for link in graph.out(node.id, "held_by") if isinstance(node, Position) else ():
            if isinstance(node, Position) and link.qualifier != "partial":
                first = seen.setdefault((graph.one(link.to_id), camps(node)), link)
                if _side(graph, first.from_id) != node.side:
                    message = f"{quoted(link.to_id)} holds both {quoted(first.from_id)} and {quoted(link.from_id)}"
                    hint = f"the other is at {first.span}: say degree: partial at one or both, or drop one"
                    yield Fault(link.span, message, hint)


def same_as_opposed(subject: Subject) -> Iterator[Fault]:
    """Nodes that are the same thing, and contrast with or attack each other."""
    for link in _between_twins(subject.graph, _OPPOSED):
        said = "contrasts with" if link.relation == "contrasts_with" else "attacks"
        message = f"{quoted(link.from_id)} {said} {quoted(link.to_id)}, and same_as says they are one"
        yield Fault(link.span, message, f"drop this link, or the same_as at {_same_as(subject.graph, link)}")


def linked_to_twin(subject: Subject) -> Iterator[Fault]:
    """Nodes that lead to what is the same thing."""
    for link in _between_twins(subject.graph, _BETWEEN_TWO):
        said = link.relation.replace("_", " ")
        message = f"{quoted(link.from_id)} {said} {quoted(link.to_id)}, and same_as says they are one"
        hint = f"drop this link, or make the same_as at {_same_as(subject.graph, link)} a refines"
        yield Fault(link.span, message, hint)


def causes_and_mitigates(subject: Subject) -> Iterator[Fault]:
    """Nodes that bring about what they are against."""
    against = _by_ends(subject.graph, "mitigates")
    for ends, link in _by_ends(subject.graph, *_BRINGS_ABOUT).items():
        if ends in against:
            message = f"{quoted(link.from_id)} both {link.relation} and mitigates {quoted(link.to_id)}"
            hint = f"it mitigates it at {against[ends].span}: keep one, or split the node"
            yield Fault(link.span, message + _through(against[ends], link), hint)


def supported_by_attacker(subject: Subject) -> Iterator[Fault]:
    """Positions whose reasons, or what those rest on, attack them."""
    graph = subject.graph
    grounds: dict[str, dict[str, Link]] = {}
    for link, position in _to_positions(graph, "attacks"):
        if position.id not in grounds:
            grounds[position.id] = _grounds(graph, position.id)
        reason = grounds[position.id].get(graph.one(link.from_id))
        if reason:
            message = f"{quoted(link.from_id)} attacks {quoted(position.id)}, which rests on it"
            yield Fault(link.span, message, f"it is a reason at {reason.span}: keep one of the two")


def supports_its_rival(subject: Subject) -> Iterator[Fault]:
    """Positions that speak for another position of their crux."""
    graph = subject.graph
    camps = _camps(graph)
    for link, position in _to_positions(graph, "supports"):
        other = graph.node(link.from_id)
        if isinstance(other, Position) and camps(other) == camps(position) and other.side != position.side:
            message = f"{quoted(other.id)} supports its rival {quoted(position.id)}"
            yield Fault(link.span, message, "drop the link, or make it contrasts_with")


def premises_at_odds(subject: Subject) -> Iterator[Fault]:
    """Arguments whose premises cannot all hold: one attacks another."""
    graph = subject.graph
    attacks = _by_ends(graph, "attacks")
    for node in graph.nodes.values():
        premises = graph.into(node.id, "premise_of") if node.kind == "argument" else ()
        for first, second in combinations(premises, 2):
            ends = graph.one(first.from_id), graph.one(second.from_id)
            if attacks and (ends in attacks or ends[::-1] in attacks):
                message = (
                    f"premises {quoted(first.from_id)} and {quoted(second.from_id)} of {quoted(node.id)} are at odds"
                )
                attack = attacks.get(ends) or attacks[ends[::-1]]
                hint = f"one attacks the other at {attack.span}: drop a premise, or make two arguments"
                yield Fault(second.span, message, hint)


def leans_to_what_it_attacks(subject: Subject) -> Iterator[Fault]:
    """Nodes said to favour a side that they attack."""
    graph = subject.graph
    attacks: dict[tuple[str, str, str], Link] = {}
    for link, position in _to_positions(graph, "attacks"):
        attacks.setdefault((graph.one(link.from_id), graph.one(position.crux), position.side), link)
    for link in graph.links:
        ends = graph.one(link.from_id), graph.one(link.to_id), link.qualifier
        if link.relation == "bears_on" and ends in attacks:
            attack = attacks[ends]
            message = f"{quoted(link.from_id)} leans to side {quoted(link.qualifier)}, and {quoted(attack.from_id)}"
            message += " attacks its position" if attack.from_id != link.from_id else " attacks its position too"
            yield Fault(link.span, message, f"drop leans:, or the attack at {attack.span}, or lean to the other side")


def _by_ends(graph: Graph, *relations: str) -> dict[tuple[str, str], Link]:
    """The first link of the relations between any two nodes, by their ends."""
    found: dict[tuple[str, str], Link] = {}
    for link in graph.links:
        if link.relation in relations:
            found.setdefault((graph.one(link.from_id), graph.one(link.to_id)), link)
    return found


def _through_arguments(graph: Graph) -> dict[tuple[str, str], Link]:
    """The link into an argument by which a premise supports its conclusion, by premise and conclusion."""
    found: dict[tuple[str, str], Link] = {}
    for node in graph.nodes.values():
        for end in graph.out(node.id, "supports") if node.kind == "argument" else ():
            for premise in graph.into(node.id, "premise_of"):
                found.setdefault((graph.one(premise.from_id), graph.one(end.to_id)), premise)
    return found


def _through(first: Link, second: Link) -> str:
    """What to add where it is a twin that does the other half."""
    same = (first.from_id, first.to_id) == (second.from_id, second.to_id)
    if same:
        return ""
    said = first.relation.replace("_", " ")
    return f" ({quoted(first.from_id)} {said} {quoted(first.to_id)})"


def _same_as(graph: Graph, link: Link) -> str:
    """Where a node of the link is said to be the same as the other, or as another on the way to it."""
    found = graph.at(link.from_id, "same_as")
    return str(next((same for same in found if link.to_id in (same.from_id, same.to_id)), found[0]).span)


def _own_conclusions(graph: Graph) -> Iterator[Link]:
    """Links from an argument's conclusion into it."""
    for node in graph.nodes.values():
        if node.kind == "argument":
            ends = {graph.one(link.to_id) for link in graph.out(node.id, "supports") if not link.loop}
            into = (link for link in graph.into(node.id, "premise_of") if not link.loop)
            yield from (link for link in into if graph.one(link.from_id) in ends)


def _between_twins(graph: Graph, relations: Iterable[str]) -> Iterator[Link]:
    wanted = set(relations)
    for link in graph.links:
        if link.relation in wanted and graph.one(link.from_id) == graph.one(link.to_id):
            yield link


def _to_positions(graph: Graph, relation: str) -> Iterator[tuple[Link, Position]]:
    for link in graph.links:
        if link.relation == relation:
            end = graph.node(link.to_id)
            if isinstance(end, Position):
                yield link, end


def _camps(graph: Graph) -> Callable[[Position], str]:
    """For a position the crux whose sides it can be compared with: its own, or a twin's with the same sides."""
    sides: dict[str, frozenset[str]] = {}
    for node in graph.nodes.values():
        if isinstance(node, Position):
            sides[node.crux] = sides.get(node.crux, frozenset()) | {node.side}

    first: dict[tuple[str, frozenset[str]], str] = {}

    def crux(position: Position) -> str:
        return first.setdefault((graph.one(position.crux), sides[position.crux]), position.crux)

    return crux


def _side(graph: Graph, position: str) -> str:
    node = graph.node(position)
    return node.side if isinstance(node, Position) else ""


def _grounds(graph: Graph, node_id: str) -> dict[str, Link]:
    """All a node rests on, however many steps away, each with the first link by which it does."""
    found: dict[str, Link] = {}
    seen, queue = {node_id}, [node_id]
    for here in queue:
        for twin in graph.twins(here):
            for link in graph.into(twin, "supports", "premise_of"):
                found.setdefault(graph.one(link.from_id), link)
                if link.from_id not in seen:
                    seen.add(link.from_id)
                    queue.append(link.from_id)
    return found
