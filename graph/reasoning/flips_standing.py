"""Flips of what stands: the label of each node once others are settled otherwise, for all settings at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from .framework import closure
from .grounded import IN, LABELS, OUT, UNDECIDED
from .masks import Masks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from .framework import Framework
    from .grounded import Standing


class Labels(Struct, frozen=True):
    """The labels of all nodes under some settings: bits of the settings in which a node is in and out for the nodes
    that may change, and for the others what they are without any."""

    standing: Standing
    inside: Mapping[int, int]
    outside: Mapping[int, int]

    def label(self, node: int, setting: int) -> str:
        """A node's label under the setting at that place: "in", "out" or "undecided"."""
        if node not in self.inside:
            return LABELS[self.standing.labels[node]]
        if self.inside[node] >> setting & 1:
            return LABELS[IN]
        return LABELS[OUT if self.outside[node] >> setting & 1 else UNDECIDED]

    def differing(self, first: int, count: int) -> int:
        """How many nodes do not have the same label under all of `count` settings from the first on."""
        bits = ((1 << count) - 1) << first
        return sum(
            mask & bits not in (0, bits) or self.outside[node] & bits not in (0, bits)
            for node, mask in self.inside.items()
        )


def labels_under(
    framework: Framework,
    standing: Standing,
    settings: Sequence[Mapping[int, bool]],
    *,
    pins: Mapping[int, bool],
    within: AbstractSet[int] | None = None,
) -> Labels:
    """The labels that `grounded` gives under each setting laid over the pins; `standing` are those under the pins.

    Where only some nodes are asked for, `within` says which: they, and all that speaks of them.
    """
    rows = framework.of_standing
    nodes = closure([row.turned() for row in rows], {node for setting in settings for node in setting})
    nodes = nodes if within is None else nodes.intersection(within)
    masks = Masks(framework, (1 << len(settings)) - 1)
    around = {other for node in nodes for row in rows for other in row.row(node)}.difference(nodes)
    for node in around:
        label = standing.labels[node]
        masks.fix(node, masks.full if label == IN else 0, masks.full if label == OUT else 0)
    for node in nodes.intersection(pins):
        masks.fix(node, masks.full if pins[node] else 0)
    for node, (settled, inside) in _settled(settings).items():
        if node not in nodes:
            continue
        is_in, is_out = masks.inside.get(node, 0), masks.outside.get(node, 0)
        masks.fix(node, is_in & ~settled | inside, is_out & ~settled | settled & ~inside)
    masks.run(nodes)
    return Labels(standing, {node: masks.inside[node] for node in nodes}, {node: masks.outside[node] for node in nodes})


def _settled(settings: Sequence[Mapping[int, bool]]) -> dict[int, tuple[int, int]]:
    """For every node of the settings those that settle it, and those that settle it as in."""
    found: dict[int, tuple[int, int]] = {}
    for place, setting in enumerate(settings):
        for node, is_in in setting.items():
            settled, inside = found.get(node, (0, 0))
            found[node] = settled | 1 << place, inside | is_in << place
    return found
