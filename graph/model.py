"""What a map is made of: passages, nodes by shape, links and source maps, as frozen data."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from .problem import Span
from .schema import KINDS, RANK, SOURCE_SLUG, Shape

NOWHERE = Span()


class Passage(Struct, frozen=True, gc=False):
    """A marker for a passage: its first words and its last; `end` is None for one short run of words.

    Follows the text quote selectors of the W3C Web Annotation model, cut down to the two ends.
    """

    start: str
    end: str | None = None


class Pairing(Struct, frozen=True, kw_only=True):
    """One row of an analogy: what an element stands for. Either side is a node's id or plain words."""

    element: str
    stands_for: str
    basis: str = "explicit"
    note: str = ""
    span: Span = NOWHERE


class OutlineItem(Struct, frozen=True, kw_only=True):
    """A branch of a source's mind map: a node, a label, or a node under another label."""

    node: str = ""
    label: str = ""
    children: tuple[OutlineItem, ...] = ()
    span: Span = NOWHERE


class Node(Struct, frozen=True, kw_only=True):
    """A node of any kind; kinds with fields of their own have a class of their own below.

    `id` is `source/slug`. `text` is one sentence, `title` a short label for maps ("" if none).
    """

    id: str
    kind: str
    text: str
    title: str = ""
    section: str = ""
    passage: Passage | None = None
    modality: str = "asserted"
    tags: tuple[str, ...] = ()
    note: str = ""
    aliases: tuple[str, ...] = ()
    span: Span = NOWHERE

    @property
    def source(self) -> str:
        """The id of the source this node belongs to."""
        return self.id.partition("/")[0]

    @property
    def slug(self) -> str:
        """The id without its source."""
        return self.id.partition("/")[2]


class Topic(Node, frozen=True, kw_only=True):
    """A concept, mechanism or failure mode: `complexity` 1 to 10, `eli` the age to explain it for."""

    complexity: int | None = None
    eli: int | None = None


class Analogy(Node, frozen=True, kw_only=True):
    """A comparison, element by element."""

    mapping: tuple[Pairing, ...] = ()


class Crux(Node, frozen=True, kw_only=True):
    """A question on which camps part. Its positions are nodes of their own that name it."""


class Position(Node, frozen=True, kw_only=True):
    """One side's answer to the crux with id `crux`; `unreasoned` where the text gives no reason for it."""

    crux: str
    side: str
    unreasoned: bool = False


class Question(Node, frozen=True, kw_only=True):
    """A recall question, or an open one that nobody answers."""

    open: bool = False


class Reference(Node, frozen=True, kw_only=True):
    """A work pointed to."""

    url: str = ""


class Person(Node, frozen=True, kw_only=True):
    """Somebody who holds something; `group` for camps and crowds."""

    group: bool = False


class Source(Node, frozen=True, kw_only=True):
    """A document. `published` is YYYY, YYYY-MM or YYYY-MM-DD; `thesis` the full id of a claim;
    `text_file` where the document's text lies, relative to the map."""

    form: str = ""
    authors: tuple[str, ...] = ()
    url: str = ""
    published: str = ""
    thesis: str = ""
    text_file: str = ""
    outline: OutlineItem | None = None


class Link(Struct, frozen=True, kw_only=True):
    """A link between two nodes by their full ids.

    `basis` says whether the text says so (`explicit`) or the encoder does (`inferred`). `qualifier` is the
    extra word its relation allows (the side a `bears_on` leans to, the degree of a `held_by`, …), else "".
    """

    from_id: str
    relation: str
    to_id: str
    basis: str = "explicit"
    modality: str = "asserted"
    note: str = ""
    qualifier: str = ""
    span: Span = NOWHERE


class SourceMap(Struct, frozen=True, kw_only=True):
    """One document as a map: its nodes, its own source node first, and the links written in its file.

    `id` is "" for a file that holds only links. Nodes and links are in canonical order, see `ordered`.
    """

    id: str
    nodes: tuple[Node, ...] = ()
    links: tuple[Link, ...] = ()
    file: str = ""


SHAPE_CLASS: dict[Shape, type[Node]] = {
    "node": Node,
    "topic": Topic,
    "analogy": Analogy,
    "crux": Crux,
    "position": Position,
    "question": Question,
    "reference": Reference,
    "person": Person,
    "source": Source,
}
_KIND_ORDER = {kind.name: order for order, kind in enumerate(KINDS)}


def source_id(node_id: str) -> str:
    """The source a full id belongs to.

    >>> source_id("cotra/schemer-model")
    'cotra'
    """
    return node_id.partition("/")[0]


def own_source_id(source: str) -> str:
    """The id of a document's own source node.

    >>> own_source_id("cotra")
    'cotra/source'
    """
    return f"{source}/{SOURCE_SLUG}"


def label(node: Node) -> str:
    """What to call a node in little room: its title, else its text."""
    return node.title or node.text


def position_of(link: Link) -> str:
    """The id of the position a link argues for or against, if its target has a position's form, else ""."""
    is_reason = link.relation in ("supports", "attacks") and "." in link.to_id
    return link.to_id if is_reason else ""


def written_at(link: Link, own: str) -> str:
    """The id of the node in whose entry a map of source `own` writes the link; "" for the `links:` list."""
    position = position_of(link)
    if position and source_id(position) == own:
        return position
    return link.from_id if source_id(link.from_id) == own else ""


def ordered(source_map: SourceMap) -> SourceMap:
    """The same map in canonical order: nodes by kind, links by the node they are written at and relation.

    Within a kind, and within a relation at one node, the author's order is kept. A position for which the map
    has a reason is not `unreasoned`. Idempotent.
    """
    argued = {link.to_id for link in source_map.links if link.relation == "supports"}
    nodes = tuple(_reasoned(node) if node.id in argued else node for node in _by_kind(source_map.nodes))
    place = {node.id: order for order, node in enumerate(nodes)}
    last = len(place)

    def key(link: Link) -> tuple[int, bool, int]:
        holder = written_at(link, source_map.id)
        if holder not in place:
            return last, False, 0
        return place[holder], holder == link.from_id, RANK.get(link.relation, 0)

    return replace(source_map, nodes=nodes, links=tuple(sorted(source_map.links, key=key)))


def without_positions(source_map: SourceMap) -> SourceMap:
    """The same map with every place in a file forgotten, for comparing what two files say."""
    nodes = tuple(_without_place(node) for node in source_map.nodes)
    links = tuple(replace(link, span=NOWHERE) for link in source_map.links)
    return replace(source_map, nodes=nodes, links=links, file="")


def _reasoned(node: Node) -> Node:
    """A position with a reason is not without one."""
    return replace(node, unreasoned=False) if isinstance(node, Position) and node.unreasoned else node


def _by_kind(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """Own source first, then by kind; a crux's positions stay in the order they are written under it."""
    cruxes = {node.id: order for order, node in enumerate(nodes) if isinstance(node, Crux)}

    def key(node: Node) -> tuple[bool, int, int]:
        own = node.slug == SOURCE_SLUG
        return not own, _KIND_ORDER[node.kind], cruxes.get(node.crux, 0) if isinstance(node, Position) else 0

    return tuple(sorted(nodes, key=key))


def _without_place(node: Node) -> Node:
    if isinstance(node, Analogy):
        mapping = tuple(replace(pairing, span=NOWHERE) for pairing in node.mapping)
        return replace(node, mapping=mapping, span=NOWHERE)
    if isinstance(node, Source) and node.outline:
        return replace(node, outline=_outline_without_place(node.outline), span=NOWHERE)
    return replace(node, span=NOWHERE)


def _outline_without_place(item: OutlineItem) -> OutlineItem:
    children = tuple(_outline_without_place(child) for child in item.children)
    return replace(item, children=children, span=NOWHERE)
