"""Commands that say what matters: which crux moves something most, and which sides would change what stands."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from ..exports import json_rank, terminal_change, terminal_rank
from ..graph.reasoning.change import change as change_
from ..graph.reasoning.framework import framework as framework_of
from ..graph.reasoning.naming import weighed
from ..graph.reasoning.rank import rank as rank_
from ..graph.reasoning.rank import target_meant
from ..graph.reasoning.semantics import semantics_named
from ..graph.reasoning.stance import pins
from . import options, stances
from .answer import Session

if TYPE_CHECKING:
    from .answer import Answer

Words = tuple[str, ...]


@click.command()
@options.some_targets
@stances.a_stance
@stances.semantics
@click.option(
    "--most",
    type=click.IntRange(1, 1000),
    default=terminal_rank.MOST,
    show_default=True,
    help="How many cruxes to list at the most; --json has them all.",
)
@options.as_json
@click.pass_context
def rank(ctx: click.Context, /, targets: Words, semantics: str, most: int, as_json: bool, **given: Words) -> Answer:
    """Which crux matters most for the TARGETs, or for the theses of all documents.

    For each crux: how strong a target is under each of its sides, all else being as you have it (swing: the optimist's
    side less the pessimist's); whether that changes what stands; and the expected move, by which cruxes are ranked:
    how far the strength moves, on average, once the crux is settled as your credences have it. Share is the Shapley
    value: what settling it for the pessimist adds, on average over all orders of settling all cruxes so. A TARGET may
    be a document, for its thesis.
    """
    session = Session(ctx)
    reader = session.reader()
    found = rank_(
        session.graph,
        stances.stance_of(session.graph, reader, **given),
        [target_meant(session.graph, word) for word in targets],
        semantics=semantics_named(semantics or reader.semantics),
        weights=reader.weights,
        modality=reader.modality,
    )
    shape = partial(json_rank.ranking, session.graph)
    return session.answer_one(as_json, found, shape, partial(terminal_rank.ranking, most=most))


@click.command()
@options.an_id
@stances.a_stance
@options.as_json
@click.pass_context
def change(ctx: click.Context, /, node: str, as_json: bool, **given: Words) -> Answer:
    """The fewest sides of cruxes which, taken otherwise, change whether something stands, or that none do."""
    session = Session(ctx)
    reader = session.reader()
    stance = stances.stance_of(session.graph, reader, **given)
    framework = framework_of(session.graph, weights=reader.weights, modality=reader.modality)
    node_id = weighed(session.graph, node)
    found = change_(framework, framework.place[node_id], pins=pins(framework, stance))
    shape = partial(json_rank.changes, node_id=node_id, taken=stance)
    return session.answer_one(as_json, found, shape, partial(terminal_change.changes, node_id=node_id, stance=stance))
