"""Full-text search over nodes, ranked: BM25 by SQLite's FTS5, with titles weighing more than texts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from .schema import KIND

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from .model import Node

# Column and its weight in the ranking.
FIELDS = {"title": 6.0, "text": 3.0, "tags": 2.0, "aliases": 4.0, "section": 1.0, "slug": 2.0, "kind": 0.5, "note": 0.5}
_LONGEST_QUERY = 1000
_OPEN, _CLOSE = "\x02", "\x03"


class Hit(Struct, frozen=True):
    """A node found: `score` is higher for better ones, `matched` names the fields that hold the words."""

    node: Node
    score: float
    matched: tuple[str, ...]


def search(nodes: Iterable[Node], words: str, *, most: int = 20) -> list[Hit]:
    """The nodes that hold all the words (or words that begin so), best first; if none does, any of them.

    Words are compared without case, accents and English endings (Porter). Where no word matches, or the
    query has none (punctuation, scripts without spaces), the query is looked for as it stands.
    Equal scores keep the order of the nodes. Any text is a valid query.
    """
    import sqlite3  # a tenth of the start-up of every other command

    by_row = list(nodes)
    connection = sqlite3.connect(":memory:")
    try:
        _fill(connection, by_row)
        terms = [f'"{word}"*' for word in re.findall(r"[^\W_]+", words[:_LONGEST_QUERY])]
        rows: list[tuple[int, float, tuple[str, ...]]] = []
        for joint in (" AND ", " OR ") if terms else ():
            rows = rows or _matches(connection, joint.join(terms), most)
    finally:
        connection.close()
    if rows:
        return [Hit(by_row[row], score, matched) for row, score, matched in rows]
    return _as_it_stands(by_row, words, most)


def _fill(connection: sqlite3.Connection, nodes: list[Node]) -> None:
    columns = ", ".join(FIELDS)
    connection.execute(
        f"CREATE VIRTUAL TABLE hit USING fts5({columns}, tokenize='porter unicode61 remove_diacritics 2')"
    )
    marks = ", ".join("?" * len(FIELDS))
    rows = ((row, *_values(node)) for row, node in enumerate(nodes))
    connection.executemany(f"INSERT INTO hit(rowid, {columns}) VALUES (?, {marks})", rows)


def _values(node: Node) -> list[str]:
    fields = {
        "title": node.title,
        "text": node.text,
        "tags": " ".join(node.tags),
        "aliases": " ".join(node.aliases),
        "section": node.section,
        "slug": node.slug.replace("-", " "),
        "kind": KIND[node.kind].label,
        "note": node.note,
    }
    return [fields[name].replace(_OPEN, "").replace(_CLOSE, "").replace("\0", "") for name in FIELDS]


def _matches(connection: sqlite3.Connection, query: str, most: int) -> list[tuple[int, float, tuple[str, ...]]]:
    weights = ", ".join(str(weight) for weight in FIELDS.values())
    marked = ", ".join(f"highlight(hit, {place}, '{_OPEN}', '{_CLOSE}')" for place in range(len(FIELDS)))
    rows = connection.execute(
        f"SELECT rowid, bm25(hit, {weights}) AS score, {marked} FROM hit WHERE hit MATCH ?"
        " ORDER BY score, rowid LIMIT ?",
        (query, most),
    )
    return [
        (row, round(-score, 4), tuple(name for name, value in zip(FIELDS, values, strict=True) if _OPEN in value))
        for row, score, *values in rows
    ]


def _as_it_stands(nodes: list[Node], words: str, most: int) -> list[Hit]:
    wanted = words.strip().casefold()
    if not wanted:
        return []
    hits: list[Hit] = []
    for node in nodes:
        values = zip(FIELDS, _values(node), strict=True)
        matched = tuple(name for name, value in values if wanted in value.casefold())
        if matched:
            hits.append(Hit(node, round(sum(FIELDS[name] for name in matched), 4), matched))
    return sorted(hits, key=lambda hit: -hit.score)[:most]
