"""The front matter of a note: that cruxmap wrote it, and what the template has no place for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ...graph.model import Source
from ...graph.study.note_ids import block_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...graph.study.note_plan import NotePlan


def front_lines(plan: NotePlan, title: str) -> Iterator[str]:
    """The lines of the front matter. `id` is the source's, if the note is of one; `title` is then its title."""
    yield "---"
    yield "cruxmap: note"
    own = plan.own.node if plan.own else None
    if plan.source:
        yield f"id: {plan.source}"
    if isinstance(own, Source):
        yield f"title: {_quoted(own.title)}"
        yield from _source(own)
        if has_summary(plan):
            yield f"summary: {_quoted(own.text)}"
    elif not plan.source:
        yield f"title: {_quoted(title)}"
    yield from ("---", "")


def has_summary(plan: NotePlan) -> bool:
    """Whether the front matter holds what the document says of itself, since it says it in the words of the thesis,
    which the note begins with."""
    own = plan.own.node if plan.own else None
    thesis = plan.nodes.get(own.thesis) if isinstance(own, Source) else None
    if own is None or thesis is None or own.modality != "asserted":
        return False
    return bool(thesis.text.strip()) and thesis.text in own.text


def _source(own: Source) -> Iterator[str]:
    lists = {"authors": own.authors, "aliases": own.aliases, "tags": own.tags}
    words = {"form": own.form, "published": own.published, "url": own.url, "thesis": own.thesis}
    for key, word in words.items():
        if word:
            yield f"{key}: {_quoted(block_id(word, own.source) if key == 'thesis' else word)}"
    for key, several in lists.items():
        if several:
            yield f"{key}: [{', '.join(map(_quoted, several))}]"


def _quoted(words: str) -> str:
    """The words as YAML holds any text."""
    return json.dumps(words, ensure_ascii=False)
