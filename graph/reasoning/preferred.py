"""Preferred labellings: complete ones that decide all that can be decided together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .components import components
from .dispute import inputs
from .grounded import IN, OUT, UNDECIDED
from .labelling_sat import Labellings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .dispute import Dispute
    from .framework import Framework

Model = frozenset[int]


def prefer(dispute: Dispute, labels: bytes, nodes: Sequence[int]) -> bytes:
    """The labels with those nodes' made preferred, given the others' as they stand, which may not depend on them.

    Component by component of the nodes that depend on one another (Baroni, Giacomin and Guida 2005): most are single
    nodes, whose label follows, or small. In a component a stable labelling is looked for first, being preferred.
    """
    found = bytearray(labels)
    frame, limit = dispute.framework, dispute.limit
    place = {node: number for number, node in enumerate(nodes)}
    rows = [[place[other] for other in inputs(frame, node) if other in place] for node in nodes]
    for component in components(rows):
        node = nodes[component[0]]
        if len(component) == 1 and component[0] not in rows[component[0]] and node not in frame.assumptions:
            found[node] = _follows(frame, found, node)
            continue
        members = sorted(nodes[number] for number in component)
        with Labellings(frame, found, members, limit, decided=True) as stable:
            model = stable.find()
            if model is not None:
                stable.label(model, found)
                continue
        with Labellings(frame, found, members, limit, decided=False) as complete:
            complete.label(grow(complete, complete.find() or frozenset()), found)
    return bytes(found)


def grow(complete: Labellings, model: Model, assumed: Sequence[int] = ()) -> Model:
    """A labelling that decides all that `model` decides, and as much more as any with what is assumed.

    From now on nothing will be found that decides no more than it does.
    """
    marks = complete.marks()
    while True:
        complete.demand(mark for mark in marks if mark not in model)
        larger = complete.find([*assumed, *(mark for mark in marks if mark in model)])
        if larger is None:
            return model
        model = larger


def without(complete: Labellings, literal: int, opposite: int) -> Model | None:
    """A preferred labelling in which a literal does not hold; None if it holds in all not grown yet.

    `opposite` is a literal that rules it out. Works by counterexample and refinement, as Dvořák, Järvisalo, Wallner
    and Woltran (2014), but learns of a labelling that is not preferred what could be decided in it and why, so that
    independent disputes are not multiplied with one another.
    """
    for assumed in (opposite, -literal):
        while (model := complete.find([assumed])) is not None:
            model = grow(complete, model, [assumed])
            larger = complete.find(mark for mark in complete.marks() if mark in model)
            if larger is None:
                return model
            _learn(complete, model, larger)
    return None


def _learn(complete: Labellings, model: Model, larger: Model) -> None:
    """Demand that what `larger` decides beyond `model` is decided wherever its reasons hold.

    Only what needs no other of it: the components of its reasons that stand on nothing but themselves and `model`.
    """
    new = [node for node in complete.nodes if _decides(complete, larger, node) and not _decides(complete, model, node)]
    place = {node: number for number, node in enumerate(new)}
    reasons = [complete.reasons(node, larger) for node in new]
    rows = [[place[other] for literal in row if (other := complete.node_of(literal)) in place] for row in reasons]
    for component in components(rows):
        inside = set(component)
        if all(inside.issuperset(rows[number]) for number in component):
            given = {literal for number in component for literal in reasons[number]}
            complete.demand(
                [
                    *(literal for number in component for literal in complete.either(new[number])),
                    *sorted(-literal for literal in given if complete.node_of(literal) not in place),
                ]
            )


def _decides(complete: Labellings, model: Model, node: int) -> bool:
    return any(literal in model for literal in complete.either(node))


def _follows(framework: Framework, labels: bytearray, node: int) -> int:
    """The label of a node by those of all it depends on."""
    attackers = {labels[other] for other in framework.attackers.row(node)}
    needs = {labels[other] for other in framework.needs.row(node)}
    supporters = {labels[other] for other in framework.supporters.row(node)}
    if IN in attackers or OUT in needs or supporters == {OUT}:
        return OUT
    if attackers <= {OUT} and needs <= {IN} and (not supporters or IN in supporters):
        return IN
    return UNDECIDED
