"""Why a step is on a learning path, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..graph.model import label
from ..graph.study.needs import NEED, ends

if TYPE_CHECKING:
    from ..graph.graph import Graph
    from ..graph.study.learning import Step

MOST_REASONS = 2
_LONGEST_NAME = 60
_TAUGHT = {"crux": "what the document's camps part on"}


def reasons(graph: Graph, step: Step) -> list[str]:
    """Why a step is there: at most MOST_REASONS things that need it, and how many others do."""
    match step.role:
        case "target":
            return ["what you set out to learn"]
        case "thesis":
            return ["what the document argues for"]
        case "taught":
            return [_TAUGHT.get(step.node.kind, "taught by the document")]
        case "needed":
            pass
    said: dict[str, str] = {}
    for link in step.because:
        later = ends(link)[1]
        said.setdefault(graph.one(later), NEED[link.relation].says.format(called(label(graph.node(later)))))
    more = len(said) - MOST_REASONS
    return [*list(said.values())[:MOST_REASONS], *([f"and {more} more"] if more > 0 else [])]


def called(words: str) -> str:
    """A name in quotation marks, cut where it is long.

    >>> called("Training"), called("x" * 90)[-6:]
    ('“Training”', 'xxxx…”')
    """
    words = " ".join(words.split())
    return f"“{words if len(words) <= _LONGEST_NAME else words[: _LONGEST_NAME - 1].rstrip() + '…'}”"
