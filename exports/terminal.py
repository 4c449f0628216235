"""Text for the terminal: lists of nodes, links, sources, hits, paths, gaps and problems, and counts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from ..graph.gaps import GAPS, Gap, weightiest
from ..graph.ids import short_form
from ..graph.model import Link, Node, Source, label
from ..graph.schema import KIND, RELATION
from .layout import UNBOUNDED, Line, Span, flow, indented, spread, text_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..graph.graph import Graph
    from ..graph.paths import Hop
    from ..graph.problem import Problem
    from ..graph.query import Counts
    from ..graph.search import Hit


class Page:
    """What every view needs: the graph, the width in cells, and how to call nodes."""

    def __init__(self, graph: Graph, width: int, wrap: bool) -> None:
        self.graph = graph
        self.width = max(40, width)
        self.list_width = self.width if wrap else UNBOUNDED

    def tag(self, node_id: str, home: str = "") -> Span:
        """The short id in brackets, to stand behind the node's text."""
        return f"[{self.name(node_id, home)}]", "faint"

    def name(self, node_id: str, home: str = "") -> str:
        """The short id; with its source where that is not `home`."""
        return node_id if home and not node_id.startswith(f"{home}/") else short_form(self.graph, node_id)


def node_list(page: Page, nodes: Sequence[Node]) -> list[Line]:
    """One node an entry: id, kind, text."""
    return _table(page, [(page.name(node.id), node) for node in nodes])


def link_list(page: Page, links: Iterable[Link]) -> list[Line]:
    """One link an entry: what is linked, and below it the ids, the basis and the note."""
    lines: list[Line] = []
    for link in links:
        first, second = page.graph.node(link.from_id), page.graph.node(link.to_id)
        said = f"—{link.relation.replace('_', ' ')}→"
        words: list[Span] = [(label(first), colour(first)), (said, "relation"), (label(second), colour(second))]
        lines += flow(words, page.list_width, rest=[("  ", "")])
        ids = f"{page.name(link.from_id)} {link.relation} {page.name(link.to_id)}"
        lines += flow([(ids, "faint"), *remarks(link)], page.list_width, first=[("    ", "")])
    return lines


def source_list(page: Page, sources: Sequence[Source]) -> list[Line]:
    """The documents, each with its thesis and how much is in it."""
    lines: list[Line] = []
    by_kind = Counter((node.source, node.kind) for node in page.graph.nodes.values())
    for source in sources:
        own = {kind: by_kind[source.source, kind] for kind in KIND if by_kind[source.source, kind]}
        counts = [counted(number, kind) for kind, number in own.items()]
        lines += _source_head(page, source)
        made = ", ".join(filter(None, [*source.authors, source.published, source.url]))
        lines += flow([(made, "faint")], page.width, first=[("  ", "")]) if made else []
        if source.thesis in page.graph:
            lines += flow([(page.graph.node(source.thesis).text, "")], page.width, first=[("  thesis  ", "heading")])
        held = f"{sum(own.values())} nodes" if sum(own.values()) != 1 else "1 node"
        lines += flow([(": ".join(filter(None, [held, ", ".join(counts)])), "faint")], page.width, first=[("  ", "")])
        lines.append([])
    return lines[:-1]


def _source_head(page: Page, source: Source) -> list[Line]:
    """A document's id, title and form; the title below the id where all do not fit in a line."""
    form: Line = [(source.form, "faint")]
    head = spread([(source.source, "strong"), (f"  {source.title}", "")], form, page.width)
    if len(head) == 1:
        return head
    title = flow([(source.title, "")], page.width, first=[("  ", "")])
    return [*spread([(source.source, "strong")], form, page.width), *title]


def hit_list(page: Page, hits: Sequence[Hit]) -> list[Line]:
    """What a search found, best first, with the fields that matched."""
    lines: list[Line] = []
    for hit in hits:
        node = hit.node
        head: list[Span] = [(label(node), "strong"), (KIND[node.kind].label, colour(node)), page.tag(node.id)]
        lines += flow(head, page.list_width, rest=[("  ", "")])
        if node.title:
            lines += flow([(node.text, "")], page.list_width, first=[("    ", "")])
        if hit.matched:
            lines += flow(
                [(f"in {', '.join(hit.matched).replace('slug', 'id')}", "faint")], page.list_width, first=[("    ", "")]
            )
    return lines


def path_list(page: Page, ways: Sequence[Sequence[Hop]]) -> list[Line]:
    """Each way from one node to the other, every hop named."""
    lines: list[Line] = []
    for number, way in enumerate(ways, 1):
        count = f"{len(way)} step" + ("s" if len(way) != 1 else "")
        lines += [[(f"way {number} of {len(ways)}", "heading"), (f" · {count}", "faint")]]
        lines += _stop(page, way[0].start)
        for hop in way:
            words = ", ".join((hop.relation, *hop.also)).replace("_", " ")
            lines += flow([(words, "relation"), *remarks(hop.link)], page.width, first=[("   ↓ ", "faint")])
            lines += _stop(page, hop.end)
        lines.append([])
    return lines[:-1]


def gap_list(page: Page, gaps: Sequence[Gap], *, everything: bool = True) -> list[Line]:
    """Gaps by sort, each with its node; of very many the weightiest and how many more there are, unless `everything`
    is wanted."""
    lines: list[Line] = []
    for sort in GAPS:
        found = [gap for gap in gaps if gap.gap == sort.name]
        shown = found if everything or len(found) <= sort.most else weightiest(page.graph, found)[: sort.most]
        if shown:
            rows = [(page.name(gap.node.id), gap.node) for gap in shown]
            details = {gap.node.id: gap.detail for gap in shown}
            lines += [
                [(f"{sort.heading} ({len(found)})", "heading")],
                *indented(_table(page, rows, details, kinds=False, indent=2), 2),
                *([[(f"  … {len(found) - len(shown)} more (--all)", "faint")]] if len(shown) < len(found) else []),
                [],
            ]
    return lines[:-1]


def stats(page: Page, counts: Counts) -> list[Line]:
    """Counts of nodes by kind and links by relation, for each source where there is room, and altogether."""
    lines = _counts("nodes", counts.by_kind, KIND, counts.sources, page.width)
    lines += [[], *_counts("links", counts.by_relation, RELATION, (*counts.sources, ""), page.width), []]
    said = f"{counts.explicit} links explicit, {counts.links - counts.explicit} inferred; "
    said += f"{counts.with_passage} of {counts.nodes} nodes with a passage"
    return lines + flow([(said, "faint")], page.width)


def problem_list(problems: Iterable[Problem], width: int) -> list[Line]:
    """Problems as `file:line:column: severity code name: message`, the hint below.

    Of one code in one file the first MOST_ALIKE are shown and the others counted.
    """
    lines: list[Line] = []
    alike: Counter[tuple[str, str]] = Counter()
    for problem in problems:
        alike[problem.span.file, problem.code] += 1
        if alike[problem.span.file, problem.code] > MOST_ALIKE:
            continue
        head: list[Span] = [(f"{problem.span}:", "strong"), (f"{problem.severity} {problem.code}", "failure")]
        lines += flow([*head, (f"{problem.name}:", "failure"), (problem.message, "")], width, rest=[("  ", "")])
        if problem.hint:
            lines += flow([(problem.hint, "")], width, first=[("  hint: ", "faint")])
    for (file, code), number in alike.items():
        if number > MOST_ALIKE:
            lines.append([(f"{file}: {number - MOST_ALIKE} more of {code}", "faint")])
    return lines


MOST_ALIKE = 10

_LONGEST_ID = 36


def counted(number: int, kind: str) -> str:
    return f"{number} {KIND[kind].label if number == 1 else KIND[kind].plural}"


class _Row(Struct, frozen=True):
    name: str
    node: Node


def _table(
    page: Page,
    pairs: Iterable[tuple[str, Node]],
    details: dict[str, str] | None = None,
    *,
    kinds: bool = True,
    indent: int = 0,
) -> list[Line]:
    """Rows of id, kind if asked for, and text with its detail; an id too long for its column has a line of its own."""
    rows = [_Row(*pair) for pair in pairs]
    width = page.list_width - indent
    room = min(width // 3, _LONGEST_ID)
    wide = min(room, max((text_width(row.name) for row in rows), default=0))
    kind_width = max((len(KIND[row.node.kind].label) for row in rows), default=0) if kinds and room > 16 else 0
    lines: list[Line] = []
    for row in rows:
        first: Line = [(row.name.ljust(wide), "faint"), ("  ", "")]
        if text_width(row.name) > wide:
            lines += flow([(row.name, "faint")], width)
            first = [(" " * (wide + 2), "")]
        if kind_width:
            first += [(KIND[row.node.kind].label.ljust(kind_width), colour(row.node)), ("  ", "")]
        detail = (details or {}).get(row.node.id, "")
        words: list[Span] = [(row.node.text, ""), *([(f"({detail})", "faint")] if detail else [])]
        margin = " " * (wide + 2 + (kind_width + 2 if kind_width else 0))
        lines += flow(words, width, first=first, rest=[(margin, "")])
    return lines


def _stop(page: Page, node_id: str) -> list[Line]:
    node = page.graph.node(node_id)
    return flow(
        [(label(node), colour(node)), (f"[{node_id}]", "faint")], page.width, first=[(" ", "")], rest=[("   ", "")]
    )


def remarks(link: Link) -> list[Span]:
    """What is to be said of a link in brackets: its basis, modality, qualifier and note."""
    qualifier = RELATION[link.relation].qualifier
    parts = [
        "inferred" if link.basis == "inferred" else "",
        link.modality if link.modality != "asserted" else "",
        (qualifier.name if link.qualifier == "true" else f"{qualifier.name} {link.qualifier}")
        if qualifier and link.qualifier
        else "",
        "a loop that is meant" if link.loop else "",
        link.note,
    ]
    said = "; ".join(filter(None, parts))
    return [(f"({said})", "faint")] if said else []


def _counts(
    title: str, numbers: Mapping[tuple[str, str], int], names: Iterable[str], sources: Sequence[str], width: int
) -> list[Line]:
    """A table with a row a name and a column a source; links between sources are counted under ""."""
    columns = [source for source in sources if any(key[1] == source for key in numbers)]
    widths = [max(len(column), 6) for column in columns]
    if len(columns) == 1 or 14 + sum(widths) + 2 * len(widths) + 8 > width:
        columns, widths = [], []
    cells = [f"{column or 'across':>{wide + 2}}" for column, wide in zip(columns, widths, strict=True)]
    lines: list[Line] = [[(f"{title:14}{''.join(cells)}     all", "heading")]]
    for name in (*names, "total"):
        here = {source: number for (key, source), number in numbers.items() if key == name}
        if name == "total":
            here = {source: sum(n for key, n in numbers.items() if key[1] == source) for source in sources}
        if any(here.values()) or name == "total":
            cells = [f"{here.get(column) or '·':>{wide + 2}}" for column, wide in zip(columns, widths, strict=True)]
            row = f"{name.replace('_', ' '):14}{''.join(cells)}{sum(here.values()):8}"
            lines.append([(row, "strong" if name == "total" else "")])
    return lines


def colour(node: Node) -> str:
    return KIND[node.kind].colour
