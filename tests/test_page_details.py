"""The details of a node: what it says, where it comes from, all it is linked to."""

from __future__ import annotations

import threading
from collections import Counter
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from browsing import Watched, fresh, texts, watched, written
from consoles import run
from cruxmap.graph.schema import RELATION
from fragments import FRAGMENTS, fragment_maps
from graphs import graph_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import cruxmap
    from playwright.sync_api import Browser, Page

MAP = """
source: {id: m, title: The source, url: "https://example.org/a?b=c#part", authors: [Ada, Bo], published: 2020-01-02, form: article}
claims:
  a: {text: The text, title: The title, section: One part, passage: "first - words, & more … the last-words", note: A note,
      tags: [x, y], aliases: [other], modality: likely, attacks: [{to: b, basis: inferred, note: because}]}
  b: {text: Another, passage: one short run}
concepts:
  c: {text: A term, complexity: 7, eli: 12, requires: [{to: d, strict: true}]}
  d: {text: Needed}
analogies:
  e: {text: Like, mapping: [{element: c, stands_for: d, note: nearly}, {element: a thing, stands_for: another thing}]}
references:
  f: {text: A work, url: "javascript:alert(1)"}
  g: {text: More, url: "https://example.org/<b>"}
"""
OTHERS = [
    ("""source: {id: n, title: N, url: "JavaScript:alert(2)"}\nclaims: {a: {text: T, passage: some words}}""", "n/a"),
    (
        """source: {id: n, title: N, url: "data:text/html,<script>alert(3)</script>"}\nclaims: {a: {text: T, passage: some words}}""",
        "n/a",
    ),
    ("""source: {id: n, title: N}\nclaims: {a: {text: T, passage: some words}}""", "n/a"),
]


@pytest.fixture(scope="module")
def small(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    with watched(browser, written(graph_of(MAP), tmp_path_factory.mktemp("page"))) as found:
        yield found


def facts(page: Page) -> dict[str, str]:
    """What the details say in rows."""
    return dict(zip(texts(page, "#details dt"), texts(page, "#details dd"), strict=True))


def test_all_that_a_node_says_is_there(small: Watched) -> None:
    page = fresh(small, "#node=m/a")
    assert texts(page, "#details h2, #details .details-text, #details .where") == [
        "The title",
        "The text",
        "The source › One part",
    ]
    assert texts(page, "#details .card-top span") == ["claim", "likely"]
    assert facts(page) == {
        "Also called": "other",
        "Tags": "x, y",
        "Note": "A note",
        "Id": "m/a",
        "Written": "m0.yaml:4:3",
    }
    assert page.text_content("#details blockquote") == "“first - words, & more … the last-words”"
    assert texts(page, "#details .links h3") == ["→ attacks 1"]
    assert texts(page, "#details .links li") == ["Another claiminferredbecause"]
    assert page.title() == "The title – The source"
    page = fresh(small, "#node=m/c")
    assert facts(page)["Complexity"] == "7 of 10"
    assert facts(page)["Explained as to an age of"] == "12"
    assert texts(page, "#details .links li .remark") == ["strictly"]
    page = fresh(small, "#node=m/source")
    assert {"By": "Ada, Bo", "Form": "article", "Published": "2020-01-02"}.items() <= facts(page).items()


def test_the_rows_of_an_analogy_lead_to_what_they_name(small: Watched) -> None:
    page = fresh(small, "#node=m/e")
    assert texts(page, "#details td") == ["A term", "Needed (nearly)", "a thing", "another thing"]
    page.click("#details td a >> nth=1")
    assert page.text_content("#details-title") == "Needed"


def test_a_passage_links_to_its_words_in_the_live_page(browser: Browser, tmp_path: Path) -> None:
    with watched(browser, written(graph_of(*fragment_maps()), tmp_path)) as shown:
        for number, fragment in enumerate(FRAGMENTS):
            link = fresh(shown, f"#node=m{number}/claim").locator("#details .passage a")
            if not fragment.link:
                assert link.count() == 0
                continue
            assert link.get_attribute("href") == fragment.link
            assert (link.get_attribute("rel"), link.get_attribute("target")) == ("noreferrer noopener", "_blank")


def test_addresses_that_are_not_of_the_web_are_no_links(small: Watched, browser: Browser, tmp_path: Path) -> None:
    page = fresh(small, "#node=m/f")
    assert facts(page)["Address"] == "javascript:alert(1)"
    assert page.locator("#details dd a").count() == 0
    page = fresh(small, "#node=m/g")
    assert page.locator("#details dd a").get_attribute("href") == "https://example.org/<b>"
    for text, node in OTHERS:
        with watched(browser, written(graph_of(text), tmp_path)) as shown:
            page = fresh(shown, f"#node={node}")
            assert page.text_content("#details figcaption") == "The document has no address."
            schemes = page.eval_on_selector_all("a", "(all) => all.map((one) => one.protocol)")
            assert set(schemes) == {"file:"}


def test_every_link_stands_under_its_relation_and_those_to_other_sources_say_so(
    browser: Browser, shipped: cruxmap.Graph, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with watched(browser, written(shipped, tmp_path_factory.mktemp("page"))) as shown:
        page = fresh(shown)
        for node_id in list(shipped.nodes)[::3]:
            page.evaluate("(node) => { location.hash = `#node=${node}`; }", node_id)
            page.wait_for_function("(node) => document.getElementById('details').dataset.node === node", arg=node_id)
            found = page.evaluate(
                """() => [...document.querySelectorAll("#details .links")].flatMap((group) => [...group.querySelectorAll("li")].map((row) =>
                  [group.dataset.relation, row.querySelector("a").dataset.node, Boolean(row.querySelector(".origin")), row.closest(".links").querySelectorAll("li").length === Number(group.querySelector(".count").textContent)]))"""
            )
            expected: Counter[tuple[str, str, bool, bool]] = Counter()
            for link in shipped.at(node_id):
                forward = link.from_id == node_id
                relation, other = RELATION[link.relation], link.to_id if forward else link.from_id
                words = (relation.name if forward else relation.inverse).replace("_", " ")
                expected[words, other, shipped.node(other).source != shipped.node(node_id).source, True] += 1
            assert Counter(map(tuple, found)) == expected, node_id


def test_the_full_passage_is_shown_where_the_texts_are_at_hand(browser: Browser, shared: Path, tmp_path: Path) -> None:
    told = run("-L", "@shipped", "export", "html", "--texts", str(shared / "seeds"), "-o", "with.html", folder=tmp_path)
    assert told.code == 0
    run(
        "-L",
        "@shipped",
        "export",
        "html",
        "--texts",
        str(shared / "seeds"),
        "--no-passages",
        "-o",
        "without.html",
        folder=tmp_path,
    )
    node = "#node=cotra/schemer-model"
    with watched(browser, (tmp_path / "without.html").as_uri()) as shown:
        start, end = (fresh(shown, node).text_content("#details blockquote") or "").strip("“”").split(" … ")
    with watched(browser, (tmp_path / "with.html").as_uri()) as shown:
        whole = fresh(shown, node).text_content("#details blockquote") or ""
    assert len(whole) > len(start) + len(end) + 40
    assert whole.startswith(start)
    assert whole.endswith(end)


class _Document(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        filler = "".join(f"<p>Paragraph {place} says nothing of note.</p>" for place in range(400))
        body = f"<!doctype html><meta charset=utf-8><title>D</title>{filler}<p id=here>Then first - words, &amp; more come, and the last-words.</p>{filler}"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *args: object) -> None:
        pass


@contextmanager
def served() -> Iterator[str]:
    """A document on a local server, and its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Document) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/document"
        server.shutdown()
        thread.join()


def test_the_link_leads_to_the_passage_in_the_document(browser: Browser, tmp_path: Path) -> None:
    with served() as address:
        url = written(graph_of(MAP.replace("https://example.org/a?b=c#part", address)), tmp_path)
        context = browser.new_context()
        page = context.new_page()
        page.goto(f"{url}#node=m/a")
        with context.expect_page() as opened:
            page.click("#details .passage a")
        document = opened.value
        document.wait_for_function(
            "() => { const top = document.getElementById('here')?.getBoundingClientRect().top; return top > 0 && top < innerHeight; }"
        )
        assert "first - words" in unquote(page.get_attribute("#details .passage a", "href") or "")
        context.close()
