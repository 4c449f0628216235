"""Change: the fewest cruxes to settle otherwise so that a node no longer stands, falls or stays open as it does."""

from __future__ import annotations

from itertools import combinations, islice, product
from typing import TYPE_CHECKING

from msgspec import Struct

from .choices import choices
from .flips_standing import labels_under
from .framework import closure
from .grounded import LABELS, UNDECIDED, grounded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .choices import Choice
    from .framework import Framework

MOST_TRIED = 200_000
"""How many ways to settle cruxes are tried at the most."""

_LOT = 1 << 13


class Settled(Struct, frozen=True):
    """A side of a crux as taken; "" where its only side is denied."""

    crux: str
    side: str


class Change(Struct, frozen=True):
    """Cruxes settled otherwise, by id, and the label that the node has then."""

    sides: tuple[Settled, ...]
    label: str


class Changes(Struct, frozen=True, kw_only=True):
    """The label of a node, and the smallest changes of sides that give it another.

    `cruxes` are those it can hang on. `changes` are all of the smallest size, in the order of the cruxes. With none,
    nothing of at most `tried` sides changes it; `complete` says whether everything of that size has been tried.
    """

    node: int
    label: str
    held: bool
    cruxes: tuple[str, ...]
    changes: tuple[Change, ...] = ()
    tried: int = 0
    complete: bool = True

    @property
    def never(self) -> bool:
        """Whether no sides whatever change it."""
        return not self.changes and self.complete


def change(framework: Framework, node: int, *, pins: Mapping[int, bool], most: int = MOST_TRIED) -> Changes:
    """The smallest sets of cruxes which, settled otherwise than the pins have them, change a node's label.

    Sets are tried by size, until one of them changes it or `most` ways of settling them have been tried. Only cruxes
    whose sides speak to the node, through whatever links, are tried.
    """
    standing = grounded(framework, pins)
    label = LABELS[standing.labels[node]]
    above = closure(framework.of_standing, [node])
    found = [choice for choice in choices(framework) if not above.isdisjoint(choice.nodes)]
    cruxes = tuple(choice.crux for choice in found)
    held = node in pins and node not in framework.assumptions
    if held or not found or _is_settled(framework, node, label, found, pins):
        return Changes(node=node, label=label, held=held, cruxes=cruxes, tried=len(found))
    left = most
    for size in range(1, len(found) + 1):
        changes: list[Change] = []
        ways = islice(_ways(found, size, pins), left + 1)
        while lot := list(islice(ways, min(_LOT, left))):
            left -= len(lot)
            labels = labels_under(framework, standing, list(map(_setting, lot)), pins=pins, within=above)
            for place, way in enumerate(lot):
                name = labels.label(node, place)
                if name != label:
                    changes.append(Change(tuple(Settled(choice.crux, choice.sides[at]) for choice, at in way), name))
        is_complete = next(ways, None) is None
        if changes or not is_complete:
            tried = size if is_complete or changes else size - 1
            return Changes(
                node=node,
                label=label,
                held=False,
                cruxes=cruxes,
                changes=tuple(changes),
                tried=tried,
                complete=is_complete,
            )
    return Changes(node=node, label=label, held=False, cruxes=cruxes, tried=len(found))


_Way = tuple[tuple["Choice", int], ...]


def _ways(found: list[Choice], size: int, pins: Mapping[int, bool]) -> Iterator[_Way]:
    """Every way to settle so many of the cruxes otherwise."""
    options = [[(choice, at) for at in range(len(choice.settings)) if not _is_so(choice, at, pins)] for choice in found]
    for chosen in combinations(options, size):
        yield from product(*chosen)


def _setting(way: _Way) -> dict[int, bool]:
    """The nodes that such a way holds in and out."""
    return {node: is_in for choice, at in way for node, is_in in choice.settings[at].items()}


def _is_so(choice: Choice, at: int, pins: Mapping[int, bool]) -> bool:
    """Whether the pins settle a crux that way already."""
    return all(pins.get(node) == is_in for node, is_in in choice.settings[at].items())


def _is_settled(framework: Framework, node: int, label: str, found: list[Choice], pins: Mapping[int, bool]) -> bool:
    """Whether the node has a decided label that it keeps with all these cruxes open: then no sides change it, since
    what is decided only ever grows with what is taken."""
    sides = {side for choice in found for side in choice.nodes}
    free = grounded(framework, {pinned: is_in for pinned, is_in in pins.items() if pinned not in sides})
    return free.labels[node] != UNDECIDED and LABELS[free.labels[node]] == label
