"""A written note on its way to a map: the nodes and links read so far, under the ids that their blocks stand for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from ...graph.model import SHAPE_CLASS, Link, own_source_id, slug_of
from ...graph.problem import Finding, Findings, Span, quoted
from ...graph.schema import FIELDS_OF, KIND, MODALITIES, RELATION, SOURCE_SLUG
from ...graph.study.note_ids import block_id, id_of_block
from ...graph.study.projection import arranged
from ..encoding import slug_of as slug_of_words
from ..markdown import Lines

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...graph.model import Node, SourceMap
    from ..markdown import Block
    from .tokens import Definition, Name


class NoteDraft:
    """What has been read of a note of that source, or of several if it is "".

    `fields` are those of the nodes by id, in the order in which they were read, their kind among them.
    """

    def __init__(self, source: str, text: str, file: str) -> None:
        self.source = source
        self.text = text
        self.file = file
        self.fields: dict[str, dict[str, Any]] = {}
        self.links: list[Link] = []
        self.own = own_source_id(source) if source else ""
        self._numbers: dict[str, int] = {}
        self._findings = Findings()
        self._lines = Lines(text)
        self._written = {id_of_block(block, source) for block in _BLOCKS.findall(text)}

    def define(self, said: Definition, kind: str, *, near: str = "", crux: str = "", side: str = "") -> str:
        """A node as it is written out; returns its id. One without a block id gets one of its words, in the source of
        the node that it stands `near`; with a `crux`, it is that side's position."""
        if kind == "question" and said.is_bold:
            said = replace(said, title="")
        kind = "position" if crux else said.kind or kind
        if kind == "position" and not crux:
            self.finding("not-understood", "a position that is on no crux", said.start, "write it below its crux")
            kind = "claim"
        node_id = self.id_of(said.block)
        if said.block and not node_id:
            hint = f"write one like ^{block_id(near or 'lake/fish', self.source)}: letters, digits, single dashes"
            self.finding("bad-id", f"{quoted('^' + said.block)} stands for no id in this note", said.start, hint)
        if crux and not node_id.startswith(f"{crux}."):
            node_id = self._free(f"{crux}.{slug_of_words(side) or 'side'}")
        elif not crux and (not node_id or "." in node_id):
            node_id = self._free(
                f"{self._home(near)}/{slug_of_words(said.title or said.text) or kind.replace('_', '-')}"
            )
        if node_id in self.fields:
            first = self.fields[node_id]["span"]
            hint = f"{first} has it already: give this one another, or none"
            self.finding("duplicate-id", f"the id {quoted('^' + said.block)} is taken", said.start, hint)
            node_id = self._free(node_id)
        self.fields[node_id] = {
            "kind": kind,
            "title": said.title,
            "text": said.text or said.title or KIND[kind].label,
            "modality": said.modality,
            "span": self.span(said.start),
            "url": said.url,
            **({"crux": crux, "side": node_id.rpartition(".")[2]} if crux else {}),
        }
        return node_id

    def id_of(self, block: str) -> str:
        """The id that a block id stands for here, "" if it stands for none."""
        return id_of_block(block, self.source) if block else ""

    def has_block(self, item: Block) -> bool:
        """Whether the words of an item end with a block id, and not with words that only look like one."""
        end = min((below.start for below in item.children), default=item.end)
        return bool(_BLOCK.search(self.text[item.start : end].rstrip()))

    def kind(self, node_id: str) -> str:
        """The kind of a node."""
        return str(self.fields[node_id]["kind"])

    def named(self, name: Name) -> str:
        """The id of a node that is named, "" with a finding if it can be none."""
        found = id_of_block(name.block, self.source)
        if not found:
            message = f"{quoted('#^' + name.block)} leads to no block of this note"
            self.finding("bad-id", message, name.start, "name a block of this note, as in [words](#^its-id)")
        return found

    def link(self, ends: tuple[str, str], relation: str, at: int, attributes: str = "", note: str = "") -> None:
        """Add a link, with what is said of it in parentheses and noted."""
        words = self._attributes(relation, attributes, at)
        link = Link(from_id=ends[0], relation=relation, to_id=ends[1], note=note, span=self.span(at), **words)
        self.links.append(link)

    def _attributes(self, relation: str, attributes: str, at: int) -> dict[str, Any]:
        """The fields of a link that words in parentheses tell."""
        fields: dict[str, Any] = {}
        qualifier = RELATION[relation].qualifier
        rest = attributes
        while rest:
            word, _, behind = rest.partition(", ")
            if word in ("inferred", "explicit"):
                fields["basis"] = word
            elif word in MODALITIES:
                fields["modality"] = word
            elif word == "loop":
                fields["loop"] = True
            elif qualifier and qualifier.is_flag and word == qualifier.name:
                fields["qualifier"] = "true"
            elif qualifier and rest.startswith(f"{qualifier.name}: "):
                fields["qualifier"] = rest.removeprefix(f"{qualifier.name}: ")
                break
            else:
                known = ["inferred", *MODALITIES, *([qualifier.name] if qualifier else [])]
                self.finding("bad-value", f"a link cannot be {quoted(word)}", at, f"one of: {', '.join(known)}")
            rest = behind
        return fields

    def finding(self, rule: str, message: str, at: int, hint: str = "") -> None:
        """Report something about the place of the text."""
        self._findings.add(Finding(rule=rule, message=message, span=self.span(at), hint=hint))

    def found(self) -> tuple[Finding, ...]:
        """What was found wrong."""
        return self._findings.found()

    def span(self, at: int) -> Span:
        """The place of the text as people count it."""
        return Span(self.file, *self._lines.at(at))

    def map(self) -> SourceMap:
        """The map of all that was read."""
        nodes = [_node(node_id, fields) for node_id, fields in self.fields.items()]
        found = arranged(self.source, nodes, self.links)
        return type(found)(id=found.id, nodes=found.nodes, links=found.links, file=self.file, is_view=True)

    def _home(self, near: str) -> str:
        """The source that something new belongs to."""
        beside = near or next(reversed(self.fields), "")
        return self.source or beside.partition("/")[0] or "note"

    def _free(self, base: str) -> str:
        """The id, or the first number behind it that is free."""
        found = base
        while found in self.fields or found in self._written or slug_of(found) == SOURCE_SLUG:
            number = self._numbers.get(base, 2)
            found, self._numbers[base] = f"{base}-{number}", number + 1
        return found


_BLOCK = re.compile(r"\s\^[A-Za-z0-9-]+$")
_BLOCKS = re.compile(r" \^([A-Za-z0-9-]+)[ \t]*\r?$", re.MULTILINE)


def _node(node_id: str, fields: Mapping[str, Any]) -> Node:
    kind = KIND[fields["kind"]]
    known = {*FIELDS_OF[kind.shape], "span", "without", *_OWN.get(kind.shape, ())}
    return SHAPE_CLASS[kind.shape](
        id=node_id, kind=kind.name, **{name: value for name, value in fields.items() if name in known}
    )


_OWN = {"position": ("crux", "side"), "source": ("thesis",)}
