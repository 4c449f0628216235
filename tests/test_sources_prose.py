"""Prose taken apart: sentences and bold leads, each with its stretch of the text."""

from __future__ import annotations

import pytest
from cruxmap.sources.markdown import read_markdown
from cruxmap.sources.prose import lead, sentence_spans, sentences, stretch
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("Dr. Bee met J. Fly, i.e. the fly. They left.", ["Dr. Bee met J. Fly, i.e. the fly.", "They left."]),
        ('She said "No." He left.', ['She said "No."', "He left."]),
        ("It cost 3.5 dollars. 80,000 sold.", ["It cost 3.5 dollars.", "80,000 sold."]),
        ("It rose (see Fig. 3. Or not) and fell. Then more.", ["It rose (see Fig. 3. Or not) and fell.", "Then more."]),
        ("Wait… What?", ["Wait…", "What?"]),
        ("v1.2 is out. e.g. this one", ["v1.2 is out. e.g. this one"]),
        ("no end", ["no end"]),
        ("", []),
    ],
)
def test_sentences_of_plain_words(words: str, expected: list[str]) -> None:
    assert [words[start:end] for start, end in sentence_spans(words)] == expected


@given(st.text(alphabet='aB.!?() "\n…é', max_size=200))
def test_sentences_hold_all_words_in_order(words: str) -> None:
    spans = sentence_spans(words)
    assert spans == sorted(spans)
    assert "".join("".join(words[start:end].split()) for start, end in spans) == "".join(words.split())


def test_sentences_know_their_stretch() -> None:
    text = "- **Salt**: it *slows* [yeast](https://example.org). Too much of it kills."
    (found,) = read_markdown(text).blocks
    head = lead(found.children[0])
    assert head is not None
    assert (head.words, text[slice(*stretch(head.runs))]) == ("Salt", "Salt")
    said = [(words, text[start:end]) for words, (start, end) in sentences(head.rest)]
    assert said == [
        ("it slows yeast.", "it *slows* [yeast](https://example.org)."),
        ("Too much of it kills.", "Too much of it kills."),
    ]


@pytest.mark.parametrize(
    "text", ["**Salt**: slow", "**Salt:** slow", "**Salt** -- slow", "**Salt** — slow", "**Salt** slow"]
)
def test_leads_in_all_forms(text: str) -> None:
    head = lead(read_markdown(text).blocks[0])
    assert head is not None
    assert (head.words, head.rest_text) == ("Salt", "slow")


def test_no_lead() -> None:
    assert lead(read_markdown("plain **bold**").blocks[0]) is None
