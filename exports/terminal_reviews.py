"""The record of reviews for the terminal: what is due, how it goes, orphans and leeches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..graph.study.history import STAGES
from .layout import flow, text_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..graph.study.card import Card
    from ..graph.study.history import Forecast, Orphan, SourceCount, Stats
    from ..graph.study.review import Progress
    from .layout import Line
    from .terminal import Page

_BAR = 32
_NARROWEST = 20
_EIGHTHS = " ▏▎▍▌▋▊▉"
_LEVELS = "·▁▂▃▄▅▆▇█"


def forecast(page: Page, found: Forecast) -> list[Line]:
    """A bar for now, for later today and for each day."""
    rows = [
        ("now", found.now),
        ("later today", found.today),
        *((f"{day:%a %d %b}", count) for day, count in found.days),
    ]
    most = max(count for _, count in rows)
    room = min(_BAR, page.width - 22)
    lines: list[Line] = [
        [(f"{name:<12}", "heading"), (f"{count:>5}  ", ""), (_bar(count, most, room), "hopeful")]
        for name, count in rows
    ]
    later = f"after that, from {found.next:%Y-%m-%d} on" if found.next and not most else "after that"
    rest = [(found.later, later), (found.new, "never asked"), (found.flagged, "flagged, put aside")]
    said = ", ".join(f"{count} {what}" for count, what in rest if count)
    return lines + (flow([(said, "faint")], page.width) if said else [])


def stats(page: Page, found: Stats) -> list[Line]:
    """A chart of the days, what is remembered, and a row for each source."""
    lines: list[Line] = []
    if found.reviews:
        lines += [*_chart(page, found), []]
    said = [f"{found.reviews} review{'' if found.reviews == 1 else 's'} in all" if found.reviews else "no reviews yet"]
    said += [f"{found.streak} day{'' if found.streak == 1 else 's'} in a row"] if found.streak else []
    said += [f"{found.flagged} flagged"] if found.flagged else []
    lines += flow([(", ".join(said), "")], page.width)
    if found.ever[1]:
        lately = f"{_share(*found.lately)} in these {len(found.days)} days" if found.lately[1] else ""
        kept = ", ".join(filter(None, [lately, f"{_share(*found.ever)} in all"]))
        lines += flow([(kept, "")], page.width, first=[("remembered of what was learned: ", "heading")])
    return [*lines, [], *_table(page, found.sources)]


def orphans(page: Page, found: Sequence[Orphan]) -> list[Line]:
    """Each with what was learned, and the card that is most like it."""
    lines: list[Line] = []
    for item in found:
        progress = item.progress
        count = len(progress.reviews)
        lines += flow(
            [(progress.card, "strong"), (f"{count} review{'' if count == 1 else 's'}, {progress.stage}", "faint")],
            page.width,
            rest=[("  ", "")],
        )
        asked = progress.said.partition("\n")[0]
        lines += flow([(asked, "")], page.width, first=[("  was      ", "heading")]) if asked else []
        nearest = [(item.nearest.id, "term"), (item.nearest.question, "")] if item.nearest else [("none", "faint")]
        lines += flow(nearest, page.width, first=[("  nearest  ", "heading")])
    if any(item.nearest for item in found):
        said = "`cruxmap study orphans --move OLD NEW` gives the progress to another card"
        lines += [[], *flow([(said, "faint")], page.width)]
    return lines


def leeches(page: Page, found: Sequence[tuple[Card, Progress]]) -> list[Line]:
    """Each with how often it was forgotten, and its id."""
    lines: list[Line] = []
    for card, progress in found:
        said = f"forgotten {progress.lapses} times in {len(progress.reviews)} reviews"
        lines += flow([(card.question, "strong")], page.width)
        lines += flow([(said, "worried"), (card.id, "faint")], page.width, first=[("  ", "")])
    return lines


def _chart(page: Page, found: Stats) -> list[Line]:
    """Reviews a day as columns, as many of the last days as there is room for."""
    days = found.days[-min(len(found.days), page.width - 12) :]
    most = max((count for _, count, _ in days), default=0)
    columns = "".join(_LEVELS[-(-count * (len(_LEVELS) - 1) // most) if most else 0] for _, count, _ in days)
    first, last = f"{days[0][0]:%d %b}", f"{days[-1][0]:%d %b}"
    gap = " " * max(1, len(days) - len(first) - len(last))
    return [
        [("reviews  ", "heading"), (columns, "hopeful"), (f" {most} at the most", "faint")],
        [("         ", ""), (f"{first}{gap}{last}" if len(days) > 1 else last, "faint")],
    ]


def _table(page: Page, sources: Sequence[SourceCount]) -> list[Line]:
    """A row for each source: how many cards are at which stage, and what is remembered."""
    if not sources:
        return flow([("no cards", "faint")], page.width)
    kept = ["remembered", *(_share(row.recalled, row.tried) if row.tried else "·" for row in sources)]
    last = 3 + max(map(len, kept))
    longest = max(text_width(row.source) for row in sources)
    wide = min(longest, page.width - len(STAGES) * 9 - last)
    if wide < min(longest, _NARROWEST):
        return [line for row in sources for line in _block(page, row)]
    heads = "".join(f"{stage:>9}" for stage in STAGES)
    lines: list[Line] = [[(" " * wide + heads + f"{kept[0]:>{last}}", "faint")]]
    for row, share in zip(sources, kept[1:], strict=True):
        counts = "".join(f"{row.stages[stage] or '·':>9}" for stage in STAGES) + f"{share:>{last}}"
        room = wide - text_width(row.source)
        name: Line = [(row.source, "strong")]
        lines += [[*name, (" " * room + counts, "")]] if room >= 0 else [name, [(" " * wide + counts, "")]]
    return lines


def _block(page: Page, row: SourceCount) -> list[Line]:
    """The same of one source in words, where a row is too wide."""
    told = [f"{row.stages[stage]} {stage}" for stage in STAGES if row.stages[stage]]
    told += [f"{_share(row.recalled, row.tried)} remembered"] if row.tried else []
    return [*flow([(row.source, "strong")], page.width), *flow([(", ".join(told), "")], page.width, first=[("  ", "")])]


def _share(good: int, tried: int) -> str:
    return f"{round(100 * good / tried)} % of {tried}"


def _bar(count: int, most: int, room: int) -> str:
    """A bar in eighths of a cell; what is not nothing is seen."""
    eighths = max(1, round(count / most * room * 8)) if count else 0
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()
