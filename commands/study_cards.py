"""The command that lists the cards grown from a library."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..exports import json_study, terminal_study
from ..graph.ids import known_sources
from ..graph.study.facets import cards as all_cards
from . import options
from .answer import Session

if TYPE_CHECKING:
    from .answer import Answer

Words = tuple[str, ...]


@click.command()
@options.by_source
@options.as_json
@click.pass_context
def cards(ctx: click.Context, /, sources: Words, as_json: bool) -> Answer:
    """The questions that the library gives, each with its answer and what it rests on."""
    session = Session(ctx)
    asked = known_sources(session.graph, sources)
    found = [card for card in all_cards(session.graph) if not asked or session.graph.node(card.node).source in asked]
    return session.answer(
        as_json, found, lambda card: json_study.card(session.graph, card), terminal_study.card_list, "no cards"
    )
