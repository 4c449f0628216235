"""A rule that finds texts without a full stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cruxmap.graph.rule import Fault, Rule, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator


def no_full_stop(subject: Subject) -> Iterator[Fault]:
    """Claims whose text is no sentence."""
    for node in subject.graph.nodes.values():
        if node.kind == "claim" and not node.text.endswith("."):
            yield Fault(node.span, f"{node.id} does not end with a full stop")


NO_FULL_STOP = Rule("AB001", "no-full-stop", "warning", "A claim does not end with a full stop.", check=no_full_stop)
