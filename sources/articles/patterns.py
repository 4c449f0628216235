"""PATTERNS: the one table of signs by which an article is drafted, in the order in which they are tried."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .crux_patterns import AGREED, ANNOUNCED, AT_BEST, CASES, DISAGREED, PAIRS, SCHOOL
from .prose_patterns import (
    DEFINED,
    DEFINITION,
    EVIDENCE,
    EXAMPLE,
    IMAGINED,
    ORDINAL,
    POINTER,
    SERIES,
    STEP,
    STEPS_FOLLOW,
    THESIS,
)

if TYPE_CHECKING:
    from .pattern import Pattern

PATTERNS: tuple[Pattern, ...] = (
    *ANNOUNCED,
    DISAGREED,
    *CASES,
    SCHOOL,
    *PAIRS,
    AT_BEST,
    POINTER,
    AGREED,
    EXAMPLE,
    IMAGINED,
    EVIDENCE,
    STEP,
    STEPS_FOLLOW,
    ORDINAL,
    DEFINITION,
    DEFINED,
    *THESIS,
    SERIES,
)
