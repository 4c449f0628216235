"""The commands that look at the reviews: what is due, how it goes, whose cards are gone, and what will not stick."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from ..exports import json_reviews, terminal_reviews
from ..graph.problem import CruxmapError, quoted
from ..graph.study import history
from ..graph.suggest import did_you_mean
from . import options
from .answer import Answer, Session
from .study_choice import Choice, card_named, chosen, filters, none_of
from .study_quiz import at_time
from .study_record import Clock, Record

if TYPE_CHECKING:
    from ..exports.layout import Line
    from ..graph.study.card import Card


@click.command()
@filters
@click.option("--days", type=click.IntRange(1, 366), default=7, show_default=True, help="How many days ahead.")
@at_time
@options.as_json
@click.pass_context
def due(ctx: click.Context, /, *, days: int, now: str, as_json: bool, **given: Any) -> Answer:
    """How many cards are due now, and on each of the coming days."""
    session, record = _opened(ctx)
    time = Clock(now).now()
    cards, told = _chosen(session, record, Choice(**given))
    found = history.forecast(cards, record.known, time, days)
    return session.answer_one(as_json, found, json_reviews.forecast, terminal_reviews.forecast, told=told)


@click.command()
@filters
@click.option("--days", type=click.IntRange(1, 366), default=30, show_default=True, help="How many days back.")
@at_time
@options.as_json
@click.pass_context
def stats(ctx: click.Context, /, *, days: int, now: str, as_json: bool, **given: Any) -> Answer:
    """How it goes: reviews a day, how much is remembered, and how far the cards of each source are."""
    session, record = _opened(ctx)
    time = Clock(now).now()
    cards, told = _chosen(session, record, Choice(**given))
    found = history.stats(cards, record.known, time, days)
    return session.answer_one(as_json, found, json_reviews.stats, terminal_reviews.stats, told=told)


@click.command()
@click.option("--move", nargs=2, metavar="OLD NEW", help="Give the progress of a card that is gone to another card.")
@at_time
@options.as_json
@click.pass_context
def orphans(ctx: click.Context, /, *, move: tuple[str, str] | None, now: str, as_json: bool) -> Answer:
    """Progress of cards that the library no longer has, each with the card that is most like it."""
    session, record = _opened(ctx)
    cards = chosen(session.graph, Choice())
    told: tuple[Line, ...] = ()
    if move:
        old, new = move
        gone = [orphan.progress.card for orphan in history.orphans(cards, record.known)]
        if old not in gone:
            hint = did_you_mean(old, gone) or "`cruxmap study orphans` lists them"
            raise CruxmapError(f"there is no orphan {quoted(old)}: {hint}")
        heir = card_named(session.graph, {card.id: card for card in cards}, new)
        record.add_event(old, Clock(now).now(), move=heir.id)
        told = ([(f"{heir.id} goes on where {old} was", "")],)
    found = history.orphans(cards, record.known)
    answer = session.answer(
        as_json,
        found,
        json_reviews.orphan,
        terminal_reviews.orphans,
        "no orphans: the library has every card you learned",
    )
    return Answer(answer.out, (*record.faults, *told, *answer.err), answer.code)


@click.command()
@filters
@click.option("--lapses", type=click.IntRange(1), default=history.LAPSES, show_default=True, help="From how many on.")
@options.as_json
@click.pass_context
def leeches(ctx: click.Context, /, *, lapses: int, as_json: bool, **given: Any) -> Answer:
    """Cards that you forgot again and again after you had learned them: reword these, or split what they ask."""
    session, record = _opened(ctx)
    cards, told = _chosen(session, record, Choice(**given))
    found = history.leeches(cards, record.known, lapses)
    answer = session.answer(
        as_json,
        found,
        lambda item: json_reviews.leech(session.graph, *item),
        terminal_reviews.leeches,
        f"no leeches: no card was forgotten {lapses} times",
    )
    return Answer(answer.out, (*told, *answer.err), answer.code)


def _opened(ctx: click.Context) -> tuple[Session, Record]:
    session = Session(ctx)
    return session, Record(session, options.library_paths(ctx))


def _chosen(session: Session, record: Record, choice: Choice) -> tuple[list[Card], tuple[Line, ...]]:
    """The cards that are wanted, and what to say beside the answer: faults of the record, and if there are none."""
    cards = chosen(session.graph, choice)
    return cards, record.faults if cards else (*record.faults, [(none_of(session.graph, choice), "")])
