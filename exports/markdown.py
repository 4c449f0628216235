"""The markdown export: a nested outline to read, or to show as a mind map in markmap or Obsidian."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from ..graph.model import Position, label, own_source_id, passage_text
from ..graph.query import cruxes
from ..graph.schema import KIND, RELATION, RELATIONS
from .heading import by_source, heading
from .markdown_text import code, escaped
from .measure import squeezed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..graph.graph import Graph
    from ..graph.model import Link, Node
    from ..graph.query import CruxView, Reason, Side
    from .exporter import Options

# What is told at the node that the link leads to, so that reasons stand under what they speak for.
# fmt: off
TOLD_AT_TARGET = frozenset((
    "supports", "attacks", "premise_of", "position_on", "bears_on", "example_of", "mitigates", "part_of", "amplifies",
    "causes", "enables",
))
# fmt: on
THE_DOCUMENT, NO_SECTION = "the document", "without a section"


class Item(Struct, frozen=True):
    """A point of the outline, already Markdown, with the points below it; `level` is that of a heading, 0 for a
    bullet."""

    words: str
    below: tuple[Item, ...] = ()
    level: int = 0


def render(graph: Graph, options: Options) -> str:
    """The cruxes with both sides, then each source's nodes by section; every link once, at one of its ends."""
    parts = (*_crux_part(graph), *(_source_part(graph, *own) for own in sorted(by_source(graph).items())))
    root = Item(escaped(heading(graph, options)), parts, level=1)
    return "\n".join(_lines(root, 0)) + "\n"


def _lines(item: Item, depth: int) -> Iterator[str]:
    yield f"{'#' * item.level} {item.words}" if item.level else f"{'  ' * depth}- {item.words}"
    bullets = False
    for below in item.below:
        if below.level or (item.level and not bullets):
            yield ""
        bullets = not below.level
        yield from _lines(below, 0 if item.level else depth + 1)


def _crux_part(graph: Graph) -> tuple[Item, ...]:
    views = cruxes(graph)
    items = tuple(Item(escaped(_name(view.crux)), _crux(view), level=3) for view in views)
    return (Item("Cruxes", items, level=2),) if items else ()


def _crux(view: CruxView) -> tuple[Item, ...]:
    question = Item(_full(view.crux))
    sides = tuple(_side(side) for side in view.sides)
    return (question, *sides, *_reasons("bears on it", view.bears_on), *_reasons("cites", view.cites))


def _side(side: Side) -> Item:
    below = (*_reasons("because", side.because), *_reasons("against", side.against))
    words = f"**{escaped(side.position.side)}:** {_full(side.position)}"
    return Item(words, (*below, *_reasons("held by", side.held_by)))


def _reasons(words: str, reasons: Iterable[Reason]) -> tuple[Item, ...]:
    items = tuple(Item(_end(each.node, each.link)) for each in reasons)
    return (Item(f"*{words}*", items),) if items else ()


def _source_part(graph: Graph, source: str, nodes: Iterable[Node]) -> Item:
    sections: dict[str, list[Node]] = {}
    own = graph.nodes.get(own_source_id(source))
    for node in nodes:
        if node is not own:
            sections.setdefault(squeezed(node.section), []).append(node)
    # What has no section would otherwise be read as part of the one before.
    named = sorted(sections, key=lambda name: not name)
    items = tuple(
        Item(escaped(name) or NO_SECTION, tuple(_node(graph, node) for node in sections[name]), level=3)
        for name in named
    )
    # A point above headings would be lost in markmap.
    about = (Item(THE_DOCUMENT, (_node(graph, own),), level=3),) if own else ()
    return Item(escaped(_name(own) if own else source), (*about, *items), level=2)


def _node(graph: Graph, node: Node) -> Item:
    passage = (Item(f"*passage:* {escaped(passage_text(node.passage))}"),) if node.passage else ()
    note = (Item(f"*note:* {escaped(node.note)}"),) if node.note.strip() else ()
    return Item(_full(node, kind=True), (*passage, *note, *_links(graph, node)))


def _links(graph: Graph, node: Node) -> Iterator[Item]:
    """The links told at this node, by relation in the order of the table."""
    for relation in RELATIONS:
        at_target = relation.name in TOLD_AT_TARGET
        links = graph.into(node.id, relation.name) if at_target else graph.out(node.id, relation.name)
        if links:
            words = relation.inverse if at_target else relation.name
            ends = (graph.node(link.from_id if at_target else link.to_id) for link in links)
            items = tuple(Item(_end(end, link)) for end, link in zip(ends, links, strict=True))
            yield Item(f"*{words.replace('_', ' ')}*", items)


def _full(node: Node, *, kind: bool = False) -> str:
    """A node as a point of its own: kind, title, text, id."""
    words = [f"**{KIND[node.kind].label}**"] if kind else []
    if isinstance(node, Position) and kind:
        words = [f"**answer: {escaped(node.side)}**"]
    words += [f"{escaped(text)} ·" for text in dict.fromkeys((node.title, node.text)) if squeezed(text)]
    words += [f"{node.modality} ·"] if node.modality != "asserted" else []
    return " ".join((*words, code(node.id)))


def _end(node: Node, link: Link) -> str:
    """The other end of a link: what it is called, its id, and how sure the link is."""
    qualifier = RELATION[link.relation].qualifier
    words = [escaped(_name(node)), code(node.id)]
    words += [f"({qualifier.name}: {escaped(link.qualifier)})"] if qualifier and link.qualifier else []
    words += ["(inferred)"] if link.basis == "inferred" else []
    words += [f"– {escaped(link.note)}"] if link.note.strip() else []
    return " ".join(words)


def _name(node: Node) -> str:
    return label(node) if squeezed(label(node)) else node.id
