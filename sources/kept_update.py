"""A kept graph brought up to date where single documents have changed, in place and in one transaction.

Every map that has a document to itself has a block of places in the database: for its nodes, for the links it writes
and for those that its nesting implies. So what one says can be taken out and put in without touching the others, and
the graph keeps the order that it would have had if it were built anew.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING

from msgspec import Struct

from ..graph.build import refit
from ..graph.model import Analogy, Link, Source, SourceMap, source_id
from ..graph.search import DELETE, row_of
from . import kept_ends
from .kept_ends import BLOCK, IMPLIED, block_of
from .kept_graph import KeptGraph, Places, insert_links, insert_nodes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from ..graph.build import Built
    from ..graph.model import Node, OutlineItem


class Change(Struct, frozen=True):
    """A document that says something else now: its name, block, look and digest, and its map."""

    name: str
    block: int
    look: bytes
    digest: bytes
    source_map: SourceMap


class Layout(Struct, frozen=True):
    """Where everything of a graph goes, and the block of each document that may be brought up to date by itself."""

    places: Places | None
    blocks: Mapping[str, int]


def layout(built: Built) -> Layout:
    """The layout of a graph; one without blocks where its maps cannot be told apart, or depend on each other."""
    files = Counter(one.file for one in built.maps)
    blocks = {one.file: number for number, one in enumerate(built.maps)}
    nodes, links = built.graph.nodes.values(), built.graph.links
    written, implied = links[: built.written], links[built.written :]
    if not built.plain or max(files.values(), default=0) > 1:
        return Layout(None, {})
    try:
        places = Places(
            tuple(_placed(blocks[node.span.file] for node in nodes)),
            (
                *_placed(blocks[link.span.file] for link in written),
                *(IMPLIED + place for place in _placed(blocks[link.span.file] for link in implied)),
            ),
        )
    except (KeyError, OverflowError):
        return Layout(None, {})
    named = {source for one in built.maps for source in _named(one) if source != one.id}
    return Layout(places, {one.file: blocks[one.file] for one in built.maps if one.id not in named})


def update(path: str, changes: Iterable[Change], is_trusted: Callable[[], bool]) -> bool:
    """Bring a database up to date, if it `is_trusted` once nobody else can write to it.

    False, with all as it was, where the graph has to be built anew. Raises sqlite3.Error if somebody is at work on it.
    """
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as database:
        database.execute("PRAGMA synchronous = OFF")  # it outlives the program, and is not believed after a power cut
        database.execute("BEGIN IMMEDIATE")
        done = is_trusted() and all(_update(database, KeptGraph.of(database), change) for change in changes)
        database.execute("COMMIT" if done else "ROLLBACK")
        return done


def _update(database: sqlite3.Connection, graph: KeptGraph, change: Change) -> bool:
    """Put what a map says now in place of what it said."""
    one, start = change.source_map, change.block * BLOCK
    before = list(graph.placed_nodes(start, start + BLOCK))
    foreign = [row for row in graph.placed_links_at(start, start + BLOCK) if not _is_in(row[0], start)]
    links = refit(one, graph.nodes, [link for _, link in foreign], lambda crux: _positions(graph, crux))
    if links is None or not _fits_in(one, [node for _, node in before]):
        return False
    if any(_stands(database, link, start) for link in links if one.id not in _sources(link)):
        return False
    own = dict(zip((node.id for node in one.nodes), range(start, start + BLOCK), strict=False))
    database.executemany(DELETE, (row_of(place, node) for place, node in before))
    for table, low in (("nodes", start), ("links", start), ("links", start + IMPLIED)):
        database.execute(f"DELETE FROM {table} WHERE place >= ? AND place < ?", (low, low + BLOCK))
    database.executemany("DELETE FROM links WHERE place = ?", [(place,) for place, _ in foreign])
    insert_nodes(database, ((own[node.id], node) for node in one.nodes))
    size = len(one.links)
    placed = [*foreign, *enumerate(links[:size], start), *enumerate(links[size:], start + IMPLIED)]
    insert_links(database, placed, lambda node_id: own[node_id] if node_id in own else graph.place(node_id))
    kept_ends.refresh(database, {change.block, *(block_of(place) for place, _ in foreign)})
    row = (change.look, change.digest, change.name)
    database.execute("UPDATE documents SET look = ?, digest = ? WHERE name = ?", row)
    return True


def _fits_in(one: SourceMap, before: list[Node]) -> bool:
    """Whether a map has its nodes to itself, and its text where it had it."""
    is_own = all(node.source == one.id for node in one.nodes) and len(one.nodes) < BLOCK > len(one.links)
    return is_own and len({node.id for node in one.nodes}) == len(one.nodes) and _texts(one.nodes) == _texts(before)


def _texts(nodes: Iterable[Node]) -> list[str]:
    return [node.text_file for node in nodes if isinstance(node, Source)]


def _positions(graph: KeptGraph, crux: str) -> list[Node]:
    return [graph.nodes[link.from_id] for link in graph.into(crux) if link.relation == "position_on"]


def _stands(database: sqlite3.Connection, link: Link, start: int) -> bool:
    """Whether another map has a link between the same two nodes."""
    ends = [[*reversed(end.split("/", 1))] for end in (link.from_id, link.to_id)]
    place = "(SELECT place FROM nodes WHERE slug = ? AND source = ?)"
    query = f"SELECT place FROM links WHERE start = {place} AND stop = {place}"
    found = [*database.execute(query, [*ends[0], *ends[1]]), *database.execute(query, [*ends[1], *ends[0]])]
    return any(not _is_in(place, start) for (place,) in found)


def _sources(link: Link) -> tuple[str, str]:
    return source_id(link.from_id), source_id(link.to_id)


def _is_in(place: int, start: int) -> bool:
    """Whether the place of a link is in the block that starts there."""
    return start <= place % IMPLIED < start + BLOCK


def _placed(blocks: Iterable[int]) -> Iterator[int]:
    """A place for each in its block. OverflowError if the blocks do not follow each other, or one is full."""
    last = -1
    for block in blocks:
        last = max(last + 1, block * BLOCK)
        if last >= (block + 1) * BLOCK:
            raise OverflowError
        yield last


def _named(one: SourceMap) -> Iterator[str]:
    """The sources that the words of a map name beside its links: in analogies and in its outline."""
    for node in one.nodes:
        if isinstance(node, Analogy):
            yield from (source_id(side) for pair in node.mapping for side in (pair.element, pair.stands_for))
        elif isinstance(node, Source) and node.outline:
            yield from (source_id(named) for named in _branches(node.outline))


def _branches(item: OutlineItem) -> Iterator[str]:
    yield item.node
    for child in item.children:
        yield from _branches(child)
