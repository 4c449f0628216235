"""Markers in texts: whatever the typography, one place, and never a lookalike."""

from __future__ import annotations

import pytest
from cruxmap.graph.model import Passage
from cruxmap.sources.markup import plain, plain_at
from cruxmap.sources.passages import find, fold_text, is_in_section, section_at
from hypothesis import given
from hypothesis import strategies as st

TEXT = """# A note

Before the heading “quotes” are curly — and dashes long.

## 🧠 First part (Complexity: 3)

The *very* first [linked words](https://example.org/a_(b)) stand here… and go on. The end.

## Second part

The very first words stand here too. The end.
"""


def found(marker: Passage, section: str = "") -> list[str]:
    text = fold_text(TEXT)
    return [TEXT[start:end] for start, end in find(text, marker, section).places]


@pytest.mark.parametrize(
    ("marker", "section", "expected"),
    [
        (Passage('heading "quotes" are'), "", ["heading “quotes” are"]),
        (Passage("CURLY - and dashes"), "", ["curly — and dashes"]),
        (Passage("first linked words"), "", ["first [linked words"]),
        (Passage("stand here... and"), "", ["stand here… and"]),
        (Passage("first", "go on"), "", ["first [linked words](https://example.org/a_(b)) stand here… and go on"]),
        (Passage("end"), "", ["end", "end"]),
        (Passage("The very first", "The end."), "Second part", ["The very first words stand here too. The end."]),
        (Passage("The very first", "nowhere"), "", []),
        (Passage("too. The end.", "The very first"), "", []),
        (Passage("The very first", "very first words"), "First part", []),
        (Passage("curly", "dashes"), "Introduction", ["curly — and dashes"]),
        (Passage("lookalike"), "", []),
    ],
)  # fmt: skip
def test_markers(marker: Passage, section: str, expected: list[str]) -> None:
    assert found(marker, section) == expected


@pytest.mark.parametrize(
    ("marker", "expected"),
    [
        (Passage("linked words", "stand here"), "linked words stand here"),
        (Passage("very first linked"), "very first linked"),
        (Passage("Before the", "dashes"), "Before the heading “quotes” are curly — and dashes"),
    ],
)
def test_a_passage_that_starts_or_ends_in_a_link_is_plain_text(marker: Passage, expected: str) -> None:
    assert plain_at(TEXT, find(fold_text(TEXT), marker).places[:1]) == [expected]


@given(st.text("ab *[](\n)#!", max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_parts_of_a_text_are_parts_of_its_plain_text(original: str, start: int, stop: int) -> None:
    (part,) = plain_at(original, [(start, stop)])
    assert "".join(part.split()) in "".join(plain(original).split())


def test_sections_are_known_by_their_words() -> None:
    text = fold_text(TEXT)
    inside = TEXT.index("stand here…")
    assert section_at(text, inside) == "First part"
    assert is_in_section(text, inside, "First part")
    assert not is_in_section(text, inside, "Second part")


@given(st.text(), st.text(min_size=1))
def test_any_text_folds_and_places_lie_within_it(original: str, words: str) -> None:
    text = fold_text(original)
    for start, end in find(text, Passage(words)).places:
        assert 0 <= start < end <= len(original)


@given(
    st.lists(
        st.text(st.characters(categories=("L", "N")), min_size=1, max_size=6), min_size=9, max_size=40, unique=True
    )
)
def test_a_marker_made_from_a_text_finds_its_passage(words: list[str]) -> None:
    original = " ".join(words)
    marker = Passage(" ".join(words[2:4]), " ".join(words[6:8]))
    wanted = " ".join(words[2:8])
    assert wanted in [original[start:end] for start, end in find(fold_text(original), marker).places]
