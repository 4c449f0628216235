"""The body of a written note: headings, paragraphs and lists, each read as the part where it stands wants it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...graph.study.note_keys import GROUPS, KIND_OF_TEXT, LEVEL, PARTS, RECALL_HINT
from ...graph.study.projection import in_short
from ..markdown import walk
from .fields import items_of
from .keys import KeyReader
from .tables import check_table
from .tokens import Definition, definition, joined, keyed, names, tokens_of, without_block

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...graph.study.note_keys import Group
    from ..markdown import Block
    from .draft import NoteDraft

UNREAD = "unread"
"""The part in which reading is where a section is of no part of the template: what stands there is left alone."""


class Reader:
    """Reads the blocks of a note into a draft, one after the other."""

    def __init__(self, draft: NoteDraft) -> None:
        self.draft = draft
        self.keys = KeyReader(draft)
        self.part = ""
        self.group: Group | None = None
        self.entry = draft.own if draft.own in draft.fields else ""

    def read(self, blocks: Sequence[Block]) -> None:
        """Read all blocks of a note."""
        self._read(blocks)
        for block in walk(blocks):
            if block.kind == "table":
                check_table(self.draft, block)

    def _read(self, blocks: Sequence[Block]) -> None:
        for place, block in enumerate(blocks):
            if self.part == UNREAD and (block.kind != "heading" or block.level > 2):
                continue
            match block.kind:
                case "heading":
                    self._heading(block, blocks[place + 1] if place + 1 < len(blocks) else None)
                case "paragraph":
                    self._paragraph(block)
                case "list":
                    self._list(block)
                case "html" | "rule" | "table":
                    continue
                case "code" if block.language == "mermaid":
                    continue
                case _:
                    self.keys.lost(block, "a block that notes of cruxmap have no place for")

    def _heading(self, block: Block, behind: Block | None) -> None:
        tokens, block_id = without_block(tokens_of(block.runs))
        words = joined(tokens)
        if block.level == 1:
            return
        self.entry = ""
        if block.level == 2 and not block_id:
            part = next((part.name for part in PARTS if part.known_by in words.casefold()), UNREAD)
            self.part, self.group = part, _group(part, "")
            if part == UNREAD:
                self.keys.lost(block, "a section that the template does not have")
            return
        group = None if block_id else _group(self.part, words)
        if group:
            self.group = group
            return
        self.group = _headed(self.group)
        if self.group and not self.group.item:
            self._entry(block, words, block_id, behind)
        else:
            self.keys.lost(block, "a heading that the template does not have here")

    def _entry(self, block: Block, words: str, block_id: str, behind: Block | None) -> None:
        """A node under its own heading. What it says, and its kind, stand under the first known key of the list."""
        assert self.group
        level = LEVEL.search(words)
        title = re.sub(r"^\d+\. ", "", words[: level.start()] if level else words)
        found = (self._text_key(item) for item in (behind.children if behind and behind.kind == "list" else ()))
        kind, said = next(((kind, said) for kind, said in found if kind), ("", None))
        text = said.text if said else ""
        node = Definition(
            start=block.words[0],
            title="" if title == in_short(text) or not text else title,
            text=text or title,
            block=block_id,
            modality=said.modality if said else "asserted",
        )
        self.entry = self.draft.define(node, kind or self.group.kinds[0])
        if level:
            eli = level[2] or level[3]
            numbers = {"complexity": level[1], "eli": eli}
            self.draft.fields[self.entry] |= {name: int(word) for name, word in numbers.items() if word}

    def _text_key(self, item: Block) -> tuple[str, Definition | None]:
        key, value = keyed(tokens_of(item.runs))
        kind = KIND_OF_TEXT.get(key.words.casefold(), "") if key and not self.draft.has_block(item) else ""
        return kind, definition(value, item.start, titled=False, blocked=False) if kind else None

    def _paragraph(self, block: Block) -> None:
        tokens = tokens_of(block.runs)
        said = definition(tokens, block.words[0])
        if not self.part and self.draft.own and said.block == "source" and self.draft.own in self.draft.fields:
            fields = self.draft.fields[self.draft.own]
            fields |= {"text": said.text or fields["text"], "modality": said.modality}
        elif self.part == "thesis":
            self.entry = self.draft.define(said, "claim")
            self.keys.below(self.entry, said, block)
        elif joined(tokens) != RECALL_HINT:
            self.keys.lost(block, "a paragraph that stands under no key")

    def _list(self, block: Block) -> None:
        if self.part == "answers":
            for item in block.children:
                self._answered(item)
        elif self.part == "text":
            for item in block.children:
                self.keys.kept(item)
        elif self.entry:
            self.keys.keys(self.entry, block.children)
        elif self.part == "connections" and not (self.group and self.group.head):
            if self.draft.own in self.draft.fields:
                self.keys.keys(self.draft.own, block.children)
            else:
                self.keys.lost(block, "a list of connections of no document")
        elif self.group and self.group.item:
            for item in block.children:
                self.keys.defined(item, tokens_of(item.runs), self.group.item, "")
        else:
            self.keys.lost(block, "a list that stands under no heading of the template")

    def _answered(self, item: Block) -> None:
        """A question that is named, and what stands below it."""
        found = names(tokens_of(item.runs))
        node = self.draft.named(found[0]) if found else ""
        if node in self.draft.fields:
            self.keys.keys(node, items_of(item))
        else:
            self.keys.lost(item, "an answer to no question of the note")


def _headed(group: Group | None) -> Group | None:
    """The group where topics have headings of their own, for that where they have none."""
    kinds = group.kinds if group and group.is_brief else ()
    return next((each for each in GROUPS if each.kinds == kinds and not each.is_brief), group)


def _group(part: str, head: str) -> Group | None:
    return next((group for group in GROUPS if group.part == part and group.head.casefold() == head.casefold()), None)
