"""The thesis of an article: the sentence in which it says what it argues, as far as a rule can tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..markdown import plain, walk
from ..prose import stretch
from .draft import TODO
from .parts import bold_words
from .patterns import THESIS
from .pieces import sentences_of
from .positions import says_something
from .reasons import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .draft import Draft
    from .pieces import Stretch
    from .sections import Section

OWN_IN_BOLD, OWN, DESCRIPTION, CONCLUSION = THESIS
NOTE = TODO + "check that this is what the article argues"


def write_thesis(draft: Draft, whole: Section, description: str) -> str:
    """Add the thesis, or find the claim that says it; returns its id, "" if no sentence offers itself."""
    text, at, section = next(_offers(whole, description), ("", (0, 0), ""))
    if not text:
        return ""
    for (start, end), node_id in draft.stretches:
        if draft.encoding.nodes[node_id].kind == "claim" and start < at[1] and at[0] < end:
            return node_id
    return draft.add("claim", text, at, slug="thesis", section=section, modality=kind_of(text)[1], note=NOTE)


def _offers(whole: Section, description: str) -> Iterator[tuple[str, Stretch, str]]:
    """The sentences that offer themselves, best first, each with its place and section."""
    sections = list(whole.walk())
    for section in reversed(sections):
        for block in section.blocks:
            for runs in bold_words(block):
                if OWN_IN_BOLD.sign.match(plain(runs)):
                    yield plain(runs), stretch(runs), section.section
    first, last = sections[0] if sections[0].blocks else (sections[1:2] or sections)[0], sections[-1]
    for section in dict.fromkeys((first, last)):
        for block in walk(section.blocks):
            for piece in sentences_of(block) if block.kind == "paragraph" else ():
                if OWN.sign.match(piece.raw) and says_something(piece):
                    yield piece.text, piece.at, section.section
    if DESCRIPTION.sign.match(description):
        yield description, (0, 0), ""
    for section in sections:
        if CONCLUSION.sign.match(section.title):
            for block in section.blocks[:1]:
                for piece in sentences_of(block)[:1]:
                    if says_something(piece):
                        yield piece.text, piece.at, section.section
