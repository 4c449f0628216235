"""Which cards a study command is about: its filters, which all of them share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct

from ..graph.ids import known_sources, resolve, tags_of
from ..graph.part import narrowed
from ..graph.problem import CruxmapError, quoted
from ..graph.study.facets import FACETS
from ..graph.study.facets import cards as all_cards
from ..graph.suggest import did_you_mean
from . import options

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..graph.graph import Graph
    from ..graph.study.card import Card

Words = tuple[str, ...]


class Choice(Struct, frozen=True, kw_only=True):
    """Filters as on the command line: a card must fit all that are given."""

    sources: Words = ()
    facets: Words = ()
    tags: Words = ()
    focus: str = ""
    depth: int = 2


def filters(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that fill a Choice."""
    facet = click.option(
        "--facet",
        "facets",
        multiple=True,
        metavar="NAME",
        type=click.Choice([facet.name for facet in FACETS]),
        help="Only this facet, as `cruxmap study cards` names them behind #; repeatable.",
    )
    for option in (options.to_depth, options.focus, options.by_tag, facet, options.by_source):
        command = option(command)
    return command


def chosen(graph: Graph, choice: Choice) -> list[Card]:
    """The cards of the whole graph that fit. Raises CruxmapError for what the graph does not have."""
    known_sources(graph, choice.sources)
    known = tags_of(graph) if choice.tags else []
    for tag in choice.tags:
        if tag not in known:
            raise CruxmapError(f"there is no tag {quoted(tag)}: {did_you_mean(tag, known) or 'no node has it'}")
    focus = resolve(graph, choice.focus) if choice.focus else ""
    part = narrowed(graph, sources=choice.sources, tags=choice.tags, focus=focus, depth=choice.depth)
    return [
        card for card in all_cards(graph) if card.node in part and (not choice.facets or card.facet in choice.facets)
    ]
