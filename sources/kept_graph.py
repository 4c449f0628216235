"""A graph kept as an SQLite database: written whole, and decoded only as far as it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct, msgpack

from ..graph.index import MemoryIndex
from ..graph.model import AnyNode, Link, Node
from ..graph.schema import SOURCE_SLUG
from ..graph.search import INSERT, TABLE_WITHOUT_TEXT, row_of
from .kept_database import new_database, opened

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection, ItemsView, Iterable, Iterator, Sequence, ValuesView

    from ..graph.ends import Ends
    from ..graph.graph import Graph
    from ..graph.index import FullText

Row = tuple[str, bytes, bytes, int | None]
"""A document by its name: its look, a digest of its content, and the block of its map, if it has one to itself."""


class Places(Struct, frozen=True):
    """Where the nodes and the links of a graph go, in their order: numbers that rise."""

    nodes: tuple[int, ...]
    links: tuple[int, ...]


_TABLES = (
    "CREATE TABLE documents (name TEXT PRIMARY KEY, look BLOB, digest BLOB, block INTEGER) WITHOUT ROWID",
    "CREATE TABLE nodes (place INTEGER PRIMARY KEY, source TEXT, slug TEXT, kind TEXT, data BLOB)",
    TABLE_WITHOUT_TEXT,
    "CREATE TABLE links (place INTEGER PRIMARY KEY, start INTEGER, stop INTEGER, relation TEXT, data BLOB)",
)
_INDEXES = (
    "CREATE UNIQUE INDEX nodes_by_id ON nodes (slug, source)",
    "CREATE INDEX nodes_by_kind ON nodes (kind)",
    "CREATE INDEX links_by_start ON links (start, relation)",
    "CREATE INDEX links_by_stop ON links (stop, relation)",
    "CREATE INDEX links_by_relation ON links (relation)",
)
_FEW = 100
_MOST_IN_MIND = 20_000
_PLACE = "(SELECT place FROM nodes WHERE slug = ? AND source = ?)"


def write(path: str, graph: Graph, documents: Iterable[Row], places: Places | None = None) -> None:
    """Write the graph to a new database, and the documents it comes from. Without `places` they are counted."""
    from . import kept_ends  # to write them; few questions read them

    places = places or Places(tuple(range(len(graph.nodes))), tuple(range(len(graph.links))))
    at = dict(zip(graph.nodes, places.nodes, strict=True))
    with new_database(path) as database:
        for statement in (*_TABLES, kept_ends.TABLE):
            database.execute(statement)
        insert_nodes(database, ((at[node.id], node) for node in graph.nodes.values()))
        insert_links(database, zip(places.links, graph.links, strict=True), at.__getitem__)
        ends = ((at[link.from_id], at[link.to_id], link.relation) for link in graph.links)
        kept_ends.insert(database, places.nodes, zip(places.links, ends, strict=True))
        database.executemany("INSERT INTO documents VALUES (?, ?, ?, ?)", documents)
        for statement in _INDEXES:
            database.execute(statement)


def insert_nodes(database: sqlite3.Connection, nodes: Iterable[tuple[int, Node]]) -> None:
    """Put nodes at places, to be found there and by their words."""
    encode = msgpack.Encoder().encode
    placed = list(nodes)
    rows = ((place, node.source, node.slug, node.kind, encode(node)) for place, node in placed)
    database.executemany("INSERT INTO nodes VALUES (?, ?, ?, ?, ?)", rows)
    database.executemany(INSERT, (row_of(place, node) for place, node in placed))


def insert_links(database: sqlite3.Connection, links: Iterable[tuple[int, Link]], at: Callable[[str], int]) -> None:
    """Put links at places, with the places of their ends."""
    encode = msgpack.Encoder().encode
    rows = ((place, at(link.from_id), at(link.to_id), link.relation, encode(link)) for place, link in links)
    database.executemany("INSERT INTO links VALUES (?, ?, ?, ?, ?)", rows)


class KeptGraph:
    """The index of a graph that was written. Where much is asked of it, it decodes the rest in one go.

    Raises sqlite3.Error for what is no such database.
    """

    def __init__(self, path: str) -> None:
        self._over(opened(path, "nodes"))

    @classmethod
    def of(cls, database: sqlite3.Connection) -> KeptGraph:
        """The same of a database that is open."""
        graph = cls.__new__(cls)
        graph._over(database)
        return graph

    def _over(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._decode = msgpack.Decoder(Link).decode
        self._at: dict[tuple[str, str], Sequence[Link]] = {}
        self._whole: MemoryIndex | None = None
        self._asked = self._looked_up = 0
        self.nodes = KeptNodes(self._database)

    def documents(self) -> list[Row]:
        """The documents as they were written."""
        return self._database.execute("SELECT name, look, digest, block FROM documents").fetchall()

    def close(self) -> None:
        """Let others write to the database. Nothing can be asked afterwards."""
        self._database.close()

    def place(self, node_id: str) -> int:
        """The place of a node, which must be one."""
        ((found,),) = self._database.execute(f"SELECT {_PLACE}", _key(node_id))
        return int(found)

    def placed_nodes(self, start: int, stop: int) -> list[tuple[int, Node]]:
        """The nodes at places from `start` up to `stop`."""
        rows = self._database.execute("SELECT place, data FROM nodes WHERE place >= ? AND place < ?", (start, stop))
        return [(place, self.nodes.decode(data)) for place, data in rows]

    def placed_links_at(self, start: int, stop: int) -> list[tuple[int, Link]]:
        """The links that have an end at those places."""
        query = " UNION ".join(
            f"SELECT place, data FROM links WHERE {end} >= ? AND {end} < ?" for end in ("start", "stop")
        )
        rows = self._database.execute(f"{query} ORDER BY place", (start, stop, start, stop))
        return [(place, self._decode(data)) for place, data in rows]

    @property
    def links(self) -> tuple[Link, ...]:
        return self._all().links

    def out(self, node_id: str) -> Sequence[Link]:
        return self._whole.out(node_id) if self._whole else self._ending(node_id, "start")

    def into(self, node_id: str) -> Sequence[Link]:
        return self._whole.into(node_id) if self._whole else self._ending(node_id, "stop")

    def lacking(
        self, kind: str, relations: Collection[str], *, into: bool = True, out: bool = False, least: int = 1
    ) -> Iterable[Node]:
        marks = ", ".join("?" * len(relations))
        ends = [end for end, is_asked in (("stop", into), ("start", out)) if is_asked]
        here = (f"SELECT 1 FROM links WHERE {end} = nodes.place AND relation IN ({marks})" for end in ends)
        found = f"SELECT count(*) FROM ({' UNION ALL '.join(here)} LIMIT {int(least)})"
        query = f"SELECT data FROM nodes WHERE kind = ? AND ({found}) < ? ORDER BY place"
        rows = self._database.execute(query, (kind, *(relation for _ in ends for relation in relations), least))
        return (self.nodes.decode(data) for (data,) in rows)

    def shares_slug(self, node_id: str) -> bool:
        self._asked += 1
        if self._asked > _FEW:
            return node_id.partition("/")[2] in self._shared if node_id in self.nodes else self._is_elsewhere(node_id)
        return self._is_elsewhere(node_id)

    @cached_property
    def _shared(self) -> frozenset[str]:
        """The slugs that several sources have."""
        rows = self._database.execute("SELECT slug FROM nodes GROUP BY slug HAVING count(*) > 1")
        return frozenset(slug for (slug,) in rows)

    def _is_elsewhere(self, node_id: str) -> bool:
        query = "SELECT 1 FROM nodes WHERE slug = ? AND source <> ? LIMIT 1"
        return self._database.execute(query, _key(node_id)).fetchone() is not None

    def of_kinds(self, kinds: Collection[str]) -> Iterable[Node]:
        return self.nodes.of_kinds(kinds)

    def of_relation(self, relation: str) -> list[Link]:
        rows = self._database.execute("SELECT data FROM links WHERE relation = ? ORDER BY place", (relation,))
        return [self._decode(data) for (data,) in rows]

    def ends(self) -> Ends:
        return self._ends

    @cached_property
    def _ends(self) -> Ends:
        from . import kept_ends  # few questions go through all links

        return kept_ends.read(self._database)

    def full_text(self) -> FullText:
        from .kept_text import KeptText  # only to search

        return KeptText(self._database, self.nodes)

    def _ending(self, node_id: str, end: str) -> Sequence[Link]:
        """The links that end at a node, looked up while that is less work than to decode them all."""
        known = self._at.get((node_id, end))
        if known is None and (self._looked_up < _FEW or self._looked_up < len(self.nodes) // 2):
            query = f"SELECT data FROM links WHERE {end} = {_PLACE} ORDER BY place"
            rows = self._database.execute(query, _key(node_id))
            known = [self._decode(data) for (data,) in rows]
            if len(self._at) >= _MOST_IN_MIND:
                self._at.clear()
            self._at[node_id, end] = known
            self._looked_up += 1
        if known is None:
            known = self._all().out(node_id) if end == "start" else self._all().into(node_id)
        return known

    def _all(self) -> MemoryIndex:
        if self._whole is None:
            rows = self._database.execute("SELECT data FROM links ORDER BY place")
            self._whole = MemoryIndex(self.nodes.values(), (self._decode(data) for (data,) in rows))
        return self._whole


class KeptNodes(Mapping[str, Node]):
    """The nodes by id, each decoded when it is first asked for."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self.decode = msgpack.Decoder[Node](AnyNode).decode
        self._known: dict[str, Node] = {}
        self._whole: dict[str, Node] | None = None
        self._count = -1

    def __getitem__(self, node_id: str) -> Node:
        found = self._known.get(node_id)
        if found is None and self._whole is None:
            rows = self._database.execute("SELECT data FROM nodes WHERE slug = ? AND source = ?", _key(node_id))
            found = next((self._keep(self.decode(data)) for (data,) in rows), None)
        if found is None:
            raise KeyError(node_id)
        return found

    def at(self, place: int) -> Node:
        """The node at a place, which must be one."""
        ((data,),) = self._database.execute("SELECT data FROM nodes WHERE place = ?", (place,))
        return self._keep(self.decode(data))

    def each(self) -> Iterator[Node]:
        """The nodes in order, none of which is kept in mind."""
        return (self.decode(data) for (data,) in self._database.execute("SELECT data FROM nodes ORDER BY place"))

    def __contains__(self, node_id: object) -> bool:
        if not isinstance(node_id, str) or node_id in self._known:
            return isinstance(node_id, str)
        slug, source = _key(node_id)
        if slug == SOURCE_SLUG and source:
            return source in self._sources
        rows = self._database.execute("SELECT 1 FROM nodes WHERE slug = ? AND source = ?", (slug, source))
        return rows.fetchone() is not None

    @cached_property
    def _sources(self) -> frozenset[str]:
        """The sources that have a node of their own."""
        rows = self._database.execute("SELECT source FROM nodes WHERE slug = ?", (SOURCE_SLUG,))
        return frozenset(source for (source,) in rows)

    def __len__(self) -> int:
        if self._count < 0:
            ((self._count,),) = self._database.execute("SELECT count(*) FROM nodes")
        return self._count

    def __iter__(self) -> Iterator[str]:
        if self._whole is not None:
            return iter(self._whole)
        rows = self._database.execute("SELECT source || '/' || slug FROM nodes ORDER BY place")
        return iter([node_id for (node_id,) in rows])

    def values(self) -> ValuesView[Node]:
        return self._all().values()

    def items(self) -> ItemsView[str, Node]:
        return self._all().items()

    def of_kinds(self, kinds: Collection[str]) -> Iterable[Node]:
        """The nodes of these kinds, in order."""
        if self._whole is not None:
            return [node for node in self._whole.values() if node.kind in kinds]
        marks = ", ".join("?" * len(kinds))
        rows = self._database.execute(f"SELECT data FROM nodes WHERE kind IN ({marks}) ORDER BY place", (*kinds,))
        return [self._keep(self.decode(data)) for (data,) in rows]

    def _all(self) -> dict[str, Node]:
        if self._whole is None:
            rows = self._database.execute("SELECT data FROM nodes ORDER BY place")
            self._known = self._whole = {node.id: node for node in (self.decode(data) for (data,) in rows)}
        return self._whole

    def _keep(self, node: Node) -> Node:
        if self._whole is None and len(self._known) >= _MOST_IN_MIND:
            self._known.clear()
        return self._known.setdefault(node.id, node)


def _key(node_id: str) -> tuple[str, str]:
    source, _, slug = node_id.encode(errors="replace").decode().partition("/")  # half characters, which no id has
    return slug, source
