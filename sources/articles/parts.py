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
from .prose_patterns import DEFINED, DEFINITION, ORDINAL, SERIES, STEP, STEPS_FOLLOW
from .reasons import kind_of
from .sides import FINITE
from .titles import TERM_WORDS, mapping, titled_node

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..markdown import Block, Run
    from .draft import Draft
    from .pieces import Piece, Stretch
    from .sections import Section

FEWEST_WORDS, FEWEST_IN_ANSWER, FEWEST_IN_BOLD, FEWEST_DEFINING = 5, 2, 6, 3
FEWEST_STEPS = 2
LONGEST_SIGN = 200


class Place(Struct):
    """Where writing stands: the node it is about, the last claim made, and a sentence that leads over to a list."""

    topic: str = ""
    claim: str = ""
    intro: str = ""
    tags: tuple[str, ...] = ()
    fewest: int = FEWEST_WORDS


def write_parts(draft: Draft, whole: Section, used: frozenset[int]) -> None:
    """Add what the sections say, but for the blocks that start where `used` says."""
    _Writer(draft, used).section(whole, Place())


class _Writer:
    """Writes section after section."""

    def __init__(self, draft: Draft, used: frozenset[int]) -> None:
        self.draft = draft
        self.used = used
        self.cruxes: dict[int, list[str]] = {}
        for at, node in draft.stretches:
            if draft.encoding.nodes[node].kind == "crux":
                self.cruxes.setdefault(draft.section_at(at[0]).start, []).append(node)

    def section(self, section: Section, above: Place) -> str:
        """Add a section and those below it; returns the node of its heading, "" if it has none."""
        if self.draft.is_full:
            return ""
        tags = ("agreed",) if AGREED.sign.match(section.title) else above.tags
        own = self._heading(section, above)
        is_question = bool(own) and self.draft.encoding.nodes[own].kind == "question"
        fewest = FEWEST_IN_ANSWER if is_question or tags else FEWEST_WORDS
        place = Place(above.topic if is_question else own or above.topic, tags=tags, fewest=fewest)
        for block in section.blocks:
            if not self.draft.is_full and (block.start not in self.used or block.kind == "list"):
                self._block(block, place)
                if is_question and place.claim and not self.cruxes.get(section.start):
                    self.draft.link(own, "answered_by", place.claim, block.words, basis="inferred")
                    is_question = False
        before = ""
        for part in section.parts:
            node = self.section(part, place)
            is_step = bool(node) and bool(STEP.sign.match(part.title))
            if is_step and before and part.heading:
                self.draft.link(before, "precedes", node, part.heading.words)
            before = node if is_step else ""
        return own

    def _heading(self, section: Section, above: Place) -> str:
        """The node of a heading, "" if it has none."""
        heading = section.heading
        found = None if heading is None or heading.start in self.used or section.level == 1 else titled_node(section)
        if heading is None or found is None:
            return ""
        if found.kind == "question":
            cruxes = self.cruxes.get(section.start, [])
            question = self.draft.add("question", found.text, heading.words, open=bool(cruxes))
            for crux in cruxes:
                self.draft.link(crux, "part_of", question, heading.words, basis="inferred")
            return question
        fields = {"mapping": mapping(section)} if found.kind == "analogy" else {}
        return self._node(found.kind, found.text, heading.words, above, title=found.title, **fields)

    def _node(self, kind: str, words: str, at: Stretch, above: Place, *, title: str = "", **fields: object) -> str:
        node = self.draft.add(kind, words, at, title=self.draft.name(title), **fields)
        if above.topic:
            self.draft.link(node, "part_of", above.topic, at, basis="inferred")
        return node

    def _block(self, block: Block, place: Place) -> None:
        if block.kind == "paragraph":
            self._paragraph(block, place)
        elif block.kind == "list":
            self._list(block, place)
        elif block.kind == "table":
            message = "a table whose columns name no sides is not read"
            hint = "write what it says into the map, or name the sides in the heads of its columns"
            self.draft.encoding.finding("not-understood", message, block.start, hint)

    def _paragraph(self, block: Block, place: Place) -> None:
        if self._defined(block, place):
            return
        pieces = sentences_of(block)
        place.intro = pieces[-1].text if pieces and pieces[-1].text.endswith(":") else ""
        if pieces and not self._in_turn(pieces, place):
            self._said(pieces, place)
        self._in_bold(block, place)

    def _in_turn(self, pieces: list[Piece], place: Place) -> bool:
        """Whether sentences count what they say; what happens first and what then become steps, else claims."""
        begin = next((at for at, piece in enumerate(pieces) if _ordinal(piece, "first")), len(pieces))
        steps = [piece for piece in pieces[begin:] if ORDINAL.sign.match(piece.raw)]
        if len(steps) < FEWEST_STEPS:
            return False
        is_told = begin and _STEPS.search(pieces[begin - 1].raw)
        of_how = _HOW.match(self.draft.section_at(steps[0].at[0]).title)
        if is_told or of_how or any(_ordinal(piece, "then") for piece in steps):
            self._follow(steps, place)
            return True
        for piece in steps:
            if says_something(piece, place.fewest) and kind_of(piece.text)[0] == "claim":
                self._claim(piece, place)
        return True

    def _said(self, pieces: list[Piece], place: Place) -> None:
        """The claim of a paragraph by the sentence it is about, and the evidence and examples for it."""
        first = topic(pieces, place.fewest)
        if kind_of(first.text)[0] != "example" and says_something(first, place.fewest):
            self._claim(first, place, title=self.draft.name(short(first.label)))
        behind = pieces[pieces.index(first) :]
        for at, piece in enumerate(behind):
            kind, _ = kind_of(piece.text)
            if kind == "example":
                self._example(behind[at:], place)
            elif kind == "evidence" and piece is not first and place.claim and says_something(piece):
                node = self.draft.add(kind, piece.text, piece.at)
                self.draft.link(node, "supports", place.claim, piece.at, basis="inferred")

    def _claim(self, piece: Piece, place: Place, title: str = "") -> None:
        _, modality = kind_of(piece.text)
        place.claim = self.draft.add("claim", piece.text, piece.at, title=title, modality=modality, tags=place.tags)
        if place.topic:
            self.draft.link(place.claim, "about", place.topic, piece.at, basis="inferred")

    def _example(self, pieces: Sequence[Piece], place: Place) -> None:
        """An example of the last claim, else of what the section is about; it goes on up to the next cue."""
        first, last = pieces[0], pieces[0]
        if not says_something(first):
            return
        for piece in pieces[1:]:
            if kind_of(piece.text)[0] != "claim" or piece.words is not first.words:
                break
            last = piece
        at = (first.at[0], last.at[1])
        example = self.draft.add("example", first.text, at, modality=kind_of(first.text)[1])
        shown = place.claim or place.topic
        if shown:
            self.draft.link(example, "example_of", shown, at, basis="inferred")

    def _list(self, block: Block, place: Place) -> None:
        """Steps if it is numbered and introduced so, else terms, examples and claims, item by item."""
        intro, place.intro = place.intro, ""
        items = [item for item in block.children if item.start not in self.used]
        if len(items) > 1 and items[0].number is not None and STEPS_FOLLOW.sign.match(intro):
            self._follow([pieces[0] for item in items if (pieces := sentences_of(item))], place)
            return
        for item in items:
            pieces = sentences_of(item)
            if self.draft.is_full or not pieces or self._defined(item, place) or _points_inside(item):
                continue
            inside = Place(place.topic, place.claim, tags=place.tags, fewest=place.fewest)
            self._said(pieces, inside)
            self._below(item, inside)

    def _below(self, item: Block, place: Place) -> None:
        """What the items below an item say of its claim: against it if they start with a word that objects."""
        for child in (child for below in item.children if below.kind == "list" for child in below.children):
            piece = next(iter(sentences_of(child)), None)
            if piece and child.start not in self.used and place.claim and says_something(piece):
                kind, modality = kind_of(piece.text)
                node = self.draft.add(kind, piece.text, piece.at, modality=modality)
                relation = "attacks" if _OBJECTS.match(piece.raw) else "example_of" if kind == "example" else "about"
                self.draft.link(node, relation, place.claim, piece.at, basis="inferred")

    def _follow(self, pieces: Sequence[Piece], place: Place) -> None:
        """Steps that come one after the other."""
        before = ""
        for piece in pieces:
            if not self.draft.is_full:
                words = piece.label or piece.text
                step = self._node("mechanism", words, piece.at, place, title=short(words))
                if before:
                    self.draft.link(before, "precedes", step, piece.at)
                before = step

    def _defined(self, block: Block, place: Place) -> bool:
        """Whether a block defines the term in its bold lead, which then becomes a concept."""
        bold = lead(block)
        if bold is None or not 0 < len(bold.words.split()) <= TERM_WORDS or bold.words.endswith(("?", ".", "!")):
            return False
        if FINITE.search(bold.words) or SERIES.sign.match(bold.words) or STEP.sign.match(bold.words):
            return False
        behind = "".join(run.text for run in block.runs[len(bold.runs) :])[:LONGEST_SIGN]
        mark = DEFINITION.sign.match(":" if "".join(run.text for run in bold.runs).rstrip().endswith(":") else behind)
        if not mark or len(bold.rest_text.split()) < FEWEST_DEFINING:
            return False
        pieces = sentences_of(block)
        self._node("concept", pieces[0].text, (block.words[0], pieces[0].at[1]), place, title=bold.words)
        for at, piece in enumerate(pieces):
            if at and kind_of(piece.text)[0] == "example":
                self._example(pieces[at:], place)
        return True

    def _in_bold(self, block: Block, place: Place) -> None:
        """The terms that bold words in a paragraph define, and what they claim."""
        leading = set_off(block)
        for runs in bold_words(block):
            words = " ".join("".join(run.text for run in runs).split())
            if len(words.split()) < FEWEST_IN_BOLD or (leading and runs[0] is leading.runs[0]):
                continue
            found = DEFINED.sign.match(words)
            if found and not _NO_TERM.match(found["term"]):
                self._node("concept", words, stretch(runs), place, title=short(found["term"]))
            elif FINITE.search(words) and not words.endswith("?") and not self.draft.is_said(stretch(runs)):
                self.draft.add("claim", words, stretch(runs), modality=kind_of(words)[1], tags=place.tags)


def _ordinal(piece: Piece, name: str) -> bool:
    found = ORDINAL.sign.match(piece.raw)
    return bool(found and found[name])


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


def _points_inside(item: Block) -> bool:
    """Whether an item is one of a table of contents."""
    return any(run.url and "#" in run.url for run in item.runs) and len(item.text.split()) < LONGEST_ENTRY


LONGEST_ENTRY = 40
_HOW = re.compile(r"how\b(?!.*\?)", re.IGNORECASE)
_STEPS = re.compile(r"\b(?:steps?|stages?|phases?|process|procedure)\b", re.IGNORECASE)
_OBJECTS = re.compile(r"(?:but|however|yet|and anyway|still|unfortunately)\b", re.IGNORECASE)
_NO_TERM = re.compile(
    r"(?:this|that|it|these|those|there|here|i|we|you|they|he|she|what|which|if|so|but|and)\b", re.IGNORECASE
)
