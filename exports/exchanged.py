"""What came of sources sent to a server or fetched from one: for people as lines, for programs as data."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from ..graph.problem import Problem  # noqa: TC001 - msgspec decodes them
from .layout import flow, spread, text_width
from .problems.json_ import shape as problem_shape
from .terminal import problem_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .json_ import Json
    from .layout import Line

MOST_WHOLE = 20
MOST_FINDINGS = 8
DONE = ("sent", "would send", "fetched", "would fetch", "removed", "would remove")
REFUSED = "refused"


class Exchanged(Struct, frozen=True):
    """A source that was to go from one side to the other: its id and graph, what came of it (one of DONE, `same`,
    `changed here`, `changed there`, `refused`), why, how many triples went, the file, and what was not understood."""

    source: str
    graph: str
    status: str
    reason: str = ""
    triples: int | None = None
    file: str = ""
    problems: tuple[Problem, ...] = ()


def shape(endpoint: str, items: Sequence[Exchanged], fault: str = "") -> dict[str, Json]:
    """`{"endpoint","fault","sources":[{"source","status","reason","graph","triples","file","problems":[…]}]}`."""
    return {
        "endpoint": endpoint,
        "fault": fault or None,
        "sources": [
            {
                "source": item.source,
                "status": item.status,
                "reason": item.reason or None,
                "graph": item.graph or None,
                "triples": item.triples,
                "file": item.file or None,
                "problems": [problem_shape(problem) for problem in item.problems],
            }
            for item in items
        ],
    }


def report(endpoint: str, items: Sequence[Exchanged], width: int, fault: str = "") -> list[Line]:
    """The server, what came of each source in a line or two, of more than MOST_WHOLE only where there is
    something to say, and how many there were of each sort; `fault` is what stopped it before the end."""
    told = [item for item in items if len(items) <= MOST_WHOLE or item.reason or item.problems]
    wide = max((text_width(_said(item.status)) for item in told), default=0)
    lines: list[Line] = [[(endpoint, "faint")]]
    lines += [line for item in told for line in _item(item, width, wide)]
    counts = Counter(item.status for item in items)
    words = {"would send": "would be sent", "would fetch": "would be fetched", "would remove": "would be removed"}
    parts = [f"{counts[status]} {words.get(status) or _said(status)}" for status in _ORDER if counts[status]]
    none = "nothing was exchanged" if fault else "there is nothing to exchange"
    return [*lines, *flow([("; ".join(parts) or none, "")], width)]


_ORDER = (*DONE, "same", "changed here", "changed there", REFUSED)
_SAID = {"same": "as it is", REFUSED: "left alone", "changed here": "newer here", "changed there": "newer there"}
_ROLES = {"same": "faint", REFUSED: "failure", "changed here": "side", "changed there": "side"}


def _said(status: str) -> str:
    return _SAID.get(status, status)


def _item(item: Exchanged, width: int, wide: int) -> list[Line]:
    head: Line = [(_said(item.status).ljust(wide), _ROLES.get(item.status, "remedy")), ("  ", "")]
    size = f"{item.triples:,} triples" if item.triples is not None else item.file
    lines = spread([*head, (item.source, "strong")], [(size, "faint")], width)
    margin: Line = [(" " * (wide + 2), "")]
    lines += flow([(item.reason, "")], width, first=margin) if item.reason else []
    shown = item.problems[:MOST_FINDINGS]
    lines += [[*margin, *line] for line in problem_list(shown, width - wide - 2)]
    more = len(item.problems) - len(shown)
    return [*lines, *([[*margin, (f"and {more} more", "faint")]] if more else [])]
