"""Quads as maps, the inverse of `quads`; RDF of other origin is read as far as it speaks of nodes and links."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec.structs import replace

from ..canonical import ordered
from ..model import Analogy, Position, Source, SourceMap, own_source_id
from .asides import expects_of, ignores_of
from .facts import Facts
from .links import links_of
from .naming import Names
from .nodes import node_of
from .terms import FIELD_IRIS, TYPE, id_iri, property_iri

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ..expectation import Expectation
    from ..model import Ignore, Link, Node
    from ..problem import Finding, Span
    from .terms import Quad


def maps_of(
    quads: Iterable[Quad], file: str, line_of: Callable[[str], int] = lambda _: 1
) -> tuple[tuple[SourceMap, ...], tuple[Finding, ...]]:
    """The maps that quads tell of, sources first and by name, and what is wrong with them. Never raises.

    `file` is the name of the document; what has no graph and no source belongs to one called as the file is. `line_of`
    tells on which line of it an IRI is first named.
    """
    facts = Facts(quads, file, line_of)
    names = Names(facts, re.sub(r"\..*", "", file.replace("\\", "/").rpartition("/")[2]))
    orders = {thing: facts.order(thing) for thing in names.ids}
    things = sorted(names.ids, key=lambda thing: (orders[thing] is None, orders[thing] or 0))
    nodes: dict[str, list[Node]] = defaultdict(list)
    for thing in things:
        nodes[names.homes[thing]].append(node_of(facts, names, thing))
    sources = {name for name in nodes if name not in names.views}
    implied = {ends for found in nodes.values() for node in found for ends in _implied(node)}
    links = links_of(facts, names, implied, sources)
    graphs = {name: graph for graph, name in names.graphs.items()}
    found = [
        _map(facts, name, graphs.get(name, ""), nodes.get(name, []), links.get(name, []))
        for name in sorted({*nodes, *links, *graphs}, key=_natural)
    ]
    facts.tell_left_out([*names.ids, *names.graphs])
    return tuple(found), facts.findings.found()


def _map(facts: Facts, name: str, graph: str, nodes: list[Node], links: list[Link]) -> SourceMap:
    said = facts.words(graph, property_iri("source_id")) if graph else ""
    is_view = bool(graph) and facts.flag(graph, property_iri("is_view"))
    own = "" if "." in name else name
    if nodes and not is_view and all(node.id != own_source_id(name) for node in nodes):
        title = facts.words(graph, FIELD_IRIS["title"]) or name
        span = facts.span(graph or id_iri(name))
        nodes = [Source(id=own_source_id(name), kind="source", text=title, title=title, span=span), *nodes]
    nodes = [_titled(node) if node.id == own_source_id(name) else node for node in nodes]
    ignores, expects = _asides(facts, graph) if graph else ((), ())
    if graph:
        facts.understood(graph, TYPE, property_iri("digest"))
    return ordered(
        SourceMap(
            id=said if is_view else own if nodes or said else "",
            nodes=tuple(nodes),
            links=tuple(links),
            ignores=ignores,
            expects=expects,
            file=facts.file,
            is_view=is_view,
        )
    )


def _titled(node: Node) -> Node:
    return node if node.title else replace(node, title=node.text)


def _asides(facts: Facts, graph: str) -> tuple[tuple[Ignore, ...], tuple[Expectation, ...]]:
    """What comments silence and what the map expects."""

    def placed(place: str) -> Span:
        return facts.placed(place, graph)

    ignores: tuple[Ignore, ...] = ()
    expects: tuple[Expectation, ...] = ()
    for name in ("ignores", "expects"):
        text = facts.words(graph, property_iri(name))
        try:
            if text and name == "ignores":
                ignores = ignores_of(text, placed)
            elif text:
                expects = expects_of(text, placed)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            facts.bad_json(graph, name)
    return ignores, expects


def _implied(node: Node) -> list[tuple[str, str, str]]:
    """The links that a node's own entry tells."""
    if isinstance(node, Position):
        return [(node.id, "position_on", node.crux)]
    if isinstance(node, Analogy):
        return [(row.element, "analogous_to", row.stands_for) for row in node.mapping]
    return []


def _natural(name: str) -> tuple[bool, str, int, str]:
    """Sources by name, then what has none by number, or else by name."""
    folder, dot, number = name.partition(".")
    return bool(dot), folder, int(number) if re.fullmatch("[0-9]{1,40}", number) else 0, number
