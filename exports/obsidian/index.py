"""The ways into a vault: a page for each document with all that is told of it, and one for the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...graph.model import Topic, label
from ...graph.query import cruxes
from ...graph.schema import KIND, KINDS
from ..heading import by_source, documents, heading
from ..markdown_text import escaped
from ..measure import squeezed
from .names import BASE, CANVAS
from .note import head, linked
from .text import callout, titled, web_link, wikilink

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ...graph.model import Node, OutlineItem, Source
    from .text import Vault

DEEPEST = 12
_FIRST = ("crux", "failure_mode", "mitigation", "concept", "mechanism")
_ORDER = (*_FIRST, *(kind.name for kind in KINDS if kind.name not in (*_FIRST, "position", "source")), "source")


def source_page(vault: Vault, source: Source, nodes: Iterable[Node]) -> str:
    """The note of a document: what it is, its thesis, its outline, and its nodes by kind."""
    others = [node for node in nodes if node is not source]
    blocks = [*head(vault, source), *_about(source), *_thesis(vault, source), *_outline(vault, source)]
    for kind in _ORDER:
        own = [node for node in others if node.kind == kind]
        if own:
            blocks += [f"## {KIND[kind].plural.capitalize()}", "\n".join(f"- {_point(vault, node)}" for node in own)]
    links = linked(vault, source) if source.id in vault.graph else ()
    return "\n\n".join((*blocks, *links)) + "\n"


def front_page(vault: Vault, *, with_canvas: bool) -> str:
    """The page to begin at: the documents, the canvas of the cruxes, the tables."""
    graph, own = vault.graph, by_source(vault.graph)
    blocks = [f"# {escaped(heading(graph, vault.options))}"]
    sources = documents(graph, vault.options)
    if sources:
        blocks += [
            "## Documents",
            "\n".join(_document(vault, source, own.get(source.source, ())) for source in sources),
        ]
    views = cruxes(graph)
    if views:
        told = [f"- {titled(vault, view.crux)}" for view in views]
        also = [f"All of them with their sides: [[{CANVAS}]]"] if with_canvas else []
        blocks += ["## Cruxes", *also, "\n".join(told)]
    blocks += ["## Tables", f"![[{BASE}]]"]
    return "\n\n".join(blocks) + "\n"


def _document(vault: Vault, source: Source, nodes: Iterable[Node]) -> str:
    there = list(nodes)
    told = [("crux", "cruxes"), ("claim", "claims"), ("failure_mode", "failure modes")]
    numbers = [(sum(node.kind == kind for node in there), KIND[kind].label, plural) for kind, plural in told]
    counted = ", ".join(f"{number} {one if number == 1 else many}" for number, one, many in numbers if number)
    by = f" by {escaped(', '.join(source.authors))}" if source.authors else ""
    return f"- {wikilink(vault, source)}{by}" + (f" ({counted})" if counted else "")


def _about(source: Source) -> Iterator[str]:
    words = [*map(escaped, source.authors), escaped(source.published)]
    words += [web_link(escaped(source.url), source.url)] if squeezed(source.url) else []
    told = " · ".join(filter(None, words))
    if told:
        yield told


def _thesis(vault: Vault, source: Source) -> Iterator[str]:
    thesis = vault.graph.nodes.get(source.thesis)
    if thesis:
        yield callout("abstract", "Thesis", [titled(vault, thesis)])


def _outline(vault: Vault, source: Source) -> Iterator[str]:
    lines = list(_branches(vault, source.outline.children, 0)) if source.outline else []
    if lines:
        yield "## Outline"
        yield "\n".join(lines)


def _branches(vault: Vault, items: Iterable[OutlineItem], depth: int) -> Iterator[str]:
    """Points of the outline; what lies very deep stands no deeper than Markdown can tell from code."""
    for item in items:
        node = vault.graph.nodes.get(item.node)
        words = wikilink(vault, node, item.label or label(node)) if node else escaped(item.label)
        yield f"{'  ' * min(depth, DEEPEST)}- {words}"
        yield from _branches(vault, item.children, depth + 1)


def _point(vault: Vault, node: Node) -> str:
    """A node in a list of its kind: with its text where that is what one looks for, with what it takes to learn it."""
    if node.kind in ("crux", "failure_mode"):
        return titled(vault, node)
    hard = f" *(complexity {node.complexity})*" if isinstance(node, Topic) and node.complexity else ""
    return wikilink(vault, node) + hard
