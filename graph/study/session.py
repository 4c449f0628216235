"""What a session asks: which cards are due, which are new, which wait for another day, and which comes next."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from msgspec import Struct

from .review import progress_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .card import Card
    from .review import Progress
    from .schedule import Memory

AHEAD = timedelta(minutes=20)
"""How long before its time a card that is being learned is asked once more, rather than ending the session."""


class Limits(Struct, frozen=True, kw_only=True):
    """How many cards a session asks and how many of them may be new; with `everything` due or not, siblings or not.
    `flagged` asks those that were put aside, instead of leaving them out. `seed` is what the order hangs on."""

    most: int
    new: int
    everything: bool = False
    flagged: bool = False
    seed: str = ""


class Plan(Struct, frozen=True, kw_only=True):
    """The cards of a session: those due, the most overdue first, then new ones. `siblings` wait for another day since
    they would give each other away, `more` since the session is full; `flagged` were put aside."""

    due: tuple[Card, ...]
    new: tuple[Card, ...]
    siblings: tuple[Card, ...]
    more: tuple[Card, ...]
    flagged: tuple[Card, ...]

    @property
    def cards(self) -> tuple[Card, ...]:
        """All that are asked, in order."""
        return self.due + self.new


def plan(cards: Sequence[Card], known: Mapping[str, Progress], now: datetime, limits: Limits) -> Plan:
    """The session at a time. Which of two cards comes first hangs on the seed and on these two alone."""
    on_record = {card.id: progress_of(known, card.id) for card in cards}
    put_aside = tuple(card for card in cards if on_record[card.id].flagged)
    open_ = put_aside if limits.flagged else [card for card in cards if not on_record[card.id].flagged]
    is_free = limits.everything or limits.flagged
    memories = {card.id: on_record[card.id].memory for card in open_}
    ripe = [card for card in open_ if memories[card.id] and (is_free or is_due(on_record[card.id], now))]
    seen = sorted(ripe, key=lambda card: (_due_on(memories[card.id], now), _shuffled(limits.seed, card)))
    fresh = sorted((card for card in open_ if not memories[card.id]), key=lambda card: _shuffled(limits.seed, card))
    due, new = _apart(seen), _apart(fresh)
    later: list[Card] = []
    waiting: list[Card] = []
    if not is_free:
        families = {name for card in cards if _asked_on(known, card, now) for name in _families(card)}
        due, later = _one_of_each(seen, families, known)
        new, waiting = _one_of_each(fresh, families, known)
    room = max(0, min(limits.new, limits.most - len(due)))
    return Plan(
        due=tuple(due[: limits.most]),
        new=tuple(new[:room]),
        siblings=(*later, *waiting),
        more=(*due[limits.most :], *new[room:]),
        flagged=() if limits.flagged else put_aside,
    )


def is_due(progress: Progress, now: datetime) -> bool:
    """Whether a card that was learned or is being learned should come back by now."""
    return progress.memory is not None and progress.memory.due <= now


class Queue:
    """The cards of a session that are still to come, and those that are being learned and come back in it."""

    def __init__(self, cards: Iterable[Card]) -> None:
        self._waiting = list(cards)
        self._learning: dict[str, tuple[datetime, Card]] = {}

    def __len__(self) -> int:
        return len(self._waiting) + len(self._learning)

    def next(self, now: datetime) -> Card | None:
        """The card to ask now: one being learned whose time has come, else the next, else one whose time is near."""
        due, soonest = min(self._learning.values(), key=lambda entry: (entry[0], entry[1].id), default=(now, None))
        if soonest and (due <= now or (not self._waiting and due <= now + AHEAD)):
            return self._learning.pop(soonest.id)[1]
        return self._waiting.pop(0) if self._waiting else None

    def put_back(self, card: Card) -> None:
        """Ask a card next, wherever it was."""
        self._learning.pop(card.id, None)
        self._waiting = [card, *(other for other in self._waiting if other.id != card.id)]

    def learn(self, card: Card, due: datetime) -> None:
        """Let a card come back in this session when it is due."""
        self._learning[card.id] = (due, card)

    def reworded(self, cards: Mapping[str, Card]) -> None:
        """Take the cards as they are now; those that are no more are left out."""
        self._waiting = [cards[card.id] for card in self._waiting if card.id in cards]
        self._learning = {name: (due, cards[name]) for name, (due, _) in self._learning.items() if name in cards}


def _due_on(memory: Memory | None, now: datetime) -> date:
    """The day on which a card is due, where it is now."""
    return (memory.due if memory else now).astimezone(now.tzinfo).date()


def _shuffled(seed: str, card: Card) -> str:
    return sha256(f"{seed}\n{card.id}".encode("utf-8", "replace")).hexdigest()


def _asked_on(known: Mapping[str, Progress], card: Card, now: datetime) -> bool:
    """Whether a card was asked on the day it is now."""
    memory = progress_of(known, card.id).memory
    return memory is not None and memory.last.astimezone(now.tzinfo).date() == now.date()


def _one_of_each(
    cards: Iterable[Card], families: set[str], known: Mapping[str, Progress]
) -> tuple[list[Card], list[Card]]:
    """Cards of which no two are of a family, nor of one in `families`, which these join; and the others.

    One that is being learned is asked whatever its siblings.
    """
    asked: list[Card] = []
    others: list[Card] = []
    for card in cards:
        is_learning = progress_of(known, card.id).stage in ("learning", "relearning")
        if is_learning or families.isdisjoint(_families(card)):
            asked.append(card)
            families |= _families(card)
        else:
            others.append(card)
    return asked, others


def _families(card: Card) -> set[str]:
    """What a card has in common with those that it would give away: its family, and all that it answers."""
    return {card.family, "\n".join(sorted(point.text for point in card.answer))}


def _apart(cards: Sequence[Card]) -> list[Card]:
    """The cards, first one of each family, then the second of each and so on."""
    count: dict[str, int] = {}
    turns: list[tuple[int, int]] = []
    for place, card in enumerate(cards):
        count[card.family] = turn = count.get(card.family, 0) + 1
        turns.append((turn, place))
    return [cards[place] for _, place in sorted(turns)]
