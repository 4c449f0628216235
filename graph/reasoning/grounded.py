"""The grounded labelling: what stands, what falls and what is left open, each with the round that decided it."""

from __future__ import annotations

from array import array
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct

from .framework import INT32

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .framework import Framework

UNDECIDED, IN, OUT = 0, 1, 2
LABELS = ("undecided", "in", "out")
NO_PINS: Mapping[int, bool] = MappingProxyType({})


class Standing(Struct, frozen=True):
    """A label for each node, UNDECIDED, IN or OUT, and the round that decided it: 0 if pinned, -1 if undecided."""

    labels: bytes
    rounds: array[int]


def grounded(framework: Framework, pins: Mapping[int, bool] = NO_PINS) -> Standing:
    """The least fixpoint of: a node is out if an attacker is in, something it needs is out, or it has supporters and
    all are out; in if all attackers are out, all it needs is in, and a supporter is in if it has any.

    That is the grounded labelling of Dung (1995) and Caminada (2006) carried over to AND/OR nodes. `pins` says which
    nodes are in or out whatever speaks of them; assumptions are never in unless pinned. Takes time linear in the links.
    """
    work = _Work(framework, pins)
    for node in work.unspoken():
        work.decide(node, IN, 1)
    for node in work.queue:  # grows as nodes are decided
        work.tell(node)
    return Standing(bytes(work.labels), work.rounds)


class _Work:
    """What is still to be settled about each node. A queue, since a deep chain makes a round of each of its links."""

    def __init__(self, framework: Framework, pins: Mapping[int, bool]) -> None:
        size = len(framework)
        self.labels = bytearray(size)
        self.rounds = array(INT32, [-1]) * size
        self.queue: list[int] = []
        self.attacked = framework.attackers.turned()
        self.supported = framework.supporters.turned()
        self.needing = framework.needs.turned()
        self.attackers_left = _lengths(framework.attackers.starts)
        self.supporters_left = _lengths(framework.supporters.starts)
        self.needs_left = _lengths(framework.needs.starts)
        self.is_held = bytearray(left == 0 for left in self.supporters_left)
        self.assumptions = framework.assumptions
        for node, is_in in sorted(pins.items()):
            self.decide(node, IN if is_in else OUT, 0)

    def unspoken(self) -> list[int]:
        """The undecided nodes that need nothing else to be in."""
        return [node for node in range(len(self.labels)) if self._may_stand(node)]

    def decide(self, node: int, label: int, number: int) -> None:
        if self.labels[node] == UNDECIDED:
            self.labels[node] = label
            self.rounds[node] = number
            self.queue.append(node)

    def tell(self, node: int) -> None:
        """Let all of whom a decided node speaks know."""
        number = self.rounds[node] + 1
        if self.labels[node] == IN:
            self._tell_in(node, number)
        else:
            self._tell_out(node, number)

    def _tell_in(self, node: int, number: int) -> None:
        for other in self.attacked.row(node):
            self.decide(other, OUT, number)
        for other in self.supported.row(node):
            self.is_held[other] = True
            self._stand(other, number)
        for other in self.needing.row(node):
            self.needs_left[other] -= 1
            self._stand(other, number)

    def _tell_out(self, node: int, number: int) -> None:
        for other in self.attacked.row(node):
            self.attackers_left[other] -= 1
            self._stand(other, number)
        for other in self.supported.row(node):
            self.supporters_left[other] -= 1
            if not self.supporters_left[other]:
                self.decide(other, OUT, number)
        for other in self.needing.row(node):
            self.decide(other, OUT, number)

    def _stand(self, node: int, number: int) -> None:
        if self._may_stand(node):
            self.decide(node, IN, number)

    def _may_stand(self, node: int) -> bool:
        return (
            not (self.attackers_left[node] or self.needs_left[node])
            and bool(self.is_held[node])
            and self.labels[node] == UNDECIDED
            and node not in self.assumptions
        )


def _lengths(starts: array[int]) -> array[int]:
    return array(INT32, (end - start for start, end in pairwise(starts)))
