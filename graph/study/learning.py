"""The learning path: what to learn before something, step by step, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from msgspec.structs import replace

from ..gaps import LISTED
from ..model import Link, Node  # noqa: TC001 - msgspec reads the annotations
from .learning_order import NAMED, in_order, is_document, ranks, thesis_of, wanted
from .needs import RANK, ends, is_weak

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..graph import Graph
    from .learning_order import Wanted

Role = Literal["needed", "taught", "thesis", "target"]
"""Why a step is on a path: something on it needs it, the document teaches it or argues for it, or it is the target."""


POINTS_TO = ("prerequisite_of", "related_to")
"""The relations by which a document points to what it does not explain itself."""


class Step(Struct, frozen=True, kw_only=True):
    """One thing to learn. `twins` are the other nodes that are the same thing (`same_as`).

    `because` are the links by which something on the path, or the target, needs it: firm ones first, then in the order
    of the path. It is `optional` if all that asks for it is weak (inferred, or put forward as merely possible) or is
    optional itself. `says` is what the document says of it, "" if no more than its name. It is `external` if the graph
    does not explain it, as it is with works; `references` are works that tell of it then. `circle` is the number of its
    circle, from 1; 0 for none.
    """

    node: Node
    twins: tuple[Node, ...] = ()
    role: Role = "needed"
    because: tuple[Link, ...] = ()
    optional: bool = False
    says: str = ""
    external: bool = False
    references: tuple[Node, ...] = ()
    circle: int = 0


class LearningPath(Struct, frozen=True, kw_only=True):
    """The steps up to the target, which is the last of them unless it is a document.

    The steps of a circle need one another, and stand together. `known` is what was left out as known, `skipped` what
    only that needs, `unneeded` what is known and not asked for.
    """

    target: Node
    steps: tuple[Step, ...]
    known: tuple[Node, ...] = ()
    skipped: tuple[Node, ...] = ()
    unneeded: tuple[Node, ...] = ()

    @property
    def circles(self) -> list[list[Step]]:
        """The steps of each circle, in the order of their numbers."""
        numbers = dict.fromkeys(step.circle for step in self.steps if step.circle)
        return [[step for step in self.steps if step.circle == number] for number in numbers]


def learning_path(graph: Graph, target: str, known: Iterable[str] = ()) -> LearningPath:
    """What to learn, in order, to get to a node, by full ids; for a document all that it teaches, its thesis last.

    A step comes after all that it needs (NEEDS). Of those that are ready the least complex comes first, then what
    comes first in the graph; what a document takes for granted comes before what it teaches. Things that need one
    another stand together, the least complex first; a weak need gives way where it would close a circle.
    """
    familiar = {graph.one(node_id) for node_id in known}
    found = wanted(graph, target, familiar)
    everything = wanted(graph, target).needs if familiar else found.needs
    rank = ranks(graph, target, everything)
    gone = sorted(everything.keys() - found.needs.keys() - {graph.one(target)}, key=rank.__getitem__)
    shown = _Shown(graph, graph.node(target))
    return LearningPath(
        target=shown.target,
        steps=tuple(_steps(shown, found, in_order(found.needs, rank))),
        known=tuple(shown.node(thing) for thing in gone if thing in familiar),
        skipped=tuple(shown.node(thing) for thing in gone if thing not in familiar),
        unneeded=tuple(shown.node(thing) for thing in sorted(familiar - everything.keys())),
    )


def needed_only(graph: Graph, path: LearningPath) -> LearningPath:
    """The path without what can be skipped."""
    steps = [step for step in path.steps if not step.optional]
    kept = {graph.one(step.node.id) for step in steps} | {graph.one(path.target.id)}
    return replace(
        path,
        steps=tuple(
            replace(step, because=tuple(link for link in step.because if graph.one(ends(link)[1]) in kept))
            for step in steps
        ),
    )


class _Shown(Struct, frozen=True):
    """How things are shown on a path: by the twin that stands in the target's own document, if there is one."""

    graph: Graph
    target: Node

    def nodes(self, thing: str) -> list[Node]:
        """The node that stands for a thing, and its twins."""
        twins = [self.graph.node(twin) for twin in self.graph.twins(thing)]
        if self.target in twins:
            return [self.target, *(twin for twin in twins if twin != self.target)]
        return sorted(twins, key=lambda twin: twin.source != self.target.source)

    def node(self, thing: str) -> Node:
        return self.nodes(thing)[0]


def _steps(shown: _Shown, found: Wanted, groups: Sequence[Sequence[str]]) -> Iterator[Step]:
    graph = shown.graph
    root, thesis = graph.one(shown.target.id), thesis_of(graph, shown.target.id)
    because: dict[str, list[Link]] = {thing: [] for thing in found.needs}
    for later in (thing for group in groups for thing in group):
        for first, links in found.needs[later].items():
            because[first] += sorted(links, key=lambda link: RANK[link.relation])
    circle = 0
    for group in groups:
        circle += len(group) > 1
        for thing in group:
            node, *twins = shown.nodes(thing)
            if thing == root and is_document(node):
                continue
            links = sorted(because[thing], key=is_weak)
            external = _is_external(graph, thing)
            yield Step(
                node=node,
                twins=tuple(twins),
                role="target" if thing == root else "thesis" if thing == thesis else "needed" if links else "taught",
                because=tuple(links),
                optional=thing not in found.firmly,
                says=_says(graph, thing),
                external=external,
                references=tuple(_references(graph, thing)) if external else (),
                circle=circle if len(group) > 1 else 0,
            )


def _says(graph: Graph, thing: str) -> str:
    """The text of a thing, or where that only repeats its name what its own document says about it first; for want of
    that its other name."""
    nodes = [graph.node(twin) for twin in graph.twins(thing)]
    told = next((node.text for node in nodes if not _is_bare(node)), "")
    named = next((node.text for node in nodes if node.title not in ("", node.text)), "")
    about = (link for node in nodes for link in graph.into(node.id, "about") if link.basis == "explicit")
    ends = ((graph.node(link.from_id), graph.node(link.to_id)) for link in about)
    return told or next((said.text for said, topic in ends if said.source == topic.source), named)


def _is_bare(node: Node) -> bool:
    """Whether the text of a node says no more than what it is called, perhaps with another name in brackets."""
    is_name = node.title in ("", node.text)
    return is_name or (node.text.startswith(f"{node.title} (") and node.text.endswith(")"))


def _is_external(graph: Graph, thing: str) -> bool:
    """Whether the graph says nothing of a thing, but which works do: a work, what a document takes for granted or only
    points to, or what is named and no more."""
    nodes = [graph.node(twin) for twin in graph.twins(thing)]
    if any(is_document(node) for node in nodes):
        return False
    links = [link for node in nodes for link in graph.at(node.id)]
    ends = [(link.relation, graph.node(link.from_id), graph.node(link.to_id)) for link in links]
    if not all(relation in LISTED or _is_work(first) or _is_work(last) for relation, first, last in ends):
        return False
    pointed_to = (end for relation, *both in ends if relation in POINTS_TO for end in both)
    is_named_only = all(node.kind in NAMED and _is_bare(node) for node in nodes)
    return is_named_only or any(map(_is_work, nodes)) or any(map(is_document, pointed_to))


def _references(graph: Graph, thing: str) -> Iterator[Node]:
    """The works that a thing points to, or that say something of it."""
    seen = set(graph.twins(thing))
    for link in (link for twin in graph.twins(thing) for link in graph.at(twin)):
        for end in (link.from_id, link.to_id):
            if end not in seen and link.relation != "prerequisite_of" and _is_work(graph.node(end)):
                seen.add(end)
                yield graph.node(end)


def _is_work(node: Node) -> bool:
    return node.kind == "reference" or (node.kind == "source" and not is_document(node))
