"""Web pages saved as HTML: the article of a page, told from what surrounds it, as Markdown with front matter."""

from __future__ import annotations

import codecs
import json
import logging
import re
from typing import TYPE_CHECKING

from ..graph.problem import Finding, Span
from .decoding import Decoded, decode, restore

if TYPE_CHECKING:
    from trafilatura.settings import Document

MOST_ELEMENTS = 50_000
LARGEST_PAGE = 20_000_000
HEAD = 4096
OURS = '<meta name="generator" content="cruxmap">'


def extract(data: bytes, name: str, repair: bool) -> Decoded:
    """The article of a page. Nothing in the page is run, and nothing is fetched."""
    if OURS.encode() in data[:HEAD]:
        return _refused("not-a-document", name, "cruxmap wrote this page", "name the maps that it was made of")
    markup = Decoded(_markup(data, name))
    markup = restore(markup, name) if repair else markup
    page = markup.text or ""
    elements = page.count("<") - page.count("</")
    if elements > MOST_ELEMENTS or len(page) > LARGEST_PAGE:
        message = f"the page is too large: {elements:,} elements, {MOST_ELEMENTS:,} at most are read"
        return _refused("unreadable-file", name, message, "save the article alone, as a reader view shows it")
    try:
        found = _article(page)
    except ImportError:
        message = "reading web pages needs trafilatura, which is not installed"
        return _refused("missing-extra", name, message, 'pip install "cruxmap[html]"')
    if found is None or not (found.text or "").strip():
        hint = "save the text itself as Markdown, with front matter that says where it comes from"
        return _refused("empty-document", name, "no article can be told from the rest of the page", hint)
    return Decoded(_front_matter(found) + _body(found.text or ""), markup.findings)


def _markup(data: bytes, name: str) -> str:
    """The page as text, by its mark, by what it says of its encoding, or as browsers do that find neither."""
    found = decode(data, name, repair=False)
    if found.text is not None:
        return found.text
    said = re.search(rb"<meta[^<>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?([\w.:-]{1,40})", data[:HEAD], re.IGNORECASE)
    try:
        encoding = codecs.lookup(said[1].decode()).name if said else "cp1252"
        return data.decode("cp1252" if encoding in ("iso8859-1", "ascii", "utf-8") else encoding, "replace")
    except (LookupError, ValueError):
        return data.decode("cp1252", "replace")


def _article(page: str) -> Document | None:
    from trafilatura import extract_with_metadata  # a fifth of a second, and not there without the extra

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    try:
        return extract_with_metadata(
            page,
            output_format="markdown",
            include_comments=False,
            include_formatting=True,
            include_links=True,
            include_tables=True,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception:  # noqa: BLE001 - what a page holds must not end the reading of others
        return None


def _front_matter(found: Document) -> str:
    """What is known of the article; a JSON text is one of YAML too."""
    authors = [author.strip() for author in (found.author or "").split(";") if author.strip()]
    fields = {"title": found.title, "author": authors, "url": found.url, "date": found.date}
    rows = (f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in fields.items() if value)
    head = "".join(rows)
    return f"---\n{head}---\n\n" if head else ""


def _body(text: str) -> str:
    """The text without the front matter that trafilatura puts before it."""
    head, mark, rest = text.removeprefix("---\n").partition("\n---\n")
    return (rest if text.startswith("---\n") and mark else head + mark + rest).strip() + "\n"


def _refused(rule: str, name: str, message: str, hint: str) -> Decoded:
    return Decoded(None, (Finding(rule=rule, message=message, span=Span(name), hint=hint),))
