"""Labels in the real Mermaid: any text shows as itself, in every place a label can stand, and nothing runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cruxmap.exports import export
from cruxmap.exports.exporter import Options
from cruxmap.graph.graph import Graph
from cruxmap.graph.model import Crux, Link, Node, Position, Source
from hypothesis import given, settings
from hypothesis import strategies as st
from mermaids import VERSIONS, Mermaid, Shown, bare, seen

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

MAP, BOX, TITLE, EDGE = 120, 160, 80, 60  # where labels are cut

HOSTILE = (
    "plain words", "", " ", "  two  spaces  ", "\tlines\nand\r\nbreaks ", "\\n", "a\\nb", "<br>", "a<br/>b",
    "<script>window.ran=1</script>", "</script>", "<img src=x onerror=window.ran=1>", "<svg/onload=window.ran=1>",
    "<style>*{display:none}</style>", "<b>bold</b>", "<a href='javascript:window.ran=1'>x</a>", "a < b > c", "<",
    "javascript:window.ran=1", '"', '"]', 'say "hi"', "it's", "`code`", '"`**md**`"', "``` fence", "**bold**",
    "*em* and _em_", "__x__", "~~gone~~", "# heading", "1. list", "1) list", "10. a 11. b", "- item", "+ item",
    "* item", "> quote", "---", "===", "| a | b |", "[link](http://x.y)", "www.example.com", "http://x.y/z?a=b&c=d",
    "mail@example.org", "![image](x.png)", "::icon(fa fa-book)", ":::class", "fa:fa-ban", "%% comment",
    "%%{init: {}}%%",
    "#35;", "#quot;", "&amp;", "&#60;b&#62;", "&lt;script&gt;", "#", ";", "ﬂ°°34¶ß", "ﬂ°amp¶ß", "$$x^2$$",
    "style a:b#c;", "classDef x:y#z;", "(round) [square] {curly} ((circle))", "end", "subgraph", "default",
    "--> o--o x--x", "constructor", "__proto__", "{{ 7*7 }}", "---\nconfig: 1\n---", "…", "\u200b", "\ufeff",
    "\u200fימין לשמאל", "\u202eoverride\u202c", "emoji 👩‍👩‍👧 ✓ 🏳️‍🌈", "\x00\x07\x1b[31m", "\ud800 alone",
    "\ufffe\uffff", "x" * 300, "word " * 2000, "é" * 200, "<" * 200,
)  # fmt: skip


# Obsidian runs version 11 loosely, the others strictly.
@pytest.fixture(scope="module", params=[("mermaid11", "loose"), ("mermaid12", "strict")], ids="-".join)
def mermaid(browser: Browser, node_modules: Path, request: pytest.FixtureRequest) -> Mermaid:
    version, level = request.param
    return Mermaid(browser, node_modules, version, securityLevel=level)


def disputed(text: str) -> Graph:
    """A graph that says one thing everywhere: two sources, claims that support each other, a crux and a position."""
    nodes: list[Node] = [
        Source(id="a/source", kind="source", text=text, title=text),
        Source(id="b/source", kind="source", text=text, title=text),
        Node(id="a/one", kind="claim", text=text),
        Node(id="b/two", kind="claim", text=text, title=text, section=text),
        Crux(id="a/crux", kind="crux", text=text),
        Position(id="a/crux.side", kind="position", text=text, title=text, crux="a/crux", side=text),
    ]
    ends = (
        ("a/one", "supports", "b/two"),
        ("a/one", "attacks", "a/crux.side"),
        ("a/crux.side", "position_on", "a/crux"),
    )
    return Graph(nodes, [Link(from_id=start, relation=name, to_id=end) for start, name, end in ends])


def drawn(mermaid: Mermaid, text: str, form: str) -> Shown:
    shown = mermaid.rendered(export(disputed(text), "mermaid", Options(form=form)).text)
    return Shown(*([bare(words) for words in place] for place in shown))


def test_there_are_at_least_70_hostile_labels() -> None:
    assert len(set(HOSTILE)) >= 70


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_labels_show_as_they_are(mermaid: Mermaid, text: str) -> None:
    shown = drawn(mermaid, text, "flowchart")
    assert shown.nodes == [seen(text, BOX)] * 4
    assert shown.groups == [seen(text, TITLE)] * 2
    assert shown.foreign == []
    shown = drawn(mermaid, text, "cruxes")
    assert shown.nodes == [seen(text, BOX)] * 3
    assert shown.groups == [seen(text, TITLE)]
    assert sorted(shown.edges) == sorted(filter(None, [seen(text, EDGE), "attacks"]))
    assert shown.foreign == []
    shown = drawn(mermaid, text, "mindmap")
    assert set(shown.nodes) >= {seen(text, MAP), "2documents"}
    assert shown.foreign == []


@settings(max_examples=40, deadline=None)
@given(text=st.text(st.characters(), max_size=100))
def test_any_label_shows_as_it_is(mermaid: Mermaid, text: str) -> None:
    shown = drawn(mermaid, text, "cruxes")
    assert shown.nodes == [seen(text, BOX)] * 3
    assert shown.groups == [seen(text, TITLE)]
    assert shown.foreign == []


def test_titles_are_labels_too(mermaid: Mermaid) -> None:
    title = '<script>window.ran=1</script> "title"'
    for form in ("mindmap", "flowchart", "cruxes"):
        shown = mermaid.rendered(export(disputed("words"), "mermaid", Options(form=form, title=title)).text)
        assert bare(title) in [bare(words) for words in (*shown.nodes, *shown.groups)]
        assert shown.foreign == []


@pytest.mark.parametrize("version", VERSIONS)
def test_where_a_site_wants_no_html_labels_they_are_asked_for(
    browser: Browser, node_modules: Path, version: str
) -> None:
    site = Mermaid(browser, node_modules, version, htmlLabels=False, flowchart={"htmlLabels": False})
    for form in ("mindmap", "flowchart", "cruxes"):
        words = '1. "quoted" & <b>'
        text = export(disputed(words), "mermaid", Options(form=form, host="github")).text
        assert bare(words) in [bare(found) for found in site.rendered(text).nodes]
