"""SEMANTICS: the one table of gradual semantics, each an aggregation of pushes and an influence on the base score."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, Literal

from msgspec import Struct

from ..problem import CruxmapError, quoted
from ..suggest import did_you_mean

CLIP = 1e-6
"""How near to 0 and 1 a base score may come where its logit is taken."""

Number = Any  # a float, or an array of them
Function = Callable[[Number], Number]


class Calculus(Struct, frozen=True):
    """The functions an influence is made of, for single numbers or for arrays."""

    exp: Function
    log: Function
    tanh: Function
    clip: Function  # into [CLIP, 1 - CLIP]


SCALAR = Calculus(
    exp=lambda number: math.exp(min(number, _MOST_EXPONENT)),
    log=math.log,
    tanh=math.tanh,
    clip=lambda number: min(max(number, CLIP), 1 - CLIP),
)
_MOST_EXPONENT = 700.0


def array_calculus() -> Calculus:
    """The functions over NumPy arrays."""
    import numpy  # an extra, and a tenth of a second to import

    return Calculus(
        exp=lambda number: numpy.exp(numpy.minimum(number, _MOST_EXPONENT)),
        log=numpy.log,
        tanh=numpy.tanh,
        clip=lambda number: numpy.clip(number, CLIP, 1 - CLIP),
    )


class Semantics(Struct, frozen=True):
    """A gradual semantics: how pushes on a node are put together, and how that moves its base score.

    `sum` adds weight times strength, attackers negative; `product` is 1 − Π(1 − weight · strength) of the supporters
    less that of the attackers. `influence` takes base score, aggregate and a Calculus, and gives the strength.
    """

    name: str
    title: str
    aggregation: Literal["sum", "product"]
    influence: Callable[[Number, Number, Calculus], Number]
    paper: str


def _mlp(base: Number, energy: Number, of: Calculus) -> Number:
    base = of.clip(base)
    return 0.5 + 0.5 * of.tanh(0.5 * (of.log(base / (1 - base)) + energy))  # the logistic function


def _linear(base: Number, energy: Number, _of: Calculus) -> Number:
    return base + (1 - base) * _positive(energy) - base * _positive(-energy)


def _quadratic(base: Number, energy: Number, _of: Calculus) -> Number:
    return base + (1 - base) * _squared(energy) - base * _squared(-energy)


def _euler(base: Number, energy: Number, of: Calculus) -> Number:
    return 1 - (1 - base * base) / (1 + base * of.exp(energy))


def _positive(number: Number) -> Number:
    return 0.5 * (number + abs(number))


def _squared(number: Number) -> Number:
    square = _positive(number) ** 2
    return square / (1 + square)


SEMANTICS: tuple[Semantics, ...] = (
    Semantics("mlp", "MLP-based", "sum", _mlp, "Potyka 2021, Interpreting neural networks as QBAFs"),
    Semantics("df-quad", "DF-QuAD", "product", _linear, "Rago et al. 2016, Discontinuity-free decision support"),
    Semantics("quadratic-energy", "Quadratic Energy", "sum", _quadratic, "Potyka 2018, Continuous dynamical systems"),
    Semantics("euler", "Euler-based", "sum", _euler, "Amgoud and Ben-Naim 2018, Evaluation in bipolar graphs"),
)

SEMANTIC: dict[str, Semantics] = {semantics.name: semantics for semantics in SEMANTICS}


def semantics_named(name: str) -> Semantics:
    """The semantics with that name. CruxmapError with the nearest for another."""
    if name not in SEMANTIC:
        known = ", ".join(SEMANTIC)
        raise CruxmapError(f"there is no semantics {quoted(name)}: {did_you_mean(name, SEMANTIC) or known}")
    return SEMANTIC[name]
