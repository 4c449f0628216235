"""The quiz and its record as JSON: a session's cards, progress, what is due, statistics, orphans and leeches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..graph.study.recalled import is_reworded, text_of
from ..graph.study.review import progress_of
from ..graph.study.schedule import RATINGS
from . import json_study

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from ..graph.graph import Graph
    from ..graph.study.card import Card
    from ..graph.study.history import Forecast, Orphan, Stats
    from ..graph.study.review import Progress
    from ..graph.study.schedule import Schedule
    from ..graph.study.session import Plan
    from .json_ import Json


def session(
    graph: Graph, plan: Plan, known: Mapping[str, Progress], schedule: Schedule, now: datetime
) -> dict[str, Json]:
    """`{"now","due","new","siblings","more","flagged","cards":[card…]}`: counts, ids, and the cards as they are asked.

    A card has what is on record for it, under "progress", besides `"intervals"`, the seconds until it comes back after
    each rating, and `"reworded"`, whether its progress may not hold any more.
    """
    return {
        "now": now.isoformat(),
        "due": len(plan.due),
        "new": len(plan.new),
        "siblings": [card.id for card in plan.siblings],
        "more": [card.id for card in plan.more],
        "flagged": [card.id for card in plan.flagged],
        "cards": [_asked(graph, card, progress_of(known, card.id), schedule, now) for card in plan.cards],
    }


def on_record(progress: Progress) -> dict[str, Json]:
    """`{"card","stage","due","last","stability","difficulty","reviews","lapses","flagged"}`, null where nothing is."""
    memory = progress.memory
    return {
        "card": progress.card,
        "stage": progress.stage,
        "due": memory.due.isoformat() if memory else None,
        "last": memory.last.isoformat() if memory else None,
        "stability": memory.stability if memory else None,
        "difficulty": memory.difficulty if memory else None,
        "reviews": len(progress.reviews),
        "lapses": progress.lapses,
        "flagged": progress.flagged,
    }


def forecast(found: Forecast) -> dict[str, Json]:
    """`{"now","today","days":[{"day","due"}…],"later","new","flagged","next"}`; "today" is what comes later today."""
    return {
        "now": found.now,
        "today": found.today,
        "days": [{"day": day.isoformat(), "due": count} for day, count in found.days],
        "later": found.later,
        "new": found.new,
        "flagged": found.flagged,
        "next": found.next.isoformat() if found.next else None,
    }


def stats(found: Stats) -> dict[str, Json]:
    """`{"days":[{"day","reviews","recalled"}…],"reviews","streak","flagged","retention":{"lately","ever"},"sources"}`.

    Retention is counted over what had been learned before: `{"recalled","tried"}`. A source is
    `{"source","new","learning","young","mature","recalled","tried"}`.
    """
    return {
        "days": [{"day": day.isoformat(), "reviews": count, "recalled": good} for day, count, good in found.days],
        "reviews": found.reviews,
        "streak": found.streak,
        "flagged": found.flagged,
        "retention": {
            name: {"recalled": kept[0], "tried": kept[1]}
            for name, kept in (("lately", found.lately), ("ever", found.ever))
        },
        "sources": [
            {"source": row.source, **row.stages, "recalled": row.recalled, "tried": row.tried} for row in found.sources
        ],
    }


def orphan(item: Orphan) -> dict[str, Json]:
    """What is on record for a card that is no more, with its `"said"` text and the `"nearest"` present card's id."""
    return {
        **on_record(item.progress),
        "said": item.progress.said or None,
        "nearest": item.nearest.id if item.nearest else None,
    }


def leech(graph: Graph, card: Card, progress: Progress) -> dict[str, Json]:
    """A card with what is on record for it under "progress"."""
    return {**json_study.card(graph, card), "progress": on_record(progress)}


def _asked(graph: Graph, card: Card, progress: Progress, schedule: Schedule, now: datetime) -> dict[str, Json]:
    intervals = schedule.intervals(progress.memory, now)
    return {
        **json_study.card(graph, card),
        "progress": on_record(progress),
        "intervals": {name: span.total_seconds() for name, span in zip(RATINGS, intervals, strict=True)},
        "reworded": progress.memory is not None and is_reworded(progress.said, text_of(card)),
    }
