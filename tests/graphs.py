"""Graphs from map texts, as tests write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cruxmap.graph.build import build
from cruxmap.graph.graph import Graph
from cruxmap.graph.part import narrowed
from cruxmap.sources import map_yaml

if TYPE_CHECKING:
    import cruxmap


def graph_of(*texts: str) -> cruxmap.Graph:
    """The graph of map texts, which must be without problems."""
    parsed = [map_yaml.read(text, f"m{place}.yaml") for place, text in enumerate(texts)]
    built = build(item.source_map for item in parsed if item.source_map)
    assert [*built.findings, *(finding for item in parsed for finding in item.findings)] == []
    return built.graph


def parts_of(shipped: cruxmap.Graph) -> dict[str, cruxmap.Graph]:
    """The shipped graph and parts of it, by name, as an export may be asked for them."""
    return {
        "all": shipped,
        "dragan": narrowed(shipped, sources=["dragan"]),
        "focus": narrowed(shipped, focus="cotra/crux-goals", depth=1),
        "positions": narrowed(shipped, kinds=["position"]),
        "empty": Graph([], []),
    }


def findings_of(text: str) -> list[str]:
    """The rules that a map's text and its build are found to break."""
    parsed = map_yaml.read(text, "m.yaml")
    assert parsed.source_map
    return [finding.rule for finding in (*parsed.findings, *build([parsed.source_map]).findings)]
