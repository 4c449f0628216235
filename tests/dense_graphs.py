"""Hypothesis strategy: small graphs of two sources in which much is linked, every link one that its ends allow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cruxmap.graph.build import build
from cruxmap.graph.model import (
    SHAPE_CLASS,
    Analogy,
    Link,
    Node,
    Pairing,
    Position,
    Source,
    SourceMap,
    own_source_id,
    source_id,
)
from cruxmap.graph.problem import Span
from cruxmap.graph.schema import BASES, KIND, KINDS, MODALITIES, RELATIONS, allows
from hypothesis import strategies as st

if TYPE_CHECKING:
    from cruxmap.graph.graph import Graph

_PLAIN = [kind.name for kind in KINDS if kind.name not in ("position", "source")]
_ARGUING = ["claim", "claim", "argument", "crux", "crux", "concept", "failure_mode", "mitigation"]
SOURCES = ("left", "right")


@st.composite
def dense_graphs(draw: st.DrawFn, most: int = 9) -> Graph:
    """Up to so many nodes besides sources and positions, some of them twins of others, with up to three links each."""
    kinds = draw(st.lists(st.sampled_from(_ARGUING) | st.sampled_from(_PLAIN), min_size=2, max_size=most))
    nodes: list[Node] = [_own_source(name) for name in SOURCES]
    for place, kind in enumerate(kinds):
        node_id = f"{draw(st.sampled_from(SOURCES))}/n{place}"
        nodes += [_node(node_id, kind, draw(st.sampled_from(MODALITIES)))]
        if kind == "crux":
            nodes += [_position(node_id, side) for side in draw(st.sets(st.sampled_from("abc"), max_size=3))]
    ends = st.integers(0, len(nodes) - 1)
    pairs = draw(st.lists(st.tuples(ends, ends), min_size=len(nodes), max_size=3 * len(nodes)))
    links: dict[tuple[str, str, str], Link] = {}
    for first, second in ((nodes[first], nodes[second]) for first, second in pairs):
        fitting = [one.name for one in RELATIONS if allows(one, first.kind, second.kind) and one.name != "position_on"]
        if fitting and first is not second:
            relation = draw(st.sampled_from(fitting))
            basis = draw(st.sampled_from(BASES))
            link = Link(from_id=first.id, relation=relation, to_id=second.id, basis=basis, span=_span(first.id))
            links[first.id, relation, second.id] = link
    mapped = [_mapped(draw, node, nodes) if isinstance(node, Analogy) else node for node in nodes]
    return build(_maps(mapped, list(links.values()))).graph


def _maps(nodes: list[Node], links: list[Link]) -> list[SourceMap]:
    return [
        SourceMap(
            id=source,
            nodes=tuple(node for node in nodes if node.source == source),
            links=tuple(link for link in links if source_id(link.from_id) == source),
            file=f"{source}.yaml",
        )
        for source in SOURCES
    ]


def _mapped(draw: st.DrawFn, node: Analogy, nodes: list[Node]) -> Analogy:
    """The analogy with rows that name nodes or words."""
    sides = st.sampled_from([other.id for other in nodes if other is not node]) | st.just("a word")
    rows = draw(st.lists(st.tuples(sides, sides), max_size=2))
    mapping = tuple(
        Pairing(element=first, stands_for=second, span=Span(f"{node.source}.yaml", 90 + place))
        for place, (first, second) in enumerate(rows)
    )
    return Analogy(id=node.id, kind=node.kind, text=node.text, mapping=mapping, span=node.span)


def _own_source(name: str) -> Source:
    return Source(id=own_source_id(name), kind="source", text="", title=name, span=_span(f"{name}/"))


def _node(node_id: str, kind: str, modality: str) -> Node:
    shape = SHAPE_CLASS[KIND[kind].shape]
    return shape(id=node_id, kind=kind, text=f"Of {node_id}.", modality=modality, span=_span(node_id))


def _position(crux: str, side: str) -> Position:
    name = f"{crux}.{side}"
    return Position(id=name, kind="position", text=f"Says {side}.", crux=crux, side=side, span=_span(crux))


def _span(node_id: str) -> Span:
    return Span(f"{source_id(node_id)}.yaml")
