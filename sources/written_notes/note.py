"""Notes that cruxmap wrote, read again: the inverse of the export `note`, and what people added to them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...graph.schema import FORMS, SLUG_PATTERN
from ...graph.study.note_ids import id_of_block
from ..encoding import source_id_of
from ..front_matter import front_matter
from ..markdown import read_markdown
from ..parsed import Parsed
from .draft import NoteDraft
from .reading import Reader

if TYPE_CHECKING:
    from ..front_matter import FrontMatter


def read(text: str, name: str, named: bool) -> Parsed:  # noqa: ARG001
    """The map of a note, with findings for what is not understood. Never raises for any text."""
    front = front_matter(text)
    given = front.word("id")
    source = given if re.fullmatch(SLUG_PATTERN, given) else source_id_of(name, given) if given else ""
    draft = NoteDraft(source, text, name)
    if front.fault:
        draft.finding("bad-front-matter", front.fault.message, front.fault.at, front.fault.hint)
    if source and front.word("title"):
        draft.fields[draft.own] = _source(front, draft)
    Reader(draft).read(read_markdown(text, front.end).blocks)
    return Parsed(draft.map(), draft.found())


def _source(front: FrontMatter, draft: NoteDraft) -> dict[str, object]:
    """The fields of the note's own document that the front matter tells."""
    form, title = front.word("form"), front.word("title")
    return {
        "kind": "source",
        "title": title,
        "text": front.word("summary") or title,
        "form": form if form in FORMS else "",
        "published": front.word("published"),
        "url": front.word("url"),
        "thesis": id_of_block(front.word("thesis"), draft.source),
        "authors": front.words("authors"),
        "aliases": front.words("aliases"),
        "tags": front.words("tags"),
        "span": draft.span(0),
    }
