"""The obsidian export: a vault with a note for each node, a page for each document, a canvas and a base."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...graph.gaps import gaps
from ...graph.model import Source, own_source_id
from ..canvas import drawn
from ..exporter import Output
from ..heading import by_source, documents
from ..markdown_text import escaped
from ..two_sided import two_sided
from .base import base
from .index import front_page, source_page
from .names import BASE, CANVAS, INDEX, file_names
from .note import body
from .properties import front_matter
from .text import Vault, wikilink

if TYPE_CHECKING:
    from ...graph.graph import Graph
    from ...graph.model import Node
    from ..exporter import Options


def render(graph: Graph, options: Options) -> Output:
    """The files of the vault by their paths. Every node has one note and keeps its path, as `options.kept` has it."""
    sources = documents(graph, options)
    nodes = {node.id: node for node in (*graph.nodes.values(), *sources)}
    vault = Vault(graph, file_names(nodes.values(), options.kept), options)
    canvas = _canvas(vault)
    files = {INDEX: front_page(vault, with_canvas=bool(canvas)), BASE: base()}
    files |= {CANVAS: canvas} if canvas else {}
    own = by_source(graph)
    lacking: dict[str, list[str]] = {}
    for gap in gaps(graph):
        lacking.setdefault(gap.node.id, []).append(gap.gap)
    for node in nodes.values():
        if isinstance(node, Source) and node.id == own_source_id(node.source):
            text = source_page(vault, node, own.get(node.source, ()))
        else:
            text = body(vault, node)
        files[vault.paths[node.id]] = front_matter(vault, node, lacking.get(node.id, ())) + text
    return Output(files=dict(sorted(files.items())))


def _canvas(vault: Vault) -> str:
    """The cruxes with their sides and the reasons of these, "" if there are none."""
    rows = two_sided(vault.graph)
    sides = [side for row in rows for side in row.view.sides]
    shown = {row.view.crux.id for row in rows} | {side.position.id for side in sides}
    shown |= {reason.node.id for side in sides for reason in (*side.because, *side.against)}

    def words(node: Node) -> str:
        text = escaped(node.text) if node.title.strip() and node.text != node.title else ""
        kind = node.kind.replace("_", " ")
        return "\n\n".join(part for part in (f"**{wikilink(vault, node)}**", text, f"*{kind}*") if part)

    return drawn(vault.graph.part(shown), words) if rows else ""
