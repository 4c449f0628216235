"""Which crux matters most and what would change a standing, as JSON: the shapes of `rank --json` and `change --json`.

Fields may be added, never renamed. A number is null where no strength is stable.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..graph.reasoning.grounded import LABELS
from ..graph.reasoning.rank import ways
from .json_ import path
from .json_weigh import number, stance

if TYPE_CHECKING:
    from ..graph.graph import Graph
    from ..graph.reasoning.change import Changes
    from ..graph.reasoning.influence import Effect, Influence
    from ..graph.reasoning.rank import Ranking
    from ..graph.reasoning.stance import Stance
    from .json_ import Json


def ranking(graph: Graph, found: Ranking) -> dict[str, Json]:
    """A stance, `"semantics"`, `"targets":[{"id","label","strength"}…]`, `"cruxes":[…]`, `"idle":[crux…]`, `"first"` by
    semantics, `"moved":[{"id","cruxes","swing"}…]`.

    `first` names the crux that is first under each semantics, null if none bears on a target; `idle` are the cruxes
    that bear on none; `moved` the nodes that all cruxes together move most.
    """
    state = found.state
    nodes = [state.framework.place[name] for name in found.targets]
    return {
        **stance(state.stance),
        "semantics": state.semantics.name,
        "targets": [
            {"id": name, "label": LABELS[state.standing.labels[node]], "strength": number(state.strengths[node])}
            for name, node in zip(found.targets, nodes, strict=True)
        ],
        "cruxes": [_crux(graph, found, influence) for influence in found.influences],
        "idle": [*found.idle],
        "first": {name: crux or None for name, crux in found.first.items()},
        "moved": [{"id": item.node, "cruxes": [*item.cruxes], "swing": item.swing} for item in found.moved],
    }


def changes(found: Changes, node_id: str, taken: Stance) -> dict[str, Json]:
    """A stance, `{"id","label","held","cruxes","changes":[{"sides":[{"crux","side"}…],"label"}…],"tried","complete"}`.

    The changes are all of the smallest size; a side is null where a crux's only side is denied. With none, nothing of
    up to `tried` sides changes it; `complete` says whether all of that size were tried. `held`: assumed or denied.
    """
    return {
        **stance(taken),
        "id": node_id,
        "label": found.label,
        "held": found.held,
        "cruxes": [*found.cruxes],
        "changes": [
            {"sides": [{"crux": it.crux, "side": it.side or None} for it in each.sides], "label": each.label}
            for each in found.changes
        ],
        "tried": found.tried,
        "complete": found.complete,
    }


def _crux(graph: Graph, found: Ranking, influence: Influence) -> Json:
    """`{"crux","twins","credences":{side:p},"given","expected_move","swing","flips","relabelled","targets":[…]}`."""
    choice = influence.choice
    credences: dict[str, Json] = {
        side or "denied": p for side, p in zip(choice.sides, influence.credences, strict=True)
    }
    reached = [at for at, effect in enumerate(influence.effects) if effect.reaches or effect.flips]
    return {
        "crux": choice.crux,
        "twins": [*choice.twins],
        "credences": credences,
        "given": influence.given,
        "expected_move": number(influence.expected),
        "swing": number(influence.swing),
        "flips": influence.flips,
        "relabelled": influence.relabelled,
        "targets": [_effect(graph, found, influence, at) for at in reached],
    }


def _effect(graph: Graph, found: Ranking, influence: Influence, at: int) -> Json:
    """`{"id","swing","between":[side,side],"expected_move","flips","sides":{side:{"strength","label"}},"shapley",
    "shapley_error","way":[hop…]}`, the only side's denial being "denied"."""
    effect: Effect = influence.effects[at]
    names = [side or "denied" for side in influence.choice.sides]
    sides: dict[str, Json] = {
        name: {"strength": number(strength), "label": label}
        for name, strength, label in zip(names, effect.strengths, effect.labels, strict=True)
    }
    share = found.shares[at].get(influence.choice.crux)
    return {
        "id": found.targets[at],
        "swing": number(effect.swing),
        "between": [names[effect.first], names[effect.second]],
        "expected_move": number(effect.expected),
        "flips": effect.flips,
        "sides": sides,
        "shapley": number(share.value) if share else 0.0,
        "shapley_error": number(share.error) if share else 0.0,
        "way": path(ways(graph, influence.choice, found.targets[at])),
    }
