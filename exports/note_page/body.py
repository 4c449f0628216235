"""A note's Markdown as HTML: its blocks with their anchors, its tables, and its maps."""

from __future__ import annotations

import re
from html import escape
from itertools import chain, count, pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from .map_list import Outline, map_list

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

# Only with a key in its first line: a rule may stand at the top of a text too.
_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\r?\n(?=[\w\"' -]+:\s)(?:.*\r?\n)*?(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")
_DRAWN = '<div class="drawn" role="group" aria-label="The map, drawn; in words below" tabindex="0" hidden></div>'
_BLOCK_ID = re.compile(r"(?:^|\s)\^([A-Za-z0-9-]+)\s*$")


class Heading(Struct, frozen=True):
    """A heading of level 2: its words, and the anchor that leads there."""

    words: str
    anchor: str


class Body(Struct, frozen=True):
    """What stands in a note as HTML, before its first heading of level 2 and from there on; these headings, whether
    there are maps, and whether there is a heading of level 1."""

    lead: str
    html: str
    headings: list[Heading]
    has_maps: bool
    is_headed: bool


def body_of(markdown: str, outline: Callable[[str], Outline]) -> Body:
    """The Markdown, which is CommonMark with tables, without its front matter."""
    reader = _reader()
    tokens = reader.parse(_FRONT_MATTER.sub("", markdown))
    places = [
        place for place, token in enumerate(tokens) if token.tag == "h2" and token.nesting == 1 and not token.level
    ]
    first = min(places, default=len(tokens))
    lead, html = (
        reader.renderer.render(part, reader.options, {"outline": outline}) for part in (tokens[:first], tokens[first:])
    )
    return Body(
        lead=lead,
        html=html,
        headings=[Heading(_plain(tokens[place + 1]), str(tokens[place].attrGet("id"))) for place in places],
        has_maps=any(map(_is_map, tokens)),
        is_headed=any(token.type == "heading_open" and token.tag == "h1" for token in tokens),
    )


def _reader() -> MarkdownIt:
    from markdown_it import MarkdownIt  # only where a page is made

    reader = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    reader.core.ruler.push("block_ids", _block_ids)
    reader.core.ruler.push("heading_ids", _heading_ids)
    for name, rule in _RULES.items():
        reader.add_render_rule(name, rule)
    return reader


def _block_ids(state: StateCore) -> None:
    """Make anchors of the block ids, which are taken out of the words; the first of several with one id has it.

    An id that stands alone in a paragraph is that of the block before, as with Obsidian's tables and lists.
    """
    taken: set[str] = set()
    opened: list[Token] = []
    closed = None
    for place, token in enumerate(state.tokens):
        if token.nesting == 1:
            opened.append(token)
        elif token.nesting == -1:
            closed = opened.pop()
            token.hidden = closed.hidden
        elif token.type != "inline":
            closed = token
        elif opened and opened[-1].type in ("paragraph_open", "heading_open"):
            found = _taken_out(token)
            block = opened[-1]
            if found and not _plain(token) and closed and closed.level == block.level:
                block.hidden = True
                block = closed
            elif place > 1 and state.tokens[place - 2].type == "list_item_open":
                block = state.tokens[place - 2]
            if found and found not in taken:
                taken.add(found)
                block.attrSet("id", f"^{found}")


def _taken_out(inline: Token) -> str:
    """The block id at the end of a block's words, which lose it; "" if there is none."""
    last = inline.children[-1] if inline.children else None
    found = _BLOCK_ID.search(last.content) if last and last.type == "text" else None
    if not (found and last):
        return ""
    last.content = last.content[: found.start()].rstrip()
    return found[1]


def _heading_ids(state: StateCore) -> None:
    """Give every heading without a block id the anchor that GitHub would give it."""
    taken: set[str] = set()
    for token, inline in pairwise(state.tokens):
        if token.type == "heading_open" and not token.attrGet("id"):
            slug = re.sub(r"[^\w\- ]", "", _plain(inline).lower()).replace(" ", "-") or "section"
            found = next(name for name in chain([slug], (f"{slug}-{n}" for n in count(1))) if name not in taken)
            taken.add(found)
            token.attrSet("id", found)


def _plain(inline: Token) -> str:
    """The words of a block without their marks."""
    words = (" " if child.type.endswith("break") else child.content for child in inline.children or ())
    return "".join(words).strip()


def _is_map(token: Token) -> bool:
    return token.type == "fence" and token.info.split()[:1] == ["mermaid"]


def _fence(_renderer: Any, tokens: Sequence[Token], place: int, _options: Any, env: Any) -> str:
    """A block of code; a map with the place to draw it in, its text for that, and a list of what it shows."""
    token = tokens[place]
    text = escape(token.content)
    outline = env["outline"](token.content) if _is_map(token) else []
    listed = map_list(outline) if outline else f"<pre><code>{text}</code></pre>"
    if not _is_map(token):
        return f"<pre{_anchor(token)}><code>{text}</code></pre>\n"
    return (
        f'<figure class="map"{_anchor(token)}>\n{_DRAWN}\n<pre hidden>{text}</pre>\n'
        f"<details open>\n<summary>The map in words</summary>\n{listed}\n</details>\n</figure>\n"
    )


def _picture(_renderer: Any, tokens: Sequence[Token], place: int, *_: Any) -> str:
    """A picture that stands in the note itself; any other as a link, since the page loads nothing."""
    token = tokens[place]
    address, words = escape(str(token.attrGet("src"))), escape(token.content or "picture")
    if address.startswith("data:"):
        return f'<img src="{address}" alt="{words}">'
    depth = sum(before.nesting for before in tokens[:place] if before.type.startswith("link_"))
    return words if depth else f'<a href="{address}" rel="noreferrer">{words}</a>'


def _link(renderer: Any, tokens: Sequence[Token], place: int, options: Any, env: Any) -> str:
    if not str(tokens[place].attrGet("href")).startswith("#"):
        tokens[place].attrSet("rel", "noreferrer")
    return str(renderer.renderToken(tokens, place, options, env))


def _table(_renderer: Any, tokens: Sequence[Token], place: int, *_: Any) -> str:
    return f'<div class="table" role="region" aria-label="Table" tabindex="0">\n<table{_anchor(tokens[place])}>\n'


def _table_end(*_: Any) -> str:
    return "</table>\n</div>\n"


def _anchor(token: Token) -> str:
    found = token.attrGet("id")
    return f' id="{escape(str(found))}"' if found else ""


_RULES: dict[str, Callable[..., str]] = {
    "fence": _fence,
    "image": _picture,
    "link_open": _link,
    "table_open": _table,
    "table_close": _table_end,
}
