"""Checks of names: what one word could mean more than once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .problem import quoted
from .rule import Fault, Subject
from .schema import SOURCE_SLUG

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .model import Node


def ambiguous_name(subject: Subject) -> Iterator[Fault]:
    """Titles and aliases that two nodes of one source answer to."""
    first: dict[tuple[str, str], Node] = {}
    for node in subject.graph.nodes.values():
        title = "" if node.slug == SOURCE_SLUG else node.title  # a document may be called as its thesis
        for name in dict.fromkeys(word for word in (title, *node.aliases) if word):
            other = first.setdefault((node.source, name.casefold()), node)
            if other is not node:
                yield Fault(
                    node.span,
                    f"{quoted(node.id)} and {quoted(other.id)} both go by {quoted(name)}",
                    f"{other.span} has it already: give one of them another title",
                )
