"""Markdown read by markdown-it-py, where pyromark cannot be had: places of words are looked up in their lines."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from .markdown import Event

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

_BLOCKS = {
    "heading": "heading",
    "paragraph": "paragraph",
    "bullet_list": "list",
    "ordered_list": "list",
    "list_item": "item",
    "table": "table",
    "tr": "row",
    "th": "cell",
    "td": "cell",
    "blockquote": "quote",
    "strong": "bold",
    "em": "italic",
    "link": "link",
}
_GROUPS = ("thead", "tbody")


def events(text: str) -> Iterator[Event]:
    """What stands in the text, in its order; a word's place is where it comes next in the lines of its block."""
    from markdown_it import MarkdownIt  # read where a document is Markdown

    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    starts = [0, *accumulate(len(line) for line in text.splitlines(keepends=True))]
    places = _Places(text, starts)
    head = False
    for token in reader.parse(text):
        name = token.type.removesuffix("_open").removesuffix("_close")
        if token.map:
            places.enter(token.map)
        if name in _GROUPS:
            head = name == "thead" and token.nesting == 1
        elif token.type == "inline":
            yield from _inline(token.children or (), places)
        elif token.type in ("fence", "code_block", "html_block"):
            yield from _source(token, places)
        elif token.nesting:
            tag = _BLOCKS.get(name, "other")
            kind = "start" if token.nesting == 1 else "end"
            note = "head" if head and tag == "row" else ""
            yield Event(kind, places.start, places.end, tag, note, _number(token, tag))  # type: ignore[arg-type]  # one of two


class _Places:
    """Where words stand: each is looked for behind the one before, in the lines of the block at hand."""

    def __init__(self, text: str, starts: list[int]) -> None:
        self.text = text
        self.starts = starts
        self.start = self.end = self.cursor = 0

    def enter(self, lines: Sequence[int]) -> None:
        self.start, self.end = (self.starts[min(line, len(self.starts) - 1)] for line in lines[:2])
        self.cursor = max(self.cursor, self.start)

    def of(self, words: str) -> tuple[int, int]:
        at = self.text.find(words, self.cursor, max(self.end, self.cursor)) if words else -1
        if at < 0:
            return self.cursor, self.cursor
        self.cursor = at + len(words)
        return at, self.cursor


def _number(token: Token, tag: str) -> int | None:
    if tag == "heading":
        return int(token.tag[1:])
    return int(token.attrs.get("start", 1)) if token.type == "ordered_list_open" else None


def _source(token: Token, places: _Places) -> Iterator[Event]:
    tag = "html" if token.type == "html_block" else "code"
    yield Event("start", places.start, places.end, tag, token.info.strip())
    for line in token.content.splitlines(keepends=True):
        yield Event("text", *places.of(line), text=line)
    yield Event("end", places.start, places.end, tag)


def _inline(tokens: Sequence[Token], places: _Places) -> Iterator[Event]:
    for token in tokens:
        name = token.type.removesuffix("_open").removesuffix("_close")
        match token.type:
            case "text":
                yield Event("text", *places.of(token.content), text=token.content)
            case "code_inline":
                yield Event("code", *places.of(token.content), text=token.content)
            case "softbreak" | "hardbreak":
                yield Event("break", places.cursor, places.cursor)
            case "html_inline":
                yield Event("html", *places.of(token.content), text=token.content)
            case _ if token.nesting:
                kind = "start" if token.nesting == 1 else "end"
                url = str(token.attrs.get("href", ""))
                yield Event(kind, places.cursor, places.cursor, _BLOCKS.get(name, "other"), url)  # type: ignore[arg-type]  # one of two
            case _:
                continue
