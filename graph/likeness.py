"""How alike nodes of different sources are: candidates from an inverted index, ranked by several signals, fused."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from heapq import nlargest
from itertools import islice, pairwise
from math import log, sqrt
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

from .names import address_of, is_generic, names_of, person_key
from .words import stem, stems, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from .graph import Graph

Pair = tuple[str, str]
Vector = dict[str, float]
Key = TypeVar("Key", str, Pair)

TITLE_WEIGHT = 2
RRF_K = 60  # Cormack, Clarke and Büttcher 2009: reciprocal rank fusion outperforms Condorcet
MOST_POSTINGS = 200
MOST_LOOKED_AT, MOST_LIKE_ONE = 40, 10
MOST_ALIKE_NAMES = 4
MOST_RANKED = 3000
LEARNED_FROM = 4


class Likeness:
    """The words of a graph's nodes, weighed by rarity (tf-idf), and what can be asked of a pair of nodes.

    Nothing depends on the order of the nodes. Each node's words are counted when first asked for.
    """

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.ids = sorted(node_id for node_id, node in graph.nodes.items() if node.kind != "argument")

    @cached_property
    def generic(self) -> frozenset[str]:
        """The nodes whose every name could stand in any document: by the table, or as the documents themselves show."""
        learned = self._learned_labels()
        return frozenset(
            node
            for node in self.ids
            if all(is_generic(name) or _key(name) in learned for name in names_of(self.graph.node(node)))
        )

    @cached_property
    def counts(self) -> Mapping[str, Counter[str]]:
        """The stems of each node's text, title and aliases, those of the names twice, of generic names not at all."""
        found: dict[str, Counter[str]] = {}
        for node_id in self.ids:
            node = self.graph.node(node_id)
            names = () if node_id in self.generic else names_of(node)
            count = Counter() if node.text in names or is_generic(node.text) else Counter(stems(node.text))
            for name in names:
                count.update(stems(name) * TITLE_WEIGHT)
            found[node_id] = count
        return found

    @cached_property
    def postings(self) -> Mapping[str, Sequence[str]]:
        """The nodes that hold each stem, by id."""
        found: dict[str, list[str]] = {}
        for node_id, count in self.counts.items():
            for key in count:
                found.setdefault(key, []).append(node_id)
        return found

    @cached_property
    def rarity(self) -> Mapping[str, float]:
        """How much a stem says: the logarithm of how seldom it is (Robertson and Spärck Jones, never negative)."""
        number = len(self.ids)
        return {key: log(1 + (number - len(nodes) + 0.5) / (len(nodes) + 0.5)) for key, nodes in self.postings.items()}

    @cached_property
    def vectors(self) -> Mapping[str, Vector]:
        """Each node's stems with their weights, as a vector of length 1."""
        return {node_id: self._unit(count) for node_id, count in self.counts.items()}

    def words(self, pair: Pair) -> float:
        """How alike the words of two nodes are: the cosine of their vectors, 0 to 1."""
        return cosine(self.vectors[pair[0]], self.vectors[pair[1]])

    def titles(self, pair: Pair) -> float:
        """How alike the words of the names of two nodes are, at best; 0 where one is generic."""
        return max((cosine(a, b) for a in self._names(pair[0]) for b in self._names(pair[1])), default=0.0)

    def spelling(self, pair: Pair) -> float:
        """How alike the names of two nodes are letter by letter, at best; 0 where one is generic."""
        from rapidfuzz import fuzz  # only where pairs are ranked

        if pair[0] in self.generic or pair[1] in self.generic:
            return 0.0
        first, second = (names_of(self.graph.node(node)) for node in pair)
        return max(fuzz.ratio(a.casefold(), b.casefold(), score_cutoff=50) for a in first for b in second) / 100

    def surroundings(self, pair: Pair) -> float:
        """How alike the words are of what two nodes stand under and are linked to."""
        return cosine(self._around(pair[0]), self._around(pair[1]))

    def neighbours(self, pair: Pair) -> float:
        """How many nodes two nodes are both linked to, twins and works of one address being one."""
        return float(len(self.linked(pair[0]).keys() & self.linked(pair[1]).keys()))

    def kind(self, pair: Pair) -> float:
        """Whether two nodes are of one kind."""
        return float(self.graph.node(pair[0]).kind == self.graph.node(pair[1]).kind)

    def linked(self, node_id: str) -> dict[str, str]:
        """What a node is linked to, by an id or address that is the same for all that are one."""
        links = self.graph.at(node_id)
        ends = sorted((link.to_id if link.from_id == node_id else link.from_id for link in links), reverse=True)
        return {address_of(self.graph.node(end)) or self.graph.one(end): end for end in ends}

    def holds(self, node_id: str, other: str) -> float:
        """How much of what another node says a node says too: the share of its words by rarity, 0 to 1."""
        vector = self.vectors[other]
        every = sum(vector.values())
        return sum(weight for key, weight in vector.items() if key in self.vectors[node_id]) / every if every else 0.0

    def shared_words(self, pair: Pair) -> list[str]:
        """The words that two nodes share, as the first of them has them, the rarest first."""
        first, second = (self.counts[node] for node in pair)
        node = self.graph.node(pair[0])
        written: dict[str, str] = {}
        for word in words(" ".join((node.text, *names_of(node)))):
            written.setdefault(stem(word), word)
        return [written[key] for key in sorted(first.keys() & second.keys(), key=lambda key: (-self.rarity[key], key))]

    def candidates(self, wanted: Callable[[str, str], bool], asked: Iterable[str]) -> list[Pair]:
        """Pairs with an end among `asked` that share an address, a name or rare words, as far as they are `wanted`.

        Of those of one name, and of those that share words, the MOST_RANKED whose words are most alike.
        """
        ends = frozenset(asked)
        named = [pair for pair in self._of_one_name() if (pair[0] in ends or pair[1] in ends) and wanted(*pair)]
        shared: dict[Pair, float] = {}
        for node_id in sorted(ends):
            for other, weight in self._nearest(node_id, wanted):
                pair = (node_id, other) if node_id < other else (other, node_id)
                shared[pair] = max(weight, shared.get(pair, 0.0))
        alike = {pair: self.words(pair) for pair in named}
        return sorted({*_best(alike, MOST_RANKED), *_best(shared, MOST_RANKED)})

    def _nearest(self, node_id: str, wanted: Callable[[str, str], bool]) -> Iterator[tuple[str, float]]:
        """The nodes that share a node's rarest words, at most MOST_LIKE_ONE, with the cosine as far as it is known."""
        vector = self.vectors[node_id]
        found: dict[str, float] = {}
        seen = 0
        for key in sorted(vector, key=self._frequency.__getitem__):
            seen += self._frequency[key]
            if seen > MOST_POSTINGS:
                break
            weight = vector[key]
            for other, others_weight in self._weighted[key]:
                found[other] = found.get(other, 0.0) + weight * others_weight
        best = sorted(found, key=found.__getitem__, reverse=True)
        fitting = (other for other in best[:MOST_LOOKED_AT] if wanted(node_id, other))
        return ((other, found[other]) for other in islice(fitting, MOST_LIKE_ONE))

    @cached_property
    def _frequency(self) -> Mapping[str, int]:
        return {key: len(nodes) for key, nodes in self.postings.items()}

    @cached_property
    def _weighted(self) -> Mapping[str, Sequence[tuple[str, float]]]:
        """The nodes that hold each stem, with its weight there, but for stems that more hold than are looked at."""
        return {
            key: [(node_id, self.vectors[node_id][key]) for node_id in nodes]
            for key, nodes in self.postings.items()
            if len(nodes) <= MOST_POSTINGS
        }

    def _of_one_name(self) -> Iterator[Pair]:
        """Pairs of nodes with one address or one name, in large groups each with the next few."""
        groups: dict[tuple[str, ...], list[str]] = {}
        for node_id in self.ids:
            node = self.graph.node(node_id)
            keys: set[tuple[str, ...]] = {("address", address_of(node)), ("person", person_key(node))}
            keys |= {("name", *_key(name)) for name in names_of(node)}
            for key in keys:
                if any(key[1:]):
                    groups.setdefault(key, []).append(node_id)
        for nodes in groups.values():
            for place, node_id in enumerate(nodes):
                for other in nodes[place + 1 : place + 1 + MOST_ALIKE_NAMES]:
                    yield node_id, other

    def _learned_labels(self) -> frozenset[tuple[str, ...]]:
        """Keys of titles that LEARNED_FROM sources or more have for texts of which hardly any two share a word."""
        texts: dict[tuple[str, ...], dict[str, frozenset[str]]] = {}
        for node_id in self.ids:
            node = self.graph.node(node_id)
            if node.title and node.title != node.text:
                key = _key(node.title)
                texts.setdefault(key, {}).setdefault(node.source, frozenset(stems(node.text)).difference(key))
        return frozenset(
            key
            for key, by_source in texts.items()
            if len(by_source) >= LEARNED_FROM and _are_unlike([*by_source.values()])
        )

    def _names(self, node_id: str) -> list[Vector]:
        if node_id in self.generic:
            return []
        return [self._unit(Counter(stems(name))) for name in names_of(self.graph.node(node_id))]

    def _around(self, node_id: str) -> Vector:
        node = self.graph.node(node_id)
        count = Counter(stems(node.section))
        for link in self.graph.at(node_id):
            other = link.to_id if link.from_id == node_id else link.from_id
            count.update(self.counts.get(other, ()))
        return self._unit(count)

    def _unit(self, count: Counter[str]) -> Vector:
        weights = {key: (1 + log(number)) * self.rarity.get(key, 0.0) for key, number in count.items()}
        length = sqrt(sum(weight * weight for weight in weights.values()))
        return {key: weight / length for key, weight in weights.items()} if length else {}


class Signal(Struct, frozen=True):
    """Something by which pairs can be ranked: more is more alike."""

    name: str
    measure: Callable[[Likeness, Pair], float]


SIGNALS: tuple[Signal, ...] = (
    Signal("words", Likeness.words),
    Signal("titles", Likeness.titles),
    Signal("spelling", Likeness.spelling),
    Signal("surroundings", Likeness.surroundings),
    Signal("neighbours", Likeness.neighbours),
    Signal("kind", Likeness.kind),
)


def fused(likeness: Likeness, pairs: Iterable[Pair]) -> dict[Pair, float]:
    """Each pair's score, higher for better ones: 1 if it is first by every signal (reciprocal rank fusion)."""
    every = list(pairs)
    score = dict.fromkeys(every, 0.0)
    for signal in SIGNALS:
        values = {pair: round(signal.measure(likeness, pair), 9) for pair in every}
        ranks = _ranks(values.values())
        for pair, value in values.items():
            score[pair] += 1 / (RRF_K + ranks[value])
    best = len(SIGNALS) / (RRF_K + 1)
    return {pair: total / best for pair, total in score.items()}


def cosine(first: Vector, second: Vector) -> float:
    """The cosine of two vectors of length 1."""
    if len(second) < len(first):
        first, second = second, first
    return sum(weight * second[key] for key, weight in first.items() if key in second)


def _key(name: str) -> tuple[str, ...]:
    """A name's stems, whatever their order."""
    return tuple(sorted(stems(name)))


def _are_unlike(texts: Sequence[frozenset[str]]) -> bool:
    """Whether of texts one after the other at most a quarter share a word."""
    sharing = sum(not first.isdisjoint(second) for first, second in pairwise(texts))
    return 4 * sharing <= len(texts) - 1


def _best(values: Mapping[Key, float], most: int) -> list[Key]:
    """The keys of the largest values, the largest first, equal ones in reverse order."""
    return nlargest(most, values, key=lambda key: (values[key], key))


def _ranks(values: Iterable[float]) -> dict[float, int]:
    """The rank of each value, the highest first; equal ones have the same, as in a competition."""
    ranks: dict[float, int] = {}
    place = 1
    for value, number in sorted(Counter(values).items(), reverse=True):
        ranks[value] = place
        place += number
    return ranks
