"""A document, what a model could say of it, and what a draft made of that."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from consoles import Ran, run
from cruxmap.sources.map_yaml import read as read_map

if TYPE_CHECKING:
    from pathlib import Path

    from cruxmap.graph.model import SourceMap

PLAIN = """\
---
title: Keep the well
source: https://example.org/plain
---
The well has water all summer. Children drop stones into it.

When stones lie in the pump, it stops. A grid over the mouth would keep them out.
"""

NODES: list[dict[str, Any]] = [
    {"id": "n1", "kind": "evidence", "text": "The well never dries up.", "title": "Water all summer", "passage": 1,
     "marker": "The well has … all summer"},
    {"id": "n2", "kind": "failure_mode", "text": "Stones stop the pump.", "title": "Stones in the pump", "passage": 2,
     "marker": "stones lie in the pump"},
    {"id": "n3", "kind": "mitigation", "text": "A grid keeps stones out.", "passage": 2, "marker": "A grid … them out"},
]  # fmt: skip
LINKS = [{"from": "n3", "relation": "mitigates", "to": "n2"}]
ANSWER = {"nodes": NODES, "links": LINKS}
INVENTED = {"id": "n9", "kind": "claim", "text": "The water is holy.", "passage": 1, "marker": "the water is holy"}


def ask(plain: Path, url: str, *words: str, **env: str) -> Ran:
    keys = {"CRUXMAP_API_KEY": "", "OPENAI_API_KEY": "", "CRUXMAP_BASE_URL": "", **env}
    return run("draft", plain.name, "--model", "llama3.2", "--base-url", url, *words, folder=plain.parent, env=keys)


def told(plain: Path, answer: object, *words: str) -> Ran:
    """What `--from-json` makes of an answer: a text, or what is written as JSON."""
    text = answer if isinstance(answer, str) else json.dumps(answer)
    return run("draft", plain.name, "--from-json", "-", *words, folder=plain.parent, stdin=text.encode())


def drafted(ran: Ran) -> SourceMap:
    found = read_map(ran.stdout, "draft.yaml")
    assert found.findings == ()
    assert found.source_map
    return found.source_map


def from_model(ran: Ran) -> dict[str, str]:
    """The nodes that a model added: kind and marker by text."""
    nodes = [node for node in drafted(ran).nodes if "drafted-by-model" in node.tags]
    return {node.text: f"{node.kind}: {node.passage and node.passage.start}" for node in nodes}


def rejected(ran: Ran) -> list[str]:
    return [row.removeprefix("turned down: ") for row in ran.stderr.splitlines() if row.startswith("turned down: ")]
