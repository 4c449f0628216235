"""The dot export: the graph for Graphviz, a cluster for each source, shapes by kind and lines by what they do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..graph.model import label, source_id
from ..graph.schema import KIND, RELATION
from .heading import by_source, heading, source_name
from .measure import squeezed, wrapped
from .xml_text import holdable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..graph.graph import Graph
    from ..graph.model import Link, Node
    from ..graph.schema import Role
    from .exporter import Options

LABEL_ROOM, HEADING_ROOM = 1600, 6000  # in hundredths of the font's size
_LEADING = """\
  graph [rankdir=LR, charset="UTF-8", fontname="Helvetica", fontsize=16, ranksep=0.9, nodesep=0.25, labelloc=t]
  node [fontname="Helvetica", fontsize=11, margin="0.14,0.08", style="filled", fillcolor="#ffffff", color="#66717f"]
  edge [fontname="Helvetica", fontsize=10, color="#66717f", fontcolor="#37424f"]
"""

# fmt: off
_SHAPES: dict[Role, str] = {
    "statement": 'shape=box, fillcolor="#e8f0f9"',
    "inference": 'shape=rarrow, fillcolor="#ecebf9"',
    "ground": 'shape=note, fillcolor="#f3ebf8"',
    "term": 'shape=ellipse, fillcolor="#e4f4f3"',
    "process": 'shape=cds, fillcolor="#e6f4ea"',
    "failure": 'shape=octagon, fillcolor="#fbe9e7"',
    "remedy": 'shape=house, fillcolor="#f0f5df"',
    "crux": 'shape=diamond, fillcolor="#fff0d6", margin="0.02,0.02"',
    "side": 'shape=box, style="filled,rounded", fillcolor="#eceff3"',
    "study": 'shape=hexagon, fillcolor="#faeaf3"',
    "document": 'shape=tab, fillcolor="#f4eee7"',
    "agent": 'shape=box, style="filled,rounded", peripheries=2',
}
_LINES = {
    "+": 'color="#2a7d46", fontcolor="#1f6637"',
    "-": 'color="#b3322b", fontcolor="#a02a24", arrowhead=tee',
    "!": 'color="#5546b0", fontcolor="#42358f", arrowhead=onormal',
    "": "arrowhead=vee",
}
# fmt: on


def render(graph: Graph, options: Options) -> str:
    """A digraph with every node and link; a source's nodes stand in a cluster of their own."""
    return "".join(f"{line}\n" for line in _lines(graph, options))


def _lines(graph: Graph, options: Options) -> Iterator[str]:
    yield "digraph cruxmap {"
    yield f"  label={_label(heading(graph, options), HEADING_ROOM)}"
    yield from _LEADING.splitlines()
    for place, (source, nodes) in enumerate(sorted(by_source(graph).items())):
        yield f"  subgraph cluster_{place} {{"
        yield f'    label={_label(source_name(graph, source), HEADING_ROOM)}; color="#c3cad4"; style="rounded"'
        yield from (f"    {_node(node)}" for node in nodes)
        yield "  }"
    yield from (f"  {_edge(link)}" for link in graph.links)
    yield "}"


def _node(node: Node) -> str:
    words = label(node) if squeezed(label(node)) else node.id
    tooltip = _quoted(node.id, squeezed(node.text))
    return f"{_quoted(node.id)} [label={_label(words)}, tooltip={tooltip}, {_SHAPES[KIND[node.kind].colour]}]"


def _edge(link: Link) -> str:
    relation = RELATION[link.relation]
    words = [f"label={_quoted(relation.name.replace('_', ' '))}", _LINES[relation.polarity]]
    words += ["dir=none"] if relation.symmetric else []
    words += ["style=dashed"] if link.basis == "inferred" else []
    # A link across sources must not pull the clusters into one another.
    words += ["constraint=false"] if source_id(link.from_id) != source_id(link.to_id) else []
    return f"{_quoted(link.from_id)} -> {_quoted(link.to_id)} [{', '.join(words)}]"


def _label(text: str, room: int = LABEL_ROOM) -> str:
    return _quoted(*wrapped(holdable(text), room))


def _quoted(*lines: str) -> str:
    r"""Lines as one quoted string of DOT, such that Graphviz shows just them.

    Graphviz reads backslashes and HTML entities in labels, so both are escaped.

    >>> print(_quoted('say "hi"', r"a\b & <y>"))
    "say \"hi\"\na\\b &amp; <y>"
    """
    return f'"{_NEW_LINE.join(holdable(line).translate(_ESCAPES) for line in lines)}"'


_NEW_LINE = r"\n"
_ESCAPES = str.maketrans({"\\": r"\\", '"': r"\"", "&": "&amp;"})
