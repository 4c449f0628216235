"""Complete labellings of some nodes as models of a formula, which CaDiCaL finds one after another."""

from __future__ import annotations

import signal
import time
from typing import TYPE_CHECKING, Any, Self

from ..problem import CruxmapError
from .components import components
from .grounded import IN, OUT, UNDECIDED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .framework import Framework
    from .time_limit import TimeLimit

TRUE = 1  # a variable that holds in every model, so that what is settled is a literal too
FIRST_SLICE, LONGEST_SLICE = 2_000, 0.5


class Labellings:
    """The complete labellings of some nodes, all others being as `labels` says.

    A node is in iff its attackers are out, what it needs is in, and a supporter is in if it has any; out iff an
    attacker is in, or something it needs is out, or it has supporters and all are out. An assumption is out iff an
    attacker is in, and may be in where its attackers are out. With `decided` only labellings that leave nothing
    undecided count: the out of a node is then the negation of its in.

    The encoding is that of Cerutti, Giacomin and Vallati (2014), carried over to AND/OR nodes.
    """

    def __init__(
        self, framework: Framework, labels: bytes | bytearray, nodes: Sequence[int], limit: TimeLimit, *, decided: bool
    ) -> None:
        self.nodes = nodes
        self.decided = decided
        self._framework = framework
        self._labels = labels
        self._limit = limit
        size = len(nodes)
        self._in = {node: place for place, node in enumerate(nodes, TRUE + 1)}
        shift = 0 if decided else size
        self._out = {node: -place if decided else place + shift for node, place in self._in.items()}
        self._last = TRUE + size + shift
        self._marks: tuple[int, ...] | None = None
        self._solver = _cadical(self._clauses())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._solver.delete()

    def in_(self, node: int) -> int:
        """The literal that holds where the node is in."""
        return self._in.get(node) or (TRUE if self._labels[node] == IN else -TRUE)

    def out(self, node: int) -> int:
        """The literal that holds where the node is out."""
        return self._out.get(node) or (TRUE if self._labels[node] == OUT else -TRUE)

    def marks(self) -> tuple[int, ...]:
        """Literals that tell two labellings apart: of two, one decides more iff more of these hold in it.

        The ins of all nodes do, as in a framework of Dung, together with the outs of nodes on circles of support and
        need, which may be in, out or undecided for no other reason than themselves.
        """
        if self._marks is None:
            self._marks = (*self._in.values(), *(() if self.decided else map(self.out, self._self_reliant())))
        return self._marks

    def find(self, assumed: Iterable[int] = ()) -> frozenset[int] | None:
        """The literals over the nodes that hold in a labelling with all those assumed; None if there is none.

        OutOfTime where the limit is over first. CaDiCaL cannot be interrupted, so it works by slices.
        """
        wanted, conflicts = list(assumed), FIRST_SLICE
        while True:
            self._limit.check()
            begin = time.monotonic()
            self._solver.conf_budget(conflicts)
            answer = self._slice(wanted)
            if answer is not None:
                return frozenset(self._solver.get_model()) if answer else None
            took = time.monotonic() - begin
            conflicts = max(1, int(conflicts * min(2.0, LONGEST_SLICE / max(took, 1e-6))))

    def _slice(self, wanted: list[int]) -> bool | None:
        try:
            answer: bool | None = self._solver.solve_limited(wanted)
        except Exception as error:
            if "keyboard interrupt" in str(error):  # python-sat has an exception of its own for it
                _hear_the_next()
                raise KeyboardInterrupt from error
            raise
        return answer

    def demand(self, literals: Iterable[int]) -> None:
        """From now on find only labellings in which one of the literals holds."""
        self._solver.add_clause(list(literals))

    def label(self, model: frozenset[int], labels: bytearray) -> None:
        """Write the labels of the nodes in a labelling that was found over those in `labels`."""
        for node, stands in self._in.items():
            labels[node] = IN if stands in model else OUT if self._out[node] in model else UNDECIDED

    def labelled(self, model: frozenset[int]) -> bytes:
        """The labels of all nodes in a labelling that was found."""
        labels = bytearray(self._labels)
        self.label(model, labels)
        return bytes(labels)

    def either(self, node: int) -> tuple[int, int]:
        """The two literals of which one holds where one of the nodes is decided."""
        return self._in[node], self._out[node]

    def reasons(self, node: int, model: frozenset[int]) -> list[int]:
        """Literals that hold in the labelling and suffice for what it says of a node; of several such, the first."""
        attackers, supporters, needs = self._rows(node)
        if self._in[node] in model:
            held = [lit for other in supporters if self._holds(lit := self.in_(other), model)][:1]
            return [*map(self.out, attackers), *map(self.in_, needs), *held]
        fatal = (*map(self.in_, attackers), *map(self.out, needs))
        one = [literal for literal in fatal if self._holds(literal, model)][:1]
        return one or list(map(self.out, supporters))

    def node_of(self, literal: int) -> int | None:
        """The node that a literal speaks of; None if that is settled."""
        place = abs(literal) - TRUE - 1
        return self.nodes[place % len(self.nodes)] if place >= 0 else None

    def _holds(self, literal: int, model: frozenset[int]) -> bool:
        return literal == TRUE or literal in model

    def _rows(self, node: int) -> tuple[Sequence[int], Sequence[int], Sequence[int]]:
        """What attacks it, what supports it and what it needs."""
        frame = self._framework
        attackers = frame.attackers.row(node)
        if node in frame.assumptions:
            return attackers, (), ()
        return attackers, frame.supporters.row(node), frame.needs.row(node)

    def _clauses(self) -> list[list[int]]:
        clauses = [[TRUE]]
        for node in self.nodes:
            stands, falls = self._in[node], self._out[node]
            attackers, supporters, needs = self._rows(node)
            met = [*map(self.out, attackers), *map(self.in_, needs)]
            fatal = [*map(self.in_, attackers), *map(self.out, needs)]
            if supporters:
                met.append(self._any([self.in_(other) for other in supporters], clauses))
                fatal.append(-self._any([-self.out(other) for other in supporters], clauses))
            clauses.append([-falls, *fatal])
            clauses.extend([-stands, literal] for literal in met)
            if self.decided:
                continue  # the other halves say the same
            clauses.append([-stands, -falls])
            clauses.extend([falls, -literal] for literal in fatal)
            if node not in self._framework.assumptions:
                clauses.append([stands, *(-literal for literal in met)])
        return clauses

    def _any(self, literals: list[int], clauses: list[list[int]]) -> int:
        """A literal that holds iff one of them does."""
        if len(literals) == 1:
            return literals[0]
        self._last += 1
        clauses.append([-self._last, *literals])
        clauses.extend([self._last, -literal] for literal in literals)
        return self._last

    def _self_reliant(self) -> list[int]:
        """The nodes that support or need one another in a circle."""
        frame = self._framework
        if not (frame.supporters.items or frame.needs.items):
            return []
        place = {node: number for number, node in enumerate(self.nodes)}
        inputs = [
            [place[other] for rows in (frame.supporters, frame.needs) for other in rows.row(node) if other in place]
            for node in self.nodes
        ]
        found = (knot for knot in components(inputs) if len(knot) > 1 or knot[0] in inputs[knot[0]])
        return sorted(self.nodes[number] for knot in found for number in knot)


def _cadical(clauses: list[list[int]]) -> Any:
    try:
        from pysat.solvers import Cadical195  # type: ignore[import-untyped] # of an extra, and wanted for circles only
    except ImportError as error:
        raise CruxmapError(
            f'disputes in circles need python-sat: pip install "cruxmap[reasoning]" ({error})'
        ) from error
    return Cadical195(bootstrap_with=clauses)


def _hear_the_next() -> None:
    """Take the interrupts of the keyboard up again: python-sat jumps out of the first, which leaves them blocked."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
