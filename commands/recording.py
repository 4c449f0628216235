"""Passages recorded: what was verified goes to its record, what is there of other nodes stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..graph.model import source_id
from ..sources.files import writing
from ..sources.lock import read_lock, write_lock

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..graph.graph import Graph
    from ..graph.tie import Verified


def record(path: str, rows: Mapping[str, Verified], graph: Graph) -> int:
    """Write passages to their record; returns how many are new there. Rows of nodes that left the graph's sources are
    dropped. Raises CruxmapError if it cannot be written.
    """
    known = read_lock(path, [])
    read = graph.source_ids()
    kept = {node: row for node, row in known.items() if node in graph or source_id(node) not in read} | dict(rows)
    if kept != known:
        with writing(path):
            write_lock(path, kept)
    return sum(known.get(node) != row for node, row in rows.items())
