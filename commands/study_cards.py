"""The command that lists the cards grown from a library."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from ..exports import json_study, terminal_study
from . import options
from .answer import Session
from .study_choice import Choice, chosen, filters, none_of

if TYPE_CHECKING:
    from .answer import Answer


@click.command()
@filters
@options.as_json
@click.pass_context
def cards(ctx: click.Context, /, *, as_json: bool, **given: Any) -> Answer:
    """The questions that the library gives, each with its answer and what it rests on."""
    session = Session(ctx)
    choice = Choice(**given)
    return session.answer(
        as_json,
        chosen(session.graph, choice),
        lambda card: json_study.card(session.graph, card),
        terminal_study.card_list,
        none_of(session.graph, choice),
    )
