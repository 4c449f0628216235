"""The last part of a note: of each node where its document says it, and what else is kept of it, on one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...graph.graph import Graph
from ...graph.model import Person, Position, Question, Reference, Source
from ...graph.study.note_keys import ALSO, FIELD_KEYS, NONE, YES, absence_key
from ..markdown_text import escaped
from .words import fits_here, is_plain, marked, named, passage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ...graph.model import Node
    from ...graph.study.note_plan import NotePlan


def text_lines(plan: NotePlan) -> Iterator[str]:
    """A line for each node of which something is kept, as they come in the note, and one for each thing that some of
    them are said to be without."""
    nodes, _ = plan.gathered()
    graph = Graph(plan.nodes.values(), ())
    own = plan.own.node.id if plan.own else ""
    for node in nodes:
        words = f" {ALSO} ".join(_kept(node, graph, plan, in_front=node.id == own))
        if words:
            yield f"*   {named(node, plan.source)}: {words}"
    without: dict[str, list[Node]] = {}
    for node in nodes:
        for absent in node.without:
            without.setdefault(absence_key(absent), []).append(node)
    for key, several in without.items():
        yield f"*   **{key}**: {NONE} for {'; '.join(named(node, plan.source) for node in several)}"


def _kept(node: Node, graph: Graph, plan: NotePlan, *, in_front: bool) -> Iterator[str]:
    where = passage(graph, node)
    if where:
        yield where
    for key, words in _values(node, plan, in_front=in_front):
        if words:
            yield f"**{FIELD_KEYS[key]}**: {words}"


def _values(node: Node, plan: NotePlan, *, in_front: bool) -> Iterator[tuple[str, str]]:
    """The other fields, without those that the front matter has, where that speaks of the node."""
    if isinstance(node, Position):
        yield "title", escaped(node.title)
    yield "note", escaped(node.note)
    if not in_front:
        yield "tags", "" if fits_here(node) else _several(node.tags)
        yield "aliases", _several(node.aliases)
    match node:
        case Reference() if not is_plain(node.url):
            yield "url", escaped(node.url)
        case Person():
            yield "group", YES if node.group else ""
        case Question():
            yield "open", YES if node.open else ""
        case Source() if not in_front:
            yield "form", node.form
            yield "authors", _several(node.authors)
            yield "published", escaped(node.published)
            yield "url", "" if is_plain(node.url) else escaped(node.url)
            thesis = plan.nodes.get(node.thesis)
            yield "thesis", named(thesis, plan.source) if thesis else ""
        case _:
            pass


def _several(words: Iterable[str]) -> str:
    return ", ".join(map(marked, words))
