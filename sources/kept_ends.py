"""The ends of all links of a kept graph, block by block of its places, as numbers that are read without the links."""

from __future__ import annotations

import sqlite3
from array import array
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from ..graph.ends import CODE, Ends

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import numpy as np
    from numpy.typing import NDArray

BLOCK = 1 << 24
"""How many places a document has for its nodes, and for its links; those that are implied lie IMPLIED behind them."""

IMPLIED = 1 << 50
TABLE = "CREATE TABLE ends (block INTEGER PRIMARY KEY, nodes INTEGER, pairs BLOB)"
_INSERT = "INSERT OR REPLACE INTO ends VALUES (?, ?, ?)"
_CODES = 256
_PORTION = 1 << 22
_NODE = "SELECT source || '/' || slug FROM nodes WHERE place = ?"
_LINKS = "SELECT start, stop, relation FROM links WHERE place >= ? AND place < ? OR place >= ? AND place < ?"
_NODES = "SELECT count(*) FROM nodes WHERE place >= ? AND place < ?"
_PLACE = "SELECT place FROM nodes WHERE slug = ? AND source = ?"


def insert(
    database: sqlite3.Connection, nodes: Iterable[int], links: Iterable[tuple[int, tuple[int, int, str]]]
) -> None:
    """Put the ends of links there, by the places of the nodes and of the links, and the links' ends and relations."""
    counts = Counter(place // BLOCK for place in nodes)
    pairs: defaultdict[int, array[int]] = defaultdict(lambda: array("q"))
    for place, (start, stop, relation) in links:
        pairs[block_of(place)].extend((start, stop * _CODES + CODE[relation]))
    rows = ((block, counts[block], pairs[block].tobytes()) for block in sorted(counts.keys() | pairs.keys()))
    database.executemany(_INSERT, rows)


def refresh(database: sqlite3.Connection, blocks: Iterable[int]) -> None:
    """Bring the ends of links in some blocks up to date with the tables of nodes and links."""
    for block in sorted(blocks):
        low, high = block * BLOCK, (block + 1) * BLOCK
        ((count,),) = database.execute(_NODES, (low, high))
        rows = database.execute(_LINKS, (low, high, IMPLIED + low, IMPLIED + high))
        pairs = array("q", (number for row in rows for number in (row[0], row[1] * _CODES + CODE[row[2]])))
        database.execute(_INSERT, (block, count, pairs.tobytes()))


def block_of(place: int) -> int:
    """The block of the place of a node or link."""
    return place % IMPLIED // BLOCK


def read(database: sqlite3.Connection) -> Ends:
    """The ends of all links. Raises sqlite3.Error for what was not written so."""
    import numpy as np  # an extra, and a tenth of a second to import

    rows = database.execute("SELECT block, nodes, length(pairs) / 16 FROM ends ORDER BY block").fetchall()
    blocks, counts, sizes = np.array(rows, np.int64).reshape(-1, 3).T
    first = np.concatenate(([0], np.cumsum(counts)))  # the number of the first node of each block
    nodes, links = int(first[-1]), int(sizes.sum())
    starts, stops, relations = np.empty(links, np.int32), np.empty(links, np.int32), np.empty(links, np.uint8)

    def numbers(places: NDArray[np.int64]) -> NDArray[np.int64]:
        return first[np.searchsorted(blocks, places // BLOCK)] + places % BLOCK

    at = 0
    for data in _portions(database):
        pairs = np.frombuffer(data, np.int64).reshape(-1, 2)
        here = slice(at, at := at + len(pairs))
        starts[here], stops[here] = numbers(pairs[:, 0]), numbers(pairs[:, 1] // _CODES)
        relations[here] = pairs[:, 1] % _CODES

    def number(node_id: str) -> int:
        source, _, slug = node_id.partition("/")
        ((place,),) = database.execute(_PLACE, (slug, source))
        return int(numbers(np.array([place]))[0])

    def node_id(number: int) -> str:
        block = int(np.searchsorted(first, number, "right")) - 1
        ((found,),) = database.execute(_NODE, (int(blocks[block]) * BLOCK + number - int(first[block]),))
        return str(found)

    if links and not (min(starts.min(), stops.min()) >= 0 and max(starts.max(), stops.max()) < nodes):
        raise sqlite3.DatabaseError("a link ends at no node")
    return Ends(nodes, starts, stops, relations, number, node_id)


def _portions(database: sqlite3.Connection) -> Iterator[bytes]:
    """The pairs of all blocks, some blocks at a time."""
    waiting: list[bytes] = []
    size = 0
    for (pairs,) in database.execute("SELECT pairs FROM ends ORDER BY block"):
        waiting.append(pairs)
        size += len(pairs)
        if size >= _PORTION:
            yield b"".join(waiting)
            waiting, size = [], 0
    yield b"".join(waiting)
