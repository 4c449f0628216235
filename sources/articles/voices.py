"""Voices: what each side says in a stretch of blocks, and what nobody in particular says there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from ..markdown import walk
from ..prose import lead
from .pieces import Piece, sentences_of
from .sides import Speaker, speaker, titled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..markdown import Block
    from .pieces import Stretch
    from .sections import Section


class Passage(Struct, frozen=True):
    """The sentences of a paragraph, or of an item of a list; `is_top` if that list is in none."""

    pieces: tuple[Piece, ...]
    is_item: bool = False
    is_top: bool = False


class Voice:
    """One side and what it says, in the order of the text.

    `passages` are what it says where a whole section argues for it; `title` is what
    that section, or a label that stands alone, is called. `schools` are voices that argue for it under another name.
    """

    def __init__(self, named: Speaker) -> None:
        self.named = named
        self.title = named.side.capitalize() if named.side in ("pro", "con") else ""
        self.title_at: Stretch = (0, 0)
        self.groups: dict[str, bool] = {}
        self.members: list[str] = []
        self.statement: Piece | None = None
        self.reasons: list[Piece] = []
        self.passages: list[Passage] = []
        self.schools: list[Voice] = []
        self.is_paired = False
        self.join(named)

    def join(self, named: Speaker) -> None:
        """Let more people speak on the side; a group counts in part if only some of it are ever meant."""
        if named.group:
            self.groups[named.group] = self.groups.get(named.group, True) and named.some
        self.members.extend(named.members)

    def say(self, piece: Piece, *, listed: bool = False) -> None:
        """Add a sentence: the first is the side's statement, unless it is one of a list below a label."""
        if self.statement is None and not (listed and self.title):
            self.statement = piece
        else:
            self.reasons.append(piece)


class Debate:
    """The voices heard so far, by side, and the remarks of the author between them."""

    def __init__(self, *, loose: bool = False) -> None:
        self.voices: dict[str, Voice] = {}
        self.remarks: list[Piece] = []
        self.heard: list[Piece] = []
        self.loose = loose
        self._last: Voice | None = None
        self._labelled: Voice | None = None

    @property
    def parts(self) -> bool:
        """Whether two sides speak that are opposed, and not merely two names of one."""
        sure = [voice.named for voice in self.voices.values() if voice.named.sure]
        leanings = {named.leaning for named in sure}
        return len(sure) > 1 and (len(leanings) > 1 or leanings == {0})

    def hear(self, blocks: Iterable[Block]) -> None:
        """Listen to blocks that stand side by side."""
        for block in blocks:
            if block.kind == "list":
                for item in block.children:
                    self._unit(item, self._labelled)
                self._labelled = None
            elif block.kind == "quote":
                self.hear(block.children)
            elif block.kind in ("paragraph", "heading"):
                self._unit(block, None)

    def hear_section(self, named: Speaker, section: Section) -> None:
        """Listen to a section all of which one side says; headings in it are labels of what stands below them."""
        voice = self.voice(named)
        for part in section.walk():
            heard = [passage for block in part.blocks for passage in _passages(block)]
            label = named.point if part is section else part.title
            if part is section and not label:
                voice.title, voice.title_at = part.title, part.heading.words if part.heading else (0, 0)
            elif heard:
                first = replace(heard[0].pieces[0], label=heard[0].pieces[0].label or label)
                heard[0] = Passage((first, *heard[0].pieces[1:]), heard[0].is_item, heard[0].is_top)
            elif part.heading and not part.parts:
                heard = [Passage(tuple(_behind(piece, named.point) for piece in sentences_of(part.heading)))]
            voice.passages.extend(passage for passage in heard if passage.pieces)

    def forget(self, remark: Piece) -> None:
        """Take a remark for unheard."""
        self.remarks.remove(remark)
        self.heard.remove(remark)

    def voice(self, named: Speaker) -> Voice:
        """The voice of that side, from now on heard."""
        if named.side in self.voices:
            self.voices[named.side].join(named)
        else:
            self.voices[named.side] = Voice(named)
        return self.voices[named.side]

    def _unit(self, block: Block, voice: Voice | None) -> None:
        """A paragraph, or an item with all that hangs on it."""
        label = titled(block.text, loose=self.loose) if _stands_alone(block) else None
        if label:
            voice = self.voice(label)
            voice.title, voice.title_at = block.text.rstrip(":"), block.words
            if block.kind == "paragraph":
                self._labelled = voice
        else:
            voice = self.say(sentences_of(block), voice, block)
        for child in block.children:
            if child.kind == "list":
                for item in child.children:
                    self._unit(item, voice)
            elif child.kind in ("paragraph", "quote"):
                voice = self.say(sentences_of(child), voice)

    def say(
        self, pieces: Sequence[Piece], voice: Voice | None = None, block: Block | None = None, *, starts: bool = False
    ) -> Voice | None:
        """Listen to sentences of one paragraph; returns who spoke last in it.

        They are all of a block if that is given; if they `start`, then at least what answers a question in it.
        """
        if block and voice is None and pieces and _GOES_ON.match(pieces[0].raw):
            voice = self._last
        for at, piece in enumerate(part for whole in pieces for part in turns(whole)):
            self.heard.append(piece)
            named = speaker(piece, loose=self.loose) or (self._lead(block) if block and at == 0 else None)
            if named and (named.sure or self._is_side(named, starts_block=(starts or block is not None) and at == 0)):
                named = replace(self._told_apart(named), sure=True)
                voice = self._last = self.voice(named)
                said = piece.part(named.rest, len(piece.raw)) if named.rest else piece
                voice.say(replace(said, label=named.point), listed=bool(named.point))
            elif voice:
                voice.say(piece, listed=block is not None and block.kind == "item")
            else:
                self.remarks.append(piece)
        return voice

    def _is_side(self, named: Speaker, *, starts_block: bool) -> bool:
        """Whether people of no known camp are taken for a side: they start a block, are known from before, speak on
        what is called a crux, are the others beside some, or answer somebody by name or people of no known camp."""
        heard = [voice.named for voice in self.voices.values()]
        are_others = named.side.startswith("other") and any(before.some for before in heard)
        answers = named.is_person and any(before.is_person for before in heard)
        answers |= bool(named.group and heard) and all(before.group and not before.leaning for before in heard)
        return starts_block or self.loose or named.side in self.voices or are_others or answers

    def _told_apart(self, named: Speaker) -> Speaker:
        """The speaker under a name of its own if the same noun, in other words, names another side already."""
        known = self.voices.get(named.side)
        if not (known and named.in_full and known.named.in_full and named.in_full != known.named.in_full):
            return replace(named, side=named.in_full) if named.in_full in self.voices else named
        self.voices[known.named.in_full] = self.voices.pop(named.side)
        known.groups = {known.named.in_full.replace("-", " ") + "s": some for some in known.groups.values()}
        return replace(named, side=named.in_full, group=named.in_full.replace("-", " ") + "s")

    def _lead(self, block: Block) -> Speaker | None:
        """The side that bold words at the head of a sentence name."""
        bold = lead(block)
        named = titled(bold.words, loose=self.loose) if bold else None
        return replace(named, is_label=False) if named else None


def _behind(piece: Piece, point: str) -> Piece:
    """A title from where its point begins."""
    return piece.part(max(piece.raw.find(point), 0), len(piece.raw))


def _passages(block: Block) -> Iterator[Passage]:
    """The paragraphs and items of a block, in the order of the text."""
    items = {id(item) for item in block.children} if block.kind == "list" else set()
    for part in walk([block]):
        if part.kind in ("paragraph", "item") and (pieces := sentences_of(part)):
            yield Passage(tuple(pieces), part.kind == "item", id(part) in items)


def turns(piece: Piece) -> Iterator[Piece]:
    """A sentence cut where another side takes over in it: `Fans say yes; critics say no.`"""
    raw, start = piece.raw, 0
    for found in _TURN.finditer(raw) if len(raw) < LONGEST_SENTENCE else ():
        rest = piece.part(found.end(), len(raw))
        if found.start() > start and (named := speaker(rest)) and named.sure:
            yield replace(piece.part(start, found.start()), label="" if start else piece.label)
            start = found.end()
    yield piece.part(start, len(raw)) if start else piece


LONGEST_SENTENCE = 3000


def _stands_alone(block: Block) -> bool:
    """Whether a block is short and no sentence, as a label is to which nothing is added."""
    words = block.text
    return len(words) < LONGEST_LABEL and not re.search(r"[.?!:]\s", words) and not words.endswith((".", "?", "!"))


LONGEST_LABEL = 80
_TURN = re.compile(r",?\s+(?:while|whereas|but)\s+|,\s+and\s+|;\s+(?:while\s+|and\s+|but\s+)?")
_GOES_ON = re.compile(r"(?:They|Their|These people|In their view|On this view|Some of them|Many of them)\b")
