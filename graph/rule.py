"""What a rule is, what its check looks at, and what a check yields."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from .graph import Graph
    from .problem import Edit, Severity, Span
    from .tie import Tie


class Subject(Struct, frozen=True):
    """What checks look at: the graph of a library, and its passage markers looked up in the texts at hand.

    `lost` are the nodes at an end of a link that was left out, for which nothing should be called missing.
    """

    graph: Graph
    ties: tuple[Tie, ...] = ()
    lost: frozenset[str] = frozenset()


class Fault(Struct, frozen=True):
    """What a check yields: a place, what is wrong there, what to do about it, the one right edit if any."""

    span: Span
    message: str
    hint: str = ""
    edit: Edit | None = None


Check = Callable[[Subject], Iterator[Fault]]


class Rule(Struct, frozen=True):
    """A rule of the table.

    `code` is never reused; `name` is what findings carry; `meaning` says what it finds, `why` what harm that does,
    `fix` what to do; `bad` and `good` are examples in the map format, without a source block unless they are about
    it. Rules without a `check` are found while reading and building; one that `needs_text` finds nothing without. What
    a rule finds stands `in_entries` of maps, where a comment can silence it, or elsewhere.
    """

    code: str
    name: str
    severity: Severity
    meaning: str
    why: str = ""
    fix: str = ""
    bad: str = ""
    good: str = ""
    check: Check | None = None
    needs_text: bool = False
    in_entries: bool = True
