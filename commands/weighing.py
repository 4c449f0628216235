"""The command that weighs: what stands under which sides, why, and under every combination of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click
from msgspec import Struct

from ..exports import json_weigh, terminal_acceptance, terminal_because, terminal_scenarios, terminal_weigh
from ..graph import query
from ..graph.ids import known_sources
from ..graph.problem import CruxmapError, quoted
from ..graph.reasoning.acceptance import acceptance
from ..graph.reasoning.contributions import contributions
from ..graph.reasoning.dispute import EXTENSIONAL, dispute
from ..graph.reasoning.explain import Told, explain
from ..graph.reasoning.naming import weighed
from ..graph.reasoning.scenarios import scenarios, scenarios_of_each
from ..graph.reasoning.semantics import SEMANTIC, semantics_named
from ..graph.reasoning.time_limit import OutOfTime
from ..graph.reasoning.weigh import weigh as weigh_
from ..graph.suggest import did_you_mean
from . import options, stances
from .answer import Answer, Session

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..graph.reasoning.dispute import Extensional
    from ..graph.reasoning.scenarios import Scenarios
    from ..graph.reasoning.weigh import Fate, Weighing

Words = tuple[str, ...]

EXTENSIONS: dict[str, Extensional] = {name: name for name in EXTENSIONAL.values() if name != "grounded"}
"""The semantics under which what is open may be settled in several ways."""

_SEMANTICS = ("grounded", *EXTENSIONS, *SEMANTIC)


class Asked(Struct, frozen=True):
    """What is to be told, beside the stance: of which nodes, whether they were `named`, and all else on the line."""

    ids: Sequence[str]
    named: bool
    everything: bool
    depth: int
    limit: float
    as_json: bool


@click.command()
@options.some_ids
@stances.a_stance
@click.option("--why", "why", is_flag=True, help="Why the IDs stand, fall or are open, as a tree of what decided it.")
@click.option("--scenarios", "combined", is_flag=True, help="Under every combination of the sides that are not taken.")
@click.option(
    "--semantics",
    default="",
    metavar="NAME",
    shell_complete=options.completed_names(_SEMANTICS),
    help="complete, preferred or stable: what stands in all or some ways to settle what is open. Or how strengths are "
    "worked out: mlp (unless the settings say otherwise), df-quad, quadratic-energy, euler.",
)
@click.option("--depth", type=click.IntRange(1, 50), default=6, show_default=True, help="With --why, how deep.")
@click.option(
    "--all", "everything", is_flag=True, help="List all: what stands as before; with --why, all that bears on it."
)
@options.by_source
@options.by_kind
@options.by_tag
@stances.limit
@options.as_json
@click.pass_context
def weigh(
    ctx: click.Context,
    /,
    *,
    nodes: Words,
    why: bool,
    combined: bool,
    semantics: str,
    depth: int,
    everything: bool,
    sources: Words,
    kinds: Words,
    tags: Words,
    limit: float,
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
    _refuse(ids, semantics, why=why, combined=combined, filtered=bool(sources or kinds or tags))
    gradual = semantics if semantics in SEMANTIC else ""
    found = weigh_(
        session.graph,
        stances.stance_of(session.graph, reader, **given),
        semantics=semantics_named(gradual or reader.semantics),
        weights=reader.weights,
        modality=reader.modality,
    )
    chosen = query.select(session.graph, sources=known_sources(session.graph, sources), kinds=kinds, tags=tags)
    listed = ids or [node.id for node in chosen if node.id in found.fates]
    asked = Asked(listed, bool(ids), everything, depth, limit, as_json)
    if why:
        return _why(session, found, asked)
    if semantics in EXTENSIONS:
        return _accepted(session, found, asked, semantics)
    if combined:
        return _combined(session, found, asked)
    view = terminal_weigh.fates if ids else partial(terminal_weigh.weighed, everything=everything)
    return session.answer_one(as_json, found, partial(json_weigh.weighed, ids=listed), partial(view, ids=listed))


def _refuse(ids: Sequence[str], semantics: str, *, why: bool, combined: bool, filtered: bool) -> None:
    """CruxmapError for what cannot be asked together, and for a semantics there is not."""
    if why and (combined or semantics in EXTENSIONS or not ids):
        raise CruxmapError("--why tells of nodes by themselves: name their IDs, without --scenarios or extensions")
    if combined and semantics in EXTENSIONS:
        raise CruxmapError(f"--scenarios are of the grounded labelling: ask for them without --semantics {semantics}")
    if ids and filtered:
        raise CruxmapError("--source, --kind and --tag choose among all nodes: leave them out, or name no IDs")
    if semantics and semantics not in _SEMANTICS:
        known = did_you_mean(semantics, _SEMANTICS) or ", ".join(_SEMANTICS)
        raise CruxmapError(f"there is no semantics {quoted(semantics)}: {known}")


def _why(session: Session, found: Weighing, asked: Asked) -> Answer:
    """For each node the tree of what decided it, and what its strength is made of: the direct reasons, or all."""
    framework, held, pushed = found.framework, found.pins, found.state.pushed
    told = []
    for node_id in asked.ids:
        node = framework.place[node_id]
        direct = None if asked.everything else (*framework.pushers.row(node), *framework.caps.row(node))
        shares = contributions(
            framework, pushed.semantics, node, pins=held, bases=pushed.bases, nodes=direct, gradients=asked.as_json
        )
        tree = explain(framework, found.standing, node, pins=held, depth=asked.depth)
        told.append(Told(node_id, tree, tuple(sorted(shares, key=lambda share: -abs(share.removal)))))
    shape = [json_weigh.because(found, each) for each in told]
    view = partial(terminal_because.because_trees, told=told, everything=asked.everything)
    return session.answer_one(asked.as_json, found, lambda _: [*shape], view)


def _accepted(session: Session, found: Weighing, asked: Asked, semantics: str) -> Answer:
    """In how many labellings the nodes stand: of all, those about which there is something to settle."""
    place = found.framework.place
    ids = [at for at in asked.ids if asked.named or asked.everything or _is_open(found.fates[at])]
    try:
        settled = dispute(found.framework, found.pins, seconds=asked.limit)
        shares = acceptance(settled, EXTENSIONS[semantics], [place[node_id] for node_id in ids])
    except OutOfTime as error:
        return stances.out_of_time(error, session.console)
    view = partial(
        terminal_acceptance.accepted, semantics=semantics, acceptance=shares, ids=ids, everything=asked.everything
    )
    shape = json_weigh.accepted(found, semantics, shares, ids)
    return session.answer_one(asked.as_json, found, lambda _: shape, view)


def _is_open(fate: Fate) -> bool:
    return fate.label == "undecided" and fate.node.kind != "position"


def _combined(session: Session, found: Weighing, asked: Asked) -> Answer:
    """The table of all combinations: of the nodes the theses and what the sides decide, or everything."""
    whole = asked.named or asked.everything
    every = _tables(found, asked.ids)
    tables = {
        node_id: table
        for node_id, table in every.items()
        if whole or node_id in found.theses or _is_decided_by_sides(found, table, node_id)
    }
    untried = [node_id for node_id in asked.ids if node_id not in every]
    if untried and asked.named:
        raise CruxmapError(f"{untried[0]} hangs on too many cruxes to try every combination: take sides with --take")
    view = partial(terminal_scenarios.scenario_table, tables=tables, untried=untried)
    shape = partial(json_weigh.scenario_table, tables=tables, untried=untried)
    return session.answer_one(asked.as_json, found, shape, view)


def _tables(found: Weighing, ids: Sequence[str]) -> dict[str, Scenarios]:
    """One table for all nodes, or one for each where there are too many combinations for that."""
    framework, held = found.framework, found.pins
    nodes = {node_id: framework.place[node_id] for node_id in ids}
    try:
        shared = scenarios(framework, nodes.values(), pins=held, labels=found.standing.labels)
    except CruxmapError:
        each = scenarios_of_each(framework, nodes.values(), pins=held)
        return {node_id: each[node] for node_id, node in nodes.items() if node in each}
    return dict.fromkeys(nodes, shared)


def _is_decided_by_sides(found: Weighing, table: Scenarios, node_id: str) -> bool:
    return found.fates[node_id].node.kind != "position" and table.varies(found.framework.place[node_id])
