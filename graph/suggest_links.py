"""Links between sources that a reader may want: what may be the same thing, a fuller account of it, or its opposite.

Nothing is linked by itself: a suggestion says which relation it would be, how sure that is, and why.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from .likeness import Likeness, fused
from .proposals import CONFIDENCES, Confidence, may_propose, propose

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from .graph import Graph
    from .likeness import Pair

MOST_OF_ONE = 3


class Suggestion(Struct, frozen=True):
    """A link that might be written; `score` is 1 for what is first by every signal. `because` and `flags` are for
    people: what speaks for it, and what to look at before taking it."""

    from_id: str
    relation: str
    to_id: str
    score: float
    confidence: Confidence
    because: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()


def pair_of(first: str, second: str) -> Pair:
    """Two ids as a pair that is the same either way round.

    >>> pair_of("b/y", "a/x")
    ('a/x', 'b/y')
    """
    return (first, second) if first < second else (second, first)


def suggest(
    graph: Graph,
    *,
    rejected: Collection[Pair] = (),
    sources: Collection[str] = (),
    kinds: Collection[str] = (),
    sure: Confidence = "faint",
    least: float = 0.0,
    most: int = 20,
) -> list[Suggestion]:
    """Links between nodes of different sources, best first: what is certain, then by score.

    Those less `sure` or with less score than the `least` are left out. With one source one end is of it, with several
    both ends are of them; with kinds one end is of one of them. Pairs that are linked in any way, if only by way of
    their twins, and those `rejected` are left out, and so is what would follow from suggestions before. At most
    MOST_OF_ONE suggestions that are not certain name the same node.
    """
    wanted = _Wanted(graph, rejected, sources, kinds)
    likeness = Likeness(graph)
    asked = [node for node in likeness.ids if not sources or graph.node(node).source in sources]
    scores = fused(likeness, likeness.candidates(wanted, asked))
    ranked = sorted(scores, key=lambda pair: (-scores[pair], pair))
    found = [_suggestion(likeness, pair, round(scores[pair], 4)) for pair in ranked if scores[pair] >= least]
    enough = CONFIDENCES[: CONFIDENCES.index(sure) + 1]
    sure_first = sorted((item for item in found if item and item.confidence in enough), key=_is_less_than_certain)
    return list(_not_implied(graph, sure_first))[:most]


class _Wanted:
    """Whether a pair may be suggested at all."""

    def __init__(
        self, graph: Graph, rejected: Collection[Pair], sources: Collection[str], kinds: Collection[str]
    ) -> None:
        self.sources = sources if len(sources) > 1 else ()
        self.kinds = kinds
        self.rejected = {pair_of(*pair) for pair in rejected}
        self.linked = {pair_of(graph.one(link.from_id), graph.one(link.to_id)) for link in graph.links}
        self.facts = {node.id: (node.source, node.kind, graph.one(node.id)) for node in graph.nodes.values()}

    def __call__(self, first: str, second: str) -> bool:
        source, kind, twin = self.facts[first]
        others_source, others_kind, others_twin = self.facts[second]
        return (
            source != others_source
            and twin != others_twin
            and may_propose(kind, others_kind)
            and pair_of(first, second) not in self.rejected
            and pair_of(twin, others_twin) not in self.linked
            and (not self.sources or (source in self.sources and others_source in self.sources))
            and (not self.kinds or kind in self.kinds or others_kind in self.kinds)
        )


def _suggestion(likeness: Likeness, pair: Pair, score: float) -> Suggestion | None:
    found = propose(likeness, pair)
    if found is None:
        return None
    start, end = found.ends
    return Suggestion(start, found.relation, end, score, found.confidence, found.because, found.flags)


def _is_less_than_certain(item: Suggestion) -> bool:
    return item.confidence != "certain"


def _not_implied(graph: Graph, suggestions: Iterable[Suggestion]) -> Iterator[Suggestion]:
    """The suggestions without those that would follow from earlier ones, and without too many of one node."""
    homes: dict[str, str] = {}
    counts: Counter[str] = Counter()
    said: set[Pair] = set()

    def home(node: str) -> str:
        while node in homes:
            node = homes[node]
        return node

    for item in suggestions:
        ends = home(graph.one(item.from_id)), home(graph.one(item.to_id))
        is_much = item.confidence != "certain" and max(counts[item.from_id], counts[item.to_id]) >= MOST_OF_ONE
        if ends[0] == ends[1] or pair_of(*ends) in said or is_much:
            continue
        said.add(pair_of(*ends))
        counts.update((item.from_id, item.to_id))
        if item.relation == "same_as":
            homes[max(ends)] = min(ends)
        yield item
