"""What a rule is, what its check looks at, and what a check yields."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from .expectation import Expectation
    from .graph import Graph
    from .problem import Edit, Severity, Span
    from .reasoning.framework import Framework
    from .tie import Tie


class Subject(Struct, frozen=True, dict=True):
    """What checks look at: the graph of a library, and its passage markers looked up in the texts at hand.

    `lost` are the nodes at an end of a link that was left out, for which nothing should be called missing; `expects`
    is what the maps expect of reasoning.
    """

    graph: Graph
    ties: tuple[Tie, ...] = ()
    lost: frozenset[str] = frozenset()
    expects: tuple[Expectation, ...] = ()

    @cached_property
    def framework(self) -> Framework:
        """The graph as it is weighed, each relation counting as COUNTS says."""
        from .reasoning.framework import framework  # only for maps that expect something

        return framework(self.graph)


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
