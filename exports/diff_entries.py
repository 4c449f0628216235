"""A difference laid out for people: by document, each node that changed with the links that changed at it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from ..graph.canonical import link_key
from ..graph.difference.effect import Effect
from ..graph.model import label, own_source_id, position_of, source_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..graph.difference.beside import Beside
    from ..graph.difference.difference import Difference, LinkChange, NodeChange
    from ..graph.graph import Graph
    from ..graph.model import Link, Node

Sign = Literal["+", "-", "~", " "]
"""Added, removed, changed, or as it was."""


class Compared(Struct, frozen=True, kw_only=True):
    """Two libraries, what people call them, their difference, what that does to what stands, and what they say besides
    nodes and links."""

    names: tuple[str, str]
    before: Graph
    after: Graph
    change: Difference
    effect: Effect = Effect(theses=(), cruxes=(), turned=())
    beside: tuple[Beside, ...] = ()

    @property
    def is_any(self) -> bool:
        """Whether anything changed."""
        return bool(self.change or self.beside)


class LinkEntry(Struct, frozen=True):
    """A link that changed, and the key under which the entry's node could name it; `change` where it was another."""

    sign: Sign
    link: Link
    key: str
    change: LinkChange | None = None


class Entry(Struct, frozen=True):
    """A node that changed, or at which links did; `went` counts the links that went with it, or to it, as it went."""

    sign: Sign
    node: Node | None
    node_id: str
    change: NodeChange | None
    links: tuple[LinkEntry, ...]
    went: int = 0


class Document(Struct, frozen=True):
    """A document in which something changed, its title, and the entries that did."""

    source: str
    title: str
    entries: tuple[Entry, ...]


def documents(found: Compared) -> list[Document]:
    """All that changed, by document as the second library has them, those of the first alone last."""
    entries = _entries(found)
    by_source: dict[str, list[Entry]] = {}
    for entry in entries:
        by_source.setdefault(source_id(entry.node_id), []).append(entry)
    return [Document(source, title_of(found, source), tuple(rows)) for source, rows in by_source.items()]


def title_of(found: Compared, source: str) -> str:
    """What a document is called, "" if it is in neither library."""
    node = found.after.nodes.get(own_source_id(source)) or found.before.nodes.get(own_source_id(source))
    return label(node) if node else ""


def node_of(found: Compared, node_id: str) -> Node | None:
    """A node by the id that the second library has for it, else by that of the first."""
    return found.after.nodes.get(node_id) or found.before.nodes.get(node_id)


def _entries(found: Compared) -> list[Entry]:
    change = found.change
    added = {node.id for node in change.added}
    removed = {node.id for node in change.removed}
    changed = {item.after.id: item for item in change.changed}
    went = dict.fromkeys(removed, 0)
    links: dict[str, list[LinkEntry]] = {}
    for sign, link, item in _links(change):
        ends = {link.from_id, link.to_id} & removed if sign == "-" else set()
        if ends:
            went[min(ends)] += 1
            continue
        holder = holder_of(link)
        known = change.name(holder) if sign == "-" else holder
        links.setdefault(known, []).append(LinkEntry(sign, link, link_key(link, holder), item))
    touched = {*added, *changed, *links}
    here = [node_id for node_id in found.after.nodes if node_id in touched]
    elsewhere = [node_id for node_id in sorted(links) if node_id not in found.after.nodes]
    rows = [
        Entry(
            "+" if node_id in added else "~" if node_id in changed else " ",
            found.after.nodes.get(node_id),
            node_id,
            changed.get(node_id),
            tuple(links.get(node_id, ())),
        )
        for node_id in (*here, *elsewhere)
    ]
    return rows + [Entry("-", node, node.id, None, (), went[node.id]) for node in change.removed]


def holder_of(link: Link) -> str:
    """The node at which a link is told: the position that it argues for or against in its document, else its start."""
    position = position_of(link)
    return position if position and source_id(position) == source_id(link.from_id) else link.from_id


def _links(change: Difference) -> Iterator[tuple[Sign, Link, LinkChange | None]]:
    for link in change.links_added:
        yield "+", link, None
    for item in change.links_changed:
        yield "~", item.after, item
    for link in change.links_removed:
        yield "-", link, None


def summary(found: Compared) -> str:
    """How much changed, in a line.

    Nodes that changed in several ways are counted in each of them.
    """
    change = found.change
    ways = [f"{number} {way}" for way, number in change.ways().items() if number]
    nodes = _counts("node", len(change.added), len(change.removed), len(change.changed), ways)
    links = _counts("link", len(change.links_added), len(change.links_removed), len(change.links_changed), [])
    rows = (("expectation", "expects"), ("ignored rule", "ignores"))
    more = [_counts(word, *_besides(found, what), 0, []) for word, what in rows]
    return "; ".join(filter(None, [nodes, links, *more])) or "nothing changed"


def _besides(found: Compared, what: str) -> tuple[int, int]:
    """How many came, and how many went."""
    signs = [row.is_added for row in found.beside if row.what == what]
    return sum(signs), len(signs) - sum(signs)


def _counts(what: str, added: int, removed: int, changed: int, ways: list[str]) -> str:
    counts = {"added": added, "removed": removed, "changed": changed}
    told = [f"{number} {word}" for word, number in counts.items() if number]
    if not told:
        return ""
    number, _, word = told[0].partition(" ")
    told[0] = f"{number} {what}{'' if number == '1' else 's'} {word}"
    return ", ".join(told) + (f" ({', '.join(ways)})" if ways else "")
