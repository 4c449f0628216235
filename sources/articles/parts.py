"""What an article holds besides cruxes: the topics of its sections, its claims, terms, steps and examples."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from ..prose import lead, stretch
from .crux_patterns import AGREED
from .draft import short
from .pieces import sentences_of, set_off
from .positions import says_something, topic
from .prose_patterns import ASIDE, DEFINED, DEFINITION, SERIES, STEP, STEPS_FOLLOW
from .reasons import kind_of
from .sides import FINITE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..markdown import Block, Run
    from .draft import Draft
    from .pieces import Piece, Stretch
    from .sections import Section

FEWEST_WORDS = 5
TERM_WORDS = 6
STATED_WORDS = 5


class Place(Struct):
    """Where writing stands: the node it is about, and the last claim made in it."""

    topic: str = ""
    claim: str = ""
    intro: str = ""
    tags: tuple[str, ...] = ()


def write_parts(draft: Draft, whole: Section, used: frozenset[int]) -> None:
    """Add what the sections say, but for the blocks that start where `used` says."""
    _Writer(draft, used).section(whole, Place())


class _Writer:
    """Writes section after section."""

    def __init__(self, draft: Draft, used: frozenset[int]) -> None:
        self.draft = draft
        self.used = used

    def section(self, section: Section, above: Place) -> str:
        """Add a section and those below it; returns the node of its heading, "" if it has none."""
        tags = ("agreed",) if AGREED.sign.match(section.title) else above.tags
        own = self._heading(section, above)
        place = Place(own or above.topic, tags=tags)
        for block in section.blocks:
            if self.draft.is_full:
                return own
            if block.start not in self.used:
                self._block(block, place)
        before = ""
        for part in section.parts:
            node = self.section(part, place)
            is_step = bool(node) and bool(STEP.sign.match(part.title))
            if is_step and before and part.heading:
                self.draft.link(before, "precedes", node, part.heading.words)
            before = node if is_step else ""
        return own

    def _heading(self, section: Section, above: Place) -> str:
        """The node of a heading that names a step, an analogy or a topic; others only order the article."""
        heading = section.heading
        if heading is None or heading.start in self.used or section.level == 1:
            return ""
        step = STEP.sign.match(section.title)
        if step:
            words = step["what"] or section.title
            return self._node("mechanism", words, heading.words, above, title=short(words))
        analogy = _ANALOGY.match(section.title)
        if analogy:
            return self._node("analogy", section.title, heading.words, above, title=short(analogy[1]))
        if _HOW.match(section.title):
            return self._node("mechanism", section.title, heading.words, above, title=short(section.title))
        if _states(section.title):
            return self._node("claim", section.title, heading.words, above, title=short(section.title))
        if _is_topic(section):
            return self._node("concept", section.title, heading.words, above, title=short(section.title))
        return ""

    def _node(self, kind: str, words: str, at: Stretch, above: Place, *, title: str = "") -> str:
        node = self.draft.add(kind, words, at, title=self.draft.name(title))
        if above.topic:
            self.draft.link(node, "part_of", above.topic, at, basis="inferred")
        return node

    def _block(self, block: Block, place: Place) -> None:
        if block.kind == "paragraph":
            self._paragraph(block, place)
        elif block.kind == "list":
            self._list(block, place)
        elif block.kind == "table":
            hint = "write what it says into the map, or tell sides by the heads of its columns"
            self.draft.encoding.finding(
                "not-understood", "a table whose columns name no sides is not read", block.start, hint
            )

    def _paragraph(self, block: Block, place: Place) -> None:
        self._terms(block, place)
        if self._defined(block, place):
            return
        pieces = sentences_of(block)
        if not pieces:
            return
        place.intro = pieces[-1].text if pieces[-1].text.endswith(":") else ""
        if len(pieces) == 1 and place.intro and len(pieces[0].text.split()) < FEWEST_WORDS:
            return
        self._said(pieces, place)

    def _said(self, pieces: list[Piece], place: Place) -> None:
        """The claim of a paragraph by the sentence it is about, and the evidence and examples for it."""
        first = topic(pieces)
        others = pieces[pieces.index(first) + 1 :]
        kind, modality = kind_of(first.text)
        if kind == "example":
            self._example(first, place)
        elif says_something(first) and (first.label or len(first.text.split()) >= FEWEST_WORDS):
            title = self.draft.name(short(first.label))
            place.claim = self.draft.add("claim", first.text, first.at, title=title, modality=modality, tags=place.tags)
            if place.topic:
                self.draft.link(place.claim, "about", place.topic, first.at, basis="inferred")
        for piece in others:
            kind, _ = kind_of(piece.text)
            if kind == "example":
                self._example(piece, place)
            elif kind == "evidence" and place.claim and says_something(piece):
                node = self.draft.add(kind, piece.text, piece.at)
                self.draft.link(node, "supports", place.claim, piece.at, basis="inferred")

    def _example(self, piece: Piece, place: Place) -> None:
        """An example of the last claim, else of what the section is about."""
        if not says_something(piece):
            return
        _, modality = kind_of(piece.text)
        example = self.draft.add("example", piece.text, piece.at, modality=modality)
        shown = place.claim or place.topic
        if shown:
            self.draft.link(example, "example_of", shown, piece.at, basis="inferred")

    def _list(self, block: Block, place: Place) -> None:
        """Steps if it is numbered and introduced so, else terms, examples and claims, item by item."""
        intro, place.intro = place.intro, ""
        items = [item for item in block.children if item.start not in self.used]
        numbered = bool(items) and items[0].number is not None and len(items) > 1
        if numbered and STEPS_FOLLOW.sign.match(intro):
            self._steps(items, place)
            return
        for item in items:
            if self.draft.is_full:
                return
            self._terms(item, place)
            if self._defined(item, place) or _points_inside(item):
                continue
            pieces = sentences_of(item)
            if pieces:
                claim = place.claim
                self._said(pieces, place)
                place.claim = claim or place.claim

    def _steps(self, items: Sequence[Block], place: Place) -> None:
        before = ""
        for item in items:
            pieces = sentences_of(item)
            if pieces:
                words = pieces[0].label or pieces[0].text
                step = self._node("mechanism", words, pieces[0].at, place, title=self.draft.name(short(words)))
                if before:
                    self.draft.link(before, "precedes", step, pieces[0].at)
                before = step

    def _defined(self, block: Block, place: Place) -> bool:
        """Whether a block defines the term in its bold lead, which then becomes a concept."""
        bold = lead(block)
        if bold is None or not 0 < len(bold.words.split()) <= TERM_WORDS or bold.words.endswith(("?", ".", "!")):
            return False
        if FINITE.search(bold.words) or SERIES.sign.match(bold.words) or STEP.sign.match(bold.words):
            return False
        behind = "".join(run.text for run in block.runs[len(bold.runs) :])[:200]
        mark = DEFINITION.sign.match(":" if "".join(run.text for run in bold.runs).rstrip().endswith(":") else behind)
        if not mark or len(bold.rest_text.split()) < 3:
            return False
        pieces = sentences_of(block)
        said = pieces[0].text if pieces and mark[0].strip(" -–—:") == "" else f"{bold.words} {bold.rest_text}"
        at = (block.words[0], pieces[0].at[1]) if pieces else block.words
        self._node("concept", said, at, place, title=bold.words)
        for piece in pieces[1:]:
            if kind_of(piece.text)[0] == "example":
                self._example(piece, place)
        return True

    def _terms(self, block: Block, place: Place) -> None:
        """The terms that bold words in a block define."""
        leading = set_off(block)
        for runs in bold_words(block):
            if leading and runs[0] is leading.runs[0]:
                continue
            words = " ".join("".join(run.text for run in runs).split())
            found = DEFINED.sign.match(words) if 4 < len(words.split()) < 60 else None
            if found and not _NO_TERM.match(found["term"]):
                self._node("concept", words, stretch(runs), place, title=short(found["term"]))


def bold_words(block: Block) -> Iterator[list[Run]]:
    """The stretches of bold words in a block, gaps of white space left aside."""
    found: list[Run] = []
    for run in block.runs:
        if run.bold or (found and not run.text.strip()):
            found.append(run)
        elif found:
            yield found
            found = []
    if found:
        yield found


def _is_topic(section: Section) -> bool:
    """Whether a heading names what its section is about: a few words, no sentence, no part of every article."""
    words = section.title.split()
    return (
        0 < len(words) <= TERM_WORDS
        and not section.title.endswith(("?", "!", ":"))
        and not FINITE.search(section.title)
        and not _ORDERS.match(section.title)
        and not ASIDE.search(section.title)
    )


def _states(title: str) -> bool:
    """Whether a heading is a sentence that claims something."""
    finite = FINITE.search(title)
    return bool(finite and finite.start() and len(title.split()) >= STATED_WORDS) and not (
        title.endswith(("?", ":")) or _ORDERS.match(title) or ASIDE.search(title)
    )


def _points_inside(item: Block) -> bool:
    """Whether an item is one of a table of contents."""
    return bool(item.runs) and any(run.url and "#" in run.url for run in item.runs) and len(item.text.split()) < 40


_ANALOGY = re.compile(r"(?:an?\s+|the\s+)?analog(?:y|ies)\s*[:–—-]\s*(\S.*)", re.IGNORECASE)
_HOW = re.compile(r"how\s.*\b(?:works?|happens?|operates?|functions?|begins?|arises?|forms?|emerges?)\b", re.IGNORECASE)
_ORDERS = re.compile(
    r"(?:what|where|when|why|how|who|which|beyond|lessons?|introduction|intro|overview|background|conclusions?|summary|"
    r"tl;?dr|the bottom line|bottom line|takeaways?|key takeaways?|references?|sources?|further reading|"
    r"notes?|footnotes?|"
    r"comments?|acknowledg\w*|faq|frequently|glossary|definitions?|terms|key terms|steps?|methods?|timeline|examples?|"
    r"questions?|about|related|see also|discussion|appendix|contents|table of contents|share|subscribe|final|closing|"
    r"a |some |on |in |for |against |key |next|previous|update)\b",
    re.IGNORECASE,
)
_NO_TERM = re.compile(
    r"(?:this|that|it|these|those|there|here|i|we|you|they|he|she|what|which|if|so|but|and)\b", re.IGNORECASE
)
