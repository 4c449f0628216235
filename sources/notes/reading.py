"""The reading list of a study note: each work with its title, address and what is said of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from ..encoding import slug_of
from ..headings import bare_title
from ..markdown import walk
from ..words import Words
from .body import below, other_block
from .entries import entries
from .names import LONGEST_TITLE, key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..markdown import Block
    from ..words import Stretch
    from .draft import Draft
    from .entries import Entry


class Work(Struct, frozen=True):
    """A work of the list: what is said of it, where, its address, and the bold label before it."""

    title: str
    said: str
    at: Stretch
    url: str
    label: str


def read_references(draft: Draft, blocks: Iterable[Block]) -> None:
    """The works of a reading list, which the note cites. What is set in italics or quoted as a whole is a remark."""
    for block in blocks:
        if block.kind == "quote" or _is_remark(block):
            for found in entries([block]):
                draft.remarks += [found.block.text] if found.block.text else []
                below(draft, found.block.children, draft.main, draft.main)
            continue
        for found in entries([block]):
            if found.block.kind in ("paragraph", "item"):
                cite(draft, found)
            else:
                other_block(draft, found.block, draft.main)


def _is_remark(block: Block) -> bool:
    if block.kind != "paragraph" or any(run.url for run in block.runs):
        return False
    return all(run.italic or not run.text.strip() for run in block.runs) or bool(_FOOTER.match(block.text))


_FOOTER = re.compile(
    r"\W*(?:⚠|note\b|disclaimer|all (?:urls|links)|last (?:updated|verified)|generated|verified)", re.IGNORECASE
)


def cite_links(draft: Draft, blocks: Iterable[Block]) -> None:
    """Links in the text of other sections as works that the note cites, each address once."""
    for block in walk(blocks):
        if block.kind == "heading":
            draft.section = bare_title(block.text)
        words = Words(block.runs) if any(run.url for run in block.runs) else None
        for start, end, url in _links(words) if words else ():
            if words and url not in draft.urls and _URL.match(url):
                _reference(draft, Work(words.said(start, end), "", words.stretch(start, end), url, ""))


def cite(draft: Draft, found: Entry) -> None:
    """Each link of an item as a reference, an item without any as one by its words; items below it likewise."""
    label = found.key if found.rest and len(found.key) <= LONGEST_TITLE else ""
    words = Words(found.rest if label else found.block.runs)
    links = _links(words)
    if links:
        for place, (start, end, url) in enumerate(links):
            stop = links[place + 1][0] if place + 1 < len(links) else len(words.text)
            before = "" if place else _bare(words.text[:start])
            said = " – ".join(part for part in (before, _bare(words.text[end:stop])) if part)
            stop = start + len(words.text[start:stop].rstrip(" -–—|/·•,;:(\n"))
            at = words.stretch(start if place else 0, stop)
            _reference(draft, Work(words.said(start, end), said, at, url, label))
    elif words.text.strip():
        _unlinked(draft, words, label)
    for child in entries(found.block.children):
        if child.block.kind in ("paragraph", "item"):
            if any(run.url for run in child.block.runs) or not draft.last:
                cite(draft, child)
            else:
                draft.note(draft.last, child.block.text)
                below(draft, child.block.children, draft.main, draft.main)
        else:
            other_block(draft, child.block, draft.main)


def _links(words: Words) -> list[tuple[int, int, str]]:
    """Where the words of links start and end, and where they lead; runs of one link in several styles are one."""
    found: list[tuple[int, int, str]] = []
    at = 0
    for run in words.runs:
        end = at + len(run.text)
        if run.url:
            if found and found[-1][2] == run.url and found[-1][1] == at:
                found[-1] = found[-1][0], end, run.url
            else:
                found.append((at, end, run.url))
        at = end
    if not found:
        found = [(match.start(), match.end(), match[0].rstrip(".,;")) for match in _URL.finditer(words.text)]
    return found


_URL = re.compile(r"https?://[^\s<>()\[\]\"']+")
_BEFORE = re.compile(r"(?:[\s:,;.)\]|/·•–—-]|\band\b)*+")
_BEHIND = re.compile(
    r"(?<![\s:,;(\[|/·•–—-])(?<!\band)(?<!\balso)(?<!\bsee)(?:[\s:,;(\[|/·•–—-]|\b(?:and|also|see))++$"
)


def _bare(words: str) -> str:
    """What stands round a link, without the marks and small words that join it."""
    return _BEHIND.sub("", _BEFORE.sub("", " ".join(words.split()), count=1))


def _unlinked(draft: Draft, words: Words, label: str) -> None:
    """A work without an address: its title ends at a dash, or is what is quoted or set in italics first."""
    text = words.text
    quoted = _QUOTED.match(text)
    dash = re.match(r"[^()\[\]:]*?(?=\s[–—-]+\s|:\s)", text)
    styled = next((run for run in words.runs if (run.italic or run.bold) and run.text.strip()), None)
    if quoted:
        title, said = words.said(*quoted.span(1)), words.said()
    elif dash and dash[0].strip():
        title, said = words.said(0, dash.end()), words.said()
    elif styled and len(styled.text) < len(text):
        title, said = styled.text.strip(), words.said()
    else:
        title, said = words.said(), ""
    _reference(draft, Work(title, said, words.stretch(), "", label))


_QUOTED = re.compile(r"\s*[\"“]([^\"“”]{3,200}?),?[\"”](?=\s*\S)")


def _reference(draft: Draft, work: Work) -> None:
    """A work as a node that the note cites, as does what its label names."""
    title = work.title.strip(' "“”*')
    if _URL.match(title):
        title = work.label or work.said or _SCHEME.sub("", title).rstrip("/")
    url = work.url if _ADDRESS.match(work.url) else ""
    tag = slug_of(re.sub(r"\s*\(.*", "", work.label))
    reference = draft.add(
        "reference", work.said or title, work.at, title=title, url=url, tags=(tag,) if tag else (), note=work.label
    )
    draft.last = reference
    draft.urls.add(work.url)
    draft.join(draft.own, ("cites",), reference, work.at)
    about = draft.find(work.label) or draft.people.get(key(work.label), "")
    if about:
        draft.join(about, ("cites",), reference, work.at, basis="inferred")


_SCHEME = re.compile(r"https?://(?:www\.)?")
_ADDRESS = re.compile(r"[a-z][a-z\d+.-]*:|\S*[./#]\S*$", re.IGNORECASE)
"""What leads to a page or file; the name in a wiki link does not."""
