"""A rule whose check breaks down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cruxmap.graph.rule import Fault, Rule, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator


def untitled(subject: Subject) -> Iterator[Fault]:
    """Raises for the first node without a title."""
    for node in subject.graph.nodes.values():
        if not node.title:
            raise ValueError(f"{node.id} has no title")
        yield Fault(node.span, f"{node.id} has a title")


UNTITLED = Rule("AB001", "untitled", "warning", "A node has no title.", check=untitled)
