"""A framework with supports, needs and open sides as one of attacks alone, as solvers read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .framework import Framework


class Helper(Struct, frozen=True):
    """An argument that stands for no node: that none of the nodes `denies` is in, or that the side `opens` may be left
    open."""

    denies: tuple[int, ...] = ()
    opens: int = -1


class Abstract(Struct, frozen=True):
    """A framework of Dung (1995): the nodes of a framework in their order, helpers after them, and who attacks whom by
    their places, sorted."""

    size: int
    helpers: tuple[Helper, ...]
    attacks: tuple[tuple[int, int], ...]


def abstract(framework: Framework, *, only_attacks: bool = False) -> Abstract:
    """The framework in which only attacks count, of a size linear in the links.

    Its complete, grounded, preferred and stable labellings are those of the given one, one for one, each node having
    the same label: what a node needs speaks against it through a helper that is in where that is out, so do all its
    supporters together, and a side of a crux that is not attacked may stay open, for a helper that attacks itself
    attacks it. With `only_attacks` supports, needs and that sides may stay open are left out.
    """
    size = len(framework)
    attacks = {(other, node) for node in range(size) for other in framework.attackers.row(node)}
    if only_attacks:
        return Abstract(size, (), tuple(sorted(attacks)))
    places: dict[tuple[int, ...], int] = {}
    for node in range(size):
        if node not in framework.assumptions:
            for denied in _needed_together(framework, node):
                attacks.add((places.setdefault(denied, size + len(places)), node))
    attacks |= {(node, place) for denied, place in places.items() for node in denied}
    helpers = [Helper(denies=denied) for denied in places]
    for side in sorted(framework.assumptions):
        place = size + len(helpers)
        attacks |= {(place, place), (place, side), (side, place)}
        attacks |= {(rival, place) for rival in framework.attackers.row(side)}
        helpers.append(Helper(opens=side))
    return Abstract(size, tuple(helpers), tuple(sorted(attacks)))


def _needed_together(framework: Framework, node: int) -> Iterable[tuple[int, ...]]:
    """Groups of nodes of each of which one must be in for the node to be in; it is out where all of a group are."""
    yield from ((other,) for other in framework.needs.row(node))
    supporters = tuple(framework.supporters.row(node))
    if supporters:
        yield supporters
