"""A learning path as a flowchart: each step leads to those that need it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...graph.model import label
from ...graph.problem import CruxmapError
from ...graph.schema import RELATION
from ...graph.study.needs import NEED, ends, is_weak
from .chart import TITLE_LIMIT, Arrow, Box, Chart, Group, drawn
from .direction import direction
from .encode import shortened
from .hosts import characters, host

if TYPE_CHECKING:
    from ...graph.graph import Graph
    from ...graph.model import Link
    from ...graph.study.learning import LearningPath, Step


def chart(graph: Graph, path: LearningPath) -> str:
    """The path in Mermaid: numbered boxes, dashed where nothing explains the step; a frame around each circle; dashed
    arrows for what is only wanted by weak links.

    Raises CruxmapError for a path that no host draws.
    """
    at = host("")
    keys = {graph.one(step.node.id): f"n{number}" for number, step in enumerate(path.steps, 1)}
    boxes = [_box(step, number) for number, step in enumerate(path.steps, 1)]
    links = [link for step in path.steps for link in step.because if graph.one(ends(link)[1]) in keys]
    arrows = tuple(dict.fromkeys(_arrow(graph, link, keys) for link in links))
    groups = tuple(
        Group(f"c{number}", "in a circle", tuple(boxes[path.steps.index(step)] for step in circle))
        for number, circle in enumerate(path.circles, 1)
    )
    alone = tuple(box for box, step in zip(boxes, path.steps, strict=True) if not step.circle)
    way = direction(keys.values(), [(arrow.from_key, arrow.to_key) for arrow in arrows])
    drawing = drawn(Chart(direction=way, groups=groups, boxes=alone, arrows=arrows), at)
    if drawing.edges > at.most_edges or characters(drawing.text) > at.most_characters:
        raise CruxmapError(
            f"as one map these {len(path.steps)} steps are more than Mermaid draws: --needed leaves out what can be "
            "skipped, --known what you know"
        )
    return drawing.text


def _box(step: Step, number: int) -> Box:
    aside = " (can be skipped)" if step.optional else ""
    words = f"{number}. {shortened(label(step.node), TITLE_LIMIT)}{aside}"
    return Box(f"n{number}", words, "away" if step.external else step.node.kind)


def _arrow(graph: Graph, link: Link, keys: dict[str, str]) -> Arrow:
    """From what is learned first to what needs it, with the relation as it reads from there."""
    relation = RELATION[link.relation]
    said = relation.name if NEED[relation.name].before == "from" else relation.inverse
    first, later = (keys[graph.one(end)] for end in ends(link))
    return Arrow(first, later, "-.->" if is_weak(link) else "-->", said.replace("_", " "))
