"""What the network view of a page needs: nodes, links and options, made by pyvis, and the vis-network it brings."""

from __future__ import annotations

import json
from importlib.resources import files
from importlib.util import find_spec
from typing import TYPE_CHECKING

from msgspec import Struct

from ...graph.model import label
from ...graph.schema import KIND, KINDS, RELATION
from ..escape import one_line

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from ...graph.graph import Graph
    from ...graph.model import Link, Node
    from ...graph.schema import Kind, Polarity, Role, Shape
    from ..json_ import Json

MOST_NODES = 5_000
NEEDED = ("pyvis", "numpy")
LONGEST_LABEL = 60
MANY_LINKS = 1_500

# The shape tells what a node is for, as the colour does. Boxes and ellipses hold their label, others stand above it.
# fmt: off
SHAPES: dict[Role, str] = {
    "statement": "dot", "inference": "triangle", "ground": "square", "term": "ellipse", "process": "hexagon",
    "failure": "triangleDown", "remedy": "diamond", "crux": "star", "side": "box", "study": "dot", "document": "box",
    "agent": "ellipse",
}
# fmt: on
DASHED: tuple[Role, ...] = ("study", "document", "agent")
"""Roles whose outline is dashed, since another has their shape."""

SIZES: dict[Shape, int] = {"crux": 24, "source": 24, "question": 9}
FONT_SIZES: dict[Shape, int] = {"crux": 18, "source": 18}
LABEL_WIDTH, WIDE_LABEL = 125, 225
HEADS: dict[Polarity, str] = {"+": "arrow", "-": "bar", "!": "diamond", "": "vee"}
"""The head of a link by the polarity of its relation, so that an attack is not told from support by colour alone."""


class NetworkData(Struct, frozen=True, kw_only=True):
    """What vis-network is given, as plain JSON values, and vis-network itself.

    A node has `id`, `label`, `group` (its kind), `shape`, `x` and `y`; an edge `id` (its place in `graph.links`),
    `from`, `to`, `arrows`, `dashes` where it is inferred, and, for the page, `relation` and `polarity`. Colours are
    the page's: `options.groups[kind].color`.
    """

    nodes: list[dict[str, Json]]
    edges: list[dict[str, Json]]
    options: dict[str, Json]
    script: str


def why_not(graph: Graph) -> str:
    """Why the network of this graph cannot be shown, in words, "" if it can."""
    if len(graph) > MOST_NODES:
        return f"the network shows up to {MOST_NODES:,} nodes, and these are {len(graph):,}: narrow them"
    missing = [name for name in NEEDED if not _installed(name)]
    return f'the network needs {" and ".join(missing)}: pip install "cruxmap[network]"' if missing else ""


def network(graph: Graph) -> NetworkData:
    """The graph as vis-network takes it, built by pyvis. The same graph gives the same data.

    Ask `why_not` before: this raises ImportError without the extra, and takes minutes for very many nodes.
    """
    from pyvis.network import Network  # type: ignore[import-untyped]  # and IPython comes with it

    from .positions import positions

    places = positions(graph)
    built = Network(directed=True)
    for node in graph.nodes.values():
        x, y = places[node.id]
        built.add_node(node.id, label=_label(node), group=node.kind, shape=SHAPES[KIND[node.kind].colour], x=x, y=y)
    for number, link in enumerate(graph.links):
        built.add_edge(link.from_id, link.to_id, id=number, **_look(link))
    built.set_options(json.dumps(_options(graph)))
    nodes, edges, *_, options = built.get_network_data()
    return NetworkData(nodes=nodes, edges=edges, options=json.loads(options), script=_script())


def _installed(name: str) -> bool:
    return find_spec(name) is not None


def _label(node: Node) -> str:
    text = one_line(label(node)) or node.slug
    if len(text) <= LONGEST_LABEL:
        return text
    start = text[: LONGEST_LABEL - 1]
    return (start.rpartition(" ")[0] or start) + "…"


def _look(link: Link) -> dict[str, Json]:
    relation = RELATION[link.relation]
    head: Json = "" if relation.symmetric else {"to": {"enabled": True, "type": HEADS[relation.polarity]}}
    look: dict[str, Json] = {"arrows": head, "relation": link.relation, "polarity": relation.polarity}
    return look | ({"dashes": True} if link.basis == "inferred" else {})


def _options(graph: Graph) -> dict[str, Json]:
    """For what is not said of single nodes and edges. Straight edges and none while dragging where there are many."""
    many = len(graph.links) > MANY_LINKS
    return {
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "interaction": {
            "dragNodes": False,
            "hideEdgesOnDrag": many,
            "hideEdgesOnZoom": many,
            "hoverConnectedEdges": False,
            "selectConnectedEdges": False,
            "keyboard": {"enabled": True, "bindToWindow": False},
        },
        "nodes": {
            "size": 11,
            "borderWidth": 1.5,
            "borderWidthSelected": 3,
            "widthConstraint": {"maximum": LABEL_WIDTH},
            "font": {"size": 14, "face": "system-ui,sans-serif"},
            "scaling": {"label": {"drawThreshold": 11, "maxVisible": 28}},
        },
        "edges": {
            "smooth": False,
            "width": 1,
            "color": {"inherit": False},
            "arrows": {"to": {"scaleFactor": 0.6}},
            "font": {"size": 14, "face": "system-ui,sans-serif", "align": "middle"},
            "scaling": {"label": {"drawThreshold": 11}},
        },
        "groups": {kind.name: _group(kind) for kind in KINDS},
    }


def _group(kind: Kind) -> dict[str, Json]:
    group: dict[str, Json] = {"size": SIZES[kind.shape]} if kind.shape in SIZES else {}
    if kind.colour in DASHED:
        group["shapeProperties"] = {"borderDashes": [4, 3]}
    if kind.shape in FONT_SIZES:
        group |= {"font": {"size": FONT_SIZES[kind.shape]}, "widthConstraint": {"maximum": WIDE_LABEL}}
    return group


def _script() -> str:
    """The newest vis-network that pyvis brings, its lines ended as a page's are, without the map for debuggers."""
    folders = [folder for folder in (files("pyvis") / "lib").iterdir() if folder.name.startswith("vis-")]
    newest = max(folders, key=_version)
    text = (newest / "vis-network.min.js").read_text("utf-8")
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith("//# sourceMappingURL"))


def _version(folder: Traversable) -> tuple[int, ...]:
    return tuple(int(part) for part in folder.name.removeprefix("vis-").split(".") if part.isdigit())
