"""Two libraries made one: what both say, what only one says, and what they say otherwise as doubts to be settled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct
from msgspec.structs import fields, replace

from .canonical import ordered, without_positions
from .difference.matching import matches
from .doubt import EDITABLE, Decision, Doubt
from .model import Crux, Link, Node, Position, Source, SourceMap
from .schema import RELATION, allows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from .doubt import Sort

Key = tuple[str, str, str]
T = TypeVar("T", Node, Link)
V = TypeVar("V")

UNITED = ("tags", "aliases", "without")
"""Fields of which both values count."""

FROM_THE_OTHER = "told so in one of two libraries that were merged"


class Merged(Struct, frozen=True, kw_only=True):
    """The maps of both libraries; the doubts that are open, of which ours stands, and those that were settled."""

    maps: tuple[SourceMap, ...]
    doubts: tuple[Doubt, ...]
    settled: tuple[tuple[Doubt, Decision], ...]


def merge(
    ours: Iterable[SourceMap],
    theirs: Iterable[SourceMap],
    base: Iterable[SourceMap] | None = None,
    settle: Callable[[Doubt], Decision | None] = lambda _doubt: None,
) -> Merged:
    """Both libraries in one. `settle` says how a doubt is settled, None for not yet: then ours stands.

    With a `base`, which both come from, what only one side changed or removed is changed or removed; without one
    nothing is removed, and what one side leaves unsaid the other says.
    """
    sides = [_Side(maps) for maps in (ours, theirs)]
    return _Merging(sides[0], sides[1], _Side(base) if base is not None else None, settle).merged()


class _Side:
    """What a library says, by id, with places forgotten; links by their ends, symmetric ones either way round."""

    def __init__(self, maps: Iterable[SourceMap]) -> None:
        self.maps: dict[str, SourceMap] = {}
        self.nodes: dict[str, Node] = {}
        self.links: dict[Key, Link] = {}
        self.holders: dict[Key, str] = {}
        for given in maps:
            one = without_positions(given)
            if one.is_view or (one.id and one.id in self.maps):
                continue
            known = self.maps.get(one.id)
            self.maps[one.id] = together(known, one) if known else one
            self.nodes |= {node.id: node for node in one.nodes}
            for link in one.links:
                key = key_of(link)
                self.links.setdefault(key, link)
                self.holders.setdefault(key, one.id)


def together(first: SourceMap, second: SourceMap) -> SourceMap:
    """Two files that hold only links, as one."""
    return replace(
        first,
        links=(*first.links, *second.links),
        ignores=(*first.ignores, *second.ignores),
        expects=(*first.expects, *second.expects),
    )


def key_of(link: Link) -> Key:
    """By what a link is known: its ends and relation, of a symmetric one either way round."""
    ends = (link.from_id, link.to_id)
    first, second = sorted(ends) if RELATION[link.relation].symmetric else ends
    return first, link.relation, second


class _Merging:
    """Two sides as they become one."""

    def __init__(
        self, ours: _Side, theirs: _Side, base: _Side | None, settle: Callable[[Doubt], Decision | None]
    ) -> None:
        self.ours, self.theirs, self.base = ours, theirs, base
        self.settle = settle
        self.doubts: list[Doubt] = []
        self.settled: list[tuple[Doubt, Decision]] = []
        self.more_nodes: list[Node] = []
        self.more_links: list[tuple[str, Link]] = []

    def merged(self) -> Merged:
        nodes = self._nodes()
        links = self._links(nodes)
        self._twins(nodes)
        for node in self.more_nodes:
            nodes[node.id] = node
        holders = {key: self.ours.holders.get(key) for key in links if key in self.ours.holders}
        maps = []
        for source in dict.fromkeys((*self.ours.maps, *self.theirs.maps)):
            mine = [link for key, link in links.items() if holders.get(key, self.theirs.holders.get(key)) == source]
            mine += [link for holder, link in self.more_links if holder == source]
            maps.append(self._map(source, [node for node in nodes.values() if node.source == source], mine))
        return Merged(maps=tuple(maps), doubts=tuple(self.doubts), settled=tuple(self.settled))

    def _map(self, source: str, nodes: list[Node], links: list[Link]) -> SourceMap:
        """The map of a source, or of the links between sources."""
        sides = [side.maps[source] for side in (self.ours, self.theirs) if source in side.maps]
        known = {node.id for node in nodes}
        nodes = [
            replace(node, thesis="") if isinstance(node, Source) and node.thesis and node.thesis not in known else node
            for node in nodes
        ]
        return ordered(
            SourceMap(
                id=source,
                nodes=tuple(nodes) if source else (),
                links=tuple(links),
                ignores=self._both(source, lambda side: side.ignores),
                expects=self._both(source, lambda side: side.expects),
                file=sides[0].file,
            )
        )

    def _both(self, source: str, of: Callable[[SourceMap], tuple[V, ...]]) -> tuple[V, ...]:
        """What either side's map has beside its nodes and links, but for what one of them took out of the base."""
        ours, theirs, base = (
            of(side.maps[source]) if side and source in side.maps else ()
            for side in (self.ours, self.theirs, self.base)
        )
        found: list[V] = []
        for item in (*ours, *theirs):
            if item not in found and (item not in base or (item in ours and item in theirs)):
                found.append(item)
        return tuple(found)

    def _nodes(self) -> dict[str, Node]:
        found: dict[str, Node] = {}
        for node_id in dict.fromkeys((*self.ours.nodes, *self.theirs.nodes)):
            before = self.base.nodes.get(node_id) if self.base else None
            node = self._one(self.ours.nodes.get(node_id), self.theirs.nodes.get(node_id), before, node_id, "node")
            if node is not None:
                found[node_id] = node
        kept = {node.crux for node in found.values() if isinstance(node, Position)}
        for crux in kept:  # a side that stays keeps its crux
            if not isinstance(found.get(crux), Crux):
                found[crux] = next(side.nodes[crux] for side in (self.ours, self.theirs) if _is_crux(side, crux))
        return found

    def _links(self, nodes: Mapping[str, Node]) -> dict[Key, Link]:
        every = {*self.ours.nodes, *self.theirs.nodes}
        found: dict[Key, Link] = {}
        for key in dict.fromkeys((*self.ours.links, *self.theirs.links)):
            if any(end in every and end not in nodes for end in (key[0], key[2])):
                continue
            first, second = (side.links.get(key) for side in (self.ours, self.theirs))
            before = self.base.links.get(key) if self.base else None
            if first and second and first.from_id != second.from_id:  # symmetric, written the other way round
                first, second = (replace(link, from_id=key[0], to_id=key[2]) for link in (first, second))
            link = self._one(first, second, before, " ".join(key), "link")
            if link is not None:
                found[key] = link
        return found

    def _one(self, ours: T | None, theirs: T | None, base: T | None, name: str, sort: Sort) -> T | None:
        """What becomes of a node or link that one side has, or both."""
        if ours is None or theirs is None:
            there = ours if theirs is None else theirs
            if base is None or there is None:
                return there
            if there == base:
                return None
            chosen = self._decided(Doubt(sort=sort, name=name, ours=ours, theirs=theirs))
            wanted = theirs if chosen and chosen.choice == "theirs" else ours
            return wanted if chosen else there
        if theirs in (ours, base):
            return ours
        if ours == base:
            return theirs
        united, differing = _united(ours, theirs, base)
        if not differing:
            return united
        doubt = Doubt(sort=sort, name=name, ours=ours, theirs=theirs, fields=differing)
        chosen = self._decided(doubt)
        if chosen is None or chosen.choice == "ours":
            return united
        return self._chosen(united, theirs, differing, chosen)

    def _chosen(self, united: T, theirs: T, differing: tuple[str, ...], chosen: Decision) -> T:
        """What both agree on, with what was chosen of what they do not."""
        is_other_kind = "kind" in differing
        if chosen.choice == "theirs" and not is_other_kind:
            return replace(united, **{name: getattr(theirs, name) for name in differing})
        if chosen.choice == "theirs" and not (isinstance(united, Crux) or isinstance(theirs, Crux)):
            return theirs
        if chosen.choice == "edit":
            free = {*EDITABLE} & {*differing}
            return replace(united, **{name: said for name, said in chosen.values.items() if name in free and said})
        if isinstance(theirs, Node) and isinstance(united, Node):
            self._beside(united, theirs)
        return united

    def _beside(self, ours: Node, theirs: Node) -> None:
        """Keep theirs too, under an id of its own, and say that both are the same where that can be said."""
        taken = {*self.ours.nodes, *self.theirs.nodes, *(node.id for node in self.more_nodes)}
        there = [self.ours.nodes[node_id] for node_id in taken if node_id in self.ours.nodes]
        numbered = (node for node in there if node.id.startswith(f"{theirs.id}-") and node.kind == theirs.kind)
        if any(node.text == theirs.text for node in numbered):
            return  # kept beside it when these were merged before
        number = next(number for number in range(2, len(taken) + 3) if f"{theirs.id}-{number}" not in taken)
        other: Node = replace(theirs, id=f"{theirs.id}-{number}")
        if isinstance(other, Position):
            other = replace(other, side=f"{other.side}-{number}")
        self.more_nodes.append(other)
        if allows(RELATION["same_as"], ours.kind, other.kind):
            self.more_links.append((ours.source, _same(ours.id, other.id)))

    def _twins(self, nodes: Mapping[str, Node]) -> None:
        """Nodes that only one side has each, and that may be the same."""
        mine = {node_id: node for node_id, node in self.ours.nodes.items() if node_id in nodes}
        other = {node_id: node for node_id, node in self.theirs.nodes.items() if node_id in nodes}
        said = {
            frozenset(pair[::2]) for side in (self.ours, self.theirs) for pair in side.links if pair[1] == "same_as"
        }
        for match in matches(mine, other):
            first, second = mine[match.before], other[match.after]
            is_said = frozenset((first.id, second.id)) in said
            if is_said or first.slug == second.slug == "source" or not _may_be_same(first, second):
                continue
            chosen = self._decided(Doubt(sort="twins", name=f"{first.id} {second.id}", ours=first, theirs=second))
            if chosen and chosen.choice == "same":
                source = first.source if first.source == second.source else ""
                self.more_links.append((source, _same(first.id, second.id)))
                if not source and "" not in self.ours.maps and "" not in self.theirs.maps:
                    self.ours.maps[""] = SourceMap(id="")

    def _decided(self, doubt: Doubt) -> Decision | None:
        chosen = self.settle(doubt)
        if chosen is None:
            self.doubts.append(doubt)
        else:
            self.settled.append((doubt, chosen))
        return chosen


def _united(ours: T, theirs: T, base: T | None) -> tuple[T, tuple[str, ...]]:
    """What both say, of fields that both say differently ours, and the names of these."""
    if isinstance(ours, Node) and isinstance(theirs, Node) and ours.kind != theirs.kind:
        names = dict.fromkeys(each.name for item in (ours, theirs) for each in fields(item))
        return ours, tuple(name for name in names if getattr(ours, name, None) != getattr(theirs, name, None))
    changes: dict[str, object] = {}
    differing = []
    for each in fields(ours):
        mine: Any = getattr(ours, each.name)
        others: Any = getattr(theirs, each.name)
        before: Any = getattr(base, each.name, None)
        if mine == others or (base is not None and others == before):
            continue
        if base is not None and mine == before:
            changes[each.name] = others
        elif each.name in UNITED:
            lost = {item for item in before or () if item not in mine or item not in others}
            changes[each.name] = tuple(item for item in dict.fromkeys((*mine, *others)) if item not in lost)
        elif base is None and others in _UNSAID:
            continue
        elif base is None and mine in _UNSAID:
            changes[each.name] = others
        else:
            differing.append(each.name)
    return replace(ours, **changes), tuple(differing)


_UNSAID = ("", (), None, False)


def _same(first: str, second: str) -> Link:
    start, end = sorted((first, second))
    return Link(from_id=start, relation="same_as", to_id=end, basis="inferred", note=FROM_THE_OTHER)


def _may_be_same(first: Node, second: Node) -> bool:
    return allows(RELATION["same_as"], first.kind, second.kind)


def _is_crux(side: _Side, node_id: str) -> bool:
    return isinstance(side.nodes.get(node_id), Crux)
