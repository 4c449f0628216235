"""What stands, as JSON: the shapes of `weigh --json`. Fields may be added, never renamed."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ..graph.reasoning.explain import decisive
from ..graph.reasoning.scenarios import conditions

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..graph.reasoning.acceptance import Acceptance
    from ..graph.reasoning.explain import Because, Told
    from ..graph.reasoning.scenarios import Scenarios
    from ..graph.reasoning.stance import Stance
    from ..graph.reasoning.weigh import Fate, Weighing
    from .json_ import Json

MOST_LISTED = 4096


def stance(item: Stance) -> dict[str, Json]:
    """`{"take":{crux:side},"assume":[id…],"deny":[id…],"believe":{id:p}}`."""
    return {
        "take": dict(sorted(item.takes.items())),
        "assume": [*item.assumed],
        "deny": [*item.denied],
        "believe": dict(sorted(item.beliefs.items())),
    }


def weighed(weighing: Weighing, ids: Iterable[str]) -> dict[str, Json]:
    """A stance, `"semantics"`, `"open_cruxes"`, `"overruled"` by side, `"counts"` by label, `"theses"`, `"nodes"`."""
    labels = [fate.label for fate in weighing.fates.values()]
    counts: dict[str, Json] = {name: labels.count(name) for name in ("in", "out", "undecided")}
    overruled: dict[str, Json] = {side: [*against] for side, against in weighing.overruled().items()}
    return {
        **stance(weighing.stance),
        "semantics": weighing.state.semantics.name,
        "open_cruxes": [*weighing.open_cruxes()],
        "overruled": overruled,
        "counts": counts,
        "theses": [*weighing.theses],
        "nodes": [fate_of(weighing, weighing.fates[node_id]) for node_id in ids],
    }


def fate_of(weighing: Weighing, fate: Fate) -> dict[str, Json]:
    """`{"id","label","before","strength","strength_before","because":[{"part","id"}…],"hangs_on":[crux…]}`.

    `before` is what holds with no side taken, a strength null where none is stable.
    """
    framework = weighing.framework
    node = framework.place[fate.node.id]
    held = node in weighing.pins or node in framework.assumptions
    ways = [] if held else decisive(framework, weighing.standing, node)
    return {
        "id": fate.node.id,
        "label": fate.label,
        "before": fate.before,
        "strength": number(fate.strength),
        "strength_before": number(fate.strength_before),
        "because": [{"part": part, "id": framework.ids[other]} for part, other in ways],
        "hangs_on": [*weighing.hangs_on(fate.node.id)] if fate.label == "undecided" else [],
    }


def because(weighing: Weighing, told: Told) -> dict[str, Json]:
    """A tree of reasons with `"strength"`, `"base"` and `"contributions"`.

    The tree is `{"id","part","label","round","said","reasons":[…],"more"}`, `round` null where it is undecided; a
    contribution is `{"id","removal","shapley","error","gradient"}`.
    """
    node = weighing.framework.place[told.node_id]
    contributions: list[Json] = [
        {
            "id": weighing.framework.ids[share.node],
            "removal": number(share.removal),
            "shapley": number(share.shapley),
            "error": number(share.error),
            "gradient": number(share.gradient),
        }
        for share in told.contributions
    ]
    return {
        **_tree(weighing, told.tree),
        "strength": number(weighing.fates[told.node_id].strength),
        "base": weighing.state.pushed.bases[node],
        "contributions": contributions,
    }


def _tree(weighing: Weighing, root: Because) -> dict[str, Json]:
    return {
        "id": weighing.framework.ids[root.node],
        "part": root.part or None,
        "label": root.label,
        "round": root.round if root.round >= 0 else None,
        "said": root.said or None,
        "reasons": [_tree(weighing, reason) for reason in root.reasons],
        "more": root.more,
    }


def accepted(weighing: Weighing, semantics: str, found: Acceptance, ids: Iterable[str]) -> dict[str, Json]:
    """A stance, `"semantics"`, `"labellings"` (how many, with `"more"` at least), and `"nodes":[{"id","in","out"}…]`.

    `in` and `out` say whether that is so in `all`, `some` or `none` of the labellings.
    """
    place = weighing.framework.place
    return {
        **stance(weighing.stance),
        "semantics": semantics,
        "labellings": found.count,
        "more": found.more,
        "nodes": [{"id": at, "in": found.stands[place[at]], "out": found.falls[place[at]]} for at in ids],
    }


def scenario_table(weighing: Weighing, tables: Mapping[str, Scenarios], untried: Iterable[str] = ()) -> dict[str, Json]:
    """A stance, `"cruxes":[{"id","sides"}…]`, `"combinations"`, `"nodes"`, `"scenarios":[{"take","in","out"}…]` and
    `"untried"`, the ids of nodes that hang on too many cruxes.

    A node has the number of combinations, in all and by label, and `"in_when"` and `"out_when"`: the smallest choices
    of sides that make it so, side "" for the denial of the only one left; `"all_choices"` says whether that is all.
    Where the nodes hang on too many cruxes for one table, or there are more than MOST_LISTED scenarios, those are null.
    """
    place = weighing.framework.place
    shared = {id(found): found for found in tables.values()}
    found = next(iter(shared.values())) if len(shared) == 1 else None
    scenarios: list[Json] = (
        [
            {
                "take": dict[str, "Json"](found.takes(at)),
                "in": [node_id for node_id in tables if found.inside[place[node_id]] >> at & 1],
                "out": [node_id for node_id in tables if found.outside[place[node_id]] >> at & 1],
            }
            for at in range(found.count if found.count <= MOST_LISTED else 0)
        ]
        if found
        else []
    )
    return {
        **stance(weighing.stance),
        "cruxes": _cruxes(found) if found else None,
        "combinations": found.count if found else None,
        "nodes": [_conditions(found, place[node_id], node_id) for node_id, found in tables.items()],
        "scenarios": scenarios or None,
        "untried": [*untried],
    }


def _cruxes(found: Scenarios) -> Json:
    return [{"id": crux, "sides": [*sides]} for crux, sides in zip(found.cruxes, found.sides, strict=True)]


def number(strength: float) -> Json:
    """A strength, null where none is stable."""
    return None if math.isnan(strength) else strength


def _conditions(found: Scenarios, node: int, node_id: str) -> Json:
    inside, outside = found.inside[node], found.outside[node]
    in_when, all_in = conditions(found, inside)
    out_when, all_out = conditions(found, outside)
    return {
        "id": node_id,
        "combinations": found.count,
        "in": inside.bit_count(),
        "out": outside.bit_count(),
        "undecided": found.count - (inside | outside).bit_count(),
        "in_when": [dict[str, "Json"](choice) for choice in in_when],
        "out_when": [dict[str, "Json"](choice) for choice in out_when],
        "all_choices": all_in and all_out,
    }
