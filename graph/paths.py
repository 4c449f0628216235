"""Ways through a graph: how one node leads to another, what a node rests on, and what rests on it."""

from __future__ import annotations

from collections import deque
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from .schema import RELATION, RELATIONS
from .whole import hidden, near

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from .graph import Graph
    from .model import Link, Node

LEADS = ("supports", "premise_of", "causes", "enables", "amplifies", "part_of", "precedes", "requires")
_SAME = "same_as"
BACKWARD = ("requires",)
_CARRYING = frozenset(
    relation.name
    for relation in RELATIONS
    if relation.name == "position_on" or (relation.polarity and relation.name not in BACKWARD)
)


class Hop(Struct, frozen=True):
    """A step along a link, `forward` if in the link's own direction; `also` names parallel relations."""

    link: Link
    forward: bool
    also: tuple[str, ...] = ()

    @property
    def start(self) -> str:
        """The id of the node the step leaves."""
        return self.link.from_id if self.forward else self.link.to_id

    @property
    def relation(self) -> str:
        """The relation as it reads in the direction of the step."""
        relation = RELATION[self.link.relation]
        return relation.name if self.forward else relation.inverse

    @property
    def end(self) -> str:
        """The id of the node the step reaches."""
        return self.link.to_id if self.forward else self.link.from_id


class Ground(Struct, frozen=True):
    """A branch of a tree of reasons: the link (None at the root), the node it leads to, what that rests on.

    `hidden` counts the nodes below that are not shown because of the depth; `repeated` marks a node whose
    own branch stands elsewhere in the tree.
    """

    link: Link | None
    node: Node
    for_it: tuple[Ground, ...] = ()
    against_it: tuple[Ground, ...] = ()
    hidden: int = 0
    repeated: bool = False


def paths(
    graph: Graph, start: str, end: str, *, via: Collection[str] = LEADS, both_ways: bool = False, most: int = 10
) -> list[list[Hop]]:
    """The shortest ways from one node to another, at most `most`, [] if there is none.

    Steps go forward along the relations of `via` (symmetric ones both ways) and backward along `requires`;
    with `both_ways` any link is a step in either direction. `same_as` is always a step, and weighs next to nothing.
    Of parallel links between two nodes the first of `via` is walked, explicit ones before inferred.
    Ways of one length come in the order of the links at each node.
    """
    walk = _Walk(graph, tuple(via), both_ways)
    if start == end:
        return []
    within = near(graph, start, end, walk.lengths, onward=walk.onward, back=walk.back)
    if not within:
        return []
    into = _ways_in(walk, start, within)
    found: list[list[Hop]] = []
    for way in _ways_back(into, start, end):
        found.append(way)
        if len(found) >= most:
            break
    return found


def why(graph: Graph, node_id: str, *, depth: int = 2) -> Ground:
    """What a node rests on, for and against, as a tree `depth` links deep.

    For it are its supporters, the premises of an argument, causes, enablers, amplifiers, what it requires
    and the sides of a crux; against it are attackers and mitigations. A twin's reasons are its own.
    Every node's branch is shown once, as near to the root as it occurs.
    """
    return _tree(graph, node_id, depth, forward=False)


def reach(graph: Graph, node_id: str, *, depth: int = 2) -> Ground:
    """What rests on a node, as a tree: `why` with every link turned round."""
    return _tree(graph, node_id, depth, forward=True)


class _Walk:
    """What is a step from node to node: along the relations of `via`, backward where they are of BACKWARD."""

    def __init__(self, graph: Graph, via: tuple[str, ...], both_ways: bool) -> None:
        self.graph, self.both_ways = graph, both_ways
        self.rank = {name: place for place, name in enumerate((_SAME, *via))}
        self.onward = frozenset(name for name in self.rank if both_ways or name not in BACKWARD)
        self.back = frozenset(name for name in self.rank if both_ways or name in BACKWARD or RELATION[name].symmetric)

    def hops(self, node_id: str) -> list[Hop]:
        """The steps from a node, one for each node they lead to, in the order of the links."""
        found: dict[str, list[Hop]] = {}
        for link in self.graph.out(node_id):
            if link.relation in self.onward:
                found.setdefault(link.to_id, []).append(Hop(link, True))
        for link in self.graph.into(node_id):
            if link.relation in self.back:
                found.setdefault(link.from_id, []).append(Hop(link, False))
        return [_joined(hops, self.rank) for hops in found.values()]

    def lengths(self, node_id: str, homeward: bool) -> dict[str, int]:
        """How long the step is to each node that a step leads to, or, homeward, that one leads from."""
        onward, back = (self.back, self.onward) if homeward else (self.onward, self.back)
        found = {link.to_id: _HOP for link in self.graph.out(node_id) if link.relation in onward}
        found |= {link.from_id: _HOP for link in self.graph.into(node_id) if link.relation in back}
        if self.graph.one(node_id) != node_id or len(self.graph.twins(node_id)) > 1:
            found |= {link.to_id: _TWIN for link in self.graph.out(node_id, _SAME)}
            found |= {link.from_id: _TWIN for link in self.graph.into(node_id, _SAME)}
        return found


_HOP, _TWIN = 1_000_000, 1
"""How long steps are: a `same_as` step so short that no number of them makes up for another."""


def _joined(hops: list[Hop], rank: dict[str, int]) -> Hop:
    """One hop for parallel ones."""
    if len(hops) == 1:
        return hops[0]
    first, *others = sorted(
        hops, key=lambda hop: (hop.relation != _SAME, hop.link.basis != "explicit", rank[hop.link.relation])
    )
    return replace(first, also=tuple(hop.relation for hop in others))


def _ways_in(walk: _Walk, start: str, within: Collection[str]) -> dict[str, list[Hop]]:
    """For each of the nodes the hops by which a shortest way from the start comes in, in the order of the links."""
    length = {start: 0}
    into: dict[str, list[Hop]] = {}
    queue = [(0, 0, start)]
    place = 0
    while queue:
        so_far, _, here = heappop(queue)
        if so_far > length[here]:
            continue
        for hop in walk.hops(here):
            there = hop.end
            if there not in within:
                continue
            through = so_far + (_TWIN if hop.link.relation == _SAME else _HOP)
            known = length.get(there)
            if known is None or through < known:
                place += 1
                length[there] = through
                into[there] = [hop]
                heappush(queue, (through, place, there))
            elif through == known:
                into[there].append(hop)
    return into


def _ways_back(into: dict[str, list[Hop]], start: str, end: str) -> Iterator[list[Hop]]:
    """All shortest ways, walked back from the end without recursion."""
    stack: list[tuple[str, list[Hop]]] = [(end, [])]
    while stack:
        here, tail = stack.pop()
        if here == start:
            yield tail[::-1]
        else:
            stack.extend((hop.start, [*tail, hop]) for hop in reversed(into[here]))


def _branches(graph: Graph, node_id: str, *, forward: bool) -> tuple[list[Hop], list[Hop]]:
    """The hops along links that carry belief, for and against; those to a twin are no reasons."""
    hops: tuple[list[Hop], list[Hop]] = [], []
    twins = graph.twins(node_id)
    for twin in twins:
        for link in graph.out(twin) if forward else graph.into(twin):
            if link.relation in _CARRYING:
                hops[RELATION[link.relation].polarity == "-"].append(Hop(link, forward))
        needs = graph.into(twin, *BACKWARD) if forward else graph.out(twin, *BACKWARD)
        hops[0].extend(Hop(link, not forward) for link in needs)
    pro, con = ([hop for hop in side if hop.end not in twins] for side in hops)
    return pro, con


def _tree(graph: Graph, root: str, depth: int, *, forward: bool) -> Ground:
    """The tree, laid out breadth first so that each node hangs as near to the root as it can."""
    level = {root: 0}
    home: dict[str, tuple[str, Hop]] = {}
    queue = deque([root])

    def hops(node_id: str) -> Iterator[Hop]:
        return (hop for side in _branches(graph, node_id, forward=forward) for hop in side)

    while queue and level[queue[0]] < depth:
        here = queue.popleft()
        for hop in hops(here):
            if hop.end not in level:
                level[hop.end] = level[here] + 1
                home[hop.end] = (here, hop)
                queue.append(hop.end)
    steps = (_CARRYING, BACKWARD) if forward else (BACKWARD, _CARRYING)
    below = hidden(
        graph, level, tuple(queue), lambda node_id: (hop.end for hop in hops(node_id)), onward=steps[0], back=steps[1]
    )

    def grow(node_id: str, link: Link | None) -> Ground:
        node = graph.node(node_id)
        if level[node_id] >= depth:
            return Ground(link, node, hidden=below[node_id])
        sides = [tuple(branch(node_id, hop) for hop in side) for side in _branches(graph, node_id, forward=forward)]
        return Ground(link, node, sides[0], sides[1])

    def branch(parent: str, hop: Hop) -> Ground:
        if home.get(hop.end) == (parent, hop):
            return grow(hop.end, hop.link)
        return Ground(hop.link, graph.node(hop.end), repeated=any(hops(hop.end)))

    return grow(root, None)
