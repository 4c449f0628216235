"""The command that asks: cards that are due and new ones, in conversation or as JSON, and ratings given beforehand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from ..exports import json_reviews, terminal_quiz
from ..exports.json_ import dumps
from ..graph.problem import CruxmapError, quoted
from ..graph.study.history import forecast
from ..graph.study.schedule import RATINGS
from ..graph.study.session import Limits, plan
from . import options
from .answer import Answer, Session
from .study_asking import Sitting, converse
from .study_choice import Choice, card_named, chosen, filters, none_of
from .study_record import Clock, Record

if TYPE_CHECKING:
    from ..exports.layout import Line
    from ..graph.graph import Graph
    from ..graph.study.card import Card
    from ..graph.study.session import Plan
    from .answer import Dialogue

Words = tuple[str, ...]
ANSWERS = (*RATINGS, "flag", "unflag", "keep", "reset", "undo")


def at_time(command: Any) -> Any:
    """The option that says what time it is."""
    said = "Take this for the time it is, as 2026-03-01T09:30Z, instead of asking the clock."
    return click.option("--now", default="", metavar="TIME", help=said)(command)


@click.command()
@filters
@click.option("--new", type=click.IntRange(0), help="How many new cards at the most; 10, unless cruxmap.toml says so.")
@click.option("--most", type=click.IntRange(1), help="How many cards at the most; 40, unless cruxmap.toml says so.")
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="Every card, due or not, whatever siblings, and however many unless --new and --most say.",
)
@click.option("--flagged", is_flag=True, help="The cards that you flagged, which are left out otherwise.")
@click.option("--seed", default="", metavar="WORD", help="What the order hangs on; the date, if it is not given.")
@click.option(
    "--answer",
    "answers",
    multiple=True,
    metavar="CARD=RATING",
    help=f"Write this down instead of asking: 1 to 4, or {', '.join(ANSWERS)}; repeatable.",
)
@at_time
@options.as_json
@click.pass_context
def quiz(
    ctx: click.Context,
    /,
    *,
    new: int | None,
    most: int | None,
    everything: bool,
    flagged: bool,
    seed: str,
    answers: Words,
    now: str,
    as_json: bool,
    **given: Any,
) -> Answer | Dialogue:
    """Questions that are due, then new ones; each comes back when you are about to forget it.

    Think of the answer or type it, see it, and rate from 1 to 4 how well you knew it: FSRS reckons from that when it
    comes back. What you did is kept at once in reviews.jsonl beside the library's cruxmap.toml (of the shipped maps in
    your own data folder). Cards that give each other away are not asked on the same day. With --json the cards of the
    session are printed instead, and --answer takes ratings; so does standard input, a line for each prompt.
    """
    clock = Clock(now)
    session = Session(ctx)
    choice = Choice(**given)
    record = Record(session, options.library_paths(ctx))
    if answers:
        return _write_down(session, record, clock, answers, as_json)
    cards = chosen(session.graph, choice)
    time = clock.now()
    is_capped = not (everything or flagged)
    limits = Limits(
        most=(record.wish.most if is_capped else len(cards)) if most is None else most,
        new=(record.wish.new if is_capped else len(cards)) if new is None else new,
        everything=everything,
        flagged=flagged,
        seed=seed or f"{time:%Y-%m-%d}",
    )
    found = plan(cards, record.known, time, limits)
    if as_json:
        shape = json_reviews.session(session.graph, found, record.known, record.schedule, time)
        return Answer(dumps(shape) + "\n", (*session.errors, *record.faults), 1 if session.errors else 0)
    if not found.cards:
        said = _nothing(found, limits) if cards else none_of(session.graph, choice)
        said = said or f"nothing to ask now; {terminal_quiz.coming(forecast(cards, record.known, time, 1))}"
        return Answer("", (*session.errors, *record.faults, [(said, "")]), 1 if session.errors else 0)
    record.path  # noqa: B018 - without a place to keep reviews nothing is asked
    return converse(Sitting(ctx, session, choice, record, clock), found)


def _nothing(found: Plan, limits: Limits) -> str:
    """Why a session asks nothing though there are cards, "" where none is due."""
    if limits.flagged and not found.more:
        return "no card is flagged"
    if found.more:
        return f"nothing else to ask: {_wait(len(found.more))}, since no new ones are wanted (--new says how many)"
    if found.siblings:
        waiting = _wait(len(found.siblings))
        return f"nothing else to ask today: {waiting} until tomorrow, to give nothing away (--all asks them now)"
    return ""


def _wait(number: int) -> str:
    return f"{number} more {'waits' if number == 1 else 'wait'}"


def _write_down(session: Session, record: Record, clock: Clock, answers: Words, as_json: bool) -> Answer:
    """Write down what was said of cards, all of it or, where one is not understood, nothing."""
    cards = {card.id: card for card in chosen(session.graph, Choice())}
    meant = [_meant(session.graph, cards, said) for said in answers]
    _must_be_undoable(record, meant)
    for card, word in meant:
        what: dict[str, Any]
        if word == "undo":
            record.take_back(record.trail(card.id)[-1], clock.now())
            continue
        if word in RATINGS:
            what = {"rating": RATINGS.index(word) + 1}
        else:
            what = {"flag": word == "flag"} if word in ("flag", "unflag") else {"progress": word}
        record.add(card, clock.now(), **what)
    told = list(dict.fromkeys(card.id for card, _ in meant))
    if as_json:
        shape = [json_reviews.on_record(record.of(name)) for name in told]
        return Answer(dumps([*shape]) + "\n", (*session.errors, *record.faults), 1 if session.errors else 0)
    lines: list[Line] = [_state(record, name) for name in told]
    return Answer(lines, (*session.errors, *record.faults), 1 if session.errors else 0)


def _state(record: Record, name: str) -> Line:
    progress = record.of(name)
    due = f"comes back in {terminal_quiz.duration(progress.memory.interval)}" if progress.memory else "new"
    return [(name, "strong"), (f"  {due}{', flagged' if progress.flagged else ''}", "")]


def _meant(graph: Graph, cards: dict[str, Card], said: str) -> tuple[Card, str]:
    """The card and the answer that CARD=RATING means. Raises CruxmapError if it means none."""
    name, is_said, answer = said.rpartition("=")
    word = RATINGS[int(answer) - 1] if answer in ("1", "2", "3", "4") else answer.lower()
    if not is_said or word not in ANSWERS:
        raise CruxmapError(
            f"{quoted(said)} is no answer: write CARD=RATING, where RATING is 1 to 4 or {', '.join(ANSWERS)}"
        )
    return card_named(graph, cards, name), word


def _must_be_undoable(record: Record, meant: list[tuple[Card, str]]) -> None:
    """Raises CruxmapError where an undo, after what is said before it, would have nothing to take back."""
    left = {card.id: len(record.trail(card.id)) for card, word in meant if word == "undo"}
    for card, word in meant:
        if card.id in left:
            left[card.id] += -1 if word == "undo" else 1
            if left[card.id] < 0:
                raise CruxmapError(f"nothing is on record for {card.id} that could be undone")
