"""One node for the terminal: all it says, and all links in and out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..graph.foreign_data import decoded
from ..graph.model import Analogy, Link, Node, OutlineItem, Source, label
from ..graph.schema import FIELDS_OF, KIND, RELATION
from ..graph.text_fragment import passage_link
from .layout import Line, Span, flow, spread
from .terminal import Page, colour, remarks

if TYPE_CHECKING:
    from ..graph.graph import Graph


def node_page(page: Page, node: Node) -> list[Line]:
    """A node with all it says and all links in and out, by relation."""
    lines = spread(
        [(label(node), "strong")], [(KIND[node.kind].label, colour(node)), (f"  {node.id}", "faint")], page.width
    )
    if node.title:
        lines += flow([(node.text, "")], page.width)
    lines += [[], *_facts(page, node)]
    if isinstance(node, Analogy) and node.mapping:
        lines += [[], *_mapping(page, node)]
    if isinstance(node, Source) and node.outline:
        lines += [[], [("outline", "heading")], *outline(page, node.outline)]
    return lines + _link_groups(page, node)


def outline(page: Page, root: OutlineItem) -> list[Line]:
    """A mind map as a tree of labels."""
    lines = flow([(branch_label(page.graph, root), "strong")], page.width, first=[("  ", "")])
    stack = [(child, 2) for child in reversed(root.children)]
    while stack:
        item, depth = stack.pop()
        lines += flow([(branch_label(page.graph, item), "")], page.width, first=[("  " * depth, "")])
        stack += [(child, depth + 1) for child in reversed(item.children)]
    return lines


def branch_label(graph: Graph, item: OutlineItem) -> str:
    """The label of a branch: its own, else that of its node."""
    return item.label or (label(graph.node(item.node)) if item.node in graph else item.node)


def _facts(page: Page, node: Node) -> list[Line]:
    """The node's fields, one below the other."""
    passage = f"{node.passage.start} … {node.passage.end}" if node.passage and node.passage.end else ""
    facts: dict[str, str] = {
        "section": node.section,
        "passage": passage or (node.passage.start if node.passage else ""),
        "link": passage_link(page.graph, node),
        "modality": node.modality if node.modality != "asserted" else "",
        "tags": ", ".join(node.tags),
        "note": node.note,
        "aliases": ", ".join(node.aliases),
        "data": ", ".join(decoded(node.data)) if node.data else "",
    }
    for name in FIELDS_OF[KIND[node.kind].shape]:
        value = getattr(node, name)
        if name not in facts and name not in ("text", "title", "mapping") and value not in (None, False, "", ()):
            facts[name] = ", ".join(value) if isinstance(value, tuple) else "yes" if value is True else str(value)
    if isinstance(node, Source) and node.thesis in page.graph:
        facts["thesis"] = page.graph.node(node.thesis).text
    facts["written"] = str(node.span)
    return [
        line
        for name, value in facts.items()
        if value
        for line in flow([(value, "")], page.width, first=[(name.ljust(12), "heading")])
    ]


def _mapping(page: Page, node: Analogy) -> list[Line]:
    lines: list[Line] = [[("what stands for what", "heading")]]
    for pair in node.mapping:
        words: list[Span] = []
        for place, side in enumerate((pair.element, pair.stands_for)):
            known = page.graph.nodes.get(side)
            words += [("stands for", "relation")] if place else []
            words += [(label(known), colour(known)), page.tag(side, node.source)] if known else [(side, "")]
        remark = "; ".join(filter(None, ["inferred" if pair.basis == "inferred" else "", pair.note]))
        words += [(f"({remark})", "faint")] if remark else []
        lines += flow(words, page.width, first=[("  ", "")], rest=[("      ", "")])
    return lines


def _link_groups(page: Page, node: Node) -> list[Line]:
    """Links by relation, outgoing ones first; nodes of another source with their source."""
    lines: list[Line] = []
    groups: dict[tuple[str, str], list[tuple[str, Link]]] = {}
    for link in page.graph.out(node.id):
        groups.setdefault(("→", link.relation), []).append((link.to_id, link))
    for link in page.graph.into(node.id):
        relation = RELATION[link.relation]
        arrow = "→" if relation.symmetric else "←"
        groups.setdefault((arrow, relation.inverse), []).append((link.from_id, link))
    for (arrow, name), found in groups.items():
        lines += [[], [(f"{arrow} {name.replace('_', ' ')}", "relation")]]
        for other_id, link in found:
            words = [(page.graph.node(other_id).text, ""), page.tag(other_id, node.source), *remarks(link)]
            lines += flow(words, page.width, first=[("  ", "")], rest=[("    ", "")])
    return lines
