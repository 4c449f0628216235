"""What came of documents that were to be added: for people as lines, for programs as data."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from ..graph.model import Crux, label
from ..graph.query import crux_view
from ..graph.schema import KIND
from .layout import flow, spread, text_width
from .problems.json_ import shape as problem_shape
from .terminal import counted, problem_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..graph.graph import Graph
    from ..graph.problem import Problem
    from .json_ import Json
    from .layout import Line, Span

NEW = ("added", "would add")
MOST_WHOLE = 5
MOST_FINDINGS = 8


class Addition(Struct, frozen=True):
    """A document that was to be added: its path, what came of it (`added`, `would add`, `there`, `refused`) and why,
    what it was read as, its source id, the files written for it, its map as a graph, what was not understood, and
    how much of it is left to somebody's judgement."""

    path: str
    status: str
    sort: str = ""
    source: str = ""
    reason: str = ""
    files: tuple[str, ...] = ()
    graph: Graph | None = None
    problems: tuple[Problem, ...] = ()
    todos: int = 0


def shape(item: Addition) -> dict[str, Json]:
    """`{"path","status","form","id","reason","files","nodes":{kind: number},"links","cruxes":[{"id","text","sides":
    {side: reasons}}],"todos","problems":[problem…]}`."""
    nodes = Counter(node.kind for node in item.graph.nodes.values()) if item.graph else Counter()
    return {
        "path": item.path,
        "status": item.status,
        "form": item.sort or None,
        "id": item.source or None,
        "reason": item.reason or None,
        "files": list(item.files),
        "nodes": {kind: nodes[kind] for kind in KIND if nodes[kind]},
        "links": len(item.graph.links) if item.graph else 0,
        "cruxes": [
            {"id": crux.id, "text": crux.text, "sides": dict(_sides(item.graph, crux))}
            for crux in _cruxes(item.graph)
            if item.graph
        ],
        "todos": item.todos,
        "problems": [problem_shape(problem) for problem in item.problems],
    }


def report(items: Sequence[Addition], passed_over: int, width: int) -> list[Line]:
    """What came of each document: in some lines each, of more than MOST_WHOLE in a line where it is new, and in all."""
    if len(items) <= MOST_WHOLE:
        lines = [line for item in items for line in (*_whole(item, width), [])]
    else:
        told = [item for item in items if item.status != "there"]
        wide = max((text_width(_status(item)) for item in told), default=0)
        lines = [line for item in told for line in _brief(item, width, wide)]
        lines += [[]] if lines else []
    return lines + _total(items, passed_over, width)


def understood(graph: Graph, width: int, margin: str = "  ") -> list[Line]:
    """What a document's map holds: its nodes by kind, its links, its cruxes with their sides."""
    kinds = Counter(node.kind for node in graph.nodes.values() if node.kind != "source")
    inferred = sum(link.basis == "inferred" for link in graph.links)
    counts = ", ".join(counted(kinds[kind], kind) for kind in KIND if kinds[kind])
    links = f"{len(graph.links)} link{'' if len(graph.links) == 1 else 's'}"
    said = f"{counts or 'no nodes'}; {links}" + (f", {inferred} of them inferred" if inferred else "")
    lines = flow([(said, "")], width, first=[(margin, "")])
    for crux in _cruxes(graph):
        lines += flow([("crux", "crux"), (label(crux), "")], width, first=[(margin, "")], rest=[(f"{margin}     ", "")])
        sides = [f"{side}: {_number(number, 'reason')}" for side, number in _sides(graph, crux)]
        lines += flow([(" · ".join(sides) or "no sides", "faint")], width, first=[(f"{margin}     ", "")])
    return lines


def _whole(item: Addition, width: int) -> list[Line]:
    lines = _head(item, width)
    if item.files:
        verb = "would write" if item.status == "would add" else "wrote"
        lines += flow([(f"{verb} {', '.join(item.files)}", "faint")], width, first=[("  ", "")])
    if item.graph and item.status in NEW:
        lines += understood(item.graph, width)
    if item.todos:
        lines += flow(
            [(f"{_number(item.todos, 'place')} marked TODO, where judgement is needed", "")], width, first=[("  ", "")]
        )
    shown = item.problems[:MOST_FINDINGS]
    lines += [[("  ", ""), *line] for line in problem_list(shown, width - 2)]
    more = len(item.problems) - len(shown)
    return [*lines, *([[(f"  and {more} more", "faint")]] if more else [])]


def _brief(item: Addition, width: int, wide: int) -> list[Line]:
    parts: list[str] = []
    if item.graph and item.status in NEW:
        kinds = Counter(node.kind for node in item.graph.nodes.values())
        cruxes = [counted(kinds["crux"], "crux")] if kinds["crux"] else []
        parts = [item.sort, _number(len(item.graph.nodes), "node"), *cruxes]
    parts += [_number(len(item.problems), "finding")] if item.problems else []
    first: Line = [(_status(item).ljust(wide), _role(item)), ("  ", "")]
    said: list[Span] = [(f"({', '.join(parts)})", "faint")] if parts else []
    lines = flow([(_name(item), "strong"), *said], width, first=first)
    return lines + (flow([(item.reason, "")], width, first=[(" " * (wide + 2), "")]) if item.reason else [])


def _head(item: Addition, width: int) -> list[Line]:
    head: Line = [(_status(item), _role(item)), ("  ", ""), (_name(item), "strong")]
    lines = spread(head, [(item.sort, "faint")], width)
    return lines + (flow([(item.reason, "")], width, first=[("  ", "")]) if item.reason else [])


def _status(item: Addition) -> str:
    return {"there": "already there", "refused": "not added"}.get(item.status, item.status)


def _role(item: Addition) -> str:
    return {"there": "faint", "refused": "failure"}.get(item.status, "remedy")


def _name(item: Addition) -> str:
    """What to call a document: as it is called in the library, and what came to nothing by its path."""
    return item.path if item.status == "refused" else item.source or item.path


def _total(items: Sequence[Addition], passed_over: int, width: int) -> list[Line]:
    by_status = Counter(item.status for item in items)
    words = {"added": "added", "would add": "would be added", "there": "already there", "refused": "not added"}
    parts = [f"{by_status[status]} {said}" for status, said in words.items() if by_status[status]]
    if passed_over:
        parts.append(f"{_number(passed_over, 'file')} passed over, neither map nor note nor clipped article")
    return flow([("; ".join(parts) or "nothing to add", "")], width)


def _cruxes(graph: Graph | None) -> list[Crux]:
    return [node for node in graph.nodes.values() if isinstance(node, Crux)] if graph else []


def _sides(graph: Graph | None, crux: Crux) -> list[tuple[str, int]]:
    return [(side.position.side, len(side.because)) for side in crux_view(graph, crux).sides] if graph else []


def _number(count: int, word: str) -> str:
    return f"{count or 'no'} {word}{'' if count == 1 else 's'}"
