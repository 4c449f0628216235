"""Which of the nodes that are gone came back under another id: by their words, one to one, the most alike first."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from ..model import Position, Source
from ..words import words

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping

    from ..model import Node

ALIKE, ALIKE_OF_OTHER_KIND, ALIKE_BY_NAME = 0.7, 0.85, 0.5
"""How much of the letters two texts must share to be one: of one kind, of two, and of one kind and slug."""

SHORT = 12
"""Texts of fewer characters must be the same."""

FEW_PAIRS = 10_000
"""So many pairs are all looked at; of more only those that share words, of which no more than MOST_SHARING do."""

MOST_SHARING = 100


class Match(Struct, frozen=True):
    """Two nodes that are one, and how alike their words are, 0 to 1."""

    before: str
    after: str
    likeness: float


def matches(before: Mapping[str, Node], after: Mapping[str, Node]) -> list[Match]:
    """The nodes of `before` that `after` has under another id, by the ids of before; the other way round the same.

    A side of a crux goes with its crux.
    """
    gone = [node for node_id, node in before.items() if node_id not in after]
    come = [node for node_id, node in after.items() if node_id not in before]
    found = _best(_likely(_no_sides(gone), _no_sides(come)))
    cruxes = {match.before: match.after for match in found}
    found += _best(_sides_alike(_sides(gone), _sides(come), cruxes))
    return sorted(found, key=lambda match: match.before)


def likeness(first: Node, second: Node) -> float:
    """How alike the words of two nodes are, 0 to 1; of documents, those of their titles if they are more so."""
    from rapidfuzz import fuzz  # only where ids differ

    if isinstance(first, Source) and isinstance(second, Source) and first.title == second.title:
        return 1.0
    return fuzz.ratio(first.text.casefold(), second.text.casefold()) / 100


def _best(pairs: Iterable[tuple[Node, Node]]) -> list[Match]:
    """Of the pairs that are alike enough each node's best, one to one, the most alike first."""
    found: list[tuple[float, tuple[bool, ...], list[str], Match]] = []
    for one, other in pairs:
        alike = likeness(one, other)
        if alike >= _least(one, other):
            unlike = (one.kind != other.kind, one.slug != other.slug, one.source != other.source)
            found.append((-alike, unlike, sorted((one.id, other.id)), Match(one.id, other.id, alike)))
    best, taken = list[Match](), set[str]()
    for *_, match in sorted(found, key=lambda row: row[:3]):
        if taken.isdisjoint((match.before, match.after)):
            taken |= {match.before, match.after}
            best.append(match)
    return best


def _least(one: Node, other: Node) -> float:
    """How alike two nodes must be to be one."""
    if (one.kind in _WITH_OWN or other.kind in _WITH_OWN) and one.kind != other.kind:
        return 2.0
    if isinstance(one, Position) and isinstance(other, Position) and one.side == other.side:
        return 0.0
    if min(len(one.text), len(other.text)) < SHORT:
        return 1.0
    if one.kind != other.kind:
        return ALIKE_OF_OTHER_KIND
    return ALIKE_BY_NAME if one.slug == other.slug else ALIKE


_WITH_OWN = ("source", "crux", "position")
"""Kinds whose nodes have others nested in them, or are nested themselves."""


def _no_sides(nodes: list[Node]) -> list[Node]:
    return [node for node in nodes if not isinstance(node, Position)]


def _sides(nodes: list[Node]) -> list[Position]:
    return [node for node in nodes if isinstance(node, Position)]


def _sides_alike(gone: list[Position], come: list[Position], cruxes: Mapping[str, str]) -> Iterator[tuple[Node, Node]]:
    """The sides of one crux, before and after."""
    by_crux: dict[str, list[Position]] = defaultdict(list)
    for side in come:
        by_crux[side.crux].append(side)
    for side in gone:
        yield from ((side, other) for other in by_crux[cruxes.get(side.crux, side.crux)])


def _likely(gone: list[Node], come: list[Node]) -> Iterator[tuple[Node, Node]]:
    """The pairs worth looking at."""
    if len(gone) * len(come) <= FEW_PAIRS:
        yield from ((one, other) for one in gone for other in come)
        return
    by_key, others = _by_key(gone), _by_key(come)
    seen: set[tuple[str, str]] = set()
    for key in sorted(by_key.keys() & others.keys(), key=repr):
        first, second = by_key[key], others[key]
        pairs: Collection[tuple[Node, Node]] = [*zip(first, second, strict=False)]
        if len(first) * len(second) <= MOST_SHARING:
            pairs = [(one, other) for one in first for other in second]
        for one, other in pairs:
            if (one.id, other.id) not in seen:
                seen.add((one.id, other.id))
                yield one, other


def _by_key(nodes: list[Node]) -> dict[Hashable, list[Node]]:
    """The nodes by what those that are one may share: the whole text, the slug, words and pairs of words; by slug."""
    found: dict[Hashable, list[Node]] = defaultdict(list)
    for node in sorted(nodes, key=lambda node: (node.slug, node.id)):
        said = words(node.text)
        for key in {node.text, ("slug", node.slug), *said, *pairwise(said)}:
            found[key].append(node)
    return found
