"""What a reader believes, laid out to be told: credences and sides taken, each with the place where it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from .layers import one
from .naming import sides_at

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..graph import Graph
    from ..model import Node
    from ..problem import Span
    from .stance import Stance


class Credence(Struct, frozen=True):
    """How far a reader believes a node, 0 to 1."""

    node: Node
    score: float
    place: Span


class Settled(Struct, frozen=True):
    """The side that a reader takes on a crux, and its position."""

    crux: Node
    side: str
    position: Node
    place: Span


class Outlook(Struct, frozen=True):
    """All that a reader believes, by id."""

    credences: tuple[Credence, ...] = ()
    settled: tuple[Settled, ...] = ()


def outlook(graph: Graph, stance: Stance, places: Mapping[str, Span], only: str = "") -> Outlook:
    """What is believed under a stance, each thing at its place; `only` of one node, of a crux also of its sides."""
    kept = {one(graph, node_id) for node_id in (only, *sides_at(graph, only).values())} if only else set()
    return Outlook(
        tuple(
            Credence(graph.node(node_id), score, places[node_id])
            for node_id, score in sorted(stance.beliefs.items())
            if not only or one(graph, node_id) in kept
        ),
        tuple(
            Settled(graph.node(crux), side, graph.node(sides_at(graph, crux)[side]), places[crux])
            for crux, side in sorted(stance.takes.items())
            if not only or (graph.one(crux), side) in kept
        ),
    )


class Change(Struct, frozen=True, kw_only=True):
    """What a reader said anew of a node: a credence, a side taken, or None for nothing any more; and what before.

    `rest` is what is left for the other sides of a crux, `files` where it was written, `still` where else something
    is said of it, which counts from now on.
    """

    node: Node
    now: float | str | None
    before: float | str | None
    rest: tuple[tuple[Node, float], ...] = ()
    files: tuple[str, ...] = ()
    still: Span | None = None
