"""What is on record of somebody's studies of a library, and how more is added; the time as the commands take it."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from ..exports import terminal
from ..graph.problem import CruxmapError, quoted
from ..graph.study.recalled import is_reworded, text_of
from ..graph.study.review import FIRST, LAST, Event, Progress, advanced, counted, progress_of, replay
from ..graph.study.schedule import Schedule, Wish
from ..sources.files import writing
from ..sources.homes import homes
from ..sources.reviews import append_reviews, read_reviews, review_paths
from ..sources.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..exports.layout import Line
    from ..graph.problem import Finding
    from ..graph.study.card import Card
    from .answer import Session

CLOCKS_DIFFER = timedelta(hours=1)


class Clock:
    """The time now, in the user's time zone; no two answers are the same, so that events have an order."""

    def __init__(self, word: str = "") -> None:
        """With a word that clock stands still at the time it says, but for the microseconds that tell events apart.

        Raises CruxmapError if it says none.
        """
        self._still = _moment(word) if word else None
        self._last: datetime | None = None

    def now(self) -> datetime:
        """A time later than the last that was told."""
        now = self._still or datetime.now(UTC).astimezone()
        self._last = max(now, self._last + timedelta(microseconds=1)) if self._last else now
        return self._last


class Record:
    """The reviews of a library and what they come to; `faults` are lines on what of it could not be read."""

    def __init__(self, session: Session, given: Sequence[str]) -> None:
        findings: list[Finding] = []
        self._paths = review_paths(session.library, given)
        self._events = [event for path in self._paths for event in read_reviews(path, findings)]
        self._mine: list[str] = []
        settings = (read_settings(home, []).study for home in homes(session.library.documents, given))
        self.wish = next(filter(None, settings), Wish())
        self.schedule = Schedule(self.wish)
        self.known = replay(self._events, self.schedule)
        self.faults = _told(session, findings) if findings else ()

    @property
    def path(self) -> str:
        """The file that takes new reviews. Raises CruxmapError where there is no place for one."""
        if not self._paths:
            raise CruxmapError("there is no folder for reviews: you have no home folder, and no library is named")
        return self._paths[0]

    def of(self, card: str) -> Progress:
        """What is on record for a card."""
        return progress_of(self.known, card)

    def is_reworded(self, card: Card) -> bool:
        """Whether the card is so different from what was learned that its progress may not hold."""
        progress = self.of(card.id)
        return progress.memory is not None and is_reworded(progress.said, text_of(card))

    def add(self, card: Card, at: datetime, **what: Any) -> Event:
        """Write down what happened to a card, on the disk at once, with its text if that is not on record."""
        text = text_of(card)
        return self.add_event(card.id, at, said="" if self.of(card.id).said == text else text, **what)

    def add_event(self, card: str, at: datetime, **what: Any) -> Event:
        """Write down what happened to a card that need not be there. Raises CruxmapError where that cannot be."""
        event = Event(id=os.urandom(8).hex(), at=self._after_all(at.astimezone(UTC)), card=card, **what)
        self._mine.append(event.id)
        with writing(self.path):
            append_reviews(self.path, [event])
        self._events.append(event)
        if event.undo or event.move:
            self.known = replay(self._events, self.schedule)
        else:
            self.known[card] = advanced(self.of(card), event, self.schedule)
        return event

    def _after_all(self, at: datetime) -> datetime:
        """The time, or where clocks differ a little one right behind what is on record: what is done now comes last."""
        last = max((event.at for event in self._events if event.at < at + CLOCKS_DIFFER), default=at)
        return max(at, last + timedelta(microseconds=1)) if last >= at and self._events else at

    def take_back(self, event: Event, at: datetime) -> None:
        """Undo an event."""
        self.add_event(event.card, at, undo=event.id)

    def trail(self, card: str) -> list[Event]:
        """What happened to a card and was not undone, the last at the end."""
        return [event for event in counted(self._events) if event.card == card]

    def done(self) -> list[Event]:
        """What was written down since this record was read, and not undone, as the file has it now."""
        mine = set(self._mine)
        return [event for event in counted(read_reviews(self.path, [])) if event.id in mine] if mine else []

    @property
    def is_new(self) -> bool:
        """Whether there is no file with reviews yet."""
        return not any(map(os.path.exists, self._paths))


def _told(session: Session, findings: list[Finding]) -> tuple[Line, ...]:
    from ..graph.rules import report  # every rule and its check, only where a line is broken

    return tuple(terminal.problem_list(report(findings), session.console.error_width))


def _moment(word: str) -> datetime:
    try:
        found = datetime.fromisoformat(word.strip())
        found = found if found.tzinfo else found.astimezone()
        if FIRST <= found < LAST:
            return found
    except (ValueError, OverflowError, OSError):
        pass
    raise CruxmapError(f"{quoted(word)} is no time: write 2026-03-01T09:30, with Z or +02:00 for a time zone")
