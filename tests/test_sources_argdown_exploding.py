"""The steps of arguments in Argdown as arguments, where the text asks for that."""

from __future__ import annotations

import json

import pytest
from argdowns import links, mapped, understood
from cruxmap.graph.build import build
from cruxmap.sources.argdown import read, read_json

EXPLODED = """===
model: {explodeArguments: true}
===

<Picnic>: Go out. #fun

(1) [Dry]: The meadow is dry.
(2) [Off]: It is a day off.
-- {uses: [1]} --
  <_ <Dew>
(3) [Sit]: We can sit there.
(4) [Like]: We like that.
-- {uses: [2, 3, 4]} --
(5) [Go]: We go.

[Dry]: It is dry there.
  + <Picnic>

<Picnic>
  - <Ants>
"""


def test_steps_are_arguments_where_the_text_asks_for_that() -> None:
    found, _ = understood(EXPLODED)
    assert found
    parsed = read(EXPLODED, "d.argdown", True)
    assert mapped(read_json(json.dumps(found), "d.json", True)) == mapped(parsed)
    graph = build(parsed.maps).graph
    assert graph.node("d/dry").text == "The meadow is dry."
    assert [node.title for node in graph.nodes.values() if node.kind == "argument"] == [
        *("Picnic - 1", "Picnic - 2", "Dew", "Ants")
    ]
    assert sorted(links(graph)) == [
        "ants attacks picnic-2",
        "dew attacks picnic-1 (undercut)",
        "dry premise_of picnic-1",
        "go supports dry",
        "like premise_of picnic-2",
        "off premise_of picnic-2",
        "picnic-1 supports sit",
        "picnic-2 supports go",
        "sit premise_of picnic-2",
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[1]} --", "[7]} --", "5:1 'Picnic' has no line 7 for a step to use"),
        ("<Ants>", "<Picnic - 1>", "5:1 there is an argument 'Picnic - 1' already"),
    ],
)
def test_steps_that_cannot_be_arguments_are_told(old: str, new: str, said: str) -> None:
    parsed = read(EXPLODED.replace(old, new), "d.argdown", True)
    assert [f"{one.span.line}:{one.span.column} {one.message}" for one in parsed.findings] == [said]
    assert "d/picnic-3" in build(parsed.maps).graph
