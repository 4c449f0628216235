"""COUNTS: the one table of how each relation counts when a map is weighed, and how firm a node starts."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct

from ..schema import MODALITIES, RELATION, Polarity

if TYPE_CHECKING:
    from collections.abc import Mapping


class Count(Struct, frozen=True):
    """How links of a relation count: for standing and for strength, each as a polarity, "" for not at all.

    `+` supports, `-` attacks, `!` is needed: in standing the other falls without it, in strength the other is
    never stronger. `weight` is that of `+` and `-` in strength, 0 to 10. `backward` links speak for their start,
    not their end. A row with `strict` is for the links that say so.
    """

    relation: str
    standing: Polarity
    strength: Polarity
    weight: float = 1.0
    backward: bool = False
    strict: bool = False


# fmt: off
COUNTS: tuple[Count, ...] = (
    Count("supports",   "+", "+"),
    Count("attacks",    "-", "-"),
    Count("premise_of", "!", "!"),
    Count("causes",     "",  "+", 0.5),
    Count("enables",    "",  "+", 0.5),
    Count("amplifies",  "",  "+", 0.5),
    Count("requires",   "",  "+", 0.5, backward=True),
    Count("requires",   "!", "!", backward=True, strict=True),
    Count("mitigates",  "",  "-", 0.5),
)
# fmt: on

MOST_WEIGHT = 10.0

WEIGHTS: Mapping[str, float] = MappingProxyType(
    {count.relation: count.weight for count in COUNTS if count.strength in ("+", "-")}
)
"""The weight of each relation in strength, which `[reasoning.weights]` of a library overrides."""

MODALITY: Mapping[str, float] = MappingProxyType(dict(zip(MODALITIES, (0.5, 0.4, 0.3, 0.2), strict=True)))
"""The base score of a node by how firmly it is put forward, which `[reasoning.modality]` of a library overrides."""

SIDE = 0.5
"""The base score of a side of a crux nobody has given a credence."""

WEIGHED: tuple[str, ...] = tuple(
    sorted({kind for count in COUNTS for ends in RELATION[count.relation].ends for group in ends for kind in group})
)
"""The kinds of node that stand or fall: those that some counted relation may touch."""


def count_of(relation: str, qualifier: str) -> Count | None:
    """How a link with that relation and qualifier counts; None if not at all.

    >>> count_of("requires", "true").standing, count_of("requires", "").standing, count_of("about", "")
    ('!', '', None)
    """
    return _BY_RELATION.get((relation, qualifier == "true")) or _BY_RELATION.get((relation, False))


_BY_RELATION = {(count.relation, count.strict): count for count in COUNTS}
