"""Texts folded: what counts as the same, and the way back to where it stands."""

from __future__ import annotations

import pytest
from cruxmap.sources.folding import fold, folded, place_at, start_of, stop_of, written
from cruxmap.sources.headings import bare_title, heading_lines
from cruxmap.sources.markup import plain
from hypothesis import given
from hypothesis import strategies as st

PIECES = [
    "[a](b)",
    "[a]",
    "[b][a]",
    "\n[a]: http://x\n",
    "<b>",
    "<!--",
    "-->",
    "[<svg>",
    "</svg>](b)",
    "&amp;",
    "\n> ",
    "_x_",
]
HOSTILE = st.one_of(
    st.text(),
    st.text("ab _*`=~[](){}<>!|\\&;:/#\n-.—…’\u00ad\u0301éß½ \u1100\u1161가٠", max_size=80),
    st.lists(st.sampled_from(PIECES)).map("".join),
)


@pytest.mark.parametrize(
    ("written_one", "written_other"),
    [
        ("“Yes”, they’d said", '"Yes", they\'d said'),
        ("a long—too long—pause", "a long -- too long – pause"),
        ("1990–1995", "1990-1995"),
        ("and so on…", "and so on. . ."),
        ("soft\u00adhyphen", "softhyphen"),
        ("zero\u200bwidth", "zerowidth"),
        ("caf\u00e9 \ufb01ne", "cafe\u0301 fine"),
        ("\ud55c\uad6d", "\u1112\u1161\u11ab\u1100\u116e\u11a8"),
        ("STRASSE", "stra\u00dfe"),
        ("several  blanks\tand\nlines", "several\u00a0blanks and lines"),
        ("the *very* **first** `word`", "the very first word"),
        ("the _very_ __first__ ==word==", "the very first word"),
        ("snake_case and a==b", "snake_case and a==b"),
        ("see [the paper](https://example.org/a_(b)) now", "see the paper now"),
        ("see [the\npaper](<a b>) now", "see the paper now"),
        ("see [the *paper*][p] and [p]\n\n[p]: https://example.org 'x'", "see the paper and p"),
        ("an array [p][q] stays", "an array [p][q] stays"),
        ("see <https://example.org>", "see https://example.org"),
        ("see [[A note|the note]] and [[B]]", "see the note and B"),
        ("a claim[^1] with a note<sup>2</sup>\n[^1]: there", "a claim with a note there"),
        ("before ![a picture](x.png) after", "before after"),
        ("[![alt](a.png)](https://example.org) after", " after"),
        ("a<br>b <em>c</em> <!-- hidden --> d", "a b c d"),
        ("[<svg viewBox='0'>\n\n<text>no</text></svg>](x) shown", "shown"),
        ("1\\. not \\*starred\\*", "1. not starred"),
        ("Q&amp;A&nbsp;now", "Q&A now"),
        ("> a quotation\n> of two lines", "> a quotation of two lines"),
        ("if a < b and c > d", "if a < b and c > d"),
        ("[Host]: Welcome to the show", "[Host]: Welcome to the show"),
    ],
)
def test_the_same_words_fold_the_same(written_one: str, written_other: str) -> None:
    assert fold(written_one) == fold(written_other)


@pytest.mark.parametrize(("one", "other"), [("not safe", "safe"), ("10", "100"), ("a-b", "a - b"), ("[1]", "1")])
def test_other_words_do_not(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(HOSTILE)
def test_every_folded_character_stands_in_the_source_in_order(original: str) -> None:
    text = folded(original)
    starts = [start_of(text, place) for place in range(len(text.words))]
    stops = [stop_of(text, place) for place in range(len(text.words))]
    assert starts == sorted(starts)
    assert stops == sorted(stops)
    assert all(0 <= start < stop <= len(original) for start, stop in zip(starts, stops, strict=True))
    assert [place_at(text, start) for start in starts] == [starts.index(start) for start in starts]
    assert place_at(text, len(original)) == len(text.words)
    assert "  " not in text.words


@given(st.text(st.characters(categories=("L", "N", "Zs", "Po"), exclude_characters="*`_\\&.!"), max_size=50))
def test_words_without_markup_stay_words(original: str) -> None:
    text = folded(original)
    assert fold(original) == text.words.strip()
    assert written(text, original, (0, len(text.words))) == " ".join(original.split())


@given(HOSTILE)
def test_folding_short_words_and_whole_texts_is_the_same(original: str) -> None:
    assert fold(original) == folded(original).words.strip()


def lines(original: str) -> list[str]:
    return [original[start:stop] for start, stop in heading_lines(original)]


def test_headings_are_lines_with_hashes_and_lines_alone_above_a_rule() -> None:
    text = "# One\ntext\n## Two ##\n\nThree\n===\n\nFour\n---\n- no\n---\ntwo\nlines\n---\n#no\n\n| a |\n---\n"
    assert lines(text) == ["# One", "## Two ##", "Three", "Four"]
    assert lines("```python\n# no\n```\n# yes\n~~~\n# no\n```\n# no") == ["# yes"]
    assert lines("---\ntitle: no\n---\nYes\n---\n") == ["Yes"]
    assert lines("Title\n=====") == ["Title"]


@given(st.text("# \n=-`~ab:", max_size=60))
def test_headings_come_in_order_and_hold_words(original: str) -> None:
    places = list(heading_lines(original))
    flat = [offset for place in places for offset in place]
    assert flat == sorted(flat)
    assert all(original[start:stop].strip() for start, stop in places)


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("## 🧠 Core (of it)", "Core"),
        ("# (All) of it", "(All) of it"),
        ("### [Linked](x) **words** ###", "Linked words"),
        ("# (only)", "(only)"),
        ("# 🧠", "🧠"),
        ("# a) b (c) d)", "a) b (c) d)"),
    ],
)
def test_titles_are_bare(line: str, title: str) -> None:
    assert bare_title(line) == title


@given(HOSTILE)
def test_any_text_has_its_plain_words(original: str) -> None:
    assert "\n\n\n" not in plain(original)
