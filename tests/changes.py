"""Two versions of a map for tests: any map, and the same as somebody left it who added, renamed, reworded, dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cruxmap.graph.build import build
from cruxmap.graph.canonical import ordered
from cruxmap.graph.difference.contents import Contents, contents
from cruxmap.graph.model import SourceMap
from cruxmap.graph.with_ids import link_with_ids, node_with_ids
from hypothesis import strategies as st
from msgspec.structs import replace
from strategies import slugs, source_maps, texts

if TYPE_CHECKING:
    from cruxmap.graph.model import Node


@st.composite
def versions(draw: st.DrawFn) -> tuple[SourceMap, SourceMap]:
    """A map before and after."""
    before = draw(source_maps())
    if draw(st.booleans()) and draw(st.booleans()):
        return before, draw(source_maps())
    kept = [node for node in before.nodes[1:] if draw(st.integers(0, 5))]
    cruxes = {node.id for node in kept if node.kind == "crux"}
    kept = [node for node in kept if node.kind != "position" or node.id.partition(".")[0] in cruxes]
    fresh = draw(st.lists(slugs, min_size=len(kept), max_size=len(kept), unique=True))
    names = {
        node.id: f"{node.source}/{slug}-x"
        for node, slug in zip(kept, fresh, strict=True)
        if node.kind != "position" and not draw(st.integers(0, 3))
    }

    def change(word: str) -> str:
        crux, dot, side = word.partition(".")
        return f"{names[crux]}{dot}{side}" if crux in names else word

    nodes = [node_with_ids(_edited(draw, node), change) for node in (before.nodes[0], *kept)]
    links = [link_with_ids(link, change) for link in before.links if draw(st.integers(0, 5))]
    links = [replace(link, note="seen") if not draw(st.integers(0, 5)) else link for link in links]
    return before, ordered(SourceMap(id=before.id, nodes=tuple(nodes), links=tuple(links), expects=before.expects))


def _edited(draw: st.DrawFn, node: Node) -> Node:
    way = draw(st.integers(0, 8))
    if way == 0:
        return replace(node, text=draw(texts))
    if way == 1:
        return replace(node, section="Elsewhere", tags=("new",))
    return replace(node, note="Noted.") if way == 2 else node


def contents_of(*maps: SourceMap) -> Contents:
    """What maps say, as they are compared."""
    return contents(build(maps).graph, maps)
