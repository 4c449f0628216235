"""NEEDS, the one table of which relation makes what a thing to learn before another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..graph import Graph
    from ..model import Link

End = Literal["from", "to"]


class Need(Struct, frozen=True):
    """A relation whose links put one of their ends before the other in the order of learning.

    `before` is the end to learn first, `says` why, from there, with {} for what is learned later. With `kinds` only
    nodes of these kinds come before, but those of any kind before what one sets out to learn, if `any_at_target`.
    Nothing comes before nodes of the kinds `but_for`.
    """

    relation: str
    before: End
    says: str
    kinds: tuple[str, ...] = ()
    any_at_target: bool = False
    but_for: tuple[str, ...] = ()


_TOPICS = ("claim", "evidence", "example", "analogy", "concept", "mechanism", "failure_mode", "mitigation", "crux")

# fmt: off
NEEDS: tuple[Need, ...] = (
    Need("prerequisite_of", "from", "to be learned before {}"),
    Need("requires", "to", "{} needs it"),
    Need("part_of", "from", "a part of {}", but_for=("analogy",)),  # whose story is told as a whole
    Need("causes", "from", "brings about {}"),
    Need("enables", "from", "makes {} possible"),
    Need("amplifies", "from", "strengthens {}"),
    Need("precedes", "from", "the step before {}"),
    Need("premise_of", "from", "a premise of {}"),
    Need("supports", "from", "speaks for {}", kinds=("argument",), any_at_target=True),
    Need("specializes", "to", "{} is a kind of it"),
    Need("refines", "to", "{} is a fuller account of it"),
    Need("about", "to", "{} is about it", kinds=_TOPICS),
    Need("mitigates", "to", "{} works against it"),
    Need("bears_on", "from", "bears on {}"),
    Need("position_on", "to", "{} answers it"),
    Need("asks_about", "to", "{} asks about it"),
    Need("answered_by", "to", "answers {}"),
)
# fmt: on

NEED: dict[str, Need] = {need.relation: need for need in NEEDS}
RANK: dict[str, int] = {relation: rank for rank, relation in enumerate(NEED)}


def needed(graph: Graph, node_id: str, *, is_target: bool = False) -> Iterator[tuple[str, Link]]:
    """What is to be learned before a node, by the id that stands for it and its twins, each with the link that says
    so; what its twins need, it needs."""
    twins = graph.twins(node_id)
    for twin in twins:
        for link in graph.at(twin, *NEED):
            need = NEED[link.relation]
            first, later = ends(link)
            is_any = not need.kinds or (is_target and need.any_at_target)
            is_wanted = later == twin and first not in twins and graph.node(later).kind not in need.but_for
            if is_wanted and (is_any or graph.node(first).kind in need.kinds):
                yield graph.one(first), link


def ends(link: Link) -> tuple[str, str]:
    """The full ids of the ends of a link of NEEDS, the one to be learned first in front."""
    return (link.from_id, link.to_id) if NEED[link.relation].before == "from" else (link.to_id, link.from_id)


def is_weak(link: Link) -> bool:
    """Whether what a link asks for can be skipped: the encoder inferred it, or it is only put forward as possible."""
    return link.basis == "inferred" or link.modality in ("possible", "hypothetical")
