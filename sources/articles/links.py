"""The links of an article as references, each cited by what stands where it is."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from ..markdown import plain, walk
from ..prose import stretch
from .prose_patterns import SERIES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..markdown import Block
    from .draft import Draft
    from .pieces import Stretch

FEWEST_LETTERS = 2


def write_links(draft: Draft, blocks: Iterable[Block], page: str) -> None:
    """Add a reference for each page that is linked to, other than the article's own, once."""
    references: dict[str, str] = {}
    holders = Holders(draft)
    for block in walk(blocks):
        way = SERIES.sign.match(block.text[:80]) if block.runs else None
        for url, runs in groupby(block.runs, key=lambda run: run.url):
            linked = list(runs)
            address = _address(url, page) if url else ""
            words = plain(linked).strip(" .,;:")
            if not address or not words or draft.is_full:
                continue
            at = stretch(linked)
            key = urldefrag(address).url.rstrip("/").lower()
            if key not in references:
                title = words if not _SAYS_NOTHING.fullmatch(words) else _page_name(address)
                references[key] = draft.encoding.node("reference", title, at, title=title, url=address)
            if way:
                _in_series(draft, way, references[key], at)
            else:
                holder = holders.at(at[0]) or draft.encoding.own()
                draft.link(holder, "cites", references[key], at)


def _in_series(draft: Draft, way: re.Match[str], reference: str, at: Stretch) -> None:
    own = draft.encoding.own()
    ends = (reference, own) if (way["way"] or "").lower().startswith("prev") else (own, reference)
    draft.link(ends[0], "precedes", ends[1], at)


def _address(url: str, page: str) -> str:
    """The full address of a link to another page, "" for what leads to none."""
    try:
        address = urljoin(page, url.strip()) if page else url.strip()
        is_page = urlsplit(address).scheme in ("http", "https") and bool(urlsplit(address).netloc)
    except ValueError:
        return ""
    own = urldefrag(address).url.rstrip("/") == urldefrag(page).url.rstrip("/")
    return address if is_page and not own else ""


def _page_name(address: str) -> str:
    """What a page is called by its address."""
    parts = urlsplit(address)
    last = next((part for part in reversed(parts.path.split("/")) if sum(map(str.isalpha, part)) > FEWEST_LETTERS), "")
    name = " ".join(re.sub(r"\.\w{2,5}$", "", unquote(last)).replace("_", "-").split("-")).strip()
    return f"{name} ({parts.netloc})" if name else parts.netloc


_SAYS_NOTHING = re.compile(
    r"(?:here|this|that|link|more|source|this (?:post|comment|article|page|paper|link|essay|piece)|see here|read more|"
    r"click here|\W*\d*\W*|\[\w*\])",
    re.IGNORECASE,
)


class Holders:
    """Which node of a draft stands round a place of the text: the one that begins last before it."""

    def __init__(self, draft: Draft) -> None:
        self._stretches = sorted(draft.stretches)
        self._next = 0
        self._open: list[tuple[Stretch, str]] = []

    def at(self, place: int) -> str:
        """The node round a place, "" if there is none; places are asked for in the order of the text."""
        while self._next < len(self._stretches) and self._stretches[self._next][0][0] <= place:
            self._open.append(self._stretches[self._next])
            self._next += 1
        while self._open and self._open[-1][0][1] <= place:
            self._open.pop()
        return self._open[-1][1] if self._open else ""
