"""Hostile texts in the page: none runs, all read the same wherever they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browsing import VIEWS, Watched, fresh, texts, unfold_tree, watched, written
from cruxmap.graph.graph import Graph
from cruxmap.graph.model import Analogy, Crux, Link, Node, Pairing, Passage, Position, Reference, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

LABELS = (
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script>",
    "</SCRIPT ><img src=x onerror=alert(3)>",
    "<!-- <script>",
    "--><script>alert(4)</script>",
    "<![CDATA[ ]]>",
    "]]>",
    "<img src=x onerror=alert(5)>",
    "<svg/onload=alert(6)>",
    "<iframe src=javascript:alert(7)>",
    "<style>*{display:none}</style>",
    "</style><b>bold</b>",
    "</title><script>alert(8)</script>",
    "</textarea></noscript><script>alert(9)</script>",
    '" onmouseover="alert(10)',
    "' onfocus='alert(11)' autofocus='",
    "`${alert(12)}`",
    "javascript:alert(13)",
    "data:text/html,<script>alert(14)</script>",
    "{{ 7 * 7 }} {% raw %} {# no #}",
    "${7 * 7} #{7} <%= 7 %>",
    "&lt;b&gt; &amp;amp; &#60; &nosuch;",
    "::icon(fa fa-book)",
    "\\u003cscript\\u003e \\ud800 \\x3c \\",
    "line one\nline two",
    "tab\there",
    "a\u2028b\u2029c",
    "\u202eabc\u202c \u2066x\u2069 \u200f",
    "עברית וعربية",
    "👩‍👩‍👧‍👦 🏳️‍🌈 😀",
    "e\u0301 Ａ ﬁ ß İ",
    "__proto__",
    "constructor",
    "toString",
    "null",
    "0",
    "x" * 10_000,
    "long words " * 900,
    "#view=map&node=m/n1",
    "a,b;c|d",
    "\u0001\u001b[31m red",
    "</p><a href=//evil.example>click</a>",
    "%3Cscript%3E %zz",
)
LAST = len(LABELS) - 1


def hostile() -> Graph:
    """Every label as a text, a title, a section, a note, a tag, another name, a side and a passage, linked to others."""
    source = Source(
        id="m/source", kind="source", text=LABELS[0], title=LABELS[1], url="https://example.org/", authors=LABELS
    )
    nodes: list[Node] = [source]
    links: list[Link] = []
    for place, label in enumerate(LABELS):
        other = LABELS[LAST - place]
        nodes.append(
            Node(
                id=f"m/n{place}",
                kind="claim",
                text=label,
                title=other,
                section=label,
                note=label,
                tags=(label,),
                aliases=(label,),
                passage=Passage(label, other),
            )
        )
        nodes.append(Crux(id=f"m/x{place}", kind="crux", text=label))
        nodes.append(Position(id=f"m/x{place}.p", kind="position", text=label, crux=f"m/x{place}", side=label))
        links.append(Link(from_id=f"m/x{place}.p", relation="position_on", to_id=f"m/x{place}"))
        links.append(
            Link(from_id=f"m/n{place}", relation="supports", to_id=f"m/x{place}.p", note=label, qualifier=label)
        )
    for place, word in enumerate(("__proto__", "constructor", "hasOwnProperty", "valueOf")):
        nodes.append(Node(id=f"{word}/{word}", kind="claim", text=word, section=word, tags=(word,)))
        links.append(Link(from_id=f"{word}/{word}", relation="attacks", to_id=f"m/n{place}"))
    nodes.append(
        Analogy(
            id="m/like",
            kind="analogy",
            text="Like",
            mapping=tuple(Pairing(element=label, stands_for=label, note=label) for label in LABELS),
        )
    )
    nodes.append(Reference(id="m/ref", kind="reference", text="R", url="javascript:alert(15)"))
    return Graph(nodes, links)


GRAPH = hostile()


@pytest.fixture(scope="module")
def shown(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    with watched(browser, written(GRAPH, tmp_path_factory.mktemp("page"))) as found:
        yield found


UNRUN = "() => [typeof window.ran, document.querySelectorAll('body script:not([id=vis-network])').length, document.querySelectorAll('img, iframe, b, object, base').length]"


def test_cards_read_the_same(shown: Watched) -> None:
    page = fresh(shown)
    while page.locator("#main > .board > .more").count():
        page.click("#main > .board > .more")
    cards = page.eval_on_selector_all(
        "#main .card", "(all) => all.map((one) => [one.dataset.id, one.querySelector('.card-text').textContent])"
    )
    assert len(cards) >= 2 * len(LABELS)
    assert cards == [[node_id, GRAPH.node(node_id).text] for node_id, _ in cards]
    kinds = page.eval_on_selector_all(
        "#main .position .card", "(all) => all.map((one) => one.querySelector('.kind').textContent)"
    )
    assert sorted(kinds) == sorted(LABELS)
    assert page.evaluate(UNRUN) == ["undefined", 4, 0]


def test_the_outline_reads_the_same(shown: Watched) -> None:
    for by in ("kind", "section"):
        page = fresh(shown, f"#view=outline&by={by}")
        unfold_tree(page)
        rows = page.eval_on_selector_all(
            "#tree [data-node]",
            "(all) => all.map((one) => [one.dataset.node, one.querySelector('.twig').childNodes[2].data])",
        )
        assert {node_id for node_id, _ in rows} == set(GRAPH.nodes)
        assert rows == [[node_id, GRAPH.node(node_id).text] for node_id, _ in rows]
    groups = texts(page, "#tree [aria-level='2'] > .twig")
    assert {f"{label} 1" for label in LABELS} <= set(groups)
    assert page.evaluate(UNRUN) == ["undefined", 4, 0]


def test_details_search_and_title_read_the_same(shown: Watched) -> None:
    page = fresh(shown)
    for place, label in enumerate(LABELS):
        page.evaluate("(place) => { location.hash = `#node=m/n${place}`; }", place)
        page.wait_for_function("(node) => document.getElementById('details').dataset.node === node", arg=f"m/n{place}")
        other = LABELS[LAST - place]
        head = texts(page, "#details h2, #details .details-text")
        assert head == ([other, label] if other != label else [label])
        said = dict(zip(texts(page, "#details dt"), texts(page, "#details dd"), strict=True))
        assert [said[name] for name in ("Also called", "Tags", "Note")] == [label] * 3
        assert page.text_content("#details blockquote") == f"“{label} … {other}”"
        assert (page.get_attribute("#details .passage a", "href") or "").startswith("https://example.org/#:~:text=")
        assert texts(page, "#details .links[data-relation=supports] a") == [label]
        assert texts(page, "#details .links[data-relation=supports] .note") == [label]
        title = other if len(other) <= 90 else f"{other[:89].rstrip()}…"
        assert page.text_content("title") == f"{title} – {LABELS[1]}"
    page = fresh(shown, "#node=m/like")
    assert texts(page, "#details td:first-child") == list(LABELS)
    assert page.evaluate(UNRUN) == ["undefined", 4, 0]


@pytest.mark.parametrize(
    "label", [label for label in LABELS if len(label) < 150 and "\n" not in label and label.strip()]
)
def test_search_finds_every_label_by_itself(shown: Watched, label: str) -> None:
    page = shown.page if shown.page.url.startswith("file") else fresh(shown)
    page.fill("#query", label)
    page.wait_for_function(
        "(words) => (new URLSearchParams(location.hash.slice(1)).get('q') || '') === words.trim()", arg=label
    )
    hits = page.eval_on_selector_all("#hits [role=option]", "(all) => all.map((one) => one.textContent)")
    assert any(label in hit for hit in hits)
    assert page.evaluate(UNRUN) == ["undefined", 4, 0]


def test_every_label_as_the_page_s_title_reads_the_same(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    graph = Graph([Node(id="m/a", kind="claim", text="A")], [])
    folder = tmp_path_factory.mktemp("titles")
    with watched(browser, written(graph, folder)) as shown:
        for label in LABELS:
            written(graph, folder, title=label)
            page = fresh(shown)
            assert page.text_content("h1") == label
            assert page.text_content("title") == label


def test_every_view_and_filter_works_with_them(shown: Watched) -> None:
    for view in VIEWS[:-1]:
        page = fresh(shown, f"#view={view}&focus=m/n0&hops=3")
        page.click("#filter-button")
        assert len(texts(page, "#filters fieldset:nth-of-type(2) label")) == min(len(LABELS), 60)
        for box in page.locator("#filters fieldset:nth-of-type(2) input").all()[::9]:
            box.click()
        assert page.locator("#main .empty").count() == 0
        page.click("#reset")
        assert page.evaluate(UNRUN) == ["undefined", 4, 0]


def test_sides_theses_and_reasons_read_the_same(shown: Watched) -> None:
    takes = ",".join(f"m/x{place}.p" for place in range(len(LABELS)))
    page = fresh(shown, f"#weigh=open&target=m/n0&take={takes}")
    while page.locator("#weighing .more").count():
        page.click("#weighing .more >> nth=0")
    assert texts(page, ".taken-list strong") == list(LABELS)
    for place, label in enumerate(LABELS):
        page.evaluate("(address) => { location.hash = address; }", f"#take={takes}&node=m/x{place}")
        page.wait_for_function("(node) => document.getElementById('details').dataset.node === node", arg=f"m/x{place}")
        assert page.text_content("#details .switch :checked + span, #details .switch option:checked") == label
    assert page.evaluate(UNRUN) == ["undefined", 4, 0]


@pytest.mark.parametrize(
    "title", ["", "😀" * 100, "\ud800 alone", "a\ud83d" * 60], ids=["empty", "emoji", "half", "halves"]
)
def test_halves_of_characters_and_empty_titles_do_no_harm(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory, title: str
) -> None:
    source = Source(id="m/source", kind="source", text="S", title=title, url="https://example.org/")
    node = Node(id="m/a", kind="claim", text=f"Text {title}", title=title, passage=Passage(title or "words", None))
    with watched(browser, written(Graph([source, node], []), tmp_path_factory.mktemp("page"))) as shown:
        for view in VIEWS:
            page = fresh(shown, f"#view={view}&node=m/a&focus=m/a&q=text")
            assert page.locator("#details .passage a").count() == 1
            shown_words = "[document.title, ...[...document.querySelectorAll('#hits li, #main input')].map((one) => one.value || one.textContent)]"
            halves = page.evaluate(f"{shown_words}.filter((words) => !words.isWellFormed()).length")
            assert halves == 0 or not title.startswith("😀")  # what came whole is never halved
