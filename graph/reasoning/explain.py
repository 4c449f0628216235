"""Explain: why a node stands, falls or is left open, as a tree of what decided it and in which round."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from .grounded import IN, LABELS, NO_PINS, OUT, UNDECIDED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .contributions import Contribution
    from .framework import Csr, Framework
    from .grounded import Standing

Part = Literal["", "attacked by", "supported by", "needs"]

DEEPEST = 250
"""Deeper reasons are counted, not told: no call stack would hold those of any chain."""


class Because(Struct, frozen=True):
    """A node in a tree of reasons: how it speaks to the node above, its label and the round that decided it.

    `said` is what holds of the node itself: "pinned" if it is taken, assumed or denied, "rival taken", "side open",
    "nothing speaks of it", "repeated" where its own branch stands elsewhere in the tree, or "". `more` counts reasons
    of the same weight that are left out.
    """

    node: int
    part: Part
    label: str
    round: int
    said: str = ""
    reasons: tuple[Because, ...] = ()
    more: int = 0


class Told(Struct, frozen=True):
    """A node explained: the tree of what decided it, and what contributes to its strength, the most first."""

    node_id: str
    tree: Because
    contributions: tuple[Contribution, ...]


def explain(
    framework: Framework, standing: Standing, node: int, *, pins: Mapping[int, bool] = NO_PINS, depth: int = DEEPEST
) -> Because:
    """Why the node has its label: the defence of one that stands, the defeat of one that falls, what keeps one open.

    A standing node is told with every attacker and why that falls, all it needs, and the supporter decided first; a
    falling one with the attacker, lost need or lost supporters that were decided first; an open one with all that is
    open and speaks to it. Reasons of a decided node were decided in earlier rounds, so its tree is finite.
    """
    return _Teller(framework, standing, pins).tree(node, "", depth)


def decisive(framework: Framework, standing: Standing, node: int) -> list[tuple[Part, int]]:
    """The direct reasons for a node's label, the first decided first: how they speak to it, and who."""
    label = standing.labels[node]
    attackers = _labelled(framework.attackers, standing, node)
    supporters = _labelled(framework.supporters, standing, node)
    needs = _labelled(framework.needs, standing, node)
    if label == IN:
        held = supporters[IN][:1]
        return [*_as("attacked by", attackers[OUT]), *_as("needs", needs[IN]), *_as("supported by", held)]
    if label == UNDECIDED:
        open_ = (_as("attacked by", attackers[UNDECIDED]), _as("needs", needs[UNDECIDED]))
        held_open = [] if supporters[IN] else supporters[UNDECIDED]
        return [*open_[0], *open_[1], *_as("supported by", held_open)]
    ways = [*_as("attacked by", attackers[IN]), *_as("needs", needs[OUT])]
    if supporters[OUT] and not (supporters[IN] or supporters[UNDECIDED]):
        last = max(standing.rounds[other] for other in supporters[OUT])
        if not ways or last < min(standing.rounds[other] for _, other in ways):
            return _as("supported by", supporters[OUT])
    return sorted(ways, key=lambda way: (standing.rounds[way[1]], way[0] != "attacked by", way[1]))


def hangs_on(framework: Framework, standing: Standing, node: int) -> list[str]:
    """The open cruxes on which an open node hangs, by id."""
    found, queue = {node}, [node]
    sides: set[int] = set()
    for here in queue:
        if here in framework.assumptions:
            sides.add(here)
            continue
        for _, other in decisive(framework, standing, here):
            if other not in found:
                found.add(other)
                queue.append(other)
    return [crux for crux, nodes in framework.cruxes.items() if not sides.isdisjoint(nodes.values())]


class _Teller:
    """The branches already told."""

    def __init__(self, framework: Framework, standing: Standing, pins: Mapping[int, bool]) -> None:
        self.framework, self.standing, self.pins = framework, standing, pins
        self.told: set[int] = set()

    def tree(self, node: int, part: Part, depth: int) -> Because:
        """The branch of a node."""
        label, number = LABELS[self.standing.labels[node]], self.standing.rounds[node]
        said = self._said(node)
        if said or node in self.told:
            return Because(node, part, label, number, said or "repeated")
        self.told.add(node)
        reasons = decisive(self.framework, self.standing, node)
        enough = 1 if self.standing.labels[node] == OUT and reasons and reasons[0][0] != "supported by" else None
        if not depth:
            return Because(node, part, label, number, more=len(reasons))
        shown = reasons[:enough]
        branches = tuple(self.tree(other, how, depth - 1) for how, other in shown)
        return Because(node, part, label, number, "", branches, len(reasons) - len(shown))

    def _said(self, node: int) -> str:
        if node in self.pins:
            rivals = self.framework.attackers.row(node) if node in self.framework.assumptions else ()
            return "rival taken" if not self.pins[node] and any(self.pins.get(rival) for rival in rivals) else "pinned"
        if node in self.framework.assumptions:
            return "side open" if self.standing.labels[node] == UNDECIDED else ""
        return "" if any(rows.row(node) for rows in self.framework.of_standing) else "nothing speaks of it"


def _labelled(rows: Csr, standing: Standing, node: int) -> dict[int, list[int]]:
    """The row of a node by label, those decided first first."""
    ordered = sorted(rows.row(node), key=lambda other: (standing.rounds[other], other))
    return {label: [other for other in ordered if standing.labels[other] == label] for label in (IN, OUT, UNDECIDED)}


def _as(part: Part, nodes: Iterable[int]) -> list[tuple[Part, int]]:
    return [(part, node) for node in nodes]
