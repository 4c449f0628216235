"""Commands that ask what there is: cruxes, list, links, show, sources, stats, search."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from ..exports import json_, terminal, terminal_cruxes, terminal_node
from ..graph import query
from ..graph import search as search_
from ..graph.ids import known_sources, no_such, resolve
from ..graph.problem import quoted
from . import options
from .remembering import remembered

if TYPE_CHECKING:
    from .answer import Answer, Session

Words = tuple[str, ...]
_NO_CRUXES = (
    "no cruxes: nothing that was read asks a question with sides to it; `cruxmap weigh` tells what stands, "
    "`cruxmap gaps` what is missing"
)


@click.command()
@options.maybe_a_crux
@options.by_source
@options.by_tag
@options.as_json
@remembered
def cruxes(session: Session, /, crux: str | None, sources: Words, tags: Words, as_json: bool) -> Answer:
    """The cruxes and what each side answers; with a CRUX, its sides in full.

    --source S gives the cruxes of S and those that nodes of S support, attack or bear on.
    """
    if crux is None:
        found = query.each_crux(session.graph, sources=known_sources(session.graph, sources), tags=tags)
        told = "no cruxes" if sources or tags or session.errors else _NO_CRUXES
        return session.answer_each(as_json, found, json_.crux, terminal_cruxes.crux_list, told)
    one = query.crux_at(session.graph, resolve(session.graph, crux, kind="crux"))
    return session.answer(as_json, [one], json_.crux, terminal_cruxes.crux_pages, "")


@click.command("list")
@options.by_source
@options.by_kind
@options.by_tag
@options.by_side
@options.by_modality
@options.as_json
@remembered
def list_(session: Session, /, as_json: bool, sources: Words, **filters: Words) -> Answer:
    """The nodes, one an entry."""
    found = query.select(session.graph, sources=known_sources(session.graph, sources), **filters)
    return session.answer(as_json, found, json_.node, terminal.node_list, no_such(session.graph, "nodes", **filters))


@click.command()
@options.some_ids
@options.by_relation
@options.by_from_kind
@options.by_to_kind
@options.by_side
@options.by_source
@options.as_json
@remembered
def links(session: Session, /, nodes: Words, as_json: bool, sources: Words, **filters: Words) -> Answer:
    """The links, of the whole library or at some nodes.

    --side gives the links that start at what speaks for a side, or lean to it; with IDs, --source wants
    the other end to be of that source.
    """
    at = [resolve(session.graph, word) for word in nodes]
    found = query.links(session.graph, at=at, sources=known_sources(session.graph, sources), **filters)
    return session.answer(as_json, found, json_.link, terminal.link_list, no_such(session.graph, "links", **filters))


@click.command()
@options.an_id
@options.as_json
@remembered
def show(session: Session, /, node: str, as_json: bool) -> Answer:
    """One node with all it says and all links in and out."""
    found = session.graph.node(resolve(session.graph, node))
    return session.answer_one(as_json, found, partial(json_.shown, session.graph), terminal_node.node_page)


@click.command()
@options.as_json
@remembered
def sources(session: Session, /, as_json: bool) -> Answer:
    """The documents, each with its thesis and how much is in it."""
    return session.answer(as_json, [*session.graph.sources()], json_.node, terminal.source_list, "no sources")


@click.command()
@options.by_source
@options.as_json
@remembered
def stats(session: Session, /, sources: Words, as_json: bool) -> Answer:
    """How many nodes and links of which kinds."""
    kept = query.select(session.graph, sources=known_sources(session.graph, sources))
    counts = query.count(session.graph.part(node.id for node in kept))
    return session.answer_one(as_json, counts, json_.counts, terminal.stats)


@click.command()
@click.argument("words", nargs=-1, required=True)
@options.by_source
@options.by_kind
@options.by_tag
@click.option("--most", type=click.IntRange(1, 1000), default=20, show_default=True, help="How many at the most.")
@options.as_json
@remembered
def search(session: Session, /, words: Words, most: int, as_json: bool, sources: Words, **filters: Words) -> Answer:
    """Nodes that hold the WORDS, best first, with where they matched."""
    wanted = " ".join(words)
    text = None if sources or any(filters.values()) else session.graph.full_text()
    nodes = [] if text else query.select(session.graph, sources=known_sources(session.graph, sources), **filters)
    hits = search_.search_kept(text, wanted, most=most) if text else search_.search(nodes, wanted, most=most)
    near = "" if hits or as_json else search_.other_words(text.each() if text else nodes, wanted)
    told = f"nothing found: did you mean {quoted(near)}?" if near else "nothing found"
    return session.answer(as_json, hits, json_.hit, terminal.hit_list, told, must_find=True)
