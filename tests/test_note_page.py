"""Notes as pages: every block in its place, anchors that can be reached, nothing that runs but our own scripts."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from cruxmap.commands.note_pages import note_page, outline
from cruxmap.exports.note_page import render_page
from hostile import HOSTILE
from hypothesis import given
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Iterable

FOLDER = Path(__file__).resolve().parent.parent / "exports" / "note_page"
MAP = "```mermaid\nmindmap\n  root((Ponds))\n    Ice\n      It floats\n    Fish\n```\n"
SAFE_ADDRESS = re.compile(r"(?i)(?!\s*(?:javascript|vbscript|file|data:(?!image/(?:gif|png|jpeg|webp))))")


class Element(NamedTuple):
    """An element of a page: its name, what is written on it, and all text in it."""

    name: str
    given: dict[str, str]
    words: list[str]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Element] = []
        self.open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, [])
        self.found.append(element)
        if tag not in ("meta", "link", "br", "hr", "img"):
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().name == tag

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.words.append(data)


def elements(page: str) -> list[Element]:
    """All elements of a page, each of which ends where it should."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    return reader.found


def words_at(page: str, anchor: str) -> str:
    """What stands in the one element with an anchor."""
    (found,) = (element for element in elements(page) if element.given.get("id") == anchor)
    return " ".join("".join(found.words).split())


def named(page: str, *names: str) -> Iterable[Element]:
    return [element for element in elements(page) if element.name in names]


@pytest.mark.parametrize(
    ("markdown", "anchor", "words"),
    [
        ("# Ponds ^top", "^top", "Ponds"),
        ("Ice *floats*. ^ice", "^ice", "Ice floats."),
        ("Ice\nfloats. ^ice", "^ice", "Ice floats."),
        ("- One ^a\n- Two ^b", "^b", "Two"),
        ("- One ^a\n  - Below ^b", "^a", "One Below"),
        ("- One ^a\n  - Below ^b", "^b", "Below"),
        ("- One ^a\n\n- Two\n\n  More. ^b", "^b", "More."),
        ("- One ^a\n\n- Two\n\n  More.", "^a", "One"),
        ("> Said. ^q", "^q", "Said."),
        ("| a | b |\n|---|---|\n| c | d |\n\n^t", "^t", "a b c d"),
        ("- One\n- Two\n\n^list", "^list", "One Two"),
        ("```\ncode\n```\n^code", "^code", "code"),
        ("[Ice](https://example.org) **floats** ^ice--two", "^ice--two", "Ice floats"),
        ("One. ^a\n\nTwo. ^a", "^a", "One."),
        ("## Core Thesis", "core-thesis", "Core Thesis"),
        ("## Same\n\n## Same", "same-1", "Same"),
        ("## Same\n\n## Same\n\n## Same-1", "same-1-1", "Same-1"),
        ("## 論点", "論点", "論点"),
    ],
)
def test_block_ids_are_anchors(markdown: str, anchor: str, words: str) -> None:
    assert words_at(note_page(markdown, "T"), anchor) == words


@pytest.mark.parametrize("markdown", ["2 ^ 3", "a^b", "one ^two three", "`x ^a`", "^", "| a ^b |\n|---|\n| c ^d |"])
def test_a_caret_in_words_is_none(markdown: str) -> None:
    page = render_page(markdown, "T")
    assert not [element for element in elements(page) if element.given.get("id", "").startswith("^")]
    (main,) = named(page, "main")
    assert "^" in "".join(main.words)


def test_front_matter_is_left_out_and_the_title_stands_in_for_a_heading() -> None:
    page = render_page("---\ncruxmap: note\nid: ponds\n---\nIce floats.\n", "Ponds & ice")
    (heading,) = named(page, "h1")
    assert heading.words == ["Ponds & ice"]
    assert "cruxmap: note" not in page
    assert len(list(named(render_page("# Own\n", "T"), "h1"))) == 1


@pytest.mark.parametrize("below", ["", "\n---\n"])
def test_a_rule_at_the_top_is_no_front_matter(below: str) -> None:
    assert words_at(render_page(f"---\nIce floats. ^ice\n{below}", "T"), "^ice") == "Ice floats."


def test_the_headings_of_the_note_lead_the_page_and_those_in_quotes_do_not() -> None:
    page = render_page("# Ponds\n\nLead.\n\n> ## Quoted\n\n## Ice\n\n## Fish", "T")
    assert [link.given["href"] for link in named(page, "a")] == ["#ice", "#fish"]
    assert page.index("Quoted") < page.index("<nav") < page.index('<h2 id="ice"')


def test_a_page_without_maps_has_no_script() -> None:
    page = render_page("# Ponds\n\n```python\nprint()\n```\n", "T")
    assert list(named(page, "script")) == []
    (policy,) = (element.given["content"] for element in named(page, "meta") if "http-equiv" in element.given)
    assert "default-src 'none'; script-src 'none';" in policy
    assert len(page) < 20_000


def test_a_map_stands_there_in_words() -> None:
    page = note_page(MAP, "T")
    (details,) = named(page, "details")
    assert "".join(details.words).split("\n") == ["", "The map in words", "PondsIceIt floatsFish", ""]
    assert [element.name for element in elements(page) if element.name in ("ul", "li")] == ["ul", "li"] * 3 + ["li"]


def test_a_flowchart_in_words() -> None:
    assert outline('flowchart LR\n  a["Cold"] -->|causes| b["Ice"]\n  b --> c["Skating"]\n') == [
        (0, "Cold"),
        (1, "causes Ice"),
        (0, "Ice"),
        (1, "→ Skating"),
        (0, "Skating"),
    ]


def test_what_no_one_reads_stands_as_it_is() -> None:
    for page in (note_page("```mermaid\npie\n  1: a\n```", "T"), render_page(MAP, "T")):
        (details,) = named(page, "details")
        assert "pie" in "".join(details.words) or "mindmap" in "".join(details.words)


def test_pictures_are_links_unless_the_note_holds_them() -> None:
    page = render_page("![A pond](https://example.org/pond.png) ![dot](data:image/png;base64,AAAA)", "T")
    assert [element.given["href"] for element in named(page, "a")] == ["https://example.org/pond.png"]
    assert [element.given["alt"] for element in named(page, "img")] == ["dot"]


def test_a_picture_in_a_link_is_its_words() -> None:
    (link,) = named(render_page("[![A pond](https://example.org/p.png)](https://example.org)", "T"), "a")
    assert link.words == ["A pond"]


def test_the_same_note_gives_the_same_page() -> None:
    assert note_page(MAP, "T") == note_page(MAP, "T")


MARKS = ("\n", "\n\n", "# ", "- ", "1. ", "> ", "```", "```mermaid\n", "mindmap\n", "^", " ^a", "---\n", "[", "](#^a)")
MORE = ("!", "*", "\\", "|", "|:--|--:|\n")
pieces = st.lists(st.sampled_from([*HOSTILE, *MARKS, *MORE]) | st.text(max_size=8), max_size=20)


@given(pieces.map("".join), st.text(max_size=20))
def test_no_note_brings_anything_that_runs(markdown: str, title: str) -> None:
    page = note_page(markdown, title)
    page.encode()
    found = elements(page)
    assert sum(element.name == "script" for element in found) in (0, 2)
    assert not {"iframe", "object", "embed", "form", "svg", "base"} & {element.name for element in found}
    for element in found:
        assert not [name for name in element.given if name.startswith("on")]
        assert re.fullmatch("(text-align:(left|right|center))?", element.given.get("style", ""))
        assert element.name == "link" or SAFE_ADDRESS.match(element.given.get("href", ""))
        assert element.given.get("src", "data:").startswith("data:")
    ids = [element.given["id"] for element in found if "id" in element.given]
    assert len(ids) == len(set(ids))


def test_mermaid_is_what_its_makers_publish(node_modules: Path) -> None:
    package = node_modules / "mermaid11"
    version = re.findall(r'"version": "(.*?)"', (package / "package.json").read_text("utf-8"))[0]
    assert (FOLDER / "mermaid.min.js").read_bytes() == (package / "dist" / "mermaid.min.js").read_bytes()
    assert (FOLDER / "mermaid.LICENSE").read_bytes() == (package / "LICENSE").read_bytes()
    assert f"version {version}" in (FOLDER / "mermaid.md").read_text("utf-8")


def test_mermaid_ends_no_script() -> None:
    assert not re.search(r"</script|<script[\s/>]", (FOLDER / "mermaid.min.js").read_text("utf-8"), re.IGNORECASE)
