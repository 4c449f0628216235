"""Rank: which crux matters most for what is asked about, with shares, a second opinion, and what cruxes move most."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING

from msgspec import Struct

from ..camps import camps
from ..model import Position, Source
from ..paths import paths
from ..problem import CruxmapError, quoted
from .choices import choices
from .counting import COUNTS, MODALITY, WEIGHTS
from .flips import flipped
from .framework import framework as framework_of
from .influence import influences
from .naming import weighed
from .order import downstream
from .semantics import SEMANTICS
from .shapley import effort, shapley
from .stance import NO_STANCE
from .state import state_of, under_semantics
from .variations import stage_between, under_sets, work_of
from .weigh import theses

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..graph import Graph
    from ..paths import Hop
    from .choices import Choice
    from .influence import Influence
    from .semantics import Semantics
    from .stance import Stance
    from .state import State
    from .variations import Stage

MOVED = ("claim", "failure_mode", "mechanism")
MOST_MOVED = 5
_VIA = tuple(dict.fromkeys(count.relation for count in COUNTS))


class Moved(Struct, frozen=True):
    """A node, the cruxes that move it, that which does so most first, and their swings on it together."""

    node: str
    cruxes: tuple[str, ...]
    swing: float


class Share(Struct, frozen=True):
    """The Shapley value of a crux for a target, and its standard error, 0 if exact."""

    value: float
    error: float


class Ranking(Struct, frozen=True, kw_only=True):
    """The cruxes that bear on the targets, the most important first, and those that do not (`idle`, by id).

    `shares` has for each target the share of each crux that bears on it; `first` the crux that comes first under each
    semantics, "" if none bears on a target; `moved` the nodes that the cruxes together move most, the targets left out.
    """

    state: State
    targets: tuple[str, ...]
    influences: tuple[Influence, ...]
    idle: tuple[str, ...]
    shares: tuple[Mapping[str, Share], ...]
    first: Mapping[str, str]
    moved: tuple[Moved, ...]


def target_meant(graph: Graph, word: str) -> str:
    """The full id of the node meant by a word for it, or for a document, whose thesis is meant. CruxmapError for what
    neither stands nor falls."""
    from ..ids import resolve

    node = graph.node(resolve(graph, word))
    if isinstance(node, Source):
        if node.thesis in graph:
            return weighed(graph, node.thesis)
        raise CruxmapError(f"{quoted(word)} is a document without a thesis: name a node of it")
    return weighed(graph, word)


def rank(
    graph: Graph,
    stance: Stance = NO_STANCE,
    targets: Iterable[str] = (),
    *,
    semantics: Semantics = SEMANTICS[0],
    weights: Mapping[str, float] = WEIGHTS,
    modality: Mapping[str, float] = MODALITY,
) -> Ranking:
    """The ranking of a graph's cruxes for the targets, full ids, or for the theses of its documents.

    CruxmapError if the stance contradicts itself.
    """
    framework = framework_of(graph, weights=weights, modality=modality)
    state = state_of(framework, stance, semantics)
    named = tuple(dict.fromkeys(targets)) or tuple(node for node in theses(graph) if node in framework.place)
    known = camps(_sides(graph))
    nodes = [framework.place[name] for name in named]
    ranked = influences(state, nodes, known)
    first = {}
    for other in SEMANTICS:
        again = ranked if other == semantics else influences(under_semantics(state, other), nodes, known)
        first[other.name] = next((each.choice.crux for each in again if each.reaches), "")
    return Ranking(
        state=state,
        targets=named,
        influences=tuple(each for each in ranked if each.reaches),
        idle=tuple(each.choice.crux for each in ranked if not each.reaches),
        shares=tuple(shares_of(state, ranked, at) for at in range(len(nodes))),
        first=first,
        moved=tuple(_moved(graph, state, set(nodes))),
    )


def ways(graph: Graph, choice: Choice, target: str) -> list[Hop]:
    """The shortest way from a side of a crux to a target along the links that count, [] if there is none."""
    found: list[list[Hop]] = []
    for crux in (choice.crux, *choice.twins):
        for link in graph.into(crux, "position_on"):
            found += paths(graph, link.from_id, target, via=_VIA, most=1)
    return min(found, key=len, default=[])


def _sides(graph: Graph) -> Iterable[list[str]]:
    """The sides of every crux, in the author's order."""
    for crux in graph.of_kinds("crux"):
        positions = (graph.node(link.from_id) for link in graph.into(crux.id, "position_on"))
        yield [position.side for position in positions if isinstance(position, Position)]


def shares_of(state: State, ranked: Sequence[Influence], at: int) -> dict[str, Share]:
    """The Shapley value of each crux that reaches the target at that place: of a set of them, the target's strength
    with these settled for the second of their two sides and the others for the first."""
    players = [each for each in ranked if each.effects[at].reaches]
    if not players:
        return {}
    target = players[0].effects[at].target
    starts = [node for each in players for node in each.choice.nodes]
    stage = stage_between(state.pushed, state.order, state.strengths, starts, target, pins=state.pins)
    options = [
        (_on_stage(stage, each.choice, each.effects[at].first), _on_stage(stage, each.choice, each.effects[at].second))
        for each in players
    ]

    def values(sets: Sequence[int]) -> list[float]:
        return under_sets(stage, options, sets)

    cost = effort(len(players), work_of(stage), share=len(players[0].effects))
    found = shapley(len(players), values, **cost)
    rows = zip(players, found.values, found.errors, strict=True)
    return {each.choice.crux: Share(value, error) for each, value, error in rows}


def _on_stage(stage: Stage, choice: Choice, side: int) -> dict[int, float]:
    number = stage.number
    return {number[node]: float(is_in) for node, is_in in choice.settings[side].items() if node in number}


def _moved(graph: Graph, state: State, targets: set[int]) -> list[Moved]:
    """The nodes that the cruxes together move most."""
    known = choices(state.framework)
    below = downstream(state.order, (node for choice in known for node in choice.nodes)) - state.pins.keys() - targets
    names = {state.framework.place[node.id]: node.id for node in graph.of_kinds(*MOVED)}
    nodes = sorted(below & names.keys())
    settings = [setting for choice in known for setting in choice.settings]
    rows = iter(flipped(state.pushed, state.order, state.strengths, settings, nodes, pins=state.pins))
    found: dict[int, list[tuple[float, str]]] = {node: [] for node in nodes}
    for choice in known:
        columns = zip(*(next(rows) for _ in choice.settings), strict=True)
        for node, strengths in zip(nodes, columns, strict=True):
            swing = max(strengths) - min(strengths)
            if swing > 0 and not any(map(isnan, strengths)):
                found[node].append((-swing, choice.crux))
    moved = [
        Moved(names[node], tuple(crux for _, crux in sorted(swings)), -sum(swing for swing, _ in swings))
        for node, swings in found.items()
        if swings
    ]
    return sorted(moved, key=lambda moved: (-moved.swing, moved.node))[:MOST_MOVED]
