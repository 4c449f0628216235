"""Scenarios: what stands under every combination of sides at once, each combination one bit of Python integers."""

from __future__ import annotations

from itertools import combinations, product
from math import prod
from typing import TYPE_CHECKING

from msgspec import Struct

from ..problem import CruxmapError
from .framework import closure
from .grounded import IN, NO_PINS, UNDECIDED, grounded
from .masks import Masks

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .framework import Framework

MOST_SCENARIOS = 1 << 18
MOST_CONDITIONS = 40
_MOST_TRIED = 200_000


class Scenarios(Struct, frozen=True):
    """All combinations of the sides of some cruxes, and in which of them each node is in and out, as bits.

    Bit s of a mask stands for the combination whose side of the crux at place i is number `digit(i, s)` of its sides.
    """

    cruxes: tuple[str, ...]
    sides: tuple[tuple[str, ...], ...]
    inside: Mapping[int, int]
    outside: Mapping[int, int]

    @property
    def count(self) -> int:
        """How many combinations there are."""
        return prod(map(len, self.sides))

    @property
    def full(self) -> int:
        """The mask of all combinations."""
        return (1 << self.count) - 1

    def varies(self, node: int) -> bool:
        """Whether the node does not fare the same in all of them."""
        return not {self.inside[node], self.outside[node]} <= {0, self.full}

    def takes(self, scenario: int) -> dict[str, str]:
        """The side of each crux in one combination."""
        found = {}
        for crux, sides in zip(self.cruxes, self.sides, strict=True):
            scenario, digit = divmod(scenario, len(sides))
            found[crux] = sides[digit]
        return found

    def where(self, crux: int, side: int) -> int:
        """The combinations in which the crux at that place has that side."""
        stride = prod(map(len, self.sides[:crux]))
        period = stride * len(self.sides[crux])
        return (((1 << stride) - 1) << (side * stride)) * (self.full // ((1 << period) - 1))


def still_open(framework: Framework, pins: Mapping[int, bool]) -> dict[str, tuple[str, ...]]:
    """The cruxes of which the pins hold no side in, twins once, and the sides that they do not hold out.

    Where that is one side, its denial, "", is the other choice; where it is none, there is nothing to settle.
    """
    free: dict[tuple[int, ...], tuple[str, tuple[str, ...]]] = {}
    for crux, sides in framework.cruxes.items():
        names = tuple(side for side, node in sides.items() if node not in pins)
        if names and not any(pins.get(node) for node in sides.values()):
            free.setdefault(tuple(sorted(sides.values())), (crux, names if len(names) > 1 else (*names, "")))
    return dict(free.values())


def scenarios(
    framework: Framework, nodes: Iterable[int], *, pins: Mapping[int, bool] = NO_PINS, labels: bytes | None = None
) -> Scenarios:
    """How the nodes fare under every combination of sides of the cruxes they may hang on, as far as the pins leave
    them open.

    The labels are those of `grounded`, for all combinations at once: masks of the combinations in which a node is in
    and out, worked on until none grows. What stands or falls with no further side taken does so in all of them.
    `labels` are the grounded ones, if they are known. CruxmapError for more than MOST_SCENARIOS combinations.
    """
    labels = grounded(framework, pins).labels if labels is None else labels
    found = _open(framework, nodes, labels)
    names = _sides(framework, found, pins)
    cruxes, names_of = tuple(names), tuple(names.values())
    if prod(map(len, names_of)) > MOST_SCENARIOS:
        said = f"the sides of {len(cruxes)} cruxes make more than {MOST_SCENARIOS:,} combinations"
        raise CruxmapError(f"{said}: take sides of some with --take, or name the nodes you want to know of")
    masks = Scenarios(cruxes, names_of, {}, {})
    work = Masks(framework, masks.full)
    for place, crux in enumerate(cruxes):
        for side, name in enumerate(names_of[place]):
            if name:
                work.fix(framework.cruxes[crux][name], masks.where(place, side))
    for node in found:
        if labels[node] != UNDECIDED:
            work.fix(node, masks.full if labels[node] == IN else 0)
    work.run(found)
    return Scenarios(
        cruxes, names_of, {node: work.inside[node] for node in found}, {node: work.outside[node] for node in found}
    )


def scenarios_of_each(
    framework: Framework, nodes: Iterable[int], *, pins: Mapping[int, bool] = NO_PINS
) -> dict[int, Scenarios]:
    """The scenarios of each node by itself, of the cruxes it may hang on alone. Nodes with too many are left out."""
    labels = grounded(framework, pins).labels
    found = {}
    for node in nodes:
        names = _sides(framework, _open(framework, [node], labels), pins)
        if prod(map(len, names.values())) <= MOST_SCENARIOS:
            found[node] = scenarios(framework, [node], pins=pins, labels=labels)
    return found


def _open(framework: Framework, nodes: Iterable[int], labels: bytes) -> set[int]:
    """The nodes and all on which their standing may hang, as far as that is not decided."""
    return closure(framework.of_standing, nodes, beyond=lambda node: labels[node] == UNDECIDED)


def _sides(framework: Framework, found: set[int], pins: Mapping[int, bool]) -> dict[str, tuple[str, ...]]:
    """The sides of the cruxes among the nodes that are to be settled."""
    left = still_open(framework, pins)
    return {crux: names for crux, names in left.items() if not found.isdisjoint(framework.cruxes[crux].values())}


def conditions(found: Scenarios, mask: int) -> tuple[list[dict[str, str]], bool]:
    """The smallest choices of sides under which a mask holds whatever the other sides are, and whether that is all.

    Prime implicants of the mask, by size and in the order of the cruxes; [{}] for a full mask, [] for an empty one.
    At most MOST_CONDITIONS of them.
    """
    places = [place for place in range(len(found.cruxes)) if _matters(found, mask, place)]
    kept: list[dict[str, str]] = []
    tried = 0
    for size in range(len(places) + 1):
        for chosen in combinations(places, size):
            for digits in product(*(range(len(found.sides[place])) for place in chosen)):
                names = {found.cruxes[p]: found.sides[p][digit] for p, digit in zip(chosen, digits, strict=True)}
                if any(smaller.items() <= names.items() for smaller in kept):
                    continue
                tried += 1
                if len(kept) == MOST_CONDITIONS or tried > _MOST_TRIED:
                    return kept, False
                cube = found.full
                for place, digit in zip(chosen, digits, strict=True):
                    cube &= found.where(place, digit)
                if cube & ~mask == 0:
                    kept.append(names)
    return kept, True


def hanging(found: Scenarios, node: int) -> list[str]:
    """The cruxes whose side makes a difference to whether the node stands or falls."""
    masks = found.inside[node], found.outside[node]
    return [crux for at, crux in enumerate(found.cruxes) if any(_matters(found, mask, at) for mask in masks)]


def _matters(found: Scenarios, mask: int, place: int) -> bool:
    """Whether the side of a crux makes a difference to the mask."""
    stride = prod(map(len, found.sides[:place]))
    halves = [(mask & found.where(place, side)) >> (side * stride) for side in range(len(found.sides[place]))]
    return any(half != halves[0] for half in halves[1:])
