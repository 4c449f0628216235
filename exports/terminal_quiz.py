"""The quiz for the terminal: a question, its answer with passages, what was hit, the ratings, and how it went."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from ..graph.model import passage_text
from ..graph.study.schedule import RATINGS
from ..graph.text_fragment import passage_link
from ..graph.words import stem
from .layout import flow, line_width
from .terminal import link_list
from .terminal_study import indent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..graph.model import Node
    from ..graph.study.card import Card
    from ..graph.study.history import Forecast
    from ..graph.study.recalled import Recalled
    from ..graph.study.review import Event, Progress
    from ..graph.study.session import Plan
    from .layout import Line, Span
    from .terminal import Page

ROLES = ("worried", "side", "hopeful", "term")
MARKS = {"hit": ("●", "hopeful"), "part": ("◐", "side"), "missed": ("○", "worried")}
MOST_PASSAGES = 2
_INDENT: Line = [("  ", "")]

HELP = (
    ("Enter", "shows the answer; or type yours first, and see what of it you hit"),
    ("1 2 3 4", "again, hard, good, easy: how well you knew it, and so when it comes back"),
    ("w", "why this is the answer: the links it rests on, and its passages"),
    ("e", "edit the node in your editor, at its line, and go on with the card as it then is"),
    ("f", "flag the card: it is put aside until you take the flag off (study quiz --flagged)"),
    ("s", "skip the card for this session"),
    ("u", "undo the last thing you did"),
    ("q", "quit; everything until then is kept"),
)


def opening(page: Page, plan: Plan, due: int) -> list[Line]:
    """What the session will ask, where so many of its cards are due; others were asked before and are not yet."""
    counts = [(due, "due"), (len(plan.due) - due, "asked before"), (len(plan.new), "new")]
    parts = [f"{count} {what}" for count, what in counts if count]
    told = " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))
    said = f"{told} · Enter shows the answer, ? tells the other keys"
    return flow([(said, "faint")], page.width)


def question(page: Page, card: Card, progress: Progress, *, place: str, now: datetime) -> list[Line]:
    """The question, below its place in the session, its source, and how long it has been due."""
    state = "new" if progress.memory is None else _due_said(progress.memory.due, now)
    said = f"{place} · {page.graph.node(card.node).source} · {state}"
    return [[], *flow([(said, "faint")], page.width), *flow([(card.question, "strong")], page.width)]


def answer(page: Page, card: Card, found: Sequence[Recalled] | None) -> list[Line]:
    """The points of the answer, marked with what of them was said if anything was, then the passages."""
    lines: list[Line] = []
    for number, point in enumerate(card.answer, 1):
        known = found[number - 1] if found else None
        number_said = f"{number}. " if card.ordered else ""
        mark = MARKS[known.state] if known else ("" if card.ordered else "·", "")
        first: Line = [(indent(number, point), ""), mark, (f" {number_said}" if mark[0] else number_said, "")]
        lead: list[Span] = [(f"{point.lead}:", "heading")] if point.lead else []
        tag: list[Span] = [page.tag(point.node)] if point.node else []
        lines += flow([*lead, *_words(point.text, known), *tag], page.width, first=first)
    if found:
        hits = Counter(known.state for known in found)
        said = ", ".join(f"{hits[state]} {word}" for state, word in _STATES.items() if hits[state])
        lines += [[], *flow([(f"{said}, by the words you used: you judge", "faint")], page.width, first=_INDENT)]
    passages = _passages(page, card)
    lines += [[]] if passages else []
    lines += [line for passage in passages[:MOST_PASSAGES] for line in passage]
    more = len(passages) - MOST_PASSAGES
    return lines + ([[("  ", ""), (f"{more} more under w", "faint")]] if more > 0 else [])


def ratings(page: Page, intervals: Sequence[timedelta]) -> list[Line]:
    """The four ratings, each with when the card would come back."""
    lines: list[Line] = [[], []]
    for number, (name, role, interval) in enumerate(zip(RATINGS, ROLES, intervals, strict=True), 1):
        said = f"{number} {name} {duration(interval)}"
        gap: Line = [("  ", "")] if lines[-1] else []
        if line_width(lines[-1]) + 2 + len(said) > page.width:
            lines.append([])
            gap = []
        lines[-1] += [*gap, (said, role)]
    return lines


def why(page: Page, card: Card) -> list[Line]:
    """The links that the answer rests on, and all its passages."""
    links = link_list(page, card.links) or [[("it rests on no link: the node itself says it", "faint")]]
    return [*links, *(line for passage in _passages(page, card) for line in passage)]


def keys(page: Page) -> list[Line]:
    """What each key does."""
    return [line for key, said in HELP for line in flow([(said, "")], page.width, first=[(f"  {key:<9}", "heading")])]


def reworded(page: Page, before: str, now: str) -> list[Line]:
    """A card's text as it was learned and as it is."""
    lines: list[Line] = [[("this card was reworded since you learned it", "heading")]]
    for title, text in (("was", before), ("now", now)):
        for place, row in enumerate(text.split("\n")):
            lines += flow([(row, "")], page.width, first=[(f"  {'' if place else title:<4}", "faint")])
    return lines


def closing(page: Page, done: Sequence[Event], ahead: Forecast) -> list[Line]:
    """What was done in a session, and when it goes on."""
    rated = Counter(event.rating for event in done if event.rating)
    cards = len({event.card for event in done if event.rating})
    told = ", ".join(f"{rated[number]} {name}" for number, name in enumerate(RATINGS, 1) if rated[number])
    flags = sum(event.flag is True for event in done)
    said = [f"{cards} card{'' if cards == 1 else 's'} answered: {told}" if told else "nothing answered"]
    said += [f"{flags} flagged"] if flags else []
    return [*flow([("; ".join(said), "strong")], page.width), *flow([(coming(ahead), "")], page.width)]


def kept(page: Page, path: str, line: str) -> list[Line]:
    """Where reviews are kept, and the line that git should have for them, if any."""
    told = flow([(f"kept in {path}", "faint")], page.width)
    said = f"git merges the reviews of two machines by itself once .gitattributes has this line: {line}"
    return told + (flow([(said, "faint")], page.width) if line else [])


def coming(ahead: Forecast) -> str:
    """When cards come back, in one line."""
    tomorrow = ahead.days[0][1] if ahead.days else 0
    parts = [
        f"{ahead.now} due now" if ahead.now else "",
        f"{ahead.today} later today" if ahead.today else "",
        f"{tomorrow} tomorrow" if tomorrow else "",
        f"{ahead.new} never asked" if ahead.new else "",
    ]
    said = ", ".join(filter(None, parts))
    soonest = "" if ahead.now or ahead.today or tomorrow or not ahead.next else f"next on {ahead.next:%Y-%m-%d}"
    return "; ".join(filter(None, [said, soonest])) or "nothing is to come"


def duration(span: timedelta) -> str:
    """A length of time in the unit that suits it; days as they are.

    >>> duration(timedelta(minutes=5.5)), duration(timedelta(hours=30)), duration(timedelta(days=412))
    ('5.5 min', '1.2 days', '412 days')
    """
    if span < timedelta(hours=1):
        return f"{round(span.total_seconds() / 60, 1):g} min"
    if span < timedelta(days=1):
        return f"{round(span.total_seconds() / 3600, 1):g} h"
    days = round(span.total_seconds() / 86400, 1)
    return f"{days:g} day{'' if days == 1 else 's'}"


_STATES = {"hit": "hit", "part": "in part", "missed": "missed"}


def _due_said(due: datetime, now: datetime) -> str:
    if due > now:
        return f"ahead of its time by {duration(due - now)}"
    return f"due {duration(now - due)} ago" if now - due >= timedelta(minutes=1) else "due now"


def _words(text: str, known: Recalled | None) -> list[Span]:
    """The words of a point, those that were said painted."""
    if known is None or not known.said:
        return [(text, "")]
    return [(word, "hopeful" if _stem(word) in known.said else "") for word in text.split(" ")]


def _stem(word: str) -> str:
    return stem(word.casefold().strip(".,;:!?()\"'“”‘’"))


def _passages(page: Page, card: Card) -> list[list[Line]]:
    """The passages of the nodes that answer, else of the one asked about, each with its link into the live page."""
    answering = dict.fromkeys(point.node for point in card.answer if point.node)
    nodes = [page.graph.node(name) for name in answering if page.graph.node(name).passage]
    nodes = nodes or [node for node in [page.graph.node(card.node)] if node.passage]
    return [_passage(page, node) for node in nodes]


def _passage(page: Page, node: Node) -> list[Line]:
    words = f"“{passage_text(node.passage)}”" if node.passage else ""
    link = passage_link(page.graph, node)
    lines = flow([(words, "document"), page.tag(node.id)], page.width, first=_INDENT)
    return lines + (flow([(link, "faint")], page.width, first=[("    ", "")]) if link else [])
