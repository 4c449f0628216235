"""Full-text search over nodes, ranked: BM25 by SQLite's FTS5, with titles weighing more than texts."""

from __future__ import annotations

import re
from contextlib import closing
from itertools import islice
from typing import TYPE_CHECKING

from msgspec import Struct

from .schema import KIND

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from .index import FullText
    from .model import Node

# Column and its weight in the ranking.
FIELDS = {"title": 6.0, "text": 3.0, "tags": 2.0, "aliases": 4.0, "section": 1.0, "slug": 2.0, "kind": 0.5, "note": 0.5}
_LONGEST_QUERY = 1000
_MOST_LOOKED_AT = 20_000
_NEAR = 75.0
_WORD = re.compile(r"[^\W_]+")
_OPEN, _CLOSE = "\x02", "\x03"
_TOKENS = "tokenize='porter unicode61 remove_diacritics 2'"
_WEIGHTS = ", ".join(str(weight) for weight in FIELDS.values())

TABLE = f"CREATE VIRTUAL TABLE hit USING fts5({', '.join(FIELDS)}, {_TOKENS})"
TABLE_WITHOUT_TEXT = f"CREATE VIRTUAL TABLE hit USING fts5({', '.join(FIELDS)}, {_TOKENS}, content='')"
INSERT = f"INSERT INTO hit(rowid, {', '.join(FIELDS)}) VALUES (?{', ?' * len(FIELDS)})"
DELETE = f"INSERT INTO hit(hit, rowid, {', '.join(FIELDS)}) VALUES ('delete', ?{', ?' * len(FIELDS)})"
RANKED = f"SELECT rowid, bm25(hit, {_WEIGHTS}) AS score FROM hit WHERE hit MATCH ? ORDER BY score, rowid LIMIT ?"


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
    by_row = list(nodes)
    with _table(by_row) as table:
        for query in _queries(words):
            rows = [(by_row[row], score) for row, score in table.execute(RANKED, (query, most))]
            if rows:
                return _hits(rows, query)
    return _as_it_stands(by_row, words, most)


def search_kept(text: FullText, words: str, *, most: int = 20) -> list[Hit]:
    """The same as `search` finds among all the nodes."""
    for query in _queries(words):
        found = text.matching(query, most)
        if found:
            return _hits(found, query)
    return _as_it_stands(text.each(), words, most)


def other_words(nodes: Iterable[Node], words: str) -> str:
    """The words with each that stands in no node put as the nearest that does and begins alike, "" where none does.

    Of very many nodes the first are looked at.
    """
    from .suggest import nearest  # only where nothing was found

    there = {word for node in islice(nodes, _MOST_LOOKED_AT) for value in _values(node) for word in _words(value)}
    known, said = sorted(there), _words(words[:_LONGEST_QUERY])
    alike = ([other for other in known if other[0] == word[0]] for word in said)
    near = (nearest(word, others, 1, _NEAR) for word, others in zip(said, alike, strict=True))
    found = [word if word in there else (*others, word)[0] for word, others in zip(said, near, strict=True)]
    return " ".join(found) if found != said else ""


def row_of(place: int, node: Node) -> tuple[int | str, ...]:
    """A node as a row of the table, for `INSERT`."""
    return (place, *_values(node))


def _queries(words: str) -> list[str]:
    """What to look for, until something is found."""
    terms = [f'"{word}"*' for word in _WORD.findall(words[:_LONGEST_QUERY])]
    return [joint.join(terms) for joint in (" AND ", " OR ")] if terms else []


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _table(nodes: Iterable[Node]) -> closing[sqlite3.Connection]:
    """A table of nodes, by their places."""
    import sqlite3  # a tenth of the start-up of every other command

    connection = sqlite3.connect(":memory:")
    connection.execute(TABLE)
    connection.executemany(INSERT, (row_of(place, node) for place, node in enumerate(nodes)))
    return closing(connection)


def _hits(found: list[tuple[Node, float]], query: str) -> list[Hit]:
    """What was found, each with the fields that match."""
    marked = ", ".join(f"highlight(hit, {place}, '{_OPEN}', '{_CLOSE}')" for place in range(len(FIELDS)))
    with _table(node for node, _ in found) as table:
        rows = table.execute(f"SELECT rowid, {marked} FROM hit WHERE hit MATCH ?", (query,)).fetchall()
    matched = {row: [_OPEN in value for value in values] for row, *values in rows}
    return [
        Hit(node, round(-score, 4), tuple(name for name, is_in in zip(FIELDS, matched[row], strict=True) if is_in))
        for row, (node, score) in enumerate(found)
    ]


def _values(node: Node) -> list[str]:
    return [_plain(value) for value in _said(node)]


def _said(node: Node) -> tuple[str, ...]:
    """What a node says in each of FIELDS."""
    return (
        node.title,
        node.text,
        " ".join(node.tags),
        " ".join(node.aliases),
        node.section,
        node.slug.replace("-", " "),
        KIND[node.kind].label,
        node.note,
    )


def _plain(value: str) -> str:
    return value.replace(_OPEN, "").replace(_CLOSE, "").replace("\0", "")


def _as_it_stands(nodes: Iterable[Node], words: str, most: int) -> list[Hit]:
    wanted = words.strip().casefold()
    if not wanted:
        return []
    hits: list[Hit] = []
    for node in nodes:
        if wanted not in _plain("\n".join(_said(node))).casefold():
            continue  # most of them, in one look
        values = zip(FIELDS, _values(node), strict=True)
        matched = tuple(name for name, value in values if wanted in value.casefold())
        if matched:
            hits.append(Hit(node, round(sum(FIELDS[name] for name in matched), 4), matched))
    return sorted(hits, key=lambda hit: -hit.score)[:most]
