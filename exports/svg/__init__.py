"""The svg export: the two-sided picture of the cruxes as a file that stands alone, light and dark, without script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..heading import heading
from .draw import drawing

if TYPE_CHECKING:
    from ...graph.graph import Graph
    from ..exporter import Options


def render(graph: Graph, options: Options) -> str:
    """The cruxes in the middle, the answers beside them, their reasons outward; see `svg.rows.picture`."""
    return drawing(graph, heading(graph, options), options.focus)
