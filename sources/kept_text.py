"""The full-text table of a kept graph's nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..graph.search import RANKED

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from ..graph.model import Node
    from .kept_graph import KeptNodes


class KeptText:
    """The full-text table of nodes."""

    def __init__(self, database: sqlite3.Connection, nodes: KeptNodes) -> None:
        self._database = database
        self._nodes = nodes

    def matching(self, query: str, most: int) -> list[tuple[Node, float]]:
        rows = self._database.execute(RANKED, (query, most)).fetchall()
        return [(self._nodes.at(place), score) for place, score in rows]

    def each(self) -> Iterator[Node]:
        return self._nodes.each()
