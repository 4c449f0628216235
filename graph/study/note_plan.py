"""What stands where in a study note: every node written out once, every link told once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from ..graph import Graph
from ..model import Link, Position, Source, Topic, label, own_source_id
from ..schema import RANK
from .note_keys import AT_SOURCE, AT_TARGET, GROUPS, KEY, KEYS, NESTED, PARTS, Group, Key, Part
from .projection import arranged, brief, carried, own_source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Node, SourceMap


_STRUCTURE_FIRST = tuple(sorted(PARTS, key=lambda part: ("thesis", "map", "structure").count(part.name) == 0))


class Item(Struct, frozen=True):
    """A link as it is told at one of its ends: the other end, and its entry if it is written out here."""

    link: Link
    other: Node
    entry: Entry | None = None


class Told(Struct, frozen=True):
    """What stands under one key at a node, in the order to tell it."""

    key: Key
    items: tuple[Item, ...]


class Entry(Struct, frozen=True):
    """A node written out, and the links told there."""

    node: Node
    told: tuple[Told, ...] = ()


class Section(Struct, frozen=True):
    """A group of the note and its entries, those with headings of their own first."""

    group: Group
    entries: tuple[Entry, ...]


class NotePlan(Struct, frozen=True):
    """A whole note: the source it is of, "" if of several, its own entry, and the sections in the order of the table.

    `nodes` are all by id.
    """

    source: str
    own: Entry | None
    sections: tuple[Section, ...]
    nodes: dict[str, Node]

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts in the order of the template; without a thesis the structure, with its cruxes, goes first."""
        has_thesis = any(section.entries for section in self.sections if section.group.part == "thesis")
        return PARTS if has_thesis else _STRUCTURE_FIRST

    def gathered(self) -> tuple[list[Node], list[Link]]:
        """All nodes and links in the order in which they are read, but for what ties a position to its crux."""
        nodes = [self.own.node] if self.own else []
        links: list[Link] = []
        for part in self.parts:
            if self.own and part.name == "connections":
                _gather_told(self.own, nodes, links)
            for section in self.sections:
                for entry in section.entries if section.group.part == part.name else ():
                    _gather(entry, nodes, links)
        return nodes, links


def project(graph: Graph) -> SourceMap:
    """What a note can carry of the graph: the map that is read of the note written of it.

    It is a view of the graph's one source, or of several. Nodes come in the order of the note by kind (topics with a
    level, or of which much is told, before the others), links in that in which it tells them. Projecting once more
    changes nothing.
    """
    plan = note_plan(graph)
    return arranged(plan.source, *plan.gathered())


def as_graph(source_map: SourceMap) -> Graph:
    """The graph of a projection alone."""
    sides = (
        Link(from_id=node.id, relation="position_on", to_id=node.crux)
        for node in source_map.nodes
        if isinstance(node, Position)
    )
    return Graph(source_map.nodes, (*source_map.links, *sides))


def note_plan(graph: Graph) -> NotePlan:
    """The note of a graph, as far as a note can carry it."""
    nodes, links = carried(graph)
    source = own_source(nodes)
    planner = _Planner(nodes, links, own_source_id(source))
    sections = tuple(
        Section(group, tuple(planner.entry(node) for kind in group.kinds for node in planner.home(kind, group)))
        for group in GROUPS
    )
    own = planner.nodes.get(planner.own)
    return NotePlan(source, planner.entry(own) if own else None, sections, planner.nodes)


class _Planner:
    """Finds for each node and link where it is told."""

    def __init__(self, nodes: list[Node], links: list[Link], own: str) -> None:
        self.nodes = {node.id: node for node in nodes}
        self.own = own
        self.brief = brief(nodes, links)
        named = {node.thesis for node in nodes if isinstance(node, Source)}
        self.theses = {node.id for node in nodes if node.kind == "claim" and node.id in named}
        sides = [
            Link(from_id=node.id, relation="position_on", to_id=node.crux)
            for node in nodes
            if isinstance(node, Position)
        ]
        self.out: dict[str, list[Link]] = {}
        for link in (*sides, *links):
            self.out.setdefault(link.from_id, []).append(link)
        self.ties: dict[str, Link] = {link.from_id: link for link in sides}
        for tie in sorted(self._ties_to_own(links), key=lambda link: (RANK[link.relation], link.from_id == own)):
            self.ties.setdefault(tie.from_id if tie.to_id == own else tie.to_id, tie)
        sided = {link.from_id for link in sides}
        place = {
            node_id: order for order, node_id in enumerate(self.nodes) if node_id not in self.ties or node_id in sided
        }
        for node in nodes:
            found = None if node.id in self.ties or node.id in self.theses else self._tie(node, place)
            if found:
                self.ties[node.id] = found
        for node_id in self.ties:
            self.nodes[node_id] = self._named_apart(self.nodes[node_id])
        self.told: dict[str, list[Link]] = {}
        for link in (*sides, *links):
            self.told.setdefault(self._teller(link), []).append(link)

    def home(self, kind: str, group: Group) -> Iterator[Node]:
        """The nodes of a kind that are written out in a group, and not at another node, "thesis" being a kind; not the
        own source."""
        for node in self.nodes.values():
            known = "thesis" if node.id in self.theses else node.kind
            is_here = known == kind and (node.id in self.brief) == group.is_brief
            if is_here and node.id not in self.ties and node.id != self.own:
                yield node

    def entry(self, node: Node) -> Entry:
        """A node written out, with what is told there."""
        by_key: dict[Key, list[Item]] = {}
        for link in self.told.get(node.id, ()):
            inward = link.to_id == node.id
            other = self.nodes[link.from_id if inward else link.to_id]
            nested = self.ties.get(other.id) is link and self._teller(link) == node.id
            item = Item(link, other, self.entry(other) if nested else None)
            by_key.setdefault(KEY[link.relation, inward], []).append(item)
        return Entry(node, tuple(Told(key, tuple(by_key[key])) for key in KEYS if key in by_key))

    def _named_apart(self, node: Node) -> Node:
        """A node that is written out at another, without a title that says only where it stands."""
        tie = self.ties[node.id]
        inward = tie.from_id == node.id
        above = self.nodes[tie.to_id if inward else tie.from_id]
        says_place = node.title == f"{label(above)}: {KEY[tie.relation, inward].words}"
        return replace(node, title="") if says_place else node

    def _kind(self, node_id: str) -> str:
        return "thesis" if node_id in self.theses else self.nodes[node_id].kind

    def _ties_to_own(self, links: list[Link]) -> Iterator[Link]:
        """Links between the note's document and what one only has to know of: it has no level, and says no more."""
        for link in links:
            if link.relation in AT_SOURCE and self.own in (link.from_id, link.to_id):
                other = self.nodes[link.to_id if link.from_id == self.own else link.from_id]
                if isinstance(other, Topic) and other.complexity is None and other.eli is None:
                    yield link

    def _tie(self, node: Node, place: dict[str, int]) -> Link | None:
        """The link along which a node is written out at another, None if it stands for itself."""
        for relation, kinds in NESTED.get(node.kind, ()):
            found = [
                link
                for link in self.out.get(node.id, ())
                if link.relation == relation and link.to_id in place and self._kind(link.to_id) in kinds
            ]
            if found:
                return min(found, key=lambda link: place[link.to_id])
        return None

    def _teller(self, link: Link) -> str:
        """The id of the node at which a link is told."""
        if link.relation in AT_SOURCE and self.own in (link.from_id, link.to_id):
            return self.own
        at_target = link.relation in AT_TARGET or self.ties.get(link.from_id) is link
        return link.to_id if at_target else link.from_id


def _gather(entry: Entry, nodes: list[Node], links: list[Link]) -> None:
    """Add an entry's nodes and links in the order in which they are read."""
    nodes.append(entry.node)
    _gather_told(entry, nodes, links)


def _gather_told(entry: Entry, nodes: list[Node], links: list[Link]) -> None:
    for told in entry.told:
        for item in told.items:
            if item.link.relation != "position_on":
                links.append(item.link)
            if item.entry:
                _gather(item.entry, nodes, links)
