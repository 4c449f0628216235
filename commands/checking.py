"""Commands that look for what is wrong or missing: gaps, schema."""

from __future__ import annotations

import click

from ..exports import json_, terminal
from ..graph import query
from ..graph.gaps import gaps as find_gaps
from ..graph.ids import known_sources
from ..sources.map_schema import map_schema
from . import options
from .answer import Answer, Session

Words = tuple[str, ...]


@click.command()
@options.by_source
@options.by_kind
@options.by_tag
@options.as_json
@click.pass_context
def gaps(ctx: click.Context, /, as_json: bool, sources: Words, **filters: Words) -> Answer:
    """What is missing: failure modes without mitigation, claims without support, one-sided cruxes, …"""
    session = Session(ctx)
    kept = {node.id for node in query.select(session.graph, sources=known_sources(session.graph, sources), **filters)}
    found = [gap for gap in find_gaps(session.graph) if gap.node.id in kept]
    return session.answer(as_json, found, json_.gap, terminal.gap_list, "no gaps")


@click.command()
@options.as_json
def schema(as_json: bool) -> Answer:  # noqa: ARG001 - it is JSON either way
    """The JSON Schema of map files, for editors and checkers."""
    return Answer(json_.dumps(map_schema()) + "\n")
