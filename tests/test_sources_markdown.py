"""Markdown to blocks: the same tree from both libraries, and every word where the text has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cruxmap.sources import markdown_it, markdown_pyromark
from cruxmap.sources.markdown import DEEPEST, MOST_EVENTS, Block, Event, Lines, Tree, read_markdown, walk
from hypothesis import given
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import pytest

PIECES = st.sampled_from(
    [
        "# Bread",
        "## 🍞 Crumb (and crust)",
        "plain words",
        "**Salt**: slows the _yeast_",
        "- one",
        "  - two",
        "3. three",
        "> said",
        "| a | b |\n|---|---|\n| **c** | d \\| e |",
        "```mermaid\nmindmap\n  root((x))\n```",
        "[a *loaf*](https://example.org/a_(b))",
        "![crumb](x.png)",
        "<div>\nx\n</div>",
        "Größe – naïve",
        "&amp; \\* `code`",
        "",
    ]
)


def shape(found: tuple[Block, ...]) -> list[object]:
    """What a tree says, without places."""
    return [
        (
            block.kind,
            block.level,
            block.number,
            block.is_head,
            block.language,
            block.raw.strip() if block.kind in ("code", "html") else block.text,
            shape(block.children),
        )
        for block in found
    ]


def test_words_stand_where_the_text_has_them(shared: Path) -> None:
    for path in sorted(shared.glob("*/*.md")):
        text = path.read_text("utf-8")
        for block in walk(read_markdown(text).blocks):
            for run in block.runs:
                if run.text != "\n" and not run.code:
                    assert text[run.start : run.end] == run.text


def test_both_libraries_read_real_documents_alike(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [path.read_text("utf-8") for path in sorted([*shared.glob("*/*.md"), *shared.glob("seeds/*.txt")])]
    first = [shape(read_markdown(text).blocks) for text in texts]
    monkeypatch.setattr("cruxmap.sources.markdown.find_spec", lambda _: None)
    assert [shape(read_markdown(text).blocks) for text in texts] == first


@given(st.lists(PIECES, max_size=12), st.sampled_from(["\n", "\n\n"]))
def test_both_libraries_read_pieces_alike(pieces: list[str], between: str) -> None:
    text = between.join(pieces)
    assert shape(tree(markdown_it.events(text))) == shape(tree(markdown_pyromark.events(text)))


def tree(events: Iterable[Event]) -> tuple[Block, ...]:
    growing = Tree(0)
    for event in events:
        growing.take(event)
    return growing.done()


@given(st.one_of(st.text(), st.lists(PIECES).map("\n".join), st.text(alphabet="#*_`[]()<>!|-> \n1.aé", max_size=80)))
def test_any_text_is_read_with_places_in_it(text: str) -> None:
    read = read_markdown(text)
    assert read.stop == len(text)
    for block in walk(read.blocks):
        assert 0 <= block.start <= block.end <= len(text)
        assert all(0 <= run.start <= run.end <= len(text) for run in block.runs)


@given(st.one_of(st.text(), st.text(alphabet="#*_`[]()<>!|-> \n1.aé", max_size=80)))
def test_any_text_is_read_without_pyromark_too(text: str) -> None:
    assert all(0 <= event.start <= len(text) and 0 <= event.end <= len(text) for event in markdown_it.events(text))


def test_tight_and_loose_lists_are_the_same() -> None:
    tight, loose = "- **a**: b\n  - c\n- d\n", "- **a**: b\n\n  - c\n\n- d\n"
    assert shape(read_markdown(tight).blocks) == shape(read_markdown(loose).blocks)


def test_numbers_of_items() -> None:
    (found,) = read_markdown("3. three\n4. four\n").blocks
    assert [item.number for item in found.children] == [3, 4]


def test_heads_of_tables() -> None:
    (table,) = read_markdown("| a | b |\n|---|---|\n| c \\| d | e |\n").blocks
    assert [[cell.text for cell in row.children] for row in table.children] == [["a", "b"], ["c | d", "e"]]
    assert [row.is_head for row in table.children] == [True, False]


def test_drawings_styles_and_images_are_no_words() -> None:
    text = "[<svg><text>in it</text></svg>](https://example.org) before <style>p {}</style>![alt](x.png) behind"
    (paragraph,) = read_markdown(text).blocks
    assert paragraph.text == "before behind"


def test_an_unclosed_drawing_ends_with_its_block() -> None:
    assert [block.text for block in read_markdown("a <svg> b\n\nc").blocks] == ["a", "c"]


def test_links_styles_and_wiki_links() -> None:
    (paragraph,) = read_markdown("**bold** and [*a* b](https://example.org) and [[Page|name]]").blocks
    said = [(run.text, run.bold, run.italic, run.url) for run in paragraph.runs if run.text.strip() != "and"]
    assert said == [
        ("bold", True, False, ""),
        ("a", False, True, "https://example.org"),
        (" b", False, False, "https://example.org"),
        ("name", False, False, "Page"),
    ]


def test_code_keeps_its_source() -> None:
    (code,) = read_markdown("```mermaid\nmindmap\n  root\n```\n").blocks
    assert (code.language, code.raw) == ("mermaid", "mindmap\n  root\n")


def test_deep_nesting_is_taken_for_shallower() -> None:
    read = read_markdown("> " * 5000 + "deep")
    found = list(walk(read.blocks))
    assert len(found) <= DEEPEST + 1
    assert [block.text for block in found if block.runs] == ["deep"]


def test_reading_stops_after_too_many_parts() -> None:
    text = "- a\n" * (MOST_EVENTS // 3 + 2000)
    read = read_markdown(text)
    assert 0 < read.stop < len(text)


def test_lines_and_columns() -> None:
    lines = Lines("ab\ncd\n\ne")
    assert [lines.at(offset) for offset in range(9)] == [
        (1, 1),
        (1, 2),
        (1, 3),
        (2, 1),
        (2, 2),
        (2, 3),
        (3, 1),
        (4, 1),
        (4, 2),
    ]
