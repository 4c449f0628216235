"""Web pages: the article with what the page says of it, and nothing of what stands around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cruxmap.sources import read, text_of
from cruxmap.sources.web_page import MOST_ELEMENTS, extract
from damage import damaged
from hypothesis import given
from hypothesis import strategies as st

if TYPE_CHECKING:
    from pathlib import Path

HEAD = """<title>Should wells stay? | The Well Review</title>
<meta property="og:title" content="Should wells stay?"><meta name="author" content="Ada Stone">
<meta property="article:published_time" content="2024-03-05T10:00:00Z">
<link rel="canonical" href="https://wells.example/stay">"""
ARTICLE = """<h1>Should wells stay?</h1><p>Many towns close wells. Here is what <em>camps</em> think of
<a href="https://wells.example/study">a study</a> of “closed” wells, and on what they differ.</p>
<h2>The cruxes</h2>
<ul><li><strong>Will pipes fail?</strong><ul><li>Optimists tend to think that pipes never fail.</li>
<li>Pessimists argue that everything fails.</li></ul></li></ul>
<table><tr><th>Failure</th><th>Example</th></tr><tr><td><b>Frost</b></td><td>a winter</td></tr></table>"""


def page(article: str = ARTICLE, head: str = HEAD) -> str:
    around = '<nav><a href="/">Home</a></nav>', "<footer>All rights reserved by everybody</footer>"
    return f"<!DOCTYPE html><html lang=en><head>{head}</head><body>{around[0]}<article>{article}</article>{around[1]}"


def test_an_article_comes_with_what_the_page_says_of_it() -> None:
    assert extract(page().encode(), "a.html", True).text == (
        '---\ntitle: "Should wells stay?"\nauthor: ["Ada Stone"]\nurl: "https://wells.example/stay"\n'
        'date: "2024-03-05"\n---\n\n# Should wells stay?\n\nMany towns close wells. Here is what *camps* think of\n'
        "[a study](https://wells.example/study) of “closed” wells, and on what they differ.\n\n## The cruxes\n\n"
        "- **Will pipes fail?**\n  - Optimists tend to think that pipes never fail.\n"
        "  - Pessimists argue that everything fails.\n\n| Failure | Example | \n|---|---|\n| **Frost** | a winter |\n"
    )


def test_it_is_read_as_an_article_and_its_passages_stand_in_its_text(tmp_path: Path) -> None:
    (tmp_path / "wells.html").write_text(page(), "utf-8")
    parsed = read(str(tmp_path / "wells.html"), "wells.html", named=False)
    assert parsed.source_map is not None
    assert parsed.source_map.id == "wells"
    text = text_of(str(tmp_path / "wells.html")).text or ""
    starts = [node.passage.start for node in parsed.source_map.nodes if node.passage]
    assert starts
    assert all(start.split()[0] in text for start in starts)


def test_nothing_of_it_is_run_and_markup_that_draws_is_dropped() -> None:
    more = "<script>document.title = 'gone'</script><style>p{}</style><svg><text>drawn</text></svg><iframe src='x'>"
    found = extract(page(ARTICLE + more).encode(), "a.html", True).text or ""
    assert not any(word in found for word in ("gone", "drawn", "script", "iframe", "rights reserved", "Home"))


@pytest.mark.parametrize(
    ("data", "meant"),
    [
        (page().encode("utf-16"), "“closed”"),
        (page().encode("cp1252"), "“closed”"),
        (page(head='<meta charset="iso-8859-1">').encode("cp1252"), "“closed”"),
        (page(head='<meta charset="no-such-thing">').encode("cp1252"), "“closed”"),
        (page(ARTICLE.replace("camps", "Лагеря"), '<meta charset="windows-1251">').encode("cp1251"), "Лагеря"),
        (damaged(page(), "cp1252").encode(), "“closed”"),
    ],
)
def test_pages_in_any_encoding(tmp_path: Path, data: bytes, meant: str) -> None:
    (tmp_path / "a.html").write_bytes(data)
    assert meant in (text_of(str(tmp_path / "a.html")).text or "")


@pytest.mark.parametrize(
    ("data", "rule", "said"),
    [
        (b"", "empty-document", "no article can be told from the rest of the page"),
        (b"\x00\xff\xfe", "empty-document", "no article can be told from the rest of the page"),
        (
            b"<p>" * 60_000,
            "unreadable-file",
            f"the page is too large: 60,000 elements, {MOST_ELEMENTS:,} at most are read",
        ),
        (b'<meta name="generator" content="cruxmap"><p>x', "not-a-document", "cruxmap wrote this page"),
    ],
    ids=["empty", "junk", "large", "ours"],
)
def test_pages_without_an_article_are_told_apart(tmp_path: Path, data: bytes, rule: str, said: str) -> None:
    (tmp_path / "a.html").write_bytes(data)
    (named,) = read(str(tmp_path / "a.html"), "a.html").findings
    (met,) = read(str(tmp_path / "a.html"), "a.html", named=False).findings
    assert (named.rule, named.message) == (rule, said)
    assert (met.rule, met.message) == ("not-a-document", said)


@given(st.binary(max_size=200) | st.text(st.sampled_from("<>/=\"'! -abpdivtrl&;#x1é"), max_size=200).map(str.encode))
def test_any_bytes_are_text_or_a_finding(data: bytes) -> None:
    for whole in (data, page(data.decode("utf-8", "replace")).encode()):
        found = extract(whole, "a.html", True)
        assert (found.text is None) == any(finding.rule != "text-repaired" for finding in found.findings)
