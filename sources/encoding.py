"""A document being encoded as a map: nodes under ids of their own, tied to their passages, and the links among them."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from ..graph.free_words import FreeWords
from ..graph.model import SHAPE_CLASS, Link, Position, Source, SourceMap, own_source_id
from ..graph.problem import Finding, Findings, Span
from ..graph.schema import KIND, RELATION, SLUG_LIMIT, SOURCE_SLUG, allows
from .markdown import Lines
from .markers import mark
from .parsed import Parsed
from .passages import fold_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..graph.model import Node, OutlineItem, Passage
    from .passages import Text

Stretch = tuple[int, int]

SLUG_WORDS = 8


class Encoding:
    """What a reader has made of one document so far.

    `source` is the document's id, `text` what it says, `name` what findings call it. Stretches are (start, end) by
    characters of the text.
    """

    def __init__(self, source: str, text: str, name: str) -> None:
        self.source = source
        self.name = name
        self.nodes: dict[str, Node] = {}
        self.links: dict[tuple[str, str, str], Link] = {}
        self._findings = Findings()
        self._whole = text
        self._lines = Lines(text)
        self._slugs = FreeWords([SOURCE_SLUG])

    def node(
        self, kind: str, text: str, at: Stretch, *, within: Stretch | None = None, slug: str = "", **fields: Any
    ) -> str:
        """Add a node of that kind; returns its id.

        The id is made of `slug`, else of the title or the text, and told apart by a number if it is taken. The
        passage is the shortest marker for the stretch, none for an empty one; where there is none that fits nowhere
        else, the one for the stretch `within` which it stands. `fields` are those of the kind's class.
        """
        base = slug_of(slug or str(fields.get("title") or text)) or kind.replace("_", "-")
        node_id = f"{self.source}/{self._slugs.like(base)}"
        shape = KIND[kind].shape
        passage = self._passage(at, within, fields.get("section", ""))
        self.nodes[node_id] = SHAPE_CLASS[shape](
            id=node_id,
            kind=kind,
            text=_line(text) or _line(fields.get("title", "")) or KIND[kind].label,
            passage=passage,
            span=self.span(at[0]),
            **fields,
        )
        return node_id

    def position(
        self, crux: str, side: str, text: str, at: Stretch, *, within: Stretch | None = None, **fields: Any
    ) -> str:
        """Add one side's position on a crux; returns its id. Raises ValueError if that side has one."""
        side = slug_of(side) or "side"
        node_id = f"{crux}.{side}"
        if node_id in self.nodes:
            raise ValueError(f"{node_id} has its position already")
        self.nodes[node_id] = Position(
            id=node_id,
            kind="position",
            crux=crux,
            side=side,
            text=_line(text) or side,
            passage=self._passage(at, within, fields.get("section", "")),
            span=self.span(at[0]),
            **fields,
        )
        return node_id

    def link(self, from_id: str, relation: str, to_id: str, at: Stretch, **fields: Any) -> bool:
        """Add a link written at that stretch, and tell whether it was new; one to itself, or made before, is not.

        Raises ValueError if the relation does not fit the kinds of its ends, KeyError for an unknown end.
        """
        ends = self.nodes[from_id].kind, self.nodes[to_id].kind
        if not allows(RELATION[relation], *ends):
            raise ValueError(f"{relation} does not lead from {ends[0]} to {ends[1]}")
        key = (from_id, relation, to_id)
        backward = (to_id, relation, from_id)
        if from_id == to_id or key in self.links or (RELATION[relation].symmetric and backward in self.links):
            return False
        self.links[key] = Link(from_id=from_id, relation=relation, to_id=to_id, span=self.span(at[0]), **fields)
        return True

    def can_link(self, from_id: str, relation: str, to_id: str) -> bool:
        """Whether the relation fits the kinds of the two nodes."""
        return allows(RELATION[relation], self.nodes[from_id].kind, self.nodes[to_id].kind)

    def go_on_from(self, source_map: SourceMap) -> None:
        """Start with a map of the same document that was made before; its ids are taken."""
        self.nodes |= {node.id: node for node in source_map.nodes}
        self.links |= {(link.from_id, link.relation, link.to_id): link for link in source_map.links}
        self._slugs.take(node.slug for node in source_map.nodes)

    def finding(self, rule: str, message: str, at: int, hint: str = "") -> None:
        """Report something about the place of the text."""
        self._findings.add(Finding(rule=rule, message=message, span=self.span(at), hint=hint))

    def span(self, at: int) -> Span:
        """The place of the text as people count it."""
        return Span(self.name, *self._lines.at(at))

    def parsed(
        self, title: str, *, text: str = "", at: Stretch = (0, 0), outline: OutlineItem | None = None, **fields: Any
    ) -> Parsed:
        """The map of all that was added, with its source node, and the findings.

        `text` tells what the document says, `at` where its title stands. `fields` are those of Source.
        """
        title = _line(title) or self.source
        if outline and not (outline.node or outline.label):
            outline = replace(outline, label=title)
        own = Source(
            id=own_source_id(self.source),
            kind="source",
            title=title,
            text=_line(text) or title,
            outline=outline,
            passage=self._passage(at, None, ""),
            span=self.span(at[0]),
            **fields,
        )
        nodes = (own, *(node for node in self.nodes.values() if node.id != own.id))
        found = SourceMap(id=self.source, nodes=nodes, links=tuple(self.links.values()), file=self.name)
        return Parsed(found, self._findings.found())

    def own(self, at: Stretch = (0, 0)) -> str:
        """The id of the document's own node, for links from and to it; `parsed` makes the node."""
        own_id = own_source_id(self.source)
        self.nodes.setdefault(own_id, Source(id=own_id, kind="source", text=self.source, span=self.span(at[0])))
        return own_id

    @cached_property
    def _text(self) -> Text:
        return fold_text(self._whole)

    def _passage(self, at: Stretch, within: Stretch | None, section: str) -> Passage | None:
        found = mark(self._text, *at, section) if at[1] > at[0] else None
        return mark(self._text, *within, section) if within and not found else found


def slug_of(words: str) -> str:
    """A slug of the first words, in the letters of ids; "" if none of them can be written so.

    >>> slug_of("Why Déjà Vu Isn't (Always) Wrong?"), slug_of("Human–AI teams")
    ('why-deja-vu-isnt-always-wrong', 'human-ai-teams')
    """
    bare = words[:400]
    if not bare.isascii():
        bare = unicodedata.normalize("NFKD", _DASHES.sub(" ", bare)).encode("ascii", "ignore").decode()
    if "'" in bare:
        bare = _INSIDE.sub("", bare)
    parts = _SLUG_PART.findall(bare.lower())
    slug = ""
    for part in parts[:SLUG_WORDS]:
        longer = f"{slug}-{part}" if slug else part[: SLUG_LIMIT - 8]
        if len(longer) > SLUG_LIMIT - 8:  # leaves room for the number that tells two apart
            break
        slug = longer
    return slug


_DASHES = re.compile("[–—―−→↔…]")
_INSIDE = re.compile(r"(?<=\w)'(?=\w)")
_SLUG_PART = re.compile(r"[a-z0-9]+")


def source_id_of(path: str, given: str = "") -> str:
    """The id of a document: the one its front matter gives, else of its file, or folder if the file is an index."""
    parts = [part for part in re.split(r"[/\\]", path) if part not in ("", ".", "..")]
    stem = parts[-1].rpartition(".")[0] or parts[-1] if parts else ""
    if stem.lower() in INDEX_NAMES and len(parts) > 1:
        stem = parts[-2]
    return slug_of_whole(given) or slug_of_whole(stem) or "document"


INDEX_NAMES = ("summary", "index", "readme")


def slug_of_whole(words: str) -> str:
    """A slug of all the words as far as there is room for them."""
    bare = unicodedata.normalize("NFKD", words[:400]).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", bare))[:SLUG_LIMIT].strip("-")


def _line(words: Iterable[str] | str) -> str:
    return " ".join(words.split()) if isinstance(words, str) else " ".join(words)
