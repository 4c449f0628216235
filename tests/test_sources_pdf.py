"""PDF files: headings, paragraphs and lists put together again; files without a text are told from each other."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from cruxmap.sources import read, text_of
from cruxmap.sources.pdf_text import extract
from hypothesis import given
from hypothesis import strategies as st
from pdfs import Words, page, pdf

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser


def text(*pages: list[Words], title: str = "") -> str:
    found = extract(pdf(*pages, title=title), "a.pdf", True)
    assert found.findings == ()
    assert found.text is not None
    return found.text


def head(words: str, size: float = 18) -> Words:
    return Words(72, 0, words, size)


def test_headings_are_told_by_their_size_and_paragraphs_by_gaps() -> None:
    lines = ["Wells were dug by hand in every", "village of the plain.", "", "Few of them are open now."]
    written = page(head("The old wells", 22), "", *lines, "", head("Why they closed", 15), "Pipes came.")
    assert text(written) == (
        "# The old wells\n\nWells were dug by hand in every village of the plain.\n\nFew of them are open now.\n\n"
        "## Why they closed\n\nPipes came.\n"
    )


def test_the_title_is_what_the_file_says_unless_a_program_said_it() -> None:
    lines = page("One line of text, and no more.")
    assert text(lines, title='The "old" wells').startswith('---\ntitle: "The \\"old\\" wells"\n---\n\nOne line')
    for odd in ("Microsoft Word - wells.docx", "wells.tex", "untitled", ""):
        assert text(lines, title=odd).startswith("One line")


def test_words_broken_at_the_end_of_a_line_are_put_together_and_compounds_stay() -> None:
    lines = [
        "The well-kept pump is a com-",
        "promise that hardly anybody of us would call well-",
        "kept, or Anglo-",
        "Saxon.",
    ]
    assert text(page(*lines)) == (
        "The well-kept pump is a compromise that hardly anybody of us would call well-kept, or Anglo-Saxon.\n"
    )


def test_heads_and_feet_of_pages_are_left_out_and_sentences_go_on_across_them() -> None:
    pages = [
        [
            Words(72, 810, "The Well Review"),
            *page(f"{word} is how this page begins, and its", "last sentence goes on"),
            *page("across the page.", top=700),
            Words(300, 20, f"{number}"),
        ]
        for number, word in enumerate(("Here", "There", "Where"), 1)
    ]
    found = text(*pages)
    assert "Review" not in found
    assert found.count("\n\n") == 2
    assert found.startswith("Here is how this page begins, and its last sentence goes on across the page.\n\nThere")


def test_lists_keep_their_depth() -> None:
    marked = page(
        "Before the list, a line of text that is as long as the column is wide.",
        Words(72, 0, "• First point,"),
        Words(84, 0, "which takes two lines."),
        Words(90, 0, "– a part of it"),
        Words(90, 0, "– another part"),
        Words(72, 0, "• Second point"),
        Words(72, 0, "1. Then a step."),
        Words(72, 0, "2. And another."),
        "",
        "After the list, a line of text that is as long as the column is wide.",
    )
    assert text(marked).split("\n\n")[1:-1] == [
        "- First point, which takes two lines.",
        "    - a part of it",
        "    - another part",
        "- Second point",
        "1. Then a step.",
        "2. And another.",
    ]


def test_bold_lines_and_beginnings_stay_bold() -> None:
    lines = page(Words(72, 0, "Will it hold?", bold=True), "", Words(72, 0, "Optimists: ", bold=True), "")
    lines.append(Words(140, lines[-1].y, "it will, as every well of the plain did hold before."))
    assert text(lines) == "**Will it hold?**\n\n**Optimists:** it will, as every well of the plain did hold before.\n"


def test_columns_are_read_one_after_the_other() -> None:
    left = [f"Row {number} of the left column goes" for number in range(1, 9)]
    right = [f"Row {number} of the right column goes" for number in range(1, 9)]
    found = text([*page(*left), *page(*right, left=320)])
    assert found.index("Row 8 of the left") < found.index("Row 1 of the right")
    assert "- " not in found


def test_marks_of_markdown_are_escaped() -> None:
    assert text(page("# 5 * 3 < 20, and `x_1` or _y_", "", "1996. A year.")) == (
        "\\# 5 \\* 3 \\< 20, and \\`x_1\\` or \\_y\\_\n\n1996\\. A year.\n"
    )


@pytest.mark.parametrize(
    ("data", "rule", "said"),
    [
        (b"", "unreadable-file", "the file is no PDF, or a broken one"),
        (b"%PDF-1.7 and nothing else", "unreadable-file", "the file is no PDF, or a broken one"),
        (pdf(page("x"), encrypted=True), "unreadable-file", "the file asks for a password"),
        (pdf([]), "empty-document", "there is no text on its page"),
        (pdf([], []), "empty-document", "there is no text on any of its 2 pages"),
        (pdf(page("¤¶§¤ ¤¶§¤¤ ¶¶§§¤ ¤¤¶§§ a")), "empty-document", "hardly anything in the file is a letter"),
    ],
)
def test_files_without_a_text_are_told_apart(tmp_path: Path, data: bytes, rule: str, said: str) -> None:
    (tmp_path / "a.pdf").write_bytes(data)
    (named,) = read(str(tmp_path / "a.pdf"), "a.pdf").findings
    (met,) = read(str(tmp_path / "a.pdf"), "a.pdf", named=False).findings
    assert (named.rule, named.message) == (rule, said)
    assert (met.rule, met.message) == ("not-a-document", said)


def test_a_study_note_is_read_as_one(tmp_path: Path) -> None:
    lines = page(
        head("On wells"),
        "",
        head("Core Thesis", 14),
        "Wells should stay where they are, and be kept.",
        "",
        head("Active Recall", 14),
        "Why?",
    )
    (tmp_path / "wells.pdf").write_bytes(pdf(lines))
    found = read(str(tmp_path / "wells.pdf"), "wells.pdf").source_map
    assert found is not None
    assert [(node.id, node.kind) for node in found.nodes][:1] == [("wells/source", "source")]
    assert "Wells should stay where they are, and be kept." in [node.text for node in found.nodes]
    assert "Wells should stay where they are, and be kept." in (text_of(str(tmp_path / "wells.pdf")).text or "")


@given(st.binary(max_size=300), st.integers(0, 2**32))
def test_any_bytes_are_text_or_a_finding(data: bytes, seed: int) -> None:
    rng = random.Random(seed)
    whole = pdf(page("Some words", head("A heading"), "and more words."))
    at = rng.randrange(len(whole))
    for damaged in (data, b"%PDF-1.4\n" + data, whole[:at] + data + whole[at + rng.randrange(50) :]):
        found = extract(damaged, "a.pdf", True)
        assert (found.text is None) == any(finding.rule != "text-repaired" for finding in found.findings)


def test_a_page_that_a_browser_printed(browser: Browser, tmp_path: Path) -> None:
    sheet = "@page{size:A5;margin:20mm} body{font:11pt serif;text-align:justify} h1{font-size:20pt} h2{font-size:15pt}"
    long = "wells are looked after by people who know them and who are paid for it by the village, year after year."
    body = f"""<h1>Should wells stay?</h1><p>On this, many {long}</p><h2>Cruxes</h2>
        <ul><li><b>Will pipes fail?</b><ul><li>Optimists think that {long}</li><li>Critics argue that pipes fail.</li>
        </ul></li><li><b>Is it clean?</b></li></ul><p>Last words, “quoted”.</p>"""
    tab = browser.new_page()
    tab.set_content(f"<html lang=en><head><title>Wells</title><style>{sheet}</style></head><body>{body}</body></html>")
    found = extract(tab.pdf(prefer_css_page_size=True), "a.pdf", True).text
    tab.close()
    assert found == (
        f'---\ntitle: "Wells"\n---\n\n# Should wells stay?\n\nOn this, many {long}\n\n## Cruxes\n\n'
        f"- **Will pipes fail?**\n\n    - Optimists think that {long}\n\n    - Critics argue that pipes fail.\n\n"
        "- **Is it clean?**\n\nLast words, “quoted”.\n"
    )
