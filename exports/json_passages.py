"""Verified passages as JSON: the shape that `verify --json` prints. Fields may be added, never renamed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..graph.tie import STATES, state

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..graph.graph import Graph
    from ..graph.model import Passage
    from ..graph.tie import SourceTies, Tie
    from .json_ import Json


def verified(graph: Graph, sources: Sequence[SourceTies]) -> dict[str, Json]:
    """`{"sources":[{"source","text",state: n…}…],"passages":[{"id","state","marker","text","line",…}…]}`.

    `text` is the file, null if none is at hand; `line` where the passage stands in it, null if nowhere for certain.
    """
    return {
        "sources": [_source(source) for source in sources],
        "passages": [_passage(graph, tie, source.text_file) for source in sources for tie in source.ties],
    }


def _source(item: SourceTies) -> dict[str, Json]:
    states = [state(tie) for tie in item.ties]
    counts: dict[str, Json] = {name: states.count(name) for name in STATES}
    return {"source": item.source, "text": item.text_file or None} | counts


def _passage(graph: Graph, tie: Tie, text_file: str) -> dict[str, Json]:
    node = graph.node(tie.node_id)
    now = tie.moved.now if tie.moved else tie.now
    is_one = len(tie.places) == 1
    span = node.passage.span if node.passage and node.passage.span.file else node.span
    return {
        "id": tie.node_id,
        "state": state(tie),
        "marker": _marker(node.passage),
        "text": text_file,
        "line": tie.moved.line if tie.moved else tie.places[0].line if is_one else None,
        "lines": [place.line for place in tie.places],
        "section": now.section if now else None,
        "words": now.exact if now else None,
        "before": tie.before.exact if tie.before else None,
        "new_marker": _marker(tie.moved.marker) if tie.moved else None,
        "likeness": round(tie.moved.likeness, 3) if tie.moved else None,
        "nearest": tie.near or None,
        "file": span.file,
        "at": [span.line, span.column],
    }


def _marker(marker: Passage | None) -> Json:
    return {"start": marker.start, "end": marker.end} if marker else None
