"""The page put together: a note's Markdown, styles, and Mermaid itself where there is a map to draw, in one file."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from .body import body_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import Template

    from .map_list import Outline

DRAWING = ("mermaid.min.js", "page.js")
"""The scripts of a page with maps: Mermaid as its makers publish it, and what has it draw them."""


def _unread(_map: str) -> Outline:
    return []


def render_page(markdown: str, title: str, outline: Callable[[str], Outline] = _unread) -> str:
    """A page of a note, which asks nothing of any network and prints well.

    Front matter is left out, HTML in the note shown as the text it is, pictures are links. Block ids (`^id` at the end
    of a block, as in Obsidian) are anchors for `[words](#^id)`. Maps in Mermaid are drawn, light and dark, by the
    Mermaid in the page; each stands below in words too, as `outline` reads them from its text (as that text where it
    reads none), which is all there is where scripts are off. The title is what the window is called, and the first
    heading where the note has none of level 1.
    """
    body = body_of(markdown, outline)
    scripts = [_data(name) for name in DRAWING] if body.has_maps else []
    page = _template().render(
        title=_written(title.strip() or "A study note"),
        is_headed=body.is_headed,
        headings=body.headings,
        lead=_written(body.lead),
        body=_written(body.html),
        scripts=scripts,
        styles=_data("page.css"),
        policy=_policy(scripts),
    )
    return page + "\n"


def _policy(scripts: list[str]) -> str:
    """The Content-Security-Policy (CSP Level 3) that lets only these scripts run and nothing be fetched; Mermaid puts
    styles into what it draws."""
    hashes = [f"'sha256-{b64encode(sha256(text.encode()).digest()).decode('ascii')}'" for text in scripts]
    allowed = " ".join(hashes) or "'none'"
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
        "form-action 'none'"
    )


def _written(text: str) -> str:
    """The text without halves of characters, which cannot be written."""
    return text.encode("utf-8", "replace").decode("utf-8")


@cache
def _data(name: str) -> str:
    return (files(__package__) / name).read_text("utf-8")


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined  # only where a page is made

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(_data("page.html.jinja"))
