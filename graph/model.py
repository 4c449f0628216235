"""What a map is made of: passages, nodes by shape, links and source maps, as frozen data.

Kept as arrays (`array_like`) they take little room, and with a `tag` a node comes back in the shape it had.
"""

# Annotations are not postponed here: msgspec would evaluate them anew at every start, those of Node for each shape.

import re

from msgspec import Struct

from .expectation import Expectation
from .problem import Span
from .schema import SOURCE_SLUG, Shape

NOWHERE = Span()
BECAUSE, AGAINST = "because", "against"


class Passage(Struct, frozen=True, array_like=True, gc=False):
    """A marker for a passage: its first words and its last; `end` is None for one short run of words.

    Follows the text quote selectors of the W3C Web Annotation model, cut down to the two ends.
    """

    start: str
    end: str | None = None
    span: Span = NOWHERE


class Pairing(Struct, frozen=True, kw_only=True, array_like=True):
    """One row of an analogy: what an element stands for. Either side is a node's id or plain words."""

    element: str
    stands_for: str
    basis: str = "explicit"
    note: str = ""
    span: Span = NOWHERE


class OutlineItem(Struct, frozen=True, kw_only=True, array_like=True):
    """A branch of a source's mind map: a node, a label, or a node under another label."""

    node: str = ""
    label: str = ""
    children: tuple["OutlineItem", ...] = ()
    span: Span = NOWHERE


class Node(Struct, frozen=True, kw_only=True, array_like=True, tag="node"):
    """A node of any kind; kinds with fields of their own have a class of their own below.

    `id` is `source/slug`. `text` is one sentence, `title` a short label for maps ("" if none). `without` are the
    relations, as the map names them at this node, of which the map says that there are none (`mitigated_by: []`).
    `data` is what other tools say of it, an object as canonical JSON (see foreign_data), "" for nothing.
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
    without: tuple[str, ...] = ()
    data: str = ""
    span: Span = NOWHERE

    @property
    def source(self) -> str:
        """The id of the source this node belongs to."""
        return self.id.partition("/")[0]

    @property
    def slug(self) -> str:
        """The id without its source."""
        return self.id.partition("/")[2]


class Topic(Node, frozen=True, kw_only=True, tag="topic"):
    """A concept, mechanism or failure mode: `complexity` 1 to 10, `eli` the age to explain it for."""

    complexity: int | None = None
    eli: int | None = None


class Analogy(Node, frozen=True, kw_only=True, tag="analogy"):
    """A comparison, element by element."""

    mapping: tuple[Pairing, ...] = ()


class Crux(Node, frozen=True, kw_only=True, tag="crux"):
    """A question on which camps part. Its positions are nodes of their own that name it."""


class Position(Node, frozen=True, kw_only=True, tag="position"):
    """One side's answer to the crux with id `crux`."""

    crux: str
    side: str

    @property
    def unreasoned(self) -> bool:
        """Whether the map says that the text gives no reason (`because: []`)."""
        return BECAUSE in self.without


class Question(Node, frozen=True, kw_only=True, tag="question"):
    """A recall question, or an open one that nobody answers."""

    open: bool = False


class Reference(Node, frozen=True, kw_only=True, tag="reference"):
    """A work pointed to."""

    url: str = ""


class Person(Node, frozen=True, kw_only=True, tag="person"):
    """Somebody who holds something; `group` for camps and crowds."""

    group: bool = False


class Source(Node, frozen=True, kw_only=True, tag="source"):
    """A document. `published` is YYYY, YYYY-MM or YYYY-MM-DD; `thesis` the full id of a claim;
    `text_file` where the document's text lies, relative to the map."""

    form: str = ""
    authors: tuple[str, ...] = ()
    url: str = ""
    published: str = ""
    thesis: str = ""
    text_file: str = ""
    outline: OutlineItem | None = None


AnyNode = Node | Topic | Analogy | Crux | Position | Question | Reference | Person | Source


class Link(Struct, frozen=True, kw_only=True, array_like=True):
    """A link between two nodes by their full ids.

    `basis` says whether the text says so (`explicit`) or the encoder does (`inferred`). `qualifier` is the
    extra word its relation allows (the side a `bears_on` leans to, the degree of a `held_by`, …), else "".
    `loop` says that the circle which the link closes is meant. `end_spans` are where a row of `links:` names its ends.
    """

    from_id: str
    relation: str
    to_id: str
    basis: str = "explicit"
    modality: str = "asserted"
    note: str = ""
    qualifier: str = ""
    loop: bool = False
    span: Span = NOWHERE
    end_spans: tuple[Span, Span] | None = None


class Ignore(Struct, frozen=True, kw_only=True, array_like=True):
    """A comment `# cruxmap: ignore[CODE]` and what it silences: rules, by code or name, in one entry of a map.

    `at` is the id of the entry's node, a row of `links:` as `from relation to`, or one of `expect:` by its number, as
    `expect 1`; the entry goes from line `first` to line `last`. `note` is what else the comment says.
    """

    at: str
    codes: tuple[str, ...]
    note: str = ""
    span: Span = NOWHERE
    first: int = 1
    last: int = 1


class SourceMap(Struct, frozen=True, kw_only=True, array_like=True):
    """One document as a map: its nodes, its own source node first, and the links written in its file.

    `id` is "" for a file that holds only links. Nodes and links are in canonical order, see `ordered`. `expects` are
    the entries of `expect:` in the author's order. A view is made of other documents, `id` "" if of several: where a
    library has these, what they say themselves counts.
    """

    id: str
    nodes: tuple[AnyNode, ...] = ()
    links: tuple[Link, ...] = ()
    ignores: tuple[Ignore, ...] = ()
    expects: tuple[Expectation, ...] = ()
    file: str = ""
    is_view: bool = False


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


def source_id(node_id: str) -> str:
    """The source a full id belongs to.

    >>> source_id("cotra/schemer-model")
    'cotra'
    """
    return node_id.partition("/")[0]


def slug_of(node_id: str) -> str:
    """A full id without its source.

    >>> slug_of("cotra/schemer-model")
    'schemer-model'
    """
    return node_id.partition("/")[2]


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


def passage_text(marker: Passage) -> str:
    """The marker as a map file writes it, with a literal ellipsis escaped.

    >>> passage_text(Passage("human evaluators", "right behavior"))
    'human evaluators … right behavior'
    """
    parts = [marker.start] if marker.end is None else [marker.start, marker.end]
    return " … ".join(_LITERAL_DOTS.sub(r"\\\1", part) for part in parts)


_LITERAL_DOTS = re.compile(r"(?<!\S)(\\*(?:…|\.\.\.))(?!\S)")
