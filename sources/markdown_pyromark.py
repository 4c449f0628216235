"""Markdown read by pyromark (pulldown-cmark), which knows the place of every word."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from .markdown import Event

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_BLOCKS = {
    "Heading": "heading",
    "Paragraph": "paragraph",
    "List": "list",
    "Item": "item",
    "Table": "table",
    "TableHead": "row",
    "TableRow": "row",
    "TableCell": "cell",
    "BlockQuote": "quote",
    "CodeBlock": "code",
    "MetadataBlock": "code",
    "HtmlBlock": "html",
    "FootnoteDefinition": "footnote",
    "Strong": "bold",
    "Emphasis": "italic",
    "Link": "link",
    "Image": "image",
}
_WORDS = {"Text": "text", "Code": "code", "InlineHtml": "html", "Html": "html"}
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


def events(text: str) -> Iterator[Event]:
    """What stands in the text, in its order, with places by characters."""
    import pyromark  # read where a document is Markdown

    options = pyromark.Options
    wanted = options.ENABLE_TABLES | options.ENABLE_FOOTNOTES | options.ENABLE_STRIKETHROUGH | options.ENABLE_TASKLISTS
    clean = text.encode("utf-8", "replace").decode("utf-8")  # lone surrogates are not for other languages
    place = _by_characters(clean)
    for event, stretch in pyromark.events_with_range(clean, options=wanted | options.ENABLE_WIKILINKS):
        found = _event(event, place(stretch["start"]), place(stretch["end"]))
        if found:
            yield found


def _event(event: Any, start: int, end: int) -> Event | None:
    if isinstance(event, str):
        return Event("break", start, end) if event in ("SoftBreak", "HardBreak") else None
    ((kind, value),) = event.items()
    if kind in _WORDS:
        return Event(_WORDS[kind], start, end, text=value)  # type: ignore[arg-type]  # the table holds kinds of events
    if kind not in ("Start", "End"):
        return None
    name, detail = next(iter(value.items())) if isinstance(value, dict) else (value, None)
    tag = _BLOCKS.get(name, "other")
    if kind == "End":
        return Event("end", start, end, tag)
    text, number = _detail(name, detail)
    return Event("start", start, end, tag, text, number)


def _detail(name: str, detail: Any) -> tuple[str, int | None]:
    """What is said of a start: in words, and as a number."""
    match name:
        case "Heading":
            return "", int(detail["level"][1:])
        case "List":
            return "", detail
        case "Link":
            return detail["dest_url"], None
        case "CodeBlock":
            return (detail["Fenced"] if isinstance(detail, dict) else ""), None
        case "TableHead":
            return "head", None
        case _:
            return "", None


def _by_characters(text: str) -> Callable[[int], int]:
    """Turns places by bytes of UTF-8 into places by characters."""
    if text.isascii():
        return lambda byte: byte
    ends: list[int] = []  # by bytes, of the characters that take more than one
    extra = [0]  # how many bytes more than characters there are before the end of each
    for match in _BEYOND_ASCII.finditer(text):
        char = ord(match.group())
        more = 1 if char < 0x800 else 2 if char < 0x10000 else 3
        ends.append(match.end() + extra[-1] + more)
        extra.append(extra[-1] + more)
    return lambda byte: byte - extra[bisect_right(ends, byte)]
