"""What a card is: a question about one facet of a node, and its answer in points that the graph holds."""

from __future__ import annotations

from msgspec import Struct

from ..model import AGAINST, BECAUSE, Link


class Point(Struct, frozen=True):
    """One point of an answer, and the full id of the node that says it, "" where no node says just this.

    `lead` is what the point is about, where the points of an answer go by names: a side, a reason's stance, a step.
    """

    text: str
    node: str = ""
    lead: str = ""

    @property
    def is_reason(self) -> bool:
        """Whether it speaks for or against a point before it."""
        return self.lead in (BECAUSE, AGAINST)


class Card(Struct, frozen=True, kw_only=True):
    """A question and its answer, drawn from a graph.

    `node` is the full id of what is asked about, `facet` the row of FACETS that asks, `part` which of several where a
    node has more than one of the facet: a slug or word that lasts, never a number that moves. The three together are
    the card's id, so that its progress outlives any rewording. `family` is the full id that siblings share: cards that
    give each other's answers away, and are kept apart. In an answer that is `ordered` the order of the points counts.
    `links` are the links that the answer rests on, in the order of the points as far as these have one: whoever asks
    why this is the answer is shown them.
    """

    node: str
    facet: str
    part: str = ""
    family: str
    question: str
    answer: tuple[Point, ...]
    ordered: bool = False
    links: tuple[Link, ...] = ()

    @property
    def id(self) -> str:
        """The card's id: `source/slug#facet`, or `source/slug#facet:part`."""
        return f"{self.node}#{self.facet}:{self.part}" if self.part else f"{self.node}#{self.facet}"
