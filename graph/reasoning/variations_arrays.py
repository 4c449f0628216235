"""Variations worked out together, a column each of NumPy arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .level_arrays import levels_of
from .strength_arrays import Table, fill

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .rows_arrays import Bools, Floats
    from .variations import Option, Stage, Variation

MOST_CELLS = 1 << 21
"""How many strengths are held at once; more variations are worked out one lot after the other."""


def under_in_columns(stage: Stage, variations: Sequence[Variation]) -> list[float]:
    """What `variations.under` promises."""
    lot = max(1, MOST_CELLS // len(stage))
    found: list[float] = []
    for start in range(0, len(variations), lot):
        found += _strengths(stage, variations[start : start + lot])
    return found


def sets_in_columns(stage: Stage, options: Sequence[Option], sets: Sequence[int]) -> list[float]:
    """What `variations.under_sets` promises."""
    lot = max(1, MOST_CELLS // len(stage))
    found: list[float] = []
    for start in range(0, len(sets), lot):
        chosen = _bits(sets[start : start + lot], len(options))
        values, held = _held(stage, len(chosen))
        for place, (first, second) in enumerate(options):
            for node, strength in first.items():
                values[node], held[node] = np.where(chosen[:, place], second[node], strength), True
        found += _filled(stage, Table(np.array(stage.pushed.bases)[:, None], values, held))
    return found


def _bits(sets: Sequence[int], count: int) -> Bools:
    """The bits of sets, a row each."""
    width = (count + 7) // 8
    packed = np.frombuffer(b"".join(each.to_bytes(width, "little") for each in sets), dtype=np.uint8)
    return np.unpackbits(packed.reshape(len(sets), width), axis=1, count=count, bitorder="little").astype(bool)


def _held(stage: Stage, count: int) -> tuple[Floats, Bools]:
    """Strengths and which of them are held, with what the stage holds."""
    values, held = np.zeros((len(stage), count)), np.zeros((len(stage), count), dtype=bool)
    for node, strength in stage.held.items():
        values[node], held[node] = strength, True
    return values, held


def _filled(stage: Stage, table: Table) -> list[float]:
    fill(stage.pushed, levels_of(stage.pushed.framework, deep=True), table)
    found: list[float] = table.values[stage.target].tolist()
    return found


def _strengths(stage: Stage, variations: Sequence[Variation]) -> list[float]:
    many = len(variations) if any(each.bases for each in variations) else 1
    bases = np.repeat(np.array(stage.pushed.bases)[:, None], many, axis=1)
    values, held = _held(stage, len(variations))
    gone = np.zeros(values.shape, dtype=bool)
    for column, variation in enumerate(variations):
        for node, strength in variation.held.items():
            values[node, column], held[node, column] = strength, True
        for node, score in variation.bases.items():
            bases[node, column] = score
        gone[list(variation.gone), column] = True
    values[gone] = 0.0
    return _filled(stage, Table(bases, values, held | gone, gone if gone.any() else None))
