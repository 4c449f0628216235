"""A draft: the text of a map with a comment at every entry that wants somebody's judgement."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from msgspec.structs import replace

from ..graph.build import build
from ..graph.canonical import link_key, written_at
from ..graph.gaps import gaps
from ..graph.model import Crux, Source, own_source_id
from ..graph.query import crux_view
from ..graph.schema import RELATIONS
from .map_yaml import read, write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..graph.graph import Graph
    from ..graph.model import SourceMap

FROM_MODEL = "drafted-by-model"
"""The tag of nodes that a language model drafted."""

_STATED = ("note",)  # forms whose readers find the thesis where the document says that it is one


# What carries an argument; topics and parts do not, and want no judgement of their own.
_TIES = ("bears_on", *(relation.name for relation in RELATIONS if relation.polarity))


def draft_text(source_map: SourceMap) -> str:
    """The map as text, as `write` gives it, with lines of `# TODO` above entries. `read` gives the same map again."""
    text = write(source_map)
    written = read(text, "").source_map
    wanted = todos(source_map)
    if not wanted or written is None:
        return text
    own = own_source_id(source_map.id)
    lines = {node.id: node.span.line for node in written.nodes}
    rows = text.split("\n")
    lines[own] = rows.index("source:") + 1 if "source:" in rows else 1
    for node_id, said in sorted(wanted.items(), key=lambda item: -lines.get(item[0], 0)):
        if node_id in lines:
            at = lines[node_id] - 1
            indent = rows[at][: len(rows[at]) - len(rows[at].lstrip())]
            rows[at:at] = [f"{indent}# TODO {words}" for words in said]
    return "\n".join(rows)


def todos(source_map: SourceMap) -> dict[str, list[str]]:
    """What is left to somebody's judgement, by the node it concerns."""
    graph = build([source_map]).graph
    found: dict[str, list[str]] = {}
    for node_id, words in _todos(source_map, graph):
        found.setdefault(node_id, []).append(words)
    return found


def with_text(source_map: SourceMap, path: str, place: str) -> SourceMap:
    """The map as it is to be written in the folder `place`, its document's text being the file `path`, "" for none."""
    try:
        text_file = os.path.relpath(path, place or ".").replace(os.sep, "/") if path else ""
    except ValueError:  # on another drive
        text_file = os.path.abspath(path)
    if not text_file.isprintable():  # a map could not name it
        text_file = ""
    own = own_source_id(source_map.id)
    nodes = (
        replace(node, text_file=text_file) if isinstance(node, Source) and node.id == own else node
        for node in source_map.nodes
    )
    return replace(source_map, nodes=tuple(nodes))


def _todos(source_map: SourceMap, graph: Graph) -> Iterator[tuple[str, str]]:
    own = next((node for node in source_map.nodes if isinstance(node, Source)), None)
    if own is not None:
        yield from _of_thesis(own)
    for node in source_map.nodes:
        if FROM_MODEL in node.tags:
            yield node.id, "a model drafted this: does the passage say so?"
        if isinstance(node, Crux):
            yield from _of_sides(graph, node)
    yield from _of_claims(graph, own.thesis if own else "")
    yield from _of_links(source_map)


def _of_thesis(own: Source) -> Iterator[tuple[str, str]]:
    if not own.thesis:
        yield own.id, "thesis: which claim does the document argue for? name it in the source block"
    elif own.form not in _STATED:
        yield own.id, "thesis: is this what the whole document argues for?"


def _of_sides(graph: Graph, crux: Crux) -> Iterator[tuple[str, str]]:
    sides = crux_view(graph, crux).sides
    if len(sides) < 2:
        others = f"who answers otherwise than {sides[0].position.side}" if sides else "who answers"
        yield crux.id, f"positions: {others}, and what?"
    for side in sides:
        if not side.because and not side.position.unreasoned:
            yield side.position.id, "because: why? write because: [] if the document gives no reason"


def _of_claims(graph: Graph, thesis: str) -> Iterator[tuple[str, str]]:
    for gap in gaps(graph):
        if gap.gap != "unsupported-claim":
            continue
        if gap.node.id == thesis:
            yield gap.node.id, "what in the document supports this?"
        elif not graph.out(gap.node.id, *_TIES):
            yield gap.node.id, "link it or drop it: nothing supports this, and it supports nothing"


def _of_links(source_map: SourceMap) -> Iterator[tuple[str, str]]:
    inferred: dict[str, dict[str, None]] = {}
    for link in source_map.links:
        if link.basis == "inferred" and link.relation in _TIES:
            entry = written_at(link, source_map.id)
            inferred.setdefault(entry, {})[link_key(link, entry)] = None
    for node_id, keys in inferred.items():
        yield node_id, f"is this so? inferred: {', '.join(keys)}"
