"""What the page knows of reasoning: the framework of its graph in few characters, read only once it is asked for."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from ...graph.reasoning.counting import MODALITY, SIDE, WEIGHTS
from ...graph.reasoning.framework import framework
from ...graph.reasoning.semantics import SEMANTICS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...graph.graph import Graph
    from ...graph.reasoning.framework import Csr, Framework
    from ..exporter import Options
    from ..json_ import Json


def reasoning_data(graph: Graph, options: Options) -> dict[str, Json]:
    """`{"framework","places","semantics"}`: the framework of the graph, its node for each of the graph's (-1 for those
    that are not weighed), and the gradual semantics by name and title."""
    counting = options.marks.counting if options.marks else graph
    found = framework(counting, weights=options.weights or WEIGHTS, modality=options.modality or MODALITY)
    return {
        "framework": packed(found),
        "places": [found.place.get(node_id, -1) for node_id in graph.nodes],
        "semantics": [[semantics.name, semantics.title] for semantics in SEMANTICS],
    }


def packed(framework: Framework) -> dict[str, Json]:
    """A framework as plain values: rows as their lengths, without the zeros at the end, and their items; of base
    scores those that are not usual, by node; each crux as `[id, [[side, node]…]]`."""
    rows = {name: getattr(framework, name) for name in ("attackers", "supporters", "needs", "pushers", "caps")}
    return {
        "size": len(framework),
        **{name: _packed_rows(row) for name, row in rows.items()},
        "weights": [_short(weight) for weight in framework.weights],
        "usual": SIDE,
        "bases": {str(node): base for node, base in enumerate(framework.bases) if base != SIDE},
        "cruxes": [[crux, [[side, node] for side, node in sides.items()]] for crux, sides in framework.cruxes.items()],
    }


def _packed_rows(rows: Csr) -> Json:
    return {"lengths": _stripped(end - start for start, end in pairwise(rows.starts)), "items": [*rows.items]}


def _stripped(numbers: Iterable[int]) -> list[Json]:
    """The numbers without the zeros at the end."""
    found: list[Json] = [*numbers]
    while found and not found[-1]:
        found.pop()
    return found


def _short(weight: float) -> Json:
    """A whole number without its ".0"."""
    return int(weight) if weight.is_integer() else weight
