"""What Anki calls a note: a card with its fields, tags and deck, and when it last changed."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING

from msgspec import Struct

from ...graph.model import own_source_id, source_id
from ...graph.study.facets import cards
from ..xml_text import holdable
from .fields import answer, passages, plain, source_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ...graph.graph import Graph
    from ...graph.model import Node
    from ...graph.study.card import Card
    from ..exporter import Options

FIELDS = ("Question", "Answer", "Passage", "Source", "Id", "Extra")
"""The fields of a note. The last is the reader's own: it is always empty here."""

NO_CARDS = "there are no cards in this"

LONG_AGO = 946_684_800
"""When cards changed whose documents have no date: the year 2000, before anything in anybody's collection."""

_NUMBER = re.compile(r"[+-]?[0-9]+")
_NO_TAG = re.compile(r"[\s\u3000:\"]+")


class Deck(Struct, frozen=True):
    """A deck: the name by which Anki finds it again, and the id for a collection that has none of the name."""

    name: str
    id: int


class Note(Struct, frozen=True, kw_only=True):
    """A card as Anki keeps it. `fields` are HTML in the order of FIELDS, `changed` is in seconds since 1970.

    `guid` is drawn from the card's id alone, and all that Anki knows a note by: what is worded anew stays the same.
    """

    guid: str
    deck: Deck
    tags: tuple[str, ...]
    fields: tuple[str, ...]
    changed: int


def notes(graph: Graph, options: Options) -> list[Note]:
    """The cards of the graph's nodes as notes, document by document, in each in the order of the cards.

    Where the graph is a part of another the cards are that one's: a card says the same, whatever it is filtered by.
    """
    whole = options.within or graph
    sources = {source.source: source for source in (*whole.sources(), *options.sources)}
    by_home: dict[str, list[Card]] = {}
    for card in cards(whole):
        if card.node in graph:
            by_home.setdefault(source_id(card.node), []).append(card)
    decks = _decks({home: sources[home].title if home in sources else "" for home in by_home}, options.title)
    return [
        Note(
            guid=_digest(card.id).hex()[:20],
            deck=decks[home],
            tags=tuple(_tags(whole.node(card.node), card.facet)),
            fields=(
                plain(card.question),
                answer(card),
                passages(whole, card, options.passages),
                source_line(sources[home]) if home in sources else plain(home),
                plain(card.id),
                "",
            ),
            changed=max((options.saved.get(file, LONG_AGO) for file in _files(whole, card)), default=LONG_AGO),
        )
        for home, found in by_home.items()
        for card in found
    ]


def _files(graph: Graph, card: Card) -> set[str]:
    """The documents that a card is drawn from."""
    ids = {card.node, own_source_id(source_id(card.node)), *(point.node for point in card.answer)}
    spans = [graph.node(node_id).span for node_id in ids if node_id in graph] + [link.span for link in card.links]
    return {span.file for span in spans}


def _tags(node: Node, facet: str) -> Iterator[str]:
    """Tags below cruxmap's own, so that none means to Anki what it does not mean here (`leech`, `marked`)."""
    words = [("source", node.source), ("kind", node.kind), ("facet", facet), *(("topic", tag) for tag in node.tags)]
    for group, word in words:
        joined = _NO_TAG.sub("-", holdable(word).strip())
        if joined:
            yield f"cruxmap::{group}::{joined}"


def _decks(titles: Mapping[str, str], above: str) -> dict[str, Deck]:
    """The deck of each document, called after it, or as `above` says; below that if there are several documents.

    No two have one name, and none is a number, which in a table would be the id of a deck.
    """
    parts = [part for part in map(_deck_word, above.split("::")) if part]
    decks: dict[str, Deck] = {}
    taken: set[str] = set()
    for home, title in titles.items():
        own = [] if parts and len(titles) == 1 else [_deck_word(title) or home]
        name = "::".join([*parts, *own])
        if name.casefold() in taken or _NUMBER.fullmatch(name):
            name = f"{name} ({home})"
        taken.add(name.casefold())
        decks[home] = Deck(name, 1 << 40 | int.from_bytes(_digest(f"deck {name}")[:5]))
    return decks


def _deck_word(words: str) -> str:
    """Words fit to name one deck: two colons would make another one below it."""
    return re.sub(r":{2,}", ":", " ".join(holdable(words).replace('"', "'").split())).strip(": ")


def _digest(words: str) -> bytes:
    return sha256(f"cruxmap {words}".encode("utf-8", "backslashreplace")).digest()
