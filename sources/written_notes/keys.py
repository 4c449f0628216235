"""The lists of a written note: nodes written out in their items, and what each bold key says of a node."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from ...graph.canonical import KEYS as ABSENCES
from ...graph.problem import quoted
from ...graph.schema import RELATION, allows
from ...graph.study.note_keys import (
    FIELD_NAMED,
    KEY_NAMED,
    KEYS,
    KIND_OF_TEXT,
    NONE,
    PASSAGE_KEY,
    TEXT_KEYS,
    absence_named,
)
from ...graph.study.note_ties import tie_said
from ...graph.suggest import did_you_mean
from ..markdown import walk
from .fields import items_of, read_field
from .tokens import definition, joined, keyed, names, parted, says_none, tokens_of, without_block, without_colon

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ...graph.study.note_keys import Key
    from ..markdown import Block
    from .draft import NoteDraft
    from .tokens import Definition, Token

UNKNOWN = "about"
"""How what stands under an unknown key is tied to its node."""


class KeyReader:
    """Reads what keys say of nodes into a draft."""

    def __init__(self, draft: NoteDraft) -> None:
        self.draft = draft

    def keys(self, node: str, items: Iterable[Block]) -> None:
        """What the items of a list, each under one or more bold keys, say of a node."""
        for item in items:
            tokens = tokens_of(item.runs)
            if keyed(tokens)[0] is None:
                self.lost(item, "an item without a bold key")
            else:
                self._parts(node, tokens, item)

    def kept(self, item: Block) -> None:
        """What is kept of a node that is named, or what several are said to be without."""
        tokens = tokens_of(item.runs)
        key, value = keyed(tokens)
        if key and value and value[0].text.split()[:1] == [NONE]:
            for found in names(value):
                self._without(self.draft.named(found), key.words, item)
            return
        node = self.draft.named(names(tokens[:1])[0]) if tokens and tokens[0].ref else ""
        if node not in self.draft.fields:
            self.lost(item, "what is kept of no node of the note")
            return
        self._parts(node, without_colon(tokens[1:]), item)
        self.keys(node, items_of(item))

    def defined(self, item: Block, tokens: Sequence[Token], kind: str, near: str, key: Key | None = None) -> None:
        """A node written out in an item, with its keys in the list below; tied to the node it is `near` by a key."""
        said = definition(tokens, tokens[0].start if tokens else item.start, tied=key is not None)
        node = self.draft.define(said, kind, near=near)
        if key:
            attributes, note = tie_said(said.tie)
            ends = (node, near) if key.inward else (near, node)
            self.draft.link(ends, key.relation, said.start, attributes, note)
        self.below(node, said, item)

    def below(self, node: str, said: Definition, item: Block) -> None:
        """What is told of a node behind it, and in the list below."""
        for part in said.behind:
            key, value = keyed(part)
            self._said(node, key, value, replace(item, children=()))
        self.keys(node, items_of(item))

    def _without(self, node: str, words: str, item: Block) -> None:
        absent = absence_named(words, self.draft.kind(node)) if node in self.draft.fields else ""
        if not absent:
            self.lost(item, "what nothing can be without")
            return
        known = {*self.draft.fields[node].get("without", ()), absent}
        self.draft.fields[node]["without"] = tuple(name for name in ABSENCES if name in known)

    def _parts(self, node: str, tokens: Sequence[Token], item: Block) -> None:
        """What the keys on a line say of a node, the last also in the list below; before a key stands its passage."""
        key, value = keyed(tokens)
        if key and self._writes_out(node, key, value, item):
            self._said(node, key, value, item)
            return
        parts = [part for part in parted(tokens) if part]
        for place, part in enumerate(parts, 1):
            key, value = keyed(part)
            self._said(node, key, value, item if place == len(parts) and key else replace(item, children=()))

    def _writes_out(self, node: str, key: Token, value: Sequence[Token], item: Block) -> bool:
        """Whether what stands under the key is a node, to which all that follows on the line belongs."""
        words = key.words.casefold()
        if self._is_position(node, value):
            return True
        if words in FIELD_NAMED or self._is_text(node, words, item) or says_none(parted(value)[0]):
            return False
        return words not in KEY_NAMED or bool(value and not value[0].ref)

    def _said(self, node: str, key: Token | None, value: list[Token], item: Block) -> None:
        """What stands under a key says of a node."""
        words = key.words.casefold() if key else PASSAGE_KEY.casefold()
        if key and self._is_position(node, value):
            self._position(node, key.words, item, value)
        elif self._is_text(node, words, item):
            return
        elif says_none(value) and absence_named(words, self.draft.kind(node)) and not items_of(item):
            self._without(node, words, item)
        elif words in FIELD_NAMED:
            read_field(self.draft, node, FIELD_NAMED[words], value, item)
        elif words in KEY_NAMED:
            self._links(node, KEY_NAMED[words], item, value)
        elif key and self.draft.kind(node) == "crux":
            self._position(node, key.words, item, value)
        elif key:
            self._said_of(node, key, item, value)

    def _is_text(self, node: str, words: str, item: Block) -> bool:
        """Whether an item says what the node under a heading is, which was read before."""
        return words in KIND_OF_TEXT and self.draft.kind(node) in TEXT_KEYS and not self.draft.has_block(item)

    def _links(self, node: str, key: Key, item: Block, value: list[Token]) -> None:
        """The nodes under a key: those on its line, and those in the list below."""
        if value and not value[0].ref:
            self.defined(item, value, key.kind, node, key)
            return
        self._named(node, key, value)
        for below in items_of(item):
            tokens = tokens_of(below.runs)
            if tokens and tokens[0].ref:
                self._named(node, key, tokens)
            else:
                self.defined(below, tokens, key.kind, node, key)

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
        self.below(position, said, item)

    def _said_of(self, node: str, key: Token, item: Block, value: Sequence[Token]) -> None:
        """What stands under a key of somebody's own is a claim about the node, where there can be one.

        Notes are written so with a block id; without one the key may be a slip.
        """
        if not self.draft.has_block(item):
            hint = did_you_mean(key.words, [known.words for known in KEYS]) or "docs/study.md lists the keys of notes"
            self.draft.finding("not-understood", f"a key that is not known: {quoted(key.words)}", item.start, hint)
        if joined(value) and allows(RELATION[UNKNOWN], "claim", self.draft.kind(node)):
            above = self.draft.fields[node]["title"] or self.draft.fields[node]["text"]
            said = replace(definition(value, item.start, titled=False, tied=True), title=f"{above}: {key.words}")
            claim = self.draft.define(said, "claim", near=node)
            attributes, note = tie_said(said.tie)
            self.draft.link((claim, node), UNKNOWN, item.start, attributes, note)
            self.below(claim, said, item)

    def lost(self, block: Block, what: str) -> None:
        words = joined(tokens_of(next((each.runs for each in walk([block]) if each.runs), ())))
        hint = "write it under a heading and a bold key of the template; docs/study.md lists them"
        self.draft.finding("not-understood", f"{what} is not read: {quoted(words)}", block.start, hint)
