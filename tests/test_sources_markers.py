"""Markers chosen for stretches of a text: short, and found there and nowhere else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from cruxmap.graph.model import Passage
from cruxmap.graph.tie import MOST_MARKER_WORDS
from cruxmap.sources.markers import mark
from cruxmap.sources.passages import find, fold_text
from hypothesis import given
from hypothesis import strategies as st

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """# Bread

## Dough

*   **The rule**: “Knead it until it is smooth”, says the baker, and let it rest.
*   Use strong flour. It is worth it.

## Oven

Knead it until it is smooth, or the crust splits. It is worth it.

| Heat | Loaf |
| --- | --- |
| high | high |
"""


def marked(words: str, section: str = "", nth: int = 0) -> Passage | None:
    places = [match.span() for match in re.finditer(re.escape(words), TEXT)]
    return mark(fold_text(TEXT), *places[nth], section)


def test_a_marker_is_as_short_as_can_be() -> None:
    assert marked("*   Use strong flour. It is worth it.\n") == Passage("Use strong", "worth it")
    assert marked("says the baker,") == Passage("says the baker")
    assert marked("Knead it until it is smooth, or the crust splits.") == Passage(
        "Knead it until it is smooth,", "crust splits"
    )


def test_the_section_settles_what_stands_twice() -> None:
    assert marked("It is worth it.") is None
    assert marked("It is worth it.", "Oven", nth=1) == Passage("It is worth it")
    assert marked("It is worth it.", "Oven") is None
    assert marked("high", "Oven") is None


def test_no_marker_crosses_a_heading() -> None:
    assert marked("worth it.\n\n## Oven\n\nKnead it until") is None


@pytest.mark.parametrize("stretch", ["", "\n\n", "| --- | --- |"])
def test_a_stretch_without_words_has_no_marker(stretch: str) -> None:
    assert marked(stretch) is None


def fits(original: str, start: int, stop: int) -> bool:
    """Whether a stretch has a marker; one that it has must stand there alone."""
    text = fold_text(original)
    marker = mark(text, start, stop)
    if marker is None:
        return False
    ((first, last),) = find(text, marker).places
    assert start <= first < last <= stop
    assert not re.search(r"[^\W_]", original[start:first] + original[last:stop])
    assert len(f"{marker.start} {marker.end or ''}".split()) <= MOST_MARKER_WORDS
    return True


@given(st.text("ab. \n#*_“—", max_size=80), st.integers(0, 80), st.integers(0, 80))
def test_what_is_marked_is_found_there_and_nowhere_else(original: str, start: int, stop: int) -> None:
    fits(original, start, stop)


def test_most_sentences_of_real_notes_have_a_marker(shared: Path) -> None:
    for path in sorted((shared / "notes").glob("*.md")):
        original = path.read_text("utf-8")
        sentences = [match.span() for match in re.finditer(r"[^\n.|()]{40,}[.\n]", original)]
        assert sum(fits(original, *sentence) for sentence in sentences) >= 0.95 * len(sentences), path.name


@given(st.text("abc. -語é", max_size=60), st.integers(0, 60), st.integers(1, 8))
def test_the_index_knows_every_place(original: str, start: int, length: int) -> None:
    text = fold_text(original)
    run = text.folded[start : start + length].strip(" .-")
    if not run or not find(text, Passage(run)).folded:
        return
    assert text.runs.places(run) == [place for place, _ in find(text, Passage(run)).folded]


def test_what_stands_too_often_gets_no_marker() -> None:
    original = "on and on " * 2000 + "and there it ends"
    assert mark(fold_text(original), 0, 50) is None
    assert mark(fold_text(original), len(original) - 13, len(original)) == Passage("there it ends")
