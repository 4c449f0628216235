"""The thesis of an article: the sentence in which it says what it argues, as far as a rule can tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..markdown import plain
from ..prose import stretch
from .draft import TODO
from .parts import bold_words
from .pieces import sentences_of
from .positions import says_something
from .prose_patterns import THESIS
from .reasons import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..markdown import Block
    from .draft import Draft
    from .pieces import Piece, Stretch
    from .sections import Section

OWN_IN_BOLD, OWN, DESCRIPTION, CONCLUSION = THESIS
NOTE = TODO + "check that this is what the article argues"


def write_thesis(draft: Draft, whole: Section, description: str) -> str:
    """Add the thesis, or find the claim that says it; returns its id, "" if no sentence offers itself."""
    text, at = next(_offers(whole, description), ("", (0, 0)))
    if not text:
        return ""
    for (start, end), node_id in draft.stretches:
        if draft.encoding.nodes[node_id].kind == "claim" and start < at[1] and at[0] < end:
            return node_id
    return draft.add("claim", text, at, slug="thesis", modality=kind_of(text)[1], note=NOTE)


def _offers(whole: Section, description: str) -> Iterator[tuple[str, Stretch]]:
    """The sentences that offer themselves, best first, each with its place."""
    sections = list(whole.walk())
    yield from _in_bold(block for section in reversed(sections) for block in section.blocks)
    first = sections[0] if sections[0].blocks or len(sections) == 1 else sections[1]
    for section in dict.fromkeys((first, sections[-1])):
        for piece in _sentences(section.blocks):
            if OWN.sign.match(piece.raw) and says_something(piece):
                yield piece.text, piece.at
    if DESCRIPTION.sign.match(description):
        yield description, (0, 0)
    for section in sections:
        if CONCLUSION.sign.match(section.title):
            yield from ((piece.text, piece.at) for piece in _sentences(section.blocks[:1]) if says_something(piece))


def _in_bold(blocks: Iterable[Block]) -> Iterator[tuple[str, Stretch]]:
    for block in blocks:
        for runs in bold_words(block):
            if OWN_IN_BOLD.sign.match(plain(runs)):
                yield plain(runs), stretch(runs)


def _sentences(blocks: Iterable[Block]) -> Iterator[Piece]:
    return (piece for block in blocks if block.kind == "paragraph" for piece in sentences_of(block))
