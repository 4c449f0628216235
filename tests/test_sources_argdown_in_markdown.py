"""Markdown with blocks in Argdown: one debate, whose places are those of the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cruxmap.sources.argdown.in_markdown import read, suits
from cruxmap.sources.library import read_library

if TYPE_CHECKING:
    from pathlib import Path

NOTES = """\
# Notes on the picnic

Some [words](x) * of no * matter.

~~~argdown-map
===
title: Picnic
===

[Go]: We go.
  - <Rain>: It *rains.
~~~

````markdown
```argdown
[Example]: only shown
```
````

```argdown extra
===
title: Other
model: {mode: strict}
===
[Go]
  + [Sun]: It shines.
```
"""


def test_the_blocks_of_a_document_are_one_debate(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text(NOTES, "utf-8")
    library = read_library([str(tmp_path)])
    graph = library.graph
    assert [(node.title, node.span.line, node.span.column) for node in graph.nodes.values()] == [
        *(("Picnic", 1, 1), ("Go", 10, 1), ("Rain", 11, 5), ("Sun", 26, 5))
    ]
    assert [(link.from_id, link.relation, link.to_id) for link in graph.links] == [
        ("notes/rain", "attacks", "notes/go"),
        ("notes/sun", "supports", "notes/go"),
    ]
    assert [f"{one.span.line}:{one.span.column} {one.message}" for one in library.findings] == [
        "21:1 only the first block has front matter that is read",
        "11:16 bold or italic words do not end here",
    ]


@pytest.mark.parametrize(
    "text", ["argdown", "    ```argdown\n    [A]\n", "`argdown`", "````md\n```argdown\n[A]\n```\n````\n"]
)
def test_what_only_speaks_of_argdown_is_none(text: str) -> None:
    assert not suits(text)


@pytest.mark.parametrize("sign", ["`", "```argdown\n", "~~~\n", "```argdown\n===\n", "~~~argdown `\n```\n"])
def test_endless_fences_are_read(sign: str) -> None:
    text = sign * 20_000 + " argdown"
    assert suits(text) in (True, False)
    assert read(text, "d.md", True).source_map
