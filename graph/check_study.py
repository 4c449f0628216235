"""Checks of what a reader is to learn: questions and their answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .model import Question
from .problem import quoted
from .rule import Fault, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator


def open_and_answered(subject: Subject) -> Iterator[Fault]:
    """Questions that nobody is said to answer, and that something answers."""
    graph = subject.graph
    for node in graph.nodes.values():
        twins = graph.twins(node.id) if isinstance(node, Question) and node.open else ()
        answers = [link for twin in twins for link in graph.out(twin, "answered_by")]
        if answers:
            message = f"question {quoted(node.id)} is open, and {quoted(answers[0].to_id)} answers it"
            yield Fault(
                answers[0].span,
                message,
                "drop open: true, or tie what only touches on it by about: instead of answered_by:",
            )
