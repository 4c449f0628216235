"""Markers and the links into the live page that they make, which the page and the package must agree on."""

from __future__ import annotations

import json
from typing import NamedTuple

from cruxmap.graph.model import Passage, passage_text


class Fragment(NamedTuple):
    """A document's address, a marker, and the link they make."""

    url: str
    marker: Passage
    link: str


PAGE = "https://example.org/a"
FRAGMENTS = (
    Fragment(PAGE, Passage("one short run"), f"{PAGE}#:~:text=one%20short%20run"),
    Fragment(PAGE, Passage("first - words, & more", "the last-words"),
             f"{PAGE}#:~:text=first%20%2D%20words%2C%20%26%20more,the%20last%2Dwords"),
    Fragment(f"{PAGE}?b=c#part", Passage("x", "y"), f"{PAGE}?b=c#part:~:text=x,y"),
    Fragment(f"{PAGE}#:~:text=z", Passage("x"), f"{PAGE}#:~:text=z&text=x"),
    Fragment(PAGE, Passage("it’s “so” (50%!) ~ 'x' *y* a_b #1…"),
             f"{PAGE}#:~:text=it%E2%80%99s%20%E2%80%9Cso%E2%80%9D%20(50%25!)%20~%20'x'%20*y*%20a_b%20%231%E2%80%A6"),
    Fragment(PAGE, Passage("人工 é 🧠"), f"{PAGE}#:~:text=%E4%BA%BA%E5%B7%A5%20%C3%A9%20%F0%9F%A7%A0"),
    Fragment("HTTP://EXAMPLE.ORG", Passage("x"), "HTTP://EXAMPLE.ORG#:~:text=x"),
    Fragment("javascript:alert(1)", Passage("x"), ""),
    Fragment("mailto:a@example.org", Passage("x"), ""),
)  # fmt: skip


def fragment_maps() -> list[str]:
    """A map for each of them, with the node `claim`."""
    return [
        f"source: {{id: m{number}, title: M, url: {json.dumps(one.url)}}}\n"
        f"claims: {{claim: {{text: T, passage: {json.dumps(passage_text(one.marker), ensure_ascii=False)}}}}}\n"
        for number, one in enumerate(FRAGMENTS)
    ]
