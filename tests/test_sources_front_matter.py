"""Front matter: what clippers write before a text is found, whatever its dialect and however broken."""

from __future__ import annotations

import pytest
from cruxmap.sources.credits import credits_of, day_in, names_in, title_of
from cruxmap.sources.front_matter import front_matter
from hypothesis import given
from hypothesis import strategies as st

CLIPPED = """---
title: "Should the harbour be dredged?"
source_url: "https://harbour.example/dredging"
authors:
  - "[[Ida Berg]]"
  - Olu Ade
published: 2020-02-03T10:00:00Z
created: 2024-01-01
tags: [clippings, "#harbour"]
---
The text.
"""


def test_a_clippers_front_matter_is_read_whole_and_the_text_begins_behind_it() -> None:
    front = front_matter(CLIPPED)
    assert CLIPPED[front.end :] == "The text.\n"
    assert front.fault is None
    assert title_of(front) == "Should the harbour be dredged?"
    assert credits_of(front) == {
        "authors": ("Ida Berg", "Olu Ade"),
        "published": "2020-02-03",
        "url": "https://harbour.example/dredging",
        "tags": ("clippings", "harbour"),
    }


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("author: Ida Berg", ["Ida Berg"]),
        ("byline: By Ida Berg and Olu Ade", ["Ida Berg", "Olu Ade"]),
        ("by: Ida Berg, Olu Ade & Wu Li", ["Ida Berg", "Olu Ade", "Wu Li"]),
        ("author: [[Ida Berg]]", ["Ida Berg"]),
        ("author: '[[people/ida|Ida Berg]]'", ["Ida Berg"]),
        ("Author(s): Ida Berg", ["Ida Berg"]),
        ("author: [Ida Berg, Olu Ade]", ["Ida Berg", "Olu Ade"]),
        ("authors:\n  - {name: Ida Berg, url: https://ida.example}", ["Ida Berg"]),
        ("author:\n  - '[Ida Berg](https://ida.example)'", ["Ida Berg"]),
        ("author: Ida Berg, PhD", ["Ida Berg, PhD"]),
        ("author:", []),
        ("author: null", []),
    ],
)
def test_authors_are_told_apart_however_they_are_listed(line: str, authors: list[str]) -> None:
    assert list(credits_of(front_matter(f"---\ntitle: Locks\n{line}\n---\n"))["authors"]) == authors


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2021-09-21", "2021-09-21"),
        ("2021/9/2", "2021-09-02"),
        ("20210921", "2021-09-21"),
        ("21 September 2021", "2021-09-21"),
        ("Sept. 21st, 2021", "2021-09-21"),
        ("21.09.2021", "2021-09-21"),
        ("3.4.2021", "2021-04-03"),
        ("09/21/2021", "2021-09-21"),
        ("May 2021", "2021-05"),
        ("2021", "2021"),
        ("2021-02-30", "2021"),
        ("12345678901", ""),
        ("yesterday", ""),
    ],
)
def test_a_day_is_told_as_far_as_it_is_certain(words: str, day: str) -> None:
    assert day_in(words) == day


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\ntitle: Locks: a defence\nid: locks\n---\nText", "Locks: a defence"),
        ("---\ntitle: Locks\nauthor: @ida\n---\nText", "Locks"),
        ("---\ntitle: Locks\nmood: &m [*m, *m]\nother: *m\n---\nText", "Locks"),
        ("---\ntitle: Locks\nrun: !!python/object/apply:os.system [ls]\n---\nText", "Locks"),
        ("---\ntitle: Locks\ntitle: Keys\n---\nText", "Locks"),
        ("---\ntitle: Locks\ntags:\n\t- tabbed\n---\nText", "Locks"),
        ("---\ntitle: Locks\n\nText", "Locks"),
    ],
)
def test_broken_front_matter_is_read_as_far_as_it_goes_and_said_to_be_broken(text: str, title: str) -> None:
    front = front_matter(text)
    assert title_of(front) == title
    assert front.fault is not None
    assert "---\n" in text[: front.fault.at]
    assert text[front.end :].strip() == "Text"


@pytest.mark.parametrize(
    "text",
    ["", "# Locks\n\nText", "---\n\nText between rules.\n\n---\n\nMore", "---", "--- title: x ---", "title: Locks\n"],
)
def test_a_text_without_front_matter_has_none(text: str) -> None:
    front = front_matter(text)
    assert (front.end, front.words("title"), front.fault) == (0, (), None)


def test_lines_may_end_in_any_way_and_a_byte_order_mark_may_stand_before() -> None:
    front = front_matter("\ufeff---\r\ntitle: Locks\r\n---\r\nText")
    assert (title_of(front), front.fault) == ("Locks", None)


@given(
    st.lists(st.sampled_from(["---\n", "key: v\n", "- [", "{", "&a ", "*a", "!!x ", "'", '"', "\t", "é", "\n", ": "]))
)
def test_any_front_matter_gives_words(pieces: list[str]) -> None:
    text = "---\n" + "".join(pieces)
    front = front_matter(text)
    assert 0 <= front.end <= len(text)
    assert all(words and all(words) for words in front.fields.values())


@given(st.text())
def test_any_line_of_credits_gives_names(words: str) -> None:
    assert all(name and name in " ".join(words.split()) for name in names_in(words) if "[" not in words)
