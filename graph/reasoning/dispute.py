"""Dispute: a framework, what grounding settles of it, and the time there is to look into the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from .framework import closure
from .grounded import NO_PINS, UNDECIDED, grounded
from .time_limit import SECONDS, TimeLimit, within

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .framework import Framework

Extensional = Literal["complete", "grounded", "preferred", "stable"]
EXTENSIONAL: dict[str, Extensional] = {"CO": "complete", "GR": "grounded", "PR": "preferred", "ST": "stable"}
"""The semantics of Dung (1995) by their usual short names."""


class Dispute(Struct, frozen=True):
    """A framework, the labels that grounding gives it under some pins, and when questions about it are given up.

    Its complete labellings agree with what is settled. In each a node is as its attackers, supporters and needs make
    it, and an assumption in or undecided if all its attackers are out. The grounded labelling decides least. The
    preferred ones decide all that can be decided together: where nothing supports or needs itself in a circle, their
    sets of nodes that are in are the maximal ones. The stable ones leave nothing undecided; there may be none.
    """

    framework: Framework
    settled: bytes
    limit: TimeLimit

    def open(self) -> list[int]:
        """The nodes that grounding leaves undecided."""
        return [node for node, label in enumerate(self.settled) if label == UNDECIDED]

    def upstream(self, nodes: Iterable[int]) -> list[int]:
        """The open nodes on which the labels of these depend, themselves among them."""
        found = closure(self.framework.of_standing, nodes, beyond=self._is_open)
        return sorted(filter(self._is_open, found))

    def _is_open(self, node: int) -> bool:
        return self.settled[node] == UNDECIDED


def dispute(framework: Framework, pins: Mapping[int, bool] = NO_PINS, *, seconds: float = SECONDS) -> Dispute:
    """The dispute over a framework; the time for all questions about it together runs from now."""
    limit = within(seconds)
    return Dispute(framework, grounded(framework, pins).labels, limit)


def inputs(framework: Framework, node: int) -> Sequence[int]:
    """The nodes on which the label of one depends at once."""
    attackers = framework.attackers.row(node)
    if framework.supporters.items or framework.needs.items:
        return attackers + framework.supporters.row(node) + framework.needs.row(node)
    return attackers
