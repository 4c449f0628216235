"""When cards come back: memory and intervals as the package fsrs reckons them (FSRS-6, open-spaced-repetition)."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from fsrs import Card, Scheduler

RATINGS = ("again", "hard", "good", "easy")
"""What the ratings 1 to 4 are called."""

STABLEST = 1e9
"""Days that no memory outlasts; beyond, numbers would run over."""


class Wish(Struct, frozen=True, kw_only=True):
    """How somebody wants to study: the share of cards to be remembered when they come back, the steps in minutes
    before a card is learned and after it was forgotten, the longest interval in days, the 21 parameters of FSRS
    (() for its own), and how many new cards and cards in all a session has."""

    retention: float = 0.9
    steps: tuple[float, ...] = (1, 10)
    relearning: tuple[float, ...] = (10,)
    longest: int = 36500
    parameters: tuple[float, ...] = ()
    new: int = 10
    most: int = 40


class Memory(Struct, frozen=True, array_like=True):
    """What is kept of a card: its stage (learning, review, relearning) and the step there, how many days until it is
    forgotten as far as wished (`stability`), how hard it is (1 to 10), when it is due and was seen last, in UTC."""

    stage: str
    step: int | None
    stability: float
    difficulty: float
    due: datetime
    last: datetime

    @property
    def interval(self) -> timedelta:
        """From the last review to the next."""
        return self.due - self.last


class Schedule:
    """The schedule that fulfils a wish: the package's own, without the chance it would add to intervals."""

    def __init__(self, wish: Wish) -> None:
        self.wish = wish

    def reviewed(self, memory: Memory | None, rating: int, at: datetime) -> Memory:
        """What is kept of a card after a rating from 1 to 4; `at` is in UTC."""
        from fsrs import Rating

        card, _ = self._scheduler.review_card(_card(memory, at), Rating(rating), at)
        stability = min(card.stability or 0.0, STABLEST)
        return Memory(card.state.name.lower(), card.step, stability, card.difficulty or 0.0, card.due, at)

    def intervals(self, memory: Memory | None, at: datetime) -> tuple[timedelta, ...]:
        """How long until the card comes back, after each rating."""
        return tuple(self.reviewed(memory, rating, at).interval for rating in range(1, len(RATINGS) + 1))

    def recall(self, memory: Memory, at: datetime) -> float:
        """How likely the card is remembered, 0 to 1."""
        return self._scheduler.get_card_retrievability(_card(memory, at), at)

    @cached_property
    def _scheduler(self) -> Scheduler:
        from fsrs import Scheduler
        from fsrs.scheduler import DEFAULT_PARAMETERS

        return Scheduler(
            parameters=self.wish.parameters or DEFAULT_PARAMETERS,
            desired_retention=self.wish.retention,
            learning_steps=[timedelta(minutes=step) for step in self.wish.steps],
            relearning_steps=[timedelta(minutes=step) for step in self.wish.relearning],
            maximum_interval=self.wish.longest,
            enable_fuzzing=False,
        )


def _card(memory: Memory | None, at: datetime) -> Card:
    """The package's card; it asks the clock for what it is not told."""
    from fsrs import Card, State

    if memory is None:
        return Card(card_id=0, due=at)
    return Card(
        card_id=0,
        state=State[memory.stage.capitalize()],
        step=memory.step,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=memory.due,
        last_review=memory.last,
    )
