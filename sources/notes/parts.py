"""The parts of a study note: PARTS is the one table of what its heads may be called."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from .names import bare

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..markdown import Block

PartName = Literal[
    "thesis", "map", "concepts", "structure", "connections", "recall", "reading", "takeaways", "open questions", "other"
]


class Part(Struct, frozen=True):
    """A part: how its head may begin, and whether that alone tells a study note."""

    name: PartName
    words: str
    is_telling: bool = True


# fmt: off
PARTS: tuple[Part, ...] = (
    Part("thesis", r"(?:the )?(?:core|central|main) (?:thesis|argument|claim|idea)|thesis\b"),
    Part("map", r"(?:visual )?(?:concept|mind|idea|argument)[ -]?map"),
    Part("concepts", r"(?:key|core|main) (?:concepts?|mechanisms?|ideas)|concepts? (?:&|and) mechanisms?"),
    Part("structure",
         r"structural (?:analysis|comparison|breakdown)|data (?:&|and) relationships|comparative analysis"),
    Part("connections", r"contextual (?:connections?|links?)|connections?\b|connecting the dots"),
    Part("recall", r"active[ -]recall|(?:the )?feynman test|recall questions?|self[ -]test|test yourself"),
    Part("reading", r"(?:further|recommended|suggested) (?:reading|resources|study)|(?:the )?path to mastery",
         is_telling=False),
    Part("reading", r"references?\b|reading list|bibliography|resources\b|sources?\b|links\b", is_telling=False),
    Part("connections", r"pre-? ?requisites?\b|next steps?\b|adjacent (?:dots|ideas|concepts)", is_telling=False),
    Part("takeaways",
         r"(?:key |main )?(?:takeaways?|lessons|insights)\b|summary\b|conclusions?\b|tl;?dr|bottom line",
         is_telling=False),
    Part("open questions", r"(?:open|unanswered|unresolved|remaining) (?:questions?|problems?)", is_telling=False),
    Part("recall", r"(?:review |study )?questions\b|quiz\b", is_telling=False),
    Part("concepts", r"(?:key )?terms\b|glossary|definitions?\b", is_telling=False),
    Part("structure", r"comparisons?\b|tables?\b", is_telling=False),
)
# fmt: on


class Section(Struct, frozen=True):
    """A section: what part of the template it is, its head, and the blocks below that."""

    part: PartName
    head: Block
    blocks: tuple[Block, ...]

    @property
    def title(self) -> str:
        """Its head without ornament."""
        return bare(self.head.text)


def part_of(head: str) -> Part | None:
    """The part of the template that a head names, None for another.

    >>> [part.name if (part := part_of(head)) else "" for head in ("🧠 Core Thesis", "KEY CONCEPTS", "Honey")]
    ['thesis', 'concepts', '']
    """
    found = _PART.match(bare(head))
    return PARTS[int((found.lastgroup or "k0")[1:])] if found else None


_PART = re.compile("|".join(rf"(?P<k{place}>{part.words})" for place, part in enumerate(PARTS)), re.IGNORECASE)


def suits(text: str) -> bool:
    """Whether a text is a study note of the template: it has the heads of two of its parts, as no other text has."""
    told = {part.name for line in _HEADS.finditer(text) if (part := part_of(line[1])) and part.is_telling}
    others = any(part and not part.is_telling for line in _HEADS.finditer(text) if (part := part_of(line[1])))
    return len(told) + (others and bool(told)) > 1


_HEADS = re.compile(r"^ {0,3}#{1,6}[ \t]+(\S.{0,200}?)[ \t#]*$", re.MULTILINE)


def sections_of(blocks: Sequence[Block]) -> tuple[Block | None, list[Block], list[Section]]:
    """The title of a note, the blocks before its first section, and its sections.

    Sections are as deep as the first head that names a part; deeper ones are sections too where they name one of the
    telling parts, unless they are within the concepts.
    """
    level = _level(blocks)
    title: Block | None = None
    opening: list[Block] = []
    found: list[tuple[PartName, Block, list[Block]]] = []
    for block in blocks:
        if block.kind == "heading" and title is None and block.level < level and not found:
            title = block
        elif block.kind == "heading" and _starts(block, level, found[-1][0] if found else "other"):
            part = part_of(block.text)
            found.append((part.name if part else "other", block, []))
        else:
            (found[-1][2] if found else opening).append(block)
    return title, opening, [Section(part, head, tuple(below)) for part, head, below in found]


def _level(blocks: Sequence[Block]) -> int:
    heads = [block for block in blocks if block.kind == "heading"]
    telling = (head.level for head in heads if (part := part_of(head.text)) and part.is_telling)
    return next(telling, 2)


def _starts(block: Block, level: int, within: PartName) -> bool:
    part = part_of(block.text)
    return block.level <= level or bool(part and part.is_telling and within != "concepts")
