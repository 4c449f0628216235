"""The body of a written note: headings, paragraphs and lists, each read as the part where it stands wants it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from ...graph.problem import quoted
from ...graph.schema import RELATION, allows
from ...graph.study.note_keys import (
    FIELD_NAMED,
    GROUPS,
    KEY_NAMED,
    KEYS,
    KIND_OF_TEXT,
    LEVEL,
    PARTS,
    RECALL_HINT,
    TEXT_KEYS,
    TIE_KEY,
    absence_named,
)
from ...graph.study.projection import in_short
from ...graph.suggest import did_you_mean
from ..markdown import walk
from .fields import items_of, read_field
from .tokens import Definition, definition, joined, keyed, names, remark, says_none, tokens_of, without_block

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ...graph.study.note_keys import Group, Key
    from ..markdown import Block
    from .draft import NoteDraft
    from .tokens import Token

UNREAD = "unread"
"""The part in which reading is where a section is of no part of the template: what stands there is left alone."""
UNKNOWN = "about"
"""How what stands under an unknown key is tied to its node."""


class Reader:
    """Reads the blocks of a note into a draft, one after the other."""

    def __init__(self, draft: NoteDraft) -> None:
        self.draft = draft
        self.part = ""
        self.group: Group | None = None
        self.entry = draft.own if draft.own in draft.fields else ""

    def read(self, blocks: Sequence[Block]) -> None:
        """Read all blocks of a note."""
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
                case "table":
                    self._table(block)
                case "html" | "rule":
                    continue
                case "code" if block.language == "mermaid":
                    continue
                case _:
                    self._lost(block, "a block that notes of cruxmap have no place for")

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
                self._lost(block, "a section that the template does not have")
            return
        group = None if block_id else _group(self.part, words)
        if group:
            self.group = group
        elif self.group and not self.group.item:
            self._entry(block, words, block_id, behind)
        else:
            self._lost(block, "a heading that the template does not have here")

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
        elif joined(tokens) != RECALL_HINT:
            self._lost(block, "a paragraph that stands under no key")

    def _list(self, block: Block) -> None:
        if self.part == "answers":
            for item in block.children:
                self._answered(item)
        elif self.entry:
            self._keys(self.entry, block.children)
        elif self.part == "connections" and not (self.group and self.group.head):
            if self.draft.own in self.draft.fields:
                self._keys(self.draft.own, block.children)
            else:
                self._lost(block, "a list of connections of no document")
        elif self.group and self.group.item:
            for item in block.children:
                self._defined(item, tokens_of(item.runs), self.group.item, "")
        else:
            self._lost(block, "a list that stands under no heading of the template")

    def _answered(self, item: Block) -> None:
        """A question that is named, and what stands below it."""
        found = names(tokens_of(item.runs))
        node = self.draft.named(found[0]) if found else ""
        if node in self.draft.fields:
            self._keys(node, items_of(item))
        else:
            self._lost(item, "an answer to no question of the note")

    def _defined(self, item: Block, tokens: Sequence[Token], kind: str, near: str, key: Key | None = None) -> None:
        """A node written out in an item, with its keys in the list below; tied to the node it is `near` by a key."""
        said = definition(tokens, tokens[0].start if tokens else item.start)
        node = self.draft.define(said, kind, near=near)
        if key:
            attributes, note = self._tie(item)
            ends = (node, near) if key.inward else (near, node)
            self.draft.link(ends, key.relation, said.start, attributes, note)
        self._keys(node, items_of(item))

    def _tie(self, item: Block) -> tuple[str, str]:
        """What the list below a node says of its tie to the node above."""
        for below in items_of(item):
            key, value = keyed(tokens_of(below.runs))
            if key and key.words.casefold() == TIE_KEY.casefold():
                return remark(value)
        return "", ""

    def _keys(self, node: str, items: Iterable[Block]) -> None:
        """What the items of a list, each under a bold key, say of a node."""
        for item in items:
            key, value = keyed(tokens_of(item.runs))
            words = key.words.casefold() if key else ""
            if key is None:
                self._lost(item, "an item without a bold key")
            elif self._is_position(node, value):
                self._position(node, key.words, item, value)
            elif words == TIE_KEY.casefold() or self._is_text(node, words, item):
                continue
            elif says_none(value) and absence_named(words, self.draft.kind(node)) and not items_of(item):
                fields = self.draft.fields[node]
                fields["without"] = (*fields.get("without", ()), absence_named(words, self.draft.kind(node)))
            elif words in FIELD_NAMED:
                read_field(self.draft, node, FIELD_NAMED[words], value, item)
            elif words in KEY_NAMED:
                self._links(node, KEY_NAMED[words], item, value)
            elif self.draft.kind(node) == "crux":
                self._position(node, key.words, item, value)
            else:
                self._said_of(node, key, item, value)

    def _is_text(self, node: str, words: str, item: Block) -> bool:
        """Whether an item says what the node under a heading is, which was read before."""
        return words in KIND_OF_TEXT and self.draft.kind(node) in TEXT_KEYS and not self.draft.has_block(item)

    def _links(self, node: str, key: Key, item: Block, value: list[Token]) -> None:
        """The nodes under a key: those on its line, and those in the list below."""
        if value and not value[0].ref:
            self._defined(item, value, key.kind, node, key)
            return
        self._named(node, key, value)
        for below in items_of(item):
            tokens = tokens_of(below.runs)
            if tokens and tokens[0].ref:
                self._named(node, key, tokens)
            else:
                self._defined(below, tokens, key.kind, node, key)

    def _named(self, node: str, key: Key, tokens: Sequence[Token]) -> None:
        for name in names(tokens):
            other = self.draft.named(name)
            if other:
                ends = (other, node) if key.inward else (node, other)
                self.draft.link(ends, key.relation, name.start, name.attributes, name.note)

    def _is_position(self, node: str, value: Sequence[Token]) -> bool:
        """Whether the block id of an item is that of a position on the crux, whatever its side is called."""
        return self.draft.id_of(without_block(value)[1]).startswith(f"{node}.")

    def _position(self, crux: str, side: str, item: Block, value: Sequence[Token]) -> None:
        """A side's answer to a crux."""
        said = definition(value, item.start, titled=False)
        position = self.draft.define(said, "position", near=crux, crux=crux, side=side)
        self._keys(position, items_of(item))

    def _said_of(self, node: str, key: Token, item: Block, value: Sequence[Token]) -> None:
        """What stands under a key of somebody's own is a claim about the node, where there can be one.

        Notes are written so with a block id; without one the key may be a slip.
        """
        if not self.draft.has_block(item):
            hint = did_you_mean(key.words, [known.words for known in KEYS]) or "docs/study.md lists the keys of notes"
            self.draft.finding("not-understood", f"a key that is not known: {quoted(key.words)}", item.start, hint)
        if joined(value) and allows(RELATION[UNKNOWN], "claim", self.draft.kind(node)):
            above = self.draft.fields[node]["title"] or self.draft.fields[node]["text"]
            said = replace(definition(value, item.start, titled=False), title=f"{above}: {key.words}")
            claim = self.draft.define(said, "claim", near=node)
            attributes, note = self._tie(item)
            self.draft.link((claim, node), UNKNOWN, item.start, attributes, note)
            self._keys(claim, items_of(item))

    def _table(self, block: Block) -> None:
        """Tables only repeat; words that lead nowhere are somebody's own."""
        for row in block.children:
            for cell in row.children:
                tokens = [] if row.is_head else tokens_of(cell.runs)
                if joined(tokens) not in ("", "—") and not any(token.ref for token in tokens):
                    message = f"tables only repeat what stands elsewhere, and this does not: {quoted(joined(tokens))}"
                    self.draft.finding("not-understood", message, cell.start, "write it under a key of the list below")
                    return

    def _lost(self, block: Block, what: str) -> None:
        words = joined(tokens_of(next((each.runs for each in walk([block]) if each.runs), ())))
        hint = "write it under a heading and a bold key of the template; docs/study.md lists them"
        self.draft.finding("not-understood", f"{what} is not read: {quoted(words)}", block.start, hint)


def _group(part: str, head: str) -> Group | None:
    return next((group for group in GROUPS if group.part == part and group.head.casefold() == head.casefold()), None)
