"""Source maps to one graph: resolves ids, checks the ends of links, derives the links that nesting implies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from .graph import Graph
from .missing_ids import Names
from .model import Analogy, Link, Node, Position, Source, SourceMap, source_id
from .problem import Finding, quoted
from .schema import INVERSE, KIND, RELATION, Relation, allowed_targets, allows
from .suggest import did_you_mean
from .that_count import that_count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


class Built(Struct, frozen=True):
    """The graph of all that fits together, and a finding for what does not.

    `lost` are the nodes at an end of a link that was left out. `maps` are what the graph is made of, in its order, and
    `written` is how many of its links these say; the rest, which nesting implies, come last. It is `plain` if all that
    they say is in it and none is a view.
    """

    graph: Graph
    findings: list[Finding]
    lost: frozenset[str] = frozenset()
    maps: tuple[SourceMap, ...] = ()
    written: int = 0
    plain: bool = False


def build(maps: Iterable[SourceMap]) -> Built:
    """One graph of several maps; the order in which they come does not matter, but for their file names.

    Of two maps with one source id the one whose file sorts first counts. A link that names a missing node,
    does not fit its ends, or stands twice is left out and found. `same_as` merges nothing. Views tell what they show
    of documents that no other map is of; what they say beyond the other maps of their documents is found.
    """
    findings: list[Finding] = []
    chosen = that_count(maps, findings)
    nodes = {node.id: node for source_map in chosen for node in source_map.nodes}
    links = list(_written_links(chosen))
    names = Names(nodes, frozenset((link.from_id, link.relation, link.to_id) for link in links))
    findings.extend(_dangling_branches(nodes.values(), names))
    kept: dict[tuple[str, str, str], Link] = {}
    lost: set[str] = set()
    for link in links:
        relation = RELATION[link.relation]
        faults = _faults(link, relation, names) or _repeated(link, relation, kept)
        if faults:
            findings.extend(faults)
            lost |= {link.from_id, link.to_id} & nodes.keys()
        else:
            kept[link.from_id, link.relation, link.to_id] = link
    written, repeated = len(kept), False
    for link in _implied_links(nodes.values(), names, findings):
        faults = _faults(link, RELATION[link.relation], names)
        if faults:
            findings.extend(faults)
        elif _repeated(link, RELATION[link.relation], kept):
            repeated = True
        else:
            kept[link.from_id, link.relation, link.to_id] = link
    findings.extend(_unknown_sides(kept.values(), nodes.values()))
    findings.extend(_impossible_absences(nodes.values()))
    plain = not (findings or repeated or any(source_map.is_view for source_map in chosen))
    graph = Graph(nodes.values(), kept.values())
    return Built(graph, findings, frozenset(lost), tuple(chosen), written, plain)


def refit(
    one: SourceMap, known: Mapping[str, Node], others: Iterable[Link], positions: Callable[[str], Iterable[Node]]
) -> tuple[Link, ...] | None:
    """The links that a map has where it takes the place of another of its source in a `plain` graph, those that nesting
    implies last; None if the graph would not be plain then, or that cannot be told without building it anew.

    `known` are the nodes of the other sources, `others` the links at nodes of this one that their maps write, and
    `positions` gives those of a crux.
    """
    own = {node.id: node for node in one.nodes}
    nodes = _Refitted(one.id, own, known)
    names = Names(nodes)
    kept: dict[tuple[str, str, str], Link] = {}
    findings = [*_dangling_branches(own.values(), names), *_impossible_absences(own.values())]
    foreign, written = list(others), list(one.links)
    for link in (*foreign, *written, *_implied_links(own.values(), names, findings)):
        relation = RELATION[link.relation]
        if link.from_id not in nodes or link.to_id not in nodes or findings:
            return None
        if _faults(link, relation, names) or _repeated(link, relation, kept):
            return None
        kept[link.from_id, link.relation, link.to_id] = link
    cruxes = dict.fromkeys(link.to_id for link in kept.values() if link.qualifier and link.to_id not in own)
    told = [*own.values(), *(node for crux in cruxes for node in positions(crux))]
    return None if any(_unknown_sides(kept.values(), told)) else tuple(kept.values())[len(foreign) :]


class _Refitted(Mapping[str, Node]):
    """The nodes of one source as they are now, and of the others as they are known. It is asked, not walked through."""

    def __init__(self, source: str, own: Mapping[str, Node], known: Mapping[str, Node]) -> None:
        self._source, self._own, self._known = source, own, known

    def __getitem__(self, node_id: str) -> Node:
        return self._own[node_id] if source_id(node_id) == self._source else self._known[node_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._own)

    def __len__(self) -> int:
        return len(self._own)


def _written_links(maps: list[SourceMap]) -> Iterator[Link]:
    for source_map in maps:
        yield from source_map.links


def _implied_links(nodes: Iterable[Node], names: Names, findings: list[Finding]) -> Iterator[Link]:
    """Positions answer their crux; rows of an analogy that pair two nodes are links too."""
    for node in nodes:
        if isinstance(node, Position):
            yield Link(from_id=node.id, relation="position_on", to_id=node.crux, span=node.span)
        elif isinstance(node, Analogy):
            for pair in node.mapping:
                findings.extend(
                    names.missing(side, pair.span)
                    for side in (pair.element, pair.stands_for)
                    if names.is_mistyped(side)
                )
                if pair.element in names.nodes and pair.stands_for in names.nodes:
                    yield Link(
                        from_id=pair.element,
                        relation="analogous_to",
                        to_id=pair.stands_for,
                        basis=pair.basis,
                        note=pair.note,
                        span=pair.span,
                    )


def _unknown_sides(links: Iterable[Link], nodes: Iterable[Node]) -> Iterator[Finding]:
    """Links that lean to a side which their crux has no position for."""
    sides: dict[str, set[str]] = {}
    for node in nodes:
        if isinstance(node, Position):
            sides.setdefault(node.crux, set()).add(node.side)
    for link in links:
        qualifier = RELATION[link.relation].qualifier
        known = sides.get(link.to_id, set())
        if link.qualifier and qualifier and not qualifier.values and link.qualifier not in known:
            hint = did_you_mean(link.qualifier, known) or f"sides: {', '.join(sorted(known)) or 'none'}"
            message = f"{quoted(link.to_id)} has no side {quoted(link.qualifier)} to lean to"
            yield Finding(rule="unknown-side", message=message, span=link.span, hint=hint)


def _impossible_absences(nodes: Iterable[Node]) -> Iterator[Finding]:
    """Empty lists of relations that a node of its kind can never have."""
    for node in nodes:
        for key in node.without:
            relation = RELATION.get(key) or INVERSE.get(key)
            place = 0 if key in RELATION else 1
            if relation and not relation.symmetric and all(node.kind not in ends[place] for ends in relation.ends):
                message = f"{_a(node.kind)} can have no {key!r}, so {quoted(node.id)} need not say that it has none"
                yield Finding(rule="ends-not-allowed", message=message, span=node.span, hint=f"drop {key}: []")


def _dangling_branches(nodes: Iterable[Node], names: Names) -> Iterator[Finding]:
    for node in nodes:
        queue = [node.outline] if isinstance(node, Source) and node.outline else []
        while queue:
            item = queue.pop()
            queue.extend(item.children)
            if item.node and item.node not in names.nodes:
                yield names.missing(item.node, item.span)


def _faults(link: Link, relation: Relation, names: Names) -> list[Finding]:
    """Why a link cannot be kept: ends that do not exist, else that both are one, else that they do not fit."""
    spans = link.end_spans or (link.span, link.span)
    ends = ((link.from_id, link.to_id, spans[0]), (link.to_id, link.from_id, spans[1]))
    missing = [
        names.missing(end, span, _fits(link, relation, other, names))
        for end, other, span in ends
        if end not in names.nodes
    ]
    if missing:
        return missing
    if link.from_id == link.to_id:
        message = f"{quoted(link.from_id)} {_says(link)} itself"
        return [Finding(rule="self-link", message=message, span=link.span, hint="name another node or drop the link")]
    first, second = names.nodes[link.from_id].kind, names.nodes[link.to_id].kind
    return [] if allows(relation, first, second) else [_misfit(link, relation, first, second)]


def _fits(link: Link, relation: Relation, other: str, names: Names) -> Callable[[str], bool]:
    """Whether a node could stand at the end of the link that is not `other`."""

    def fits(node_id: str) -> bool:
        ends = (other, node_id) if other == link.from_id else (node_id, other)
        if node_id == other or (ends[0], link.relation, ends[1]) in names.written:
            return False
        if other not in names.nodes:
            kind = names.nodes[node_id].kind
            return any(kind in pair[other == link.from_id] for pair in relation.ends)
        return allows(relation, names.nodes[ends[0]].kind, names.nodes[ends[1]].kind)

    return fits


def _misfit(link: Link, relation: Relation, first: str, second: str) -> Finding:
    targets = ", ".join(KIND[kind].label for kind in allowed_targets(relation, first))
    ends = f"({quoted(link.from_id)} to {quoted(link.to_id)})"
    if relation.name == "same_as":
        message = f"{_a(first)} cannot be the same as {_a(second)} {ends}"
        hint = f"{_a(first)} can be the same as: {targets or 'nothing'}"
        return Finding(rule="same-as-kinds", span=link.span, hint=hint, message=message)
    starts = sorted({KIND[kind].label for pair in relation.ends for kind in pair[0]})
    hint = f"{_a(first)} {_says(link)}: {targets}" if targets else f"'{relation.name}' starts at: {', '.join(starts)}"
    message = f"{_a(first)} cannot be linked to {_a(second)} by '{relation.name}' {ends}"
    return Finding(rule="ends-not-allowed", span=link.span, hint=hint, message=message)


def _repeated(link: Link, relation: Relation, kept: dict[tuple[str, str, str], Link]) -> list[Finding]:
    first = kept.get((link.from_id, link.relation, link.to_id))
    if first is None and relation.symmetric:
        first = kept.get((link.to_id, link.relation, link.from_id))
    if first is None:
        return []
    message = f"{quoted(link.from_id)} {_says(link)} {quoted(link.to_id)} stands twice"
    hint = f"{first.span} has it already: drop one"
    return [Finding(rule="duplicate-link", span=link.span, hint=hint, message=message)]


def _says(link: Link) -> str:
    return link.relation.replace("_", " ")


def _a(kind: str) -> str:
    label = KIND[kind].label
    if kind == "evidence":
        return label
    return f"an {label}" if label[0] in "aeiou" else f"a {label}"
