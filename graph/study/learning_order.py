"""The order of learning: all that a thing needs, collected, and put in a row."""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

from msgspec import Struct

from ..model import Source, Topic
from ..reasoning.components import components
from ..schema import SOURCE_SLUG
from .needs import is_weak, needed

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from ..graph import Graph
    from ..model import Link, Node

UNRATED = 5
"""How complex what has no complexity is taken to be, on the scale from 1 to 10."""

NAMED = ("concept", "mechanism", "failure_mode", "mitigation")
"""The kinds of node that are things with a name, which a text may leave unexplained."""

TAUGHT = (*NAMED, "crux")
"""The kinds of node that a document teaches, besides its thesis."""

Needs = dict[str, dict[str, list["Link"]]]
"""For each thing what it needs, with the links that say so; without links what a document teaches. Twins are one thing,
which goes by the id that stands for them."""


class Wanted(Struct, frozen=True):
    """What is to be learned: each thing with what it needs, and the things that are needed `firmly`, were all that is
    weak left out."""

    needs: Needs
    firmly: frozenset[str]


def wanted(graph: Graph, target: str, without: Collection[str] = ()) -> Wanted:
    """All that a node needs, itself included, as far as one comes without passing what is left out.

    A document also needs all that it teaches, and its thesis; nothing needs the document that one sets out to learn.
    """
    root = graph.one(target)
    left_out = {*without, root} if is_document(graph.node(target)) else {*without}
    needs: Needs = {}
    queue = [] if root in without else [root]
    while queue:
        thing = queue.pop()
        if thing not in needs:
            earlier: dict[str, list[Link]] = {}
            for first, link in needed(graph, thing, is_target=thing == root):
                earlier.setdefault(first, []).append(link)
            if thing == root:
                earlier |= {first: [] for first in _taught(graph, target) if first not in earlier}
            needs[thing] = {first: links for first, links in earlier.items() if first not in left_out}
            queue += needs[thing]
    return Wanted(needs, frozenset(_reached(needs, [root] if needs else [], lambda links: not _gives_way(links))))


def is_document(node: Node) -> bool:
    """Whether a node is a document of the library itself, and not one that it only mentions."""
    return node.kind == "source" and node.slug == SOURCE_SLUG


def thesis_of(graph: Graph, target: str) -> str:
    """The thesis of a document, by the id that stands for it; "" if there is none, or it is no document."""
    node = graph.node(target)
    return graph.one(node.thesis) if isinstance(node, Source) and is_document(node) and node.thesis in graph else ""


def ranks(graph: Graph, target: str, needs: Needs) -> dict[str, tuple[int, int, int]]:
    """By which things that are ready follow one another: what a document takes for granted, all else, its thesis and
    the target; within these by complexity, then as in the graph."""
    root, thesis = graph.one(target), thesis_of(graph, target)
    granted: set[str] = set()
    if is_document(graph.node(target)):
        granted = _reached(needs, (first for first, links in needs[root].items() if links))
    places = {node_id: place for place, node_id in enumerate(graph.nodes)}
    return {
        thing: (
            2 if thing in (root, thesis) else thing not in granted,
            complexity(graph, thing),
            min(places[twin] for twin in graph.twins(thing)),
        )
        for thing in needs
    }


def in_order(needs: Needs, rank: Mapping[str, tuple[int, ...]]) -> list[list[str]]:
    """The things in the order to learn them, those that need one another firmly in one group.

    Each group comes after all that its things need; of those that are ready the one whose first thing ranks lowest is
    next. A weak need counts for nothing between things that need one another in a circle.
    """
    things = sorted(needs, key=rank.__getitem__)
    place = {thing: number for number, thing in enumerate(things)}
    wanted = [{place[first]: _gives_way(links) for first, links in needs[thing].items()} for thing in things]
    knot = _numbered(components([list(firsts) for firsts in wanted]))
    inputs = [
        [first for first, gives_way in wanted[thing].items() if not (gives_way and knot[first] == knot[thing])]
        for thing in range(len(things))
    ]
    groups = [sorted(group) for group in components(inputs)]
    return [[things[thing] for thing in groups[number]] for number in _lowest_first(groups, inputs)]


def complexity(graph: Graph, thing: str) -> int:
    """The least complexity that a thing's twins are given, UNRATED if none is."""
    twins = (graph.node(twin) for twin in graph.twins(thing))
    return min((twin.complexity for twin in twins if isinstance(twin, Topic) and twin.complexity), default=UNRATED)


def _taught(graph: Graph, target: str) -> list[str]:
    """What a document teaches, and its thesis; nothing if the target is no document."""
    home, thesis = graph.node(target).source, thesis_of(graph, target)
    found = graph.of_kinds(*TAUGHT) if is_document(graph.node(target)) else ()
    return [*(graph.one(node.id) for node in found if node.source == home), *filter(None, [thesis])]


def _reached(needs: Needs, start: Iterable[str], passes: Callable[[list[Link]], bool] = lambda _: True) -> set[str]:
    """What is needed by what one starts from, itself included, along the links that pass."""
    found: set[str] = set()
    queue = list(start)
    while queue:
        thing = queue.pop()
        if thing not in found:
            found.add(thing)
            queue += [first for first, links in needs[thing].items() if passes(links)]
    return found


def _gives_way(links: Sequence[Link]) -> bool:
    """Whether there are links and all of them are weak."""
    return bool(links) and all(map(is_weak, links))


def _numbered(groups: Sequence[Sequence[int]]) -> dict[int, int]:
    return {thing: number for number, group in enumerate(groups) for thing in group}


def _lowest_first(groups: Sequence[Sequence[int]], inputs: Sequence[Sequence[int]]) -> list[int]:
    """The numbers of the groups, each after those it depends on, of the ready ones that with the lowest first member
    (Kahn 1962)."""
    home = _numbered(groups)
    before = [{home[first] for thing in group for first in inputs[thing]} - {n} for n, group in enumerate(groups)]
    after: list[list[int]] = [[] for _ in groups]
    for number, firsts in enumerate(before):
        for first in firsts:
            after[first].append(number)
    waiting = [len(firsts) for firsts in before]
    ready = [(group[0], number) for number, group in enumerate(groups) if not waiting[number]]
    heapify(ready)
    found = []
    while ready:
        _, number = heappop(ready)
        found.append(number)
        for later in after[number]:
            waiting[later] -= 1
            if not waiting[later]:
                heappush(ready, (groups[later][0], later))
    return found
