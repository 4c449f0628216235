"""Which cards a study command is about: its filters, which all of them share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from ..graph.ids import known_sources, resolve, tags_of
from ..graph.part import around
from ..graph.problem import CruxmapError, quoted
from ..graph.study.choice import chosen as fitting
from ..graph.study.facets import cards as all_cards
from ..graph.study.facets import facet_named
from ..graph.suggest import did_you_mean
from . import options

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..graph.graph import Graph
    from ..graph.study.card import Card

Words = tuple[str, ...]
MOST_NAMED = 5


class Choice(Struct, frozen=True, kw_only=True):
    """Filters as on the command line: a card must fit all that are given."""

    sources: Words = ()
    kinds: Words = ()
    facets: Words = ()
    tags: Words = ()
    focus: str = ""
    depth: int = 2


def filters(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that fill a Choice."""
    for option in (
        options.to_depth,
        options.focus,
        options.by_tag,
        options.by_facet,
        options.by_kind,
        options.by_source,
    ):
        command = option(command)
    return command


def chosen(graph: Graph, choice: Choice) -> list[Card]:
    """The cards of the whole graph that fit. Raises CruxmapError for what the graph does not have."""
    known = tags_of(graph) if choice.tags else []
    for tag in choice.tags:
        if tag not in known:
            raise CruxmapError(f"there is no tag {quoted(tag)}: {did_you_mean(tag, known) or 'no node has it'}")
    focus = resolve(graph, choice.focus) if choice.focus else ""
    near = around(graph, focus, choice.depth) if focus else graph
    found = fitting(
        graph,
        all_cards(graph),
        sources=known_sources(graph, choice.sources),
        kinds=choice.kinds,
        tags=choice.tags,
        facets=[facet_named(name).name for name in choice.facets],
    )
    return [card for card in found if card.node in near]


def card_named(graph: Graph, cards: Mapping[str, Card], name: str) -> Card:
    """The card of an id, in which the node may be shortened as everywhere.

    Raises CruxmapError where there is none, with the nearest, or with those of the node if that is all there is.
    """
    word, _, asks = name.partition("#")
    node = word and resolve(graph, word)
    found = cards.get(name) or cards.get(f"{node}#{asks}")
    if found:
        return found
    own = [card for card in cards if card.partition("#")[0] == node]
    hint = (
        did_you_mean(f"{node}#{asks}", own) if asks else f"did you mean {' or '.join(own[:MOST_NAMED])}?" if own else ""
    )
    raise CruxmapError(f"there is no card {quoted(name)}: {hint or '`cruxmap study cards` lists them'}")
