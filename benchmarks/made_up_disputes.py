"""Made-up disputes like maps as frameworks of attacks: trees of reasons, rival sides, objections, a few circles."""

from __future__ import annotations

import random

FANOUT = 4
SIDES, CROSS, CIRCLES = 0.1, 0.25, 0.002


def map_like(size: int, seed: int = 1) -> tuple[list[str], list[tuple[int, int]]]:
    """So many arguments, and who attacks whom.

    Trees of objections and of objections to them, which is what reasons become in the frameworks of Dung. A tenth of
    the arguments are the sides of cruxes: leaves, two of which attack each other and nothing else attacks. Every
    fourth argument attacks one in another tree as well. Of a thousand arguments two begin an odd circle of three or
    five, and two an even one of four or six.
    """
    chance = random.Random(seed)
    trees = [(node, max(0, node // FANOUT - chance.randrange(3))) for node in range(1, size)]
    attacks = {(node, parent) for node, parent in trees if chance.random() < 0.97}  # the rest are theses
    leaves = sorted(set(range(size)).difference(parent for _, parent in attacks))
    sides = chance.sample(leaves, int(size * SIDES / 2) * 2)
    rest = sorted(set(range(size)).difference(sides))
    for one, other in zip(sides[::2], sides[1::2], strict=True):
        attacks |= {(one, other), (other, one)}
    for _ in range(int(size * CROSS)):
        target, source = sorted(chance.sample(rest, 2))  # never down the trees, so that circles stay few
        attacks.add((source, target))
    for lengths in ((3, 5), (4, 6)):
        for _ in range(int(size * CIRCLES)):
            circle = chance.sample(rest, chance.choice(lengths))
            attacks |= set(zip(circle, [*circle[1:], circle[0]], strict=True))
    return [f"a{node}" for node in range(size)], sorted(attacks)
