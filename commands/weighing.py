"""The command that weighs: what stands under which sides, why, and under every combination of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from ..exports import json_weigh, terminal_because, terminal_scenarios, terminal_weigh
from ..graph import query
from ..graph.ids import known_sources
from ..graph.problem import CruxmapError
from ..graph.reasoning.explain import explain
from ..graph.reasoning.naming import weighed
from ..graph.reasoning.scenarios import scenarios, scenarios_of_each
from ..graph.reasoning.semantics import semantics_named
from ..graph.reasoning.weigh import weigh as weigh_
from . import options, stances
from .answer import Session

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..graph.reasoning.scenarios import Scenarios
    from ..graph.reasoning.weigh import Weighing
    from .answer import Answer

Words = tuple[str, ...]


@click.command()
@options.some_ids
@stances.a_stance
@click.option("--why", "asked", is_flag=True, help="Why the IDs stand, fall or are open, as a tree of what decided it.")
@click.option("--scenarios", "combined", is_flag=True, help="Under every combination of the sides that are not taken.")
@click.option("--depth", type=click.IntRange(1, 50), default=6, show_default=True, help="With --why, how deep.")
@click.option("--all", "everything", is_flag=True, help="List all nodes, also those that stand as before.")
@options.by_source
@options.by_kind
@options.by_tag
@stances.semantics
@options.as_json
@click.pass_context
def weigh(
    ctx: click.Context,
    /,
    *,
    nodes: Words,
    asked: bool,
    combined: bool,
    depth: int,
    everything: bool,
    sources: Words,
    kinds: Words,
    tags: Words,
    semantics: str,
    as_json: bool,
    **given: Words,
) -> Answer:
    """What stands, what falls and what is left open, of the whole library or of the IDs.

    A node falls if something that stands attacks it, or all that supports it falls; a side of a crux is open until
    you take it. Strength says how far a node is borne out, from 0 to 1; it is no probability.
    """
    session = Session(ctx)
    reader = session.reader()
    ids = list(dict.fromkeys(weighed(session.graph, word) for word in nodes))
    if asked and (combined or not ids):
        raise CruxmapError("--why tells of one node or several, without --scenarios: name their IDs")
    found = weigh_(
        session.graph,
        stances.stance_of(session.graph, reader, **given),
        semantics=semantics_named(semantics or reader.semantics),
        weights=reader.weights,
        modality=reader.modality,
    )
    if asked:
        return _why(session, found, ids, depth, as_json)
    chosen = query.select(session.graph, sources=known_sources(session.graph, sources), kinds=kinds, tags=tags)
    listed = ids or [node.id for node in chosen if node.id in found.fates]
    if combined:
        return _combined(session, found, listed, as_json, everything=everything or bool(ids))
    view = terminal_weigh.fates if ids else partial(terminal_weigh.weighed, everything=everything)
    return session.answer_one(as_json, found, partial(json_weigh.weighed, ids=listed), partial(view, ids=listed))


def _why(session: Session, found: Weighing, ids: Sequence[str], depth: int, as_json: bool) -> Answer:
    """The trees of what decided some nodes."""
    trees = {
        node_id: explain(found.framework, found.standing, found.framework.place[node_id], pins=found.pins, depth=depth)
        for node_id in ids
    }
    shape = [json_weigh.because(found, tree) for tree in trees.values()]
    return session.answer_one(as_json, found, lambda _: [*shape], partial(terminal_because.because_trees, trees=trees))


def _combined(session: Session, found: Weighing, ids: Sequence[str], as_json: bool, *, everything: bool) -> Answer:
    """The table of all combinations: of these nodes the theses and what the sides decide, or everything."""
    tables = {
        node_id: table
        for node_id, table in _tables(found, ids).items()
        if everything or node_id in found.theses or _is_decided_by_sides(found, table, node_id)
    }
    left = [node_id for node_id in ids if everything and node_id not in tables]
    if left:
        raise CruxmapError(f"{left[0]} hangs on too many cruxes to try every combination: take sides with --take")
    view = partial(terminal_scenarios.scenario_table, tables=tables)
    return session.answer_one(as_json, found, partial(json_weigh.scenario_table, tables=tables), view)


def _tables(found: Weighing, ids: Sequence[str]) -> dict[str, Scenarios]:
    """One table for all nodes, or one for each where there are too many combinations for that."""
    framework, held, taken = found.framework, found.pins, found.stance.takes
    nodes = {node_id: framework.place[node_id] for node_id in ids}
    try:
        shared = scenarios(framework, nodes.values(), pins=held, taken=taken, labels=found.standing.labels)
    except CruxmapError:
        each = scenarios_of_each(framework, nodes.values(), pins=held, taken=taken)
        return {node_id: each[node] for node_id, node in nodes.items() if node in each}
    return dict.fromkeys(nodes, shared)


def _is_decided_by_sides(found: Weighing, table: Scenarios, node_id: str) -> bool:
    return found.fates[node_id].node.kind != "position" and table.varies(found.framework.place[node_id])
