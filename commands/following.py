"""Commands that follow links: path, why, reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..exports import json_, terminal, terminal_tree
from ..graph import paths as paths_
from ..graph.ids import resolve
from ..graph.schema import RELATION
from . import options
from .answer import Session

if TYPE_CHECKING:
    from .answer import Answer

Words = tuple[str, ...]


@click.command()
@options.end_of_path("from")
@options.end_of_path("to")
@options.via
@click.option("--any", "both_ways", is_flag=True, help="Any relation (or those of --via), in both directions.")
@click.option("--most", type=click.IntRange(1, 100), default=3, show_default=True, help="How many ways at the most.")
@options.as_json
@click.pass_context
def path(ctx: click.Context, /, via: Words, both_ways: bool, most: int, as_json: bool, **ends: str) -> Answer:
    """How one node leads to another: the shortest ways, each step named.

    Steps go along supports, premise_of, causes, enables, amplifies, part_of and precedes, and from what is
    required to what requires it.
    """
    session = Session(ctx)
    start, end = resolve(session.graph, ends["from"]), resolve(session.graph, ends["to"])
    via = via or (tuple(RELATION) if both_ways else paths_.LEADS)
    found = paths_.paths(session.graph, start, end, via=via, both_ways=both_ways, most=most)
    otherwise = f"no way leads from {start} to {end}" + ("" if both_ways else "; --any tries all relations, both ways")
    if start == end:
        otherwise = f"{start} is where the way would start: name another node to reach"
    return session.answer(as_json, found, json_.path, terminal.path_list, otherwise, must_find=True)


@click.command()
@options.an_id
@options.to_depth
@options.as_json
@click.pass_context
def why(ctx: click.Context, /, node: str, depth: int, as_json: bool) -> Answer:
    """What a node rests on: all that speaks for it and against it, as a tree."""
    session = Session(ctx)
    root = paths_.why(session.graph, resolve(session.graph, node), depth=depth)
    return session.answer_one(as_json, root, json_.grounds, terminal_tree.grounds_tree)


@click.command()
@options.an_id
@options.to_depth
@options.as_json
@click.pass_context
def reach(ctx: click.Context, /, node: str, depth: int, as_json: bool) -> Answer:
    """What rests on a node: all that it speaks for or against, as a tree."""
    session = Session(ctx)
    root = paths_.reach(session.graph, resolve(session.graph, node), depth=depth)
    return session.answer_one(as_json, root, json_.grounds, terminal_tree.reach_tree)
