"""Which cards a study command is about: its filters, which all of them share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct

from ..graph.ids import known_sources, no_such, resolve
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
    nodes: Words = ()
    focus: str = ""
    depth: int = 2


by_node = click.option(
    "--node",
    "nodes",
    multiple=True,
    metavar="ID",
    help="Only what is asked about this node or this crux; repeatable.",
    shell_complete=options.completed(options.every_id),
)


def filters(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that fill a Choice."""
    for option in (
        options.to_depth,
        options.focus,
        by_node,
        options.by_tag,
        options.by_facet,
        options.by_kind,
        options.by_source,
    ):
        command = option(command)
    return command


def chosen(graph: Graph, choice: Choice) -> list[Card]:
    """The cards of the whole graph that fit. Raises CruxmapError for an id or a facet that there is not."""
    focus = resolve(graph, choice.focus) if choice.focus else ""
    near = around(graph, focus, choice.depth) if focus else graph
    found = fitting(
        graph,
        all_cards(graph),
        sources=known_sources(graph, choice.sources),
        kinds=choice.kinds,
        tags=choice.tags,
        facets=[facet_named(name).name for name in choice.facets],
        nodes=[resolve(graph, name) for name in choice.nodes],
    )
    return [card for card in found if card.node in near]


def none_of(graph: Graph, choice: Choice) -> str:
    """What to say where no card was chosen."""
    return "no cards" if choice == Choice() else no_such(graph, "card", tags=choice.tags)


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
