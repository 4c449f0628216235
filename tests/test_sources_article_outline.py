"""The mind map of an article: its headings, and under them cruxes with their sides, terms and steps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from articles import drafted, source_of

if TYPE_CHECKING:
    from pathlib import Path

    from cruxmap.graph.model import OutlineItem


def test_the_outline_has_the_headings_with_cruxes_and_their_sides(tmp_path: Path) -> None:
    text = """
---
title: On weirs
---
Hello.

## Where we stand

### Is it sound?

Optimists say it is. Pessimists say it is not.

## Keepers

**Sluice** -- a gate that slides.
"""
    outline = source_of(drafted(tmp_path, text.removeprefix("\n"))).outline
    assert outline is not None
    assert tree(outline) == [
        "On weirs",
        [
            ["Where we stand", [["is-it-sound", [["is-it-sound.optimist", []], ["is-it-sound.pessimist", []]]]]],
            ["keepers", [["sluice", []]]],
        ],
    ]


def tree(item: OutlineItem) -> list[Any]:
    """Slugs, or labels where there is no node, with what is below them."""
    return [item.node.partition("/")[2] or item.label, [tree(child) for child in item.children]]


def test_the_title_as_a_heading_is_no_branch_of_its_own(tmp_path: Path) -> None:
    text = (
        "# Should mills close?\n\n## Will the mill pay?\n\n- Supporters argue it will.\n- Critics think it will not.\n"
    )
    outline = source_of(drafted(tmp_path, text)).outline
    assert outline is not None
    assert [branch.label for branch in outline.children] == ["Will the mill pay?"]


def test_a_crux_stands_once_in_the_outline(tmp_path: Path) -> None:
    text = """# Mills
## Where they part ways
**Will the mill pay?**

- Optimists think that it will.
- Pessimists think that it will not.
- For more, see [this survey](https://a.example/survey).
"""
    outline = source_of(drafted(tmp_path, text)).outline
    assert outline is not None
    cruxes = [node for node in nodes_in(outline) if node.endswith("will-the-mill-pay")]
    assert len(cruxes) == 1


def nodes_in(item: OutlineItem) -> list[str]:
    """The nodes of an outline, as often as they stand in it."""
    return [item.node, *(node for child in item.children for node in nodes_in(child))]
