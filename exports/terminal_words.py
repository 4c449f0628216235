"""What people call labels, strengths and how far these move, and how long lists are cut, for all that tells of them."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING

from ..graph.model import source_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..graph.reasoning.framework import Framework
    from .layout import Line
    from .terminal import Page

WORDS = {"in": "stands", "out": "falls", "undecided": "open"}
"""What people call the labels."""

ROLES = {"in": "hopeful", "out": "worried", "undecided": "crux"}
SIGNS = {"in": "●", "out": "○", "undecided": "◐"}

LEAST = 0.0005
"""What rounds to nothing in three digits."""


def strength_text(strength: float) -> str:
    """A strength in three digits; where none is stable, that.

    >>> strength_text(0.5), strength_text(float("nan"))
    ('0.500', 'none stable')
    """
    return "none stable" if isnan(strength) else f"{strength:.3f}"


def signed(move: float) -> str:
    """A difference of strengths in three digits with its sign; none where one of them is not stable.

    >>> signed(-0.25), signed(0.25), signed(-0.0001), signed(float("nan"))
    ('−0.250', '+0.250', '0.000', 'none')
    """
    if isnan(move):
        return "none"
    return f"{move:+.3f}".replace("-", "−") if abs(move) >= LEAST else "0.000"


def listed(words: Sequence[str], most: int) -> str:
    """The first of some words, and how many more there are.

    >>> listed(["a", "b", "c"], 3), listed(["a", "b", "c"], 2)
    ('a, b, c', 'a, b and 1 more')
    """
    more = f" and {len(words) - most} more" if len(words) > most else ""
    return ", ".join(words[:most]) + more


def left_out(count: int, said: str) -> list[Line]:
    """A line for the entries of a list that are not shown; none where all are."""
    return [[(f"  … {count} more{said}", "faint")]] if count > 0 else []


def silent_hint(page: Page, framework: Framework, claims: Sequence[str]) -> str:
    """That the cruxes decide nothing yet, as in drafts, and how to mend that; "" where one does, or there are none."""
    if not framework.assumptions or not framework.is_silent:
        return ""
    position = framework.ids[min(framework.assumptions)]
    home = [claim for claim in claims if source_id(claim) == source_id(position)]
    claim = next(map(page.name, (*home, *claims)), "ID")
    said = (
        "no side of a crux speaks for or against anything here yet, so nothing follows from taking one: write what does"
    )
    return f"{said}, as in `cruxmap link {page.name(position)} supports {claim}`, or attacks"
