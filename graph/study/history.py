"""What the reviews of a library tell: what comes when, how well it is remembered, what is forgotten often or gone."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from msgspec import Struct

from ..model import slug_of, source_id
from .recalled import is_reworded, text_of
from .review import progress_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .card import Card
    from .review import Progress, Review

MATURE = timedelta(days=21)
LAPSES = 4
STAGES = ("new", "learning", "young", "mature")
LIKE_TEXT, LIKE_SLUG = 60.0, 80.0
"""From how alike on, 0 to 100, two texts or slugs may be near."""
_LOOKED_AT = 5


class Forecast(Struct, frozen=True):
    """How many cards are due by now, come later today, and on each of the coming days; how many are new."""

    now: int
    today: int
    days: tuple[tuple[date, int], ...]
    later: int
    new: int
    flagged: int
    next: datetime | None


class SourceCount(Struct, frozen=True):
    """The cards of one source: how many there are at each of STAGES, and the ratings of what had been learned."""

    source: str
    stages: dict[str, int]
    recalled: int
    tried: int


class Stats(Struct, frozen=True):
    """Reviews on each day, the last one today, how many of them were recalled; how many times a card that had been
    learned was asked and recalled, lately and ever; and the cards by source."""

    days: tuple[tuple[date, int, int], ...]
    lately: tuple[int, int]
    ever: tuple[int, int]
    reviews: int
    streak: int
    flagged: int
    sources: tuple[SourceCount, ...]


class Orphan(Struct, frozen=True):
    """Progress of a card that is no more, and the present card that is most like it, None where none comes near."""

    progress: Progress
    nearest: Card | None


def forecast(cards: Sequence[Card], known: Mapping[str, Progress], now: datetime, days: int) -> Forecast:
    """When the cards come back; flagged ones are only counted."""
    on_record = [progress_of(known, card.id) for card in cards]
    going = [progress.memory for progress in on_record if progress.memory and not progress.flagged]
    dues = sorted(memory.due.astimezone(now.tzinfo) for memory in going)
    ahead = [due for due in dues if due > now]
    by_day = Counter((due.date() - now.date()).days for due in ahead)
    return Forecast(
        now=len(dues) - len(ahead),
        today=by_day[0],
        days=tuple((now.date() + timedelta(days=day), by_day[day]) for day in range(1, days + 1)),
        later=sum(count for day, count in by_day.items() if day > days),
        new=sum(not progress.memory and not progress.flagged for progress in on_record),
        flagged=sum(progress.flagged for progress in on_record),
        next=ahead[0] if ahead else None,
    )


def stats(cards: Sequence[Card], known: Mapping[str, Progress], now: datetime, days: int) -> Stats:
    """What the reviews of these cards come to; days are those of the time zone of `now`."""
    on_record = [progress_of(known, card.id) for card in cards]
    reviews = [review for progress in on_record for review in progress.reviews]
    by_day: dict[date, list[Review]] = {}
    for review in reviews:
        by_day.setdefault(review.at.astimezone(now.tzinfo).date(), []).append(review)
    span = [now.date() - timedelta(days=back) for back in range(days - 1, -1, -1)]
    return Stats(
        days=tuple((day, len(by_day.get(day, ())), _good(by_day.get(day, ()))) for day in span),
        lately=_kept(review for day in span for review in by_day.get(day, ())),
        ever=_kept(reviews),
        reviews=len(reviews),
        streak=_streak(by_day, now.date()),
        flagged=sum(progress.flagged for progress in on_record),
        sources=_by_source(cards, known),
    )


def orphans(cards: Sequence[Card], known: Mapping[str, Progress]) -> list[Orphan]:
    """The progress of cards that are none of these, each with the card that is most like it."""
    present = {card.id for card in cards}
    gone = [progress for name, progress in known.items() if name not in present and progress.reviews]
    texts = {card.id: text_of(card) for card in cards} if gone else {}
    by_id = {card.id: card for card in cards}
    return [Orphan(progress, by_id.get(_nearest(progress, texts))) for progress in gone]


def leeches(cards: Sequence[Card], known: Mapping[str, Progress], lapses: int) -> list[tuple[Card, Progress]]:
    """The cards that were forgotten at least so often after they had been learned, those most often first."""
    found = [(card, progress_of(known, card.id)) for card in cards]
    often = [(card, progress) for card, progress in found if progress.lapses >= lapses]
    return sorted(often, key=lambda entry: (-entry[1].lapses, entry[0].id))


def stage_of(progress: Progress) -> str:
    """Which of STAGES a card is at: from three weeks between two reviews on it is mature."""
    if progress.memory is None or progress.stage == "learning":
        return progress.stage
    return "mature" if progress.stage == "review" and progress.memory.interval >= MATURE else "young"


def _by_source(cards: Iterable[Card], known: Mapping[str, Progress]) -> tuple[SourceCount, ...]:
    found: dict[str, list[Progress]] = {}
    for card in cards:
        found.setdefault(source_id(card.node), []).append(progress_of(known, card.id))
    rows: list[SourceCount] = []
    for source, on_record in sorted(found.items()):
        counts = Counter(map(stage_of, on_record))
        good, tried = _kept(review for progress in on_record for review in progress.reviews)
        rows.append(SourceCount(source, {stage: counts[stage] for stage in STAGES}, good, tried))
    return tuple(rows)


def _kept(reviews: Iterable[Review]) -> tuple[int, int]:
    """How many reviews of what had been learned found it remembered, and how many there were."""
    tried = [review for review in reviews if review.stage == "review"]
    return _good(tried), len(tried)


def _good(reviews: Iterable[Review]) -> int:
    return sum(review.rating > 1 for review in reviews)


def _streak(days: Mapping[date, object], today: date) -> int:
    """How many days up to today, or up to yesterday, had reviews without a gap."""
    day = today if today in days else today - timedelta(days=1)
    count = 0
    while day in days:
        count, day = count + 1, day - timedelta(days=1)
    return count


def _nearest(progress: Progress, texts: Mapping[str, str]) -> str:
    """The id of the card whose text is most like what was learned, one of the same facet before others, else of the
    card of the facet whose node's slug is most like; "" where none comes near.

    A text is near from where on the quiz would not ask whether the progress still holds.
    """
    from rapidfuzz import fuzz, process

    asks = progress.card.partition("#")[2]
    same = {name: text for name, text in texts.items() if name.partition("#")[2] == asks}
    for choices in (same, texts) if progress.said else ():
        found = process.extract(progress.said, choices, scorer=fuzz.ratio, score_cutoff=LIKE_TEXT, limit=_LOOKED_AT)
        near = [name for text, _, name in found if not is_reworded(progress.said, text)]
        if near:
            return str(near[0])
    by_slug = process.extractOne(
        _slug(progress.card), {name: _slug(name) for name in same}, scorer=fuzz.ratio, score_cutoff=LIKE_SLUG
    )
    return str(by_slug[2]) if by_slug else ""


def _slug(card: str) -> str:
    return slug_of(card.partition("#")[0])
