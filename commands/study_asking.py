"""A quiz in conversation: each card asked, answered and rated, and each rating on the disk before the next question."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ..exports import terminal_quiz
from ..exports.layout import painted, unpainted
from ..exports.terminal import Page
from ..graph.problem import CruxmapError
from ..graph.study.history import forecast
from ..graph.study.recalled import recalled, text_of
from ..graph.study.schedule import RATINGS
from ..graph.study.session import Queue, is_due
from ..sources.homes import shipped
from ..sources.reviews import wants_union
from .answer import Answer, Session
from .study_choice import chosen

if TYPE_CHECKING:
    import click

    from ..exports.layout import Line
    from ..graph.study.card import Card
    from ..graph.study.review import Event
    from ..graph.study.session import Plan
    from .answer import Dialogue, Talk
    from .study_choice import Choice
    from .study_record import Clock, Record

EDIT, FLAG, SKIP, UNDO, QUIT, WHY, KEYS = COMMANDS = ("edit", "flag", "skip", "undo", "quit", "why", "?")
ASK = "your answer, or Enter to see it:"
RATE = "[1-4], [w]hy, [e]dit, [f]lag, [s]kip, [u]ndo, [q]uit?"
KEEP, RESET = "keep", "reset"
DECIDE = "[k]eep its progress, or [r]eset it and learn it anew?"
_NO_LINES = {".pdf", ".html", ".htm"}


class Sitting:
    """A session under way: the library as it is now, what is on record, the cards to come, and what can be undone."""

    def __init__(self, ctx: click.Context, session: Session, choice: Choice, record: Record, clock: Clock) -> None:
        self.ctx, self.session, self.choice, self.record, self.clock = ctx, session, choice, record, clock
        self.queue = Queue(())
        self.steps: list[tuple[Card, Event | None]] = []
        self.was_new = record.is_new
        self.asked: dict[str, int] = {}
        self.total = 0

    @property
    def page(self) -> Page:
        """What answers are laid out on."""
        return Page(self.session.graph, self.session.console.width, self.session.console.wrap)

    def read_again(self) -> dict[str, Card]:
        """Take the library as it is on the disk now; its cards by id.

        Raises CruxmapError, and stays as it was, where something cannot be read that could be read before.
        """
        fresh = Session(self.ctx)
        cards = {card.id: card for card in chosen(fresh.graph, self.choice)}
        if fresh.errors != self.session.errors and fresh.errors:
            told = painted(fresh.errors, unpainted)
            raise CruxmapError(f"{told}this cannot be read: the cards stay as they were, e opens it again")
        self.session = fresh
        self.queue.reworded(cards)
        self.steps = [(cards.get(card.id, card), event) for card, event in self.steps]
        return cards


def converse(sitting: Sitting, plan: Plan) -> Dialogue:
    """Ask the cards of a plan until they are through or the user quits; say what was done, however it ends."""
    sitting.queue, sitting.total = Queue(plan.cards), len(plan.cards)
    time = sitting.clock.now()
    due = sum(is_due(sitting.record.of(card.id), time) for card in plan.due)
    said: list[Line] | None = terminal_quiz.opening(sitting.page, plan, due)
    try:
        while said is not None and (card := sitting.queue.next(sitting.clock.now())) is not None:
            said = yield from _ask(sitting, card, said)
    except KeyboardInterrupt:
        said = []
    return _closing(sitting, said or [])


def _closing(sitting: Sitting, said: list[Line]) -> Answer:
    """What was done, as the record has it, and what is to come."""
    done = sitting.record.done()
    cards = chosen(sitting.session.graph, sitting.choice)
    ahead = forecast(cards, sitting.record.known, sitting.clock.now(), 1)
    told: list[Line] = [*said, [], *terminal_quiz.closing(sitting.page, done, ahead)]
    if done and sitting.was_new:
        told += terminal_quiz.kept(sitting.page, sitting.record.path, wants_union(sitting.record.path))
    errors = sitting.session.errors
    return Answer(told, (*errors, *sitting.record.faults), 1 if errors else 0)


def _ask(sitting: Sitting, card: Card, said: list[Line]) -> Talk[list[Line] | None]:
    """Ask one card until it is rated or left; what to say of it with the next question, None to quit."""
    if sitting.record.is_reworded(card):
        reply = yield from _decision(sitting, card, said)
        if reply == QUIT:
            return None
        said = []
    shown = [*said, *_question(sitting, card)]
    is_open = False
    while True:
        reply = (yield shown, RATE if is_open else ASK).strip()
        word = _meant(reply, is_open=is_open)
        if word == QUIT:
            return None
        try:
            told = _done(sitting, card, word)
        except CruxmapError as error:
            shown = [[(str(error), "failure")]]
            continue
        if told is not None:
            return told
        if word == EDIT:
            shown, found = _edited(sitting, card)
            if found is None:
                return shown
            card = found
            shown += _answer(sitting, card, "") if is_open else _question(sitting, card)
        elif word or is_open:
            shown = _told(sitting, card, word)
        else:
            is_open = True
            shown = _answer(sitting, card, reply)


def _done(sitting: Sitting, card: Card, word: str) -> list[Line] | None:
    """Do what ends a card's turn; what to say of it, None where the word is something else."""
    if word in RATINGS:
        return _rated(sitting, card, RATINGS.index(word) + 1)
    if word == FLAG:
        return _flagged(sitting, card)
    if word == UNDO and sitting.steps:
        return _undone(sitting, card)
    if word == SKIP:
        sitting.steps.append((card, None))
        return [[("skipped", "faint")]]
    return None


def _meant(reply: str, *, is_open: bool) -> str:
    """The command or rating that a reply is, "" for none: before the answer is seen, that is an answer."""
    word = reply.lower()
    if word == "help":
        return KEYS
    if is_open and word in tuple("1234"):
        return RATINGS[int(word) - 1]
    words = (*COMMANDS, *RATINGS) if is_open else tuple(name for name in COMMANDS if name != WHY)
    if is_open and word:
        return next((name for name in words if name.startswith(word)), KEYS)
    return next((name for name in words if word in (name, name[0])), "")


def _question(sitting: Sitting, card: Card) -> list[Line]:
    """The question, with the card's place among those of the session; one that comes back has none."""
    is_back = any(before.id == card.id and event and event.rating for before, event in sitting.steps)
    sitting.asked.setdefault(card.id, len(sitting.asked) + 1)
    place = "once more" if is_back else f"{sitting.asked[card.id]} of {sitting.total}"
    progress = sitting.record.of(card.id)
    return terminal_quiz.question(sitting.page, card, progress, place=place, now=sitting.clock.now())


def _answer(sitting: Sitting, card: Card, reply: str) -> list[Line]:
    """The answer, what of it was said, and when the card comes back after which rating."""
    intervals = sitting.record.schedule.intervals(sitting.record.of(card.id).memory, sitting.clock.now())
    found = recalled(card, reply) if reply else None
    page = sitting.page
    return [*terminal_quiz.answer(page, card, found), *terminal_quiz.ratings(page, intervals)]


def _told(sitting: Sitting, card: Card, word: str) -> list[Line]:
    """What to say to a reply that changes nothing."""
    if word == WHY:
        return terminal_quiz.why(sitting.page, card)
    if word == UNDO:
        return [[("nothing was done yet in this session", "faint")]]
    return terminal_quiz.keys(sitting.page) if word == KEYS else [[("rate it from 1 to 4; ? tells the keys", "faint")]]


def _rated(sitting: Sitting, card: Card, rating: int) -> list[Line]:
    event = sitting.record.add(card, sitting.clock.now(), rating=rating)
    sitting.steps.append((card, event))
    memory = sitting.record.of(card.id).memory
    if memory is None:
        return []
    if memory.stage != "review":
        sitting.queue.learn(card, memory.due)
    said = f"{RATINGS[rating - 1]}: comes back in {terminal_quiz.duration(memory.interval)}"
    return [[(said, terminal_quiz.ROLES[rating - 1])]]


def _flagged(sitting: Sitting, card: Card) -> list[Line]:
    flag = not sitting.record.of(card.id).flagged
    sitting.steps.append((card, sitting.record.add(card, sitting.clock.now(), flag=flag)))
    said = "flagged, and put aside until you take the flag off" if flag else "no longer flagged"
    return [[(said, "faint")]]


def _undone(sitting: Sitting, card: Card) -> list[Line]:
    """Take back the last step, and go to its card."""
    before, event = sitting.steps[-1]
    if event:
        sitting.record.take_back(event, sitting.clock.now())
    sitting.steps.pop()
    sitting.queue.put_back(card)
    sitting.asked.pop(card.id, None)
    if before.id != card.id:
        sitting.queue.put_back(before)
    what = "skip" if event is None else "rating" if event.rating else "flag"
    return [[(f"the {what} is taken back", "faint")]]


def _decision(sitting: Sitting, card: Card, said: list[Line]) -> Talk[str]:
    """Ask whether the progress of a reworded card holds."""
    before = sitting.record.of(card.id).said
    shown = [*said, *terminal_quiz.reworded(sitting.page, before, text_of(card))]
    while True:
        reply = (yield shown, DECIDE).strip().lower()
        word = next((name for name in (KEEP, RESET, QUIT) if reply and name.startswith(reply)), "")
        if word in (KEEP, RESET):
            sitting.record.add(card, sitting.clock.now(), progress=word)
        if word:
            return word
        shown = []


def _edited(sitting: Sitting, card: Card) -> tuple[list[Line], Card | None]:
    """Let the user edit the node where it is written; what to say, and the card as it then is."""
    span = sitting.session.graph.node(card.node).span
    document = next((known for known in sitting.session.library.documents if known.name == span.file), None)
    if document is None or shipped(document):
        said = f"{span.file} comes with cruxmap: copy it into a library of your own to edit it"
        return [[(said, "faint")]], card
    if os.path.splitext(document.path)[1].lower() in _NO_LINES:
        return [[(f"{span.file} is no text to edit", "faint")]], card
    fault = sitting.session.console.edit(document.path, span.line)
    if fault:
        return [[(fault, "failure")]], card
    try:
        now = sitting.read_again().get(card.id)
    except CruxmapError as error:
        return [[(row, "failure")] for row in str(error).split("\n")], card
    if now is None:
        return [[("this card is no more; its progress is kept (cruxmap study orphans)", "faint")]], None
    return [[("edited" if text_of(now) != text_of(card) else "the card is as it was", "faint")]], now
