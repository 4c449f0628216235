"""Variations worked out together, a column each of NumPy arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .levels import levels_of
from .strength_arrays import Table, fill

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .rows_arrays import Floats
    from .variations import Stage, Variation

MOST_CELLS = 1 << 21
"""How many strengths are held at once; more variations are worked out one lot after the other."""


def under_in_columns(stage: Stage, variations: Sequence[Variation]) -> list[float]:
    """What `variations.under` promises."""
    lot = max(1, MOST_CELLS // len(stage))
    found: list[float] = []
    for start in range(0, len(variations), lot):
        found += _strengths(stage, variations[start : start + lot])[stage.target].tolist()
    return found


def _strengths(stage: Stage, variations: Sequence[Variation]) -> Floats:
    shape = len(stage), len(variations)
    bases = np.repeat(
        np.array(stage.pushed.bases)[:, None], shape[1] if any(each.bases for each in variations) else 1, axis=1
    )
    values, held, gone = np.zeros(shape), np.zeros(shape, dtype=bool), np.zeros(shape, dtype=bool)
    for node, strength in stage.held.items():
        values[node], held[node] = strength, True
    for column, variation in enumerate(variations):
        for node, strength in variation.held.items():
            values[node, column], held[node, column] = strength, True
        for node, score in variation.bases.items():
            bases[node, column] = score
        gone[list(variation.gone), column] = True
    held |= gone
    values[gone] = 0.0
    levels = levels_of(stage.pushed.framework, deep=True)
    fill(stage.pushed, levels, Table(bases, values, held, gone if gone.any() else None))
    return values
