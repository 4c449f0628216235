"""The command that lists the cards grown from a library."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..exports import json_study, terminal_study
from ..graph.ids import known_sources, no_such, resolve
from ..graph.study.choice import chosen
from ..graph.study.facets import cards as all_cards
from ..graph.study.facets import facet_named
from . import options
from .answer import Session

if TYPE_CHECKING:
    from .answer import Answer

Words = tuple[str, ...]


@click.command()
@options.by_source
@options.by_kind
@options.by_tag
@options.by_facet
@click.option(
    "--node",
    "nodes",
    multiple=True,
    metavar="ID",
    help="Only what is asked about this node or this crux; repeatable.",
    shell_complete=options.completed(options.every_id),
)
@options.as_json
@click.pass_context
def cards(
    ctx: click.Context, /, *, sources: Words, kinds: Words, tags: Words, facets: Words, nodes: Words, as_json: bool
) -> Answer:
    """The questions that the library gives, each with its answer and what it rests on."""
    session = Session(ctx)
    graph = session.graph
    found = chosen(
        graph,
        all_cards(graph),
        sources=known_sources(graph, sources),
        kinds=kinds,
        tags=tags,
        facets=[facet_named(name).name for name in facets],
        nodes=[resolve(graph, name) for name in nodes],
    )
    return session.answer(
        as_json,
        found,
        lambda card: json_study.card(graph, card),
        terminal_study.card_list,
        no_such(graph, "card", tags=tags),
    )
