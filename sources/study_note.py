"""Study notes: the template with core thesis, mind map, concepts, tables, connections, recall and reading, as a map."""

from __future__ import annotations

import os
from contextlib import suppress
from itertools import chain
from typing import TYPE_CHECKING

from msgspec.structs import replace

from ..graph.model import OutlineItem
from .encoding import Encoding, source_id_of
from .front_matter import front_matter
from .headings import bare_title
from .markdown import read_markdown, walk
from .notes.body import read_topic, read_under
from .notes.connections import read_connections
from .notes.diagrams import Labels, Maps, kinds_told, maps_in, read_map
from .notes.draft import MOST_LINKS, MOST_NODES, Draft, FullError
from .notes.names import bare
from .notes.parts import Section, sections_of, suits
from .notes.reading import cite_links, read_references
from .notes.reasons import give_reasons
from .notes.recall import answer, read_questions
from .notes.tables import kinds_told as table_kinds
from .notes.tables import table_of
from .notes.thesis import About, read_front, read_opening, read_thesis

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .markdown import Block
    from .parsed import Parsed

MOST_PARTS = 600_000  # words in one style, blocks and the like
ORDER = (
    "thesis",
    "concepts",
    "map",
    "structure",
    "other",
    "takeaways",
    "connections",
    "open questions",
    "recall",
    "reading",
)
"""In what order the parts are read, wherever they stand: what is named first is what later parts speak of."""


def read(text: str, name: str, named: bool) -> Parsed:  # noqa: ARG001
    """The map of a study note, with findings for what is not of the template. Never raises for any text."""
    front = front_matter(text)
    markdown = read_markdown(text, front.end, most=MOST_PARTS)
    encoding = Encoding(source_id_of(name, front.word("id")), text, name)
    draft = Draft(encoding)
    about = read_front(draft, front, text)
    outline: OutlineItem | None = None
    try:
        outline = _fill(draft, markdown.blocks, about)
    except FullError as full:
        message = f"reading stops here: the note makes more than {MOST_NODES} nodes or {MOST_LINKS} links"
        encoding.finding("not-understood", message, full.at, "split it into several notes")
    if markdown.stop < len(text):
        message = f"reading stops here: the note has more than {MOST_PARTS} parts"
        encoding.finding("not-understood", message, markdown.stop, "split it into several notes")
    with suppress(FullError):
        give_reasons(draft)
        answer(draft)
    return encoding.parsed(
        about.title or os.path.splitext(os.path.basename(name))[0],
        text=about.text,
        at=about.at,
        outline=outline,
        form="note",
        authors=about.authors,
        published=about.published,
        thesis=about.thesis,
        text_file=os.path.basename(name),
        tags=about.tags,
        note=" · ".join(draft.remarks),
    )


def _fill(draft: Draft, blocks: Sequence[Block], about: About) -> OutlineItem | None:
    """Read all the parts; returns the outline."""
    title, opening, sections = sections_of(blocks)
    about.title = about.title or (bare(title.text) if title else "")
    about.at = title.words if title else about.at
    maps = {section.head.start: maps_in(section.blocks) for section in sections if section.part == "map"}
    _learn_kinds(draft, sections, maps.values())
    read_opening(draft, opening, about)
    outlines: list[OutlineItem] = []
    for section in sorted(sections, key=lambda section: ORDER.index(section.part)):
        draft.section = bare_title(section.head.text)
        if section.part == "map":
            found = maps[section.head.start]
            outlines += (_read_map(draft, labels, about) for labels in found.maps)
            read_under(draft, found.rest, draft.main)
        else:
            _read(draft, section, about)
    for section in sections:
        draft.section = bare_title(section.head.text)
        cite_links(draft, section.blocks)
    if len(outlines) > 1:
        return OutlineItem(node=about.thesis, label=about.title, children=tuple(outlines))
    if outlines and not outlines[0].node:
        return replace(outlines[0], node=about.thesis)
    return outlines[0] if outlines else None


def _learn_kinds(draft: Draft, sections: Iterable[Section], maps: Iterable[Maps]) -> None:
    """Note what tables and mind maps say of the kinds of things, tables first."""
    tables = (table_of(block) for section in sections for block in walk(section.blocks) if block.kind == "table")
    told = chain(
        (pair for table in tables for pair in table_kinds(table)),
        (pair for found in maps for labels in found.maps for pair in kinds_told(labels)),
    )
    for known, kind in told:
        draft.wanted.setdefault(known, kind)


def _read(draft: Draft, section: Section, about: About) -> None:
    match section.part:
        case "thesis":
            first = next(
                (at for at, block in enumerate(section.blocks) if block.kind == "heading"), len(section.blocks)
            )
            read_thesis(draft, section.blocks[:first], about)
            read_under(draft, section.blocks[first:], draft.main)
        case "connections":
            read_connections(draft, section.blocks)
        case "recall" | "open questions":
            read_questions(draft, section.blocks, is_open=section.part == "open questions")
        case "reading":
            read_references(draft, section.blocks)
        case "other":
            message = "a section that is not of the template is kept as a concept with claims"
            hint = "say what it is by one of the template's heads"
            draft.not_understood(message, section.title, section.head.start, hint)
            read_topic(draft, section.head, section.blocks, draft.main)
        case _:
            read_under(draft, section.blocks, draft.main, are_topics=section.part == "concepts")


def _read_map(draft: Draft, labels: Labels, about: About) -> OutlineItem:
    """A mind map as an outline; the root of the first one is what the note is about."""
    outline = read_map(draft, labels, about.title)
    if outline.node and draft.main in (draft.own, about.thesis):
        draft.main = outline.node
        if about.thesis:
            draft.join(about.thesis, ("about",), outline.node, (labels[0].start, labels[0].end), basis="inferred")
    return outline


__all__ = ["read", "suits"]
