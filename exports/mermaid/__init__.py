"""The mermaid export: mind maps, flowcharts and two-sided pictures for what draws Mermaid in Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import crux_charts, flowchart, mindmap
from .hosts import host
from .split import split, whole

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...graph.graph import Graph
    from ..exporter import Options, Output
    from .hosts import Host
    from .plan import Plan

FORMS: dict[str, Callable[[Graph, Options, Host], Plan]] = {
    "mindmap": mindmap.plan,
    "flowchart": flowchart.plan,
    "cruxes": crux_charts.plan,
}


def render(graph: Graph, options: Options) -> Output:
    """The graph as a Mermaid map in the form asked for, the first unless one is; in several files where it is large
    and there is a folder for them.

    Raises CruxmapError where one map is more than the host draws.
    """
    at = host(options.host)
    plan = FORMS[options.form or next(iter(FORMS))](graph, options, at)
    if options.in_folder and not options.whole:
        return split(plan, at)
    return whole(plan, at, could_split=not options.in_folder)
