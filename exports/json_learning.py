"""Learning paths as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..graph.study.needs import ends
from . import json_

if TYPE_CHECKING:
    from ..graph.study.learning import LearningPath, Step
    from .json_ import Json


def path(item: LearningPath) -> dict[str, Json]:
    """`{"target","steps":[step…],"circles":[[id…]…],"known":[id…],"skipped":[id…],"unneeded":[id…]}`."""
    return {
        "target": item.target.id,
        "steps": [_step(number, step) for number, step in enumerate(item.steps, 1)],
        "circles": [[step.node.id for step in circle] for circle in item.circles],
        "known": [node.id for node in item.known],
        "skipped": [node.id for node in item.skipped],
        "unneeded": [node.id for node in item.unneeded],
    }


def _step(number: int, step: Step) -> dict[str, Json]:
    """`{"number","node":{…},"same_as":[id…],"role","because":[{"for","link"}…],"optional","says","external",
    "references":[node…],"circle"}`, the circle by its place in `circles`, from 1, null for none."""
    return {
        "number": number,
        "node": json_.node(step.node),
        "same_as": [twin.id for twin in step.twins],
        "role": step.role,
        "because": [{"for": ends(link)[1], "link": json_.link(link)} for link in step.because],
        "optional": step.optional,
        "says": step.says,
        "external": step.external,
        "references": [json_.node(work) for work in step.references],
        "circle": step.circle or None,
    }
