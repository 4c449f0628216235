"""What happens to cards, as events that are only ever added, and what the events of a card come to."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Literal

from msgspec import Meta, Struct
from msgspec.structs import replace

from .schedule import Memory  # noqa: TC001 - msgspec reads the annotations

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .schedule import Schedule

Rating = Annotated[int, Meta(ge=1, le=4)]
Name = Annotated[str, Meta(min_length=1)]
FIRST, LAST = datetime(1990, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
"""What is taken for a date of a review: a clock that says something else is broken."""


class Event(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something that happened to a card: one of what follows `card`.

    `rating` is 1 to 4 (again, hard, good, easy); `undo` the id of the event that is taken back; `flag` says whether the
    card is put aside; `progress` what was decided after a large rewording; `move` the card that takes this one's
    progress over. `said` is the card's text at that time, where it is not what was on record.
    """

    id: Name
    at: Annotated[datetime, Meta(tz=True)]
    card: Name
    rating: Rating | None = None
    undo: str = ""
    flag: bool | None = None
    progress: Literal["", "keep", "reset"] = ""
    move: str = ""
    said: str = ""

    @property
    def is_known(self) -> bool:
        """Whether it says what happened, and one thing only."""
        return sum((self.rating is not None, self.flag is not None, *map(bool, self._words))) == 1

    @property
    def _words(self) -> tuple[str, str, str]:
        return self.undo, self.progress, self.move


class Review(Struct, frozen=True, array_like=True):
    """A rating that counts: when, which, and the stage the card was at before."""

    at: datetime
    rating: int
    stage: str


class Progress(Struct, frozen=True, kw_only=True):
    """What is on record for a card: its reviews, what is kept of it in memory (None before the first), whether it is
    put aside, and its text as it was last rated."""

    card: str
    reviews: tuple[Review, ...] = ()
    memory: Memory | None = None
    flagged: bool = False
    said: str = ""

    @property
    def stage(self) -> str:
        """new, learning, review or relearning."""
        return self.memory.stage if self.memory else "new"

    @property
    def lapses(self) -> int:
        """How often it was forgotten after it had been learned."""
        return sum(review.rating == 1 and review.stage == "review" for review in self.reviews)


def replay(events: Iterable[Event], schedule: Schedule) -> dict[str, Progress]:
    """What the events come to, by card id, sorted.

    Events are a set, told apart by their ids, and happened in the order of their times: in what order they are
    given, and how often, makes no difference. An undo takes back what it names for good.
    """
    trails: dict[str, list[Event]] = {}
    for event in counted(events):
        if event.move:
            moved = [*trails.pop(event.card, ()), *trails.get(event.move, ())]
            trails[event.move] = sorted(moved, key=_order)
        else:
            trails.setdefault(event.card, []).append(event)
    return {card: _followed(card, trail, schedule) for card, trail in sorted(trails.items())}


def counted(events: Iterable[Event]) -> list[Event]:
    """The events that count, each once, in the order in which they happened; what was undone, and undoing, left out."""
    ordered = sorted(events, key=_order)
    undone = {event.undo for event in ordered if event.undo}
    once: dict[str, Event] = {}
    for event in ordered:
        if event.id not in undone and not event.undo:
            once.setdefault(event.id, event)
    return list(once.values())


def advanced(progress: Progress, event: Event, schedule: Schedule) -> Progress:
    """The progress after one event more."""
    said = event.said or progress.said
    if event.progress == "reset":
        return Progress(card=progress.card, flagged=progress.flagged, said=said)
    if event.flag is not None:
        return replace(progress, flagged=event.flag, said=said)
    if event.rating is None:
        return replace(progress, said=said)
    at = event.at.astimezone(UTC)
    review = Review(at, event.rating, progress.stage)
    memory = schedule.reviewed(progress.memory, event.rating, at)
    return replace(progress, reviews=(*progress.reviews, review), memory=memory, said=said)


def progress_of(known: Mapping[str, Progress], card: str) -> Progress:
    """What is on record for a card, which may be nothing."""
    return known.get(card) or Progress(card=card)


def _followed(card: str, trail: Iterable[Event], schedule: Schedule) -> Progress:
    progress = Progress(card=card)
    for event in trail:
        progress = advanced(progress, event, schedule)
    return progress


def _order(event: Event) -> tuple[datetime, str, str, str]:
    """By time, then by id; the rest decides only between two events that wrongly have one id."""
    return event.at, event.id, event.card, repr(event)
